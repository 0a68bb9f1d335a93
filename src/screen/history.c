#include "screen/history.h"

#include "screen/history_chart.h"
#include "screen/tabs.h"
#include "screen/widgets.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
  WEEKS = 54,
  DAYS = 7,
  ROOMY_ROWS = 22,
  ROOMY_COLUMNS = 78,
  LARGE_ROWS = 36,
  LARGE_COLUMNS = 116,
  LIST_HEAD_ROWS = 2,
  SMALL_FACTS_ROWS = 3,
  LARGE_LIST_ROW = 32,
};

const size_t history_ranges[HISTORY_RANGES] = {30, 60, 120, 180};

/* Where things lie. */
struct frame {
  int rows, columns, margin, inside;
  bool roomy, large;
};

static struct frame frame_of(int rows, int columns) {
  struct frame frame = {.rows = rows, .columns = columns};
  frame.roomy = rows >= ROOMY_ROWS && columns >= ROOMY_COLUMNS;
  frame.large = rows >= LARGE_ROWS && columns >= LARGE_COLUMNS;
  frame.margin = frame.large ? 3 : columns >= 60 ? 2 : 0;
  frame.inside = columns - 2 * frame.margin;
  return frame;
}

size_t history_list_rows(int rows, int columns, bool list) {
  struct frame frame = frame_of(rows, columns);
  int first = list ? LIST_HEAD_ROWS : frame.large ? LARGE_LIST_ROW + 1 : frame.roomy ? rows : SMALL_FACTS_ROWS + 2;
  int room = rows - 2 - first;
  return room > 0 ? (size_t)room : list ? 1 : 0;
}

static void draw_head(struct cells *cells, const struct frame *frame, const struct history_view *view,
                      const struct screen_style *style) {
  char years[48];
  tabs_draw(cells, (struct rect){0, frame->margin, 1, frame->inside}, TAB_HISTORY, style);
  const char *back = view->year <= view->first_year ? "" : style->ascii ? "< " : "‹ ";
  const char *forward = view->year >= view->last_year ? "" : style->ascii ? " >" : " ›";
  snprintf(years, sizeof years, "%s%d%s", back, view->year, forward);
  widget_right(cells, (struct rect){0, frame->margin, 1, frame->inside}, pen_of(ROLE_SOFT), years, style);
}

/* --- the year ----------------------------------------------------------------------------------------------------------------
 */

static ink strength_ink(int32_t minutes) {
  enum { SHORT_MINUTES = 5, MIDDLE_MINUTES = 12 };
  return minutes <= SHORT_MINUTES    ? ink_between(ROLE_TRACK, ROLE_ACCENT2, 60)
         : minutes <= MIDDLE_MINUTES ? ROLE_ACCENT2
                                     : ROLE_ACCENT;
}

static const char *day_mark(int32_t minutes, bool large, const struct screen_style *style) {
  if (minutes == 0) {
    return style->ascii ? "." : "·";
  }
  if (style->ascii) {
    return minutes <= 5 ? "o" : minutes <= 12 ? "O" : "#";
  }
  return large ? "■" : "▪";
}

static void draw_months(struct cells *cells, int row, int column, int week_columns, const struct history_view *view) {
  static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  int day = 0, free_from = 0;
  for (int month = 0; month < 12; month++) {
    int at = (day + view->first_weekday) / DAYS * week_columns;
    /* A month belongs to the first week that begins in it. */
    at += (day + view->first_weekday) % DAYS != 0 ? week_columns : 0;
    at = month == 0 ? 0 : at;
    if (at >= free_from && at + 3 <= WEEKS * week_columns) {
      cells_text(cells, row, column + at, 3, pen_of(ROLE_HINT), names[month]);
      free_from = at + 4;
    }
    day += view->month_days[month];
  }
}

