#ifndef APP_BROWSE_H
#define APP_BROWSE_H

#include "base/error.h"
#include "screen/cells.h"
#include "screen/style.h"
#include "screen/theme.h"

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

/* The loop of a screen on which little moves by itself: drawn when a key, a signal, news or time changed it. */

struct browse_page {
  void *context;
  void (*draw)(void *context, struct cells *cells, const struct screen_style *style);
  /* A key was pressed on a screen of `rows`; false: that was the last one. */
  bool (*key)(void *context, uint32_t key, int rows);
  int news_fd;                 /* -1: none */
  bool (*news)(void *context); /* it is readable; whether to draw anew */
  int64_t (*deadline_ns)(void *context,
                         int64_t now_ns); /* real: when to draw anew by itself, INT64_MAX: never; NULL: likewise */
};

struct browse;

/* Takes the terminal, as the person's settings have it, and the signals. NULL with `err`. Caller closes. */
struct browse *browse_open(struct error *err);

/* The palette of its terminal, borrowed. */
const struct theme *browse_theme(const struct browse *browse);

/* Gives both back. NULL is fine. */
void browse_close(struct browse *browse);

/* Shows `page` until a key ends it (0), or a signal does: its number, SIGHUP where the terminal is gone. */
int browse_run(struct browse *browse, const struct browse_page *page);

#endif
