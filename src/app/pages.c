#include "app/pages.h"

#include "app/clock.h"
#include "app/signals.h"
#include "app/wait.h"
#include "screen/keymap.h"
#include "screen/terminal.h"

#include <signal.h>

struct shown {
  const struct pages *pages;
  void *context;
  struct screen_terminal *terminal;
  struct cells *cells;
  bool drawn, done;
  int signal;
};

static void draw(struct shown *shown) {
  cells_resize(shown->cells, screen_terminal_rows(shown->terminal), screen_terminal_columns(shown->terminal));
  shown->pages->draw(shown->context, shown->cells, screen_terminal_style(shown->terminal));
  screen_terminal_show(shown->terminal, shown->cells);
  shown->drawn = true;
}

static void end_by(struct shown *shown, int signal) {
  shown->signal = signal;
  shown->done = true;
}

static void handle_signals(struct shown *shown) {
  int number;
  while ((number = signals_next()) != 0) {
    shown->drawn = false;
    switch (number) {
    case SIGWINCH:
      screen_terminal_resize(shown->terminal);
      break;
    case SIGTSTP:
      screen_terminal_suspend(shown->terminal);
      signals_stop_process();
      screen_terminal_resume(shown->terminal);
      break;
    case SIGCONT:
      break;
    default:
      end_by(shown, number);
    }
  }
}

static void wait_for_something(struct shown *shown) {
  struct pollfd fds[SCREEN_TERMINAL_POLLFDS + 1];
  int count = screen_terminal_pollfds(shown->terminal, fds);
  fds[count] = (struct pollfd){.fd = signals_fd(), .events = POLLIN};
  int ready = wait_for(fds, (size_t)count + 1, INT64_MAX);
  if (!screen_terminal_turn(shown->terminal, fds, ready >= 0 ? count : 0)) {
    end_by(shown, SIGHUP);
  }
}

static void run(struct shown *shown) {
  while (!shown->done) {
    if (!shown->drawn && screen_terminal_is_idle(shown->terminal)) {
      draw(shown);
    }
    wait_for_something(shown);
    handle_signals(shown);
    uint32_t key;
    while (!shown->done && (key = screen_terminal_key(shown->terminal)) != KEY_NOTHING) {
      shown->done = shown->pages->key(shown->context, key, clock_real_ns());
      shown->drawn = false;
    }
  }
}

bool pages_run(const struct pages *pages, void *context, int *signal, struct error *err) {
  struct shown shown = {.pages = pages, .context = context};
  *signal = 0;
  if (!signals_catch(err)) {
    return false;
  }
  shown.terminal = screen_terminal_open(NULL, err);
  bool open = shown.terminal != NULL;
  if (open) {
    shown.cells = cells_create(1, 1);
    run(&shown);
    cells_destroy(shown.cells);
    screen_terminal_close(shown.terminal);
  }
  signals_release();
  *signal = shown.signal;
  return open;
}
