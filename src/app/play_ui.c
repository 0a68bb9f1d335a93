#include "app/play_ui.h"

#include "base/text.h"
#include "base/timespan.h"
#include "screen/help.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { NOTICE_S = 4, REASON_S = 8, VOLUME_STEP = 10, NO_RATING = -1, TEN_WITHIN_MS = 1000 };

static bool time_runs(enum session_state state) {
  return state == SESSION_RUNNING || state == SESSION_SETTLING;
}

static void command(struct session *session, enum session_command_kind kind, int64_t now_ns) {
  session_command(session, (struct session_command){.kind = kind}, now_ns);
}

static void notice(struct play_ui *ui, int64_t real_ns, const char *text) {
  snprintf(ui->notice, sizeof ui->notice, "%s", text);
  ui->notice_until_ns = real_ns + SECONDS(NOTICE_S);
}

enum keymap_mode play_ui_mode(const struct play_ui *ui, const struct session_view *view) {
  if (view->state == SESSION_FINISHED || view->state == SESSION_STOPPED) {
    return MODE_SUMMARY;
  }
  return player_keymap_mode(&(struct player_view){.session = *view, .mode = ui->mode});
}

/* A question: nothing runs while it is open. */
static void open_mode(struct play_ui *ui, enum player_mode mode, struct session *session, const struct session_view *view,
                      int64_t now_ns) {
  ui->mode = mode;
  ui->help_first = 0;
  ui->paused_for_mode = time_runs(view->state);
  if (ui->paused_for_mode) {
    command(session, COMMAND_PAUSE, now_ns);
  }
}

static void close_mode(struct play_ui *ui, struct session *session, int64_t now_ns) {
  ui->mode = PLAYER_RUNNING;
  if (ui->paused_for_mode) {
    command(session, COMMAND_RESUME, now_ns);
  }
  ui->paused_for_mode = false;
}

static void change_volume(struct play_ui *ui, int by, int64_t real_ns) {
  char text[32];
  ui->volume += by;
  ui->volume = ui->volume < 0 ? 0 : ui->volume > 100 ? 100 : ui->volume;
  ui->muted = false;
  snprintf(text, sizeof text, "Volume %d of 100.", ui->volume);
  notice(ui, real_ns, text);
}

/* Less is said with every press, and then all again. */
static void change_verbosity(struct play_ui *ui, int64_t real_ns) {
  ui->verbosity = (ui->verbosity + 1) % VERBOSITY_COUNT;
  notice(ui, real_ns, verbosity_notice(ui->verbosity));
}

static void change_emphasis(struct play_ui *ui, int64_t real_ns) {
  static const char *const notices[EMPHASIS_COUNT] = {"Figure and digits as usual.", "The figure larger.",
                                                      "The digits larger."};
  ui->emphasis = (ui->emphasis + 1) % EMPHASIS_COUNT;
  notice(ui, real_ns, notices[ui->emphasis]);
}

static void ease(struct play_ui *ui, struct session *session, const struct session_view *view, int64_t now_ns,
                 int64_t real_ns) {
  command(session, COMMAND_EASE, now_ns);
  notice(ui, real_ns, view->eased ? "Back to the full exercise." : "Eased: half the range, half the hold.");
}

static void scroll_help(struct play_ui *ui, int by, int rows) {
  int last = help_last_first(MODE_PLAYER, rows);
  ui->help_first += by;
  ui->help_first = ui->help_first < 0 ? 0 : ui->help_first > last ? last : ui->help_first;
}

/* The actions that only look or listen differently; false: it was none of them. */
static bool act_on_look(struct play_ui *ui, enum action action, int64_t real_ns, int rows) {
  switch (action) {
  case ACTION_LOUDER:
    change_volume(ui, VOLUME_STEP, real_ns);
    return true;
  case ACTION_SOFTER:
    change_volume(ui, -VOLUME_STEP, real_ns);
    return true;
  case ACTION_MUTE:
    ui->muted = !ui->muted;
    return true;
  case ACTION_VERBOSITY:
    change_verbosity(ui, real_ns);
    return true;
  case ACTION_LARGER:
    change_emphasis(ui, real_ns);
    return true;
  case ACTION_KEYS_LINE:
    ui->keys_hidden = !ui->keys_hidden;
    return true;
  case ACTION_HELP_DOWN:
    scroll_help(ui, 1, rows);
    return true;
  case ACTION_HELP_UP:
    scroll_help(ui, -1, rows);
    return true;
  default:
    return false;
  }
}

