#include "routine/folder.h"

#include "base/arena.h"
#include "base/memory.h"
#include "routine/reader.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char ending[] = ".yaml";

#define ENDING_LENGTH (sizeof ending - 1)

bool is_yaml_name(const char *name) {
  size_t length = strlen(name);
  return length > ENDING_LENGTH && strcmp(name + length - ENDING_LENGTH, ending) == 0;
}

const char *path_stem(struct arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  const char *name = slash == NULL ? path : slash + 1;
  size_t length = strlen(name);
  return arena_copy(arena, name, is_yaml_name(name) ? length - ENDING_LENGTH : length);
}

const char *path_folder(struct arena *arena, const char *path) {
  const char *slash = strrchr(path, '/');
  if (slash == NULL) {
    return ".";
  }
  return arena_copy(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

const char *path_within(struct arena *arena, const char *folder, const char *name) {
  size_t length = strlen(folder);
  bool slash = length > 0 && folder[length - 1] == '/';
  return arena_format(arena, slash ? "%s%s" : "%s/%s", folder, name);
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef const char *(*keep_fn)(struct arena *arena, const char *name);

/* The entries that `keep` makes something of, sorted. */
static struct names list(struct arena *arena, const char *folder, keep_fn keep, bool *readable) {
  DIR *directory = opendir(folder);
  *readable = directory != NULL;
  if (directory == NULL) {
    return (struct names){0};
  }
  const char **found = NULL;
  size_t count = 0, room = 0;
  for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
    const char *kept = entry->d_name[0] == '.' ? NULL : keep(arena, entry->d_name);
    if (kept == NULL) {
      continue;
    }
    if (count == room) {
      room = room == 0 ? 64 : room * 2;
      found = memory_resize(found, room, sizeof *found);
    }
    found[count++] = kept;
  }
  closedir(directory);
  const char **names = arena_array(arena, count, sizeof *names);
  if (count > 0) {
    qsort(found, count, sizeof *found, compare_names);
    memcpy(names, found, count * sizeof *names);
  }
  free(found);
  return (struct names){names, count};
}

static const char *keep_id(struct arena *arena, const char *name) {
  if (!is_yaml_name(name)) {
    return NULL;
  }
  const char *id = path_stem(arena, name);
  return id_is_valid(id) ? id : NULL;
}

static const char *keep_all(struct arena *arena, const char *name) {
  return arena_string(arena, name);
}

struct names folder_ids(struct arena *arena, const char *folder) {
  bool readable;
  return list(arena, folder, keep_id, &readable);
}

struct names folder_entries(struct arena *arena, const char *folder, bool *readable) {
  return list(arena, folder, keep_all, readable);
}

const char *folder_find(struct arena *arena, const char *folder, const char *id) {
  if (!id_is_valid(id)) {
    return NULL;
  }
  const char *path = path_within(arena, folder, arena_format(arena, "%s%s", id, ending));
  struct stat status;
  return stat(path, &status) == 0 ? path : NULL;
}
