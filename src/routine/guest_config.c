#include "routine/guest_config.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/timespan.h"
#include "routine/config.h"
#include "routine/source.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { PATH_CHARACTERS = 1000, ONLY_MOST = 500, ID_CHARACTERS = 64, DAY_S = 24 * 60 * 60, MIB_MOST = 65536 };

#define X(id, word) [GUESTS_##id] = (word),
const char *const guests_names[GUESTS_COUNT] = {GUESTS_LIST(X)};
#undef X

const struct guest_config guest_config_usual = {
    .guests = GUESTS_NONE,
    .idle_ns = SECONDS(15 * 60),
    .session_ns = SECONDS(3 * 60 * 60),
    .memory_mib = 256,
    .file_mib = 64,
    .processes = 2000,
};

static const char *const motions[] = {"full", "reduced"};

/* A folder by its whole path: a guest's session is started from anywhere. */
static bool read_folder(const struct reader *reader, const struct node *node, const char **out) {
  const char *path = NULL;
  if (!read_string(reader, node, PATH_CHARACTERS, &path)) {
    return false;
  }
  if (path == NULL) {
    return true;
  }
  if (path[0] != '/') {
    return reader_error(reader, node, "write the whole path, from the first / on", "%.60s is not a whole path", path);
  }
  *out = path;
  return true;
}

static bool read_routines(const struct reader *reader, const struct node *node, const char **out) {
  bool good = read_folder(reader, node, out);
  if (good && *out != NULL && access(*out, R_OK | X_OK) != 0) {
    reader_warning(reader, node, "only the built-in routines are offered", "%s cannot be read: %s", *out, strerror(errno));
  }
  return good;
}

static bool read_only(const struct reader *reader, const struct node *node, struct strings *out) {
  bool good = read_strings(reader, node, ONLY_MOST, ID_CHARACTERS, out);
  for (size_t i = 0; good && i < out->count; i++) {
    if (!id_is_valid(out->items[i])) {
      good = reader_error(reader, node, "limber list names them", "\"%.60s\" is not the id of a routine", out->items[i]);
    }
  }
  return good;
}

/* Whoever is told apart has something to be kept apart. */
static bool check_history(const struct reader *reader, const struct node *node, const struct guest_config *config) {
  if (config->guests == GUESTS_NONE || config->history != NULL) {
    return true;
  }
  return reader_error(reader, node, "history: /var/lib/limber/guests, or guests: none",
                      "guests are told apart, but there is no folder for their histories");
}

bool guest_config_read(const struct reader *reader, const struct node *node, struct guest_config *config) {
  enum { LIMBER, GUESTS, HISTORY, ROUTINES, ONLY, MOTION, FIGURE, IDLE, SESSION, MEMORY, FILE_SIZE, PROCESSES, COUNT };
  static const struct reader_key keys[COUNT] = {
      [LIMBER] = {"limber", true, "1"},
      [GUESTS] = {"guests", false, "nickname"},
      [HISTORY] = {"history", false, "/var/lib/limber/guests"},
      [ROUTINES] = {"routines", false, "/srv/limber/routines"},
      [ONLY] = {"only", false, "[hips-1, desk-2-reset]"},
      [MOTION] = {"motion", false, "reduced"},
      [FIGURE] = {"figure", false, "solid"},
      [IDLE] = {"idle", false, "15m"},
      [SESSION] = {"session", false, "180m"},
      [MEMORY] = {"memory-mib", false, "256"},
      [FILE_SIZE] = {"file-mib", false, "64"},
      [PROCESSES] = {"processes", false, "2000"},
  };
  const struct node *values[COUNT];
  size_t errors = diagnostics_errors_reported(reader->diagnostics);
  int version = 1, guests = GUESTS_NONE, motion = 0, figure = -1;
  size_t figure_count;
  const char *const *figures = setting_words(SETTING_FIGURE, &figure_count);
  *config = guest_config_usual;
  bool good = read_mapping(reader, node, keys, COUNT, values);
  good = read_integer(reader, values[LIMBER], 1, 1, &version) && good;
  good = read_word(reader, values[GUESTS], "way to tell guests apart", guests_names, GUESTS_COUNT, &guests) && good;
  config->guests = (enum guests)guests;
  good = read_folder(reader, values[HISTORY], &config->history) && good;
  good = read_routines(reader, values[ROUTINES], &config->routines) && good;
  good = read_only(reader, values[ONLY], &config->only) && good;
  good = read_word(reader, values[MOTION], "amount of motion", motions, ARRAY_LEN(motions), &motion) && good;
  config->calm = motion != 0;
  good = read_word(reader, values[FIGURE], setting_key(SETTING_FIGURE), figures, figure_count, &figure) && good;
  config->figure = figure >= 0 ? figures[figure] : NULL;
  good = read_duration(reader, values[IDLE], 1, DAY_S, &config->idle_ns) && good;
  good = read_duration(reader, values[SESSION], 1, DAY_S, &config->session_ns) && good;
  good = read_integer(reader, values[MEMORY], 32, MIB_MOST, &config->memory_mib) && good;
  good = read_integer(reader, values[FILE_SIZE], 1, MIB_MOST, &config->file_mib) && good;
  good = read_integer(reader, values[PROCESSES], 4, 1000000, &config->processes) && good;
  good = good && check_history(reader, values[GUESTS], config);
  return good && diagnostics_errors_reported(reader->diagnostics) == errors;
}

bool guest_config_load(const char *path, struct arena *arena, struct diagnostics *diagnostics, struct guest_config *config,
                       struct error *err) {
  const struct source *source = source_read(arena, path, err);
  if (source == NULL) {
    return false;
  }
  const struct reader reader = {arena, diagnostics, source};
  const struct node *node = source_check(source, diagnostics) ? node_parse(source, arena, diagnostics) : NULL;
  if (node != NULL && guest_config_read(&reader, node, config) && diagnostics_errors_reported(diagnostics) == 0) {
    return true;
  }
  char shown[256];
  return error_set(err, ERROR_INPUT, "%s cannot be used as it is", text_sanitize(shown, sizeof shown, path));
}
