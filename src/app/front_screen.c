#include "app/front.h"
#include "app/link.h"
#include "app/play_figure.h"
#include "base/memory.h"
#include "base/timespan.h"
#include "screen/help.h"
#include "screen/motion.h"
#include "screen/summary.h"
#include "screen/terminal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A far terminal's word is waited for this long: where it may come never, and on a line that has been seen to work. */
#define WORD_NS SECONDS(5)
#define FROZEN_NS SECONDS(20)
#define FLASH_NS (200 * NS_PER_MS)
#define NOTE_EVERY_NS SECONDS(1) /* at many times the speed nobody can read them all */

struct screen {
  struct front front;
  struct screen_terminal *terminal;
  struct cells *cells;
  bool fresh;       /* what there is to show has not been drawn yet */
  int64_t ended_ns; /* session time: however long the summary is read, that is how long it took */
  bool is_far;      /* over ssh */
  int64_t flash_until_ns;
  int64_t drawn_ns; /* real: the last frame */
  bool is_answered; /* the far terminal has given its word before */
  int64_t next_ns;  /* real: when it will look different by itself */
  struct motion motion;
  struct play_figure *figure;
  const char *shown_sound;
  char when[64];
  char note[WINDOW_TEXT_SIZE]; /* what the person is still to be notified of; empty: nothing */
  int64_t noted_ns;            /* real: the last time */
};

static void measure(struct screen *screen) {
  screen->front.rows = screen_terminal_rows(screen->terminal);
  cells_resize(screen->cells, screen->front.rows, screen_terminal_columns(screen->terminal));
  screen->fresh = true;
}

/* What is worth looking up for; of several the last counts. */
static void take_note(struct screen *screen, const struct session_event *event, const struct session_view *view) {
  const struct exercise *exercise = event->form->exercise;
  const char *title = view->timeline->routine->title;
  if (event->kind == EVENT_SEGMENT && event->form->kind == SEGMENT_TRANSITION && exercise != NULL) {
    snprintf(screen->note, sizeof screen->note, "Next: %s", exercise->name);
  } else if (event->kind == EVENT_WAITING) {
    snprintf(screen->note, sizeof screen->note, "%s: waiting for a key", title);
  } else if (event->kind == EVENT_STALLED) {
    snprintf(screen->note, sizeof screen->note, "%s: paused, as time stood still", title);
  } else if (event->kind == EVENT_FINISHED) {
    snprintf(screen->note, sizeof screen->note, "%s: done", title);
  }
}

static void on_event(struct front *front, const struct session_event *event, const struct session_view *view) {
  struct screen *screen = (struct screen *)front;
  screen->fresh = true;
  take_note(screen, event, view);
  if (event->kind == EVENT_FINISHED || event->kind == EVENT_STOPPED) {
    screen->ended_ns = event->t_ns;
  }
}

/* What is heard in a word; the screen adds the note sign where the terminal can show it. */
static const char *sound_name(const struct cue_status *sound) {
  if (sound->speaks && sound->path == CUE_PATH_PORTAUDIO) {
    return "voice";
  }
  switch (sound->path) {
  case CUE_PATH_PORTAUDIO:
    return "tones";
  case CUE_PATH_BELL:
    return "bell";
  case CUE_PATH_LINK:
    return "link";
  default:
    return NULL;
  }
}

static struct player_view player_view_of(const struct front_moment *moment) {
  const struct rating_band *hurt = play_ui_hurt_band(moment->ui);
  return (struct player_view){
      .session = *moment->view,
      .mode = moment->ui->mode,
      .sound = sound_name(moment->sound),
      .sound_is_lost = moment->sound->path == CUE_PATH_NONE && moment->sound->reason[0] != '\0',
      .muted = moment->ui->muted || moment->ui->verbosity == VERBOSITY_SILENT,
      .keys_hidden = moment->ui->keys_hidden,
      .emphasis = moment->ui->emphasis,
      .notice = play_ui_notice(moment->ui, moment->real_ns),
      .help_first = moment->ui->help_first,
      .hurt_is_rated = moment->ui->safety != NULL,
      .hurt_says = hurt != NULL ? hurt->say : NULL,
      .hurt_ends = hurt != NULL && hurt->stop,
      .hurt_signs = moment->ui->safety != NULL ? moment->ui->safety->signs.brief : NULL,
  };
}

