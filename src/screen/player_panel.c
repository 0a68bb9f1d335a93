#include "screen/player_panel.h"

#include "screen/digits.h"
#include "screen/player_timeline.h"
#include "screen/player_words.h"
#include "screen/widgets.h"

#include "base/macros.h"
#include "base/text.h"
#include "base/timespan.h"

#include <stdio.h>
#include <string.h>

/* The number that is read from two metres. */
struct number {
  int value, slots;
  char unit[PLAYER_TEXT]; /* `of 10`, `min`, or nothing */
};

enum { LAST_SECONDS = 3, MINUTES_FROM_S = 1000 };

bool panel_counts_repetitions(const struct player_view *view) {
  return view->session.has_tempo && view->session.form->kind == SEGMENT_REPS;
}

static int slots_for(int64_t value) {
  return value >= 100 ? 3 : 2;
}

static struct number number_of(const struct player_view *view) {
  const struct session_view *session = &view->session;
  struct number number = {0};
  int64_t length_s = time_ceil_seconds(session->length_ns);
  number.slots = slots_for(panel_counts_repetitions(view) ? session->form->reps : length_s);
  if (session->state == SESSION_SETTLING) {
    number.value = (int)time_ceil_seconds(session->settling_left_ns);
  } else if (panel_counts_repetitions(view)) {
    number.value = session->tempo.rep;
    snprintf(number.unit, sizeof number.unit, "of %d", session->form->reps);
  } else if (length_s >= MINUTES_FROM_S) {
    number.value = (int)((time_ceil_seconds(session->left_ns) + 59) / 60);
    number.slots = slots_for((length_s + 59) / 60);
    snprintf(number.unit, sizeof number.unit, "min");
  } else {
    number.value = (int)time_ceil_seconds(session->left_ns);
  }
  return number;
}

bool panel_counts_in(const struct player_view *view) {
  enum player_face face = player_face(view);
  int64_t left_ns = face == FACE_SETTLING ? view->session.settling_left_ns : view->session.left_ns;
  return (face == FACE_BETWEEN || face == FACE_SETTLING) && view->session.state != SESSION_READY &&
         time_ceil_seconds(left_ns) <= LAST_SECONDS;
}

int panel_slots(const struct player_view *view) {
  return number_of(view).slots;
}

static enum role digit_role(const struct player_view *view) {
  switch (player_face(view)) {
  case FACE_WORK:
    return ROLE_DIGIT;
  case FACE_BETWEEN:
  case FACE_SETTLING:
    return panel_counts_in(view) ? ROLE_ACCENT : ROLE_DIGIT2;
  default:
    return ROLE_OFF;
  }
}

struct player_tone player_tone(const struct player_view *view) {
  bool waits_for_person = player_face(view) >= FACE_PAUSED;
  return (struct player_tone){.digits = digit_role(view), .word = waits_for_person ? ROLE_TEXT : ROLE_ACCENT};
}

/* The pen of `now`, on its way from `before` while a fade is under way. */
static struct pen fading_pen(const struct player_view *view, enum role before, enum role now) {
  return (struct pen){.foreground = view->fade_percent > 0 ? ink_between(before, now, view->fade_percent) : now};
}

static struct pen digit_pen(const struct player_view *view) {
  return fading_pen(view, view->fades_from.digits, player_tone(view).digits);
}

static struct pen word_pen(const struct player_view *view) {
  return fading_pen(view, view->fades_from.word, player_tone(view).word);
}

static void draw_state(struct cells *cells, struct rect area, const struct player_view *view,
                       const struct screen_style *style) {
  char text[PLAYER_TEXT];
  if (area.rows == 0) {
    return;
  }
  words_state(view, text);
  int used = widget_text(cells, area.row, area.column, area.columns, pen_of(ROLE_SOFT), text, style) + 2;
  words_aside(view, text);
  if (used < area.columns) {
    widget_text(cells, area.row, area.column + used, area.columns - used, pen_of(ROLE_HINT), text, style);
  }
}

/* The word on one row: `◀ LEFT`. */
static void plain_word(const char *word, const struct screen_style *style, char out[PLAYER_TEXT]) {
  size_t length = strcspn(word, ">");
  bool left = word[0] == '<';
  snprintf(out, PLAYER_TEXT, "%s%.*s%s", left ? (style->ascii ? "<- " : "◀ ") : "", (int)(length - left), word + left,
           word[length] == '>' ? (style->ascii ? " ->" : " ▶") : "");
}

