#include "screen/library_preview.h"

#include "screen/widgets.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum {
  PREVIEW_TEXT = 512,
  TEXT_ROWS = 9,         /* below the figure */
  FIGURE_ROWS_LEAST = 7, /* smaller it says nothing */
  STEPS_FROM_ROWS = 28,  /* where there is room for all exercises too */
  STEPS_FROM_COLUMNS = 44,
  FIGURE_ROWS_BESIDE = 13, /* above them */
  DOSE_COLUMNS = 28,
};

/* `mat, cushion, chair`. */
static void join(const struct strings *strings, char *out, size_t size) {
  size_t used = 0;
  out[0] = '\0';
  for (size_t i = 0; i < strings->count && used + 1 < size; i++) {
    if (i > 0) {
      snprintf(out + used, size - used, ", ");
      used += strlen(out + used);
    }
    text_sanitize(out + used, size - used, strings->items[i]);
    used += strlen(out + used);
  }
}

static bool lists_steps(struct rect area) {
  return area.rows >= STEPS_FROM_ROWS && area.columns >= STEPS_FROM_COLUMNS;
}

struct rect library_preview_figure(struct rect area) {
  int rows = lists_steps(area) ? FIGURE_ROWS_BESIDE : area.rows - TEXT_ROWS;
  return (struct rect){area.row, area.column, rows >= FIGURE_ROWS_LEAST ? rows : 0, area.columns};
}

/* `3 of 9  Half-kneeling hip flexor stretch` */
static void draw_now(struct cells *cells, int row, struct rect area, const struct library_preview *preview,
                     const struct screen_style *style) {
  char text[PREVIEW_TEXT];
  snprintf(text, sizeof text, "%zu of %zu  ", preview->now + 1, preview->count);
  int used = widget_text(cells, row, area.column, area.columns, pen_of(ROLE_HINT), text, style);
  text_sanitize(text, sizeof text, preview->steps[preview->now].name);
  widget_text(cells, row, area.column + used, area.columns - used, pen_of(ROLE_SOFT), text, style);
}

static void draw_steps(struct cells *cells, struct rect area, const struct library_preview *preview,
                       const struct screen_style *style) {
  size_t rows = (size_t)area.rows, first = preview->now >= rows ? preview->now - rows + 1 : 0;
  for (size_t i = first; i < preview->count && i < first + rows; i++) {
    int row = area.row + (int)(i - first);
    enum role role = i == preview->now ? ROLE_TEXT : ROLE_SOFT;
    char text[PREVIEW_TEXT];
    snprintf(text, sizeof text, "%2zu", i + 1);
    widget_text(cells, row, area.column, 2, pen_of(ROLE_HINT), text, style);
    text_sanitize(text, sizeof text, preview->steps[i].name);
    widget_text(cells, row, area.column + 4, area.columns - 5 - DOSE_COLUMNS, pen_of(role), text, style);
    struct rect dose = {row, area.column + area.columns - DOSE_COLUMNS, 1, DOSE_COLUMNS};
    widget_right(cells, dose, pen_of(ROLE_HINT), preview->steps[i].dose, style);
  }
}

/* `15 min, level 2`, `9 exercises` and what it takes. */
static int draw_needs(struct cells *cells, int row, struct rect area, const struct library_item *item,
                      const struct screen_style *style) {
  char text[PREVIEW_TEXT], minutes[32];
  int end = area.row + area.rows;
  library_format_minutes(item->total_ns, minutes, sizeof minutes);
  snprintf(text, sizeof text, "%s, level %d", minutes, item->level);
  widget_text(cells, row++, area.column, area.columns, pen_of(ROLE_TEXT), text, style);
  snprintf(text, sizeof text, "%d exercise%s", item->exercise_count, item->exercise_count == 1 ? "" : "s");
  widget_text(cells, row++, area.column, area.columns, pen_of(ROLE_SOFT), text, style);
  join(&item->equipment, text, sizeof text);
  return row +
         widget_paragraph(cells, (struct rect){row, area.column, end - row, area.columns}, pen_of(ROLE_SOFT), text, style);
}

void library_preview_draw(struct cells *cells, struct rect area, const struct library_item *item,
                          const struct library_preview *preview, const struct screen_style *style) {
  char text[PREVIEW_TEXT];
  struct rect figure = style->figure == SCREEN_FIGURE_OFF ? (struct rect){0} : library_preview_figure(area);
  int row = area.row, end = area.row + area.rows;
  if (area.rows < 8) {
    return;
  }
  if (figure.rows > 0) {
    row += figure.rows;
    if (preview != NULL && preview->figure != NULL) {
      cells_blit(cells, figure, preview->figure);
    }
    if (preview != NULL && preview->count > 0 && lists_steps(area)) {
      draw_now(cells, row, area, preview, style);
    }
    row += lists_steps(area) ? 2 : 0;
  }
  text_sanitize(text, sizeof text, item->title);
  row += widget_paragraph(cells, (struct rect){row, area.column, 2, area.columns}, pen_bold(ROLE_TEXT), text, style);
  text_sanitize(text, sizeof text, item->goal != NULL ? item->goal : "");
  int goal_rows = end - row - 6 < 2 || lists_steps(area) ? 2 : end - row - 6;
  row += widget_paragraph(cells, (struct rect){row, area.column, goal_rows, area.columns}, pen_of(ROLE_SOFT), text, style);
  row += end - row > 4 ? 1 : 0;
  row = draw_needs(cells, row, area, item, style);
  if (preview != NULL && lists_steps(area) && end - row > 4) {
    int rows = end - row - 3;
    draw_steps(cells, (struct rect){row + 1, area.column, rows, area.columns}, preview, style);
    row = end - 2;
  }
  if (item->last != NULL && row < end) {
    row += row + 1 < end ? 1 : 0;
    int used = cells_text(cells, row, area.column, area.columns, pen_of(ROLE_HINT), "last  ");
    widget_text(cells, row, area.column + used, area.columns - used, pen_of(ROLE_SOFT), item->last, style);
  }
}
