#include "app/play_private.h"

enum { LEAD_MS = 300 }; /* from sound being there to the start: what is due then is sent ahead, too */

int64_t play_session_now(const struct play *play, int64_t real_ns) {
  return play->begun ? clock_session_ns(&play->clock, real_ns) : 0;
}

static void begin(struct play *play, int64_t begin_ns) {
  play->begun = true;
  play->begin_ns = begin_ns;
  clock_init(&play->clock, play->setup->speed, begin_ns);
  struct session_command start = {
      .kind = COMMAND_START, .index = play->setup->start_segment, .span_ns = play->setup->start_elapsed_ns};
  session_command(play->session, start, clock_session_ns(&play->clock, begin_ns));
}

void play_see_to_the_start(struct play *play, int64_t real_ns) {
  if (play->begun) {
    return;
  }
  struct cue_status sound;
  cue_player_status(play->setup->sound, &sound);
  bool heard = sound.path == CUE_PATH_PORTAUDIO || sound.path == CUE_PATH_LINK;
  if (sound.settled && !play->hearing) {
    int64_t soon_ns = heard ? real_ns + LEAD_MS * NS_PER_MS : real_ns;
    play->hearing = heard;
    play->begin_ns = soon_ns < play->begin_ns ? soon_ns : play->begin_ns;
  }
  if (real_ns >= play->begin_ns) {
    begin(play, play->begin_ns);
  }
}

void play_begin_at_once(struct play *play, int64_t real_ns) {
  if (!play->begun) {
    begin(play, real_ns);
  }
}

void play_plan_sound(const struct play *play, const struct session_view *view, int64_t real_ns) {
  if (play->begun) {
    cue_player_plan(play->setup->sound, view, real_ns);
  } else {
    cue_player_plan_start(play->setup->sound, view, play->begin_ns, real_ns);
  }
}
