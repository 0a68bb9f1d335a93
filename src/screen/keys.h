#ifndef SCREEN_KEYS_H
#define SCREEN_KEYS_H

#include <curses.h>
#include <stdint.h>

/* The next key that `pad` (with keypad and nodelay) has: a code point or one of enum key; KEY_NOTHING: there is none. */
uint32_t keys_next(WINDOW *pad);

#endif
