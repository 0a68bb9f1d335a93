#include "routine/dose.h"

#include "base/macros.h"
#include "base/timespan.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char duration_help[] = "durations are written 45s, 2m, 1m30s, or as plain seconds";
static const char tempo_help[] = "write up-hold-down, such as @2-2-3";
static const char order_help[] = "a step is EXERCISE [SETSx]REPS|TIME[/side] [@TEMPO] [rest TIME]";

/* A part of the text that is being read, by its place in the whole. */
struct part {
  const char *text;
  size_t offset, length;
};

static bool fault_set(struct fault *fault, size_t offset, size_t length, const char *help, const char *format, ...)
    PRINTF_LIKE(5, 6);

static bool fault_set(struct fault *fault, size_t offset, size_t length, const char *help, const char *format, ...) {
  fault->offset = offset;
  fault->length = length > 0 ? length : 1;
  snprintf(fault->help, sizeof fault->help, "%s", help == NULL ? "" : help);
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(fault->message, sizeof fault->message, format, arguments);
  va_end(arguments);
  return false;
}

/* At most so much of a word is repeated in a message. */
static int shown_length(size_t length) {
  return length > 40 ? 40 : (int)length;
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* The digits at `part` from `*at` on into `*number`; false where there are none. More than a million stays a million. */
static bool take_number(struct part part, size_t *at, int *number) {
  size_t start = *at;
  int value = 0;
  while (*at < part.length && is_digit(part.text[*at])) {
    value = value >= 1000000 ? 1000000 : value * 10 + (part.text[*at] - '0');
    ++*at;
  }
  *number = value > 1000000 ? 1000000 : value;
  return *at > start;
}

static bool take_letter(struct part part, size_t *at, char letter) {
  if (*at < part.length && part.text[*at] == letter) {
    ++*at;
    return true;
  }
  return false;
}

static bool parse_duration(struct part part, int64_t *duration_ns, struct fault *fault) {
  size_t at = 0;
  int number = 0, minutes = 0, seconds = 0;
  bool good = take_number(part, &at, &number);
  if (good && take_letter(part, &at, 'm')) {
    minutes = number;
    if (at < part.length) {
      good = take_number(part, &at, &seconds) && seconds < 60 && take_letter(part, &at, 's');
    }
  } else if (good) {
    seconds = number;
    take_letter(part, &at, 's');
  }
  if (!good || at != part.length) {
    return fault_set(fault, part.offset, part.length, duration_help, "\"%.*s\" is no duration", shown_length(part.length),
                     part.text);
  }
  *duration_ns = SECONDS((int64_t)minutes * 60 + seconds);
  return true;
}

bool duration_parse(const char *text, size_t length, int64_t *duration_ns, struct fault *fault) {
  return parse_duration((struct part){text, 0, length}, duration_ns, fault);
}

static int count_phases(struct part part) {
  int phases = 1;
  for (size_t i = 0; i < part.length; i++) {
    phases += part.text[i] == '-';
  }
  return phases;
}

static const char *number_word(int number) {
  static const char *const words[] = {"none", "one", "two", "three", "four", "five"};
  return number < 6 ? words[number] : "more";
}

/* `marked`: what a message points at; the @ before the phases belongs to it. */
static bool parse_tempo(struct part part, struct part marked, struct tempo *tempo, struct fault *fault) {
  int phases = part.length == 0 ? 0 : count_phases(part);
  if (phases != 3) {
    return fault_set(fault, marked.offset, marked.length, tempo_help, "a tempo has three phases, this has %s",
                     number_word(phases));
  }
  int seconds[3];
  size_t at = 0;
  for (int i = 0; i < 3; i++) {
    if (!take_number(part, &at, &seconds[i]) || (i < 2 && !take_letter(part, &at, '-'))) {
      return fault_set(fault, marked.offset, marked.length, tempo_help, "\"%.*s\" is no tempo", shown_length(part.length),
                       part.text);
    }
    if (seconds[i] > TEMPO_PHASE_MAX_S) {
      return fault_set(fault, marked.offset, marked.length, NULL, "a phase of a tempo lasts 0 to %d s", TEMPO_PHASE_MAX_S);
    }
  }
  if (at != part.length) {
    return fault_set(fault, marked.offset, marked.length, tempo_help, "\"%.*s\" is no tempo", shown_length(part.length),
                     part.text);
  }
  if (seconds[0] + seconds[1] + seconds[2] == 0) {
    return fault_set(fault, marked.offset, marked.length, tempo_help, "a tempo lasts at least 1 s in all");
  }
  *tempo = (struct tempo){seconds[0], seconds[1], seconds[2]};
  return true;
}

bool tempo_parse(const char *text, size_t length, struct tempo *tempo, struct fault *fault) {
  struct part part = {text, 0, length};
  return parse_tempo(part, part, tempo, fault);
}

static struct part sub_part(struct part whole, size_t from, size_t length) {
  return (struct part){whole.text + from, whole.offset + from, length};
}

/* Takes "2x" off the front. */
static bool parse_sets(struct part *word, struct shorthand *shorthand, struct fault *fault) {
  size_t at = 0;
  int sets;
  if (!take_number(*word, &at, &sets) || at >= word->length || word->text[at] != 'x') {
    return true; /* none are written */
  }
  if (sets < 1 || sets > SETS_MAX) {
    return fault_set(fault, word->offset, at, NULL, "1 to %d sets are possible", SETS_MAX);
  }
  if (at + 1 == word->length) {
    return fault_set(fault, word->offset, word->length, "write them together, such as 2x30s or 2x10",
                     "how much is done in each set is missing");
  }
  shorthand->sets = sets;
  *word = sub_part(*word, at + 1, word->length - at - 1);
  return true;
}

/* Takes "/side" off the end. */
static bool parse_side(struct part *word, struct shorthand *shorthand, struct fault *fault) {
  const char *slash = memchr(word->text, '/', word->length);
  if (slash == NULL) {
    return true;
  }
  size_t at = (size_t)(slash - word->text);
  struct part side = sub_part(*word, at, word->length - at);
  if (side.length != 5 || memcmp(side.text, "/side", 5) != 0) {
    return fault_set(fault, side.offset, side.length,
                     "write /side; the sides differ only in the long form, sets: {left: 2, right: 1}",
                     "\"%.*s\" is not known here", shown_length(side.length), side.text);
  }
  shorthand->per_side = true;
  shorthand->side_offset = side.offset;
  word->length = at;
  return true;
}

static bool parse_reps_or_time(struct part word, struct shorthand *shorthand, struct fault *fault) {
  size_t at = 0;
  int number = 0;
  if (take_number(word, &at, &number) && at == word.length) {
    if (number < 1 || number > REPS_MAX) {
      return fault_set(fault, word.offset, word.length, NULL, "1 to %d repetitions are possible", REPS_MAX);
    }
    shorthand->reps = number;
    return true;
  }
  struct fault unused;
  int64_t length_ns = 0;
  if (!parse_duration(word, &length_ns, &unused)) {
    return fault_set(fault, word.offset, word.length, "repetitions are written 10 or 2x10, times 45s, 2m or 2x1m30s",
                     "\"%.*s\" is neither a number of repetitions nor a time", shown_length(word.length), word.text);
  }
  if (length_ns < SECONDS(1) || length_ns > SECONDS(WORK_MAX_S)) {
    return fault_set(fault, word.offset, word.length, NULL, "a time of 1 s to 60 min is possible");
  }
  shorthand->length_ns = length_ns;
  return true;
}

static bool parse_amount(struct part word, struct shorthand *shorthand, struct fault *fault) {
  shorthand->has_amount = true;
  shorthand->amount_offset = word.offset;
  shorthand->amount_length = word.length;
  return parse_sets(&word, shorthand, fault) && parse_side(&word, shorthand, fault) &&
         parse_reps_or_time(word, shorthand, fault);
}

static bool parse_rest(struct part word, struct shorthand *shorthand, struct fault *fault) {
  if (!parse_duration(word, &shorthand->rest_ns, fault)) {
    return false;
  }
  if (shorthand->rest_ns > SECONDS(REST_MAX_S)) {
    return fault_set(fault, word.offset, word.length, NULL, "a rest of 0 s to 10 min is possible");
  }
  return true;
}

static struct part next_word(const char *text, size_t *at) {
  while (text[*at] == ' ') {
    ++*at;
  }
  size_t length = strcspn(text + *at, " ");
  struct part word = {text + *at, *at, length};
  *at += length;
  return word;
}

static bool is_word(struct part part, const char *word) {
  return part.length == strlen(word) && memcmp(part.text, word, part.length) == 0;
}

static bool parse_word(struct part word, const char *text, size_t *at, struct shorthand *shorthand, struct fault *fault) {
  if (word.text[0] == '@' && !shorthand->has_tempo) {
    shorthand->has_tempo = true;
    shorthand->tempo_offset = word.offset;
    shorthand->tempo_length = word.length;
    return parse_tempo(sub_part(word, 1, word.length - 1), word, &shorthand->tempo, fault);
  }
  if (is_word(word, "rest") && shorthand->rest_ns < 0) {
    struct part rest = next_word(text, at);
    if (rest.length == 0) {
      return fault_set(fault, word.offset, word.length, "write it behind, such as rest 20s",
                       "how long the rest is, is missing");
    }
    return parse_rest(rest, shorthand, fault);
  }
  if (is_digit(word.text[0]) && !shorthand->has_amount && !shorthand->has_tempo && shorthand->rest_ns < 0) {
    return parse_amount(word, shorthand, fault);
  }
  bool loose_unit = is_word(word, "x") || is_word(word, "s") || is_word(word, "m");
  return fault_set(fault, word.offset, word.length, loose_unit ? "write it without blanks, such as 2x30s" : order_help,
                   "\"%.*s\" is not expected here", shown_length(word.length), word.text);
}

bool dose_parse(const char *text, struct shorthand *shorthand, struct fault *fault) {
  *shorthand = (struct shorthand){.sets = 1, .rest_ns = -1};
  size_t at = 0;
  for (struct part word = next_word(text, &at); word.length > 0; word = next_word(text, &at)) {
    if (!parse_word(word, text, &at, shorthand, fault)) {
      return false;
    }
  }
  return true;
}

char *duration_format(char *out, size_t size, int64_t duration_ns) {
  int64_t seconds = time_ceil_seconds(duration_ns);
  if (seconds < 60) {
    snprintf(out, size, "%" PRId64 " s", seconds);
  } else if (seconds % 60 == 0) {
    snprintf(out, size, "%" PRId64 " min", seconds / 60);
  } else {
    snprintf(out, size, "%" PRId64 " min %" PRId64 " s", seconds / 60, seconds % 60);
  }
  return out;
}

static void format_amount(char *out, size_t size, const struct dose *dose) {
  if (dose->kind == DOSE_REPS) {
    snprintf(out, size, "%d %s", dose->reps, dose->reps == 1 ? "rep" : "reps");
  } else {
    duration_format(out, size, dose->length_ns);
  }
}

char *dose_format(char *out, size_t size, const struct dose *dose, enum sidedness sides) {
  char amount[48], tempo[48] = "", sets[48] = "";
  const char *side = sides == SIDES_EACH ? " each side" : sides == SIDES_ALTERNATE ? " alternating" : "";
  format_amount(amount, sizeof amount, dose);
  if (tempo_length_ns(dose->tempo) > 0) {
    snprintf(tempo, sizeof tempo, " at %d-%d-%d", dose->tempo.in_s, dose->tempo.hold_s, dose->tempo.out_s);
  }
  if (sides == SIDES_EACH && dose->sets[0] != dose->sets[1]) {
    snprintf(out, size, "%s%s, %d left, %d right", amount, tempo, dose->sets[0], dose->sets[1]);
    return out;
  }
  if (dose->sets[0] > 1) {
    snprintf(sets, sizeof sets, "%d x ", dose->sets[0]);
  }
  snprintf(out, size, "%s%s%s%s", sets, amount, tempo, side);
  return out;
}
