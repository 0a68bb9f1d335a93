#include "app/guest_environment.h"

#include "app/last_words.h"
#include "base/arena.h"
#include "base/macros.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

/* No folder can be made below it, whoever tries. */
static const char nowhere[] = "/dev/null";

enum { VALUE_MOST = 64 };

/* The value of `name`, in the arena, or NULL. */
static const char *take(const char *name, struct arena *arena) {
  const char *value = getenv(name);
  return value != NULL && value[0] != '\0' ? arena_string(arena, value) : NULL;
}

/* A name of a terminal or a locale, not of a file. */
static bool is_harmless(const char *value) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.@+-";
  size_t length = strlen(value);
  return length > 0 && length <= VALUE_MOST && strspn(value, letters) == length && value[0] != '.' && value[0] != '-';
}

void guest_environment_take(struct guest_environment *environment, struct arena *arena) {
  static const char *const kept[] = {"TERM", "COLORTERM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR"};
  static char *nothing[] = {NULL};
  const char *values[ARRAY_LEN(kept)];
  *environment = (struct guest_environment){
      .command = take("SSH_ORIGINAL_COMMAND", arena),
      .token = take("LIMBER_LINK", arena),
      .user_auth = take("SSH_USER_AUTH", arena),
      .given = take("LIMBER_GUEST", arena),
  };
  for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
    values[i] = take(kept[i], arena);
  }
  environ = nothing;
  for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
    if (values[i] != NULL && is_harmless(values[i])) {
      setenv(kept[i], values[i], 1);
    }
  }
  if (getenv("TERM") == NULL) {
    setenv("TERM", "vt100", 1); /* the least that can show a screen */
  }
  setenv("PATH", nowhere, 1);
  setenv("SSH_CONNECTION", "guest", 1); /* nobody is near the loudspeakers of this machine */
  last_words_prepare();
}

void guest_environment_settle(const char *folder, bool calm, const char *figure) {
  static const char *const names[] = {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"};
  for (size_t i = 0; i < ARRAY_LEN(names); i++) {
    setenv(names[i], folder != NULL ? folder : nowhere, 1);
  }
  if (calm) {
    setenv("LIMBER_MOTION", "reduced", 1);
  }
  if (figure != NULL) {
    setenv("LIMBER_FIGURE", figure, 1);
  }
  setenv("HOME", nowhere, 1);
  setenv("XDG_RUNTIME_DIR", nowhere, 1); /* nobody commands a guest's session from outside */
}
