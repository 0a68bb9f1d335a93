#include "base/text.h"

#include <assert.h>
#include <string.h>

#define REPLACEMENT 0xFFFDu

/* The length that a lead byte promises, and the bits of the character it carries; 0: not a lead byte. */
static size_t lead_length(unsigned char lead, uint32_t *bits) {
  if (lead < 0x80) {
    *bits = lead;
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    *bits = lead & 0x1Fu;
    return 2;
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    *bits = lead & 0x0Fu;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    *bits = lead & 0x07u;
    return 4;
  }
  return 0;
}

size_t text_decode(const char *text, size_t length, uint32_t *codepoint) {
  assert(length > 0);
  if ((unsigned char)text[0] < 0x80) {
    *codepoint = (unsigned char)text[0];
    return 1;
  }
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000}; /* anything less in so many bytes is overlong */
  uint32_t value = 0;
  size_t need = lead_length((unsigned char)text[0], &value);
  *codepoint = REPLACEMENT;
  if (need == 0 || need > length) {
    return 1;
  }
  for (size_t i = 1; i < need; i++) {
    unsigned char byte = (unsigned char)text[i];
    if ((byte & 0xC0) != 0x80) {
      return 1;
    }
    value = value << 6 | (byte & 0x3Fu);
  }
  if (value < least[need] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    return 1;
  }
  *codepoint = value;
  return need;
}

static bool is_plain(unsigned char byte) {
  return byte >= 0x20 && byte < 0x7F;
}

/* The same of eight bytes at once: none has its highest bit set, is below a space, or is DEL. */
static bool are_plain(const char *text) {
  const uint64_t each = UINT64_C(0x0101010101010101);
  uint64_t bytes;
  memcpy(&bytes, text, sizeof bytes);
  return ((bytes | (bytes - each * 0x20) | (bytes + each)) & each * 0x80) == 0;
}

size_t text_plain_length(const char *text, size_t length) {
  size_t at = 0;
  while (length - at >= sizeof(uint64_t) && are_plain(text + at)) {
    at += sizeof(uint64_t);
  }
  while (at < length && is_plain((unsigned char)text[at])) {
    at++;
  }
  return at;
}

size_t text_encode(uint32_t codepoint, char out[4]) {
  if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF)) {
    codepoint = REPLACEMENT;
  }
  if (codepoint < 0x80) {
    out[0] = (char)codepoint;
    return 1;
  }
  size_t length = codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t i = length - 1; i > 0; i--) {
    out[i] = (char)(0x80u | (codepoint & 0x3Fu));
    codepoint >>= 6;
  }
  out[0] = (char)(lead[length] | codepoint);
  return length;
}

bool text_is_utf8(const char *text, size_t length) {
  for (size_t at = 0; at < length;) {
    uint32_t codepoint;
    size_t used = text_decode(text + at, length - at, &codepoint);
    if (codepoint == REPLACEMENT && used == 1) {
      return false;
    }
    at += used;
  }
  return true;
}

bool text_is_printable(uint32_t codepoint) {
  if (codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0)) {
    return false;
  }
  if (codepoint == 0x2028 || codepoint == 0x2029) { /* line and paragraph separator */
    return false;
  }
  if ((codepoint >= 0x202A && codepoint <= 0x202E) || (codepoint >= 0x2066 && codepoint <= 0x2069)) {
    return false; /* bidirectional embeddings, overrides and isolates */
  }
  if ((codepoint >= 0xD800 && codepoint <= 0xDFFF) || codepoint > 0x10FFFF) {
    return false;
  }
  return (codepoint & 0xFFFE) != 0xFFFE; /* not a character in any plane */
}

char *text_sanitize(char *out, size_t size, const char *text) {
  assert(size > 0);
  size_t length = strlen(text), used = 0;
  for (size_t at = 0; at < length;) {
    uint32_t codepoint;
    at += text_decode(text + at, length - at, &codepoint);
    if (codepoint == '\n' || codepoint == '\t') {
      codepoint = ' ';
    } else if (!text_is_printable(codepoint)) {
      codepoint = REPLACEMENT;
    }
    char bytes[4];
    size_t count = text_encode(codepoint, bytes);
    if (used + count >= size) {
      break;
    }
    memcpy(out + used, bytes, count);
    used += count;
  }
  out[used] = '\0';
  return out;
}

