#include "screen/pairs.h"

#include <curses.h>
#include <string.h>

void pairs_init(struct pairs *pairs, int most) {
  pairs->most = most - 1 < PAIRS_MOST ? most - 1 : PAIRS_MOST;
  pairs_forget(pairs);
}

void pairs_forget(struct pairs *pairs) {
  pairs->used = 0;
  memset(pairs->numbers, 0, sizeof pairs->numbers);
}

bool pairs_are_short(const struct pairs *pairs) {
  return pairs->most >= 256 && pairs->used > pairs->most * 3 / 4;
}

int pairs_of(struct pairs *pairs, int32_t foreground, int32_t background) {
  if (foreground == -1 && background == -1) {
    return 0;
  }
  uint32_t slot = ((uint32_t)foreground * 2654435761u ^ (uint32_t)background * 40503u) % PAIRS_SLOTS;
  while (pairs->numbers[slot] != 0) {
    if (pairs->foregrounds[slot] == foreground && pairs->backgrounds[slot] == background) {
      return pairs->numbers[slot];
    }
    slot = (slot + 1) % PAIRS_SLOTS;
  }
  if (pairs->used >= pairs->most) {
    return 0;
  }
  int number = ++pairs->used;
  pairs->foregrounds[slot] = foreground;
  pairs->backgrounds[slot] = background;
  pairs->numbers[slot] = (int16_t)number;
  init_extended_pair(number, foreground, background);
  return number;
}
