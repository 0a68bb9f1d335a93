#include "support/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_whole(const char *path) {
  enum { MOST = 1 << 20 };
  char *text = calloc(MOST, 1);
  FILE *file = fopen(path, "rb");
  assert_non_null(text);
  if (file != NULL) {
    size_t used = fread(text, 1, MOST - 1, file);
    text[used] = '\0';
    fclose(file);
  }
  return text;
}

static void write_whole(const char *path, const char *text) {
  FILE *file = fopen(path, "wb");
  if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0) {
    fail_msg("%s: %s", path, strerror(errno));
  }
}

void golden_check(const char *name, const char *actual) {
  char path[1024];
  const char *update = getenv("UPDATE_GOLDEN");
  snprintf(path, sizeof path, "%s/tests/golden/%s", SOURCE_DIR, name);
  if (update != NULL && strcmp(update, "1") == 0) {
    write_whole(path, actual);
    return;
  }
  char *expected = read_whole(path);
  if (strcmp(expected, actual) != 0) {
    print_message("tests/golden/%s holds:\n%s\nactual (UPDATE_GOLDEN=1 accepts it):\n%s\n", name, expected, actual);
  }
  assert_string_equal(actual, expected);
  free(expected);
}
