#ifndef SCREEN_ANSWER_H
#define SCREEN_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Tells what a terminal answers to what it was asked from what a person types: both come in by the same way, and an answer
 * may come late, in pieces, or twice. Pure. Sequences that mean nothing here, such as an unknown function key, are told
 * apart as well, so that their letters never act as keys.
 */

enum { ANSWER_MOST = 64 };

enum answer_state { ANSWER_NONE, ANSWER_ESCAPE, ANSWER_COMMAND /* ESC ] */, ANSWER_COMMAND_END, ANSWER_CONTROL /* ESC [ */ };

/* {0} before the first character. */
struct answer {
  enum answer_state state;
  char text[ANSWER_MOST]; /* of a command, without its frame, or what followed ESC [; read after ANSWER_DONE */
  size_t length;
};

enum answer_part {
  ANSWER_KEY,  /* the character is a key; an escape held back before it is one too */
  ANSWER_PART, /* it belongs to a sequence, or is an escape that may begin one */
  ANSWER_DONE, /* it was the last of a sequence */
};

/* What `character`, the next one in, is. */
enum answer_part answer_take(struct answer *answer, uint32_t character);

/* Whether what came so far may be a lone escape key. */
bool answer_holds_escape(const struct answer *answer);

/* Nothing more will come of the sequence. */
void answer_forget(struct answer *answer);

/* Whether `text` tells that the terminal is there (`0n`), as it does once it has shown all that came before the question. */
bool answer_tells_presence(const char *text);

/* Whether `text` tells the background's colour (`11;rgb:ffff/ffff/ffff`), and in `*light` whether that is light. */
bool answer_tells_background(const char *text, bool *light);

#endif
