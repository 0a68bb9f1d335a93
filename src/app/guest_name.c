#include "app/guest_name.h"

#include "routine/reader.h"

#include <stdio.h>
#include <string.h>

enum { TRIES = 3, LINE_SIZE = 128 };

static bool is_blank(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

bool guest_name_from(const char *text, char name[GUEST_NAME_SIZE]) {
  size_t length = 0;
  while (is_blank(*text)) {
    text++;
  }
  for (; *text != '\0' && length < GUEST_NAME_SIZE - 1; text++) {
    name[length++] = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
  }
  bool whole = *text == '\0';
  while (length > 0 && is_blank(name[length - 1])) {
    length--;
  }
  name[length] = '\0';
  return whole && id_is_valid(name);
}

/* A line without its end; of a longer one the beginning, which is too long to be a name. False at the end of the input. */
static bool read_line(char line[LINE_SIZE]) {
  if (fgets(line, LINE_SIZE, stdin) == NULL) {
    return false;
  }
  if (strchr(line, '\n') == NULL) {
    int letter;
    while ((letter = getchar()) != '\n' && letter != EOF) {
    }
  }
  line[strcspn(line, "\n")] = '\0';
  return true;
}

enum guest_answer guest_name_ask(char name[GUEST_NAME_SIZE]) {
  char line[LINE_SIZE];
  /* Short lines: they fit the narrowest window. */
  puts("\n  limber\n\n"
       "  A nickname keeps your history apart\n"
       "  from others'. It is no secret: whoever\n"
       "  gives the same one sees it.\n"
       "  Enter alone: nothing is kept.\n");
  for (int i = 0; i < TRIES; i++) {
    fputs("  Nickname (letters, digits and -): ", stdout);
    fflush(stdout);
    if (!read_line(line)) {
      return GUEST_LEFT;
    }
    if (line[strspn(line, " \t\r")] == '\0') {
      return GUEST_NAMELESS;
    }
    if (guest_name_from(line, name)) {
      return GUEST_NAMED;
    }
    puts("  That is none: up to 32 letters (a-z),\n  digits, and - between them.");
  }
  puts("  Then without one: nothing is kept.");
  return GUEST_NAMELESS;
}
