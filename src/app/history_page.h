#ifndef APP_HISTORY_PAGE_H
#define APP_HISTORY_PAGE_H

#include "app/browse.h"

/* Shows the history screen until it is left. Returns what browse_run() does; 0 with `err` where it cannot be read. */
int history_page_run(struct browse *browse, struct error *err);

#endif