static void draw_year(struct cells *cells, int row, const struct frame *frame, const struct history_view *view,
                      const struct screen_style *style) {
  static const char *const weekdays[] = {"M", "", "W", "", "F", "", ""};
  int week_columns = frame->large ? 2 : 1;
  int column = frame->margin + (frame->large ? 5 : 3);
  draw_months(cells, row, column, week_columns, view);
  for (int weekday = 0; weekday < DAYS; weekday++) {
    cells_text(cells, row + 1 + weekday, frame->margin + (frame->large ? 1 : 0), 2, pen_of(ROLE_HINT), weekdays[weekday]);
  }
  for (int day = 0; day < view->day_count; day++) {
    int slot = day + view->first_weekday;
    int32_t minutes = view->day_minutes[day];
    ink ink_of_day = minutes > 0 ? strength_ink(minutes) : day > view->today ? ROLE_TRACK : ROLE_OFF;
    cells_text(cells, row + 1 + slot % DAYS, column + slot / DAYS * week_columns, 1, (struct pen){.foreground = ink_of_day},
               day_mark(minutes, frame->large, style));
  }
}

/* --- numbers -----------------------------------------------------------------------------------------------------------------
 */

/* A number, bold, and what it counts; returns the columns used. */
static int draw_fact(struct cells *cells, int row, int column, int width, const char *value, int value_columns,
                     const char *what) {
  int used = cells_text(cells, row, column, width, pen_bold(ROLE_TEXT), value);
  used = used > value_columns ? used : value_columns;
  return used + 1 + cells_text(cells, row, column + used + 1, width - used - 1, pen_of(ROLE_SOFT), what);
}

static const char *format_count(char *out, size_t size, int64_t count) {
  snprintf(out, size, "%" PRId64, count);
  return out;
}

static const char *format_medians(char *out, size_t size, const struct history_view *view, const struct screen_style *style) {
  snprintf(out, size, "%d %s %d", view->median_before, style->ascii ? "->" : "→", view->median_after);
  return out;
}

static const char *plural(int64_t count, const char *one, const char *many) {
  return count == 1 ? one : many;
}

static void draw_facts_beside(struct cells *cells, int row, int column, int width, const struct history_view *view,
                              const struct screen_style *style) {
  char text[40];
  draw_fact(cells, row, column, width, format_count(text, sizeof text, view->session_count), 4,
            plural(view->session_count, "session", "sessions"));
  draw_fact(cells, row + 1, column, width, format_count(text, sizeof text, view->minutes), 4,
            plural(view->minutes, "minute", "minutes"));
  draw_fact(cells, row + 3, column, width, format_count(text, sizeof text, view->this_week), 4, "this week");
  if (view->median_before != HISTORY_NO_RATING) {
    draw_fact(cells, row + 4, column, width, format_medians(text, sizeof text, view, style), 4, "discomfort");
    cells_text(cells, row + 5, column, width, pen_of(ROLE_HINT), "median of 14");
  }
}

static void draw_facts_line(struct cells *cells, int row, int column, int width, const struct history_view *view,
                            const struct screen_style *style) {
  char text[40];
  int end = column + width, at = column;
  at += draw_fact(cells, row, at, end - at, format_count(text, sizeof text, view->session_count), 0,
                  plural(view->session_count, "session", "sessions")) +
        4;
  at += draw_fact(cells, row, at, end - at, format_count(text, sizeof text, view->minutes), 0,
                  plural(view->minutes, "minute", "minutes")) +
        4;
  at += draw_fact(cells, row, at, end - at, format_count(text, sizeof text, view->this_week), 0, "this week") + 4;
  if (view->median_before != HISTORY_NO_RATING) {
    draw_fact(cells, row, at, end - at, format_medians(text, sizeof text, view, style), 0, "median discomfort, last 14");
  }
}

