#include "app/sound_path.h"

#include "app/link.h"

#include <stdlib.h>
#include <unistd.h>

static const char *link_token(const struct play_options *options) {
  const char *token = options->link;
  bool may_link = options->audio == CUE_AUDIO_AUTO || options->audio == CUE_AUDIO_LINK;
  if (token == NULL && may_link) {
    token = getenv("LIMBER_LINK");
  }
  return token != NULL && token[0] != '\0' ? token : NULL;
}

/* At the far end of ssh nobody is near the loudspeakers, unless the way to a sound server has been forwarded. */
static bool is_far_from_loudspeakers(void) {
  const char *server = getenv("PULSE_SERVER");
  return link_is_over_ssh() && (server == NULL || server[0] == '\0');
}

bool sound_path_choose(const struct play_options *options, struct sound_path *path, struct error *err) {
  const char *token = link_token(options);
  *path = (struct sound_path){.audio = options->audio, .link_fd = -1};
  path->required = options->audio == CUE_AUDIO_PORTAUDIO || options->audio == CUE_AUDIO_LINK;
  if (token != NULL && link_connect(token, &path->link_fd, &path->fault)) {
    path->audio = CUE_AUDIO_LINK;
  } else if (options->audio == CUE_AUDIO_LINK) {
    return error_set(err, ERROR_MACHINE, "no sound: %s",
                     token != NULL ? path->fault.message : "`limber ssh HOST` makes the link");
  } else if (token != NULL) {
    path->audio = CUE_AUDIO_BELL;
  } else if (options->audio == CUE_AUDIO_AUTO && is_far_from_loudspeakers()) {
    path->audio = CUE_AUDIO_BELL;
    error_set(&path->fault, ERROR_MACHINE, "over ssh; `limber ssh HOST` brings the sound along");
  }
  return true;
}

void sound_path_finish(struct sound_path *path) {
  if (path->link_fd >= 0) {
    close(path->link_fd);
    path->link_fd = -1;
  }
}
