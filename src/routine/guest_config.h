#ifndef ROUTINE_GUEST_CONFIG_H
#define ROUTINE_GUEST_CONFIG_H

#include "base/error.h"
#include "routine/reader.h"

#include <stdbool.h>
#include <stdint.h>

/* What an admin decides about guests of `limber guest`: guest.yaml, as docs/ssh.md describes it. */

/* Columns: enumerator, word. */
#define GUESTS_LIST(X) \
  X(NICKNAME, "nickname") /* whoever says it */ \
  X(KEY, "key")           /* the fingerprint of the key that let them in */ \
  X(GIVEN, "given")       /* a name that the admin wrote beside the key */ \
  X(NONE, "none")         /* nobody in particular: nothing is kept */

#define X(id, word) GUESTS_##id,
enum guests { GUESTS_LIST(X) GUESTS_COUNT };
#undef X

extern const char *const guests_names[GUESTS_COUNT];

struct guest_config {
  enum guests guests;   /* how they are told apart */
  const char *history;  /* the folder of their histories; NULL: nothing is kept */
  const char *routines; /* a folder of routines beside the built-in ones; NULL: none */
  struct strings only;  /* the ids of those that may be played; empty: all */
  bool calm;            /* little moves on the screen */
  const char *figure;   /* the setting of that name; NULL: as usual */
  int64_t idle_ns;      /* nobody presses a key and nothing runs: how long until the end */
  int64_t session_ns;   /* … and this long at most in any case */
  int memory_mib;       /* of address space */
  int file_mib;         /* the largest file */
  int processes;        /* and threads, of the whole account */
};

/* What applies to keys that are not there, and where there is no file: built-in routines, and nothing kept. */
extern const struct guest_config guest_config_usual;

/* Reads `node` into `*config`, whose strings are the reader's arena's. False after adding errors. */
bool guest_config_read(const struct reader *reader, const struct node *node, struct guest_config *config);

/*
 * Reads the file at `path` into `*config`, whose strings are in `arena`. False: `err` (ERROR_INPUT) where it cannot be read,
 * is no YAML or says something wrong; `diagnostics` then tell what.
 */
bool guest_config_load(const char *path, struct arena *arena, struct diagnostics *diagnostics, struct guest_config *config,
                       struct error *err);

#endif
