#include "app/exercise_page.h"

#include "app/clock.h"
#include "app/collection.h"
#include "app/figure_cells.h"
#include "app/figure_cycle.h"
#include "base/arena.h"
#include "base/macros.h"
#include "base/memory.h"
#include "base/timespan.h"
#include "screen/help.h"
#include "screen/keymap.h"
#include "screen/library_filter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FRAME_NS (125 * NS_PER_MS)
#define IN_LIST_CYCLES 3 /* after them it stays as it is, so that a list that nobody touches sleeps */

enum { WHERE_SIZE = 64, ROUTINES_SIZE = 400 };

struct exercise_page {
  struct arena *arena; /* owns the exercises */
  struct catalogue *catalogue;
  struct diagnostics *diagnostics;
  const struct exercise **exercises; /* as `items` */
  struct library_item *items, *shown;
  size_t count;
  char (*routines)[ROUTINES_SIZE]; /* the titles of those that hold it, as `items` */
  struct library_filter filter;
  struct library_view view;
  struct exercise_view selected;
  struct figure_cells *cells;
  char where[WHERE_SIZE];
  int64_t since_ns, now_ns; /* when the motion began, and what is on the screen of it */
  struct browse *browse;    /* while it is open */
  bool is_calm, is_alone, is_still, is_other_side, help;
  int help_first;
  enum tab next;
};

/* --- reading -------------------------------------------------------------------------------------------------------------- */

static void read_exercises(struct exercise_page *page) {
  struct catalogue_list list = catalogue_list_exercises(page->catalogue, page->arena);
  page->items = memory_alloc(list.count + 1, sizeof *page->items);
  page->shown = memory_alloc(list.count + 1, sizeof *page->shown);
  page->exercises = memory_alloc(list.count + 1, sizeof(const struct exercise *));
  page->routines = memory_alloc(list.count + 1, sizeof *page->routines);
  for (size_t i = 0; i < list.count; i++) {
    struct error ignored = {0};
    const struct exercise *exercise =
        catalogue_load_exercise(page->catalogue, list.entries[i].id, page->arena, page->diagnostics, &ignored);
    if (exercise != NULL) {
      page->exercises[page->count++] = exercise;
    }
  }
}

static int compare(const void *left, const void *right) {
  const struct exercise *a = *(const struct exercise *const *)left;
  const struct exercise *b = *(const struct exercise *const *)right;
  return a->area != b->area ? (a->area < b->area ? -1 : 1) : strcmp(a->name, b->name);
}

static void make_items(struct exercise_page *page) {
  qsort(page->exercises, page->count, sizeof(const struct exercise *), compare);
  for (size_t i = 0; i < page->count; i++) {
    const struct exercise *exercise = page->exercises[i];
    page->items[i] = (struct library_item){.id = exercise->id,
                                           .title = exercise->name,
                                           .goal = exercise->setup,
                                           .area = exercise->area,
                                           .level = exercise->level,
                                           .equipment = exercise->equipment};
  }
}

static size_t index_of(const struct exercise_page *page, const char *id) {
  size_t i = 0;
  while (i < page->count && strcmp(page->exercises[i]->id, id) != 0) {
    i++;
  }
  return i;
}

static void note_title(struct exercise_page *page, const struct exercise *exercise, const char *title) {
  size_t index = index_of(page, exercise->id);
  if (index < page->count) {
    char *out = page->routines[index];
    size_t used = strlen(out), last = strlen(title);
    bool told = used >= last && strcmp(out + used - last, title) == 0;
    if (!told) {
      snprintf(out + used, ROUTINES_SIZE - used, "%s%s", used > 0 ? "; " : "", title);
    }
  }
}

static void note_steps(struct exercise_page *page, const struct step *steps, size_t count, const char *title) {
  for (size_t i = 0; i < count; i++) {
    if (steps[i].kind == STEP_EXERCISE) {
      note_title(page, steps[i].exercise.exercise, title);
    } else if (steps[i].kind == STEP_CIRCUIT) {
      note_steps(page, steps[i].circuit.steps, steps[i].circuit.count, title);
    }
  }
}

static void note_routine(const struct catalogue_entry *entry, const struct routine *routine, void *context) {
  (void)entry;
  if (routine != NULL) {
    note_steps(context, routine->steps, routine->step_count, routine->title);
  }
}

struct exercise_page *exercise_page_create(bool is_calm, struct error *err) {
  struct places places;
  if (!places_find(&places, err)) {
    return NULL;
  }
  struct exercise_page *page = memory_alloc(1, sizeof *page);
  page->is_calm = is_calm;
  page->catalogue = collection_catalogue(&places);
  page->arena = arena_create();
  page->diagnostics = diagnostics_create();
  page->cells = figure_cells_create();
  read_exercises(page);
  make_items(page);
  catalogue_visit_routines(page->catalogue, page->diagnostics, NULL, note_routine, page);
  page->view = (struct library_view){.tab = TAB_EXERCISES, .filter = &page->filter, .all = page->count};
  library_filter_apply(&page->filter, page->items, page->shown, &page->view);
  return page;
}

