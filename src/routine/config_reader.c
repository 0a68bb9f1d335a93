#include "routine/config_reader.h"

#include "base/arena.h"
#include "base/paths.h"
#include "routine/exercise_reader.h"
#include "routine/folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COMMAND_CHARACTERS 1000
#define PATH_CHARACTERS 1000

enum { KEY_LIMBER = SETTING_COUNT_OF, KEY_SOUNDS, KEY_COUNT };

static const char *const examples[SETTING_COUNT_OF] = {
    [SETTING_VOLUME] = "80",    [SETTING_VOICE] = "flite:slt",  [SETTING_VERBOSITY] = "essential",
    [SETTING_AUDIO] = "auto",   [SETTING_BREATH] = "off",       [SETTING_PACE] = "slow",
    [SETTING_COLORS] = "256",   [SETTING_BACKGROUND] = "light", [SETTING_MOTION] = "reduced",
    [SETTING_FIGURE] = "solid",
};

static bool read_volume(const struct reader *reader, const struct node *node, const char **out) {
  int volume = -1;
  if (!read_integer(reader, node, 0, 100, &volume)) {
    return false;
  }
  *out = volume >= 0 ? arena_format(reader->arena, "%d", volume) : *out;
  return true;
}

static bool read_command(const struct reader *reader, const struct node *node, const char **out) {
  static const struct reader_key keys[] = {{"command", true, "piper --output_file -"}};
  const struct node *value;
  const char *command = NULL;
  if (!read_mapping(reader, node, keys, 1, &value) || !read_string(reader, value, COMMAND_CHARACTERS, &command)) {
    return false;
  }
  *out = arena_format(reader->arena, "command:%s", command);
  return true;
}

static bool read_voice(const struct reader *reader, const struct node *node, const char **out) {
  const char *voice = NULL;
  if (node == NULL) {
    return true;
  }
  if (node->kind == NODE_MAPPING) {
    return read_command(reader, node, out);
  }
  if (!read_string(reader, node, COMMAND_CHARACTERS, &voice)) {
    return false;
  }
  if (!setting_allows(SETTING_VOICE, voice)) {
    char possible[128];
    size_t count;
    const char *const *words = setting_words(SETTING_VOICE, &count);
    const char *near = reader_did_you_mean(reader, voice, words, count);
    setting_possible(SETTING_VOICE, possible, sizeof possible);
    return reader_error(reader, node, near != NULL ? near : arena_format(reader->arena, "possible is %s", possible),
                        "there is no voice %.40s", voice);
  }
  *out = voice;
  return true;
}

static bool read_value(const struct reader *reader, enum setting setting, const struct node *node, const char **out) {
  size_t count;
  const char *const *words = setting_words(setting, &count);
  int index = -1;
  if (setting == SETTING_VOLUME) {
    return read_volume(reader, node, out);
  }
  if (setting == SETTING_VOICE) {
    return read_voice(reader, node, out);
  }
  if (!read_word(reader, node, setting_key(setting), words, count, &index)) {
    return false;
  }
  *out = index >= 0 ? words[index] : *out;
  return true;
}

/* Where a file named in the settings is. */
static const char *resolve(const struct reader *reader, const char *path) {
  const char *home = getenv("HOME");
  if (strncmp(path, "~/", 2) == 0 && home != NULL) {
    return path_within(reader->arena, home, path + 2);
  }
  return path[0] == '/' ? path : path_within(reader->arena, path_folder(reader->arena, reader->source->file), path);
}

static bool read_sounds(const struct reader *reader, const struct node *node, const char **sounds) {
  struct reader_key keys[CUE_SOUND_COUNT_OF - 1];
  const struct node *values[CUE_SOUND_COUNT_OF - 1];
  if (node == NULL) {
    return true;
  }
  for (int i = 0; i < CUE_SOUND_COUNT_OF - 1; i++) {
    keys[i] = (struct reader_key){cue_sound_name((enum cue_sound)(i + 1)), false, "gong.wav"};
  }
  bool good = read_mapping(reader, node, keys, CUE_SOUND_COUNT_OF - 1, values);
  for (int i = 0; i < CUE_SOUND_COUNT_OF - 1; i++) {
    const char *path = NULL;
    if (!read_string(reader, values[i], PATH_CHARACTERS, &path)) {
      good = false;
    } else if (path != NULL) {
      sounds[i + 1] = resolve(reader, path);
      if (access(sounds[i + 1], R_OK) != 0) {
        reader_warning(reader, values[i], "the built-in sound is played instead", "%s cannot be read (%s)", sounds[i + 1],
                       strerror(errno));
      }
    }
  }
  return good;
}

static bool read_settings(const struct reader *reader, const struct node *node, struct config *config) {
  struct reader_key keys[KEY_COUNT];
  const struct node *values[KEY_COUNT];
  for (int i = 0; i < SETTING_COUNT_OF; i++) {
    keys[i] = (struct reader_key){setting_key((enum setting)i), false, examples[i]};
  }
  keys[KEY_LIMBER] = (struct reader_key){"limber", false, "1"};
  keys[KEY_SOUNDS] = (struct reader_key){"sounds", false, "{finish: gong.wav}"};
  bool good = read_mapping(reader, node, keys, KEY_COUNT, values);
  good = format_version_read(reader, values[KEY_LIMBER]) && good;
  for (int i = 0; i < SETTING_COUNT_OF; i++) {
    good = read_value(reader, (enum setting)i, values[i], &config->values[i]) && good;
  }
  return read_sounds(reader, values[KEY_SOUNDS], config->sounds) && good;
}

/* Whether every line is blank or a comment, as of a file whose settings have all been taken out. */
static bool says_nothing(const struct source *source) {
  for (int line = 1; line <= (int)source->line_count; line++) {
    const char *text = NULL;
    size_t length = source_line(source, line, &text), at = 0;
    while (at < length && (text[at] == ' ' || text[at] == '\r')) {
      at++;
    }
    if (at < length && text[at] != '#') {
      return false;
    }
  }
  return true;
}

bool config_read(const struct reader *reader, struct config *config) {
  size_t errors = diagnostics_errors_reported(reader->diagnostics);
  *config = (struct config){{NULL}, {NULL}};
  if (!source_check(reader->source, reader->diagnostics)) {
    return false;
  }
  if (says_nothing(reader->source)) {
    return true;
  }
  const struct node *node = node_parse(reader->source, reader->arena, reader->diagnostics);
  /* Unknown and doubled keys are known only by their messages. */
  return node != NULL && read_settings(reader, node, config) && diagnostics_errors_reported(reader->diagnostics) == errors;
}

bool config_load(const char *path, struct arena *arena, struct diagnostics *diagnostics, struct config *config,
                 struct error *err) {
  *config = (struct config){{NULL}, {NULL}};
  if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
    return true;
  }
  const struct source *source = source_read(arena, path, err);
  if (source == NULL) {
    return false;
  }
  const struct reader reader = {arena, diagnostics, source};
  return config_read(&reader, config);
}
