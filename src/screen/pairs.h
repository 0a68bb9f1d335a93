#ifndef SCREEN_PAIRS_H
#define SCREEN_PAIRS_H

#include <stdbool.h>
#include <stdint.h>

/* Colours as ncurses wants them: in numbered pairs of a foreground and a background, made as they are needed. */

enum { PAIRS_MOST = 2048, PAIRS_SLOTS = 4096 };

struct pairs {
  int most, used;
  int32_t foregrounds[PAIRS_SLOTS], backgrounds[PAIRS_SLOTS];
  int16_t numbers[PAIRS_SLOTS]; /* 0: an empty slot */
};

/* `most`: how many pairs the terminal has. */
void pairs_init(struct pairs *pairs, int most);

/* The pair of two colours (-1: the terminal's own); 0, the terminal's own pair, when there are no more. */
int pairs_of(struct pairs *pairs, int32_t foreground, int32_t background);

/* Whether so many are used that the next frame should start anew. */
bool pairs_are_short(const struct pairs *pairs);

/* Forgets all pairs: only where everything is drawn anew. */
void pairs_forget(struct pairs *pairs);

#endif
