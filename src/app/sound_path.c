#include "app/sound_path.h"

#include "app/clock.h"
#include "app/link.h"
#include "app/play.h"

#include <stdlib.h>

static bool sends_nothing;

void sound_link_send_nothing(void) {
  sends_nothing = true;
}

void sound_link_open(struct sound_link *link, const char *token, const struct play_options *options) {
  bool may_link = options->audio == CUE_AUDIO_AUTO || options->audio == CUE_AUDIO_LINK;
  int fd = -1;
  *link = (struct sound_link){.named = false};
  if (token == NULL && may_link) {
    token = getenv("LIMBER_LINK");
  }
  link->named = token != NULL && token[0] != '\0';
  if (link->named && link_connect(token, &fd, &link->fault)) {
    link->link = cue_link_create(fd, sends_nothing ? NULL : options->own_sounds);
  }
}

void sound_link_close(struct sound_link *link) {
  cue_link_destroy(link->link, clock_real_ns());
  link->link = NULL;
}

/* At the far end of ssh nobody is near the loudspeakers, unless the way to a sound server has been forwarded. */
static bool is_far_from_loudspeakers(void) {
  const char *server = getenv("PULSE_SERVER");
  return link_is_over_ssh() && (server == NULL || server[0] == '\0');
}

bool sound_path_choose(const struct play_options *options, struct sound_path *path, struct error *err) {
  static const struct sound_link no_link;
  const struct sound_link *link = options->link != NULL ? options->link : &no_link;
  *path = (struct sound_path){.audio = options->audio, .link = link->link, .fault = link->fault};
  path->required = options->audio == CUE_AUDIO_PORTAUDIO || options->audio == CUE_AUDIO_LINK;
  if (link->link != NULL) {
    path->audio = CUE_AUDIO_LINK;
  } else if (options->audio == CUE_AUDIO_LINK) {
    return error_set(err, ERROR_MACHINE, "no sound: %s",
                     link->named ? link->fault.message : "`limber ssh HOST` makes the link");
  } else if (link->named) {
    path->audio = CUE_AUDIO_BELL;
  } else if (options->audio == CUE_AUDIO_AUTO && is_far_from_loudspeakers()) {
    path->audio = CUE_AUDIO_BELL;
    error_set(&path->fault, ERROR_MACHINE, "over ssh; `limber ssh HOST` brings the sound along");
  }
  return true;
}
