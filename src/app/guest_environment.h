#ifndef APP_GUEST_ENVIRONMENT_H
#define APP_GUEST_ENVIRONMENT_H

#include <stdbool.h>

struct arena;

/* What a guest's environment says, and what becomes of it. */
struct guest_environment {
  const char *command;   /* of the far end, or NULL */
  const char *token;     /* of a link, or NULL */
  const char *user_auth; /* the file in which sshd says how the guest came in, or NULL */
  const char *given;     /* the name that the admin wrote beside the key, or NULL */
};

/*
 * Takes out of the environment what counts and empties it but for what the terminal is (TERM, COLORTERM, the locale's names,
 * NO_COLOR), each only if it is harmless; then sets the locale anew. The strings go to `arena`.
 */
void guest_environment_take(struct guest_environment *environment, struct arena *arena);

/*
 * Where limber keeps what is the person's: `folder`, or, NULL, nowhere. `calm`: little moves on the screen.
 * `figure`: the setting of that name; NULL: as usual. */
void guest_environment_settle(const char *folder, bool calm, const char *figure);

#endif
