#ifndef CUE_PLAYER_PRIVATE_H
#define CUE_PLAYER_PRIVATE_H

#include "base/timespan.h"
#include "cue/player.h"
#include "cue/sent.h"
#include "cue/service.h"

/* What a cue player is made of, for its own files: player.c (status, sounds, sending), player_words.c (what is said). */

#define PLAYER_HORIZON_NS SECONDS(2)
#define PLAYER_LATE_NS (300 * NS_PER_MS) /* later than this, a sound is better left out */
#define PLAYER_WORDS_MAX 24
#define PLAYER_PREPARED_MAX 64

struct cue_player {
  enum cue_audio audio;
  char bell_reason[256];
  const struct pronunciation *pronunciation;
  bool breathing;
  double speed;
  struct service own;      /* the sounder here, … */
  struct service *service; /* … or the one of `link` */
  struct cue_link *link;   /* borrowed; NULL: none */
  int64_t links;           /* the service's, when `sent` was last right */
  struct sent sent;
  int64_t next_id;
  int64_t turn_ns;
  int64_t replan_ns; /* INT64_MAX: no need */
  enum cue_sound bell;
  bool unheard;
  enum verbosity verbosity;
  uint64_t prepared[PLAYER_PREPARED_MAX]; /* the keys of words made known lately */
  size_t prepared_at;
  int64_t words_ns; /* when the next words are due; INT64_MAX: not to be foreseen */
  bool changed;
  struct cue_status status;
};

/* A sound or words to be heard: what is sent, and what it is known by. */
struct wanted {
  struct sent_sound what;
  const char *text;    /* words, else NULL */
  const char *shorter; /* what is said instead where they take too long; NULL: as words_shorten() makes it */
  int64_t max_ms;      /* of words: what they may take */
};

/* A view, and the real moment at which things stand like that. */
struct outlook {
  const struct session_view *view;
  int64_t view_ns;
};

/* player.c */

/* The real moment at which the session's `t_ns` is. */
int64_t player_real_ns(const struct cue_player *player, const struct outlook *outlook, int64_t t_ns);

/* Sends what was not sent ahead, or was called off meanwhile. */
void player_send_now(struct cue_player *player, const struct wanted *wanted, int64_t now_ns);

/* player_words.c */

/* Fills `message` with words that are wanted, as the voice shall be given them. */
void player_spell_words(const struct cue_player *player, const struct wanted *wanted, int64_t id, struct wire_message *message);

/*
 * Adds the words of the next 2 s to `planned` (room for PLAYER_WORDS_MAX), each of which may take until the next ones; those
 * that come later are made known. The moment of the first one after them into `*next_ns`. Returns how many.
 */
size_t player_plan_words(struct cue_player *player, const struct outlook *outlook, int64_t now_ns, struct wanted *planned,
                         int64_t *next_ns);

/* Makes words known that will be said when a session that stands still goes on. */
void player_prepare_going_on(struct cue_player *player, const struct session_view *view, int64_t now_ns);

/* Says the words of `cue`, due at `at_ns`, if they have not been sent ahead and still are of use. */
void player_say_at(struct cue_player *player, const struct cue *cue, int64_t at_ns, int64_t now_ns);

#endif
