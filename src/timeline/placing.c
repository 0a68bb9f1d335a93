#include "timeline/placing.h"

#include "base/macros.h"
#include "base/memory.h"
#include "base/timespan.h"

#include <stdlib.h>
#include <string.h>

/* A cue, and the order in which it was put in: the tie-break of equal moments. */
struct placed {
  struct cue cue;
  size_t order;
};

/* A stretch of speech. */
struct spoken {
  int64_t start_ns, end_ns;
  bool phrase;
};

/* The place among the spoken of what the segment before left over. */
enum { CARRIED = 0 };

enum { PHRASE_GAP_S = 2 };

static const int64_t breath_ns = 200 * NS_PER_MS;

static void add_spoken(struct script *script, int64_t start_ns, int64_t end_ns, bool phrase) {
  if (script->spoken_count == script->spoken_capacity) {
    script->spoken_capacity = script->spoken_capacity == 0 ? 16 : script->spoken_capacity * 2;
    script->spoken = memory_resize(script->spoken, script->spoken_capacity, sizeof *script->spoken);
  }
  script->spoken[script->spoken_count++] = (struct spoken){start_ns, end_ns, phrase};
}

static void add_cue(struct script *script, struct cue cue, bool phrase) {
  if (cue.text == NULL && cue.sound == CUE_SOUND_NONE) {
    return;
  }
  if (script->count == script->capacity) {
    script->capacity = script->capacity == 0 ? 16 : script->capacity * 2;
    script->items = memory_resize(script->items, script->capacity, sizeof *script->items);
  }
  script->items[script->count] = (struct placed){cue, script->count};
  script->count++;
  if (cue.text != NULL) {
    add_spoken(script, cue.at_ns, cue.at_ns + cue.speech_ns, phrase);
  }
}

void script_begin(struct script *script, struct compiler *compiler, struct segment_form *form, struct carry carry) {
  *script = (struct script){.compiler = compiler, .form = form};
  add_spoken(script, INT64_MIN / 2, carry.speech_end_ns, false);
  add_spoken(script, INT64_MIN / 2, carry.phrase_end_ns, true);
}

static int by_moment(const void *a, const void *b) {
  const struct placed *left = a, *right = b;
  if (left->cue.at_ns != right->cue.at_ns) {
    return left->cue.at_ns < right->cue.at_ns ? -1 : 1;
  }
  return left->order < right->order ? -1 : left->order > right->order;
}

struct carry script_finish(struct script *script) {
  struct segment_form *form = script->form;
  struct carry carry = {INT64_MIN / 4, INT64_MIN / 4};
  for (size_t i = 0; i < script->spoken_count; i++) {
    const struct spoken *spoken = &script->spoken[i];
    int64_t end_ns = spoken->end_ns - form->length_ns;
    carry.speech_end_ns = end_ns > carry.speech_end_ns ? end_ns : carry.speech_end_ns;
    if (spoken->phrase && end_ns > carry.phrase_end_ns) {
      carry.phrase_end_ns = end_ns;
    }
  }
  if (script->count > 0) {
    qsort(script->items, script->count, sizeof *script->items, by_moment);
  }
  struct cue *cues = arena_array(script->compiler->arena, script->count, sizeof *cues);
  for (size_t i = 0; i < script->count; i++) {
    cues[i] = script->items[i].cue;
  }
  form->cues = cues;
  form->cue_count = script->count;
  free(script->items);
  free(script->spoken);
  return carry;
}

/* The silence that must lie between a new stretch of speech and `other`. */
static int64_t gap_ns(const struct spoken *other, bool phrase, bool follows, bool new_is_later) {
  if (phrase && other->phrase && !(follows && new_is_later)) {
    return SECONDS(PHRASE_GAP_S);
  }
  return phrase || other->phrase ? breath_ns : 0;
}

/* The stretch of speech in the way of [start, end), or NULL. */
static const struct spoken *obstacle(const struct script *script, int64_t start_ns, int64_t end_ns, bool phrase, bool follows) {
  for (size_t i = 0; i < script->spoken_count; i++) {
    const struct spoken *other = &script->spoken[i];
    if (start_ns >= other->end_ns + gap_ns(other, phrase, follows, true)) {
      continue;
    }
    /* Nothing is needed between a phrase and a countdown behind it but the end of the phrase. */
    int64_t gap_after_ns = other->phrase ? gap_ns(other, phrase, follows, false) : 0;
    if (end_ns + gap_after_ns > other->start_ns) {
      return other;
    }
  }
  return NULL;
}

