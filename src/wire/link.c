#include "wire/link.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define KEPT_MAX 65536
#define FLUSH_STEP_MS 100

struct wire_link {
  int fd;
  struct wire_buffer incoming;
  char kept[KEPT_MAX]; /* what the socket would not take yet */
  size_t kept_length;
};

struct wire_link *wire_link_create(int fd) {
  struct wire_link *link = memory_alloc(1, sizeof *link);
  link->fd = fd;
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return link;
}

void wire_link_destroy(struct wire_link *link) {
  if (!link) {
    return;
  }
  close(link->fd);
  free(link);
}

int wire_link_fd(const struct wire_link *link) {
  return link->fd;
}

bool wire_link_wants_write(const struct wire_link *link) {
  return link->kept_length > 0;
}

bool wire_link_flush(struct wire_link *link, struct error *err) {
  while (link->kept_length > 0) {
    ssize_t sent = send(link->fd, link->kept, link->kept_length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) {
      continue;
    }
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      return true;
    }
    if (sent < 0) {
      return error_set(err, ERROR_MACHINE, "the other end of the sound link is gone (%s)", strerror(errno));
    }
    link->kept_length -= (size_t)sent;
    memmove(link->kept, link->kept + sent, link->kept_length);
  }
  return true;
}

bool wire_link_send(struct wire_link *link, const struct wire_message *message, struct error *err) {
  char line[WIRE_LINE_MAX + 1];
  size_t length = wire_encode(message, line);
  if (length > sizeof link->kept - link->kept_length) {
    return error_set(err, ERROR_MACHINE, "the other end of the sound link does not listen");
  }
  memcpy(link->kept + link->kept_length, line, length);
  link->kept_length += length;
  return wire_link_flush(link, err);
}

void wire_link_flush_all(struct wire_link *link, int bound_ms) {
  struct error ignored;
  for (int waited_ms = 0; waited_ms < bound_ms && wire_link_wants_write(link); waited_ms += FLUSH_STEP_MS) {
    poll(&(struct pollfd){.fd = link->fd, .events = POLLOUT}, 1, FLUSH_STEP_MS);
    if (!wire_link_flush(link, &ignored)) {
      return;
    }
  }
}

enum filled { FILLED_SOME, FILLED_NOTHING, FILLED_END };

/* Reads what the socket has into the buffer's free room, of which there is some whenever no line is whole. */
static enum filled fill(struct wire_link *link) {
  char bytes[WIRE_LINE_MAX];
  size_t room = sizeof link->incoming.bytes - link->incoming.used;
  ssize_t got = -1;
  do {
    got = recv(link->fd, bytes, room < sizeof bytes ? room : sizeof bytes, 0);
  } while (got < 0 && errno == EINTR);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
    return FILLED_NOTHING;
  }
  if (got <= 0) {
    return FILLED_END;
  }
  wire_buffer_feed(&link->incoming, bytes, (size_t)got);
  return FILLED_SOME;
}

enum wire_received wire_link_receive(struct wire_link *link, struct wire_message *message, struct error *err) {
  char line[WIRE_LINE_MAX];
  size_t length = 0;
  for (;;) {
    switch (wire_buffer_take(&link->incoming, line, &length)) {
    case WIRE_TAKE_LINE:
      return wire_decode(line, length, message, err) ? WIRE_RECEIVED_MESSAGE : WIRE_RECEIVED_END;
    case WIRE_TAKE_TOO_LONG:
      error_set(err, ERROR_INPUT, "a message longer than %d bytes", WIRE_LINE_MAX);
      return WIRE_RECEIVED_END;
    case WIRE_TAKE_NONE:
      break;
    }
    enum filled filled = fill(link);
    if (filled != FILLED_SOME) {
      return filled == FILLED_END ? WIRE_RECEIVED_END : WIRE_RECEIVED_NONE;
    }
  }
}
