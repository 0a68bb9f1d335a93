#include "screen/player_layout.h"

#include "screen/digits.h"

#include <stddef.h>

/* The widest `1:23:45 left`. */
enum { CLOCK_COLUMNS = 12, SHORT_CLOCK_COLUMNS = 7, STATUS_COLUMNS = 26, LENGTH_COLUMNS = 7 };

static struct rect line(int row, int column, int columns) {
  return (struct rect){row, column, columns > 0 ? 1 : 0, columns};
}

/* The numbers in which the two wide tiers differ. */
struct wide {
  int rows, columns; /* from which on */
  int margin, header_row;
  int figure_row, figure_rows, figure_columns;
  int panel_column;
  int word_gap, bar_gap; /* blank rows between word, digits and bar */
  int dots_below_bar;
  int caption_row, timeline_row, names_row, next_row;
};

static const struct wide large = {
    .rows = 40,
    .columns = 120,
    .margin = 3,
    .header_row = 1,
    .figure_row = 4,
    .figure_rows = 26,
    .figure_columns = 70,
    .panel_column = 79,
    .word_gap = 2,
    .bar_gap = 2,
    .dots_below_bar = 2,
    .caption_row = 31,
    .timeline_row = 34,
    .names_row = 35,
    .next_row = 37,
};

static const struct wide usual = {
    .rows = 24,
    .columns = 80,
    .margin = 2,
    .header_row = 0,
    .figure_row = 2,
    .figure_rows = 16,
    .figure_columns = 44,
    .panel_column = 49,
    .word_gap = 1,
    .bar_gap = 1,
    .dots_below_bar = 1,
    .caption_row = 19,
    .timeline_row = 21,
    .names_row = 0,
    .next_row = 22,
};

/* State, word, digits, bar and dots as one block, in the middle of the figure's height. */
static void place_panel(struct player_layout *layout, const struct wide *wide, int column, int columns) {
  int height = layout->figure.rows;
  int frame = 2 + WORD_ROWS + wide->word_gap + wide->bar_gap + 1 + wide->dots_below_bar;
  int digit_rows = digits_fit(height - frame, columns, 2);
  int state_row = layout->figure.row + (height - frame - digit_rows + 1) / 2;
  int word_row = state_row + 2;
  int digits_row = word_row + WORD_ROWS + wide->word_gap;
  int bar_row = digits_row + digit_rows + wide->bar_gap;
  layout->state = line(state_row, column, columns);
  layout->word = (struct rect){word_row, column, WORD_ROWS, columns};
  layout->digits = (struct rect){digits_row, column, digit_rows, columns};
  layout->bar = line(bar_row, column, columns);
  layout->dots = line(bar_row + wide->dots_below_bar, column, columns - LENGTH_COLUMNS);
  layout->length = line(bar_row + wide->dots_below_bar, column + columns - LENGTH_COLUMNS, LENGTH_COLUMNS);
}

static struct player_layout lay_out_wide(const struct wide *wide, int rows, int columns) {
  int spare_rows = rows - wide->rows;
  int to_figure = (columns - wide->columns) * 6 / 10;
  int inside = columns - 2 * wide->margin;
  int panel_column = wide->panel_column + to_figure;
  struct player_layout layout = {
      .tier = wide == &large ? TIER_LARGE : TIER_USUAL,
      .routine = line(wide->header_row, wide->margin, inside - STATUS_COLUMNS - 2),
      .status = line(wide->header_row, columns - wide->margin - STATUS_COLUMNS, STATUS_COLUMNS),
      .exercise = line(wide->header_row + 1, wide->margin, inside),
      .figure = {wide->figure_row, wide->margin, wide->figure_rows + spare_rows, wide->figure_columns + to_figure},
      .caption = {wide->caption_row + spare_rows, wide->margin, 2, inside < 72 ? inside : 72},
      .timeline = line(wide->timeline_row + spare_rows, wide->margin, inside),
      .next = line(wide->next_row + spare_rows, wide->margin, inside - CLOCK_COLUMNS - 2),
      .clock = line(wide->next_row + spare_rows, columns - wide->margin - CLOCK_COLUMNS, CLOCK_COLUMNS),
      .keys = line(wide->next_row + 1 + spare_rows, wide->margin, inside),
  };
  if (wide->names_row > 0) {
    layout.names = line(wide->names_row + spare_rows, wide->margin, inside);
  }
  place_panel(&layout, wide, panel_column, columns - wide->margin - panel_column);
  return layout;
}

/* The figure wider and higher; a narrow panel beside it, the caption in one row, no timeline. */
static void enlarge_figure(struct player_layout *layout, const struct wide *wide, int columns) {
  enum { GAP = 2 };
  int panel_columns = wide == &large ? 30 : 20;
  int panel = columns - wide->margin - panel_columns, bottom = layout->timeline.row;
  layout->figure.columns = panel - GAP - layout->figure.column;
  layout->figure.rows = bottom - 1 - layout->figure.row;
  layout->timeline = layout->names = (struct rect){0};
  layout->caption.row = bottom;
  layout->caption.rows = 1;
  place_panel(layout, wide, panel, panel_columns);
}

