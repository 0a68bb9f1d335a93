#include "app/browse.h"
#include "app/clock.h"
#include "app/collection.h"
#include "app/command.h"
#include "app/exercise_page.h"
#include "app/history_page.h"
#include "app/keep.h"
#include "app/load.h"
#include "app/play.h"
#include "app/prepare.h"
#include "app/profile_page.h"
#include "app/resume.h"
#include "app/routine_preview.h"
#include "app/settings.h"
#include "base/memory.h"
#include "screen/help.h"
#include "screen/library_filter.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LAST_SIZE = 64 };

enum end { END_QUIT, END_TURN, END_PLAY, END_RESUME, END_PROFILE, END_PRACTISE };

struct browser {
  struct library_view view;
  struct library_item *items; /* all of them, in which news is filled in */
  struct library_item *shown; /* the view's: those that the filter lets through */
  struct library_filter filter;
  const struct settings *settings;
  const struct sound_link *link;
  struct journal *journal;
  struct journal_memory *memory; /* NULL: not answered yet */
  char offer[320];
  char (*lasts)[LAST_SIZE]; /* by item */
  struct browse *browse;    /* while it is open */
  struct routine_preview *preview;
  struct exercise_page *exercises; /* NULL: not looked at yet */
  bool help;
  int help_first;
  enum tab tab;
  enum end end;
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

static void draw(void *context, struct cells *cells, const struct screen_style *style) {
  struct browser *browser = context;
  const struct routine_preview_place place = {cells_rows(cells), cells_columns(cells), style, browse_theme(browser->browse)};
  int64_t now_ns = clock_real_ns();
  if (browser->view.count > 0) {
    routine_preview_select(browser->preview, browser->view.items[browser->view.selected].id, now_ns);
  }
  browser->view.preview = routine_preview_draw(browser->preview, &place, now_ns);
  library_draw(cells, &browser->view, style);
  if (browser->help) {
    struct help_view help = {.mode = MODE_LIBRARY, .first = browser->help_first};
    help_draw(cells, &help, style);
  }
}

static int64_t deadline_ns(void *context, int64_t now_ns) {
  struct browser *browser = context;
  return browser->help ? INT64_MAX : routine_preview_deadline_ns(browser->preview, now_ns);
}

static void show_filtered(struct browser *browser) {
  library_filter_apply(&browser->filter, browser->items, browser->shown, &browser->view);
}

static void show_all(struct browser *browser) {
  browser->filter = (struct library_filter){.typing = false};
  show_filtered(browser);
}

static void decline(struct browser *browser) {
  if (browser->view.offer != NULL) {
    journal_decline(browser->journal, &browser->memory->unfinished.id);
    browser->view.offer = NULL;
  }
}

/* Ends browsing in `end`. */
static bool leave(struct browser *browser, enum end end) {
  browser->end = end;
  return false;
}

/* Ends browsing the routines for another view. */
static bool turn(struct browser *browser, enum tab tab) {
  browser->tab = tab;
  return leave(browser, END_TURN);
}

static bool act(struct browser *browser, enum action action, int rows) {
  switch (action) {
  case ACTION_CHOOSE:
    return browser->view.count == 0 || leave(browser, END_PLAY);
  case ACTION_RESUME_SESSION:
    return browser->view.offer == NULL || leave(browser, END_RESUME);
  case ACTION_QUIT:
    return leave(browser, END_QUIT);
  case ACTION_LIBRARY_PROFILE:
    return leave(browser, END_PROFILE);
  case ACTION_DECLINE:
    decline(browser);
    return true;
  case ACTION_HISTORY:
    return turn(browser, TAB_HISTORY);
  case ACTION_EXERCISES:
    return turn(browser, TAB_EXERCISES);
  case ACTION_SEARCH:
    browser->filter.typing = true;
    return true;
  case ACTION_NEXT_AREA:
    library_filter_next_area(&browser->filter, browser->items, browser->view.all);
    show_filtered(browser);
    return true;
  case ACTION_NEXT_LENGTH:
    library_filter_next_length(&browser->filter);
    show_filtered(browser);
    return true;
  case ACTION_LIBRARY_HELP:
    browser->help = true;
    browser->help_first = 0;
    return true;
  default:
    browser->view.selected = library_move(&browser->view, action, rows);
    return true;
  }
}

/* A key while words to search for are written. */
static void write_search(struct browser *browser, uint32_t key, int rows) {
  enum action action = keymap_action(MODE_SEARCH, key);
  if (action == ACTION_SEARCH_DOWN || action == ACTION_SEARCH_UP) {
    action = action == ACTION_SEARCH_DOWN ? ACTION_DOWN : ACTION_UP;
    browser->view.selected = library_move(&browser->view, action, rows);
  } else if (library_filter_type(&browser->filter, key)) {
    show_filtered(browser);
  }
}

static bool on_key(void *context, uint32_t key, int rows) {
  struct browser *browser = context;
  if (browser->filter.typing) {
    write_search(browser, key, rows);
    return true;
  }
  if (key == KEY_ESCAPE && !browser->help && !library_filter_is_open(&browser->filter)) {
    show_all(browser);
    return true;
  }
  if (browser->help) {
    browser->help = help_turn(MODE_LIBRARY, keymap_action(MODE_HELP, key), rows, &browser->help_first);
    return true;
  }
  return act(browser, keymap_action(MODE_LIBRARY, key), rows);
}

/* `Tue 17 Nov, 4 → 2`. */
static void describe_last(const struct past_session *past, char out[LAST_SIZE]) {
  time_t started = (time_t)past->started_s;
  struct tm local;
  out[0] = '\0';
  if (localtime_r(&started, &local) == NULL || strftime(out, LAST_SIZE, "%a %d %b", &local) == 0) {
    return;
  }
  size_t used = strlen(out);
  if (past->before != JOURNAL_NO_RATING && past->after != JOURNAL_NO_RATING) {
    const char *arrow = strcmp(nl_langinfo(CODESET), "UTF-8") == 0 ? "→" : "->";
    snprintf(out + used, LAST_SIZE - used, ", %d %s %d", past->before, arrow, past->after);
  }
}

static void fill_in_lasts(struct browser *browser) {
  for (size_t i = 0; i < browser->view.all; i++) {
    browser->items[i].last = NULL;
    for (size_t j = 0; j < browser->memory->latest_count; j++) {
      if (strcmp(browser->memory->latest[j].routine, browser->items[i].id) == 0) {
        describe_last(&browser->memory->latest[j], browser->lasts[i]);
        browser->items[i].last = browser->lasts[i];
      }
    }
  }
}

/* What the journal knows has come: it was asked for when the library opened, so that the first screen need not wait for it. */
static bool on_news(void *context) {
  struct browser *browser = context;
  struct pollfd news;
  struct step_record ignored;
  journal_pollfd(browser->journal, &news);
  while (journal_take_saved(browser->journal, &ignored)) {
  }
  if (browser->memory == NULL) {
    browser->memory = memory_alloc(1, sizeof *browser->memory);
  }
  if (!journal_take_answer(browser->journal, browser->memory)) {
    return false;
  }
  fill_in_lasts(browser);
  show_filtered(browser);
  browser->view.offer = NULL;
  if (browser->memory->has_unfinished) {
    browser->view.offer = resume_describe(&browser->memory->unfinished, browser->offer, sizeof browser->offer);
  }
  return true;
}

static int browse_routines(struct browser *browser) {
  struct pollfd news;
  journal_pollfd(browser->journal, &news);
  const struct browse_page page = {
      .context = browser, .draw = draw, .key = on_key, .news_fd = news.fd, .news = on_news, .deadline_ns = deadline_ns};
  return browse_run(browser->browse, &page);
}

static int browse_exercises(struct browser *browser, struct error *err) {
  enum tab next = TAB_ROUTINES;
  if (browser->exercises == NULL) {
    browser->exercises = exercise_page_create(settings_motion_is_reduced(browser->settings), err);
  }
  int signal = browser->exercises != NULL ? exercise_page_run(browser->exercises, browser->browse, &next) : 0;
  browser->end = next == TAB_EXERCISES ? END_PRACTISE : END_TURN;
  browser->tab = next;
  return signal;
}

/* Lets the person look around and choose; what ended it from outside, or 0. */
static int choose(struct browser *browser, struct error *err) {
  int signal = 0;
  browser->browse = browse_open(err);
  if (browser->browse == NULL) {
    return 0;
  }
  journal_ask(browser->journal, NULL);
  do {
    switch (browser->tab) {
    case TAB_EXERCISES:
      signal = browse_exercises(browser, err);
      break;
    case TAB_HISTORY:
      signal = history_page_run(browser->browse, &browser->tab, err);
      browser->end = END_TURN;
      break;
    default:
      signal = browse_routines(browser);
    }
  } while (signal == 0 && browser->end == END_TURN && err->code == ERROR_NONE);
  browse_close(browser->browse);
  return signal;
}

static int play_named(const char *id, const struct play_options *options, bool *ended) {
  int status = 0;
  struct play_options named = *options;
  named.source = id;
  struct routine *routine = load_routine(id, &status);
  if (routine != NULL) {
    status = prepare_and_play(routine, &named, ended);
    routine_destroy(routine);
  }
  return status;
}

static int play_chosen(struct browser *browser, bool *ended) {
  struct play_options options = play_options_of(browser->settings);
  options.journal = browser->journal;
  options.link = browser->link;
  if (browser->end == END_RESUME) {
    return resume_play(&browser->memory->unfinished, &options, ended);
  }
  const char *id =
      browser->end == END_PRACTISE ? exercise_page_choice(browser->exercises) : browser->view.items[browser->view.selected].id;
  return play_named(id, &options, ended);
}

/* Choose, play, choose again, until the person leaves. */
static int browse_and_play(struct browser *browser) {
  for (;;) {
    struct error err = {0};
    int signal = choose(browser, &err);
    if (err.code != ERROR_NONE) {
      return command_fail(&err);
    }
    if (signal != 0 || browser->end == END_QUIT) {
      return signal != 0 ? 128 + signal : 0;
    }
    bool ended = false;
    int status = browser->end == END_PROFILE ? profile_page(&signal) : play_chosen(browser, &ended);
    if (signal != 0) {
      return 128 + signal;
    }
    bool back_to_the_library = (status == 0 || status == 130) && !ended;
    if (!back_to_the_library) {
      return status;
    }
  }
}

static int show_library(const struct settings *settings, const struct sound_link *link) {
  struct collection collection;
  struct error err = {0};
  if (!collection_load(&collection, &err)) {
    return command_fail(&err);
  }
  struct library_item *items = make_items(&collection);
  struct browser browser = {
      .view = {.all = collection.count},
      .items = items,
      .shown = memory_alloc(collection.count + 1, sizeof *items),
      .settings = settings,
      .link = link,
      .journal = keep_open(),
      .lasts = memory_alloc(collection.count + 1, sizeof *browser.lasts),
      .preview = routine_preview_create(settings_motion_is_reduced(settings)),
  };
  browser.view.filter = &browser.filter;
  show_filtered(&browser);
  int status = browse_and_play(&browser);
  keep_close(browser.journal, play_keep_wait_ms(status));
  routine_preview_destroy(browser.preview);
  exercise_page_destroy(browser.exercises);
  free(browser.memory);
  free(browser.lasts);
  free(browser.shown);
  free(items);
  collection_warn(&collection);
  collection_finish(&collection);
  return status;
}

/* The socket of a link is taken up at once: a library may be looked through for a long time. */
static int show_linked(const struct settings *settings) {
  struct sound_link link;
  struct play_options options = play_options_of(settings);
  sound_link_open(&link, NULL, &options);
  int status = show_library(settings, &link);
  sound_link_close(&link);
  return status;
}

int command_library(const struct sound_link *link) {
  static const char *const no_flags[SETTING_COUNT_OF] = {NULL};
  struct settings settings;
  int status = 0;
  if (!play_has_screen()) {
    char name[] = "list";
    return command_list(1, (char *[]){name, NULL});
  }
  if (settings_load(&settings, no_flags, "list", &status)) {
    status = link != NULL ? show_library(&settings, link) : show_linked(&settings);
  }
  settings_finish(&settings);
  return status;
}