static bool is_over(const struct session_view *view) {
  return view->state == SESSION_FINISHED || view->state == SESSION_STOPPED;
}

/* The moment of the ending, as the summary heads it: `Sun 22 Nov, 18:40`. */
static const char *when_it_ended(struct screen *screen) {
  if (screen->when[0] == '\0') {
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local) == NULL || strftime(screen->when, sizeof screen->when, "%a %d %b, %H:%M", &local) == 0) {
      screen->when[0] = '\0';
    }
  }
  return screen->when[0] != '\0' ? screen->when : NULL;
}

/* Both edges light up: seen from the corner of an eye, and over before it is in the way. */
static void draw_flash(struct cells *cells) {
  int columns = cells_columns(cells), width = columns < 60 ? 1 : 2;
  const struct pen pen = {.foreground = ROLE_ACCENT, .reverse = true};
  cells_fill(cells, (struct rect){0, 0, cells_rows(cells), width}, pen);
  cells_fill(cells, (struct rect){0, columns - width, cells_rows(cells), width}, pen);
}

/* Where only a bell can be heard the window's title counts down as well, for it may be all of the window that is in sight. */
static void show_title(struct screen *screen, const struct front_moment *moment) {
  const struct session_view *view = moment->view;
  if (!screen->is_far || moment->sound->path != CUE_PATH_BELL || is_over(view)) {
    return;
  }
  char left[32];
  char title[160];
  const struct exercise *exercise = view->form->exercise;
  const char *side = side_name(view->side);
  time_format_clock(left, sizeof left, SECONDS(time_ceil_seconds(view->left_ns)));
  snprintf(title, sizeof title, "%s %s%s%s", left, exercise != NULL ? exercise->short_name : view->timeline->routine->title,
           side != NULL ? ", " : "", side != NULL ? side : "");
  screen_terminal_title(screen->terminal, title);
}

/* Nothing of this goes anywhere unless the person has asked for it. */
static void show_aside(struct screen *screen, const struct front_moment *moment) {
  const struct session_view *view = moment->view;
  int64_t total_ns = view->timeline->total_ns;
  int percent = total_ns > 0 ? 100 - (int)(view->total_left_ns * 100 / total_ns) : 0;
  screen_terminal_progress(screen->terminal, is_over(view) ? WINDOW_NO_PROGRESS : percent, view->state == SESSION_PAUSED);
  if (screen->note[0] != '\0' && moment->real_ns - screen->noted_ns >= NOTE_EVERY_NS) {
    screen_terminal_note(screen->terminal, screen->note);
    screen->note[0] = '\0';
    screen->noted_ns = moment->real_ns;
  }
}

static struct play_figure_place place_of(const struct screen *screen) {
  return (struct play_figure_place){screen->front.rows, screen_terminal_columns(screen->terminal),
                                    screen_terminal_style(screen->terminal), screen_terminal_theme(screen->terminal),
                                    motion_is_calm(&screen->motion)};
}

