#include "app/figure_animate.h"

#include "app/clock.h"
#include "app/command.h"
#include "app/figure_cells.h"
#include "app/figure_cycle.h"
#include "app/figure_source.h"
#include "app/figures.h"
#include "app/signals.h"
#include "app/wait.h"
#include "base/timespan.h"
#include "figure/solve.h"
#include "screen/figure_view.h"
#include "screen/keymap.h"
#include "screen/terminal.h"

#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FRAME_NS (80 * NS_PER_MS)
#define SETTLE_NS (60 * NS_PER_MS) /* an editor writes in several steps */
#define STEP .05

struct animation {
  const struct figure_animation *wanted;
  const struct places *places;
  struct screen_terminal *terminal;
  struct cells *cells;
  struct figure_cells *figure;
  struct file_watch *watch;
  struct figure_source shown; /* what can be drawn; no exercise: nothing has been well yet */
  char *problems;             /* what is wrong with the file as it is, in lines; NULL: nothing */
  bool paused, mirrored, done;
  double seconds;     /* into the motion, while it runs */
  double moment;      /* of the motion, 0 to 2 */
  int64_t last_ns;    /* real: when the motion was last moved on */
  int64_t changed_ns; /* real: when a file was seen to have changed; 0: it has been read since */
  bool fresh;         /* there is something new to draw */
  int signal;
};

static void set_problems(struct animation *animation, const struct figure_source *source) {
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  if (out == NULL) {
    return;
  }
  if (source->err.code != ERROR_NONE) {
    figures_print_problems(out, source->diagnostics, &source->err, screen_terminal_columns(animation->terminal));
  } else {
    figures_print_faults(out, source->exercise->id, source->exercise->own_figure);
  }
  fclose(out);
  free(animation->problems);
  animation->problems = text;
}

/* Reads the files as they are now; a broken one leaves the last good figure in sight. */
static void load(struct animation *animation) {
  struct figure_source source;
  bool good = figure_source_read(&source, animation->places, animation->wanted->file, animation->wanted->id);
  figure_source_watch(&source, animation->places, animation->wanted->file, animation->wanted->id, animation->watch);
  set_problems(animation, &source);
  figure_cells_forget(animation->figure);
  struct figure_source gone = good ? animation->shown : source;
  animation->shown = good ? source : animation->shown;
  figure_source_finish(&gone);
  animation->changed_ns = 0;
  animation->fresh = true;
}

static void move_on(struct animation *animation, int64_t now_ns) {
  double seconds = (double)(now_ns - animation->last_ns) / NS_PER_S;
  animation->last_ns = now_ns;
  if (!animation->paused && animation->shown.exercise != NULL) {
    struct figure_cycle cycle = figure_cycle_of(animation->shown.exercise);
    animation->seconds = fmod(animation->seconds + seconds, 2 * figure_cycle_length_s(&cycle));
    animation->moment = figure_cycle_moment(&cycle, animation->seconds);
    animation->fresh = true;
  }
}

static void step(struct animation *animation, double by) {
  animation->paused = true;
  double moment = fmod(animation->moment + by + 2, 2);
  animation->moment = round(moment / STEP) * STEP;
}

static void act(struct animation *animation, enum action action) {
  animation->fresh = true;
  switch (action) {
  case ACTION_FIGURE_PAUSE:
    animation->paused = !animation->paused;
    if (!animation->paused && animation->shown.exercise != NULL) {
      struct figure_cycle cycle = figure_cycle_of(animation->shown.exercise);
      animation->seconds = figure_cycle_seconds(&cycle, animation->moment);
    }
    break;
  case ACTION_FIGURE_ON:
    step(animation, STEP);
    break;
  case ACTION_FIGURE_BACK:
    step(animation, -STEP);
    break;
  case ACTION_FIGURE_SIDE:
    animation->mirrored = !animation->mirrored;
    break;
  case ACTION_FIGURE_CLOSE:
    animation->done = true;
    break;
  default:
    break;
  }
}

