#ifndef APP_FILE_EVENTS_H
#define APP_FILE_EVENTS_H

#include <stdbool.h>

/* The system's news of files, where it has any: file_events_linux.c has, file_events_portable.c has none. */

/* A descriptor that becomes readable when something happens in a watched folder; -1: there is no such thing. Caller closes. */
int file_events_open(void);

/* Has `fd` tell of `folder`; false where that cannot be. */
bool file_events_watch(int fd, const char *folder);

#endif
