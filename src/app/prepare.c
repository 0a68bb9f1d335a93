#include "app/prepare.h"

#include "app/check_in.h"
#include "app/command.h"
#include "app/prepare_private.h"
#include "app/store.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATUS_LEFT = 130, STATUS_SIGNAL = 128 };

static int status_of(enum check_in_end end, int signal, struct error *err) {
  if (end == CHECK_IN_FAILED) {
    return command_fail(err);
  }
  return signal != 0 ? STATUS_SIGNAL + signal : STATUS_LEFT;
}

static void record(struct preparation *preparation, const struct checkin *checkin, enum checkin_outcome outcome,
                   word_set tags) {
  if (preparation->journal == NULL) {
    return;
  }
  const struct checkin_record kept = {
      .id = journal_id_make(),
      .at_s = preparation->person.now_s,
      .full = checkin->due != DUE_NOT,
      .outcome = outcome,
      .tags = tags,
  };
  journal_add_checkin(preparation->journal, &kept);
}

/* A profile that cannot be kept stops nothing: it is said, and asked again next time. */
static void keep_profile(struct preparation *preparation, const struct profile *profile) {
  struct error err = {0};
  if (!profile_equal(profile, &preparation->person.profile) && !store_profile(profile, &err)) {
    char safe[600];
    fprintf(stderr, "limber: your answers could not be kept: %s.\n", text_sanitize(safe, sizeof safe, err.message));
  }
  preparation->person.profile = *profile;
}

bool prepare_check_in(struct preparation *preparation, int *status) {
  struct person *person = &preparation->person;
  struct error err = {0};
  int signal = 0;
  struct checkin *checkin = memory_alloc(1, sizeof *checkin);
  *checkin = checkin_start(person->safety, &person->profile, person->today, person->last_session, false);
  enum check_in_end end =
      preparation->on_screen ? check_in_on_screen(checkin, &signal, &err) : check_in_in_lines(checkin, preparation->out);
  if (end == CHECK_IN_CLEAR) {
    struct profile profile;
    checkin_result(checkin, &profile, &preparation->today);
    keep_profile(preparation, &profile);
    record(preparation, checkin, preparation->today.gentle ? CHECKIN_OUTCOME_GENTLE : CHECKIN_OUTCOME_CLEAR,
           profile.tags | preparation->today.tags);
  } else if (end == CHECK_IN_ADVISED) {
    bool emergency = checkin->advice == GROUP_EMERGENCY;
    record(preparation, checkin, emergency ? CHECKIN_OUTCOME_EMERGENCY : CHECKIN_OUTCOME_PROFESSIONAL, 0);
  }
  free(checkin);
  preparation->led_to_help = preparation->led_to_help || end == CHECK_IN_ADVISED;
  *status = end == CHECK_IN_CLEAR ? 0 : status_of(end, signal, &err);
  return end == CHECK_IN_CLEAR;
}

struct adapt_input prepare_input(struct preparation *preparation, const struct routine *routine) {
  struct person *person = &preparation->person;
  struct adapt_input input = {
      .routine = routine,
      .safety = person->safety,
      .profile = &person->profile,
      .today = &preparation->today,
      .past = person->past,
      .past_count = person->past_count,
      .past_is_lost = person->is_forgetful,
      .now_s = person->now_s,
      .hurt = person->hurt,
      .hurt_count = person->hurt_count,
      .level = preparation->play->level,
      .minutes = preparation->play->minutes,
      .slow = preparation->play->slow,
      .length = person_routine_length,
  };
  if (adapt_may_swap(&input)) {
    person_load_exercises(person);
    input.catalogue = person->exercises.items;
    input.catalogue_count = person->exercises.count;
  }
  return input;
}

/* Where nobody is asked, the changes are said all the same. */
static void tell_changes(const struct adaptation *adaptation) {
  for (size_t i = 0; i < adaptation->change_count; i++) {
    const struct change *change = &adaptation->changes[i];
    char line[320], safe[400];
    snprintf(line, sizeof line, "%s. %s", change->what, change->why);
    if (change->on) {
      fprintf(stderr, "limber: %s\n", text_sanitize(safe, sizeof safe, line));
    }
  }
}

/* Signs came while exercising: the words that lead to help, on the same kind of screen as before. */
static void show_help(struct preparation *preparation) {
  const struct person *person = &preparation->person;
  struct error err = {0};
  int signal = 0;
  struct checkin *checkin = memory_alloc(1, sizeof *checkin);
  *checkin = checkin_of_signs(person->safety, &person->profile, person->today);
  record(preparation, checkin, CHECKIN_OUTCOME_EMERGENCY, 0);
  if (!preparation->on_screen) {
    check_in_in_lines(checkin, preparation->out);
  } else if (check_in_on_screen(checkin, &signal, &err) == CHECK_IN_FAILED) {
    command_fail(&err);
  }
  free(checkin);
}

