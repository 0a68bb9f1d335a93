#ifndef SOUNDER_VOICE_H
#define SOUNDER_VOICE_H

#include "sounder/speech.h"
#include "wire/message.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The voice: makes speech of words, ahead of their moment, on a thread of its own, and keeps it in memory and on disk. All
 * calls from one thread; none of them waits but voice_wait() and voice_close().
 */
struct voice;

struct voice_options {
  const char *wanted;   /* as voice_engine_open() reads it, or "none"; copied */
  const char *folder;   /* where speech is kept; NULL: nowhere; copied */
  int rate;             /* of the samples */
  int64_t memory_bytes; /* how much speech is kept in memory that nobody uses */
};

/* The usual bound of speech in memory: a minute and a half at 48 kHz. */
#define VOICE_MEMORY_BYTES (INT64_C(16) << 20)

/* Begins to load the engine. Caller closes. */
struct voice *voice_create(const struct voice_options *options);

/* Readable when something has become known since voice_settle(): the engine, or how words sound. */
int voice_fd(const struct voice *voice);

struct voice_state {
  bool settled;                  /* whether there is an engine is known */
  char name[WIRE_NAME_SIZE];     /* the engine's; empty: there is none */
  char reason[WIRE_REASON_SIZE]; /* why there is none */
};

/* How things stand; voice_fd() is quiet afterwards until there is news. */
void voice_settle(struct voice *voice, struct voice_state *state);

/* From now on everything is wanted at `rate`; what was made at another is forgotten. */
void voice_set_rate(struct voice *voice, int rate);

/* Has `text` made, unless it is there or under way; `soon`: before all that is not. */
void voice_want(struct voice *voice, const char *text, bool soon);

enum voice_answer { VOICE_UNDER_WAY, VOICE_READY, VOICE_CANNOT };

/*
 * Asks for `text`. READY: `*speech`, borrowed until the next call here unless `users` is raised before that. UNDER_WAY, also
 * when it had not been wanted and now is. CANNOT: there is no engine, or it cannot say that.
 */
enum voice_answer voice_find(struct voice *voice, const char *text, struct speech **speech);

/* The same, but waits for it to be made: never UNDER_WAY. */
enum voice_answer voice_wait(struct voice *voice, const char *text, struct speech **speech);

/*
 * Which of two ways to say something fits into `room_frames`: the long one, the short one (NULL: none), or NULL: neither.
 * A room below 0 is none.
 */
struct speech *voice_fitting(struct speech *spoken, struct speech *shorter, int64_t room_frames);

/* Ends the thread, waiting for it at most `bound_ms`, and frees all. False: it is busy still and nothing has been freed. */
bool voice_close(struct voice *voice, int bound_ms);

#endif
