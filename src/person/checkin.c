#include "person/checkin.h"

#include "person/checkin_private.h"

#include <assert.h>
#include <string.h>

enum checkin_due checkin_due(const struct safety *safety, const struct profile *profile, int32_t today, int32_t last_session) {
  if (profile->checked == DAY_NEVER) {
    return DUE_FIRST;
  }
  if (today - profile->checked >= safety->due.every_days || today < profile->checked) {
    return DUE_DAYS;
  }
  bool long_break = last_session != DAY_NEVER && today - last_session >= safety->due.after_break_days;
  return long_break ? DUE_BREAK : DUE_NOT;
}

static bool is_warning(enum checkin_section section) {
  return section == SECTION_EMERGENCY || section == SECTION_PROFESSIONAL;
}

/* Whether "not sure" counts as yes: where it only makes a session gentler or shorter, what the person is sure of counts. */
static bool unsure_is_yes(const struct checkin *checkin) {
  const struct safety *safety = checkin->safety;
  switch (checkin->at.section) {
  case SECTION_NEW:
    return true;
  case SECTION_EMERGENCY:
    return safety->groups[GROUP_EMERGENCY].unsure_is_yes;
  case SECTION_PROFESSIONAL:
    return safety->groups[GROUP_PROFESSIONAL].unsure_is_yes;
  case SECTION_GENTLE:
  case SECTION_AGAIN:
    return safety->groups[GROUP_GENTLE].unsure_is_yes;
  case SECTION_LEAVE_OUT:
    return safety->groups[GROUP_LEAVE_OUT].unsure_is_yes;
  default:
    return false;
  }
}

static bool sees_professional(const struct checkin *checkin) {
  return checkin->rating >= 0 && rating_band_of(checkin->safety->before, checkin->rating)->see_professional;
}

static void enter_section(struct checkin *checkin, enum checkin_section section) {
  static const enum checkin_page pages[SECTION_COUNT] = {
      [SECTION_NOTICE] = CHECKIN_NOTICE,     [SECTION_NEW] = CHECKIN_NEW,       [SECTION_EMERGENCY] = CHECKIN_LIST,
      [SECTION_PROFESSIONAL] = CHECKIN_LIST, [SECTION_GENTLE] = CHECKIN_TICKS,  [SECTION_LEAVE_OUT] = CHECKIN_TICKS,
      [SECTION_AGAIN] = CHECKIN_TICKS,       [SECTION_RATING] = CHECKIN_RATING, [SECTION_TODAY] = CHECKIN_TICKS,
  };
  checkin->at = (struct checkin_place){.section = section, .page = pages[section]};
  bool is_list = pages[section] == CHECKIN_LIST || pages[section] == CHECKIN_TICKS;
  if (section == SECTION_TODAY && checkin->one_at_a_time) {
    checkin->at.page = CHECKIN_NEW; /* asked of every session: mostly there is nothing, and one answer says so */
  } else if (is_list && checkin->one_at_a_time) {
    checkin->at.page = CHECKIN_QUESTION;
    while (!checkin_row_counts(checkin, section, checkin->at.row)) {
      checkin->at.row++;
    }
  }
}

static void give_advice(struct checkin *checkin, enum safety_group_kind group) {
  checkin->advice = group;
  checkin->at.page = CHECKIN_ADVICE;
}

/* A rating that is too high to start with counts as a yes to the question that asks the same. */
static void advise_by_rating(struct checkin *checkin) {
  const char *id = rating_band_of(checkin->safety->before, checkin->rating)->row;
  const struct safety_rows *rows = checkin_section_rows(checkin, SECTION_PROFESSIONAL);
  for (size_t i = 0; id != NULL && i < rows->count; i++) {
    if (strcmp(rows->items[i].id, id) == 0) {
      checkin->answers[SECTION_PROFESSIONAL][i] = ANSWER_YES;
    }
  }
  checkin->at.section = SECTION_PROFESSIONAL;
  give_advice(checkin, GROUP_PROFESSIONAL);
}

/* To the first part after `section` that counts, or to the end. */
static void leave_section(struct checkin *checkin, enum checkin_section section) {
  bool rated = checkin->rating >= 0 && checkin->due == DUE_RATING;
  if (section == SECTION_EMERGENCY && sees_professional(checkin)) {
    advise_by_rating(checkin);
    return;
  }
  for (int next = (int)section + 1; next < SECTION_COUNT; next++) {
    bool done = next == SECTION_RATING && rated;
    if (!done && checkin_section_counts(checkin, (enum checkin_section)next)) {
      enter_section(checkin, (enum checkin_section)next);
      return;
    }
  }
  checkin->at = (struct checkin_place){.section = SECTION_COUNT, .page = CHECKIN_CLEAR};
}

/* A high rating asks for all questions, unless they have just been answered. */
static void leave_rating(struct checkin *checkin) {
  bool warnings_asked = checkin->whole[SECTION_EMERGENCY] != ANSWER_NONE;
  bool high = checkin->rating >= checkin->safety->due.from_rating;
  if (sees_professional(checkin) && warnings_asked) {
    advise_by_rating(checkin);
  } else if ((high || sees_professional(checkin)) && checkin->due == DUE_NOT) {
    checkin->due = DUE_RATING;
    enter_section(checkin, SECTION_EMERGENCY);
  } else {
    leave_section(checkin, SECTION_RATING);
  }
}

static void remember(struct checkin *checkin) {
  if (checkin->trail_count == CHECKIN_TRAIL) {
    memmove(checkin->trail, checkin->trail + 1, (CHECKIN_TRAIL - 1) * sizeof checkin->trail[0]);
    checkin->trail_count--;
  }
  checkin->trail[checkin->trail_count++] = checkin->at;
}