void exercise_page_destroy(struct exercise_page *page) {
  if (page != NULL) {
    figure_cells_destroy(page->cells);
    diagnostics_destroy(page->diagnostics);
    arena_destroy(page->arena);
    catalogue_destroy(page->catalogue);
    free(page->routines);
    free(page->exercises);
    free(page->shown);
    free(page->items);
    free(page);
  }
}

/* --- drawing -------------------------------------------------------------------------------------------------------------- */

static const struct exercise *chosen(const struct exercise_page *page) {
  return page->view.count == 0 ? NULL : page->exercises[index_of(page, page->view.items[page->view.selected].id)];
}

const char *exercise_page_choice(const struct exercise_page *page) {
  return chosen(page)->id;
}

static const char *name_of(const struct exercise_page *page, const char *id) {
  size_t index = id != NULL ? index_of(page, id) : page->count;
  return index < page->count ? page->exercises[index]->name : NULL;
}

/* `glutes, 8 of 19` */
static void describe_where(struct exercise_page *page, size_t index) {
  const struct exercise *exercise = page->exercises[index];
  size_t all = 0, before = 0;
  char area[WHERE_SIZE / 2];
  for (size_t i = 0; i < page->count; i++) {
    all += page->exercises[i]->area == exercise->area;
    before += page->exercises[i]->area == exercise->area && i <= index;
  }
  snprintf(page->where, sizeof page->where, "%s, %zu of %zu", library_area_words(exercise->area, area, sizeof area), before,
           all);
}

static void draw_figure(struct exercise_page *page, const struct exercise *exercise, struct rect area,
                        const struct screen_style *style) {
  const struct figure_cycle cycle = figure_cycle_of(exercise);
  double seconds = (double)(page->now_ns - page->since_ns) / NS_PER_S, whole = figure_cycle_length_s(&cycle);
  bool has_ended = !page->is_alone && seconds >= IN_LIST_CYCLES * whole;
  page->selected.figure = NULL;
  if (exercise->own_figure == NULL || area.rows <= 0 || area.columns <= 0) {
    return;
  }
  bool is_second_turn = (long)(seconds / whole) % 2 == 1;
  struct figure_frame_request request = {
      .figure = exercise->own_figure,
      .moment = page->is_calm || has_ended ? 1 : figure_cycle_moment(&cycle, seconds),
      .mirrored = page->is_other_side,
      .swapped = exercise->own_figure->alternates && is_second_turn,
      .rows = area.rows,
      .columns = area.columns,
      .brightness_percent = 100,
  };
  figure_cells_suit(&request, style, browse_theme(page->browse));
  page->selected.figure = figure_cells_draw(page->cells, &request);
}

static void draw(void *context, struct cells *cells, const struct screen_style *style) {
  struct exercise_page *page = context;
  const struct exercise *exercise = chosen(page);
  int rows = cells_rows(cells), columns = cells_columns(cells);
  if (!page->is_still) {
    page->now_ns = clock_real_ns();
  }
  if (exercise != NULL) {
    size_t index = index_of(page, exercise->id);
    const char *routines = page->routines[index];
    describe_where(page, index);
    page->selected = (struct exercise_view){.exercise = exercise,
                                            .where = page->where,
                                            .easier = name_of(page, exercise->easier),
                                            .harder = name_of(page, exercise->harder),
                                            .routines = routines[0] != '\0' ? routines : NULL,
                                            .is_still = page->is_still,
                                            .may_practise = !collection_is_confined()};
    struct rect area = page->is_alone ? exercise_figure_area(rows, columns) : library_figure_area(rows, columns, TAB_EXERCISES);
    draw_figure(page, exercise, area, style);
    page->view.exercise = &page->selected;
  }
  if (page->is_alone && exercise != NULL) {
    exercise_draw(cells, &page->selected, style);
  } else {
    library_draw(cells, &page->view, style);
  }
  if (page->help) {
    struct help_view help = {.mode = MODE_EXERCISES, .first = page->help_first};
    help_draw(cells, &help, style);
  }
}

static int64_t deadline_ns(void *context, int64_t now_ns) {
  const struct exercise_page *page = context;
  const struct exercise *exercise = chosen(page);
  if (exercise == NULL || page->is_calm || page->is_still || page->help) {
    return INT64_MAX;
  }
  const struct figure_cycle cycle = figure_cycle_of(exercise);
  double seconds = (double)(page->now_ns - page->since_ns) / NS_PER_S;
  bool has_ended = !page->is_alone && seconds >= IN_LIST_CYCLES * figure_cycle_length_s(&cycle);
  return has_ended ? INT64_MAX : now_ns + FRAME_NS;
}

