#ifndef APP_PAGES_H
#define APP_PAGES_H

#include "base/error.h"
#include "screen/cells.h"
#include "screen/style.h"

#include <stdbool.h>
#include <stdint.h>

/* Pages on the full screen that change only when a key is pressed: questions, lists, the profile. */
struct pages {
  /* Draws the page on the whole of `cells`. */
  void (*draw)(void *context, struct cells *cells, const struct screen_style *style);
  /* Takes a key pressed at `real_ns`; true: this was the last. */
  bool (*key)(void *context, uint32_t key, int64_t real_ns);
};

/*
 * Opens the terminal, shows the pages until the last key, and puts the terminal back. False and `err` where there is no
 * terminal for it. `*signal`: what ended it from outside, or 0.
 */
bool pages_run(const struct pages *pages, void *context, int *signal, struct error *err);

#endif