static void draw_areas(struct cells *cells, struct rect area, const struct history_view *view,
                       const struct screen_style *style) {
  enum { NAME_COLUMNS = 12, NUMBER_COLUMNS = 5, HEAD_ROWS = 2 };
  int64_t most = 0;
  cells_text(cells, area.row, area.column, area.columns, pen_bold(ROLE_TEXT), "Minutes by area");
  widget_right(cells, (struct rect){area.row, area.column, 1, area.columns}, pen_of(ROLE_HINT),
               area.columns > 40 ? "last 12 weeks" : "12 weeks", style);
  for (int i = 0; i < AREA_COUNT; i++) {
    most = view->area_minutes[i] > most ? view->area_minutes[i] : most;
  }
  for (int i = 0; i < AREA_COUNT; i++) {
    char text[32];
    int row = area.row + HEAD_ROWS + i;
    snprintf(text, sizeof text, "%s", area_names[i]);
    for (char *dash = strchr(text, '-'); dash != NULL; dash = strchr(dash, '-')) {
      *dash = ' ';
    }
    cells_text(cells, row, area.column, NAME_COLUMNS, pen_of(ROLE_SOFT), text);
    const struct bar_pens pens = {.done = pen_of(ROLE_ACCENT2), .to_come = pen_of(ROLE_TRACK)};
    widget_bar(cells, row, area.column + NAME_COLUMNS, area.columns - NAME_COLUMNS - NUMBER_COLUMNS, view->area_minutes[i],
               most, pens, style);
    format_count(text, sizeof text, view->area_minutes[i]);
    widget_right(cells, (struct rect){row, area.column, 1, area.columns}, pen_of(ROLE_SOFT), text, style);
  }
}

/* Two bars away from the middle, of equal length where both sides were worked as long. */
static void draw_sides(struct cells *cells, struct rect area, const struct history_view *view,
                       const struct screen_style *style) {
  char left[40], right[40];
  snprintf(left, sizeof left, "left %" PRId64, view->left_minutes);
  snprintf(right, sizeof right, "%" PRId64 " right", view->right_minutes);
  int head = area.columns > 60 ? 18 : 0;
  cells_text(cells, area.row, area.column, area.columns, pen_bold(ROLE_TEXT), "Left and right");
  int row = head > 0 ? area.row : area.row + 2;
  if (head == 0) {
    widget_right(cells, (struct rect){area.row, area.column, 1, area.columns}, pen_of(ROLE_HINT), "minutes", style);
  }
  int start = area.column + head + 12, end = area.column + area.columns - 11;
  int half = (end - start) / 2, middle = start + half;
  int64_t most = view->left_minutes > view->right_minutes ? view->left_minutes : view->right_minutes;
  int left_columns = most > 0 ? (int)((view->left_minutes * (half - 1) + most / 2) / most) : 0;
  int right_columns = most > 0 ? (int)((view->right_minutes * (half - 1) + most / 2) / most) : 0;
  cells_text(cells, row, area.column + head, 12, pen_of(ROLE_SOFT), left);
  for (int i = 0; i < half - 1; i++) {
    const char *full = style->ascii ? "=" : "━", *empty = style->ascii ? "-" : "─";
    bool is_left = i < left_columns, is_right = i < right_columns;
    cells_text(cells, row, middle - 1 - i, 1, pen_of(is_left ? ROLE_ACCENT2 : ROLE_TRACK), is_left ? full : empty);
    cells_text(cells, row, middle + 1 + i, 1, pen_of(is_right ? ROLE_ACCENT2 : ROLE_TRACK), is_right ? full : empty);
  }
  cells_text(cells, row, middle, 1, pen_of(ROLE_SOFT), style->ascii ? "|" : "│");
  widget_right(cells, (struct rect){row, area.column, 1, area.columns}, pen_of(ROLE_SOFT), right, style);
}

/* --- the list ----------------------------------------------------------------------------------------------------------------
 */