static int64_t speech_ns(const struct script *script, const char *text) {
  return script->compiler->speech_length(text, script->compiler->context);
}

void script_fix(struct script *script, int64_t at_ns, enum cue_kind kind, enum cue_sound sound, const char *text,
                const char *shorter) {
  const char *texts[] = {text, shorter};
  for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
    if (texts[i] != NULL) {
      int64_t length_ns = speech_ns(script, texts[i]);
      if (obstacle(script, at_ns, at_ns + length_ns, false, false) == NULL) {
        add_cue(script, (struct cue){at_ns, length_ns, kind, sound, texts[i], i == 0 ? shorter : NULL}, false);
        return;
      }
    }
  }
  add_cue(script, (struct cue){at_ns, 0, kind, sound, NULL, NULL}, false);
}

void script_word(struct script *script, int64_t at_ns, enum cue_kind kind, enum cue_sound sound, const char *text) {
  script_fix(script, at_ns, kind, sound, text, NULL);
}

/* The moment nearest to `at_ns` at which `length_ns` of speech fits the phrase's window; false: none. */
static bool find_place(const struct script *script, const struct phrase *phrase, int64_t length_ns, int64_t *at_ns) {
  int64_t latest_ns = phrase->to_ns - length_ns;
  int64_t later_ns = phrase->at_ns > phrase->from_ns ? phrase->at_ns : phrase->from_ns;
  const struct spoken *other;
  while (later_ns <= latest_ns && (other = obstacle(script, later_ns, later_ns + length_ns, true, phrase->follows)) != NULL) {
    later_ns = other->end_ns + gap_ns(other, true, phrase->follows, true);
  }
  int64_t earlier_ns = phrase->at_ns < latest_ns ? phrase->at_ns : latest_ns;
  while (earlier_ns >= phrase->from_ns &&
         (other = obstacle(script, earlier_ns, earlier_ns + length_ns, true, phrase->follows)) != NULL) {
    int64_t gap_before_ns = other->phrase ? gap_ns(other, true, phrase->follows, false) : 0;
    earlier_ns = other->start_ns - gap_before_ns - length_ns;
  }
  bool later_fits = later_ns <= latest_ns, earlier_fits = earlier_ns >= phrase->from_ns;
  if (!later_fits && !earlier_fits) {
    return false;
  }
  if (phrase->exactly && later_ns != phrase->at_ns && earlier_ns != phrase->at_ns) {
    return false;
  }
  bool use_later = later_fits && (!earlier_fits || later_ns - phrase->at_ns <= phrase->at_ns - earlier_ns);
  *at_ns = use_later ? later_ns : earlier_ns;
  return true;
}

/* The last of the texts behind `index`, or NULL. */
static const char *shortest_after(const struct phrase *phrase, size_t index) {
  const char *shortest = NULL;
  for (size_t i = index + 1; i < ARRAY_LEN(phrase->texts) && phrase->texts[i] != NULL; i++) {
    shortest = phrase->texts[i];
  }
  return shortest;
}

bool script_phrase(struct script *script, const struct phrase *phrase) {
  for (size_t i = 0; i < ARRAY_LEN(phrase->texts) && phrase->texts[i] != NULL; i++) {
    int64_t length_ns = speech_ns(script, phrase->texts[i]), at_ns = 0;
    if (find_place(script, phrase, length_ns, &at_ns)) {
      struct cue cue = {at_ns, length_ns, phrase->kind, phrase->sound, phrase->texts[i], shortest_after(phrase, i)};
      add_cue(script, cue, true);
      return true;
    }
  }
  return false;
}

const struct cue *script_last(const struct script *script) {
  return script->count > 0 ? &script->items[script->count - 1].cue : NULL;
}

int64_t script_carried_ns(const struct script *script) {
  return script->spoken[CARRIED].end_ns > 0 ? script->spoken[CARRIED].end_ns : 0;
}
