#ifndef APP_RENDER_FILES_H
#define APP_RENDER_FILES_H

#include "base/error.h"
#include "timeline/timeline.h"

#include <stdbool.h>

/* The cue sheet and the labels beside a sound file: written before it under names of their own, put in place after it. */
struct render_files {
  char sheet[4096], labels[4096];           /* their paths */
  char sheet_part[4128], labels_part[4128]; /* … while they are written; empty: not begun, or in place */
};

/*
 * Names the files beside the sound file `path` and sees that nothing is there which limber has not made. All zeros before.
 * False and `err` when there is.
 */
bool render_files_name(struct render_files *files, const char *path, struct error *err);

/* Writes both under their passing names; false and `err` when that cannot be done. */
bool render_files_write(struct render_files *files, const struct timeline *timeline, const char *path, struct error *err);

/* Puts both in place. */
bool render_files_finish(struct render_files *files, struct error *err);

/* Removes what has been written and not been put in place. */
void render_files_abandon(struct render_files *files);

#endif
