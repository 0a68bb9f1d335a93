#include "routine/profile.h"

#include "base/macros.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_SIZE = 4096 };

struct profile profile_empty(void) {
  return (struct profile){.checked = DAY_NEVER};
}

static bool standing_equal(const struct profile *a, const struct profile *b) {
  for (size_t i = 0; i < a->standing_count; i++) {
    if (strcmp(a->standing[i].id, b->standing[i].id) != 0 || a->standing[i].since != b->standing[i].since) {
      return false;
    }
  }
  return true;
}

bool profile_equal(const struct profile *a, const struct profile *b) {
  return a->tags == b->tags && a->floor_is_hard == b->floor_is_hard && a->slow == b->slow && a->long_holds == b->long_holds &&
         a->told == b->told && a->checked == b->checked && a->standing_count == b->standing_count && standing_equal(a, b);
}

struct text {
  char *bytes;
  size_t used;
};

static void add(struct text *text, const char *format, ...) PRINTF_LIKE(2, 3);

static void add(struct text *text, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  text->used += (size_t)vsnprintf(text->bytes + text->used, TEXT_SIZE - text->used, format, arguments);
  va_end(arguments);
}

char *profile_text(const struct profile *profile) {
  struct text text = {memory_alloc(TEXT_SIZE, 1), 0};
  char date[16];
  add(&text,
      "# What limber knows about you. `limber profile` shows and changes it; deleting the file forgets it.\nlimber: 1\n");
  add(&text, "tags: [");
  const char *comma = "";
  for (int tag = 0; tag < AVOID_COUNT; tag++) {
    if (profile->tags & WORD_BIT(tag)) {
      add(&text, "%s%s", comma, avoid_names[tag]);
      comma = ", ";
    }
  }
  add(&text, "]\nfloor-is-hard: %s\nslow: %s\nlong-holds: %s\ntold: %s\n", profile->floor_is_hard ? "true" : "false",
      profile->slow ? "true" : "false", profile->long_holds ? "true" : "false", profile->told ? "true" : "false");
  if (profile->checked != DAY_NEVER) {
    add(&text, "checked: %s\n", calendar_format(date, sizeof date, profile->checked));
  }
  for (size_t i = 0; i < profile->standing_count; i++) {
    add(&text, "%s  - {id: %s, since: %s}\n", i == 0 ? "standing:\n" : "", profile->standing[i].id,
        calendar_format(date, sizeof date, profile->standing[i].since));
  }
  return text.bytes;
}