static void draw_word(struct cells *cells, struct rect area, const struct player_view *view, const struct screen_style *style) {
  char word[PLAYER_TEXT], plain[PLAYER_TEXT];
  struct pen pen = word_pen(view);
  if (area.rows == 0) {
    return;
  }
  words_word(view, word);
  int width = word_width(word, style);
  if (area.rows >= WORD_ROWS && width > 0 && width <= area.columns) {
    word_draw(cells, area.row, area.column, word, pen, style);
    return;
  }
  plain_word(word, style, plain);
  pen.bold = true;
  widget_text(cells, area.row + area.rows / 2, area.column, area.columns, pen, plain, style);
}

static void draw_digits(struct cells *cells, struct rect area, const struct player_view *view,
                        const struct screen_style *style) {
  struct number number = number_of(view);
  int rows = digits_fit(area.rows, area.columns, number.slots);
  struct pen pen = digit_pen(view);
  if (rows == 0) {
    char text[16];
    snprintf(text, sizeof text, "%d", number.value);
    pen.bold = true;
    cells_text(cells, area.row, area.column, area.columns, pen, text);
    return;
  }
  int top = area.row + (area.rows - rows) / 2;
  digits_draw(cells, top, area.column, rows, number.slots, number.value, pen, style);
  int used = digits_width(rows, number.slots) + 2;
  if (used + text_width(number.unit) <= area.columns) {
    widget_text(cells, top + rows - 1, area.column + used, area.columns - used, pen_of(ROLE_SOFT), number.unit, style);
  }
}

/* In a wait the person sets the pace: what to press stands where the digits are. */
static void draw_wait(struct cells *cells, const struct player_layout *layout, const struct player_view *view,
                      const struct screen_style *style) {
  struct rect area = layout->digits;
  char waited[32], text[PLAYER_TEXT];
  int64_t whole_ns = view->session.waited_ns / NS_PER_S * NS_PER_S;
  time_format_clock(waited, sizeof waited, whole_ns);
  snprintf(text, sizeof text, "waiting  %s", waited);
  const struct pen key = {.foreground = ROLE_TEXT, .background = ROLE_SEL, .bold = true};
  int key_row = area.row + (area.rows >= 7 ? 4 : area.rows / 2);
  if (area.rows >= 5) {
    widget_paragraph(cells, (struct rect){area.row + (area.rows >= 7 ? 1 : 0), area.column, 2, area.columns}, pen_of(ROLE_TEXT),
                     "Take as long as you need.", style);
  }
  int used = cells_text(cells, key_row, area.column, area.columns, key, " space ");
  if (used + 22 <= area.columns) {
    widget_text(cells, key_row, area.column + used + 2, area.columns - used - 2, pen_of(ROLE_SOFT), "when you are ready",
                style);
  }
  if (layout->tier >= TIER_TALL) {
    struct rect below = layout->tier == TIER_TALL ? layout->bar : layout->dots;
    widget_text(cells, below.row, below.column, below.columns, pen_of(ROLE_HINT), text, style);
  }
}

static const enum phase phases[] = {PHASE_IN, PHASE_HOLD, PHASE_OUT};

/* A tempo's bar has a part for each phase that has a length, as wide as it is long, and its word under it. */
static void draw_phases(struct cells *cells, const struct player_layout *layout, const struct player_view *view,
                        const struct screen_style *style) {
  const struct tempo tempo = view->session.form->tempo;
  const int lengths_s[] = {tempo.in_s, tempo.hold_s, tempo.out_s};
  const struct tempo_moment *now = &view->session.tempo;
  int64_t lengths_ns[ARRAY_LEN(lengths_s)];
  enum phase used[ARRAY_LEN(lengths_s)];
  int widths[ARRAY_LEN(lengths_s)], least[ARRAY_LEN(lengths_s)];
  char words[ARRAY_LEN(lengths_s)][PLAYER_TEXT];
  bool has_words = layout->tier >= TIER_USUAL;
  int count = 0;
  for (size_t i = 0; i < ARRAY_LEN(lengths_s); i++) {
    if (lengths_s[i] > 0) {
      used[count] = phases[i];
      words_phase(view, phases[i], words[count]);
      least[count] = has_words ? text_width(words[count]) : 2;
      lengths_ns[count++] = SECONDS(lengths_s[i]);
    }
  }
  int columns = layout->bar.columns - count + 1;
  if (!player_timeline_share(lengths_ns, least, count, columns, widths) &&
      !player_timeline_share(lengths_ns, NULL, count, columns, widths)) {
    return;
  }
  const struct bar_pens pens = {pen_of(player_face(view) == FACE_WORK ? ROLE_ACCENT : ROLE_ACCENT2), pen_of(ROLE_TRACK), false};
  const struct bar_pens done = {pen_of(ROLE_ACCENT2), pen_of(ROLE_TRACK), false};
  int column = layout->bar.column;
  for (int i = 0; i < count; i++) {
    bool is_now = used[i] == now->phase;
    int64_t part_ns = is_now ? now->phase_elapsed_ns : used[i] < now->phase ? lengths_ns[i] : 0;
    widget_bar(cells, layout->bar.row, column, widths[i], part_ns, lengths_ns[i], is_now ? pens : done, style);
    if (has_words) {
      widget_text(cells, layout->dots.row, column, widths[i], is_now ? pen_bold(ROLE_TEXT) : pen_of(ROLE_HINT), words[i],
                  style);
    }
    column += widths[i] + 1;
  }
}

