#include "figure/compose.h"

#include <stddef.h>

enum { FULL_FROM = 6, TARGET_FULL_FROM = 4 };

/* Shapes of 2 x 4 dots, as the bits of a braille character: rows 1 8 / 2 16 / 4 32 / 64 128. */
static const struct {
  uint8_t bits;
  char rune;
} shapes[] = {
    {0xC0, '_'},  {0xE4, 'o'},  {0x24, '-'},  {0x12, '-'},  {0x36, '='},  {0x09, '"'},  {0x1B, '"'},  {0x47, '|'},
    {0xB8, '|'},  {0x5C, '/'},  {0xA3, '\\'}, {0xFC, '/'},  {0x5F, '/'},  {0xFE, '/'},  {0x7F, '/'},  {0xE7, '\\'},
    {0xBB, '\\'}, {0xF7, '\\'}, {0xBF, '\\'}, {0x0E, '/'},  {0x70, '/'},  {0x31, '\\'}, {0x86, '\\'}, {0x40, '.'},
    {0x80, '.'},  {0x44, ','},  {0xA0, '.'},  {0x01, '\''}, {0x08, '\''}, {0x03, '\''}, {0x18, '`'},  {0x06, ':'},
    {0x30, ':'},  {0xBE, '('},  {0x77, ')'},  {0x8E, '('},  {0x71, ')'},  {0xF6, 'n'},  {0x3F, 'Y'},
};

static int differences(unsigned a, unsigned b) {
  return __builtin_popcount(a ^ b);
}

/* Arms and legs stand out from the trunk, those in front from those behind, and the hair tells which way somebody looks. */
uint32_t ascii_filled(enum flesh_material material, enum flesh_part part, bool is_far) {
  switch (material) {
  case MATERIAL_TARGET:
    return '@';
  case MATERIAL_PROP:
    return 'O';
  case MATERIAL_FURNITURE:
    return 'H';
  case MATERIAL_HAIR:
    return '%';
  default:
    return is_far ? ':' : part == PART_TORSO || part == PART_NECK ? '+' : '#';
  }
}

uint32_t ascii_rune(const struct cell_dots *dots) {
  if (dots->count >= FULL_FROM || (dots->material == MATERIAL_TARGET && dots->count >= TARGET_FULL_FROM)) {
    return ascii_filled(dots->material, dots->part, dots->is_far);
  }
  size_t best = 0;
  for (size_t i = 1; i < sizeof shapes / sizeof shapes[0]; i++) {
    if (differences(shapes[i].bits, dots->bits) < differences(shapes[best].bits, dots->bits)) {
      best = i;
    }
  }
  return differences(shapes[best].bits, dots->bits) <= 8 - dots->count ? (uint32_t)shapes[best].rune
                                                                       : ascii_filled(dots->material, dots->part, dots->is_far);
}
