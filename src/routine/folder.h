#ifndef ROUTINE_FOLDER_H
#define ROUTINE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* What folders hold, by name alone: nothing is opened. */

/* Sorted names in an arena. */
struct names {
  const char *const *items;
  size_t count;
};

/* The ids of the ID.yaml files in `folder`; none when it cannot be read (it need not be there). */
struct names folder_ids(struct arena *arena, const char *folder);

/* The path folder/ID.yaml when `id` is an id and a file is there, else NULL. Other names never become paths. */
const char *folder_find(struct arena *arena, const char *folder, const char *id);

/* The names of all entries but hidden ones; `*readable` tells whether the folder could be read. */
struct names folder_entries(struct arena *arena, const char *folder, bool *readable);

/* The file's name without its folder and its ".yaml". */
const char *path_stem(struct arena *arena, const char *path);

/* The folder that `path` lies in: "." where it names none. */
const char *path_folder(struct arena *arena, const char *path);

/* folder/name. */
const char *path_within(struct arena *arena, const char *folder, const char *name);

/* Whether `name` ends in ".yaml". */
bool is_yaml_name(const char *name);

#endif
