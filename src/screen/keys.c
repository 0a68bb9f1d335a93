#include "screen/keys.h"

#include "screen/keymap.h"

#include <poll.h>

static uint32_t function_key(wint_t code) {
  switch (code) {
  case KEY_UP:
    return KEY_ARROW_UP;
  case KEY_DOWN:
    return KEY_ARROW_DOWN;
  case KEY_LEFT:
    return KEY_ARROW_LEFT;
  case KEY_RIGHT:
    return KEY_ARROW_RIGHT;
  case KEY_PPAGE:
    return KEY_PAGE_UP;
  case KEY_NPAGE:
    return KEY_PAGE_DOWN;
  case KEY_HOME:
    return KEY_TO_START;
  case KEY_END:
    return KEY_TO_END;
  case KEY_BACKSPACE:
    return KEY_RUBOUT;
  case KEY_ENTER:
    return KEY_RETURN;
  default:
    return KEY_UNKNOWN;
  }
}

enum {
  ANSWER_WAIT_MS = 60, /* between two pieces of an answer */
  LAST_WAIT_MS = 100,
  FAR_WAIT_MS = 400, /* for one that has answered so far */
};

static uint32_t read_key(struct keys *keys, bool waits) {
  wint_t code = 0;
  wtimeout(keys->pad, waits ? ANSWER_WAIT_MS : 0);
  int kind = wget_wch(keys->pad, &code);
  while (kind == KEY_CODE_YES && code == KEY_RESIZE) { /* ncurses's own; the size is asked for, not told */
    kind = wget_wch(keys->pad, &code);
  }
  if (kind == ERR) {
    return KEY_NOTHING;
  }
  if (kind == KEY_CODE_YES) {
    return function_key(code);
  }
  return code == '\r' ? KEY_RETURN : code == 0x7F || code == '\b' ? KEY_RUBOUT : (uint32_t)code;
}

/* Whether the answer may change what is shown. A word that a frame is there does not: it would be the reason for the next. */
static bool hear(struct keys *keys) {
  bool light = false;
  if (keys->awaits_word && answer_tells_presence(keys->answer.text)) {
    keys->awaits_word = false;
    keys->gives_word = true;
    return false;
  }
  if (answer_tells_background(keys->answer.text, &light)) {
    keys->awaits_background = false;
    keys->knows_background = true;
    keys->is_light = light;
  }
  return true;
}

/* Nothing more is there: what was held back is a key after all, or the rest comes later. */
static uint32_t at_a_pause(struct keys *keys) {
  bool escape = answer_holds_escape(&keys->answer);
  /* Of an answer that is awaited the rest may be on its way still: its letters must never act as keys. */
  if (escape || (keys->answer.state == ANSWER_CONTROL && !keys->awaits_word)) {
    answer_forget(&keys->answer);
  }
  if (escape) {
    /* A person is there and the terminal is silent: from now on escape is heard at once. */
    keys->awaits_background = false;
  }
  return escape ? KEY_ESCAPE : KEY_NOTHING;
}

uint32_t keys_next(struct keys *keys) {
  for (;;) {
    uint32_t key = keys->held != KEY_NOTHING ? keys->held : read_key(keys, false);
    keys->held = KEY_NOTHING;
    bool undecided = answer_holds_escape(&keys->answer) || keys->answer.state == ANSWER_CONTROL;
    if (key == KEY_NOTHING && undecided && (keys->awaits_background || keys->awaits_word)) {
      key = read_key(keys, true);
    }
    if (key == KEY_NOTHING) {
      return at_a_pause(keys);
    }
    bool escape = keys->answer.state == ANSWER_ESCAPE;
    switch (answer_take(&keys->answer, key)) {
    case ANSWER_KEY:
      keys->held = escape ? key : KEY_NOTHING;
      return escape ? KEY_ESCAPE : key;
    case ANSWER_PART:
      break;
    case ANSWER_DONE:
      if (hear(keys)) {
        return KEY_UNKNOWN;
      }
      break;
    }
  }
}

void keys_await_answer(struct keys *keys, int input) {
  enum { KEYS_MOST = 64 };
  struct pollfd ready = {.fd = input, .events = POLLIN};
  bool far = keys->awaits_word && keys->gives_word;
  for (int i = 0; i < KEYS_MOST && (keys->awaits_background || keys->awaits_word); i++) {
    if (poll(&ready, 1, far ? FAR_WAIT_MS : LAST_WAIT_MS) <= 0 || (ready.revents & POLLIN) == 0) {
      break;
    }
    keys_next(keys);
  }
  keys->awaits_background = keys->awaits_word = false;
}
