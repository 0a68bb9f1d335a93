#include "app/check_in.h"

#include "app/keep.h"
#include "app/plain_lines.h"
#include "base/macros.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* One question at a time in lines of text: for screen readers, braille and terminals that cannot place text. */

enum { LINE_SIZE = 64 };

bool lines_read(char *line, size_t size) {
  if (fgets(line, (int)size, stdin) == NULL) {
    return false;
  }
  size_t length = strcspn(line, "\r\n");
  bool whole = line[length] != '\0';
  line[length] = '\0';
  for (int c = whole ? '\n' : getchar(); c != '\n' && c != EOF;) {
    c = getchar();
  }
  return true;
}

static void say(FILE *out, const char *text) {
  plain_lines_say(out, 0, text);
}

/* The first letter of what was typed, in lower case; 0 at the end of the input. */
static char read_letter(FILE *out, const char *prompt) {
  char line[LINE_SIZE];
  fprintf(out, "%s ", prompt);
  fflush(out);
  if (!lines_read(line, sizeof line)) {
    return 0;
  }
  size_t blanks = strspn(line, " \t");
  char letter = line[blanks];
  return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter == '\0' ? '\n' : letter;
}

/* False: the person left. */
static bool ask_question(struct checkin *checkin, FILE *out) {
  enum checkin_section section = checkin->at.section;
  bool warning = section == SECTION_EMERGENCY || section == SECTION_PROFESSIONAL || section == SECTION_NEW;
  say(out, checkin_ask(checkin));
  if (warning && checkin->at.row == 0) {
    say(out, "\"Not sure\" counts as yes here. There is no hurry.");
  }
  for (;;) {
    switch (read_letter(out, "[n] no  [y] yes  [u] not sure  [b] back  [q] leave:")) {
    case 'n':
      checkin_answer(checkin, ANSWER_NO);
      return true;
    case 'y':
      checkin_answer(checkin, ANSWER_YES);
      return true;
    case 'u':
      checkin_answer(checkin, ANSWER_UNSURE);
      return true;
    case 'b':
      checkin_back(checkin);
      return true;
    case 'q':
    case 0:
      return false;
    default:
      say(out, "Please type n, y, u, b or q, and enter.");
    }
  }
}

static bool ask_rating(struct checkin *checkin, FILE *out) {
  char line[LINE_SIZE];
  say(out, checkin_ask(checkin));
  say(out, checkin->safety->discomfort.scale);
  for (;;) {
    fprintf(out, "[0 to 10]  [b] back  [q] leave: ");
    fflush(out);
    if (!lines_read(line, sizeof line) || line[0] == 'q') {
      return false;
    }
    char *end;
    long rating = strtol(line, &end, 10);
    if (line[0] == 'b') {
      checkin_back(checkin);
      return true;
    }
    if (end != line && *end == '\0' && rating >= 0 && rating <= RATING_MOST) {
      checkin_rate(checkin, (int)rating);
      say(out, rating_band_of(checkin->safety->before, (int)rating)->say);
      checkin_next(checkin);
      return true;
    }
    say(out, "Please type a number from 0 to 10, and enter.");
  }
}

static void say_advice(const struct checkin *checkin, FILE *out) {
  const struct safety_advice *advice = &checkin->safety->groups[checkin->advice].advice;
  const char *said[SAFETY_ROWS_MAX];
  size_t count = checkin_said(checkin, said);
  fputc('\n', out);
  say(out, advice->title);
  say(out, advice->how);
  say(out, "You can say this:");
  for (size_t i = 0; i < count; i++) {
    char quoted[512];
    snprintf(quoted, sizeof quoted, "  \"%s\"", said[i]);
    say(out, quoted);
  }
  say(out, advice->meaning);
  say(out, advice->closing);
}

static void say_more(const struct checkin *checkin, FILE *out) {
  const struct strings *more = &checkin->safety->groups[checkin->advice].advice.more;
  for (size_t i = 0; i < more->count; i++) {
    say(out, more->items[i]);
  }
}

static void write_advice(const struct checkin *checkin, FILE *out) {
  struct error err = {0};
  char path[512], line[600];
  bool good = check_in_write_advice(checkin, path, sizeof path, &err);
  snprintf(line, sizeof line, "%s%s%s", good ? "Written to " : "", good ? path : err.message, good ? "" : ".");
  say(out, line);
}

/* False: the person is done with it, and no routine starts. */
static bool show_advice(struct checkin *checkin, FILE *out) {
  say_advice(checkin, out);
  for (;;) {
    switch (read_letter(out, keep_is_for_guests()
                                 ? "[enter] close  [a] advice  [b] change my answer:"
                                 : "[enter] close  [a] advice  [w] write it to a file  [b] change my answer:")) {
    case 'a':
      say_more(checkin, out);
      break;
    case 'w':
      if (!keep_is_for_guests()) {
        write_advice(checkin, out);
      }
      break;
    case 'b':
      checkin_back(checkin);
      return true;
    default:
      return false;
    }
  }
}

enum check_in_end check_in_in_lines(struct checkin *checkin, FILE *out) {
  checkin_set_one_at_a_time(checkin, true);
  for (;;) {
    int at = 0, of = 0;
    checkin_progress(checkin, &at, &of);
    if (checkin->at.page != CHECKIN_ADVICE && checkin->at.page != CHECKIN_CLEAR) {
      fprintf(out, "\n%d of %d.\n", at, of);
    }
    switch (checkin->at.page) {
    case CHECKIN_NOTICE:
      say(out, "Welcome. First some questions about you and your back.");
      say(out, checkin_ask(checkin));
      say(out, "It takes about two minutes now, and again every four weeks. What you answer stays on this computer.");
      checkin_next(checkin);
      break;
    case CHECKIN_RATING:
      if (!ask_rating(checkin, out)) {
        return CHECK_IN_LEFT;
      }
      break;
    case CHECKIN_ADVICE:
      if (!show_advice(checkin, out)) {
        return CHECK_IN_ADVISED;
      }
      break;
    case CHECKIN_CLEAR:
      return CHECK_IN_CLEAR;
    default:
      if (!ask_question(checkin, out)) {
        return CHECK_IN_LEFT;
      }
    }
  }
}
