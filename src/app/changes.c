#include "app/check_in.h"

#include "app/pages.h"
#include "app/plain_lines.h"
#include "base/text.h"
#include "base/timespan.h"
#include "screen/changes.h"
#include "screen/keymap.h"

#include <inttypes.h>
#include <stdlib.h>

struct showing {
  struct person *person;
  struct adapt_input *input;
  struct adaptation *adaptation;
  struct change_key switched[CHANGES_SWITCHED_MOST + 1];
  const char *suggestions[ADAPT_SUGGESTIONS_MOST];
  size_t suggestion_count;
  size_t selected;
  enum check_in_end end;
};

static void name_suggestions(struct showing *showing) {
  showing->suggestion_count = 0;
  for (size_t i = 0; i < showing->adaptation->suggestion_count; i++) {
    const char *title = person_routine_title(showing->person, showing->adaptation->suggestions[i]);
    if (title != NULL) {
      showing->suggestions[showing->suggestion_count++] = title;
    }
  }
}

/* Adapts anew with the change at `index` undone, or done again. */
static void switch_change(struct showing *showing, size_t index) {
  struct adapt_input *input = showing->input;
  if (index >= showing->adaptation->change_count || input->switched_count == CHANGES_SWITCHED_MOST) {
    return;
  }
  struct change_key key = showing->adaptation->changes[index].key;
  input->switched_count = change_switch(showing->switched, input->switched_count, key);
  input->switched = showing->switched;
  routine_destroy(showing->adaptation->routine);
  *showing->adaptation = adapt(input);
  name_suggestions(showing);
  showing->selected = 0;
  for (size_t i = 0; i < showing->adaptation->change_count; i++) {
    const struct change_key *candidate = &showing->adaptation->changes[i].key;
    if (candidate->kind == key.kind && candidate->step == key.step) {
      showing->selected = i;
    }
  }
}

static int count_exercises(const struct routine *routine, const struct step *steps, size_t count) {
  int exercises = 0;
  for (size_t i = 0; i < count; i++) {
    exercises += steps[i].kind == STEP_EXERCISE;
    if (steps[i].kind == STEP_CIRCUIT) {
      exercises += steps[i].circuit.rounds * count_exercises(routine, steps[i].circuit.steps, steps[i].circuit.count);
    }
  }
  return exercises;
}

static struct changes_view view_of(const struct showing *showing) {
  const struct adaptation *adaptation = showing->adaptation;
  const struct routine *routine = adaptation->routine;
  return (struct changes_view){
      .adaptation = adaptation,
      .suggestions = showing->suggestions,
      .suggestion_count = showing->suggestion_count,
      .total_ns = adaptation->is_empty ? 0 : person_routine_length(routine, adaptation->pace_percent, NULL),
      .exercise_count = count_exercises(routine, routine->steps, routine->step_count),
      .selected = showing->selected,
  };
}

static void draw(void *context, struct cells *cells, const struct screen_style *style) {
  struct changes_view view = view_of(context);
  changes_draw(cells, &view, style);
}

static bool key(void *context, uint32_t pressed, int64_t real_ns) {
  struct showing *showing = context;
  (void)real_ns;
  switch (keymap_action(MODE_CHANGES, pressed)) {
  case ACTION_CHANGES_START:
    showing->end = CHECK_IN_CLEAR;
    return !showing->adaptation->is_empty;
  case ACTION_CHANGES_LEAVE:
    showing->end = CHECK_IN_LEFT;
    return true;
  case ACTION_CHANGE_UNDO:
    switch_change(showing, showing->selected);
    break;
  case ACTION_CHANGES_DOWN:
    showing->selected += showing->selected + 1 < showing->adaptation->change_count;
    break;
  case ACTION_CHANGES_UP:
    showing->selected -= showing->selected > 0;
    break;
  default:
    break;
  }
  return false;
}

static void say(FILE *out, const char *before, const char *text) {
  char line[800];
  snprintf(line, sizeof line, "%s%s", before, text);
  plain_lines_say(out, 2, line);
}

static void say_changes(const struct showing *showing, FILE *out) {
  const struct adaptation *adaptation = showing->adaptation;
  struct changes_view view = view_of(showing);
  fprintf(out, "\n%s\n",
          adaptation->is_empty            ? "Nothing of this routine is left today."
          : adaptation->change_count == 0 ? "A word before you start."
                                          : "Today is a little different.");
  for (size_t i = 0; i < adaptation->change_count; i++) {
    const struct change *change = &adaptation->changes[i];
    char line[700];
    snprintf(line, sizeof line, "%zu: %s%s. %s", i + 1,
             change->on        ? ""
             : change->offered ? "offered: "
                               : "undone: ",
             change->what, change->why);
    plain_lines_say(out, 3, line);
  }
  for (size_t i = 0; i < adaptation->note_count; i++) {
    say(out, "", adaptation->notes[i]);
  }
  for (size_t i = 0; i < showing->suggestion_count; i++) {
    say(out, i == 0 ? "These fit better today: " : "  or: ", showing->suggestions[i]);
  }
  if (!adaptation->is_empty) {
    fprintf(out, "%d exercises, %" PRId64 " min.\n", view.exercise_count, (view.total_ns + SECONDS(30)) / SECONDS(60));
  }
}

static enum check_in_end show_in_lines(struct showing *showing, FILE *out) {
  char line[64];
  for (;;) {
    say_changes(showing, out);
    fputs(showing->adaptation->is_empty ? "" : "[enter] start  ", out);
    if (showing->adaptation->change_count > 0) {
      fprintf(out,
              showing->adaptation->change_count > 1 ? "[1 to %zu] undo that, or do it again  "
                                                    : "[%zu] undo it, or do it again  ",
              showing->adaptation->change_count);
    }
    fputs("[q] leave: ", out);
    fflush(out);
    if (!lines_read(line, sizeof line) || line[0] == 'q') {
      return CHECK_IN_LEFT;
    }
    long number = strtol(line, NULL, 10);
    if (line[0] == '\0' && !showing->adaptation->is_empty) {
      return CHECK_IN_CLEAR;
    }
    if (number > 0) {
      switch_change(showing, (size_t)number - 1);
    }
  }
}

enum check_in_end changes_show(struct person *person, struct adapt_input *input, struct adaptation *adaptation, FILE *out,
                               int *signal, struct error *err) {
  static const struct pages pages = {draw, key};
  struct showing showing = {.person = person, .input = input, .adaptation = adaptation, .end = CHECK_IN_LEFT};
  name_suggestions(&showing);
  enum check_in_end end = CHECK_IN_FAILED;
  if (out != NULL) {
    end = show_in_lines(&showing, out);
  } else if (pages_run(&pages, &showing, signal, err)) {
    end = showing.end;
  }
  input->switched = NULL; /* it lies in `showing` */
  input->switched_count = 0;
  return end;
}