enum { DOTS_MOST = 12 };

/* The sets of `side` in this step, each done, now or to come; 0 when there are too many to count by eye. */
static int set_dots(const struct player_view *view, enum side side, enum dot dots[DOTS_MOST]) {
  const struct session_view *session = &view->session;
  const struct timeline_step *step = &session->timeline->steps[session->step];
  bool found = false;
  int count = 0;
  for (size_t i = step->first_segment; i < step->first_segment + step->segment_count; i++) {
    const struct segment *segment = &session->timeline->segments[i];
    bool is_work = segment_is_work(segment->forms[FORM_FULL].kind);
    bool is_now = is_work && i >= session->segment && !found;
    found = found || is_now;
    if (!is_work || segment->side != side) {
      continue;
    }
    if (count == DOTS_MOST) {
      return 0;
    }
    dots[count++] = is_now ? DOT_NOW : i < session->segment ? DOT_DONE : DOT_TO_DO;
  }
  return count;
}

/* `left ◉ ○   right ○ ○`; where there is little room only the dots of the present side. */
static void draw_dots(struct cells *cells, const struct player_layout *layout, const struct player_view *view,
                      const struct screen_style *style) {
  static const enum side sides[] = {SIDE_LEFT, SIDE_RIGHT};
  enum dot dots[DOTS_MOST];
  struct rect area = layout->dots;
  bool sided = view->session.side != SIDE_NONE;
  if (area.rows == 0 || view->session.form->kind == SEGMENT_TRANSITION) {
    return;
  }
  if (!sided || layout->tier < TIER_USUAL) {
    int count = set_dots(view, view->session.side, dots);
    int width = 2 * count - 1;
    int column = layout->tier == TIER_MEDIUM && width < area.columns ? area.column + area.columns - width : area.column;
    if ((count > 1 || sided) && width <= area.columns) {
      widget_dots(cells, area.row, column, area.columns, dots, count, style);
    }
    return;
  }
  int used = 0;
  for (size_t i = 0; i < ARRAY_LEN(sides); i++) {
    int count = set_dots(view, sides[i], dots);
    const char *name = side_name(sides[i]);
    int width = text_width(name) + 2 * count;
    if (count == 0 || used + width > area.columns) {
      return;
    }
    int column = area.column + used;
    column +=
        cells_text(cells, area.row, column, width, pen_of(sides[i] == view->session.side ? ROLE_SOFT : ROLE_HINT), name) + 1;
    widget_dots(cells, area.row, column, width, dots, count, style);
    used += width + 3;
  }
}

static void draw_bar(struct cells *cells, const struct player_layout *layout, const struct player_view *view,
                     const struct screen_style *style) {
  const struct session_view *session = &view->session;
  struct rect area = layout->bar;
  if (session->has_tempo && segment_is_work(session->form->kind)) {
    draw_phases(cells, layout, view, style);
    return;
  }
  draw_dots(cells, layout, view, style);
  const struct bar_pens pens = {pen_of(player_face(view) == FACE_WORK ? ROLE_ACCENT : ROLE_ACCENT2), pen_of(ROLE_TRACK), false};
  widget_bar(cells, area.row, area.column, area.columns, session->elapsed_ns, session->length_ns, pens, style);
  if (layout->length.rows > 0) {
    char text[PLAYER_TEXT];
    words_length(session->length_ns, text);
    widget_right(cells, layout->length, pen_of(ROLE_HINT), text, style);
  }
}

void panel_draw(struct cells *cells, const struct player_layout *layout, const struct player_view *view,
                const struct screen_style *style) {
  char text[PLAYER_TEXT];
  draw_state(cells, layout->state, view, style);
  draw_word(cells, layout->word, view, style);
  if (layout->set.rows > 0 && view->session.state != SESSION_WAITING) {
    words_set(view, text);
    widget_text(cells, layout->set.row, layout->set.column, layout->set.columns, pen_of(ROLE_SOFT), text, style);
  }
  if (view->session.form->kind == SEGMENT_WAIT) {
    draw_wait(cells, layout, view, style);
    return;
  }
  draw_digits(cells, layout->digits, view, style);
  if (layout->bar.rows > 0) {
    draw_bar(cells, layout, view, style);
  }
}
