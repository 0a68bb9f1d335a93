/* A libsndfile that was built without MP3 and Opus, for LD_PRELOAD: it knows the formats and cannot open them. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* RTLD_NEXT */
#endif
#include <dlfcn.h>
#include <sndfile.h>
#include <stddef.h>
#include <string.h>

static int is_missing(const SF_INFO *info) {
  int sub = info->format & SF_FORMAT_SUBMASK;
  return sub == SF_FORMAT_OPUS || sub == SF_FORMAT_MPEG_LAYER_III;
}

SNDFILE *sf_open_virtual(SF_VIRTUAL_IO *io, int mode, SF_INFO *info, void *context) {
  SNDFILE *(*real)(SF_VIRTUAL_IO *, int, SF_INFO *, void *);
  void *found = dlsym(RTLD_NEXT, "sf_open_virtual");
  memcpy(&real, &found, sizeof real);
  return is_missing(info) ? NULL : real(io, mode, info, context);
}

SNDFILE *sf_open_fd(int fd, int mode, SF_INFO *info, int close) {
  SNDFILE *(*real)(int, int, SF_INFO *, int);
  void *found = dlsym(RTLD_NEXT, "sf_open_fd");
  memcpy(&real, &found, sizeof real);
  return is_missing(info) ? NULL : real(fd, mode, info, close);
}
