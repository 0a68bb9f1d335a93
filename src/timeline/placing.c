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
static const int64_t pause_ns = NS_PER_S; /* at most, between two phrases that are one utterance */

/* Voices differ: of 445 phrases of the built-in routines, said by flite's rms and slt and by espeak-ng, one in a hundred takes
 * half as long again as the length function has it. So much is left where there is room, else half of it, else nothing. */
enum { SLACK_PERCENT = 50 };
static const int64_t slack_most_ns = NS_PER_S;

const struct carry carry_nothing = {INT64_MIN / 4, INT64_MIN / 4, INT64_MIN / 4, INT64_MIN / 4};

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
  add_spoken(script, carry.speech_start_ns, carry.speech_end_ns, false);
  add_spoken(script, carry.phrase_start_ns, carry.phrase_end_ns, true);
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
  struct carry carry = carry_nothing;
  for (size_t i = 0; i < script->spoken_count; i++) {
    const struct spoken *spoken = &script->spoken[i];
    int64_t end_ns = spoken->end_ns - form->length_ns;
    if (end_ns > carry.speech_end_ns) {
      carry.speech_start_ns = spoken->start_ns - form->length_ns;
      carry.speech_end_ns = end_ns;
    }
    if (spoken->phrase && end_ns > carry.phrase_end_ns) {
      carry.phrase_start_ns = spoken->start_ns - form->length_ns;
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

/* A new stretch of speech that wants a place. */
struct newcomer {
  bool phrase, follows;
  int slack_percent; /* of its length, and of theirs before it: time for a voice that is slower */
};

static int64_t slack_ns(const struct newcomer *newcomer, int64_t length_ns) {
  int64_t share_ns = length_ns / 100 * newcomer->slack_percent;
  return share_ns < slack_most_ns ? share_ns : slack_most_ns;
}

static int64_t longer(int64_t a_ns, int64_t b_ns) {
  return a_ns > b_ns ? a_ns : b_ns;
}

/* The silence that must lie between `other` and the newcomer behind it. */
static int64_t gap_behind_ns(const struct spoken *other, const struct newcomer *newcomer) {
  if (!newcomer->phrase && !other->phrase) {
    return 0;
  }
  int64_t other_slack_ns = slack_ns(newcomer, other->end_ns - other->start_ns);
  if (newcomer->follows) {
    int64_t most_ns = other->phrase ? pause_ns : breath_ns;
    return longer(breath_ns, other_slack_ns < most_ns ? other_slack_ns : most_ns);
  }
  int64_t least_ns = newcomer->phrase && other->phrase ? SECONDS(PHRASE_GAP_S) : breath_ns;
  return longer(least_ns, other_slack_ns);
}

/* The same between the newcomer, `length_ns` long, and `other` behind it: a countdown may come as soon as a phrase ends. */
static int64_t gap_before_ns(const struct spoken *other, const struct newcomer *newcomer, int64_t length_ns) {
  if (!newcomer->phrase && !other->phrase) {
    return 0;
  }
  int64_t least_ns = !other->phrase ? 0 : newcomer->phrase ? SECONDS(PHRASE_GAP_S) : breath_ns;
  return longer(least_ns, slack_ns(newcomer, length_ns));
}

/* The stretch of speech in the way of `length_ns` from `start_ns` on, or NULL. */
static const struct spoken *obstacle(const struct script *script, int64_t start_ns, int64_t length_ns,
                                     const struct newcomer *newcomer) {
  for (size_t i = 0; i < script->spoken_count; i++) {
    const struct spoken *other = &script->spoken[i];
    if (start_ns < other->end_ns + gap_behind_ns(other, newcomer) &&
        start_ns + length_ns + gap_before_ns(other, newcomer, length_ns) > other->start_ns) {
      return other;
    }
  }
  return NULL;
}

static int64_t speech_ns(const struct script *script, const char *text) {
  return script->compiler->speech_length(text, script->compiler->context);
}

/* At `at_ns` with the first of the two texts (each may be NULL) that has a place there, else the sound alone. */
static void put_at(struct script *script, const struct newcomer *newcomer, struct cue cue, const char *text,
                   const char *shorter) {
  const char *texts[] = {text, shorter};
  for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
    int64_t length_ns = texts[i] != NULL ? speech_ns(script, texts[i]) : 0;
    if (texts[i] != NULL && obstacle(script, cue.at_ns, length_ns, newcomer) == NULL) {
      cue.speech_ns = length_ns;
      cue.text = texts[i];
      cue.shorter = i == 0 ? shorter : NULL;
      break;
    }
  }
  add_cue(script, cue, false);
}

void script_fix(struct script *script, int64_t at_ns, enum cue_kind kind, enum cue_sound sound, const char *text,
                const char *shorter) {
  static const struct newcomer fixed = {.slack_percent = 0};
  put_at(script, &fixed, (struct cue){.at_ns = at_ns, .kind = kind, .sound = sound}, text, shorter);
}

void script_word(struct script *script, int64_t at_ns, enum cue_kind kind, enum cue_sound sound, const char *text) {
  static const struct newcomer word = {.slack_percent = SLACK_PERCENT};
  put_at(script, &word, (struct cue){.at_ns = at_ns, .kind = kind, .sound = sound}, text, NULL);
}

/* The moment nearest to `at_ns` at which `length_ns` of speech fits the phrase's window; false: none. */
static bool find_place(const struct script *script, const struct phrase *phrase, int slack_percent, int64_t length_ns,
                       int64_t *at_ns) {
  const struct newcomer newcomer = {.phrase = true, .follows = phrase->follows, .slack_percent = slack_percent};
  int64_t latest_ns = phrase->to_ns - length_ns;
  int64_t later_ns = longer(phrase->at_ns, phrase->from_ns);
  const struct spoken *other;
  while (later_ns <= latest_ns && (other = obstacle(script, later_ns, length_ns, &newcomer)) != NULL) {
    later_ns = other->end_ns + gap_behind_ns(other, &newcomer);
  }
  int64_t earlier_ns = phrase->at_ns < latest_ns ? phrase->at_ns : latest_ns;
  while (earlier_ns >= phrase->from_ns && (other = obstacle(script, earlier_ns, length_ns, &newcomer)) != NULL) {
    earlier_ns = other->start_ns - gap_before_ns(other, &newcomer, length_ns) - length_ns;
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

/* Puts in the longest of the texts that has a place. */
static bool place_phrase(struct script *script, const struct phrase *phrase, int slack_percent) {
  for (size_t i = 0; i < ARRAY_LEN(phrase->texts) && phrase->texts[i] != NULL; i++) {
    int64_t length_ns = speech_ns(script, phrase->texts[i]), at_ns = 0;
    if (find_place(script, phrase, slack_percent, length_ns, &at_ns)) {
      struct cue cue = {at_ns, length_ns, phrase->kind, phrase->sound, phrase->texts[i], shortest_after(phrase, i)};
      add_cue(script, cue, true);
      return true;
    }
  }
  return false;
}

bool script_phrase(struct script *script, const struct phrase *phrase) {
  return place_phrase(script, phrase, SLACK_PERCENT) || place_phrase(script, phrase, SLACK_PERCENT / 2) ||
         place_phrase(script, phrase, 0);
}

const struct cue *script_last(const struct script *script) {
  return script->count > 0 ? &script->items[script->count - 1].cue : NULL;
}

int64_t script_carried_ns(const struct script *script) {
  return script->spoken[CARRIED].end_ns > 0 ? script->spoken[CARRIED].end_ns : 0;
}
