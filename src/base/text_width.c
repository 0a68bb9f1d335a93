#include "base/text.h"

#include "base/macros.h"
#include "base/text_width_table.h"

#include <stdlib.h>
#include <string.h>

static int compare_to_range(const void *key, const void *item) {
  uint32_t codepoint = *(const uint32_t *)key;
  const struct codepoint_range *range = item;
  return codepoint < range->first ? -1 : codepoint > range->last ? 1 : 0;
}

static bool is_among(uint32_t codepoint, const struct codepoint_range *ranges, size_t count) {
  return bsearch(&codepoint, ranges, count, sizeof *ranges, compare_to_range) != NULL;
}

/* Lines, blocks and braille, of which screens are full: neither table has anything there. */
static bool is_drawing(uint32_t codepoint) {
  return (codepoint >= 0x2500 && codepoint <= 0x259F) || (codepoint >= 0x2800 && codepoint <= 0x28FF);
}

int text_codepoint_width(uint32_t codepoint) {
  if (codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0)) {
    return 0;
  }
  if (codepoint < 0x300 || is_drawing(codepoint)) { /* Latin: neither table has anything there, either */
    return 1;
  }
  if ((codepoint >= 0x2500 && codepoint < 0x25FD) || (codepoint >= 0x2800 && codepoint < 0x2900)) {
    return 1; /* neither for what digits, bars and pictures are made of */
  }
  if (is_among(codepoint, zero_width, ARRAY_LEN(zero_width))) {
    return 0;
  }
  return is_among(codepoint, double_width, ARRAY_LEN(double_width)) ? 2 : 1;
}

int text_width(const char *text) {
  size_t length = strlen(text);
  int width = 0;
  for (size_t at = 0; at < length;) {
    uint32_t codepoint;
    at += text_decode(text + at, length - at, &codepoint);
    width += text_codepoint_width(codepoint);
  }
  return width;
}

size_t text_fit(const char *text, int columns, int *used) {
  size_t length = strlen(text), at = 0;
  *used = 0;
  while (at < length) {
    uint32_t codepoint;
    size_t bytes = text_decode(text + at, length - at, &codepoint);
    int width = text_codepoint_width(codepoint);
    if (*used + width > columns) {
      break;
    }
    *used += width;
    at += bytes;
  }
  return at;
}
