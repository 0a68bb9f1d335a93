#ifndef ROUTINE_LIBRARY_H
#define ROUTINE_LIBRARY_H

#include "routine/exercise_reader.h"
#include "routine/folder.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The exercises that one routine (or one check of many) can name: those it holds itself, then files in a few folders. Each is
 * read when it is first asked for, and once. Lives in an arena, with all it has read.
 */
struct library;

#define LIBRARY_FOLDERS_MAX 2

/*
 * A library over `folders` (searched in this order; borrowed), with `parent` (NULL: none) asked for what they do not have.
 * What is wrong with a file is added to `diagnostics` when it is read.
 */
struct library *library_create(struct arena *arena, struct diagnostics *diagnostics, const char *const *folders, size_t count,
                               struct library *parent);

/*
 * From now on texts and trees of files that are read go to `scratch`, not to the library's arena; libraries made with this one
 * as their parent do the same. What is found outlives `scratch`; the libraries do not.
 */
void library_set_scratch(struct library *library, struct arena *scratch);

/* Adds an exercise read from `source`; `exercise` NULL: it is there but wrong, and that has been said. */
void library_add(struct library *library, const char *id, const struct exercise *exercise, struct exercise_links links,
                 const struct source *source);

enum library_answer { LIBRARY_FOUND, LIBRARY_BROKEN, LIBRARY_UNKNOWN };

/* Looks up `id`; `*exercise` is set when it is FOUND. BROKEN: it is there, but wrong, and diagnostics say how. */
enum library_answer library_find(struct library *library, const char *id, const struct exercise **exercise);

/* Help for an unknown id where nothing is near it. */
extern const char library_help[];

/* Help for an unknown id: the nearest one, in the arena, or NULL. */
const char *library_did_you_mean(struct library *library, const char *id);

/*
 * The exercise that the file of `exercise` names as easier, NULL where it names none. An unknown one, or one whose sides are
 * others, is an error in that file.
 */
const struct exercise *library_easier(struct library *library, const struct exercise *exercise);

/* Checks all that `exercise` says about others: the easier one as above, that the harder one is there. */
void library_check_links(struct library *library, const struct exercise *exercise);

/* Reads the exercise file at `path` whatever its folder, and adds it. NULL after adding errors. */
const struct exercise *library_read_file(struct library *library, const char *path);

/* Whether eased-off `exercise` may become `easier`: their sides must be the same, so that sets stay comparable. */
bool easier_fits(const struct exercise *exercise, const struct exercise *easier);

#endif