static void draw_item(struct cells *cells, int row, int column, int columns, const struct history_item *item,
                      const struct screen_style *style) {
  enum { DATE_COLUMNS = 12, TITLE_LEAST = 12, TAIL_COLUMNS = 32, MINUTES_COLUMNS = 8 };
  char text[256];
  bool tail = columns >= DATE_COLUMNS + TITLE_LEAST + TAIL_COLUMNS + MINUTES_COLUMNS;
  int title_columns = columns - DATE_COLUMNS - MINUTES_COLUMNS - (tail ? TAIL_COLUMNS : 0);
  title_columns = title_columns > 30 ? 30 : title_columns;
  int at = column;
  cells_text(cells, row, at, DATE_COLUMNS, pen_of(ROLE_SOFT), item->date);
  at += DATE_COLUMNS;
  text_sanitize(text, sizeof text, item->title);
  widget_text(cells, row, at, title_columns - 1, pen_of(ROLE_TEXT), text, style);
  at += title_columns;
  snprintf(text, sizeof text, "%d min", item->minutes);
  widget_right(cells, (struct rect){row, at, 1, MINUTES_COLUMNS - 1}, pen_of(ROLE_SOFT), text, style);
  at += MINUTES_COLUMNS + 1;
  if (tail) {
    if (item->before != HISTORY_NO_RATING && item->after != HISTORY_NO_RATING) {
      snprintf(text, sizeof text, "%d %s %d", item->before, style->ascii ? "->" : "→", item->after);
      cells_text(cells, row, at, 8, pen_of(ROLE_SOFT), text);
    }
    widget_text(cells, row, at + 8, TAIL_COLUMNS - 9, pen_of(ROLE_HINT), item->outcome, style);
  }
}

static void draw_list(struct cells *cells, int row, const struct frame *frame, const struct history_view *view,
                      const struct screen_style *style) {
  if (view->all == 0) {
    widget_paragraph(cells, (struct rect){row, frame->margin, 2, frame->inside}, pen_of(ROLE_SOFT),
                     "Nothing yet. What you do is kept here, on this machine alone.", style);
  }
  for (size_t i = 0; i < view->item_count && row + (int)i < frame->rows - 1; i++) {
    draw_item(cells, row + (int)i, frame->margin, frame->inside, &view->items[i], style);
  }
}

/* --- all of it ---------------------------------------------------------------------------------------------------------------
 */

static void draw_roomy(struct cells *cells, const struct frame *frame, const struct history_view *view,
                       const struct screen_style *style) {
  bool large = frame->large;
  int margin = frame->margin;
  int year_row = large ? 3 : 2, chart_row = large ? 16 : 11, chart_rows = large ? 11 : 6;
  int areas_column = large ? frame->columns - 45 : frame->columns - 31;
  draw_year(cells, year_row, frame, view, style);
  if (large) {
    draw_facts_line(cells, year_row + 10, margin + 4, frame->inside - 4, view, style);
  } else {
    draw_facts_beside(cells, year_row + 1, margin + 59, frame->columns - margin - 61, view, style);
  }
  int chart_columns = areas_column - margin - (large ? 8 : 4);
  history_chart_draw(cells, (struct rect){chart_row, margin, chart_rows + 3, chart_columns}, view, style);
  draw_areas(cells, (struct rect){chart_row, areas_column, 9, frame->columns - margin - areas_column}, view, style);
  struct rect sides = large ? (struct rect){chart_row + 11, areas_column, 3, frame->columns - margin - areas_column}
                            : (struct rect){21, margin, 1, frame->inside};
  draw_sides(cells, sides, view, style);
  if (large) {
    cells_text(cells, LARGE_LIST_ROW, margin, 20, pen_bold(ROLE_TEXT), "Last sessions");
    draw_list(cells, LARGE_LIST_ROW + 1, frame, view, style);
  }
}

