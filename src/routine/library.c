#include "routine/library.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Looking for the nearest of ten thousand names takes a while: a file with more unknown ones has another trouble. */
#define SUGGESTIONS_MAX 25

const char library_help[] = "limber list --exercises names them all";

struct entry {
  struct entry *next;
  const char *id;
  const struct exercise *exercise; /* NULL: broken */
  struct exercise_links links;
  const struct source *source;
  bool is_lent; /* the figure it borrows has been looked for */
};

struct library {
  struct arena *arena, *scratch;
  struct diagnostics *diagnostics;
  struct library *parent;
  const char *folders[LIBRARY_FOLDERS_MAX];
  size_t folder_count;
  struct entry *entries;
  struct names folder_names[LIBRARY_FOLDERS_MAX];
  bool names_known;
  int suggestions;
};

struct library *library_create(struct arena *arena, struct diagnostics *diagnostics, const char *const *folders, size_t count,
                               struct library *parent) {
  assert(count <= LIBRARY_FOLDERS_MAX);
  struct library *library = arena_alloc(arena, sizeof *library);
  library->arena = arena;
  library->scratch = parent != NULL && parent->scratch != parent->arena ? parent->scratch : arena;
  library->diagnostics = diagnostics;
  library->parent = parent;
  library->folder_count = count;
  for (size_t i = 0; i < count; i++) {
    library->folders[i] = folders[i];
  }
  return library;
}

void library_set_scratch(struct library *library, struct arena *scratch) {
  library->scratch = scratch;
}

void library_add(struct library *library, const char *id, const struct exercise *exercise, struct exercise_links links,
                 const struct source *source) {
  struct entry *entry = arena_alloc(library->arena, sizeof *entry);
  *entry = (struct entry){library->entries, arena_string(library->arena, id), exercise, links, source, false};
  library->entries = entry;
}

static struct entry *entry_of(const struct library *library, const char *id) {
  struct entry *entry = library->entries;
  while (entry != NULL && strcmp(entry->id, id) != 0) {
    entry = entry->next;
  }
  return entry;
}

/* A message about a file as a whole. */
static void add_about_file(const struct library *library, const char *path, const char *message) {
  struct place place = {path, 0, 0};
  diagnostics_add(library->diagnostics, SEVERITY_ERROR, place, 1, NULL, 0, NULL, message);
}

const struct exercise *library_read_file(struct library *library, const char *path) {
  const char *id = path_stem(library->arena, path);
  struct error err = {0};
  const struct exercise *exercise = NULL;
  struct exercise_links links = {NULL, NULL, NULL};
  size_t errors = diagnostics_errors_reported(library->diagnostics);
  struct source *source = source_read(library->scratch, path, &err);
  if (source == NULL) {
    add_about_file(library, path, err.message);
  } else {
    source->file = arena_string(library->arena, path); /* the model names it */
  }
  if (source == NULL) {
    exercise = NULL;
  } else if (!id_is_valid(id)) {
    add_about_file(library, path, "an exercise's file is called by its id: lower-case words joined by -, and .yaml");
  } else if (source_check(source, library->diagnostics)) {
    const struct node *node = node_parse(source, library->scratch, library->diagnostics);
    const struct reader reader = {library->arena, library->diagnostics, source};
    exercise = node == NULL ? NULL : exercise_read(&reader, node, id, true, &links);
  }
  if (diagnostics_errors_reported(library->diagnostics) > errors) {
    exercise = NULL; /* unknown and doubled keys leave something to look at, but nothing to use */
  }
  library_add(library, id, exercise, links, source);
  return exercise;
}

static enum library_answer answer(const struct entry *entry, const struct exercise **exercise) {
  if (entry->exercise == NULL) {
    return LIBRARY_BROKEN;
  }
  *exercise = entry->exercise;
  return LIBRARY_FOUND;
}

/* An exercise that borrows a figure gets it when it is first asked for: its lender may be read after it. */
static void lend_figure(struct library *library, struct entry *entry) {
  const struct exercise *lender = NULL;
  if (entry->is_lent || entry->exercise == NULL || entry->exercise->figure == NULL) {
    return;
  }
  entry->is_lent = true;
  if (library_find(library, entry->exercise->figure, &lender) == LIBRARY_FOUND && lender->own_figure != NULL) {
    struct exercise *exercise = arena_alloc(library->arena, sizeof *exercise);
    *exercise = *entry->exercise;
    exercise->own_figure = lender->own_figure;
    entry->exercise = exercise;
  }
}

