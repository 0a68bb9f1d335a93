#ifndef APP_GUEST_NAME_H
#define APP_GUEST_NAME_H

#include "base/error.h"

#include <stdbool.h>

/* Who a guest is: a word that can name a folder. */

enum { GUEST_NAME_SIZE = 33 };

/* Makes a nickname of what was typed or given: blanks around it go, letters become small. False: it is none. */
bool guest_name_from(const char *text, char name[GUEST_NAME_SIZE]);

enum guest_answer { GUEST_NAMED, GUEST_NAMELESS, GUEST_LEFT };

/* Asks for a nickname in lines of text, before any screen opens: NAMELESS where the guest gives none, LEFT where they went. */
enum guest_answer guest_name_ask(char name[GUEST_NAME_SIZE]);

#endif
