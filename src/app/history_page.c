#include "app/history_page.h"

#include "app/history_file.h"
#include "app/keep.h"
#include "base/calendar.h"
#include "base/memory.h"
#include "base/timespan.h"
#include "journal/history.h"
#include "screen/help.h"
#include "screen/history.h"
#include "screen/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS_MOST = 128, MEDIAN_OF = 14, WEEK_DAYS = 7, AREA_DAYS = 12 * 7, USUAL_RANGE = 1, DATE_SIZE = 32 };

struct page {
  struct history *history;
  struct history_view view;
  struct history_year year;
  struct history_rating ratings[HISTORY_CHART_MOST];
  int before[HISTORY_CHART_MOST], after[HISTORY_CHART_MOST];
  struct history_row rows[ROWS_MOST];
  struct history_item items[ROWS_MOST];
  int64_t today; /* as the person counts days */
  size_t range;  /* of history_ranges */
  char problem[256];
  enum tab next;    /* where to turn when it is left */
  char notice[512]; /* what became of writing it to a file */
  bool help;
  int help_first;
  int shown_rows, shown_columns; /* of the screen, when last drawn */
};

/* The local day that it is. */
static int64_t day_now(void) {
  time_t now = time(NULL);
  struct tm local;
  if (localtime_r(&now, &local) == NULL) {
    return now / 86400;
  }
  return calendar_day(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

static int year_of(int64_t day) {
  char date[16];
  return atoi(calendar_format(date, sizeof date, (int32_t)day));
}

/* From 0, Monday. 1 January 1970 was a Thursday. */
static int weekday_of(int64_t day) {
  return (int)(((day + 3) % WEEK_DAYS + WEEK_DAYS) % WEEK_DAYS);
}

static void name_day(int64_t day, char out[DATE_SIZE], const char *format) {
  char date[16];
  struct tm moment = {0};
  calendar_format(date, sizeof date, (int32_t)day);
  moment.tm_year = atoi(date) - 1900;
  moment.tm_mon = atoi(date + 5) - 1;
  moment.tm_mday = atoi(date + 8);
  moment.tm_wday = (weekday_of(day) + 1) % WEEK_DAYS;
  if (strftime(out, DATE_SIZE, format, &moment) == 0) {
    out[0] = '\0';
  }
}

static int to_minutes(int64_t span_ns) {
  return (int)((span_ns + SECONDS(30)) / SECONDS(60));
}

static bool read_year(struct page *page, struct error *err) {
  struct history_view *view = &page->view;
  int64_t first = calendar_day(view->year, 1, 1);
  int64_t next = calendar_day(view->year + 1, 1, 1);
  for (int month = 0; month < 12; month++) {
    int64_t end = month == 11 ? next : calendar_day(view->year, month + 2, 1);
    view->month_days[month] = (int)(end - calendar_day(view->year, month + 1, 1));
  }
  view->day_count = (int)(next - first);
  view->first_weekday = weekday_of(first);
  view->today = page->today >= next ? view->day_count : page->today < first ? -1 : (int)(page->today - first);
  if (!history_read_year(page->history, first, view->day_count, &page->year, err)) {
    return false;
  }
  view->day_minutes = page->year.day_minutes;
  view->session_count = page->year.session_count;
  view->minutes = to_minutes(page->year.done_ns);
  return true;
}

static bool read_spans(struct page *page, struct error *err) {
  struct history_view *view = &page->view;
  struct history_span week, weeks;
  int64_t monday = page->today - weekday_of(page->today);
  if (!history_read_span(page->history, monday, monday + WEEK_DAYS - 1, &week, err) ||
      !history_read_span(page->history, page->today - AREA_DAYS + 1, page->today, &weeks, err)) {
    return false;
  }
  view->this_week = week.session_count;
  view->left_minutes = to_minutes(weeks.left_ns);
  view->right_minutes = to_minutes(weeks.right_ns);
  for (int area = 0; area < AREA_COUNT; area++) {
    view->area_minutes[area] = to_minutes(weeks.area_ns[area]);
  }
  return true;
}

static bool read_ratings(struct page *page, struct error *err) {
  struct history_view *view = &page->view;
  size_t count = 0;
  view->range = history_ranges[page->range];
  if (!history_read_ratings(page->history, view->range, page->ratings, &count, err)) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    page->before[i] = page->ratings[i].before;
    page->after[i] = page->ratings[i].after;
  }
  size_t newest = count < MEDIAN_OF ? count : MEDIAN_OF;
  view->before = page->before;
  view->after = page->after;
  view->rated_count = count;
  view->median_before = history_median(page->before + count - newest, newest);
  view->median_after = history_median(page->after + count - newest, newest);
  if (count > 0) {
    char name[DATE_SIZE];
    name_day(page->ratings[0].day, name, year_of(page->ratings[0].day) == year_of(page->today) ? "%b" : "%b %Y");
    snprintf(view->since, sizeof view->since, "%.15s", name);
  }
  return true;
}

static void describe_outcome(const struct history_row *row, char *out, size_t size) {
  switch (row->outcome) {
  case SESSION_OUTCOME_FINISHED:
    snprintf(out, size, "done");
    break;
  case SESSION_OUTCOME_STOPPED:
    snprintf(out, size, "stopped after %d set%s", row->steps_done, row->steps_done == 1 ? "" : "s");
    break;
  default:
    snprintf(out, size, "interrupted");
  }
}

/* As many rows as the screen has room for, from view.first on. */
static bool read_rows(struct page *page, struct error *err) {
  struct history_view *view = &page->view;
  size_t room = history_list_rows(page->shown_rows, page->shown_columns, view->list);
  size_t count = 0;
  room = room < ROWS_MOST ? room : ROWS_MOST;
  if (room > 0 && !history_read_rows(page->history, view->first, room, page->rows, &count, err)) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    const struct history_row *row = &page->rows[i];
    struct history_item *item = &page->items[i];
    name_day(row->day, item->date, year_of(row->day) == year_of(page->today) ? "%a %d %b" : "%d %b %Y");
    item->title = row->title;
    item->minutes = to_minutes(row->done_ns);
    item->before = row->before;
    item->after = row->after;
    describe_outcome(row, item->outcome, sizeof item->outcome);
  }
  view->items = page->items;
  view->item_count = count;
  return true;
}

