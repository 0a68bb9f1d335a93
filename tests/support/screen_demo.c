/*
 * Shows the player's scenes through the real terminal adapter: to look at, and for the tests of the adapter.
 *
 * usage: screen_demo [SCENE|help|summary|library]    n and b go through the scenes, a point lets a
 * second pass, q ends, ! crashes
 */
#include "support/screen_views.h"

#include "base/macros.h"
#include "base/timespan.h"
#include "screen/help.h"
#include "screen/library.h"
#include "screen/summary.h"
#include "screen/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHOW_HELP = SCENE_COUNT, SHOW_SUMMARY, SHOW_LIBRARY, SHOW_COUNT };

/* What is shown, and the row of the library that is selected. */
struct shown {
  int what, later_s;
  size_t selected;
};

static volatile sig_atomic_t resized, ended, stopped;
static int wake[2]; /* a pipe, so that a signal just before poll() ends it all the same */

static void on_signal(int number) {
  int saved = errno;
  if (number == SIGWINCH) {
    resized = 1;
  } else if (number == SIGTSTP) {
    stopped = 1;
  } else {
    ended = number;
  }
  ssize_t ignored = write(wake[1], "", 1);
  (void)ignored;
  errno = saved;
}

static void on_crash(int number) {
  screen_terminal_last_words();
  signal(number, SIG_DFL);
  raise(number);
}

static void catch_signals(void) {
  if (pipe(wake) != 0 || fcntl(wake[0], F_SETFL, O_NONBLOCK) != 0 || fcntl(wake[1], F_SETFL, O_NONBLOCK) != 0) {
    abort();
  }
  static const int signals[] = {SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGTSTP};
  struct sigaction action = {.sa_handler = on_signal};
  for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
    sigaction(signals[i], &action, NULL);
  }
  action.sa_handler = on_crash;
  sigaction(SIGSEGV, &action, NULL);
}

static const char *const tools[] = {"mat", "cushion", "chair"};

static size_t make_library(struct library_item *items, size_t most) {
  static const char *const levels[] = {"easy", "steady", "strong", "deep"};
  static char titles[AREA_COUNT * 4][48];
  size_t count = 0;
  for (int area = 0; area < AREA_COUNT; area++) {
    for (int i = 0; i < 4 && count < most; i++) {
      snprintf(titles[count], sizeof titles[count], "%c%s, %s", area_names[area][0] - 32, area_names[area] + 1, levels[i]);
      items[count] = (struct library_item){.title = titles[count],
                                           .goal = "Mobility, first strength, longer stretches.",
                                           .area = (enum area)area,
                                           .level = i < 3 ? i + 1 : 3,
                                           .total_ns = SECONDS(480 + 95 * i),
                                           .exercise_count = 7 + i,
                                           .equipment = {tools, ARRAY_LEN(tools)}};
      count++;
    }
  }
  library_sort(items, count);
  return count;
}

static void draw(struct cells *cells, const struct shown *shown, const struct screen_style *style) {
  int show = shown->what;
  struct player_view view = scene_view_later(show < SCENE_COUNT ? (enum scene)show : SCENE_HOLD, shown->later_s);
  struct library_item items[40];
  if (show == SHOW_SUMMARY) {
    struct summary_view summary = {.session = scene_view(SCENE_FINISHED).session, .when = "Sun 22 Nov, 18:40"};
    summary.session.steps_eased = 1;
    summary_draw(cells, &summary, style);
  } else if (show == SHOW_LIBRARY) {
    struct library_view library = {.items = items, .count = make_library(items, ARRAY_LEN(items)), .selected = shown->selected};
    library_draw(cells, &library, style);
  } else {
    player_draw(cells, &view, style);
  }
  if (show == SHOW_HELP) {
    help_draw(cells, &(struct help_view){.mode = MODE_PLAYER, .note = "paused while you read"}, style);
  }
}

static int scene_of(const char *name) {
  static const char *const others[] = {"help", "summary", "library"};
  for (int i = 0; i < SCENE_COUNT; i++) {
    if (strcmp(scene_names[i], name) == 0) {
      return i;
    }
  }
  for (int i = 0; i < (int)ARRAY_LEN(others); i++) {
    if (strcmp(others[i], name) == 0) {
      return SCENE_COUNT + i;
    }
  }
  return SCENE_HOLD;
}

/* The keys that are in; returns whether to go on. */
static bool take_keys(struct screen_terminal *terminal, struct shown *shown, bool *changed) {
  for (uint32_t key = screen_terminal_key(terminal); key != KEY_NOTHING; key = screen_terminal_key(terminal)) {
    *changed = true;
    if (key == 'q') {
      return false;
    }
    if (key == 'n' || key == KEY_ARROW_RIGHT || key == KEY_PAGE_DOWN) {
      shown->what = (shown->what + 1) % SHOW_COUNT;
    } else if (key == 'b' || key == KEY_ARROW_LEFT || key == KEY_PAGE_UP) {
      shown->what = (shown->what + SHOW_COUNT - 1) % SHOW_COUNT;
    } else if (key == 'j' || key == KEY_ARROW_DOWN) {
      shown->selected += shown->selected < 27 ? 1 : 0;
    } else if ((key == 'k' || key == KEY_ARROW_UP) && shown->selected > 0) {
      shown->selected -= 1;
    } else if (key == '.') {
      shown->later_s += 1;
    } else if (key == '!') {
      raise(SIGSEGV);
    }
  }
  return true;
}

static void run(struct screen_terminal *terminal, int what) {
  struct cells *cells = cells_create(screen_terminal_rows(terminal), screen_terminal_columns(terminal));
  struct shown shown = {.what = what, .selected = 1};
  bool changed = true;
  while (ended == 0) {
    if (stopped) {
      stopped = 0;
      screen_terminal_suspend(terminal);
      raise(SIGSTOP);
      screen_terminal_resume(terminal);
      changed = true;
    }
    if (resized) {
      resized = 0;
      screen_terminal_resize(terminal);
      cells_resize(cells, screen_terminal_rows(terminal), screen_terminal_columns(terminal));
      changed = true;
    }
    if (changed && screen_terminal_is_idle(terminal)) {
      draw(cells, &shown, screen_terminal_style(terminal));
      screen_terminal_show(terminal, cells);
      changed = false;
    }
    struct pollfd fds[SCREEN_TERMINAL_POLLFDS + 1];
    int count = screen_terminal_pollfds(terminal, fds);
    fds[count] = (struct pollfd){.fd = wake[0], .events = POLLIN};
    int ready = poll(fds, (nfds_t)count + 1, -1);
    char woken[64];
    while (read(wake[0], woken, sizeof woken) > 0) {
    }
    if (!screen_terminal_turn(terminal, fds, ready > 0 ? count : 0) || !take_keys(terminal, &shown, &changed)) {
      break;
    }
  }
  cells_destroy(cells);
}

int main(int argc, char **argv) {
  struct error err = {0};
  setlocale(LC_ALL, "");
  catch_signals();
  struct screen_terminal *terminal = screen_terminal_open(NULL, &err);
  if (terminal == NULL) {
    fprintf(stderr, "screen_demo: %s\n", err.message);
    return error_exit_status(err.code);
  }
  run(terminal, scene_of(argc > 1 ? argv[1] : "hold"));
  screen_terminal_close(terminal);
  return ended != 0 ? 128 + ended : 0;
}
