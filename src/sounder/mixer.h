#ifndef SOUNDER_MIXER_H
#define SOUNDER_MIXER_H

#include "base/cue_sound.h"
#include "sounder/bank.h"
#include "sounder/frame_clock.h"
#include "sounder/speech.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Mixes the sounds and the words into a stream, each beginning at its very frame; two speeches never overlap, and sounds are
 * softer while one goes on. Two threads: the one that schedules calls everything
 * but mixer_render(), which belongs to the audio callback and never waits, allocates or calls the system.
 */
struct mixer;

#define MIXER_VOICES 128

struct mixer_play {
  int64_t id;     /* an id that has begun lately or is waiting is not taken again */
  int64_t at_ns;  /* when it shall be heard, on the frame clock's scale */
  int64_t due_ns; /* handed back in the report */
  enum cue_sound sound;
  float gain;
  struct speech *speech; /* words, instead of `sound`; a user of them until they have been said or forgotten. NULL: none */
  int64_t end_by_ns;     /* of words: those that cannot end by then, on the frame clock's scale, are missed */
};

struct mixer_report {
  bool begun; /* else missed: more than MIXER_LATE_NS late, no voice free, or no room for the words */
  int64_t id, due_ns;
  int64_t started_ns; /* when the first sample is heard, on the frame clock's scale */
};

#define MIXER_LATE_NS (300 * INT64_C(1000000))

/* A mixer without sounds at full volume. Caller destroys. */
struct mixer *mixer_create(void);

/* NULL is fine. */
void mixer_destroy(struct mixer *mixer);

/*
 * Forgets every voice and gives it the sounds of `bank`, borrowed until the next call. Only while nobody renders; a stream
 * that starts anew needs it, too, as its frames count from 0 again.
 */
void mixer_reset(struct mixer *mixer, const struct bank *bank);

/* A sound in place of the bank's, at `rate`. */
struct mixer_sound {
  struct clip clip;
  int rate;
};

/*
 * From now on `sound` is what `own` (borrowed as long as the mixer) holds wherever the stream has its rate; what is scheduled
 * already stays as it is. At any time.
 */
void mixer_replace(struct mixer *mixer, enum cue_sound sound, const struct mixer_sound *own);

/* Schedules a sound or words, which then have one user more; false when the way to the callback is full, as when nobody
 * renders. */
bool mixer_play(struct mixer *mixer, const struct mixer_play *play);

/* Forgets every sound scheduled so far that has not begun; those that have ring out, but for a breath, which dies away. False
 * as above. */
bool mixer_cancel(struct mixer *mixer);

/* The factor by which everything is scaled, reached within 10 ms. */
void mixer_set_volume(struct mixer *mixer, float volume);

/* The next thing that happened, oldest first; false when there is nothing. */
bool mixer_take_report(struct mixer *mixer, struct mixer_report *report);

/* Until when something rings, on the frame clock's scale; INT64_MIN before the first sound. */
int64_t mixer_rings_until(const struct mixer *mixer);

/* Fills `out` with `count` mono frames, of which the first is `first_frame` of the stream. Never beyond ±1. */
void mixer_render(struct mixer *mixer, const struct frame_clock *clock, int64_t first_frame, float *out, size_t count);

#endif
