#include "app/plain_lines.h"

#include "app/load.h"
#include "base/text.h"

#include <string.h>
#include <unistd.h>

enum { LINE_BYTES = 2048, COLUMNS_LEAST = 20 };

/* The bytes of the next line of at most `columns`; a word longer than that is broken after all. */
static size_t next_line(const char *text, int columns) {
  int used = 0;
  size_t fits = text_fit(text, columns, &used);
  if (text[fits] == '\0' || text[fits] == ' ') {
    return fits;
  }
  size_t blank = fits;
  while (blank > 0 && text[blank - 1] != ' ') {
    blank--;
  }
  return blank > strspn(text, " ") ? blank - 1 : fits;
}

void plain_lines_say(FILE *out, int indent, const char *text) {
  char safe[LINE_BYTES];
  const char *rest = text_sanitize(safe, sizeof safe, text);
  int columns = isatty(fileno(out)) ? load_columns(fileno(out)) : 0;
  int left = columns - 1; /* in the last column some terminals wrap */
  while (columns > indent + COLUMNS_LEAST && text_width(rest) > left) {
    size_t length = next_line(rest, left);
    fprintf(out, "%.*s\n%*s", (int)length, rest, indent, "");
    rest += length;
    rest += strspn(rest, " ");
    left = columns - 1 - indent;
  }
  fprintf(out, "%s\n", rest);
}