static void leave_out(struct play_ui *ui, struct session *session, int64_t now_ns, int64_t real_ns) {
  command(session, COMMAND_LEAVE_OUT, now_ns);
  notice(ui, real_ns, "Left out from now on. u brings it back.");
}

const struct rating_band *play_ui_hurt_band(const struct play_ui *ui) {
  return ui->safety != NULL && ui->hurt >= 0 ? rating_band_of(ui->safety->during, ui->hurt) : NULL;
}

const char *play_ui_verdict(const struct play_ui *ui) {
  if (ui->safety == NULL) {
    return NULL;
  }
  enum rating_rule_kind kind = ratings_after(ui->safety, ui->past, ui->past_count, ui->before, ui->rating);
  return kind < RULE_COUNT ? ui->safety->rules[kind].say : NULL;
}

void play_ui_rate_hurt(struct play_ui *ui, int digit, int64_t real_ns) {
  bool ten = digit == 0 && ui->hurt_one_ns != 0 && real_ns - ui->hurt_one_ns < TEN_WITHIN_MS * NS_PER_MS;
  ui->hurt = ten ? RATING_MOST : digit;
  ui->hurt_one_ns = digit == 1 ? real_ns : 0;
}

/* Above what is bearable the exercise is over: then it cannot be done all the same. */
static void do_it(const struct play_ui *ui, struct session *session, const struct session_view *view, int64_t now_ns) {
  const struct rating_band *band = play_ui_hurt_band(ui);
  if (view->state != SESSION_HURT || band == NULL || !band->stop) {
    command(session, COMMAND_BACK, now_ns);
  }
}

/* Signs that need a person to look at them: nothing goes on. */
static void stop_for_help(struct play_ui *ui, struct session *session, int64_t now_ns) {
  if (ui->safety != NULL) {
    ui->wants_help = true;
    command(session, COMMAND_STOP, now_ns);
  }
}

/* Something feels wrong: the exercise ends whatever is answered next. */
static void hurts(struct play_ui *ui, struct session *session, int64_t now_ns) {
  ui->mode = PLAYER_RUNNING;
  ui->paused_for_mode = false;
  ui->hurt = -1;
  ui->hurt_one_ns = 0;
  command(session, COMMAND_HURTS, now_ns);
}

void play_ui_act(struct play_ui *ui, enum action action, struct session *session, int64_t now_ns, int64_t real_ns, int rows) {
  struct session_view view;
  session_view(session, now_ns, &view);
  if (act_on_look(ui, action, real_ns, rows)) {
    return;
  }
  switch (action) {
  case ACTION_PAUSE:
    command(session, time_runs(view.state) ? COMMAND_PAUSE : COMMAND_RESUME, now_ns);
    break;
  case ACTION_NEXT:
  case ACTION_SKIP_IT:
    command(session, COMMAND_NEXT, now_ns);
    break;
  case ACTION_DO_IT:
    do_it(ui, session, &view, now_ns);
    break;
  case ACTION_HURT_SIGNS:
    stop_for_help(ui, session, now_ns);
    break;
  case ACTION_BACK:
    command(session, COMMAND_BACK, now_ns);
    break;
  case ACTION_EASE:
    ease(ui, session, &view, now_ns, real_ns);
    break;
  case ACTION_TAKE_EASIER:
    command(session, COMMAND_EASE, now_ns);
    break;
  case ACTION_LEAVE_OUT:
    leave_out(ui, session, now_ns, real_ns);
    break;
  case ACTION_BRING_BACK:
    command(session, COMMAND_BRING_BACK, now_ns);
    break;
  case ACTION_LONGER:
    command(session, COMMAND_LONGER, now_ns);
    break;
  case ACTION_FORWARD:
    command(session, COMMAND_FORWARD, now_ns);
    break;
  case ACTION_REWIND:
    command(session, COMMAND_REWIND, now_ns);
    break;
  case ACTION_STOP:
    open_mode(ui, PLAYER_STOP_QUESTION, session, &view, now_ns);
    break;
  case ACTION_HELP:
    open_mode(ui, PLAYER_HELP, session, &view, now_ns);
    break;
  case ACTION_STOP_NO:
  case ACTION_HELP_CLOSE:
    close_mode(ui, session, now_ns);
    break;
  case ACTION_STOP_YES:
  case ACTION_HURT_STOP:
    ui->mode = PLAYER_RUNNING;
    command(session, COMMAND_STOP, now_ns);
    break;
  case ACTION_HURTS:
    hurts(ui, session, now_ns);
    break;
  default:
    break;
  }
}

