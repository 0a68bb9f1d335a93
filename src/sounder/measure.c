#include "sounder/measure.h"

#include "base/memory.h"
#include "base/paths.h"
#include "sounder/voice_clean.h"
#include "sounder/voice_engine.h"
#include "sounder/voice_shape.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_SIZE 512
#define KEPT_MAX 20000 /* lengths in the file; beyond, it begins anew */

/* A length that has been measured, under a key made of voice and text. */
struct length {
  uint64_t key;
  int64_t ms;
};

struct lengths {
  struct length *items;
  size_t count, room;
  FILE *file; /* new ones are added to it; NULL: nothing is kept */
};

static uint64_t add_to_key(uint64_t key, const char *text) {
  do {
    key = (key ^ (unsigned char)*text) * UINT64_C(1099511628211);
  } while (*text++ != '\0');
  return key;
}

static uint64_t key_of(const char *voice, const char *text) {
  return add_to_key(add_to_key(UINT64_C(14695981039346656037), voice), text);
}

static void add(struct lengths *lengths, struct length length) {
  if (lengths->count == lengths->room) {
    lengths->room = lengths->room ? 2 * lengths->room : 256;
    lengths->items = memory_resize(lengths->items, lengths->room, sizeof *lengths->items);
  }
  lengths->items[lengths->count++] = length;
}

/* Lines of KEY MS; what is none is passed over. A line that was not written to its end is measured again. */
static void open_lengths(struct lengths *lengths, const char *folder) {
  struct length length;
  char line[64];
  char end;
  if (folder == NULL || !paths_make_folder(folder, NULL)) {
    return;
  }
  char *path = paths_join(folder, "lengths");
  lengths->file = fopen(path, "a+e");
  free(path);
  if (lengths->file == NULL) {
    return;
  }
  rewind(lengths->file);
  while (lengths->count < KEPT_MAX && fgets(line, sizeof line, lengths->file) != NULL) {
    if (sscanf(line, "%16" SCNx64 " %" SCNd64 "%c", &length.key, &length.ms, &end) == 3 && end == '\n' && length.ms >= 0) {
      add(lengths, length);
    }
  }
  if (lengths->count == KEPT_MAX) {
    lengths->count = 0;
    rewind(lengths->file);
    if (ftruncate(fileno(lengths->file), 0) != 0) {
      fclose(lengths->file);
      lengths->file = NULL;
    }
  }
}

static const struct length *find(const struct lengths *lengths, uint64_t key) {
  for (size_t i = 0; i < lengths->count; i++) {
    if (lengths->items[i].key == key) {
      return &lengths->items[i];
    }
  }
  return NULL;
}

/* In ms, without the silence around it; 0: it cannot be said. */
static int64_t speak(struct voice_engine *engine, const char *text) {
  struct voice_samples spoken = {0};
  struct error ignored;
  if (!engine->class->speak(engine, text, &spoken, &ignored)) {
    return 0;
  }
  clean_speech(&spoken); /* as it would be played */
  int64_t ms = shape_trim(&spoken) ? ((int64_t)spoken.length * 1000 + spoken.rate - 1) / spoken.rate : 0;
  free(spoken.samples);
  return ms;
}

static int64_t length_of(struct lengths *lengths, struct voice_engine *engine, const char *text) {
  uint64_t key = key_of(engine->name, text);
  const struct length *known = find(lengths, key);
  if (known != NULL) {
    return known->ms;
  }
  struct length length = {key, speak(engine, text)};
  add(lengths, length);
  if (lengths->file != NULL) {
    fprintf(lengths->file, "%016" PRIx64 " %" PRId64 "\n", length.key, length.ms);
  }
  return length.ms;
}

void measure(const char *wanted, const char *folder, FILE *in, FILE *out) {
  atomic_bool stop = false;
  struct error err = {0};
  struct lengths lengths = {0};
  struct voice_engine *engine = strcmp(wanted, "none") == 0 ? NULL : voice_engine_open(wanted, &stop, &err);
  char text[TEXT_SIZE];
  fprintf(out, "%s\n", engine != NULL ? engine->name : "");
  if (engine != NULL) {
    open_lengths(&lengths, folder);
  }
  while (engine != NULL && fgets(text, sizeof text, in) != NULL) {
    text[strcspn(text, "\n")] = '\0';
    fprintf(out, "%" PRId64 "\n", length_of(&lengths, engine, text));
    fflush(out);
  }
  if (lengths.file != NULL) {
    fclose(lengths.file);
  }
  free(lengths.items);
  voice_engine_close(engine);
}
