#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include "base/error.h"

#include <stdbool.h>

/* A command of the program: a row of main.c's table. */
struct command {
  const char *name;
  const char *arguments; /* as help shows them */
  const char *summary;
  const char *options; /* lines of help, or NULL */
  /* Runs it; argv[0] is its name. Returns the exit status: 0 well, 1 input, 2 usage, 3 machine, 128 + n by a signal. */
  int (*run)(int argc, char **argv);
};

int command_play(int argc, char **argv);
int command_list(int argc, char **argv);
int command_show(int argc, char **argv);
int command_check(int argc, char **argv);
int command_profile(int argc, char **argv);
int command_figure(int argc, char **argv);
int command_ctl(int argc, char **argv);
int command_render(int argc, char **argv);
int command_config(int argc, char **argv);
int command_doctor(int argc, char **argv);
int command_ssh(int argc, char **argv);
int command_guest(int argc, char **argv);
int command_history(int argc, char **argv);

/* Help on their options. */
extern const char command_check_options[];
extern const char command_config_options[];
extern const char command_ctl_options[];
extern const char command_doctor_options[];
extern const char command_figure_options[];
extern const char command_guest_options[];
extern const char command_history_options[];
extern const char command_list_options[];
extern const char command_play_options[];
extern const char command_profile_options[];
extern const char command_render_options[];
extern const char command_ssh_options[];

struct sound_link;

/* No command: choose a routine from the library and play it. `link`, borrowed, to a sounder elsewhere; NULL: it is looked for.
 */
int command_library(const struct sound_link *link);

/* Prints `limber: MESSAGE.` on stderr and returns the exit status of `err`. */
int command_fail(const struct error *err);

/* Prints `limber NAME: PROBLEM.` and where to read on; returns status 2. */
int command_usage(const char *name, const char *problem);

/* `status`, or 3 after saying so when what went to standard output did not arrive there. */
int command_finish_output(int status);

/* Whether people read what goes to `fd` in colours: a terminal, not a dumb one, and no NO_COLOR. */
bool command_wants_colour(int fd);

#endif
