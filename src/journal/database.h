#ifndef JOURNAL_DATABASE_H
#define JOURNAL_DATABASE_H

#include "journal/fault.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* SQLite as the journal uses it: every failure is a fault, every text is made safe on its way out. One thread each. */

enum database_use {
  DATABASE_READ,   /* fails with MISSING where there is none */
  DATABASE_WRITE,  /* the same, for writing */
  DATABASE_CREATE, /* makes an empty file where there is none, mode 0600 */
};

/*
 * Opens the file at `path`. Waits up to `wait_ms` whenever another process writes. A rollback journal and synchronous=FULL: a
 * commit that returned is on the disk, on file systems of a network too. NULL with `fault`. Caller closes.
 */
sqlite3 *database_open(const char *path, enum database_use use, int wait_ms, struct fault *fault);

/* Gives back what memory it can: it will not be used for a while. */
void database_rest(sqlite3 *database);

/* NULL is fine. */
void database_close(sqlite3 *database);

/* Fills `fault` from the database's last error. Returns false. */
bool database_fault(sqlite3 *database, struct fault *fault);

/* The kind of fault that SQLite's result `code` means. */
enum fault_kind database_fault_kind(int code);

/* Runs statements without results. */
bool database_run(sqlite3 *database, const char *sql, struct fault *fault);

/* The integer that a statement without parameters gives; `fallback` where it gives none. */
bool database_integer(sqlite3 *database, const char *sql, int64_t fallback, int64_t *value, struct fault *fault);

/* A statement being bound and then read, column by column. All zeros: none. */
struct query {
  sqlite3 *database;
  sqlite3_stmt *statement;
  int next_parameter, next_column;
};

/* Prepares `sql`. Caller finishes, whatever this returns, before it prepares the same again. */
bool query_init(struct query *query, sqlite3 *database, const char *sql, struct fault *fault);

void query_finish(struct query *query);

/* Binds the next parameter. The text is borrowed until query_finish() or query_again(). */
void query_bind_integer(struct query *query, int64_t value);
void query_bind_text(struct query *query, const char *text);
void query_bind_null(struct query *query);

/* Goes to the next row; `*row` false: there is none. */
bool query_step(struct query *query, bool *row, struct fault *fault);

/* Runs a statement that gives no rows. */
bool query_run(struct query *query, struct fault *fault);

/* Back to before its first row, with nothing bound. */
void query_again(struct query *query);

/* The next column of the row: an integer, NULL as `null`; a text, cut to the field and made safe. */
int64_t query_integer(struct query *query, int64_t null);
void query_text(struct query *query, char *field, size_t size);

/* The next column's text as the index of it among `names`; `count` where it is none of them. */
size_t query_word(struct query *query, const char *const *names, size_t count);

#endif
