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
  int64_t slack_ns; /* how much longer a slow voice may take */
  bool phrase;
};

/* The place among the spoken of what the segment before left over. */
enum { CARRIED = 0 };

enum { PHRASE_GAP_S = 2 };

static const int64_t breath_ns = 200 * NS_PER_MS;

/* So much of the slack is kept free where there is room; else half of it, else nothing. */
enum { ALL_SLACK = 100, HALF_SLACK = 50, NO_SLACK = 0 };

/*
 * Voices differ: of 450 phrases of the built-in routines, said by flite's rms and slt and by espeak-ng, one in a hundred takes
 * half as long again as the length function has it. Short ones are furthest off; of those of 8 words and more, where long and
 * short words level out, none is by more than 0.3 s. What is joined by - or / is two words to a voice.
 */
static const int64_t slack_short_ns = 200 * NS_PER_MS, slack_long_ns = 300 * NS_PER_MS, slack_most_ns = NS_PER_S;
static const int64_t levels_out_ns = 2200 * NS_PER_MS, joint_ns = 400 * NS_PER_MS;

static int64_t shorter(int64_t a_ns, int64_t b_ns) {
  return a_ns < b_ns ? a_ns : b_ns;
}

static int64_t longer(int64_t a_ns, int64_t b_ns) {
  return a_ns > b_ns ? a_ns : b_ns;
}

const struct carry carry_nothing = {INT64_MIN / 4, 0, INT64_MIN / 4, 0};

static int64_t slack_of(const char *text, int64_t length_ns) {
  int64_t most_ns = shorter(slack_most_ns, levels_out_ns - length_ns / 2);
  int64_t slack_ns = longer(slack_long_ns, shorter(slack_short_ns + length_ns / 2, most_ns));
  while (*(text += strcspn(text, "-/")) != '\0') {
    slack_ns += joint_ns;
    text++;
  }
  return slack_ns;
}

int64_t script_slow_ns(const struct compiler *compiler, const char *text) {
  int64_t length_ns = compiler->speech_length(text, compiler->context);
  return length_ns + slack_of(text, length_ns);
}

static void add_spoken(struct script *script, struct spoken spoken) {
  if (script->spoken_count == script->spoken_capacity) {
    script->spoken_capacity = script->spoken_capacity == 0 ? 16 : script->spoken_capacity * 2;
    script->spoken = memory_resize(script->spoken, script->spoken_capacity, sizeof *script->spoken);
  }
  script->spoken[script->spoken_count++] = spoken;
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
    add_spoken(script, (struct spoken){cue.at_ns, cue.at_ns + cue.speech_ns, slack_of(cue.text, cue.speech_ns), phrase});
  }
}

void script_begin(struct script *script, struct compiler *compiler, struct segment_form *form, struct carry carry) {
  *script = (struct script){.compiler = compiler, .form = form};
  add_spoken(script, (struct spoken){INT64_MIN / 2, carry.speech_end_ns, carry.speech_slack_ns, false});
  add_spoken(script, (struct spoken){INT64_MIN / 2, carry.phrase_end_ns, carry.phrase_slack_ns, true});
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
      carry.speech_slack_ns = spoken->slack_ns;
      carry.speech_end_ns = end_ns;
    }
    if (spoken->phrase && end_ns > carry.phrase_end_ns) {
      carry.phrase_slack_ns = spoken->slack_ns;
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
  int percent;      /* of the slack of those before it that is kept free */
  int64_t slack_ns; /* its own, as much of it as is kept free */
};

/* The silence that must lie between `other` and the newcomer behind it. */
static int64_t gap_behind_ns(const struct spoken *other, const struct newcomer *newcomer) {
  if (!newcomer->phrase && !other->phrase) {
    return 0;
  }
  int64_t other_slack_ns = other->slack_ns / 100 * newcomer->percent;
  if (newcomer->follows) {
    return other->phrase ? longer(breath_ns, other_slack_ns) : breath_ns;
  }
  int64_t least_ns = newcomer->phrase && other->phrase ? SECONDS(PHRASE_GAP_S) : breath_ns;
  return longer(least_ns, other_slack_ns);
}

