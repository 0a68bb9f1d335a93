#include "person/checkin_private.h"

#include <stdio.h>
#include <string.h>

bool checkin_row_is_known(const struct safety_row *row, const struct profile *profile) {
  bool says_something = row->tags != 0 || row->floor_is_hard || row->long_holds;
  return says_something && (row->tags & ~profile->tags) == 0 && (!row->floor_is_hard || profile->floor_is_hard) &&
         (!row->long_holds || profile->long_holds);
}

static bool is_yes(const struct checkin *checkin, enum checkin_section section, size_t row) {
  return checkin->answers[section][row] == ANSWER_YES;
}

/* The person may have chosen the slow pace for no reason of the list: then it stays. */
static bool slow_by_choice(const struct safety_rows *rows, const struct profile *profile) {
  for (size_t i = 0; i < rows->count; i++) {
    if (rows->items[i].slow && checkin_row_is_known(&rows->items[i], profile)) {
      return false;
    }
  }
  return profile->slow;
}

/* Tags that no row of the list sets are the person's own doing, and stay. */
static void take_lasting(const struct checkin *checkin, struct profile *profile) {
  const struct safety_rows *rows = checkin_section_rows(checkin, SECTION_LEAVE_OUT);
  profile->slow = slow_by_choice(rows, &checkin->profile);
  profile->floor_is_hard = profile->long_holds = false;
  for (size_t i = 0; i < rows->count; i++) {
    profile->tags &= ~rows->items[i].tags;
  }
  for (size_t i = 0; i < rows->count; i++) {
    const struct safety_row *row = &rows->items[i];
    if (is_yes(checkin, SECTION_LEAVE_OUT, i)) {
      profile->tags |= row->tags;
      profile->floor_is_hard = profile->floor_is_hard || row->floor_is_hard;
      profile->long_holds = profile->long_holds || row->long_holds;
      profile->slow = profile->slow || row->slow;
    }
  }
}

static void add_standing(struct profile *profile, const char *id, int32_t since) {
  if (profile->standing_count < PROFILE_STANDING_MAX) {
    struct profile_standing *standing = &profile->standing[profile->standing_count++];
    snprintf(standing->id, sizeof standing->id, "%s", id);
    standing->since = since;
  }
}

/* Whether an answer of day `since` still keeps it gentle, as far as that follows without asking. */
static bool holds(const struct safety_row *row, int32_t since, int32_t today, int rating) {
  bool young = today - since < row->holds_days;
  return young || row->asked_again || (rating >= 0 && rating > row->rating_most);
}

/* What kept it gentle, as far as it still holds; a row that was asked after goes by the answer. */
static void keep_standing(const struct checkin *checkin, struct profile *profile) {
  const struct safety_rows *rows = checkin_section_rows(checkin, SECTION_AGAIN);
  profile->standing_count = 0;
  for (size_t i = 0; i < checkin->profile.standing_count; i++) {
    const struct profile_standing *standing = &checkin->profile.standing[i];
    for (size_t row = 0; row < rows->count; row++) {
      const struct safety_row *item = &rows->items[row];
      if (strcmp(item->id, standing->id) != 0) {
        continue;
      }
      if (checkin_row_counts(checkin, SECTION_AGAIN, row)) {
        if (is_yes(checkin, SECTION_AGAIN, row)) {
          add_standing(profile, item->id, checkin->today);
        }
      } else if (holds(item, standing->since, checkin->today, checkin->rating)) {
        add_standing(profile, item->id, standing->since);
      }
    }
  }
}

static void answer_standing(const struct checkin *checkin, struct profile *profile) {
  const struct safety_rows *rows = checkin_section_rows(checkin, SECTION_GENTLE);
  profile->standing_count = 0;
  for (size_t i = 0; i < rows->count; i++) {
    if (is_yes(checkin, SECTION_GENTLE, i)) {
      add_standing(profile, rows->items[i].id, checkin->today);
    }
  }
}

static void add_note(struct person_today *today, const char *note) {
  if (note != NULL && today->note_count < SAFETY_ROWS_MAX) {
    today->notes[today->note_count++] = note;
  }
}

static void take_today(const struct checkin *checkin, struct person_today *today) {
  const struct safety_rows *rows = checkin_section_rows(checkin, SECTION_TODAY);
  for (size_t i = 0; i < rows->count; i++) {
    const struct safety_row *row = &rows->items[i];
    if (is_yes(checkin, SECTION_TODAY, i)) {
      today->tags |= row->tags;
      today->types |= row->types;
      today->floor_is_hard = today->floor_is_hard || row->floor_is_hard;
      today->softer_massage = today->softer_massage || row->softer_massage;
      add_note(today, row->note);
    }
  }
}

struct person_today person_today_unasked(const struct safety *safety, const struct profile *profile, int32_t today) {
  struct person_today result = {.rating = -1};
  for (size_t i = 0; i < profile->standing_count; i++) {
    const struct safety_row *row = safety_row_find(safety, profile->standing[i].id);
    result.gentle = result.gentle || (row != NULL && holds(row, profile->standing[i].since, today, -1));
  }
  return result;
}

void checkin_result(const struct checkin *checkin, struct profile *profile, struct person_today *today) {
  bool all = checkin->due != DUE_NOT;
  *profile = checkin->profile;
  profile->told = true;
  if (all) {
    profile->checked = checkin->today;
    take_lasting(checkin, profile);
    answer_standing(checkin, profile);
  } else {
    keep_standing(checkin, profile);
  }
  *today = (struct person_today){
      .rating = checkin->rating,
      .all_asked = all,
      .gentle = profile->standing_count > 0 || rating_band_of(checkin->safety->before, checkin->rating)->gentle,
  };
  take_today(checkin, today);
  const struct safety_rows *lasting = checkin_section_rows(checkin, SECTION_LEAVE_OUT);
  for (size_t i = 0; i < lasting->count; i++) {
    if (all && checkin_row_is_known(&lasting->items[i], profile)) {
      add_note(today, lasting->items[i].note);
    }
  }
}
