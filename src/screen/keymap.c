#include "screen/keymap.h"

#include "base/macros.h"
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define X(mode_id, id, key_words, key_hint, help_text) \
  [ACTION_##id] = {.mode = MODE_##mode_id, .keys = (key_words), .hint = (key_hint), .help = (help_text)},
static const struct action_info infos[ACTION_COUNT] = {ACTION_LIST(X)};
#undef X

struct key_name {
  const char *word, *shown, *ascii;
  uint32_t key;
};

/* Keys that are words in the table; all others stand for themselves. */
static const struct key_name names[] = {
    {"space", "space", "space", KEY_SPACE}, {"enter", "enter", "enter", KEY_RETURN},  {"esc", "esc", "esc", KEY_ESCAPE},
    {"left", "←", "left", KEY_ARROW_LEFT},  {"right", "→", "right", KEY_ARROW_RIGHT}, {"up", "↑", "up", KEY_ARROW_UP},
    {"down", "↓", "down", KEY_ARROW_DOWN},  {"pgup", "PgUp", "PgUp", KEY_PAGE_UP},    {"pgdn", "PgDn", "PgDn", KEY_PAGE_DOWN},
    {"tab", "tab", "tab", KEY_TABULATOR},   {"home", "Home", "Home", KEY_TO_START},   {"end", "End", "End", KEY_TO_END},
};

const struct action_info *action_info(enum action action) {
  assert(action > ACTION_NONE && action < ACTION_COUNT);
  return &infos[action];
}

static const struct key_name *name_of(const char *word, size_t length) {
  for (size_t i = 0; i < ARRAY_LEN(names); i++) {
    if (strlen(names[i].word) == length && memcmp(names[i].word, word, length) == 0) {
      return &names[i];
    }
  }
  return NULL;
}

bool keymap_key(enum action action, size_t index, const struct screen_style *style, uint32_t *key, char *out, size_t size) {
  const char *word = action_info(action)->keys;
  for (; index > 0 && *word != '\0'; index--) {
    word += strcspn(word, " ");
    word += strspn(word, " ");
  }
  size_t length = strcspn(word, " ");
  if (length == 0) {
    return false;
  }
  const struct key_name *name = name_of(word, length);
  if (name != NULL) {
    *key = name->key;
    snprintf(out, size, "%s", style->ascii ? name->ascii : name->shown);
  } else {
    text_decode(word, length, key);
    snprintf(out, size, "%.*s", (int)length, word);
  }
  return true;
}

enum action keymap_action(enum keymap_mode mode, uint32_t key) {
  static const struct screen_style plain = {.ascii = true};
  for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
    uint32_t candidate = 0;
    char shown[8];
    for (size_t i = 0;
         infos[action].mode == mode && keymap_key((enum action)action, i, &plain, &candidate, shown, sizeof shown); i++) {
      if (candidate == key) {
        return (enum action)action;
      }
    }
  }
  return ACTION_NONE;
}

char *keymap_keys(enum action action, const struct screen_style *style, char *out, size_t size) {
  size_t used = 0;
  uint32_t key = 0;
  char shown[8];
  out[0] = '\0';
  for (size_t i = 0; keymap_key(action, i, style, &key, shown, sizeof shown) && used < size; i++) {
    used += (size_t)snprintf(out + used, size - used, "%s%s", i > 0 ? " " : "", shown);
  }
  return out;
}