/* What cannot be read any more is left as it was shown. */
static void read_again(struct page *page) {
  struct error err = {0};
  bool ok = read_year(page, &err) && read_spans(page, &err) && read_ratings(page, &err);
  snprintf(page->problem, sizeof page->problem, "%.255s", ok ? "" : err.message);
}

static bool read_first(struct page *page, struct error *err) {
  struct history_view *view = &page->view;
  int64_t count = 0, first = 0, last = 0;
  if (!history_read_range(page->history, &count, &first, &last, err)) {
    return false;
  }
  page->today = day_now();
  view->all = (size_t)count;
  view->can_write = count > 0 && !keep_is_for_guests();
  view->last_year = year_of(last > page->today ? last : page->today);
  view->first_year = count > 0 ? year_of(first) : view->last_year;
  view->year = year_of(page->today);
  read_again(page);
  return page->problem[0] == '\0' || error_set(err, ERROR_MACHINE, "%s", page->problem);
}

static void draw(void *context, struct cells *cells, const struct screen_style *style) {
  struct page *page = context;
  struct error ignored = {0};
  page->shown_rows = cells_rows(cells);
  page->shown_columns = cells_columns(cells);
  read_rows(page, &ignored);
  history_draw(cells, &page->view, style);
  if (page->help) {
    struct help_view help = {.mode = MODE_HISTORY, .first = page->help_first};
    help_draw(cells, &help, style);
  }
}

/* The first step down opens the list, the last one up closes it. */
static void scroll(struct page *page, long by) {
  struct history_view *view = &page->view;
  size_t room = history_list_rows(page->shown_rows, page->shown_columns, true);
  if (!view->list) {
    view->list = by > 0 && view->all > 0;
    view->first = 0;
    return;
  }
  if (by < 0 && view->first == 0) {
    view->list = false;
    return;
  }
  size_t most = view->all > room ? view->all - room : 0;
  long to = (long)view->first + by;
  view->first = to < 0 ? 0 : (size_t)to > most ? most : (size_t)to;
}