static void draw_small(struct cells *cells, const struct frame *frame, const struct history_view *view,
                       const struct screen_style *style) {
  char text[40];
  int row = frame->rows >= 8 ? 2 : 1, column = frame->margin;
  int used = draw_fact(cells, row, column, frame->inside, format_count(text, sizeof text, view->session_count), 0,
                       plural(view->session_count, "session", "sessions"));
  draw_fact(cells, row, column + used + 3, frame->inside - used - 3, format_count(text, sizeof text, view->minutes), 0,
            plural(view->minutes, "minute", "minutes"));
  used = draw_fact(cells, row + 1, column, frame->inside, format_count(text, sizeof text, view->this_week), 0, "this week");
  if (view->median_before != HISTORY_NO_RATING) {
    draw_fact(cells, row + 1, column + used + 3, frame->inside - used - 3, format_medians(text, sizeof text, view, style), 0,
              "discomfort");
  }
  draw_list(cells, row + 3, frame, view, style);
}

/* Which kind of file, or what became of it: above the keys, over what is there. */
static void draw_words(struct cells *cells, const struct frame *frame, const struct history_view *view,
                       const struct screen_style *style) {
  enum { ROWS = 2 };
  char text[512];
  struct rect area = {frame->rows - 1 - ROWS, frame->margin, ROWS, frame->inside};
  text_sanitize(text, sizeof text, view->notice != NULL ? view->notice : "");
  if (view->asks_form) {
    snprintf(text, sizeof text, "To a file: a table for a spreadsheet, or all of it for another computer?");
  }
  if (text[0] != '\0' && frame->rows > ROWS + 1) {
    cells_fill(cells, (struct rect){area.row, 0, ROWS, frame->columns}, pen_of(ROLE_TEXT));
    widget_paragraph(cells, area, pen_of(ROLE_TEXT), text, style);
  }
}

static const struct key_hint *hints_of(const struct history_view *view) {
  static const struct key_hint overview[] = {{ACTION_YEAR_BACK, "year"},   {ACTION_SESSIONS_DOWN, "sessions"},
                                             {ACTION_HISTORY_CLOSE, NULL}, {ACTION_RANGE_MORE, "range"},
                                             {ACTION_HISTORY_HELP, NULL},  {ACTION_HISTORY_WRITE, NULL},
                                             {ACTION_NONE, NULL}};
  static const struct key_hint elsewhere[] = {{ACTION_YEAR_BACK, "year"},   {ACTION_SESSIONS_DOWN, "sessions"},
                                              {ACTION_HISTORY_CLOSE, NULL}, {ACTION_RANGE_MORE, "range"},
                                              {ACTION_HISTORY_HELP, NULL},  {ACTION_NONE, NULL}};
  static const struct key_hint list[] = {{ACTION_SESSIONS_DOWN, "further back"},
                                         {ACTION_SESSIONS_UP, "newer"},
                                         {ACTION_HISTORY_HELP, NULL},
                                         {ACTION_HISTORY_CLOSE, NULL},
                                         {ACTION_NONE, NULL}};
  static const struct key_hint forms[] = {
      {ACTION_WRITE_TABLE, NULL}, {ACTION_WRITE_ALL, NULL}, {ACTION_WRITE_CLOSE, NULL}, {ACTION_NONE, NULL}};
  return view->asks_form ? forms : view->list ? list : view->can_write ? overview : elsewhere;
}

void history_draw(struct cells *cells, const struct history_view *view, const struct screen_style *style) {
  struct frame frame = frame_of(cells_rows(cells), cells_columns(cells));
  cells_clear(cells);
  draw_head(cells, &frame, view, style);
  if (view->list) {
    draw_list(cells, LIST_HEAD_ROWS, &frame, view, style);
  } else if (frame.roomy) {
    draw_roomy(cells, &frame, view, style);
  } else {
    draw_small(cells, &frame, view, style);
  }
  if (frame.rows > 3) {
    widget_keys(cells, (struct rect){frame.rows - 1, frame.margin, 1, frame.inside}, hints_of(view), style);
  }
  draw_words(cells, &frame, view, style);
}