/* --- keys ----------------------------------------------------------------------------------------------------------------- */

static void begin_motion(struct exercise_page *page) {
  page->since_ns = page->now_ns = clock_real_ns();
}

/* From the motion's present moment on, whether it was held still or not. */
static void hold_still(struct exercise_page *page) {
  page->is_still = !page->is_still;
  if (!page->is_still) {
    page->since_ns += clock_real_ns() - page->now_ns;
  }
}

static bool leave(struct exercise_page *page, enum tab next) {
  page->next = next;
  return false;
}

/* Closer, or from there to practise. */
static bool look(struct exercise_page *page) {
  if (chosen(page) == NULL) {
    return true;
  }
  if (page->is_alone) {
    return collection_is_confined() || leave(page, TAB_EXERCISES);
  }
  page->is_alone = true;
  begin_motion(page);
  return true;
}

static void move(struct exercise_page *page, enum action action, int rows) {
  size_t before = page->view.selected;
  page->view.selected = library_move(&page->view, action, rows);
  if (page->view.selected != before) {
    begin_motion(page);
  }
}

static void filter(struct exercise_page *page) {
  library_filter_apply(&page->filter, page->items, page->shown, &page->view);
  begin_motion(page);
}

/* Out of the search, out of the exercise, out of the list. */
static bool close_page(struct exercise_page *page, uint32_t key) {
  if (page->is_alone) {
    page->is_alone = false;
    begin_motion(page);
    return true;
  }
  if (key == KEY_ESCAPE && !library_filter_is_open(&page->filter)) {
    page->filter = (struct library_filter){.typing = false};
    filter(page);
    return true;
  }
  return leave(page, TAB_ROUTINES);
}

static bool act(struct exercise_page *page, enum action action, uint32_t key, int rows) {
  static const struct {
    enum action action, moves;
  } moves[] = {{ACTION_EXERCISE_DOWN, ACTION_DOWN},           {ACTION_EXERCISE_UP, ACTION_UP},
               {ACTION_EXERCISE_PAGE_DOWN, ACTION_PAGE_DOWN}, {ACTION_EXERCISE_PAGE_UP, ACTION_PAGE_UP},
               {ACTION_EXERCISE_FIRST, ACTION_FIRST},         {ACTION_EXERCISE_LAST, ACTION_LAST}};
  switch (action) {
  case ACTION_EXERCISE_LOOK:
    return look(page);
  case ACTION_EXERCISE_CLOSE:
    return close_page(page, key);
  case ACTION_EXERCISE_ROUTINES:
    return leave(page, TAB_ROUTINES);
  case ACTION_EXERCISE_HISTORY:
    return leave(page, TAB_HISTORY);
  case ACTION_EXERCISE_STILL:
    hold_still(page);
    return true;
  case ACTION_EXERCISE_SIDE:
    page->is_other_side = !page->is_other_side;
    return true;
  case ACTION_EXERCISE_SEARCH:
    page->is_alone = false;
    page->filter.typing = true;
    return true;
  case ACTION_EXERCISE_AREA:
    page->is_alone = false;
    library_filter_next_area(&page->filter, page->items, page->view.all);
    filter(page);
    return true;
  case ACTION_EXERCISE_HELP:
    page->help = true;
    page->help_first = 0;
    return true;
  default:
    break;
  }
  for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
    if (moves[i].action == action) {
      move(page, moves[i].moves, rows);
    }
  }
  return true;
}

static bool on_key(void *context, uint32_t key, int rows) {
  struct exercise_page *page = context;
  if (page->filter.typing) {
    enum action action = keymap_action(MODE_SEARCH, key);
    if (action == ACTION_SEARCH_DOWN || action == ACTION_SEARCH_UP) {
      move(page, action == ACTION_SEARCH_DOWN ? ACTION_DOWN : ACTION_UP, rows);
    } else if (library_filter_type(&page->filter, key)) {
      filter(page);
    }
    return true;
  }
  if (page->help) {
    page->help = help_turn(MODE_EXERCISES, keymap_action(MODE_HELP, key), rows, &page->help_first);
    return true;
  }
  return act(page, keymap_action(MODE_EXERCISES, key), key, rows);
}

int exercise_page_run(struct exercise_page *page, struct browse *browse, enum tab *next) {
  const struct browse_page shown = {.context = page, .draw = draw, .key = on_key, .news_fd = -1, .deadline_ns = deadline_ns};
  page->browse = browse;
  begin_motion(page);
  int signal = browse_run(browse, &shown);
  *next = page->next;
  return signal;
}
