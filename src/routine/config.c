#include "routine/config.h"

#include "base/macros.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VOLUME_MOST 100
#define WORDS_MOST 8

static const struct {
  const char *key, *usual, *about;
} settings[SETTING_COUNT_OF] = {
#define X(id, key, usual, about) [SETTING_##id] = {key, usual, about},
    SETTING_LIST(X)
#undef X
};

/* In an order that whoever asks for an index relies on. */
static const char *const words[SETTING_COUNT_OF][WORDS_MOST] = {
    [SETTING_VOICE] = {"auto", "none", "flite", "flite:rms", "flite:slt", "espeak-ng"},
    [SETTING_VERBOSITY] = {"all", "essential", "tones", "silent"},
    [SETTING_BREATH] = {"on", "off"},
    [SETTING_AUDIO] = {"auto", "portaudio", "link", "bell", "none"},
    [SETTING_FAR_SOUNDS] = {"on", "off"},
    [SETTING_PACE] = {"usual", "slow"},
    [SETTING_COLORS] = {"auto", "never", "16", "256", "true"},
    [SETTING_BACKGROUND] = {"auto", "dark", "light"},
    [SETTING_MOTION] = {"full", "reduced"},
    [SETTING_FIGURE] = {"braille", "solid", "ascii", "off"},
    [SETTING_PROGRESS] = {"off", "on"},
    [SETTING_NOTIFY] = {"off", "osc777", "osc99"},
    [SETTING_PASSTHROUGH] = {"off", "on"},
};

const char *setting_key(enum setting setting) {
  assert(setting < SETTING_COUNT_OF);
  return settings[setting].key;
}

const char *setting_usual(enum setting setting) {
  assert(setting < SETTING_COUNT_OF);
  return settings[setting].usual;
}

const char *setting_about(enum setting setting) {
  assert(setting < SETTING_COUNT_OF);
  return settings[setting].about;
}

const char *const *setting_words(enum setting setting, size_t *count) {
  assert(setting < SETTING_COUNT_OF);
  for (*count = 0; *count < WORDS_MOST && words[setting][*count] != NULL;) {
    ++*count;
  }
  return words[setting];
}

/* The index of `text` among the setting's words; WORDS_MOST: it is none. */
static size_t find(enum setting setting, const char *text) {
  for (size_t i = 0; i < WORDS_MOST && words[setting][i] != NULL; i++) {
    if (strcmp(words[setting][i], text) == 0) {
      return i;
    }
  }
  return WORDS_MOST;
}

/* An engine and, behind a colon, which of its voices; a command. */
static bool is_voice(const char *text) {
  static const char *const engines[] = {"flite:", "espeak-ng:", "command:"};
  for (size_t i = 0; i < ARRAY_LEN(engines); i++) {
    size_t length = strlen(engines[i]);
    if (strncmp(text, engines[i], length) == 0 && text[length] != '\0') {
      return true;
    }
  }
  return false;
}

static bool is_volume(const char *text) {
  size_t length = strlen(text);
  return length > 0 && length <= 3 && strspn(text, "0123456789") == length && strtol(text, NULL, 10) <= VOLUME_MOST;
}

bool setting_allows(enum setting setting, const char *text) {
  assert(setting < SETTING_COUNT_OF);
  if (setting == SETTING_VOLUME) {
    return is_volume(text);
  }
  return find(setting, text) < WORDS_MOST || (setting == SETTING_VOICE && is_voice(text));
}

size_t setting_index(enum setting setting, const char *text) {
  size_t index = find(setting, text);
  assert(index < WORDS_MOST);
  return index;
}

char *setting_possible(enum setting setting, char *out, size_t size) {
  size_t count;
  const char *const *all = setting_words(setting, &count);
  if (setting == SETTING_VOLUME) {
    snprintf(out, size, "a number from 0 to %d", VOLUME_MOST);
    return out;
  }
  if (setting == SETTING_VOICE) {
    snprintf(out, size, "auto, none, flite:VOICE, espeak-ng:LANGUAGE or command:COMMAND");
    return out;
  }
  out[0] = '\0';
  for (size_t i = 0; i < count; i++) {
    size_t used = strlen(out);
    snprintf(out + used, size - used, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", all[i]);
  }
  return out;
}
