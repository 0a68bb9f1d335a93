#include "app/front.h"
#include "app/keyboard.h"
#include "app/plain_lines.h"
#include "base/macros.h"
#include "base/memory.h"
#include "base/timespan.h"
#include "report/report.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TIME_COLUMNS = 8 }; /* before the words of an event */

struct lines {
  struct front front;
  FILE *out;
  bool json;
  enum player_mode shown_mode;
  bool hurt_asked; /* how strong what hurts is */
  int shown_hurt;
  bool asked; /* how the back is now */
  int shown_rating;
  bool shown_noting;
  size_t shown_note; /* how much of it */
};

/* The lines of an event; where one is too long for the terminal it goes on below its words. */
static void say_event(FILE *out, const struct session_event *event, const struct timeline *timeline) {
  char *text = NULL;
  size_t length = 0;
  FILE *memory = open_memstream(&text, &length);
  if (memory == NULL) {
    report_event_plain(out, event, timeline);
    return;
  }
  report_event_plain(memory, event, timeline);
  fclose(memory);
  for (char *line = text, *end; line != NULL && *line != '\0'; line = end) {
    end = strchr(line, '\n');
    if (end != NULL) {
      *end++ = '\0';
    }
    plain_lines_say(out, TIME_COLUMNS, line);
  }
  free(text);
}

/* What the summary of a screen shows in numbers. */
static void say_what_was_done(FILE *out, const struct session_event *event, const struct session_view *view) {
  char clock[16], line[160];
  if (event->kind != EVENT_FINISHED && event->kind != EVENT_STOPPED) {
    return;
  }
  time_format_clock(clock, sizeof clock, view->worked_ns / NS_PER_S * NS_PER_S);
  snprintf(line, sizeof line, "        %d of %d exercises, %s of exercise.", view->steps_done, view->timeline->exercise_count,
           clock);
  plain_lines_say(out, TIME_COLUMNS, line);
}

/* Those that are needed first; the others are told by the last of them. */
static void say_keys(FILE *out) {
  static const enum action first[] = {ACTION_PAUSE, ACTION_NEXT, ACTION_BACK, ACTION_EASE, ACTION_STOP, ACTION_HELP};
  char line[200] = "        Keys:";
  size_t used = strlen(line);
  for (size_t i = 0; i < ARRAY_LEN(first); i++) {
    const struct action_info *info = action_info(first[i]);
    used += (size_t)snprintf(line + used, sizeof line - used, "%s %.*s %s", i > 0 ? "," : "", (int)strcspn(info->keys, " "),
                             info->keys, info->hint);
  }
  snprintf(line + used, sizeof line - used, ".");
  plain_lines_say(out, TIME_COLUMNS, line);
}

static void on_event(struct front *front, const struct session_event *event, const struct session_view *view) {
  struct lines *lines = (struct lines *)front;
  if (lines->json) {
    report_event_json(lines->out, event, view);
  } else {
    say_event(lines->out, event, view->timeline);
    say_what_was_done(lines->out, event, view);
    if (event->kind == EVENT_STARTED && front->has_keys) {
      say_keys(lines->out);
    }
  }
  fflush(lines->out);
}

/* What is typed is echoed here: the terminal does not. */
static void echo_note(struct lines *lines, const struct play_ui *ui) {
  size_t length = strlen(ui->note);
  if (ui->noting && !lines->shown_noting) {
    fprintf(lines->out, "        note: %s", ui->note);
  } else if (!ui->noting && lines->shown_noting) {
    fputc('\n', lines->out);
  } else if (length > lines->shown_note) {
    fputs(ui->note + lines->shown_note, lines->out);
  } else if (length < lines->shown_note) {
    fputs("\b \b", lines->out);
  }
  lines->shown_noting = ui->noting;
  lines->shown_note = length;
}

static void say_tip(FILE *out, const struct play_ui *ui) {
  char line[200];
  if (ui->tip != NULL) {
    snprintf(line, sizeof line, "        %s", ui->tip);
    plain_lines_say(out, TIME_COLUMNS, line);
  }
}

/* The question after the session, and what has been answered so far. */
static void ask_afterwards(struct lines *lines, const struct play_ui *ui) {
  if (!lines->asked) {
    lines->asked = true;
    lines->shown_rating = ui->rating;
    say_tip(lines->out, ui);
    plain_lines_say(lines->out, TIME_COLUMNS,
                    "        How is your back now? From 0, no discomfort, to 10, the worst you can imagine; 1 0 is ten.");
    plain_lines_say(lines->out, TIME_COLUMNS, "        tab: a note, u: no answer, enter: save and close.");
  }
  if (ui->rating != lines->shown_rating) {
    const char *verdict = play_ui_verdict(ui);
    lines->shown_rating = ui->rating;
    if (ui->rating < 0) {
      fputs("        No answer.\n", lines->out);
    } else {
      char line[400];
      snprintf(line, sizeof line, "        Now %d. %s", ui->rating, verdict != NULL ? verdict : "");
      plain_lines_say(lines->out, TIME_COLUMNS, line);
    }
  }
  echo_note(lines, ui);
  fflush(lines->out);
}