/* The rows of the profile are what was ticked before: facts about the person, not answers to be given anew. */
static void tick_known(struct checkin *checkin) {
  const struct safety_rows *rows = checkin_section_rows(checkin, SECTION_LEAVE_OUT);
  for (size_t i = 0; i < rows->count && i < SAFETY_ROWS_MAX; i++) {
    bool known = checkin_row_is_known(&rows->items[i], &checkin->profile);
    checkin->answers[SECTION_LEAVE_OUT][i] = known ? ANSWER_YES : ANSWER_NONE;
  }
}

struct checkin checkin_start(const struct safety *safety, const struct profile *profile, int32_t today, int32_t last_session,
                             bool one_at_a_time) {
  struct checkin checkin = {
      .safety = safety,
      .profile = *profile,
      .today = today,
      .due = checkin_due(safety, profile, today, last_session),
      .one_at_a_time = one_at_a_time,
      .rating = -1,
  };
  tick_known(&checkin);
  int first = SECTION_NOTICE;
  while (!checkin_section_counts(&checkin, (enum checkin_section)first)) {
    first++;
  }
  enter_section(&checkin, (enum checkin_section)first);
  return checkin;
}

struct checkin checkin_of_signs(const struct safety *safety, const struct profile *profile, int32_t today) {
  return (struct checkin){
      .safety = safety,
      .profile = *profile,
      .today = today,
      .at = {.section = SECTION_EMERGENCY, .page = CHECKIN_ADVICE},
      .rating = -1,
      .advice = GROUP_EMERGENCY,
      .by_signs = true,
  };
}

/* After a row alone: on to the next, or out of the part, or to a person who can help. */
static void answer_question(struct checkin *checkin, enum checkin_answer answer) {
  enum checkin_section section = checkin->at.section;
  const struct safety_rows *rows = checkin_section_rows(checkin, section);
  checkin->answers[section][checkin->at.row] = answer;
  if (is_warning(section) && answer != ANSWER_NO) {
    checkin->whole[section] = answer;
    give_advice(checkin, section == SECTION_EMERGENCY ? GROUP_EMERGENCY : GROUP_PROFESSIONAL);
    return;
  }
  for (size_t row = checkin->at.row + 1; row < rows->count; row++) {
    if (checkin_row_counts(checkin, section, row)) {
      checkin->at.row = row;
      return;
    }
  }
  checkin->whole[section] = ANSWER_NO;
  leave_section(checkin, section);
}

void checkin_answer(struct checkin *checkin, enum checkin_answer answer) {
  enum checkin_section section = checkin->at.section;
  enum checkin_page page = checkin->at.page;
  if (page != CHECKIN_NEW && page != CHECKIN_LIST && page != CHECKIN_QUESTION) {
    return;
  }
  if (answer == ANSWER_UNSURE && !is_warning(section) && section != SECTION_NEW) {
    answer = unsure_is_yes(checkin) ? ANSWER_YES : ANSWER_NO;
  } else if (answer == ANSWER_UNSURE && !unsure_is_yes(checkin)) {
    answer = ANSWER_NO;
  }
  remember(checkin);
  if (page == CHECKIN_QUESTION) {
    answer_question(checkin, answer);
    return;
  }
  checkin->whole[section] = answer;
  if (section == SECTION_TODAY && answer == ANSWER_YES) {
    checkin->at.page = CHECKIN_QUESTION;
    return;
  }
  if (page == CHECKIN_LIST && answer != ANSWER_NO) {
    checkin->at.page = CHECKIN_WHICH;
    return;
  }
  if (page == CHECKIN_LIST || section == SECTION_TODAY) {
    memset(checkin->answers[section], 0, sizeof checkin->answers[section]);
  }
  leave_section(checkin, section);
}

void checkin_tick(struct checkin *checkin, size_t index) {
  if (checkin->at.page == CHECKIN_WHICH || checkin->at.page == CHECKIN_TICKS) {
    enum checkin_answer *answer = &checkin->answers[checkin->at.section][checkin_shown_row(checkin, index)];
    *answer = *answer == ANSWER_YES ? ANSWER_NO : ANSWER_YES;
  }
}

void checkin_rate(struct checkin *checkin, int rating) {
  if (checkin->at.page == CHECKIN_RATING && rating >= 0 && rating <= RATING_MOST) {
    checkin->rating = rating;
  }
}

void checkin_next(struct checkin *checkin) {
  enum checkin_section section = checkin->at.section;
  switch (checkin->at.page) {
  case CHECKIN_NOTICE:
  case CHECKIN_TICKS:
    remember(checkin);
    leave_section(checkin, section);
    break;
  case CHECKIN_WHICH:
    remember(checkin);
    give_advice(checkin, section == SECTION_EMERGENCY ? GROUP_EMERGENCY : GROUP_PROFESSIONAL);
    break;
  case CHECKIN_RATING:
    if (checkin->rating >= 0) {
      remember(checkin);
      leave_rating(checkin);
    }
    break;
  default:
    break;
  }
}

bool checkin_back(struct checkin *checkin) {
  if (checkin->trail_count == 0) {
    return false;
  }
  checkin->at = checkin->trail[--checkin->trail_count];
  if (checkin->at.section == SECTION_RATING && checkin->due == DUE_RATING) {
    checkin->due = DUE_NOT; /* the rating that asked for all questions is being changed */
  }
  return true;
}

void checkin_set_one_at_a_time(struct checkin *checkin, bool one_at_a_time) {
  bool changes = checkin->one_at_a_time != one_at_a_time;
  checkin->one_at_a_time = one_at_a_time;
  if (changes && checkin_has_rows(checkin)) {
    enter_section(checkin, checkin->at.section);
  }
}
