#include "app/collection.h"
#include "app/command.h"
#include "app/load.h"
#include "app/play.h"
#include "app/settings.h"
#include "app/signals.h"
#include "app/wait.h"
#include "base/memory.h"
#include "screen/help.h"
#include "screen/library.h"
#include "screen/terminal.h"

#include <signal.h>
#include <stdlib.h>

struct browser {
  struct screen_terminal *terminal;
  struct cells *cells;
  struct library_view view;
  bool help;
  int help_first;
  bool done, chosen;
  int signal;
};

static enum area first_area(word_set areas) {
  for (int area = 0; area < AREA_COUNT; area++) {
    if (areas & WORD_BIT(area)) {
      return (enum area)area;
    }
  }
  return AREA_FULL_BODY;
}

static struct library_item *make_items(const struct collection *collection) {
  struct library_item *items = memory_alloc(collection->count + 1, sizeof *items);
  for (size_t i = 0; i < collection->count; i++) {
    const struct listed_routine *routine = &collection->routines[i];
    items[i] = (struct library_item){
        .id = routine->id,
        .title = routine->title,
        .goal = routine->goal,
        .area = first_area(routine->areas),
        .level = routine->level,
        .total_ns = routine->total_ns,
        .exercise_count = routine->exercise_count,
        .equipment = routine->equipment,
    };
  }
  library_sort(items, collection->count);
  return items;
}

static void draw(struct browser *browser) {
  const struct screen_style *style = screen_terminal_style(browser->terminal);
  cells_resize(browser->cells, screen_terminal_rows(browser->terminal), screen_terminal_columns(browser->terminal));
  library_draw(browser->cells, &browser->view, style);
  if (browser->help) {
    struct help_view help = {.mode = MODE_LIBRARY, .first = browser->help_first};
    help_draw(browser->cells, &help, style);
  }
  screen_terminal_show(browser->terminal, browser->cells);
}

static void act_on_help(struct browser *browser, enum action action) {
  int last = help_last_first(MODE_LIBRARY, screen_terminal_rows(browser->terminal));
  if (action == ACTION_HELP_CLOSE) {
    browser->help = false;
  } else if (action == ACTION_HELP_DOWN && browser->help_first < last) {
    browser->help_first++;
  } else if (action == ACTION_HELP_UP && browser->help_first > 0) {
    browser->help_first--;
  }
}

static void act(struct browser *browser, enum action action) {
  if (browser->help) {
    act_on_help(browser, action);
    return;
  }
  switch (action) {
  case ACTION_CHOOSE:
    browser->done = browser->chosen = browser->view.count > 0;
    break;
  case ACTION_QUIT:
    browser->done = true;
    break;
  case ACTION_LIBRARY_HELP:
    browser->help = true;
    browser->help_first = 0;
    break;
  default:
    browser->view.selected = library_move(&browser->view, action, screen_terminal_rows(browser->terminal));
  }
}

/* Whether there was any. */
static bool handle_signals(struct browser *browser) {
  int number;
  bool any = false;
  while ((number = signals_next()) != 0) {
    any = true;
    switch (number) {
    case SIGWINCH:
      screen_terminal_resize(browser->terminal);
      break;
    case SIGTSTP:
      screen_terminal_suspend(browser->terminal);
      signals_stop_process();
      screen_terminal_resume(browser->terminal);
      break;
    case SIGCONT:
      break;
    default:
      browser->signal = number;
      browser->done = true;
    }
  }
  return any;
}

static void wait_for_something(struct browser *browser) {
  struct pollfd fds[SCREEN_TERMINAL_POLLFDS + 1];
  int count = screen_terminal_pollfds(browser->terminal, fds);
  fds[count] = (struct pollfd){.fd = signals_fd(), .events = POLLIN};
  int ready = wait_for(fds, (size_t)count + 1, INT64_MAX);
  if (!screen_terminal_turn(browser->terminal, fds, ready >= 0 ? count : 0)) {
    browser->signal = SIGHUP;
    browser->done = true;
  }
}

static void browse(struct browser *browser) {
  bool drawn = false;
  while (!browser->done) {
    if (!drawn && screen_terminal_is_idle(browser->terminal)) {
      draw(browser);
      drawn = true;
    }
    wait_for_something(browser);
    if (handle_signals(browser)) {
      drawn = false;
    }
    uint32_t key;
    while (!browser->done && (key = screen_terminal_key(browser->terminal)) != KEY_NOTHING) {
      act(browser, keymap_action(browser->help ? MODE_HELP : MODE_LIBRARY, key));
      drawn = false;
    }
  }
}

/* Lets the person choose; the index of the chosen one in `items`, or -1, and `*signal` what ended it from outside. */
static long choose(const struct library_item *items, size_t count, size_t selected, const struct settings *settings,
                   int *signal, struct error *err) {
  struct browser browser = {.view = {.items = items, .count = count, .selected = selected}};
  if (!signals_catch(err)) {
    return -1;
  }
  struct screen_terminal_options screen = settings_screen(settings);
  browser.terminal = screen_terminal_open(&screen, err);
  if (browser.terminal != NULL) {
    browser.cells = cells_create(1, 1);
    browse(&browser);
    cells_destroy(browser.cells);
    screen_terminal_close(browser.terminal);
  }
  signals_release();
  *signal = browser.signal;
  return browser.chosen ? (long)browser.view.selected : -1;
}

static int play_item(const struct library_item *item, const struct settings *settings) {
  int status = 0;
  struct routine *routine = load_routine(item->id, &status);
  if (routine != NULL) {
    struct play_options options = play_options_of(settings);
    status = play_routine(routine, &options);
    routine_destroy(routine);
  }
  return status;
}

/* Choose, play, choose again, until the person leaves. */
static int browse_and_play(const struct collection *collection, const struct library_item *items,
                           const struct settings *settings) {
  size_t selected = 0;
  for (;;) {
    struct error err = {0};
    int signal = 0;
    long chosen = choose(items, collection->count, selected, settings, &signal, &err);
    if (err.code != ERROR_NONE) {
      return command_fail(&err);
    }
    if (chosen < 0) {
      return signal != 0 ? 128 + signal : 0;
    }
    selected = (size_t)chosen;
    int status = play_item(&items[selected], settings);
    bool back_to_the_library = status == 0 || status == 130;
    if (!back_to_the_library) {
      return status;
    }
  }
}

static int show_library(const struct settings *settings) {
  struct collection collection;
  struct error err = {0};
  if (!collection_load(&collection, &err)) {
    return command_fail(&err);
  }
  struct library_item *items = make_items(&collection);
  int status = browse_and_play(&collection, items, settings);
  free(items);
  collection_warn(&collection);
  collection_finish(&collection);
  return status;
}

int command_library(void) {
  if (!play_has_screen()) {
    char name[] = "list";
    return command_list(1, (char *[]){name, NULL});
  }
  static const char *const no_flags[SETTING_COUNT_OF] = {NULL};
  struct settings settings;
  int status = 0;
  if (settings_load(&settings, no_flags, "list", &status)) {
    status = show_library(&settings);
  }
  settings_finish(&settings);
  return status;
}