static void draw(struct screen *screen, const struct front_moment *moment) {
  const struct screen_style *style = screen_terminal_style(screen->terminal);
  if (is_over(moment->view)) {
    struct summary_view summary = {.session = *moment->view, .when = when_it_ended(screen)};
    summary.session.t_ns = screen->ended_ns;
    summary.asks = moment->ui->asks;
    summary.before = moment->ui->before;
    summary.rating = moment->ui->rating;
    summary.verdict = play_ui_verdict(moment->ui);
    summary.week = moment->ui->week;
    summary.tip = moment->ui->tip;
    summary.note = moment->ui->note;
    summary.noting = moment->ui->noting;
    summary.notice = moment->ui->trouble[0] != '\0' ? moment->ui->trouble : NULL;
    const struct play_figure_place place = place_of(screen);
    summary.figure =
        play_figure_still(screen->figure, moment->view, summary_figure_area(&summary, place.rows, place.columns), &place);
    summary_draw(screen->cells, &summary, style);
  } else {
    struct player_view player = player_view_of(moment);
    motion_fade(&screen->motion, &player, moment->real_ns);
    const struct play_figure_place place = place_of(screen);
    player.figure = play_figure_draw(screen->figure, &player, &place);
    player_draw(screen->cells, &player, style);
    if (player.mode == PLAYER_HELP) {
      struct help_view help = {.mode = MODE_PLAYER, .note = "paused while you read", .first = player.help_first};
      help_draw(screen->cells, &help, style);
    }
  }
  if (moment->real_ns < screen->flash_until_ns) {
    draw_flash(screen->cells);
  }
  show_title(screen, moment);
  show_aside(screen, moment);
  screen_terminal_show(screen->terminal, screen->cells);
  motion_sent(&screen->motion, screen_terminal_frame_bytes(screen->terminal), moment->real_ns);
  if (screen_terminal_is_idle(screen->terminal)) {
    motion_taken(&screen->motion, moment->real_ns);
  }
}

/* When the drawing will next differ by itself. */
static int64_t next_change_ns(const struct screen *screen, const struct front_moment *moment) {
  bool passing = moment->ui->notice[0] != '\0' && moment->real_ns < moment->ui->notice_until_ns;
  int64_t notice_ns = passing ? moment->ui->notice_until_ns : INT64_MAX;
  struct player_view player = player_view_of(moment);
  int64_t change_ns = is_over(moment->view) ? INT64_MAX : player_next_change_ns(&player);
  int64_t figure_ns = play_figure_frame_ns(&player, motion_is_calm(&screen->motion));
  figure_ns = figure_ns == INT64_MAX ? INT64_MAX : motion_paced_ns(&screen->motion, figure_ns);
  change_ns = figure_ns < change_ns ? figure_ns : change_ns;
  if (change_ns != INT64_MAX) {
    /* At many times the speed the screen need not show every second of the session. */
    int64_t real_ns = (int64_t)((double)change_ns / moment->speed);
    int64_t frame_ns = motion_frame_ns(&screen->motion);
    change_ns = moment->real_ns + (real_ns > frame_ns ? real_ns : frame_ns);
  }
  if (moment->real_ns < screen->flash_until_ns && screen->flash_until_ns < change_ns) {
    change_ns = screen->flash_until_ns;
  }
  int64_t fade_ns = motion_deadline_ns(&screen->motion, moment->real_ns);
  change_ns = fade_ns < change_ns ? fade_ns : change_ns;
  return change_ns < notice_ns ? change_ns : notice_ns;
}

static int64_t written_off_ns(const struct screen *screen) {
  return screen->drawn_ns + (screen->is_answered ? FROZEN_NS : WORD_NS);
}

/* Whether the next frame may be drawn. */
static bool is_ready(struct screen *screen, int64_t real_ns) {
  if (screen->drawn_ns == 0) {
    return true; /* the first frame does not wait for a terminal that may never give its word */
  }
  if (screen_terminal_is_owing(screen->terminal) && real_ns >= written_off_ns(screen)) {
    screen_terminal_write_off(screen->terminal);
  }
  if (!screen_terminal_is_idle(screen->terminal)) {
    return false;
  }
  screen->is_answered = screen_terminal_is_answering(screen->terminal);
  return true;
}