/* It went up: the session ends with the exercise that the rule names, slow breathing, which is not kept as a session. */
static void end_calmly(struct preparation *preparation, const struct play_options *play, int before, int after) {
  struct person *person = &preparation->person;
  enum rating_rule_kind kind = ratings_after(person->safety, person->past, person->past_count, before, after);
  const char *id = kind < RULE_COUNT ? person->safety->rules[kind].end_with : NULL;
  struct diagnostics *diagnostics = diagnostics_create();
  const struct exercise *exercise =
      id != NULL ? catalogue_load_exercise(person->catalogue, id, person->arena, diagnostics, NULL) : NULL;
  diagnostics_destroy(diagnostics);
  if (exercise == NULL) {
    return;
  }
  const struct step step = {.kind = STEP_EXERCISE, .exercise = {.exercise = exercise, .dose = exercise->dose, .rest_ns = -1}};
  struct routine calm = {
      .id = exercise->id,
      .title = exercise->name,
      .level = exercise->level,
      .timing = {-1, -1, -1},
      .steps = &step,
      .step_count = 1,
      .gentle = true,
      .arena = person->arena,
  };
  struct play_options options = *play;
  options.journal = NULL;
  options.known = NULL;
  options.resumed = NULL;
  options.asks = false;
  options.after = NULL;
  play_routine(&calm, &options);
}

int prepare_play(struct preparation *preparation, struct routine *routine, const struct play_options *options, int before) {
  const struct person *person = &preparation->person;
  bool wants_help = false;
  int after = -1;
  struct play_options play = *options;
  play.safety = person->safety;
  play.past = person->past;
  play.past_count = person->past_count;
  play.week = person->week;
  play.wants_help = &wants_help;
  play.after = &after;
  int status = play_routine(routine, &play);
  if (wants_help) {
    show_help(preparation);
    preparation->led_to_help = true;
  } else if (status == 0 || status == STATUS_LEFT) {
    end_calmly(preparation, &play, before, after);
  }
  return status;
}

static int play_adapted(struct preparation *preparation, const struct adaptation *adaptation) {
  struct session_record *known = memory_alloc(1, sizeof *known);
  session_record_init(known);
  known->before = preparation->today.rating >= 0 ? preparation->today.rating : JOURNAL_NO_RATING;
  known->level = adaptation->routine->level;
  journal_text(known->plan, sizeof known->plan, adaptation->plan);
  struct play_options play = *preparation->play;
  play.pace_percent = adaptation->pace_percent;
  play.known = known;
  int status = prepare_play(preparation, adaptation->routine, &play, known->before);
  free(known);
  return status;
}

int prepare_adapt_and_play(struct preparation *preparation, const struct routine *routine) {
  struct adapt_input input = prepare_input(preparation, routine);
  struct adaptation adaptation = adapt(&input);
  struct error err = {0};
  int signal = 0, status = 0;
  enum check_in_end end = CHECK_IN_CLEAR;
  if (!preparation->play->asks) {
    tell_changes(&adaptation);
  } else if (adaptation.change_count > 0 || adaptation.note_count > 0) {
    end = changes_show(&preparation->person, &input, &adaptation, preparation->out, &signal, &err);
  }
  if (end != CHECK_IN_CLEAR) {
    status = status_of(end, signal, &err);
  } else if (adaptation.is_empty) {
    error_set(&err, ERROR_INPUT, "nothing of this routine is left for you today; `limber profile` shows why");
    status = command_fail(&err);
  } else {
    status = play_adapted(preparation, &adaptation);
  }
  routine_destroy(adaptation.routine);
  return status;
}

bool prepare_open(struct preparation *preparation, const struct play_options *play, const char *routine, int *status) {
  struct error err = {0};
  *preparation = (struct preparation){.play = play, .journal = play->journal};
  if (!person_open(&preparation->person, &err)) {
    *status = command_fail(&err);
    return false;
  }
  struct person *person = &preparation->person;
  preparation->on_screen = play->form == PLAY_SCREEN || (play->form == PLAY_FITTING && play_has_screen());
  preparation->out = preparation->on_screen ? NULL : play->form == PLAY_JSON ? stderr : stdout;
  preparation->today = person_today_unasked(person->safety, &person->profile, person->today);
  if (play->asks && preparation->journal != NULL) {
    person_remember(person, preparation->journal, routine);
  }
  return true;
}

int prepare_and_play(struct routine *routine, const struct play_options *play, bool *ended) {
  struct preparation preparation;
  int status = 0;
  if (!prepare_open(&preparation, play, routine->id, &status)) {
    return status;
  }
  if (!play->asks || prepare_check_in(&preparation, &status)) {
    status = prepare_adapt_and_play(&preparation, routine);
  }
  person_finish(&preparation.person);
  if (ended != NULL) {
    *ended = preparation.led_to_help;
  }
  return status;
}