/* How strong it is, and what that means. */
static void tell_hurt(struct lines *lines, const struct play_ui *ui) {
  const struct rating_band *band = play_ui_hurt_band(ui);
  if (ui->safety == NULL || !lines->front.has_keys) {
    return;
  }
  if (!lines->hurt_asked) {
    char line[400];
    snprintf(line, sizeof line, "        How strong is it, from 0 to 10? e: easier form, n: leave it out, q: stop, a: %s.",
             ui->safety->signs.brief);
    plain_lines_say(lines->out, TIME_COLUMNS, line);
  } else if (ui->hurt != lines->shown_hurt && band != NULL) {
    char line[400];
    snprintf(line, sizeof line, "        %d. %s", ui->hurt, band->say);
    plain_lines_say(lines->out, TIME_COLUMNS, line);
  }
  lines->hurt_asked = true;
  lines->shown_hurt = ui->hurt;
  fflush(lines->out);
}

/* Events tell all there is, but for the questions that keys open; JSON has no place for those. */
static void on_show(struct front *front, const struct front_moment *moment) {
  struct lines *lines = (struct lines *)front;
  bool over = moment->view->state == SESSION_FINISHED || moment->view->state == SESSION_STOPPED;
  if (over && front->has_summary && moment->ui->asks) {
    ask_afterwards(lines, moment->ui);
  }
  if (!lines->json && moment->view->state == SESSION_HURT) {
    tell_hurt(lines, moment->ui);
  } else {
    lines->hurt_asked = false;
  }
  if (lines->json || moment->ui->mode == lines->shown_mode) {
    return;
  }
  lines->shown_mode = moment->ui->mode;
  if (lines->shown_mode == PLAYER_STOP_QUESTION) {
    plain_lines_say(lines->out, TIME_COLUMNS,
                    "        Stop here? What is done is kept. y: stop, p: something feels wrong, n: go on.");
  } else if (lines->shown_mode == PLAYER_HELP) {
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
      const struct action_info *info = action_info((enum action)action);
      if (info->mode == MODE_PLAYER) {
        fprintf(lines->out, "        %-18s %s\n", info->keys, info->help);
      }
    }
    fputs("        Paused while you read. ?: go on.\n", lines->out);
  }
  fflush(lines->out);
}

static int64_t never(const struct front *front, const struct front_moment *moment) {
  (void)front;
  (void)moment;
  return INT64_MAX;
}

static int pollfds(const struct front *front, struct pollfd fds[FRONT_POLLFDS]) {
  if (!front->has_keys) {
    return 0;
  }
  fds[0] = (struct pollfd){.fd = keyboard_fd(), .events = POLLIN};
  return 1;
}

static bool turn(struct front *front, const struct pollfd *fds, int count) {
  (void)fds;
  (void)count;
  struct lines *lines = (struct lines *)front;
  return ferror(lines->out) == 0;
}

static int64_t key(struct front *front) {
  return front->has_keys ? keyboard_read() : FRONT_KEY_NONE;
}

/* A line is news enough. */
static void flash(struct front *front, int64_t real_ns) {
  (void)front;
  (void)real_ns;
}

static void bell(struct front *front) {
  struct lines *lines = (struct lines *)front;
  if (!lines->json && isatty(fileno(lines->out))) {
    fputc('\a', lines->out);
    fflush(lines->out);
  }
}

static void nothing(struct front *front) {
  (void)front;
}

static void suspend(struct front *front) {
  (void)front;
  keyboard_close();
}

static void resume(struct front *front) {
  front->has_keys = keyboard_open();
}

static void close_lines(struct front *front) {
  struct lines *lines = (struct lines *)front;
  if (lines->shown_noting) {
    fputc('\n', lines->out);
  }
  keyboard_close();
  free(front);
}

struct front *front_lines_open(FILE *out, bool json, bool asks) {
  static const struct front_class class = {
      .event = on_event,
      .show = on_show,
      .deadline = never,
      .pollfds = pollfds,
      .turn = turn,
      .key = key,
      .bell = bell,
      .flash = flash,
      .resize = nothing,
      .suspend = suspend,
      .resume = resume,
      .close = close_lines,
  };
  struct lines *lines = memory_alloc(1, sizeof *lines);
  lines->front = (struct front){.class = &class, .has_keys = keyboard_open(), .gone_signal = SIGPIPE};
  lines->front.has_summary = lines->front.has_keys && asks && !json;
  lines->out = out;
  lines->json = json;
  return &lines->front;
}
