#include "control/server.h"

#include "base/memory.h"
#include "base/paths.h"
#include "wire/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 8 };

/* What is asked and answered. Mostly nobody is there: it is made for who comes. */
struct talk {
  struct wire_buffer asked;
  char answer[CONTROL_LINE_MAX + 1];
  size_t answer_length, answer_sent; /* no further request is read before the answer has left */
};

struct visitor {
  int fd; /* -1: the place is free */
  struct talk *talk;
  uint64_t heard; /* counts up with everything that is heard of anyone */
};

struct control_server {
  int fd;
  char *path;
  uint64_t heard;
  struct visitor visitors[CONTROL_VISITORS];
};

static bool make_nonblocking(int fd) {
  int flags = fcntl(fd, F_GETFL);
  return flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

/* Fails with errno. */
static bool listen_at(int fd, const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return false;
  }
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  unlink(path);
  return bind(fd, (const struct sockaddr *)&address, sizeof address) == 0 && chmod(path, S_IRUSR | S_IWUSR) == 0 &&
         listen(fd, BACKLOG) == 0;
}

/*
 * A socket that does not listen yet would be taken for a stale one: it gets its name, `path`, once it does. Nobody else runs
 * under this process's number, so what lies there already is stale. The folder keeps others out until chmod.
 */
static bool listen_as(int fd, const char *path, const char *beginning) {
  if (listen_at(fd, beginning) && rename(beginning, path) == 0) {
    return true;
  }
  int fault = errno;
  unlink(beginning);
  errno = fault;
  return false;
}

struct control_server *control_server_open(const char *folder, struct error *err) {
  char name[48], early[48];
  snprintf(name, sizeof name, "session-%ld.sock", (long)getpid());
  snprintf(early, sizeof early, "new-%ld.sock", (long)getpid());
  char *path = paths_join(folder, name), *beginning = paths_join(folder, early);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  bool listens = fd >= 0 && make_nonblocking(fd) && listen_as(fd, path, beginning);
  int fault = errno;
  free(beginning);
  if (!listens) {
    error_set(err, ERROR_MACHINE, "%s: %s", path, strerror(fault));
    if (fd >= 0) {
      close(fd);
    }
    free(path);
    return NULL;
  }
  struct control_server *server = memory_alloc(1, sizeof *server);
  *server = (struct control_server){.fd = fd, .path = path};
  for (size_t i = 0; i < CONTROL_VISITORS; i++) {
    server->visitors[i].fd = -1;
  }
  return server;
}

static void hang_up(struct visitor *visitor) {
  if (visitor->fd >= 0) {
    close(visitor->fd);
  }
  free(visitor->talk);
  *visitor = (struct visitor){.fd = -1};
}

void control_server_close(struct control_server *server) {
  if (server == NULL) {
    return;
  }
  for (size_t i = 0; i < CONTROL_VISITORS; i++) {
    hang_up(&server->visitors[i]);
  }
  close(server->fd);
  unlink(server->path);
  free(server->path);
  free(server);
}

static bool is_answering(const struct visitor *visitor) {
  return visitor->talk->answer_sent < visitor->talk->answer_length;
}

/* A request lies in the buffer already: poll() would not tell of it. */
static bool has_request(const struct visitor *visitor) {
  return memchr(visitor->talk->asked.bytes, '\n', visitor->talk->asked.used) != NULL;
}

/* A free place, else that of the visitor who has been silent for the longest. */
static struct visitor *place_for_another(struct control_server *server) {
  struct visitor *place = &server->visitors[0];
  for (size_t i = 0; i < CONTROL_VISITORS; i++) {
    struct visitor *visitor = &server->visitors[i];
    if (visitor->fd < 0) {
      return visitor;
    }
    place = visitor->heard < place->heard ? visitor : place;
  }
  return place;
}

