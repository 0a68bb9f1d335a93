#ifndef SCREEN_KEYS_H
#define SCREEN_KEYS_H

#include "screen/answer.h"

#include <curses.h>
#include <stdbool.h>
#include <stdint.h>

/* Keys out of what the terminal sends, and the answers of the terminal itself kept apart from them. */
struct keys {
  WINDOW *pad; /* with keypad and nodelay */
  struct answer answer;
  uint32_t held;
  bool awaits_background; /* the terminal has been asked, and has not said yet */
  bool knows_background;  /* it has said, and `is_light` is what */
  bool is_light;
  bool awaits_word; /* the terminal has been asked whether it is there: it says so once all before has been shown */
  bool gives_word;  /* it has said so before */
};

/*
 * The next key: a code point or one of enum key; KEY_NOTHING: there is none. An answer of the terminal comes as KEY_UNKNOWN,
 * but for the word that it has shown a frame. While one is awaited, an escape at the end of what is there waits some hundredths
 * of a second for what may follow it.
 */
uint32_t keys_next(struct keys *keys);

/*
 * Where an answer is still awaited, waits up to a tenth of a second for it and drops it, and what was typed until then: what
 * comes later would be typed into the shell. `input`: the terminal.
 */
void keys_await_answer(struct keys *keys, int input);

#endif
