#include "screen/painter_text.h"

#include "base/text.h"

#include <limits.h>
#include <string.h>
#include <wchar.h>

/* Terminals have a character and a few marks on it in a cell. */
enum { CHARACTERS_MOST = 5 };

size_t painter_text(const struct cell *cell, bool utf8, char out[PAINTER_TEXT_SIZE]) {
  size_t length = strlen(cell->text), used = 0;
  int count = 0;
  if (length == 1 && cell->width == 1) {
    out[0] = cell->text[0];
    return 1;
  }
  bool is_shown = true;
  for (size_t at = 0; at < length && count < CHARACTERS_MOST && used + MB_LEN_MAX < PAINTER_TEXT_SIZE;) {
    uint32_t codepoint = 0;
    at += text_decode(cell->text + at, length - at, &codepoint);
    bool fits = codepoint < 0x80 || (utf8 && wcwidth((wchar_t)codepoint) == (count == 0 ? cell->width : 0));
    if (fits) {
      mbstate_t state;
      memset(&state, 0, sizeof state);
      size_t taken = wcrtomb(out + used, (wchar_t)codepoint, &state);
      used += taken != (size_t)-1 ? taken : 0;
      count++;
    } else if (count == 0) {
      out[used++] = '?';
      count++;
      is_shown = false;
    }
  }
  if (!is_shown && cell->width == 2) {
    out[used++] = ' ';
  }
  return used;
}
