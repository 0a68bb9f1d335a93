#ifndef JOURNAL_DESK_H
#define JOURNAL_DESK_H

#include "journal/file.h"
#include "journal/journal.h"

#include <stdbool.h>
#include <stddef.h>

/* What lies between the two threads of a journal, and what the writing one does with it. */

enum { CHECKINS_MOST = 8, DECLINED_MOST = 8 };

/* A session being kept: all of it stays in memory until it is written, so that it can be written anew anywhere. */
struct sheet {
  struct sheet *next;
  struct session_record session;
  struct step_record *steps;
  size_t step_count, step_capacity;
  size_t written_count;  /* steps that are in the database */
  size_t told_count;     /* steps that journal_take_saved() has gone past */
  unsigned long version; /* goes up with every change … */
  unsigned long written; /* … and this is the one in the database */
  bool over;
};

/* What is handed over and not written yet. */
struct desk {
  struct sheet *sheets; /* in order; the last one is the session begun last */
  struct checkin_record checkins[CHECKINS_MOST];
  size_t checkin_count;
  struct journal_id declined[DECLINED_MOST];
  size_t declined_count;
};

/* What one attempt at writing takes along: a copy, so that nobody waits for the disk. */
struct batch {
  struct session_record session;
  struct step_record *steps;
  size_t first_step, step_count;
  unsigned long version;
  struct checkin_record checkins[CHECKINS_MOST];
  size_t checkin_count;
  struct journal_id declined[DECLINED_MOST];
  size_t declined_count;
  bool has_session, over;
};

/* Whether anything on the desk is not in the database. */
bool desk_is_dirty(const struct desk *desk);

/* The first sheet that has something to write, or NULL. */
struct sheet *desk_dirty_sheet(const struct desk *desk);

/* The sheet of the session begun last, or NULL. */
struct sheet *desk_last_sheet(const struct desk *desk);

/* Lays a sheet down; it is the desk's from here on. */
void desk_add_sheet(struct desk *desk, struct sheet *sheet);

/* Adds a finished set to a sheet, with the next sequence. */
void sheet_add_step(struct sheet *sheet, const struct step_record *step);

/* Copies what is to be written next into `batch`. */
void desk_take(const struct desk *desk, struct batch *batch);

/* Marks what `batch` held as written, and drops sheets that are done with, but never the last one. */
void desk_written(struct desk *desk, const struct batch *batch);

/* A database that is another one than before holds nothing of what lies here. */
void desk_forget_written(struct desk *desk);

void desk_free(struct desk *desk);

/* A sheet that lies on no desk. */
void sheet_free(struct sheet *sheet);

/* Writes `batch` into an open database in one transaction. */
bool batch_write(const struct batch *batch, sqlite3 *database, struct fault *fault);

void batch_free(struct batch *batch);

#endif