enum library_answer library_find(struct library *library, const char *id, const struct exercise **exercise) {
  struct entry *entry = entry_of(library, id);
  if (entry != NULL) {
    lend_figure(library, entry);
    return answer(entry, exercise);
  }
  for (size_t i = 0; i < library->folder_count; i++) {
    const char *path = folder_find(library->arena, library->folders[i], id);
    if (path != NULL) {
      library_read_file(library, path);
      entry = entry_of(library, id);
      lend_figure(library, entry);
      return answer(entry, exercise);
    }
  }
  return library->parent == NULL ? LIBRARY_UNKNOWN : library_find(library->parent, id, exercise);
}

static void keep_nearer(const char *id, const char *candidate, const char **best) {
  if (candidate != NULL && (*best == NULL || text_distance(id, candidate) < text_distance(id, *best))) {
    *best = candidate;
  }
}

static const char *nearest_id(struct library *library, const char *id) {
  const char *best = library->parent == NULL ? NULL : nearest_id(library->parent, id);
  if (!library->names_known) {
    for (size_t i = 0; i < library->folder_count; i++) {
      library->folder_names[i] = folder_ids(library->arena, library->folders[i]);
    }
    library->names_known = true;
  }
  for (size_t i = 0; i < library->folder_count; i++) {
    keep_nearer(id, text_nearest(id, library->folder_names[i].items, library->folder_names[i].count), &best);
  }
  for (const struct entry *entry = library->entries; entry != NULL; entry = entry->next) {
    keep_nearer(id, text_nearest(id, &entry->id, 1), &best);
  }
  return best;
}

const char *library_did_you_mean(struct library *library, const char *id) {
  if (library->suggestions >= SUGGESTIONS_MAX) {
    return NULL;
  }
  library->suggestions++;
  const char *nearest = nearest_id(library, id);
  return nearest == NULL ? NULL : arena_format(library->arena, "did you mean \"%s\"?", nearest);
}

bool easier_fits(const struct exercise *exercise, const struct exercise *easier) {
  return exercise->sides == easier->sides;
}

/* The entry that `exercise` came in, here or further up. */
static const struct entry *origin_of(const struct library *library, const struct exercise *exercise) {
  for (; library != NULL; library = library->parent) {
    const struct entry *entry = entry_of(library, exercise->id);
    if (entry != NULL && entry->exercise == exercise) {
      return entry;
    }
  }
  return NULL;
}

/* What the link `node` in the file of `from` names; NULL after adding an error there. */
static const struct exercise *follow(struct library *library, const struct entry *from, const struct node *node) {
  const struct reader reader = {library->arena, library->diagnostics, from->source};
  const struct exercise *found = NULL;
  if (library_find(library, node->text, &found) == LIBRARY_UNKNOWN) {
    const char *help = library_did_you_mean(library, node->text);
    reader_error(&reader, node, help != NULL ? help : library_help, "unknown exercise \"%.64s\"", node->text);
  }
  return found;
}

const struct exercise *library_easier(struct library *library, const struct exercise *exercise) {
  const struct entry *from = origin_of(library, exercise);
  if (exercise->easier == NULL || from == NULL) {
    return NULL;
  }
  const struct exercise *easier = follow(library, from, from->links.easier);
  if (easier != NULL && !easier_fits(exercise, easier)) {
    const struct reader reader = {library->arena, library->diagnostics, from->source};
    reader_error(&reader, from->links.easier, "name one that counts its sides in the same way",
                 "\"%s\" has sides: %s, \"%s\" has sides: %s", exercise->id, sidedness_names[exercise->sides], easier->id,
                 sidedness_names[easier->sides]);
    return NULL;
  }
  return easier;
}

void library_check_links(struct library *library, const struct exercise *exercise) {
  const struct entry *from = origin_of(library, exercise);
  library_easier(library, exercise);
  if (from != NULL && exercise->harder != NULL) {
    follow(library, from, from->links.harder);
  }
  if (from != NULL && exercise->figure != NULL) {
    follow(library, from, from->links.figure);
  }
}
