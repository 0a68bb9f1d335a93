#include "app/play_private.h"
#include "report/report.h"

#include <string.h>

enum {
  ASK_AFTER_S = 60,  /* of work: less is nothing to ask about */
  KEEP_PLACE_S = 10, /* so much of a set is lost at most when the machine goes */
  HOLD_END_S = 1,    /* the ending is the last that is told, after what was saved; but nobody waits longer for a disk */
};

static void show_event(struct play *play, const struct session_event *event, int64_t now_ns) {
  struct session_view view;
  session_view(play->session, now_ns, &view);
  play->setup->front->class->event(play->setup->front, event, &view);
}

static void log_event(struct play *play, const struct session_event *event, int64_t now_ns) {
  if (play->setup->log != NULL) {
    struct session_view view;
    session_view(play->session, now_ns, &view);
    report_event_json(play->setup->log, event, &view);
    fflush(play->setup->log);
  }
}

void play_tell(struct play *play, const struct session_event *event, int64_t now_ns) {
  show_event(play, event, now_ns);
  log_event(play, event, now_ns);
}

void play_record(struct play *play, const struct session_event *event, int64_t now_ns) {
  if (play->setup->recorder != NULL) {
    struct session_view view;
    session_view(play->session, now_ns, &view);
    recorder_event(play->setup->recorder, event, &view);
  }
}

void play_hold_end(struct play *play, const struct session_event *event, int64_t now_ns, int64_t real_ns) {
  struct session_view view;
  session_view(play->session, now_ns, &view);
  play->ui.asks = play->setup->journal != NULL && view.worked_ns >= SECONDS(ASK_AFTER_S);
  if (play->setup->front->has_summary) {
    show_event(play, event, now_ns);
  }
  play->end = *event;
  play->end_held = true;
  play->end_held_until_ns = real_ns + SECONDS(HOLD_END_S);
}

void play_let_go_of_end(struct play *play, int64_t now_ns, int64_t real_ns) {
  bool waiting = play->setup->journal != NULL && !journal_is_idle(play->setup->journal) && !play->unsaved;
  if (!play->end_held || (waiting && real_ns < play->end_held_until_ns)) {
    return;
  }
  play->end_held = false;
  log_event(play, &play->end, now_ns);
  if (!play->setup->front->has_summary) {
    show_event(play, &play->end, now_ns);
  }
}

/* An event of the loop's own, at the session's present place and time. */
static struct session_event loop_event(const struct play *play, enum session_event_kind kind, int64_t now_ns) {
  struct session_view view;
  session_view(play->session, now_ns, &view);
  int64_t t_ns = play->end_held && play->end.t_ns < view.t_ns ? play->end.t_ns : view.t_ns;
  return (struct session_event){.kind = kind, .t_ns = t_ns, .step = view.step, .segment = view.segment, .form = view.form};
}

static void notice_saved(struct play *play, int64_t now_ns) {
  struct step_record step;
  while (journal_take_saved(play->setup->journal, &step)) {
    struct session_event event = loop_event(play, EVENT_SAVED, now_ns);
    event.saved.exercise = step.exercise;
    event.saved.name = step.name;
    event.saved.side = step.side;
    event.saved.set = step.set;
    event.saved.eased = step.outcome == STEP_OUTCOME_EASED;
    event.saved.done_ns = step.done_ns;
    play_tell(play, &event, now_ns);
  }
}

void play_notice_journal(struct play *play, int64_t now_ns, int64_t real_ns) {
  struct journal *journal = play->setup->journal;
  if (journal == NULL) {
    return;
  }
  notice_saved(play, now_ns);
  const char *trouble = journal_trouble(journal);
  if ((trouble != NULL) != play->unsaved) {
    play->unsaved = trouble != NULL;
    play_ui_set_trouble(&play->ui, trouble);
    struct session_event event = loop_event(play, EVENT_UNSAVED, now_ns);
    event.unsaved.reason = trouble;
    play_tell(play, &event, now_ns);
  }
  if (real_ns - play->kept_place_ns >= SECONDS(KEEP_PLACE_S)) {
    struct session_view view;
    session_view(play->session, now_ns, &view);
    recorder_look(play->setup->recorder, &view);
    play->kept_place_ns = real_ns;
  }
}

/* Why sound is not as it could be; empty: it is, or nobody wants it to be. */
static const char *reason_of(const struct cue_status *sound) {
  if (sound->reason[0] != '\0') {
    return sound->reason;
  }
  return sound->notice[0] != '\0' ? sound->notice : sound->voice_reason;
}

/* The line below says what has become of sound, too, for a while. */
static void show_reason(struct play *play, const struct cue_status *before, int64_t real_ns) {
  const char *reason = reason_of(&play->sound);
  if (reason[0] != '\0' && strcmp(reason, reason_of(before)) != 0) {
    play_ui_tell(&play->ui, reason, real_ns);
  } else if (before->reason[0] != '\0' && play->sound.reason[0] == '\0') {
    play_ui_tell(&play->ui, "sound is back", real_ns);
  }
}

void play_notice_sound(struct play *play, int64_t now_ns, int64_t real_ns) {
  struct cue_status before = play->sound;
  if (!play->begun || !cue_player_take_change(play->setup->sound)) {
    return;
  }
  cue_player_status(play->setup->sound, &play->sound);
  if (play->sound.failed && play->setup->sound_required) {
    play->sound_failed = true;
  }
  show_reason(play, &before, real_ns);
  /* The ending is the last that is told. */
  bool news = !session_is_over(play->session) && play->sound.settled &&
              (!before.settled || before.path != play->sound.path || strcmp(before.notice, play->sound.notice) != 0);
  if (!news) {
    return;
  }
  struct session_event event = loop_event(play, EVENT_SOUND, now_ns);
  event.sound.path = cue_path_name(play->sound.path);
  const char *reason = reason_of(&play->sound);
  event.sound.reason = reason[0] != '\0' ? reason : NULL;
  play_tell(play, &event, now_ns);
}
