#include "app/file_events.h"

#include <sys/inotify.h>

int file_events_open(void) {
  return inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

bool file_events_watch(int fd, const char *folder) {
  return inotify_add_watch(fd, folder, IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE | IN_MODIFY) >= 0;
}