static bool is_blank(uint32_t codepoint) {
  return codepoint == ' ' || (codepoint >= '\t' && codepoint <= '\r') || codepoint == 0xA0 ||
         (codepoint >= 0x2000 && codepoint <= 0x200A) || codepoint == 0x3000;
}

/* Close enough for counting words: beyond ASCII, all but the blocks of punctuation, symbols and pictures. */
static bool is_letter_or_digit(uint32_t codepoint) {
  if (codepoint < 0x80) {
    uint32_t small = codepoint | 0x20;
    return (small >= 'a' && small <= 'z') || (codepoint >= '0' && codepoint <= '9');
  }
  if (codepoint < 0xC0) {
    return codepoint == 0xAA || codepoint == 0xB5 || codepoint == 0xBA;
  }
  return codepoint != 0xD7 && codepoint != 0xF7 && !(codepoint >= 0x2000 && codepoint <= 0x2BFF) &&
         !(codepoint >= 0x3000 && codepoint <= 0x303F) && !(codepoint >= 0xFE00 && codepoint <= 0xFE0F) &&
         !(codepoint >= 0xFF00 && codepoint <= 0xFF0F) && !(codepoint >= 0x1F000 && codepoint <= 0x1FAFF) &&
         codepoint != REPLACEMENT;
}

void text_rub_out(char *text) {
  size_t length = strlen(text);
  while (length > 0 && ((unsigned char)text[length - 1] & 0xC0U) == 0x80U) {
    length--;
  }
  text[length > 0 ? length - 1 : 0] = '\0';
}

int text_count_words(const char *text) {
  int words = 0;
  bool counted = false; /* the run we are in */
  while (*text != '\0') {
    uint32_t codepoint = (unsigned char)*text;
    if (codepoint < 0x80) {
      text++;
    } else {
      text += text_decode(text, strnlen(text, 4), &codepoint);
    }
    if (is_blank(codepoint)) {
      counted = false;
    } else if (!counted && is_letter_or_digit(codepoint)) {
      counted = true;
      words++;
    }
  }
  return words;
}

#define LONGEST_WORD 64

static int least_of(int a, int b) {
  return a < b ? a : b;
}

/* Optimal string alignment: Levenshtein's table, and a swap of neighbours as one edit. Three rows of it are enough. */
int text_distance(const char *a, const char *b) {
  size_t a_length = strnlen(a, LONGEST_WORD), b_length = strnlen(b, LONGEST_WORD);
  int rows[3][LONGEST_WORD + 1];
  for (size_t j = 0; j <= b_length; j++) {
    rows[0][j] = (int)j;
  }
  for (size_t i = 1; i <= a_length; i++) {
    int *row = rows[i % 3];
    const int *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
    row[0] = (int)i;
    for (size_t j = 1; j <= b_length; j++) {
      row[j] = least_of(least_of(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = least_of(row[j], two_above[j - 2] + 1);
      }
    }
  }
  return rows[a_length % 3][b_length];
}

const char *text_nearest(const char *word, const char *const *words, size_t count) {
  size_t letters = strnlen(word, LONGEST_WORD);
  int best_distance = letters / 3 < 1 ? 1 : (int)(letters / 3);
  const char *best = NULL;
  for (size_t i = 0; i < count; i++) {
    if (words[i] == NULL) {
      continue;
    }
    size_t other = strnlen(words[i], LONGEST_WORD);
    if ((other > letters ? other - letters : letters - other) > (size_t)best_distance) {
      continue; /* so many letters would have to be put in or left out at least */
    }
    int distance = text_distance(word, words[i]);
    if (distance < best_distance || (distance == best_distance && best == NULL)) {
      best_distance = distance;
      best = words[i];
    }
  }
  return best;
}
