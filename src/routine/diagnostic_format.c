#include "routine/diagnostic.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USUAL_COLUMNS 80
#define LEAST_SOURCE_COLUMNS 20

/* Text under construction. */
struct output {
  const struct diagnostic_style *style;
  char *text;
  size_t length, room;
};

static void put_bytes(struct output *output, const char *bytes, size_t count) {
  if (output->length + count + 1 > output->room) {
    output->room = (output->length + count + 1) * 2;
    output->text = memory_resize(output->text, output->room, 1);
  }
  memcpy(output->text + output->length, bytes, count);
  output->length += count;
  output->text[output->length] = '\0';
}

/* Our own words: they hold nothing but what may be printed. */
static void put(struct output *output, const char *text) {
  put_bytes(output, text, strlen(text));
}

static void put_repeated(struct output *output, const char *text, int times) {
  for (int i = 0; i < times; i++) {
    put(output, text);
  }
}

static void paint(struct output *output, enum diagnostic_part part) {
  if (output->style->paint[part] != NULL) {
    put(output, output->style->paint[part]);
  }
}

/* What a character of a file is shown as: itself, a blank for a tab, or a mark for what must not reach a terminal. */
static uint32_t shown_as(const struct output *output, uint32_t codepoint) {
  if (codepoint == '\t' || codepoint == '\n') {
    return ' ';
  }
  if (!output->style->utf8 && codepoint >= 0x7F) {
    return '?';
  }
  return text_is_printable(codepoint) ? codepoint : output->style->utf8 ? 0xFFFD : '?';
}

static void put_character(struct output *output, uint32_t codepoint) {
  char bytes[4];
  put_bytes(output, bytes, text_encode(shown_as(output, codepoint), bytes));
}

/* Words that may come from a file. */
static void put_foreign(struct output *output, const char *text) {
  size_t length = strlen(text);
  for (size_t at = 0; at < length;) {
    uint32_t codepoint;
    at += text_decode(text + at, length - at, &codepoint);
    put_character(output, codepoint);
  }
}

static void put_head(struct output *output, const struct diagnostic *diagnostic) {
  char place[48] = "";
  if (diagnostic->line > 0) {
    snprintf(place, sizeof place, ":%d:%d", diagnostic->line, diagnostic->column);
  }
  paint(output, DIAGNOSTIC_HEAD);
  put_foreign(output, diagnostic->file);
  put(output, place);
  paint(output, DIAGNOSTIC_QUIET);
  put(output, ": ");
  paint(output, diagnostic->severity == SEVERITY_ERROR ? DIAGNOSTIC_ERROR : DIAGNOSTIC_WARNING);
  put(output, severity_names[diagnostic->severity]);
  paint(output, DIAGNOSTIC_QUIET);
  put(output, ": ");
  paint(output, DIAGNOSTIC_HEAD);
  put_foreign(output, diagnostic->message);
  paint(output, DIAGNOSTIC_PLAIN);
  put(output, "\n");
}

/* The source line cut into characters, and the part of it that is shown. Indices count characters from 0. */
struct line_view {
  uint32_t *characters;
  int *columns; /* the terminal column at which each character begins; one more at the end */
  int count;
  int mark_from, mark_to; /* what is wrong; mark_to may lie one past the end, for what is missing there */
  int from, to;           /* what is shown */
  bool cut_left, cut_right;
};

static void lay_out(struct line_view *view, const struct output *output, const struct diagnostic *diagnostic) {
  const char *line = diagnostic->source_line;
  size_t length = strlen(line);
  view->characters = memory_alloc(length + 1, sizeof *view->characters);
  view->columns = memory_alloc(length + 2, sizeof *view->columns);
  for (size_t at = 0; at < length;) {
    uint32_t codepoint;
    at += text_decode(line + at, length - at, &codepoint);
    codepoint = shown_as(output, codepoint);
    view->characters[view->count] = codepoint;
    view->columns[view->count + 1] = view->columns[view->count] + text_codepoint_width(codepoint);
    view->count++;
  }
  view->mark_from = diagnostic->column - 1 < view->count ? diagnostic->column - 1 : view->count;
  view->mark_to = diagnostic->length < view->count - view->mark_from ? view->mark_from + diagnostic->length : view->count;
  view->to = view->count;
}

