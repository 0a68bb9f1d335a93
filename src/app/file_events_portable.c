#include "app/file_events.h"

int file_events_open(void) {
  return -1;
}

bool file_events_watch(int fd, const char *folder) {
  (void)fd;
  (void)folder;
  return false;
}