int control_server_pollfds(const struct control_server *server, struct pollfd *fds) {
  if (server == NULL) {
    return 0;
  }
  int count = 0;
  fds[count++] = (struct pollfd){.fd = server->fd, .events = POLLIN};
  for (size_t i = 0; i < CONTROL_VISITORS; i++) {
    const struct visitor *visitor = &server->visitors[i];
    if (visitor->fd >= 0) {
      bool ready_to_answer = is_answering(visitor) || has_request(visitor);
      fds[count++] = (struct pollfd){.fd = visitor->fd, .events = ready_to_answer ? POLLOUT : POLLIN};
    }
  }
  return count;
}

/* One a turn: whoever knocks next wakes the loop again. */
static void let_in(struct control_server *server) {
  int fd = accept(server->fd, NULL, NULL);
  if (fd < 0) {
    return;
  }
  if (!make_nonblocking(fd)) {
    close(fd);
    return;
  }
  struct visitor *visitor = place_for_another(server);
  hang_up(visitor);
  visitor->fd = fd;
  visitor->talk = memory_alloc(1, sizeof *visitor->talk);
  visitor->heard = ++server->heard;
}

static bool would_block(void) {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static void send_answer(struct visitor *visitor) {
  while (visitor->fd >= 0 && is_answering(visitor)) {
    struct talk *talk = visitor->talk;
    ssize_t sent = send(visitor->fd, talk->answer + talk->answer_sent, talk->answer_length - talk->answer_sent, MSG_NOSIGNAL);
    if (sent < 0) {
      if (!would_block()) {
        hang_up(visitor);
      }
      return;
    }
    talk->answer_sent += (size_t)sent;
  }
}

/* What has come in into the buffer. A visitor who has gone may still have a request lying there. */
static bool hear(struct visitor *visitor) {
  char bytes[CONTROL_LINE_MAX];
  ssize_t length = recv(visitor->fd, bytes, sizeof bytes, 0);
  if (length < 0) {
    return would_block();
  }
  return length > 0 && wire_buffer_feed(&visitor->talk->asked, bytes, (size_t)length) == (size_t)length;
}

static void answer(struct visitor *visitor, const char *line, size_t length, control_handler_fn handler, void *context) {
  struct control_request request = {0};
  struct control_reply reply = {0};
  struct error err = {0};
  if (control_request_decode(line, length, &request, &err)) {
    handler(context, &request, &reply);
  } else {
    snprintf(reply.message, sizeof reply.message, "%.200s", err.message);
  }
  visitor->talk->answer_length = control_reply_encode(&reply, visitor->talk->answer);
  visitor->talk->answer_sent = 0;
  send_answer(visitor);
}

/* One request at most; true when it was carried out. */
static bool serve(struct control_server *server, struct visitor *visitor, control_handler_fn handler, void *context) {
  char line[WIRE_LINE_MAX];
  size_t length = 0;
  send_answer(visitor);
  if (visitor->fd < 0 || is_answering(visitor)) {
    return false;
  }
  enum wire_take take = wire_buffer_take(&visitor->talk->asked, line, &length);
  bool here = true;
  if (take == WIRE_TAKE_NONE) {
    here = hear(visitor);
    take = wire_buffer_take(&visitor->talk->asked, line, &length);
  }
  if (take == WIRE_TAKE_LINE && length <= CONTROL_LINE_MAX) {
    visitor->heard = ++server->heard;
    answer(visitor, line, length, handler, context);
    return true;
  }
  if (!here || take != WIRE_TAKE_NONE) {
    hang_up(visitor);
  }
  return false;
}

bool control_server_turn(struct control_server *server, control_handler_fn handler, void *context) {
  bool carried_out = false;
  if (server == NULL) {
    return false;
  }
  for (size_t i = 0; i < CONTROL_VISITORS; i++) {
    if (server->visitors[i].fd >= 0) {
      carried_out = serve(server, &server->visitors[i], handler, context) || carried_out;
    }
  }
  let_in(server);
  return carried_out;
}
