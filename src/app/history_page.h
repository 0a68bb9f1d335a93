#ifndef APP_HISTORY_PAGE_H
#define APP_HISTORY_PAGE_H

#include "app/browse.h"
#include "screen/tabs.h"

/*
 * Shows the history screen until it is left, for the view `*next`. Returns what browse_run() does; 0 with `err` where it cannot
 * be read.
 */
int history_page_run(struct browse *browse, enum tab *next, struct error *err);

#endif
