#ifndef JOURNAL_SCHEMA_H
#define JOURNAL_SCHEMA_H

#include "journal/database.h"

/*
 * The tables, by version. A version is written in the table `schema`; an older database is brought up to the present one step
 * by step, each step in one transaction, after a copy of it has been put beside it; a newer one is refused and left as it is.
 */
enum { SCHEMA_VERSION = 2 };

/* The version of an open database into `*version`; 0: it is empty. DAMAGED where it is no history of ours. */
bool schema_version(sqlite3 *database, int *version, struct fault *fault);

/*
 * Brings a database that is open for writing to the present version: makes the tables of an empty one, migrates an older one
 * after copying it to PATH with `.schema-N` behind it, refuses a newer one with NEWER.
 */
bool schema_prepare(sqlite3 *database, const char *path, struct fault *fault);

/* Checks that a database open for reading has the present version; OTHER where it would have to be migrated first. */
bool schema_check(sqlite3 *database, struct fault *fault);

#endif
