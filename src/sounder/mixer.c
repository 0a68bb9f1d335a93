#include "sounder/mixer.h"

#include "base/memory.h"
#include "sounder/ring.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define RING_ITEMS 256
#define RECENT_IDS 64
#define RAMP_S 0.01F
#define LIMIT_KNEE 0.8F

enum voice_state { VOICE_FREE, VOICE_WAITING, VOICE_RINGING };

struct voice {
  enum voice_state state;
  struct mixer_play play;
  struct clip clip;
  size_t position; /* RINGING: frames of the clip mixed so far */
};

/* A play, or with the id CANCEL_ID a cancel. */
#define CANCEL_ID (-1)

struct mixer {
  struct ring *commands, *reports;
  _Atomic float volume;
  _Atomic int64_t rings_until_ns;
  /* The callback's own: */
  const struct bank *bank;
  struct voice voices[MIXER_VOICES];
  size_t busy; /* voices that are not free */
  int64_t recent[RECENT_IDS];
  size_t recent_at;
  float level; /* the volume as ramped so far */
};

struct mixer *mixer_create(void) {
  struct mixer *mixer = memory_alloc(1, sizeof *mixer);
  mixer->commands = ring_create(RING_ITEMS, sizeof(struct mixer_play));
  mixer->reports = ring_create(RING_ITEMS, sizeof(struct mixer_report));
  atomic_init(&mixer->volume, 1.0F);
  atomic_init(&mixer->rings_until_ns, INT64_MIN);
  mixer->level = 1.0F;
  for (size_t i = 0; i < RECENT_IDS; i++) {
    mixer->recent[i] = CANCEL_ID;
  }
  return mixer;
}

void mixer_destroy(struct mixer *mixer) {
  if (!mixer) {
    return;
  }
  ring_destroy(mixer->commands);
  ring_destroy(mixer->reports);
  free(mixer);
}

void mixer_reset(struct mixer *mixer, const struct bank *bank) {
  struct mixer_play forgotten;
  while (ring_pop(mixer->commands, &forgotten)) {
    ;
  }
  memset(mixer->voices, 0, sizeof mixer->voices);
  mixer->busy = 0;
  mixer->bank = bank;
}

bool mixer_play(struct mixer *mixer, const struct mixer_play *play) {
  return ring_push(mixer->commands, play);
}

bool mixer_cancel(struct mixer *mixer) {
  return ring_push(mixer->commands, &(struct mixer_play){.id = CANCEL_ID});
}

void mixer_set_volume(struct mixer *mixer, float volume) {
  atomic_store_explicit(&mixer->volume, volume, memory_order_relaxed);
}

bool mixer_take_report(struct mixer *mixer, struct mixer_report *report) {
  return ring_pop(mixer->reports, report);
}

int64_t mixer_rings_until(const struct mixer *mixer) {
  return atomic_load_explicit(&mixer->rings_until_ns, memory_order_relaxed);
}

/* A report that finds no room is lost: whoever does not fetch them does not miss them. */
static void tell(struct mixer *mixer, const struct mixer_play *play, bool begun, int64_t started_ns) {
  ring_push(mixer->reports,
            &(struct mixer_report){.begun = begun, .id = play->id, .due_ns = play->due_ns, .started_ns = started_ns});
}

static bool is_known(const struct mixer *mixer, int64_t id) {
  for (size_t i = 0; i < RECENT_IDS; i++) {
    if (mixer->recent[i] == id) {
      return true;
    }
  }
  for (size_t i = 0; i < MIXER_VOICES; i++) {
    if (mixer->voices[i].state == VOICE_WAITING && mixer->voices[i].play.id == id) {
      return true;
    }
  }
  return false;
}

static void take_play(struct mixer *mixer, const struct mixer_play *play) {
  if (is_known(mixer, play->id)) {
    return;
  }
  for (size_t i = 0; i < MIXER_VOICES; i++) {
    if (mixer->voices[i].state != VOICE_FREE) {
      continue;
    }
    mixer->voices[i] = (struct voice){.state = VOICE_WAITING, .play = *play, .clip = bank_clip(mixer->bank, play->sound)};
    mixer->busy++;
    return;
  }
  tell(mixer, play, false, 0);
}

