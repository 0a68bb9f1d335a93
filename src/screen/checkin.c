#include "screen/checkin.h"

#include "screen/checkin_pages.h"

#include <stdio.h>

const char checkin_unsure_hint[] = "\"Not sure\" counts as yes here. There is no hurry.";

enum { LIST_OTHER_ROWS = 10, LIST_COLUMNS = 72 };

const char *checkin_aside(const struct checkin *checkin, char *out, size_t size) {
  int at = 0, of = 0;
  checkin_progress(checkin, &at, &of);
  snprintf(out, size, "%d of %d", at, of);
  return of > 1 ? out : NULL;
}

enum keymap_mode checkin_keymap_mode(const struct checkin_view *view) {
  switch (view->checkin->at.page) {
  case CHECKIN_NEW:
  case CHECKIN_LIST:
  case CHECKIN_QUESTION:
    return MODE_QUESTION;
  case CHECKIN_WHICH:
  case CHECKIN_TICKS:
    return MODE_TICKS;
  case CHECKIN_RATING:
    return MODE_RATING;
  case CHECKIN_ADVICE:
    return MODE_ADVICE;
  default:
    return MODE_NOTICE;
  }
}

int checkin_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style) {
  switch (view->checkin->at.page) {
  case CHECKIN_NEW:
  case CHECKIN_QUESTION:
    checkin_question_draw(cells, view, style);
    return 0;
  case CHECKIN_LIST:
    checkin_list_draw(cells, view, style);
    return 0;
  case CHECKIN_WHICH:
  case CHECKIN_TICKS:
    checkin_ticks_draw(cells, view, style);
    return 0;
  case CHECKIN_RATING:
    checkin_rating_draw(cells, view, style);
    return 0;
  case CHECKIN_ADVICE:
    return checkin_advice_draw(cells, view, style);
  default:
    return checkin_notice_draw(cells, view, style);
  }
}

bool checkin_lists_fit(const struct safety *safety, int rows, int columns) {
  size_t most = 0;
  for (int group = 0; group < GROUP_COUNT; group++) {
    size_t count = safety->groups[group].rows.count;
    most = count > most ? count : most;
  }
  return columns >= LIST_COLUMNS && rows >= (int)most + LIST_OTHER_ROWS;
}
