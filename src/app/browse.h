#ifndef APP_BROWSE_H
#define APP_BROWSE_H

#include "base/error.h"
#include "screen/cells.h"
#include "screen/style.h"

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

/* The loop of a screen on which nothing moves by itself: drawn when a key, a signal or news changed it. */

struct browse_page {
  void *context;
  void (*draw)(void *context, struct cells *cells, const struct screen_style *style);
  /* A key was pressed on a screen of `rows`; false: that was the last one. */
  bool (*key)(void *context, uint32_t key, int rows);
  int news_fd;                 /* -1: none */
  bool (*news)(void *context); /* it is readable; whether to draw anew */
};

struct browse;

/* Takes the terminal, as the person's settings have it, and the signals. NULL with `err`. Caller closes. */
struct browse *browse_open(struct error *err);

/* Gives both back. NULL is fine. */
void browse_close(struct browse *browse);

/* Shows `page` until a key ends it (0), or a signal does: its number, SIGHUP where the terminal is gone. */
int browse_run(struct browse *browse, const struct browse_page *page);

#endif
