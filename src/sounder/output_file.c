#include "sounder/output_file.h"

#include "base/timespan.h"
#include "sounder/hand_over.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define BLOCK 4096
#define PATH_SIZE 4096
#define LONGEST_NS (INT64_C(12) * 3600 * NS_PER_S) /* what a WAV file's 32-bit sizes can hold, at 16 bits */

static const struct {
  const char *suffix;
  int format;
} formats[] = {
    {".wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16},          {".flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
    {".ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},          {".opus", SF_FORMAT_OGG | SF_FORMAT_OPUS},
    {".mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III},
};

/* The libsndfile format of `path` by its name, or 0. */
static int format_of(const char *path) {
  const char *suffix = strrchr(path, '.');
  for (size_t i = 0; suffix && i < ARRAY_LEN(formats); i++) {
    if (strcasecmp(suffix, formats[i].suffix) == 0) {
      return formats[i].format;
    }
  }
  return 0;
}

bool output_file_check(const char *path, struct error *err) {
  return format_of(path) != 0 || error_set(err, ERROR_USAGE, "%s: the name must end in .wav, .flac, .ogg, .opus or .mp3", path);
}

/* Hands the mixer what begins in the coming block, so that its few voices serve any number of sounds. */
static void hand_over_until(const struct schedule *schedule, size_t *handed, struct mixer *mixer, struct voice *voice,
                            const struct frame_clock *clock, int64_t before) {
  while (*handed < schedule->count) {
    const struct scheduled *item = &schedule->items[*handed];
    if (frame_clock_frame(clock, item->due_ns) >= before) {
      return;
    }
    if (hand_over(mixer, voice, item, item->due_ns, OUTPUT_FILE_RATE, true) == HANDED_LATER) {
      return;
    }
    (*handed)++;
  }
}

static bool write_block(SNDFILE *file, const float *samples, size_t count) {
  short block[BLOCK];
  for (size_t i = 0; i < count; i++) {
    block[i] = (short)lrintf(samples[i] * 32767.0F);
  }
  return sf_write_short(file, block, (sf_count_t)count) == (sf_count_t)count;
}

static bool write_all(SNDFILE *file, const struct schedule *schedule, struct mixer *mixer, struct voice *voice,
                      int64_t until_ns) {
  struct frame_clock clock;
  frame_clock_init_virtual(&clock, OUTPUT_FILE_RATE);
  int64_t until = frame_clock_frame(&clock, until_ns);
  size_t handed = 0;
  for (int64_t frame = 0;;) {
    float block[BLOCK];
    hand_over_until(schedule, &handed, mixer, voice, &clock, frame + BLOCK);
    mixer_render(mixer, &clock, frame, block, BLOCK);
    struct mixer_report report;
    while (mixer_take_report(mixer, &report)) {
      ;
    }
    int64_t rings_until = mixer_rings_until(mixer) < 0 ? 0 : frame_clock_frame(&clock, mixer_rings_until(mixer));
    int64_t end = rings_until > until ? rings_until : until;
    bool last = handed == schedule->count && end <= frame + BLOCK;
    size_t count = last ? (size_t)(end > frame ? end - frame : 0) : BLOCK;
    if (!write_block(file, block, count)) {
      return false;
    }
    if (last) {
      return true;
    }
    frame += BLOCK;
  }
}

static bool write_to(int fd, const char *path, const struct schedule *schedule, struct mixer *mixer, struct voice *voice,
                     int64_t until_ns, struct error *err) {
  SF_INFO info = {.samplerate = OUTPUT_FILE_RATE, .channels = 1, .format = format_of(path)};
  SNDFILE *file = sf_open_fd(fd, SFM_WRITE, &info, 0);
  if (!file) {
    return error_set(err, ERROR_MACHINE, "%s: cannot be written (%s)", path, sf_strerror(NULL));
  }
  bool written = write_all(file, schedule, mixer, voice, until_ns);
  if (!written) {
    error_set(err, ERROR_MACHINE, "%s: cannot be written (%s)", path, sf_strerror(file));
  }
  if (sf_close(file) != 0 && written) {
    return error_set(err, ERROR_MACHINE, "%s: cannot be finished", path);
  }
  return written;
}

static int64_t end_of(const struct schedule *schedule, int64_t until_ns) {
  int64_t last_ns = schedule->count > 0 ? schedule->items[schedule->count - 1].due_ns : 0;
  return last_ns > until_ns ? last_ns : until_ns;
}

bool output_file_write(const char *path, struct schedule *schedule, struct mixer *mixer, struct voice *voice, int64_t until_ns,
                       struct error *err) {
  char part[PATH_SIZE];
  schedule_sort(schedule);
  if (end_of(schedule, until_ns) > LONGEST_NS) {
    return error_set(err, ERROR_INPUT, "%s: more than 12 hours do not fit in a sound file", path);
  }
  if (snprintf(part, sizeof part, "%s.part-%ld", path, (long)getpid()) >= (int)sizeof part) {
    return error_set(err, ERROR_INPUT, "the path of the sound file is too long");
  }
  int fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (fd < 0) {
    return error_set(err, ERROR_MACHINE, "%s: cannot be written (%s)", path, strerror(errno));
  }
  bool written = write_to(fd, path, schedule, mixer, voice, until_ns, err);
  if (written && fsync(fd) != 0) {
    written = error_set(err, ERROR_MACHINE, "%s: cannot be written (%s)", path, strerror(errno));
  }
  close(fd);
  if (written && rename(part, path) != 0) {
    written = error_set(err, ERROR_MACHINE, "%s: cannot be replaced (%s)", path, strerror(errno));
  }
  if (!written) {
    unlink(part);
  }
  return written;
}
