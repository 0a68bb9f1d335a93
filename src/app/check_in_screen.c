#include "app/check_in.h"

#include "app/keep.h"
#include "app/pages.h"
#include "app/store.h"
#include "base/arena.h"
#include "base/memory.h"
#include "base/paths.h"
#include "base/timespan.h"
#include "screen/checkin.h"

#include <stdlib.h>
#include <string.h>

enum { QUICK_MS = 900 };

struct asking {
  struct checkin *checkin;
  struct checkin_view view;
  char notice[160];
  bool chose_form; /* the person asked for one question at a time */
  bool sized;
  int last_first;       /* the greatest first row of advice */
  int64_t one_typed_ns; /* when a 1 was typed as the rating; 0: it was not */
  enum check_in_end end;
};

/* A small screen, or large letters on one, asks one question at a time; lists wait for more room. */
static void fit_form(struct asking *asking, int rows, int columns) {
  bool fits = checkin_lists_fit(asking->checkin->safety, rows, columns);
  if (!asking->chose_form && (!asking->sized || !fits)) {
    checkin_set_one_at_a_time(asking->checkin, !fits);
  }
  asking->sized = true;
}

static void draw(void *context, struct cells *cells, const struct screen_style *style) {
  struct asking *asking = context;
  fit_form(asking, cells_rows(cells), cells_columns(cells));
  asking->last_first = checkin_draw(cells, &asking->view, style);
  if (asking->view.first > asking->last_first) {
    asking->view.first = asking->last_first;
  }
}

static void turn_page(struct asking *asking) {
  asking->view.selected = 0;
  asking->view.first = 0;
  asking->view.more = false;
  asking->view.notice = NULL;
  asking->one_typed_ns = 0;
}

/* A quick 1 0 is ten. */
static void rate(struct asking *asking, uint32_t key, int64_t real_ns) {
  bool ten = key == '0' && asking->one_typed_ns != 0 && real_ns - asking->one_typed_ns < QUICK_MS * NS_PER_MS;
  checkin_rate(asking->checkin, ten ? 10 : (int)(key - '0'));
  asking->one_typed_ns = key == '1' ? real_ns : 0;
}

static void change_rating(struct asking *asking, int by) {
  int rating = asking->checkin->rating + by;
  checkin_rate(asking->checkin, rating < 0 ? 0 : rating);
  asking->one_typed_ns = 0;
}

static void move(struct asking *asking, int by) {
  const struct safety_row *rows[SAFETY_ROWS_MAX];
  size_t count = checkin_rows(asking->checkin, rows);
  if (by > 0 && asking->view.selected + 1 < count) {
    asking->view.selected++;
  } else if (by < 0 && asking->view.selected > 0) {
    asking->view.selected--;
  }
}

/* Words that are longer than the screen. */
static void scroll(struct asking *asking, int by) {
  int first = asking->view.first + by;
  asking->view.first = first < 0 ? 0 : first > asking->last_first ? asking->last_first : first;
}

static void write_advice(struct asking *asking) {
  struct error err = {0};
  char path[120];
  if (check_in_write_advice(asking->checkin, path, sizeof path, &err)) {
    snprintf(asking->notice, sizeof asking->notice, "Written to %s", path);
  } else {
    snprintf(asking->notice, sizeof asking->notice, "%.150s.", err.message);
  }
  asking->view.notice = asking->notice;
}

/* Keys of the words that lead to help. */
static bool act_on_advice(struct asking *asking, enum action action) {
  switch (action) {
  case ACTION_ADVICE_CLOSE:
    asking->end = CHECK_IN_ADVISED;
    return true;
  case ACTION_ADVICE_MORE:
    asking->view.more = !asking->view.more;
    asking->view.first = 0;
    break;
  case ACTION_ADVICE_WRITE:
    if (asking->view.can_write) {
      write_advice(asking);
    }
    break;
  case ACTION_ADVICE_DOWN:
    scroll(asking, 1);
    break;
  case ACTION_ADVICE_UP:
    scroll(asking, -1);
    break;
  case ACTION_ADVICE_BACK:
    checkin_back(asking->checkin);
    turn_page(asking);
    break;
  default:
    break;
  }
  return false;
}

static void ask_singly(struct asking *asking) {
  asking->chose_form = true;
  checkin_set_one_at_a_time(asking->checkin, !asking->checkin->one_at_a_time);
  turn_page(asking);
}

