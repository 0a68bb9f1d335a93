#include "app/browse.h"

#include "app/clock.h"
#include "app/settings.h"
#include "app/signals.h"
#include "app/wait.h"
#include "base/memory.h"
#include "screen/keymap.h"

#include <signal.h>
#include <stdlib.h>

struct browse {
  struct screen_terminal *terminal;
  struct cells *cells;
  bool drawn;
  int signal;
};

struct browse *browse_open(struct error *err) {
  if (!signals_catch(err)) {
    return NULL;
  }
  struct screen_terminal_options screen = settings_screen_alone();
  struct screen_terminal *terminal = screen_terminal_open(&screen, err);
  if (terminal == NULL) {
    signals_release();
    return NULL;
  }
  struct browse *browse = memory_alloc(1, sizeof *browse);
  browse->terminal = terminal;
  browse->cells = cells_create(1, 1);
  return browse;
}

void browse_close(struct browse *browse) {
  if (browse != NULL) {
    cells_destroy(browse->cells);
    screen_terminal_close(browse->terminal);
    signals_release();
    free(browse);
  }
}

static void draw(struct browse *browse, const struct browse_page *page) {
  cells_resize(browse->cells, screen_terminal_rows(browse->terminal), screen_terminal_columns(browse->terminal));
  page->draw(page->context, browse->cells, screen_terminal_style(browse->terminal));
  screen_terminal_show(browse->terminal, browse->cells);
  browse->drawn = true;
}

const struct theme *browse_theme(const struct browse *browse) {
  return screen_terminal_theme(browse->terminal);
}

static void handle_signals(struct browse *browse) {
  int number;
  while ((number = signals_next()) != 0) {
    browse->drawn = false;
    switch (number) {
    case SIGWINCH:
      screen_terminal_resize(browse->terminal);
      break;
    case SIGTSTP:
      screen_terminal_suspend(browse->terminal);
      signals_stop_process();
      screen_terminal_resume(browse->terminal);
      break;
    case SIGCONT:
      break;
    default:
      browse->signal = number;
    }
  }
}

static void wait_for_something(struct browse *browse, const struct browse_page *page) {
  struct pollfd fds[SCREEN_TERMINAL_POLLFDS + 2];
  int count = screen_terminal_pollfds(browse->terminal, fds), all = count;
  fds[all++] = (struct pollfd){.fd = signals_fd(), .events = POLLIN};
  struct pollfd *news = &fds[all];
  *news = (struct pollfd){.fd = page->news_fd, .events = POLLIN};
  all += page->news_fd >= 0;
  int64_t now_ns = clock_real_ns();
  bool may_draw = page->deadline_ns != NULL && screen_terminal_is_idle(browse->terminal);
  int64_t deadline_ns = may_draw ? page->deadline_ns(page->context, now_ns) : INT64_MAX;
  int ready = wait_for(fds, (size_t)all, deadline_ns);
  if (!screen_terminal_turn(browse->terminal, fds, ready >= 0 ? count : 0)) {
    browse->signal = SIGHUP;
  }
  if (deadline_ns != INT64_MAX && clock_real_ns() >= deadline_ns) {
    browse->drawn = false;
  }
  if (ready > 0 && page->news_fd >= 0 && news->revents != 0 && page->news(page->context)) {
    browse->drawn = false;
  }
}

int browse_run(struct browse *browse, const struct browse_page *page) {
  bool open = true;
  browse->drawn = false;
  while (open && browse->signal == 0) {
    if (!browse->drawn && screen_terminal_is_idle(browse->terminal)) {
      draw(browse, page);
    }
    wait_for_something(browse, page);
    handle_signals(browse);
    uint32_t key;
    while (open && browse->signal == 0 && (key = screen_terminal_key(browse->terminal)) != KEY_NOTHING) {
      open = page->key(page->context, key, screen_terminal_rows(browse->terminal));
      browse->drawn = false;
    }
  }
  return browse->signal;
}
