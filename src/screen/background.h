#ifndef SCREEN_BACKGROUND_H
#define SCREEN_BACKGROUND_H

#include <stdbool.h>

/* Whether the terminal's background is light: told by the environment, remembered, or asked for. */

/* Whether it is known, from $COLORFGBG or from an answer to an earlier question, and in `*light` what it is. */
bool background_is_told(bool *light);

/* Whether a terminal of type `term` can be asked: it answers, or passes over what it does not know. */
bool background_may_be_asked(const char *term);

/* What to send; the answer comes among the keys (answer.h). */
extern const char background_question[];

/* Keeps an answer for the next time that a terminal is opened. */
void background_remember(bool light);

#endif
