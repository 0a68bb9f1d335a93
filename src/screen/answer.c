#include "screen/answer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { ESCAPE = 0x1B, BELL = 0x07 };

static void keep(struct answer *answer, uint32_t character) {
  if (answer->length + 1 < sizeof answer->text) {
    answer->text[answer->length++] = (char)character;
    answer->text[answer->length] = '\0';
  }
}

/* Of what colours are told in: numbers, `rgb:`, hexadecimal digits. Anything else was typed, and ends it. */
static bool is_of_a_command(uint32_t character) {
  return character < 0x7F && (isxdigit((int)character) || (character != '\0' && strchr(";:/?#rgb", (int)character) != NULL));
}

static enum answer_part after_escape(struct answer *answer, uint32_t character) {
  answer->length = 0;
  answer->text[0] = '\0';
  switch (character) {
  case ']':
    answer->state = ANSWER_COMMAND;
    return ANSWER_PART;
  case '[':
    answer->state = ANSWER_CONTROL;
    return ANSWER_PART;
  default:
    answer->state = ANSWER_NONE;
    return ANSWER_KEY;
  }
}

static enum answer_part in_command(struct answer *answer, uint32_t character) {
  if (character == ESCAPE) {
    answer->state = ANSWER_COMMAND_END;
    return ANSWER_PART;
  }
  if (is_of_a_command(character) && answer->length + 1 < sizeof answer->text) {
    keep(answer, character);
    return ANSWER_PART;
  }
  answer->state = ANSWER_NONE;
  return character == BELL ? ANSWER_DONE : ANSWER_KEY;
}

static enum answer_part in_control(struct answer *answer, uint32_t character) {
  bool goes_on = character >= 0x20 && character <= 0x3F;
  bool ends = character >= 0x40 && character <= 0x7E;
  if (goes_on || ends) {
    keep(answer, character);
  }
  answer->state = goes_on ? ANSWER_CONTROL : ANSWER_NONE;
  return goes_on ? ANSWER_PART : ends ? ANSWER_DONE : ANSWER_KEY;
}

enum answer_part answer_take(struct answer *answer, uint32_t character) {
  switch (answer->state) {
  case ANSWER_NONE:
    if (character != ESCAPE) {
      return ANSWER_KEY;
    }
    answer->state = ANSWER_ESCAPE;
    return ANSWER_PART;
  case ANSWER_ESCAPE:
    return after_escape(answer, character);
  case ANSWER_COMMAND:
    return in_command(answer, character);
  case ANSWER_COMMAND_END:
    answer->state = ANSWER_NONE;
    return character == '\\' ? ANSWER_DONE : ANSWER_KEY;
  case ANSWER_CONTROL:
    return in_control(answer, character);
  }
  return ANSWER_KEY;
}

bool answer_holds_escape(const struct answer *answer) {
  return answer->state == ANSWER_ESCAPE;
}

void answer_forget(struct answer *answer) {
  answer->state = ANSWER_NONE;
}

bool answer_tells_presence(const char *text) {
  return strcmp(text, "0n") == 0 || strcmp(text, "3n") == 0;
}

/* One part of `ffff/ffff/ffff`, of one to four digits, as 0 to 1; moves `*text` behind it. Negative: it is none. */
static double share_of_light(const char **text) {
  static const double most[] = {0, 0xF, 0xFF, 0xFFF, 0xFFFF};
  char *end = NULL;
  if (!isxdigit((unsigned char)**text)) {
    return -1;
  }
  unsigned long value = strtoul(*text, &end, 16);
  size_t digits = (size_t)(end - *text);
  *text = end;
  return digits <= 4 ? (double)value / most[digits] : -1;
}

bool answer_tells_background(const char *text, bool *light) {
  static const char *const starts[] = {"11;rgb:", "11;rgba:"};
  /* How bright red, green and blue look: nearly as in Rec. 601, and exact enough for light or dark. */
  static const double weights[] = {0.3, 0.59, 0.11};
  double brightness = 0;
  const char *rest = NULL;
  for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
    size_t length = strlen(starts[i]);
    rest = strncmp(text, starts[i], length) == 0 ? text + length : rest;
  }
  for (int i = 0; i < 3 && rest != NULL; i++) {
    double share = share_of_light(&rest);
    if (share < 0 || (i < 2 && *rest++ != '/')) {
      return false;
    }
    brightness += weights[i] * share;
  }
  *light = brightness > 0.5;
  return rest != NULL;
}
