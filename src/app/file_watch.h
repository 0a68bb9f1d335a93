#ifndef APP_FILE_WATCH_H
#define APP_FILE_WATCH_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Tells when files change, however an editor writes them: in place, or as a new file of the same name. Woken by inotify where
 * the system has it, else by looking a few times a second.
 */
struct file_watch;

enum { FILE_WATCH_MOST = 8 };

/* Watches nothing yet. Caller destroys. */
struct file_watch *file_watch_create(void);

/* NULL is fine. */
void file_watch_destroy(struct file_watch *watch);

/* Watches `path` too, from its present state on; it need not be there, but its folder must. Beyond FILE_WATCH_MOST: nothing. */
void file_watch_add(struct file_watch *watch, const char *path);

/* The descriptor that becomes readable when something may have changed, or -1. */
int file_watch_fd(const struct file_watch *watch);

/* When to look again at the latest, in real ns; INT64_MAX: the descriptor will tell. */
int64_t file_watch_deadline_ns(const struct file_watch *watch, int64_t now_ns);

/* Whether any file differs from what it was when last asked. */
bool file_watch_changed(struct file_watch *watch);

#endif
