#ifndef BASE_PATHS_H
#define BASE_PATHS_H

#include "base/error.h"

#include <stdbool.h>

/* Where things are kept: the XDG base folders, joined paths, folders made for oneself alone. The environment is read here. */

enum xdg_folder {
  XDG_DATA,    /* history, the user's own routines */
  XDG_CONFIG,  /* settings, profile */
  XDG_CACHE,   /* what can be computed again */
  XDG_STATE,   /* logs */
  XDG_RUNTIME, /* sockets */
};

/*
 * The path of limber's own folder within `folder`, such as ~/.local/share/limber. A variable that is unset, empty or
 * relative counts as unset, as the XDG specification asks; then the usual place under $HOME is taken (that of the password
 * file where $HOME is unset or relative), for XDG_RUNTIME /tmp/limber-UID. Nothing is made. Caller frees.
 */
char *paths_folder(enum xdg_folder folder);

/* `folder`/`name`, with one slash between them; an absolute `name`, or one in an empty `folder`, stays alone. Caller frees. */
char *paths_join(const char *folder, const char *name);

/* Makes the folder `path` and every missing one above it, each with mode 0700. Fails with ERROR_MACHINE. */
bool paths_make_folder(const char *path, struct error *err);

/*
 * Makes `path` like paths_make_folder() and checks that it is a folder, not a link to one, of this user and closed to all
 * others: what sockets need, above all under /tmp. Fails with ERROR_MACHINE.
 */
bool paths_make_private_folder(const char *path, struct error *err);

/* The last part of `path`, borrowed from it. */
const char *paths_base(const char *path);

#endif