static void on_show(struct front *front, const struct front_moment *moment) {
  struct screen *screen = (struct screen *)front;
  const char *sound = sound_name(moment->sound);
  bool due = screen->fresh || moment->real_ns >= screen->next_ns || sound != screen->shown_sound;
  /* A terminal that has not taken the last frame gets the newest one when it has, not all those in between. */
  if (!is_ready(screen, moment->real_ns)) {
    return;
  }
  motion_taken(&screen->motion, moment->real_ns);
  if (!due || moment->real_ns < motion_earliest_ns(&screen->motion)) {
    return;
  }
  draw(screen, moment);
  screen->drawn_ns = moment->real_ns;
  screen->fresh = false;
  screen->shown_sound = sound;
  screen->next_ns = next_change_ns(screen, moment);
}

static int64_t deadline(const struct front *front, const struct front_moment *moment) {
  (void)moment;
  const struct screen *screen = (const struct screen *)front;
  /* Of a terminal that is still taking the last frame poll() tells. */
  if (screen->drawn_ns > 0 && screen_terminal_is_owing(screen->terminal)) {
    return written_off_ns(screen);
  }
  if (screen->drawn_ns > 0 && !screen_terminal_is_idle(screen->terminal)) {
    return INT64_MAX;
  }
  int64_t earliest_ns = motion_earliest_ns(&screen->motion);
  return screen->fresh || screen->next_ns < earliest_ns ? earliest_ns : screen->next_ns;
}

static int pollfds(const struct front *front, struct pollfd fds[FRONT_POLLFDS]) {
  return screen_terminal_pollfds(((const struct screen *)front)->terminal, fds);
}

static bool turn(struct front *front, const struct pollfd *fds, int count) {
  return screen_terminal_turn(((struct screen *)front)->terminal, fds, count);
}

static int64_t key(struct front *front) {
  struct screen *screen = (struct screen *)front;
  uint32_t pressed = screen_terminal_key(screen->terminal);
  screen->fresh = screen->fresh || pressed != KEY_NOTHING;
  return pressed;
}

static void bell(struct front *front) {
  screen_terminal_bell(((struct screen *)front)->terminal);
}

static void flash(struct front *front, int64_t real_ns) {
  struct screen *screen = (struct screen *)front;
  screen->flash_until_ns = real_ns + FLASH_NS;
  screen->fresh = true;
}

static void resize(struct front *front) {
  struct screen *screen = (struct screen *)front;
  screen_terminal_resize(screen->terminal);
  motion_resized(&screen->motion);
  measure(screen);
}

static void suspend(struct front *front) {
  screen_terminal_suspend(((struct screen *)front)->terminal);
}

static void resume(struct front *front) {
  struct screen *screen = (struct screen *)front;
  screen_terminal_resume(screen->terminal);
  measure(screen);
}

static void close_screen(struct front *front) {
  struct screen *screen = (struct screen *)front;
  screen_terminal_close(screen->terminal);
  cells_destroy(screen->cells);
  play_figure_destroy(screen->figure);
  free(screen);
}

struct front *front_screen_open(const struct screen_terminal_options *options, bool calm, struct error *err) {
  static const struct front_class class = {
      .event = on_event,
      .show = on_show,
      .deadline = deadline,
      .pollfds = pollfds,
      .turn = turn,
      .key = key,
      .bell = bell,
      .flash = flash,
      .resize = resize,
      .suspend = suspend,
      .resume = resume,
      .close = close_screen,
  };
  struct screen_terminal_options here = *options;
  here.is_far = link_is_over_ssh();
  struct screen_terminal *terminal = screen_terminal_open(&here, err);
  if (terminal == NULL) {
    return NULL;
  }
  struct screen *screen = memory_alloc(1, sizeof *screen);
  screen->front = (struct front){.class = &class, .has_keys = true, .has_summary = true, .gone_signal = SIGHUP};
  screen->terminal = terminal;
  screen->is_far = here.is_far;
  screen->cells = cells_create(1, 1);
  screen->figure = play_figure_create();
  motion_init(&screen->motion, calm);
  if (here.is_far) {
    motion_is_far(&screen->motion);
  }
  measure(screen);
  return &screen->front;
}
