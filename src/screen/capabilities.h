#ifndef SCREEN_CAPABILITIES_H
#define SCREEN_CAPABILITIES_H

#include <stdbool.h>
#include <stddef.h>

/* What the description of the present ncurses terminal says. Apart, because <term.h> takes words like `columns` away. */

/* How the terminal is told things, as terminfo has it, without the pauses of old machines; NULL: it cannot be. Borrowed. */
struct capabilities {
  const char *place, *in_row, *in_column;                             /* the cursor: to there */
  const char *up, *down, *left, *right;                               /* ... so far */
  const char *up_one, *down_one, *left_one, *right_one;               /* ... a step */
  const char *foreground, *background, *own_colours, *bold, *reverse; /* what comes next */
  const char *reset;                                                  /* all of that */
  const char *region;                                                 /* the rows that scroll: no step down leaves them */
  bool scrolls_at_corner;                                             /* the last cell of the last row cannot be written */
};

/*
 * Those of the present terminal, until another one is described. `feeds_lines`: a line feed goes down and nowhere else, since
 * the line settings make nothing of it.
 */
void capabilities_read(struct capabilities *capabilities, bool feeds_lines);

bool capabilities_can_place_text(void);
bool capabilities_have_reverse(void);

/* Writes what puts the terminal back (own colours, main screen, cursor shown) into `out`; returns its length. */
size_t capabilities_farewell(char *out, size_t size);

/*
 * What is known of terminals of type `term`, without one being opened: how many colours (-1: none), and whether text can be
 * placed. False where the type is not known.
 */
bool capabilities_look_up(const char *term, int *colours, bool *can_place_text);

#endif