/* No figure; the word on the left, the digits as large as they are beside it, the bar below both. */
static void enlarge_digits(struct player_layout *layout, const struct wide *wide, int columns) {
  enum { WORD_COLUMNS = 32 };
  int margin = wide->margin, inside = columns - 2 * margin, top = layout->figure.row, height = layout->figure.rows;
  int digit_rows = digits_fit(height - 3, inside - WORD_COLUMNS, 2);
  int digits_row = top + (height - 3 - digit_rows) / 2 + 1, bar_row = digits_row + digit_rows + 1;
  layout->figure = (struct rect){0};
  layout->state = line(digits_row, margin, WORD_COLUMNS - 1);
  layout->word = (struct rect){digits_row + (digit_rows - WORD_ROWS) / 2, margin, WORD_ROWS, WORD_COLUMNS - 1};
  layout->digits = (struct rect){digits_row, margin + WORD_COLUMNS, digit_rows, inside - WORD_COLUMNS};
  layout->bar = line(bar_row, margin, inside);
  layout->dots = line(bar_row + 1, margin, inside - LENGTH_COLUMNS);
  layout->length = line(bar_row + 1, margin + inside - LENGTH_COLUMNS, LENGTH_COLUMNS);
}

/* The figure above, the panel below it. */
static struct player_layout lay_out_tall(int rows, int columns, bool has_figure) {
  enum { MARGIN = 2, TALL_STATUS_COLUMNS = 14, FIGURE_ROW = 3, BELOW_FIGURE = 21 };
  int inside = columns - 2 * MARGIN;
  int below = FIGURE_ROW + rows - BELOW_FIGURE;
  int figure_rows = has_figure ? rows - BELOW_FIGURE : 0;
  int state_row = has_figure ? below : below / 2;
  enum { WORD_COLUMNS = 29 };
  return (struct player_layout){
      .tier = TIER_TALL,
      .routine = line(0, MARGIN, inside - TALL_STATUS_COLUMNS),
      .status = line(0, MARGIN + inside - TALL_STATUS_COLUMNS, TALL_STATUS_COLUMNS),
      .exercise = line(1, MARGIN, inside),
      .figure = {FIGURE_ROW, MARGIN, figure_rows, inside},
      .state = line(state_row, MARGIN, inside),
      .word = {state_row + 2, MARGIN, WORD_ROWS, WORD_COLUMNS},
      .dots = line(state_row + 2, MARGIN + WORD_COLUMNS + 3, inside - WORD_COLUMNS - 3),
      .digits = {state_row + 6, MARGIN, 7, inside - LENGTH_COLUMNS},
      .length = line(state_row + 12, MARGIN + inside - LENGTH_COLUMNS, LENGTH_COLUMNS),
      .bar = line(below + 14, MARGIN, inside),
      .caption = line(below + 15, MARGIN, inside),
      .timeline = line(below + 16, MARGIN, inside),
      .keys = line(below + 17, MARGIN, inside - SHORT_CLOCK_COLUMNS - 1),
      .clock = line(below + 17, MARGIN + inside - SHORT_CLOCK_COLUMNS, SHORT_CLOCK_COLUMNS),
  };
}

static struct player_layout lay_out_medium(int rows, int columns, bool asking, bool has_figure) {
  enum { MARGIN = 1, STEP_COLUMNS = 12, FIGURE_COLUMNS = 23, DOTS_COLUMNS = 5, STATE_FROM_ROWS = 15 };
  int inside = columns - 2 * MARGIN;
  int to_figure = (columns - 40) * 6 / 10;
  int panel = MARGIN + (has_figure ? FIGURE_COLUMNS + 1 + to_figure : 0);
  int panel_columns = columns - MARGIN - panel;
  int word_row = rows >= STATE_FROM_ROWS ? 4 : 2;
  bool big_word = rows >= STATE_FROM_ROWS + 3 && panel_columns >= 30;
  int word_rows = big_word ? WORD_ROWS : 1;
  int digits_row = word_row + word_rows + 1;
  int last = rows - 1;
  struct player_layout layout = {
      .tier = TIER_MEDIUM,
      .exercise = line(0, MARGIN, inside - STEP_COLUMNS - 1),
      .status = line(0, MARGIN + inside - STEP_COLUMNS, STEP_COLUMNS),
      .figure = {1, MARGIN, has_figure ? rows - 3 : 0, FIGURE_COLUMNS + to_figure},
      .word = {word_row, panel, word_rows, panel_columns - (big_word ? 0 : DOTS_COLUMNS + 1)},
      .digits = {digits_row, panel, rows - 3 - digits_row, panel_columns},
      .bar = line(rows - 3, panel, panel_columns),
      .caption = line(rows - 2, MARGIN, inside),
      .timeline = line(last, MARGIN, inside - SHORT_CLOCK_COLUMNS - 1),
      .clock = line(last, MARGIN + inside - SHORT_CLOCK_COLUMNS, SHORT_CLOCK_COLUMNS),
  };
  if (!big_word) {
    layout.dots = line(word_row, columns - MARGIN - DOTS_COLUMNS - 1, DOTS_COLUMNS + 1);
  }
  if (rows >= STATE_FROM_ROWS) {
    layout.state = line(2, panel, panel_columns);
  }
  if (asking) {
    layout.keys = line(last, MARGIN, inside);
    layout.timeline = layout.clock = (struct rect){0};
  }
  return layout;
}

