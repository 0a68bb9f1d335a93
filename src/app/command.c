#include "app/command.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int command_fail(const struct error *err) {
  char safe[600];
  fprintf(stderr, "limber: %s.\n", text_sanitize(safe, sizeof safe, err->message));
  return error_exit_status(err->code);
}

int command_usage(const char *name, const char *problem) {
  char safe[300];
  fprintf(stderr, "limber %s: %s. See `limber help %s`.\n", name, text_sanitize(safe, sizeof safe, problem), name);
  return error_exit_status(ERROR_USAGE);
}

int command_finish_output(int status) {
  struct error err = {0};
  if (fflush(stdout) != 0 || ferror(stdout) != 0) {
    error_set(&err, ERROR_MACHINE, "not all of the output could be written");
    return command_fail(&err);
  }
  return status;
}

bool command_wants_colour(int fd) {
  const char *term = getenv("TERM"), *no_colour = getenv("NO_COLOR");
  bool refused = no_colour != NULL && no_colour[0] != '\0';
  return isatty(fd) && !refused && term != NULL && strcmp(term, "dumb") != 0;
}