static void draw(struct animation *animation) {
  int rows = screen_terminal_rows(animation->terminal), columns = screen_terminal_columns(animation->terminal);
  const struct screen_style *style = screen_terminal_style(animation->terminal);
  const struct exercise *exercise = animation->shown.exercise;
  struct figure_view view = {
      .name = exercise != NULL ? exercise->name : animation->wanted->id,
      .problems = animation->problems,
      .moment = animation->moment,
      .paused = animation->paused,
  };
  struct rect area = figure_view_area(&view, rows, columns);
  if (exercise != NULL) {
    struct solve_moments at = solve_moments_at(exercise->own_figure, animation->moment);
    struct figure_cycle cycle = figure_cycle_of(exercise);
    view.from = at.from->name;
    view.to = at.to->name;
    struct figure_frame_request request = {
        .figure = exercise->own_figure,
        .moment = animation->moment,
        .mirrored = animation->mirrored,
        .swapped = exercise->own_figure->alternates && animation->seconds >= figure_cycle_length_s(&cycle),
        .rows = area.rows,
        .columns = area.columns,
        .brightness_percent = 100,
    };
    figure_cells_suit(&request, style, screen_terminal_theme(animation->terminal));
    view.figure = area.rows > 0 && area.columns > 0 ? figure_cells_draw(animation->figure, &request) : NULL;
  }
  cells_resize(animation->cells, rows, columns);
  figure_view_draw(animation->cells, &view, style);
  screen_terminal_show(animation->terminal, animation->cells);
  animation->fresh = false;
}

static void handle_signals(struct animation *animation) {
  int number;
  while ((number = signals_next()) != 0) {
    switch (number) {
    case SIGWINCH:
      screen_terminal_resize(animation->terminal);
      break;
    case SIGTSTP:
      screen_terminal_suspend(animation->terminal);
      signals_stop_process();
      screen_terminal_resume(animation->terminal);
      break;
    case SIGCONT:
      break;
    default:
      animation->signal = number;
      animation->done = true;
    }
    animation->fresh = true;
  }
}

static int64_t earlier(int64_t a_ns, int64_t b_ns) {
  return a_ns < b_ns ? a_ns : b_ns;
}

static void wait_for_something(struct animation *animation, int64_t now_ns) {
  struct pollfd fds[SCREEN_TERMINAL_POLLFDS + 2];
  int count = screen_terminal_pollfds(animation->terminal, fds), of_terminal = count;
  fds[count++] = (struct pollfd){.fd = signals_fd(), .events = POLLIN};
  if (file_watch_fd(animation->watch) >= 0) {
    fds[count++] = (struct pollfd){.fd = file_watch_fd(animation->watch), .events = POLLIN};
  }
  bool moves = !animation->paused && animation->shown.exercise != NULL && screen_terminal_is_idle(animation->terminal);
  int64_t deadline_ns = earlier(moves ? now_ns + FRAME_NS : INT64_MAX, file_watch_deadline_ns(animation->watch, now_ns));
  deadline_ns = earlier(deadline_ns, animation->changed_ns != 0 ? animation->changed_ns + SETTLE_NS : INT64_MAX);
  int ready = wait_for(fds, (size_t)count, deadline_ns);
  if (!screen_terminal_turn(animation->terminal, fds, ready >= 0 ? of_terminal : 0)) {
    animation->signal = SIGHUP;
    animation->done = true;
  }
}

static void turn(struct animation *animation) {
  int64_t now_ns = clock_real_ns();
  if (file_watch_changed(animation->watch)) {
    animation->changed_ns = now_ns;
  }
  if (animation->changed_ns != 0 && now_ns >= animation->changed_ns + SETTLE_NS) {
    load(animation);
  }
  move_on(animation, now_ns);
  if (animation->fresh && screen_terminal_is_idle(animation->terminal)) {
    draw(animation);
  }
  wait_for_something(animation, now_ns);
  handle_signals(animation);
  uint32_t key;
  while (!animation->done && (key = screen_terminal_key(animation->terminal)) != KEY_NOTHING) {
    act(animation, keymap_action(MODE_FIGURE, key));
  }
}

static void run(struct animation *animation) {
  animation->cells = cells_create(1, 1);
  animation->figure = figure_cells_create();
  animation->watch = file_watch_create();
  animation->last_ns = clock_real_ns();
  load(animation);
  while (!animation->done) {
    turn(animation);
  }
  screen_terminal_close(animation->terminal);
  figure_cells_destroy(animation->figure);
  cells_destroy(animation->cells);
  file_watch_destroy(animation->watch);
  figure_source_finish(&animation->shown);
  free(animation->problems);
}

int figure_animate(const struct figure_animation *wanted, const struct places *places) {
  struct error err = {0};
  struct animation animation = {.wanted = wanted, .places = places, .mirrored = wanted->mirrored};
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
    error_set(&err, ERROR_MACHINE, "--animate needs a terminal; without it a single picture is printed");
    return command_fail(&err);
  }
  if (!signals_catch(&err)) {
    return command_fail(&err);
  }
  animation.terminal = screen_terminal_open(&wanted->screen, &err);
  if (animation.terminal != NULL) {
    run(&animation);
  }
  signals_release();
  if (err.code != ERROR_NONE) {
    return command_fail(&err);
  }
  return animation.signal != 0 ? 128 + animation.signal : 0;
}