static void turn_year(struct page *page, int by) {
  int year = page->view.year + by;
  if (year >= page->view.first_year && year <= page->view.last_year) {
    page->view.year = year;
    read_again(page);
  }
}

static void change_range(struct page *page, int by) {
  if ((by > 0 && page->range + 1 < HISTORY_RANGES) || (by < 0 && page->range > 0)) {
    page->range = (size_t)((long)page->range + by);
    read_again(page);
  }
}

static void act_on_help(struct page *page, enum action action, int rows) {
  if (action == ACTION_HELP_CLOSE) {
    page->help = false;
  } else if (action == ACTION_HELP_DOWN && page->help_first < help_last_first(MODE_HISTORY, rows)) {
    page->help_first++;
  } else if (action == ACTION_HELP_UP && page->help_first > 0) {
    page->help_first--;
  }
}

static void write_file(struct page *page, enum history_file_form form) {
  struct error err = {0};
  struct history_written written;
  char path[400];
  if (history_file_add(form, path, sizeof path, &written, &err)) {
    snprintf(page->notice, sizeof page->notice, "Written to %s", path);
  } else {
    snprintf(page->notice, sizeof page->notice, "%.400s.", err.message);
  }
  page->view.notice = page->notice;
}

static void act_on_form(struct page *page, enum action action) {
  page->view.asks_form = action == ACTION_NONE;
  if (action == ACTION_WRITE_TABLE || action == ACTION_WRITE_ALL) {
    write_file(page, action == ACTION_WRITE_TABLE ? HISTORY_FILE_TABLE : HISTORY_FILE_ALL);
  }
}

static bool on_key(void *context, uint32_t key, int rows) {
  struct page *page = context;
  if (page->help) {
    act_on_help(page, keymap_action(MODE_HELP, key), rows);
    return true;
  }
  if (page->view.asks_form) {
    act_on_form(page, keymap_action(MODE_WRITE, key));
    return true;
  }
  page->view.notice = NULL;
  long room = (long)history_list_rows(page->shown_rows, page->shown_columns, true);
  switch (keymap_action(MODE_HISTORY, key)) {
  case ACTION_YEAR_BACK:
    turn_year(page, -1);
    break;
  case ACTION_YEAR_ON:
    turn_year(page, 1);
    break;
  case ACTION_SESSIONS_DOWN:
    scroll(page, 1);
    break;
  case ACTION_SESSIONS_UP:
    scroll(page, -1);
    break;
  case ACTION_SESSIONS_PAGE_DOWN:
    scroll(page, room);
    break;
  case ACTION_SESSIONS_PAGE_UP:
    scroll(page, -room);
    break;
  case ACTION_RANGE_MORE:
    change_range(page, 1);
    break;
  case ACTION_RANGE_LESS:
    change_range(page, -1);
    break;
  case ACTION_HISTORY_WRITE:
    page->view.asks_form = page->view.can_write;
    break;
  case ACTION_HISTORY_HELP:
    page->help = true;
    page->help_first = 0;
    break;
  case ACTION_HISTORY_ROUTINES:
    return false;
  case ACTION_HISTORY_EXERCISES:
    page->next = TAB_EXERCISES;
    return false;
  case ACTION_HISTORY_CLOSE:
    if (!page->view.list) {
      return false;
    }
    page->view.list = false;
    page->view.first = 0;
    break;
  default:
    break;
  }
  return true;
}

int history_page_run(struct browse *browse, enum tab *next, struct error *err) {
  struct page *page = memory_alloc(1, sizeof *page);
  char *folder = keep_folder();
  int signal = 0;
  page->range = USUAL_RANGE;
  page->history = history_of(folder, err);
  if (page->history != NULL && read_first(page, err)) {
    const struct browse_page shown = {.context = page, .draw = draw, .key = on_key, .news_fd = -1};
    signal = browse_run(browse, &shown);
  }
  *next = page->next;
  history_end(page->history);
  free(folder);
  free(page);
  return signal;
}
