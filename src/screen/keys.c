#include "screen/keys.h"

#include "screen/keymap.h"

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

uint32_t keys_next(WINDOW *pad) {
  wint_t code = 0;
  int kind = wget_wch(pad, &code);
  while (kind == KEY_CODE_YES && code == KEY_RESIZE) { /* ncurses's own; the size is asked for, not told */
    kind = wget_wch(pad, &code);
  }
  if (kind == ERR) {
    return KEY_NOTHING;
  }
  if (kind == KEY_CODE_YES) {
    return function_key(code);
  }
  return code == '\r' ? KEY_RETURN : code == 0x7F || code == '\b' ? KEY_RUBOUT : (uint32_t)code;
}