/* The same between the newcomer and `other` behind it: a countdown may come as soon as a phrase ends. */
static int64_t gap_before_ns(const struct spoken *other, const struct newcomer *newcomer) {
  if (!newcomer->phrase && !other->phrase) {
    return 0;
  }
  int64_t least_ns = !other->phrase ? 0 : newcomer->phrase ? SECONDS(PHRASE_GAP_S) : breath_ns;
  return longer(least_ns, newcomer->slack_ns);
}

/* The stretch of speech in the way of `length_ns` from `start_ns` on, or NULL. */
static const struct spoken *obstacle(const struct script *script, int64_t start_ns, int64_t length_ns,
                                     const struct newcomer *newcomer) {
  for (size_t i = 0; i < script->spoken_count; i++) {
    const struct spoken *other = &script->spoken[i];
    if (start_ns < other->end_ns + gap_behind_ns(other, newcomer) &&
        start_ns + length_ns + gap_before_ns(other, newcomer) > other->start_ns) {
      return other;
    }
  }
  return NULL;
}

static int64_t speech_ns(const struct script *script, const char *text) {
  return script->compiler->speech_length(text, script->compiler->context);
}

/* At its moment with the first of the two texts (each may be NULL) that has a place there, else the sound alone. */
static void put_at(struct script *script, int percent, struct cue cue, const char *text, const char *shorter) {
  const char *texts[] = {text, shorter};
  for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
    if (texts[i] == NULL) {
      continue;
    }
    int64_t length_ns = speech_ns(script, texts[i]);
    struct newcomer newcomer = {.percent = percent, .slack_ns = slack_of(texts[i], length_ns) / 100 * percent};
    if (obstacle(script, cue.at_ns, length_ns, &newcomer) == NULL) {
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
  put_at(script, NO_SLACK, (struct cue){.at_ns = at_ns, .kind = kind, .sound = sound}, text, shorter);
}

void script_word(struct script *script, int64_t at_ns, enum cue_kind kind, enum cue_sound sound, const char *text) {
  put_at(script, ALL_SLACK, (struct cue){.at_ns = at_ns, .kind = kind, .sound = sound}, text, NULL);
}

/* The moment nearest to `at_ns` at which `length_ns` of speech fits the phrase's window; false: none. */
static bool find_place(const struct script *script, const struct phrase *phrase, const struct newcomer *newcomer,
                       int64_t length_ns, int64_t *at_ns) {
  int64_t latest_ns = phrase->to_ns - length_ns;
  int64_t later_ns = longer(phrase->at_ns, phrase->from_ns);
  const struct spoken *other;
  while (later_ns <= latest_ns && (other = obstacle(script, later_ns, length_ns, newcomer)) != NULL) {
    later_ns = other->end_ns + gap_behind_ns(other, newcomer);
  }
  int64_t earlier_ns = phrase->at_ns < latest_ns ? phrase->at_ns : latest_ns;
  while (earlier_ns >= phrase->from_ns && (other = obstacle(script, earlier_ns, length_ns, newcomer)) != NULL) {
    earlier_ns = other->start_ns - gap_before_ns(other, newcomer) - length_ns;
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
static bool place_phrase(struct script *script, const struct phrase *phrase, int percent) {
  for (size_t i = 0; i < ARRAY_LEN(phrase->texts) && phrase->texts[i] != NULL; i++) {
    int64_t length_ns = speech_ns(script, phrase->texts[i]), at_ns = 0;
    struct newcomer newcomer = {.phrase = true,
                                .follows = phrase->follows,
                                .percent = percent,
                                .slack_ns = slack_of(phrase->texts[i], length_ns) / 100 * percent};
    if (find_place(script, phrase, &newcomer, length_ns, &at_ns)) {
      struct cue cue = {at_ns, length_ns, phrase->kind, phrase->sound, phrase->texts[i], shortest_after(phrase, i)};
      add_cue(script, cue, true);
      return true;
    }
  }
  return false;
}

bool script_phrase(struct script *script, const struct phrase *phrase) {
  return place_phrase(script, phrase, ALL_SLACK) || place_phrase(script, phrase, HALF_SLACK) ||
         place_phrase(script, phrase, NO_SLACK);
}

const struct cue *script_last(const struct script *script) {
  return script->count > 0 ? &script->items[script->count - 1].cue : NULL;
}

int64_t script_carried_ns(const struct script *script) {
  return script->spoken[CARRIED].end_ns > 0 ? script->spoken[CARRIED].end_ns : 0;
}
