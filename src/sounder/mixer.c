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
#define DUCK 0.4F         /* of sounds while words are said: 8 dB less */
#define DUCK_RAMP_S 0.05F /* from one to the other */
#define HUSH 0.35F        /* of the breath while anything else is heard: 9 dB less */
#define HUSH_RAMP_S 0.15F /* from one to the other, and the breath's end when it is called off */
#define CHUNK 256
#define SPEECH_GAP_S 0.08F /* between two speeches */

enum voice_state { VOICE_FREE, VOICE_WAITING, VOICE_RINGING };

struct voice {
  enum voice_state state;
  struct mixer_play play;
  struct clip clip;
  size_t position; /* RINGING: frames of the clip mixed so far */
  float fade;      /* of a breath that was called off: the factor that sinks to 0; else 1 */
  float fade_step;
};

/* A play, or with the id CANCEL_ID a cancel. */
#define CANCEL_ID (-1)

struct mixer {
  struct ring *commands, *reports;
  _Atomic float volume;
  _Atomic int64_t rings_until_ns;
  _Atomic(const struct mixer_sound *) own[CUE_SOUND_COUNT_OF]; /* in place of the bank's; NULL: none */
  /* The callback's own: */
  const struct bank *bank;
  struct voice voices[MIXER_VOICES];
  size_t busy; /* voices that are not free */
  int64_t recent[RECENT_IDS];
  size_t recent_at;
  float level; /* the volume as ramped so far */
  float duck;  /* the factor on sounds as ramped so far */
  float hush;  /* the factor on the breath, likewise */
  bool speaking;
  int64_t speech_after; /* the first frame at which the next speech may begin */
};