/* Narrows what is shown to `columns`, the caret within it and some of what stands before it. */
static void cut_around_caret(struct line_view *view, int columns) {
  if (view->columns[view->count] <= columns) {
    return;
  }
  int room = columns - 2; /* an ellipsis may stand at either end */
  int caret = view->columns[view->mark_from];
  if (caret > room * 2 / 3) {
    while (view->from < view->mark_from && view->columns[view->from] < caret - room / 3) {
      view->from++;
    }
    view->cut_left = true;
  }
  while (view->to > view->from && view->columns[view->to] - view->columns[view->from] > room) {
    view->to--;
  }
  view->cut_right = view->to < view->count;
  view->mark_to = view->mark_to < view->to ? view->mark_to : view->to;
}

static void put_source(struct output *output, const struct line_view *view) {
  const char *ellipsis = output->style->utf8 ? "\xE2\x80\xA6" : "~";
  paint(output, DIAGNOSTIC_QUIET);
  put(output, view->cut_left ? ellipsis : "");
  for (int i = view->from; i < view->to; i++) {
    if (i == view->mark_from) {
      paint(output, DIAGNOSTIC_MARKED);
    }
    if (i == view->mark_to) {
      paint(output, DIAGNOSTIC_QUIET);
    }
    put_character(output, view->characters[i]);
  }
  paint(output, DIAGNOSTIC_QUIET);
  put(output, view->cut_right ? ellipsis : "");
  paint(output, DIAGNOSTIC_PLAIN);
  put(output, "\n");
}

static void put_caret(struct output *output, const struct line_view *view, enum severity severity) {
  int before = view->columns[view->mark_from] - view->columns[view->from] + view->cut_left;
  int wide = view->columns[view->mark_to] - view->columns[view->mark_from];
  put_repeated(output, " ", before);
  paint(output, severity == SEVERITY_ERROR ? DIAGNOSTIC_ERROR : DIAGNOSTIC_WARNING);
  put(output, "^");
  put_repeated(output, "~", wide - 1);
  paint(output, DIAGNOSTIC_PLAIN);
  put(output, "\n");
}

static void put_gutter(struct output *output, const char *number) {
  paint(output, DIAGNOSTIC_QUIET);
  put(output, number);
  put(output, output->style->utf8 ? " \xE2\x94\x82 " : " | ");
}

static void put_line(struct output *output, const struct diagnostic *diagnostic, const char *number, const char *blank) {
  int columns = output->style->columns > 0 ? output->style->columns : USUAL_COLUMNS;
  columns -= (int)strlen(number) + 3;
  struct line_view view = {0};
  lay_out(&view, output, diagnostic);
  cut_around_caret(&view, columns > LEAST_SOURCE_COLUMNS ? columns : LEAST_SOURCE_COLUMNS);
  put_gutter(output, number);
  put_source(output, &view);
  put_gutter(output, blank);
  put_caret(output, &view, diagnostic->severity);
  free(view.characters);
  free(view.columns);
}

char *diagnostic_format(const struct diagnostic *diagnostic, const struct diagnostic_style *style) {
  struct output output = {.style = style, .text = memory_alloc(256, 1), .room = 256};
  char number[16], blank[16];
  snprintf(number, sizeof number, "%4d", diagnostic->line);
  snprintf(blank, sizeof blank, "%*s", (int)strlen(number), "");
  put_head(&output, diagnostic);
  if (diagnostic->source_line != NULL && diagnostic->line > 0) {
    put_line(&output, diagnostic, number, blank);
  }
  if (diagnostic->help != NULL) {
    paint(&output, DIAGNOSTIC_QUIET);
    put(&output, blank);
    put(&output, " = ");
    paint(&output, DIAGNOSTIC_HELP);
    put(&output, "help:");
    paint(&output, DIAGNOSTIC_QUIET);
    put(&output, " ");
    put_foreign(&output, diagnostic->help);
    paint(&output, DIAGNOSTIC_PLAIN);
    put(&output, "\n");
  }
  return output.text;
}
