#include "app/doctor.h"

#include "app/clock.h"
#include "base/timespan.h"
#include "screen/capabilities.h"

#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { ANSWER_MS = 500, ROWS_LEAST = 12, COLUMNS_LEAST = 40 };

/* Reads until the cursor's place has come in (it ends in R), ANSWER_MS at most. */
static bool read_answer(void) {
  int64_t until_ns = clock_real_ns() + ANSWER_MS * NS_PER_MS;
  for (;;) {
    char byte = 0;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int64_t left_ms = (until_ns - clock_real_ns()) / NS_PER_MS;
    if (left_ms <= 0 || poll(&input, 1, (int)left_ms) <= 0 || read(STDIN_FILENO, &byte, 1) != 1) {
      return false;
    }
    if (byte == 'R') {
      return true;
    }
  }
}

/* How long the terminal takes to draw what came before and to answer, in ms; -1: it does not. */
static int64_t answer_ms(void) {
  static const char question[] = "\033[6n";
  struct termios before, during;
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &before) != 0) {
    return -1;
  }
  during = before;
  during.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &during);
  int64_t begin_ns = clock_real_ns();
  bool asked = write(STDOUT_FILENO, question, sizeof question - 1) == (ssize_t)(sizeof question - 1);
  int64_t took_ms = asked && read_answer() ? (clock_real_ns() - begin_ns) / NS_PER_MS : -1;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
  return took_ms;
}

static void look_at_size(struct doctor *doctor, const char *term) {
  struct winsize size = {0};
  char answer[40] = "";
  ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  int64_t took_ms = answer_ms();
  if (took_ms >= 0) {
    snprintf(answer, sizeof answer, ", answers in %lld ms", (long long)took_ms);
  }
  bool small = size.ws_row > 0 && (size.ws_row < ROWS_LEAST || size.ws_col < COLUMNS_LEAST);
  doctor_find(doctor, small ? FINDING_NOTE : FINDING_OK, "terminal", "%.60s, %d x %d%s", term,
              size.ws_col > 0 ? size.ws_col : 80, size.ws_row > 0 ? size.ws_row : 24, answer);
  if (small) {
    doctor_remedy(doctor, "A larger window, from %d x %d on, has room for the figure.", COLUMNS_LEAST, ROWS_LEAST);
  }
}

static void look_at_characters(struct doctor *doctor, const char *term) {
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
    doctor_find(doctor, FINDING_NOTE, "characters", "ASCII only: the locale is %.40s", nl_langinfo(CODESET));
    doctor_remedy(doctor, "For the drawn figure and large digits: export LANG=C.UTF-8");
  } else if (strncmp(term, "linux", 5) == 0) {
    doctor_find(doctor, FINDING_NOTE, "characters", "ASCII shapes: the Linux console has no braille");
  } else {
    doctor_find(doctor, FINDING_OK, "characters", "UTF-8, braille and block shapes");
  }
}

static void look_at_colours(struct doctor *doctor, int colours) {
  const char *direct = getenv("COLORTERM"), *wish = doctor->settings->values[SETTING_COLORS];
  bool told = direct != NULL && (strcmp(direct, "truecolor") == 0 || strcmp(direct, "24bit") == 0);
  if (strcmp(wish, "never") == 0) {
    doctor_find(doctor, FINDING_OK, "colours", "none, as %s",
                getenv("NO_COLOR") != NULL ? "NO_COLOR asks" : "the settings have it");
  } else if (strcmp(wish, "auto") != 0) {
    doctor_find(doctor, FINDING_OK, "colours", "%s, as the settings have it", strcmp(wish, "true") == 0 ? "24-bit" : wish);
  } else if (told || colours >= 0x1000000) {
    doctor_find(doctor, FINDING_OK, "colours", "24-bit");
  } else if (colours >= 8) {
    doctor_find(doctor, FINDING_NOTE, "colours", "%d; COLORTERM is not set", colours);
    doctor_remedy(doctor, "Where the terminal has 24-bit colour: export COLORTERM=truecolor");
  } else {
    doctor_find(doctor, FINDING_NOTE, "colours", "none; brightness and shapes tell everything");
  }
}

void doctor_look_at_terminal(struct doctor *doctor) {
  const char *term = getenv("TERM");
  int colours = -1;
  bool can_place_text = false;
  if (!isatty(STDOUT_FILENO)) {
    doctor_find(doctor, FINDING_NOTE, "terminal", "none: standard output goes elsewhere, as lines of text");
    look_at_characters(doctor, term != NULL ? term : "");
    return;
  }
  if (term == NULL || !capabilities_look_up(term, &colours, &can_place_text)) {
    doctor_find(doctor, FINDING_FIX, "terminal", "the type \"%.60s\" is not known here", term != NULL ? term : "");
    doctor_remedy(doctor, "On Debian and Ubuntu: apt-get install ncurses-term; or: export TERM=xterm-256color");
    return;
  }
  if (!can_place_text) {
    doctor_find(doctor, FINDING_NOTE, "terminal", "%.60s cannot place text; there are lines of text only", term);
    look_at_characters(doctor, term);
    return;
  }
  look_at_size(doctor, term);
  look_at_characters(doctor, term);
  look_at_colours(doctor, colours);
}
