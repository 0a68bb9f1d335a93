#include "routine/catalogue.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "routine/catalogue_private.h"
#include "routine/folder.h"
#include "routine/reader.h"

#include <stdlib.h>
#include <string.h>

struct catalogue *catalogue_create(const char *user_folder, const char *builtin_folder) {
  struct catalogue *catalogue = memory_alloc(1, sizeof *catalogue);
  catalogue->arena = arena_create();
  const char *const folders[] = {user_folder, builtin_folder};
  for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
    if (folders[i] != NULL) {
      size_t at = catalogue->folder_count++;
      catalogue->routines[at] = arena_string(catalogue->arena, folders[i]);
      catalogue->exercises[at] = path_within(catalogue->arena, folders[i], "exercises");
    }
  }
  return catalogue;
}

void catalogue_confine(struct catalogue *catalogue, struct strings only) {
  catalogue->is_confined = true;
  catalogue->only = only;
}

bool catalogue_allows(const struct catalogue *catalogue, const char *id) {
  bool allowed = !catalogue->is_confined || catalogue->only.count == 0;
  for (size_t i = 0; !allowed && i < catalogue->only.count; i++) {
    allowed = strcmp(catalogue->only.items[i], id) == 0;
  }
  return allowed && !catalogue_is_other_content(id);
}

void catalogue_destroy(struct catalogue *catalogue) {
  if (catalogue != NULL) {
    arena_destroy(catalogue->arena);
    free(catalogue);
  }
}

bool catalogue_is_path(const char *name) {
  return strchr(name, '/') != NULL || is_yaml_name(name);
}

bool catalogue_is_other_content(const char *id) {
  static const char *const others[] = {"safety", "phrases"};
  for (size_t i = 0; i < ARRAY_LEN(others); i++) {
    if (strcmp(id, others[i]) == 0) {
      return true;
    }
  }
  return false;
}

static const char *file_path(struct arena *arena, const char *folder, const char *id) {
  return arena_format(arena, "%s/%s.yaml", folder, id);
}

/* Both lists are sorted: they are merged, the first one's files before the second one's of the same id. */
static struct catalogue_list merge(struct arena *arena, const char *const *folders, const struct names *names) {
  struct catalogue_entry *entries = arena_array(arena, names[0].count + names[1].count, sizeof *entries);
  size_t count = 0, user = 0, builtin = 0;
  while (user < names[0].count || builtin < names[1].count) {
    int order = user == names[0].count      ? 1
                : builtin == names[1].count ? -1
                                            : strcmp(names[0].items[user], names[1].items[builtin]);
    const char *id = order <= 0 ? names[0].items[user] : names[1].items[builtin];
    entries[count++] = (struct catalogue_entry){
        .id = id,
        .path = file_path(arena, folders[order > 0], id),
        .shadows = order == 0 ? file_path(arena, folders[1], id) : NULL,
    };
    user += order <= 0;
    builtin += order >= 0;
  }
  return (struct catalogue_list){entries, count};
}

static struct names allowed(const struct catalogue *catalogue, struct arena *arena, struct names names) {
  const char **kept = arena_array(arena, names.count, sizeof *kept);
  size_t count = 0;
  for (size_t i = 0; i < names.count; i++) {
    if (catalogue_allows(catalogue, names.items[i])) {
      kept[count++] = names.items[i];
    }
  }
  return (struct names){kept, count};
}

struct catalogue_list catalogue_list_routines(const struct catalogue *catalogue, struct arena *arena) {
  struct names names[CATALOGUE_FOLDERS] = {{0}};
  for (size_t i = 0; i < catalogue->folder_count; i++) {
    names[i] = allowed(catalogue, arena, folder_ids(arena, catalogue->routines[i]));
  }
  return merge(arena, catalogue->routines, names);
}

struct catalogue_list catalogue_list_exercises(const struct catalogue *catalogue, struct arena *arena) {
  struct names names[CATALOGUE_FOLDERS] = {{0}};
  for (size_t i = 0; i < catalogue->folder_count; i++) {
    names[i] = folder_ids(arena, catalogue->exercises[i]);
  }
  return merge(arena, catalogue->exercises, names);
}
