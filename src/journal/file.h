#ifndef JOURNAL_FILE_H
#define JOURNAL_FILE_H

#include "journal/database.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The file `history.db` in its folder: made, brought up to date, rescued, opened. All zeros: not open. */
struct history_file {
  sqlite3 *database;
  dev_t device;
  ino_t inode;
};

enum { HISTORY_NOTICE_SIZE = 512 };

/* `folder`/history.db. */
void history_path(char *path, size_t size, const char *folder);

/*
 * Opens it for writing, makes folder (0700) and file (0600) where they are missing, migrates an older one, rescues a damaged
 * one. `notice` gets what the person should know of that; else it stays as it is. Waits up to `wait_ms` for others.
 */
bool history_open(const char *folder, int wait_ms, struct history_file *file, char notice[HISTORY_NOTICE_SIZE],
                  struct fault *fault);

/*
 * The same for `file`, which is open and was found damaged in use, though opening it had found nothing: it is closed and
 * rescued, unless another limber has done so already.
 */
bool history_open_damaged(const char *folder, int wait_ms, struct history_file *file, char notice[HISTORY_NOTICE_SIZE],
                          struct fault *fault);

/* Opens it for reading; MISSING where there is none. What can only be read after writing is opened for that: an older one. */
bool history_open_to_read(const char *folder, int wait_ms, struct history_file *file, char notice[HISTORY_NOTICE_SIZE],
                          struct fault *fault);

/* Whether the folder still holds the file that is open: it may have been forgotten, rescued or put back meanwhile. */
bool history_is_current(const struct history_file *file, const char *folder);

void history_close(struct history_file *file);

#endif
