#ifndef TESTS_SUPPORT_CHANCE_H
#define TESTS_SUPPORT_CHANCE_H

#include <stdint.h>

/* Chance that repeats: the same seed draws the same numbers everywhere. */
struct chance {
  uint64_t state; /* not 0 */
};

/* A number below `below`. xorshift64*: Vigna 2016. */
static inline uint64_t chance_draw(struct chance *chance, uint64_t below) {
  chance->state ^= chance->state >> 12;
  chance->state ^= chance->state << 25;
  chance->state ^= chance->state >> 27;
  return (chance->state * UINT64_C(0x2545F4914F6CDD1D) >> 33) % below;
}

#endif
