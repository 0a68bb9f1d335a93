#include "control/client.h"

#include "base/memory.h"
#include "base/paths.h"
#include "wire/buffer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { PATIENCE_S = 2, SESSIONS_MAX = 1000 };

/* A connected socket, or -1 and errno. */
static int knock(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd < 0) {
    return -1;
  }
  struct timeval patience = {.tv_sec = PATIENCE_S};
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (connect(fd, (const struct sockaddr *)&address, sizeof address) == 0) {
    return fd;
  }
  int fault = errno;
  close(fd);
  errno = fault;
  return -1;
}

/* The process a socket's name speaks of; 0: it is no session's. */
static long pid_of(const char *name) {
  static const char prefix[] = "session-";
  if (strncmp(name, prefix, strlen(prefix)) != 0) {
    return 0;
  }
  char *end = NULL;
  long pid = strtol(name + strlen(prefix), &end, 10);
  return strcmp(end, ".sock") == 0 && pid > 0 ? pid : 0;
}

static bool is_alive(const char *path) {
  int fd = knock(path);
  if (fd >= 0) {
    close(fd);
    return true;
  }
  if (errno == ECONNREFUSED) {
    unlink(path);
    return false;
  }
  return errno != ENOENT;
}

static int by_pid(const void *a, const void *b) {
  const struct control_session *one = a, *other = b;
  return (one->pid > other->pid) - (one->pid < other->pid);
}

void control_sessions_find(const char *folder, struct control_sessions *sessions) {
  *sessions = (struct control_sessions){0};
  DIR *directory = opendir(folder);
  if (directory == NULL) {
    return;
  }
  for (const struct dirent *entry; sessions->count < SESSIONS_MAX && (entry = readdir(directory)) != NULL;) {
    long pid = pid_of(entry->d_name);
    char *path = pid > 0 ? paths_join(folder, entry->d_name) : NULL;
    if (path == NULL || !is_alive(path)) {
      free(path);
      continue;
    }
    sessions->items = memory_resize(sessions->items, sessions->count + 1, sizeof *sessions->items);
    sessions->items[sessions->count++] = (struct control_session){.pid = pid, .path = path};
  }
  closedir(directory);
  if (sessions->count > 1) {
    qsort(sessions->items, sessions->count, sizeof *sessions->items, by_pid);
  }
}

void control_sessions_finish(struct control_sessions *sessions) {
  for (size_t i = 0; i < sessions->count; i++) {
    free(sessions->items[i].path);
  }
  free(sessions->items);
  *sessions = (struct control_sessions){0};
}

/* A line into `line`, read until it is whole. */
static bool hear(int fd, char line[WIRE_LINE_MAX], size_t *length) {
  struct wire_buffer buffer = {.used = 0};
  for (;;) {
    enum wire_take take = wire_buffer_take(&buffer, line, length);
    if (take != WIRE_TAKE_NONE) {
      return take == WIRE_TAKE_LINE;
    }
    char bytes[CONTROL_LINE_MAX];
    ssize_t got = recv(fd, bytes, sizeof bytes, 0);
    if (got <= 0 || wire_buffer_feed(&buffer, bytes, (size_t)got) != (size_t)got) {
      return false;
    }
  }
}

static bool converse(int fd, const struct control_request *request, struct control_reply *reply, struct error *err) {
  char asked[CONTROL_LINE_MAX + 1];
  char line[WIRE_LINE_MAX];
  size_t length = control_request_encode(request, asked);
  if (send(fd, asked, length, MSG_NOSIGNAL) != (ssize_t)length || !hear(fd, line, &length)) {
    return error_set(err, ERROR_INPUT, "the session does not answer");
  }
  return control_reply_decode(line, length, reply, err);
}

bool control_ask(const char *path, const struct control_request *request, struct control_reply *reply, struct error *err) {
  int fd = knock(path);
  if (fd < 0) {
    return error_set(err, ERROR_INPUT, "the session does not answer (%s)", strerror(errno));
  }
  bool answered = converse(fd, request, reply, err);
  close(fd);
  return answered;
}