static void answer(struct asking *asking, enum checkin_answer given) {
  checkin_answer(asking->checkin, given);
  turn_page(asking);
}

/* Keys of the questions; false: it was none of them. */
static bool act_on_question(struct asking *asking, enum action action, uint32_t key, int64_t real_ns) {
  switch (action) {
  case ACTION_ANSWER_NO:
    answer(asking, ANSWER_NO);
    return true;
  case ACTION_ANSWER_YES:
    answer(asking, ANSWER_YES);
    return true;
  case ACTION_ANSWER_UNSURE:
    answer(asking, ANSWER_UNSURE);
    return true;
  case ACTION_QUESTION_SINGLY:
    ask_singly(asking);
    return true;
  case ACTION_TICK:
    checkin_tick(asking->checkin, asking->view.selected);
    return true;
  case ACTION_TICKS_DOWN:
    move(asking, 1);
    return true;
  case ACTION_TICKS_UP:
    move(asking, -1);
    return true;
  case ACTION_GIVE_RATING:
    rate(asking, key, real_ns);
    return true;
  case ACTION_RATING_LESS:
    change_rating(asking, -1);
    return true;
  case ACTION_RATING_MORE:
    change_rating(asking, 1);
    return true;
  case ACTION_NOTICE_DOWN:
    scroll(asking, 1);
    return true;
  case ACTION_NOTICE_UP:
    scroll(asking, -1);
    return true;
  default:
    return false;
  }
}

static bool key(void *context, uint32_t pressed, int64_t real_ns) {
  struct asking *asking = context;
  enum keymap_mode mode = checkin_keymap_mode(&asking->view);
  enum action action = keymap_action(mode, pressed);
  if (mode == MODE_ADVICE) {
    return act_on_advice(asking, action);
  }
  if (!act_on_question(asking, action, pressed, real_ns)) {
    switch (action) {
    case ACTION_NOTICE_GO_ON:
    case ACTION_TICKS_NEXT:
    case ACTION_RATING_NEXT:
      checkin_next(asking->checkin);
      turn_page(asking);
      break;
    case ACTION_QUESTION_BACK:
    case ACTION_TICKS_BACK:
    case ACTION_RATING_BACK:
      checkin_back(asking->checkin);
      turn_page(asking);
      break;
    case ACTION_NOTICE_LEAVE:
    case ACTION_QUESTION_LEAVE:
    case ACTION_TICKS_LEAVE:
    case ACTION_RATING_LEAVE:
      return true;
    default:
      break;
    }
  }
  bool clear = asking->checkin->at.page == CHECKIN_CLEAR;
  asking->end = clear ? CHECK_IN_CLEAR : CHECK_IN_LEFT;
  return clear;
}

enum check_in_end check_in_on_screen(struct checkin *checkin, int *signal, struct error *err) {
  static const struct pages pages = {draw, key};
  struct asking asking = {
      .checkin = checkin, .view = {.checkin = checkin, .can_write = !keep_is_for_guests()}, .end = CHECK_IN_LEFT};
  if (!pages_run(&pages, &asking, signal, err)) {
    return CHECK_IN_FAILED;
  }
  return asking.end;
}

bool check_in_write_advice(const struct checkin *checkin, char *path, size_t size, struct error *err) {
  const struct safety_advice *advice = &checkin->safety->groups[checkin->advice].advice;
  const char *said[SAFETY_ROWS_MAX];
  size_t count = checkin_said(checkin, said);
  struct arena *arena = arena_create();
  const char *text = arena_format(arena, "%s\n\n%s\n\nYou can say this:\n", advice->title, advice->how);
  for (size_t i = 0; i < count; i++) {
    text = arena_format(arena, "%s  \"%s\"\n", text, said[i]);
  }
  text = arena_format(arena, "%s\n%s\n", text, advice->meaning);
  for (size_t i = 0; i < advice->more.count; i++) {
    text = arena_format(arena, "%s\n- %s", text, advice->more.items[i]);
  }
  char *folder = paths_folder(XDG_DATA);
  snprintf(path, size, "%s/" STORE_ADVICE, folder);
  bool good = store_write(folder, STORE_ADVICE, arena_format(arena, "%s\n", text), err);
  free(folder);
  arena_destroy(arena);
  return good;
}