struct mixer *mixer_create(void) {
  struct mixer *mixer = memory_alloc(1, sizeof *mixer);
  mixer->commands = ring_create(RING_ITEMS, sizeof(struct mixer_play));
  mixer->reports = ring_create(RING_ITEMS, sizeof(struct mixer_report));
  atomic_init(&mixer->volume, 1.0F);
  atomic_init(&mixer->rings_until_ns, INT64_MIN);
  mixer->level = 1.0F;
  mixer->duck = 1.0F;
  mixer->hush = 1.0F;
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

/* Whoever holds the words may have them back. */
static void let_go(const struct mixer_play *play) {
  if (play->speech) {
    atomic_fetch_sub(&play->speech->users, 1);
  }
}

void mixer_reset(struct mixer *mixer, const struct bank *bank) {
  struct mixer_play forgotten;
  while (ring_pop(mixer->commands, &forgotten)) {
    let_go(&forgotten);
  }
  for (size_t i = 0; i < MIXER_VOICES; i++) {
    if (mixer->voices[i].state != VOICE_FREE) {
      let_go(&mixer->voices[i].play);
    }
  }
  mixer->duck = 1.0F;
  mixer->hush = 1.0F;
  mixer->speaking = false;
  mixer->speech_after = INT64_MIN;
  memset(mixer->voices, 0, sizeof mixer->voices);
  mixer->busy = 0;
  mixer->bank = bank;
}

void mixer_replace(struct mixer *mixer, enum cue_sound sound, const struct mixer_sound *own) {
  atomic_store_explicit(&mixer->own[sound], own, memory_order_release);
}

bool mixer_play(struct mixer *mixer, const struct mixer_play *play) {
  if (play->speech) {
    atomic_fetch_add(&play->speech->users, 1);
  }
  if (ring_push(mixer->commands, play)) {
    return true;
  }
  let_go(play);
  return false;
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

static struct clip clip_of(const struct mixer *mixer, enum cue_sound sound) {
  const struct mixer_sound *own = atomic_load_explicit(&mixer->own[sound], memory_order_acquire);
  return own && own->rate == bank_rate(mixer->bank) ? own->clip : bank_clip(mixer->bank, sound);
}

static void take_play(struct mixer *mixer, const struct mixer_play *play) {
  if (is_known(mixer, play->id)) {
    let_go(play);
    return;
  }
  for (size_t i = 0; i < MIXER_VOICES; i++) {
    if (mixer->voices[i].state != VOICE_FREE) {
      continue;
    }
    struct clip clip = play->speech ? play->speech->clip : clip_of(mixer, play->sound);
    mixer->voices[i] = (struct voice){.state = VOICE_WAITING, .play = *play, .clip = clip, .fade = 1.0F};
    mixer->busy++;
    return;
  }
  tell(mixer, play, false, 0);
  let_go(play);
}

static void release(struct mixer *mixer, struct voice *voice) {
  let_go(&voice->play);
  voice->state = VOICE_FREE;
  mixer->busy--;
}

static bool is_breath(const struct voice *voice) {
  return !voice->play.speech && cue_sound_is_breath(voice->play.sound);
}

/* What has not begun is forgotten; a breath, which is long, dies away. */
static void call_off(struct mixer *mixer, struct voice *voice, int rate) {
  if (voice->state == VOICE_WAITING) {
    release(mixer, voice);
  } else if (voice->state == VOICE_RINGING && is_breath(voice)) {
    voice->fade_step = 1.0F / (HUSH_RAMP_S * (float)rate);
  }
}

static void take_commands(struct mixer *mixer, int rate) {
  struct mixer_play play;
  while (ring_pop(mixer->commands, &play)) {
    if (play.id != CANCEL_ID) {
      take_play(mixer, &play);
      continue;
    }
    for (size_t i = 0; i < MIXER_VOICES; i++) {
      call_off(mixer, &mixer->voices[i], rate);
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

/* Adds what falls of a ringing voice into `out` from its frame `from` on, softer by `ducks` (NULL: as it is). Returns how much
 * it was. */
static size_t add(struct mixer *mixer, struct voice *voice, const float *ducks, float *out, size_t from, size_t count) {
  size_t left = voice->clip.length - voice->position;
  size_t added = count - from < left ? count - from : left;
  const float *samples = voice->clip.samples + voice->position;
  for (size_t i = 0; i < added; i++) {
    out[from + i] += voice->play.gain * voice->fade * (ducks ? ducks[from + i] : 1.0F) * samples[i];
    voice->fade = fmaxf(0.0F, voice->fade - voice->fade_step);
  }
  voice->position += added;
  if (voice->position == voice->clip.length || voice->fade == 0.0F) {
    release(mixer, voice);
  }
  return added;
}

static void miss(struct mixer *mixer, struct voice *voice) {
  tell(mixer, &voice->play, false, 0);
  release(mixer, voice);
}

/* Mixes a sound's part of the chunk. */
static void mix_sound(struct mixer *mixer, struct voice *voice, const struct frame_clock *clock, int64_t first_frame,
                      const float *ducks, float *out, size_t count) {
  size_t from = 0;
  if (voice->state == VOICE_WAITING) {
    int64_t frame = frame_clock_frame(clock, voice->play.at_ns);
    if (frame >= first_frame + (int64_t)count) {
      return;
    }
    if (frame_clock_time(clock, first_frame) - voice->play.at_ns > MIXER_LATE_NS) {
      miss(mixer, voice);
      return;
    }
    from = frame > first_frame ? (size_t)(frame - first_frame) : 0;
    begin(mixer, voice, clock, first_frame + (int64_t)from);
  }
  add(mixer, voice, ducks, out, from, count);
}

/* The waiting speech whose moment comes first. */
static struct voice *next_speech(struct mixer *mixer) {
  struct voice *next = NULL;
  for (size_t i = 0; i < MIXER_VOICES; i++) {
    struct voice *voice = &mixer->voices[i];
    if (voice->state == VOICE_WAITING && voice->play.speech && (!next || voice->play.at_ns < next->play.at_ns)) {
      next = voice;
    }
  }
  return next;
}

/* Begins the speech that is next, once the one before has ended; too late, or without room to its end, it is missed. */
static struct voice *begin_speech(struct mixer *mixer, const struct frame_clock *clock, int64_t first_frame, size_t count) {
  struct voice *voice;
  while ((voice = next_speech(mixer)) != NULL) {
    int64_t frame = frame_clock_frame(clock, voice->play.at_ns);
    frame = frame > first_frame ? frame : first_frame;
    frame = frame > mixer->speech_after ? frame : mixer->speech_after;
    bool late = frame_clock_time(clock, frame) - voice->play.at_ns > MIXER_LATE_NS;
    if (late || frame_clock_time(clock, frame + (int64_t)voice->clip.length) > voice->play.end_by_ns) {
      miss(mixer, voice);
      continue;
    }
    if (frame >= first_frame + (int64_t)count) {
      return NULL;
    }
    begin(mixer, voice, clock, frame);
    mixer->speaking = true;
    mixer->speech_after = frame + (int64_t)voice->clip.length + (int64_t)(SPEECH_GAP_S * (float)clock->rate);
    return voice;
  }
  return NULL;
}

static struct voice *ringing_speech(struct mixer *mixer) {
  for (size_t i = 0; i < MIXER_VOICES; i++) {
    if (mixer->voices[i].state == VOICE_RINGING && mixer->voices[i].play.speech) {
      return &mixer->voices[i];
    }
  }
  return NULL;
}

/* Mixes what is said in the chunk; words are said in frames `*from` to `*to` of it. */
static void mix_speech(struct mixer *mixer, const struct frame_clock *clock, int64_t first_frame, float *out, size_t count,
                       size_t *from, size_t *to) {
  struct voice *voice = mixer->speaking ? ringing_speech(mixer) : begin_speech(mixer, clock, first_frame, count);
  *from = *to = 0;
  if (!voice) {
    return;
  }
  if (voice->position == 0) {
    int64_t begun = mixer->speech_after - (int64_t)(SPEECH_GAP_S * (float)clock->rate) - (int64_t)voice->clip.length;
    *from = (size_t)(begun - first_frame);
  }
  *to = *from + add(mixer, voice, NULL, out, *from, count);
  mixer->speaking = voice->state == VOICE_RINGING;
}

/* How soft sounds are at each frame of the chunk, in which words are said from `from` to `to`. */
static void ramp_duck(struct mixer *mixer, int rate, size_t from, size_t to, float *ducks, size_t count) {
  float step = (1.0F - DUCK) / (DUCK_RAMP_S * (float)rate);
  if (from == to && mixer->duck >= 1.0F) {
    for (size_t i = 0; i < count; i++) {
      ducks[i] = 1.0F;
    }
    return;
  }
  for (size_t i = 0; i < count; i++) {
    bool said = i >= from && i < to;
    mixer->duck = said ? fmaxf(DUCK, mixer->duck - step) : fminf(1.0F, mixer->duck + step);
    ducks[i] = mixer->duck;
  }
}

/* How soft the breath is at each frame of the chunk, on top of `ducks`. */
static void ramp_hush(struct mixer *mixer, int rate, const float *ducks, float *hushes, size_t count) {
  bool others = false;
  for (size_t i = 0; i < MIXER_VOICES; i++) {
    others = others || (mixer->voices[i].state == VOICE_RINGING && !is_breath(&mixer->voices[i]));
  }
  float step = (1.0F - HUSH) / (HUSH_RAMP_S * (float)rate);
  if (others ? mixer->hush <= HUSH : mixer->hush >= 1.0F) {
    for (size_t i = 0; i < count; i++) {
      hushes[i] = mixer->hush * ducks[i];
    }
    return;
  }
  for (size_t i = 0; i < count; i++) {
    mixer->hush = others ? fmaxf(HUSH, mixer->hush - step) : fminf(1.0F, mixer->hush + step);
    hushes[i] = mixer->hush * ducks[i];
  }
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
  if (mixer->level == volume) {
    for (size_t i = 0; i < count; i++) {
      out[i] = limit(volume * out[i]);
    }
    return;
  }
  for (size_t i = 0; i < count; i++) {
    float off = volume - mixer->level;
    mixer->level = fabsf(off) <= step ? volume : mixer->level + copysignf(step, off);
    out[i] = limit(mixer->level * out[i]);
  }
}

static void render_chunk(struct mixer *mixer, const struct frame_clock *clock, int64_t first_frame, float *out, size_t count) {
  float ducks[CHUNK];
  float hushes[CHUNK];
  size_t from;
  size_t to;
  mix_speech(mixer, clock, first_frame, out, count, &from, &to);
  ramp_duck(mixer, clock->rate, from, to, ducks, count);
  ramp_hush(mixer, clock->rate, ducks, hushes, count);
  bool silent = to == 0;
  for (size_t i = 0; i < MIXER_VOICES; i++) {
    struct voice *voice = &mixer->voices[i];
    if (voice->state == VOICE_FREE || voice->play.speech) {
      continue;
    }
    mix_sound(mixer, voice, clock, first_frame, is_breath(voice) ? hushes : ducks, out, count);
    silent = silent && voice->state == VOICE_WAITING;
  }
  float volume = atomic_load_explicit(&mixer->volume, memory_order_relaxed);
  if (silent) {
    mixer->level = volume;
  } else {
    scale(mixer, volume, 1.0F / (RAMP_S * (float)clock->rate), out, count);
  }
}

void mixer_render(struct mixer *mixer, const struct frame_clock *clock, int64_t first_frame, float *out, size_t count) {
  take_commands(mixer, clock->rate);
  memset(out, 0, count * sizeof *out);
  for (size_t at = 0; at < count && mixer->busy > 0; at += CHUNK) {
    size_t chunk = count - at < CHUNK ? count - at : CHUNK;
    render_chunk(mixer, clock, first_frame + (int64_t)at, out + at, chunk);
  }
  if (mixer->busy == 0) {
    mixer->level = atomic_load_explicit(&mixer->volume, memory_order_relaxed);
    mixer->duck = 1.0F;
    mixer->hush = 1.0F;
  }
}