void play_ui_tell(struct play_ui *ui, const char *reason, int64_t real_ns) {
  snprintf(ui->notice, sizeof ui->notice, "%c%.120s.", toupper((unsigned char)reason[0]), reason + 1);
  ui->notice_until_ns = real_ns + SECONDS(REASON_S);
}

void play_ui_set_trouble(struct play_ui *ui, const char *reason) {
  ui->trouble[0] = '\0';
  if (reason != NULL) {
    snprintf(ui->trouble, sizeof ui->trouble, "Not saved for now: %s.", reason);
  }
}

const char *play_ui_notice(const struct play_ui *ui, int64_t real_ns) {
  if (ui->notice[0] != '\0' && real_ns < ui->notice_until_ns) {
    return ui->notice;
  }
  return ui->trouble[0] != '\0' ? ui->trouble : NULL;
}

/* A 0 soon after a 1 makes it a ten. */
static void rate(struct play_ui *ui, int digit, int64_t real_ns) {
  bool ten = digit == 0 && ui->rating == 1 && real_ns - ui->one_ns <= TEN_WITHIN_MS * NS_PER_MS;
  ui->rating = ten ? RATING_MOST : digit;
  ui->one_ns = digit == 1 ? real_ns : 0;
}

/* From where one was before, where that is known: most often the answer is near it. */
static void rate_by(struct play_ui *ui, int by) {
  int from = ui->rating != NO_RATING ? ui->rating + by : ui->before != NO_RATING ? ui->before : 0;
  ui->rating = from < 0 ? 0 : from > RATING_MOST ? RATING_MOST : from;
}

/* A key while the note is being written; false: that was the end of all. */
static bool write_note(struct play_ui *ui, uint32_t key) {
  size_t length = strlen(ui->note);
  if (key == KEY_RETURN) {
    return false;
  }
  if (key == KEY_ESCAPE || key == KEY_TABULATOR) {
    ui->noting = false;
  } else if (key == KEY_RUBOUT) {
    text_rub_out(ui->note);
  } else if (key < KEY_ARROW_UP && text_is_printable(key) && length + 5 < sizeof ui->note) {
    ui->note[length + text_encode(key, ui->note + length)] = '\0';
  }
  return true;
}

bool play_ui_answer(struct play_ui *ui, uint32_t key, int64_t real_ns) {
  if (ui->noting) {
    return write_note(ui, key);
  }
  enum action action = keymap_action(MODE_SUMMARY, key);
  if (action == ACTION_CLOSE || action == ACTION_SAVE) {
    return false;
  }
  if (!ui->asks) {
    return true;
  }
  switch (action) {
  case ACTION_RATE:
    rate(ui, (int)key - '0', real_ns);
    break;
  case ACTION_RATE_LESS:
    rate_by(ui, -1);
    break;
  case ACTION_RATE_MORE:
    rate_by(ui, 1);
    break;
  case ACTION_UNRATE:
    ui->rating = NO_RATING;
    break;
  case ACTION_NOTE:
    ui->noting = true;
    break;
  default:
    break;
  }
  return true;
}