static void release(struct mixer *mixer, struct voice *voice) {
  voice->state = VOICE_FREE;
  mixer->busy--;
}

static void take_commands(struct mixer *mixer) {
  struct mixer_play play;
  while (ring_pop(mixer->commands, &play)) {
    if (play.id != CANCEL_ID) {
      take_play(mixer, &play);
      continue;
    }
    for (size_t i = 0; i < MIXER_VOICES; i++) {
      if (mixer->voices[i].state == VOICE_WAITING) {
        release(mixer, &mixer->voices[i]);
      }
    }
  }
}

/* Begins a waiting voice at `frame`, the frame of its moment or, when that has passed, the first one there is. */
static void begin(struct mixer *mixer, struct voice *voice, const struct frame_clock *clock, int64_t frame) {
  int64_t started_ns = frame_clock_time(clock, frame);
  int64_t end_ns = frame_clock_time(clock, frame + (int64_t)voice->clip.length);
  if (end_ns > mixer_rings_until(mixer)) {
    atomic_store_explicit(&mixer->rings_until_ns, end_ns, memory_order_relaxed);
  }
  mixer->recent[mixer->recent_at++ % RECENT_IDS] = voice->play.id;
  voice->state = VOICE_RINGING;
  tell(mixer, &voice->play, true, started_ns);
}

/* Adds what falls of a ringing voice into `out` from its frame `from` on. */
static void add(struct mixer *mixer, struct voice *voice, float *out, size_t from, size_t count) {
  size_t left = voice->clip.length - voice->position;
  size_t added = count - from < left ? count - from : left;
  const float *samples = voice->clip.samples + voice->position;
  for (size_t i = 0; i < added; i++) {
    out[from + i] += voice->play.gain * samples[i];
  }
  voice->position += added;
  if (voice->position == voice->clip.length) {
    release(mixer, voice);
  }
}

static void mix_voice(struct mixer *mixer, struct voice *voice, const struct frame_clock *clock, int64_t first_frame,
                      float *out, size_t count) {
  size_t from = 0;
  if (voice->state == VOICE_WAITING) {
    int64_t frame = frame_clock_frame(clock, voice->play.at_ns);
    if (frame >= first_frame + (int64_t)count) {
      return;
    }
    if (frame_clock_time(clock, first_frame) - voice->play.at_ns > MIXER_LATE_NS) {
      tell(mixer, &voice->play, false, 0);
      release(mixer, voice);
      return;
    }
    from = frame > first_frame ? (size_t)(frame - first_frame) : 0;
    begin(mixer, voice, clock, first_frame + (int64_t)from);
  }
  add(mixer, voice, out, from, count);
}

/* Bends what is over the knee towards 1, which it never passes. */
static float limit(float sample) {
  float over = fabsf(sample) - LIMIT_KNEE;
  if (over <= 0) {
    return sample;
  }
  float room = 1.0F - LIMIT_KNEE;
  return copysignf(LIMIT_KNEE + room * tanhf(over / room), sample);
}

static void scale(struct mixer *mixer, float volume, float step, float *out, size_t count) {
  for (size_t i = 0; i < count; i++) {
    float off = volume - mixer->level;
    mixer->level = fabsf(off) <= step ? volume : mixer->level + copysignf(step, off);
    out[i] = limit(mixer->level * out[i]);
  }
}

void mixer_render(struct mixer *mixer, const struct frame_clock *clock, int64_t first_frame, float *out, size_t count) {
  take_commands(mixer);
  memset(out, 0, count * sizeof *out);
  float volume = atomic_load_explicit(&mixer->volume, memory_order_relaxed);
  bool silent = true;
  for (size_t i = 0; i < MIXER_VOICES && mixer->busy > 0; i++) {
    struct voice *voice = &mixer->voices[i];
    if (voice->state == VOICE_FREE) {
      continue;
    }
    mix_voice(mixer, voice, clock, first_frame, out, count);
    silent = silent && voice->state == VOICE_WAITING;
  }
  if (silent) {
    mixer->level = volume;
  } else {
    scale(mixer, volume, 1.0F / (RAMP_S * (float)clock->rate), out, count);
  }
}
