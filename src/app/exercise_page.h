#ifndef APP_EXERCISE_PAGE_H
#define APP_EXERCISE_PAGE_H

#include "app/browse.h"
#include "screen/tabs.h"

#include <stdbool.h>

/* All exercises, to look through: a list beside which the selected one moves, and each on a screen of its own. */
struct exercise_page;

/*
 * Reads them; what cannot be used is left out. `is_calm`: figures are shown in their positions, not moving. NULL with `err`
 * where nothing can be found at all. Caller destroys.
 */
struct exercise_page *exercise_page_create(bool is_calm, struct error *err);

/* NULL is fine. */
void exercise_page_destroy(struct exercise_page *page);

/*
 * Shows them until they are left. Returns what browse_run() does; `*next` is where to turn then, TAB_EXERCISES: to practise the
 * one that exercise_page_choice() names.
 */
int exercise_page_run(struct exercise_page *page, struct browse *browse, enum tab *next);

/* The id of the exercise that is selected, borrowed; needs one to be. */
const char *exercise_page_choice(const struct exercise_page *page);

#endif