static struct player_layout lay_out_small(int rows, int columns, int slots, bool asking, bool has_figure) {
  enum { SIDE_COLUMNS = 7, SIDE_GAP = 2, FIGURE_ROWS = 8 };
  int digit_rows = digits_fit(rows - 2 - (rows >= 9 ? 2 : 0), columns - SIDE_COLUMNS - SIDE_GAP, slots);
  int digits_columns = digits_width(digit_rows, slots);
  int gap = columns - digits_columns - SIDE_COLUMNS > SIDE_GAP ? SIDE_GAP + 1 : SIDE_GAP;
  int side = digits_columns + gap;
  int below = 1 + digit_rows;
  struct player_layout layout = {
      .tier = TIER_SMALL,
      .exercise = line(0, 0, columns),
      .digits = {1, 0, digit_rows, digits_columns},
      .word = line(1, side, columns - side),
      .set = line(2, side, columns - side),
      .status = line(3, side, columns - side),
      .bar = line(below, 0, columns),
  };
  if (rows > below + 1) {
    layout.caption = (struct rect){below + 1, 0, rows > below + 2 ? rows - below - 2 : 1, columns};
    layout.caption.rows = layout.caption.rows > 2 ? 2 : layout.caption.rows;
  }
  if (rows > below + 2) {
    layout.timeline = line(rows - 1, 0, columns);
  }
  if (has_figure && rows - below - 5 >= FIGURE_ROWS) {
    layout.figure = (struct rect){below + 4, 0, rows - below - 6, columns};
  }
  if (asking) {
    struct rect *given = layout.timeline.rows > 0 ? &layout.timeline : &layout.bar;
    layout.keys = *given;
    *given = (struct rect){0};
  }
  return layout;
}

/* Under 20x5: the digits as large as they go, a side beside them, a bar and a title where a row is left. */
static struct player_layout lay_out_tiny(int rows, int columns, int slots) {
  enum { SIDE_COLUMNS = 6, SIDE_GAP = 2, PLAIN_DIGITS = 3 };
  int digit_rows = digits_fit(rows, columns, slots);
  int top = rows > digit_rows && digit_rows > 0 ? 1 : 0;
  int digits_columns = digit_rows > 0 ? digits_width(digit_rows, slots) : columns < PLAIN_DIGITS ? columns : PLAIN_DIGITS;
  int height = digit_rows > 0 ? digit_rows : 1;
  struct player_layout layout = {.tier = TIER_TINY, .digits = {top, 0, height, digits_columns}};
  if (top == 1) {
    layout.exercise = line(0, 0, columns);
  }
  if (columns >= digits_columns + SIDE_GAP + SIDE_COLUMNS) {
    layout.word = line(top, digits_columns + SIDE_GAP, columns - digits_columns - SIDE_GAP);
  }
  if (rows > top + height) {
    layout.bar = line(top + height, 0, columns);
  }
  return layout;
}

struct player_layout player_layout(int rows, int columns, int slots, bool asking, enum player_emphasis emphasis) {
  bool is_large = columns >= large.columns && rows >= large.rows, has_figure = emphasis != EMPHASIS_DIGITS;
  if (is_large || (columns >= usual.columns && rows >= usual.rows)) {
    const struct wide *wide = is_large ? &large : &usual;
    struct player_layout layout = lay_out_wide(wide, rows, columns);
    if (emphasis == EMPHASIS_FIGURE) {
      enlarge_figure(&layout, wide, columns);
    } else if (emphasis == EMPHASIS_DIGITS) {
      enlarge_digits(&layout, wide, columns);
    }
    return layout;
  }
  if (columns < 72 && columns >= 44 && rows > 30) {
    return lay_out_tall(rows, columns, has_figure);
  }
  if (columns >= 40 && rows >= 12) {
    return lay_out_medium(rows, columns, asking, has_figure);
  }
  if (columns >= 20 && rows >= 5) {
    return lay_out_small(rows, columns, slots, asking, has_figure);
  }
  return lay_out_tiny(rows, columns, slots);
}
