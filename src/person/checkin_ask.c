#include "person/checkin_private.h"

#include <string.h>

/* What is asked: which parts, which rows of them, in which words. */

const struct safety_rows *checkin_section_rows(const struct checkin *checkin, enum checkin_section section) {
  const struct safety *safety = checkin->safety;
  switch (section) {
  case SECTION_EMERGENCY:
    return &safety->groups[GROUP_EMERGENCY].rows;
  case SECTION_PROFESSIONAL:
    return &safety->groups[GROUP_PROFESSIONAL].rows;
  case SECTION_GENTLE:
  case SECTION_AGAIN:
    return &safety->groups[GROUP_GENTLE].rows;
  case SECTION_LEAVE_OUT:
    return &safety->groups[GROUP_LEAVE_OUT].rows;
  case SECTION_TODAY:
    return &safety->today.rows;
  default:
    return NULL;
  }
}

bool checkin_row_counts(const struct checkin *checkin, enum checkin_section section, size_t row) {
  const struct safety_row *item = &checkin_section_rows(checkin, section)->items[row];
  if (section != SECTION_AGAIN) {
    return true;
  }
  const struct profile *profile = &checkin->profile;
  for (size_t i = 0; i < profile->standing_count; i++) {
    if (strcmp(profile->standing[i].id, item->id) == 0) {
      return item->asked_again && checkin->today - profile->standing[i].since >= item->holds_days;
    }
  }
  return false;
}

static bool is_asked_again(const struct checkin *checkin) {
  for (size_t i = 0; i < checkin_section_rows(checkin, SECTION_AGAIN)->count; i++) {
    if (checkin_row_counts(checkin, SECTION_AGAIN, i)) {
      return true;
    }
  }
  return false;
}

bool checkin_section_counts(const struct checkin *checkin, enum checkin_section section) {
  bool all = checkin->due != DUE_NOT;
  bool something_new = checkin->whole[SECTION_NEW] == ANSWER_YES || checkin->whole[SECTION_NEW] == ANSWER_UNSURE;
  switch (section) {
  case SECTION_NOTICE:
    return !checkin->profile.told;
  case SECTION_NEW:
    return !all || checkin->due == DUE_RATING;
  case SECTION_EMERGENCY:
  case SECTION_PROFESSIONAL:
    return all || something_new;
  case SECTION_GENTLE:
  case SECTION_LEAVE_OUT:
    return all;
  case SECTION_AGAIN:
    return !all && is_asked_again(checkin);
  default:
    return true;
  }
}

const char *checkin_ask(const struct checkin *checkin) {
  const struct safety *safety = checkin->safety;
  if (checkin->at.page == CHECKIN_QUESTION) {
    return checkin_section_rows(checkin, checkin->at.section)->items[checkin->at.row].ask;
  }
  switch (checkin->at.section) {
  case SECTION_NOTICE:
    return safety->notice;
  case SECTION_NEW:
    return safety->anything_new.ask;
  case SECTION_EMERGENCY:
    return safety->groups[GROUP_EMERGENCY].ask;
  case SECTION_PROFESSIONAL:
    return safety->groups[GROUP_PROFESSIONAL].ask;
  case SECTION_GENTLE:
    return safety->groups[GROUP_GENTLE].ask;
  case SECTION_LEAVE_OUT:
    return safety->groups[GROUP_LEAVE_OUT].ask;
  case SECTION_AGAIN:
    return safety->groups[GROUP_GENTLE].again != NULL ? safety->groups[GROUP_GENTLE].again : safety->groups[GROUP_GENTLE].ask;
  case SECTION_RATING:
    return safety->discomfort.ask;
  case SECTION_TODAY:
    return safety->today.ask;
  default:
    return "";
  }
}

size_t checkin_shown_row(const struct checkin *checkin, size_t index) {
  size_t row = 0;
  for (;; row++) {
    if (checkin_row_counts(checkin, checkin->at.section, row) && index-- == 0) {
      return row;
    }
  }
}

bool checkin_has_rows(const struct checkin *checkin) {
  enum checkin_page page = checkin->at.page;
  return page == CHECKIN_LIST || page == CHECKIN_WHICH || page == CHECKIN_TICKS || page == CHECKIN_QUESTION;
}

size_t checkin_rows(const struct checkin *checkin, const struct safety_row **rows) {
  if (!checkin_has_rows(checkin)) {
    return 0;
  }
  const struct safety_rows *all = checkin_section_rows(checkin, checkin->at.section);
  if (checkin->at.page == CHECKIN_QUESTION) {
    rows[0] = &all->items[checkin->at.row];
    return 1;
  }
  size_t count = 0;
  for (size_t i = 0; i < all->count; i++) {
    if (checkin_row_counts(checkin, checkin->at.section, i)) {
      rows[count++] = &all->items[i];
    }
  }
  return count;
}

void checkin_progress(const struct checkin *checkin, int *at, int *of) {
  *at = *of = 0;
  for (int section = 0; section < SECTION_COUNT; section++) {
    if (!checkin_section_counts(checkin, (enum checkin_section)section)) {
      continue;
    }
    const struct safety_rows *rows = checkin_section_rows(checkin, (enum checkin_section)section);
    int pages = 1;
    if (rows != NULL && checkin->one_at_a_time && section != SECTION_TODAY) {
      pages = 0;
      for (size_t i = 0; i < rows->count; i++) {
        bool counts = checkin_row_counts(checkin, (enum checkin_section)section, i);
        bool before = section < (int)checkin->at.section || (section == (int)checkin->at.section && i <= checkin->at.row);
        pages += counts;
        *at += counts && before;
      }
    } else {
      *at += section <= (int)checkin->at.section;
    }
    *of += pages;
  }
}

bool checkin_is_ticked(const struct checkin *checkin, size_t index) {
  size_t row = checkin->at.page == CHECKIN_QUESTION ? checkin->at.row : checkin_shown_row(checkin, index);
  return checkin->answers[checkin->at.section][row] == ANSWER_YES;
}

size_t checkin_said(const struct checkin *checkin, const char **said) {
  enum checkin_section section = checkin->advice == GROUP_EMERGENCY ? SECTION_EMERGENCY : SECTION_PROFESSIONAL;
  const struct safety_rows *rows = checkin_section_rows(checkin, section);
  size_t count = 0;
  for (size_t i = 0; i < rows->count; i++) {
    if (checkin->answers[section][i] == ANSWER_YES || checkin->answers[section][i] == ANSWER_UNSURE) {
      said[count++] = rows->items[i].say;
    }
  }
  if (checkin->by_signs) {
    said[count++] = checkin->safety->signs.say;
  } else if (count == 0) {
    said[count++] = checkin->safety->groups[checkin->advice].advice.unnamed;
  }
  return count;
}
