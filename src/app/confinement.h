#ifndef APP_CONFINEMENT_H
#define APP_CONFINEMENT_H

#include <stdbool.h>
#include <stddef.h>

/* What a process may still do once it has been confined for good. */
struct confinement {
  const char *readable[16]; /* folders, with all in them; those that are not there are left out */
  size_t readable_count;
  const char *writable; /* one that may be written as well; NULL: none */
};

/*
 * No core dumps, no new privileges; and where the system has the means (Landlock) nothing else is opened than `confinement`
 * says and the terminal, no program is started, no connection of TCP made and no other process signalled. Whether files are
 * fenced off; false: the system cannot.
 */
bool confine(const struct confinement *confinement);

#endif
