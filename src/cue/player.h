#ifndef CUE_PLAYER_H
#define CUE_PLAYER_H

#include "cue/link.h"
#include "cue/status.h"
#include "cue/words.h"
#include "routine/pronunciation.h"
#include "session/session.h"

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * The player's end of sound: it keeps the sounder running, sends it each sound ahead of its moment, and says which way sound
 * goes. For a poll loop on one thread; nothing here but cue_player_destroy() waits, and nothing that happens to sound can
 * stop a session. `now_ns` is always the real monotonic time, whatever the session's speed.
 *
 * A turn of the loop: cue_player_turn(); drain the session and give its events to cue_player_fire(); cue_player_plan();
 * ring what cue_player_take_bell() asks for; on cue_player_take_change() look at cue_player_status(); wait for
 * cue_player_pollfd() until cue_player_deadline() at most.
 */
struct cue_player;

enum cue_audio {
  CUE_AUDIO_AUTO,      /* the sounder, else the bell */
  CUE_AUDIO_PORTAUDIO, /* the sounder; without it there is no sound, and status says `failed` */
  CUE_AUDIO_LINK,      /* the sounder at the other end of `link`, else the bell, and status says `failed` */
  CUE_AUDIO_BELL,
  CUE_AUDIO_NONE,
};

struct cue_player_options {
  enum cue_audio audio;
  const char *bell_reason;       /* BELL: why it is not more than that, for the status; NULL or empty: it was asked for */
  const char *sounder;           /* the program; NULL or empty: not installed */
  const char *sounds;            /* the folder of the cue sounds */
  const char *voice;             /* which voice the sounder shall have, as its --voice takes it; NULL: its usual one */
  const char *const *own_sounds; /* as process.h has it */
  const char *log;               /* where what the sound libraries print goes; NULL: nowhere */
  const struct pronunciation *pronunciation; /* how words are given to the voice; NULL: as they are written */
  enum verbosity verbosity;
  int volume_percent; /* 0 to 100 */
  bool muted;
  bool breathing;            /* whether the breath is heard */
  double speed;              /* of session time against real time */
  struct cue_link *link;     /* LINK: borrowed for the life of the player; else NULL */
  int64_t (*clock_ns)(void); /* reads the real monotonic time: a sounder's question is answered at that very moment */
};

/* Starts what `options` ask for; its strings are borrowed for the life of the player. Cannot fail: status tells. Caller
 * destroys. */
struct cue_player *cue_player_create(const struct cue_player_options *options, int64_t now_ns);

/*
 * Ends the sounder, reaps it and frees all. `finishing`: waits up to 3 s for what rings to ring out; else 0.3 s for it to
 * leave; then it is killed. The one of a link is left for the next player, at once. NULL is fine.
 */
void cue_player_destroy(struct cue_player *player, bool finishing);

/* What to wait for; false when there is nothing. */
bool cue_player_pollfd(const struct cue_player *player, struct pollfd *watched);

/* Hears the sounder out, notices its end, starts it anew (a few times, ever later). */
void cue_player_turn(struct cue_player *player, int64_t now_ns);

/* When it wants a turn, or a plan, without having been told anything; INT64_MAX: not by itself. */
int64_t cue_player_deadline(const struct cue_player *player);

/*
 * Sends what is due within the next 2 s by `view`, as it stands at `now_ns`, each sound and all words once; when the plan has
 * changed, what no longer belongs to it is called off. Words that are due later are made known, so that they can be made.
 */
void cue_player_plan(struct cue_player *player, const struct session_view *view, int64_t now_ns);

/* The same for a session that has not begun, `view` being of it, and will at `start_ns`: its first words are made meanwhile. */
void cue_player_plan_start(struct cue_player *player, const struct session_view *view, int64_t start_ns, int64_t now_ns);

/*
 * An event has been drained: when it is a cue that has not been sent ahead, plays and says it now; on the bell's path asks for
 * the bell where it marks a beginning or an end.
 */
void cue_player_fire(struct cue_player *player, const struct session_event *event, int64_t now_ns);

/* Plays `sound` now, outside any plan, such as a warning. */
void cue_player_play(struct cue_player *player, enum cue_sound sound, int64_t now_ns);

/* What the terminal's bell shall ring for, once: CUE_SOUND_NONE when it shall not. The terminal belongs to the caller. */
enum cue_sound cue_player_take_bell(struct cue_player *player);

/* Whether a beginning, an end, or the like has come that no loudspeaker told of, once: it is to be seen, then. */
bool cue_player_take_unheard(struct cue_player *player);

void cue_player_set_volume(struct cue_player *player, int percent);
void cue_player_set_mute(struct cue_player *player, bool muted);

/* How much is said from now on; SILENT: not even sounds are heard. The next plan sees to it. */
void cue_player_set_verbosity(struct cue_player *player, enum verbosity verbosity);

/* How things stand; a copy. */
void cue_player_status(const struct cue_player *player, struct cue_status *status);

/* Whether the path, its reason, being mute, or what is known of it has changed since the last call; true at first. */
bool cue_player_take_change(struct cue_player *player);

#endif
