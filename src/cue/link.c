#include "cue/link.h"

#include "base/memory.h"

#include <stdlib.h>
#include <unistd.h>

struct cue_link {
  int fd; /* until the first player; then -1, it is the service's */
  struct service service;
  int64_t next_id;
  bool rings;
};

struct cue_link *cue_link_create(int fd, const char *const *own_sounds) {
  struct cue_link *link = memory_alloc(1, sizeof *link);
  link->fd = fd;
  link->next_id = 1;
  link->service.offers = offers_create(own_sounds);
  return link;
}

void cue_link_destroy(struct cue_link *link, int64_t now_ns) {
  if (link == NULL) {
    return;
  }
  if (link->fd >= 0) {
    close(link->fd);
  } else {
    service_end(&link->service, link->rings, now_ns);
  }
  offers_destroy(link->service.offers);
  free(link);
}

struct service *cue_link_service(struct cue_link *link) {
  return &link->service;
}

int64_t cue_link_take_up(struct cue_link *link, int64_t now_ns) {
  if (link->fd >= 0) {
    service_connect(&link->service, link->fd, now_ns);
    link->fd = -1;
  } else {
    service_go_on(&link->service, now_ns);
  }
  return link->next_id;
}

void cue_link_put_down(struct cue_link *link, int64_t next_id, bool rings, int64_t now_ns) {
  link->next_id = next_id;
  link->rings = rings;
  if (!rings) {
    service_say(&link->service, &(struct wire_message){.kind = WIRE_CANCEL}, now_ns);
  }
}
