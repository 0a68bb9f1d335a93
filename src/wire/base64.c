#include "wire/base64.h"

#include <stdint.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(const unsigned char *bytes, size_t length, char *text) {
  for (size_t at = 0; at < length; at += 3, text += 4) {
    size_t left = length - at;
    uint32_t bits = (uint32_t)bytes[at] << 16 | (left > 1 ? (uint32_t)bytes[at + 1] << 8 : 0) | (left > 2 ? bytes[at + 2] : 0);
    text[0] = alphabet[bits >> 18 & 63];
    text[1] = alphabet[bits >> 12 & 63];
    text[2] = left > 1 ? alphabet[bits >> 6 & 63] : '=';
    text[3] = left > 2 ? alphabet[bits & 63] : '=';
  }
  *text = '\0';
}

/* The four characters at `text` as up to three bytes, `*count` of them; only the last four may be padded. */
static bool decode_four(const char *text, bool last, unsigned char out[3], size_t *count) {
  uint32_t bits = 0;
  *count = 3;
  if (last && text[3] == '=') {
    *count = text[2] == '=' ? 1 : 2;
  }
  for (size_t i = 0; i < 4; i++) {
    const char *digit = i <= *count ? memchr(alphabet, text[i], sizeof alphabet - 1) : alphabet;
    if (digit == NULL) {
      return false;
    }
    bits = bits << 6 | (uint32_t)(digit - alphabet);
  }
  for (size_t i = 0; i < 3; i++) {
    out[i] = (unsigned char)(bits >> (16 - 8 * i));
  }
  return (*count > 2 || out[2] == 0) && (*count > 1 || out[1] == 0);
}

bool base64_decode(const char *text, unsigned char *bytes, size_t room, size_t *length) {
  size_t left = strlen(text);
  *length = 0;
  if (left % 4 != 0) {
    return false;
  }
  for (; left > 0; left -= 4, text += 4) {
    unsigned char three[3];
    size_t count = 0;
    if (!decode_four(text, left == 4, three, &count) || count > room - *length) {
      return false;
    }
    memcpy(bytes + *length, three, count);
    *length += count;
  }
  return true;
}
