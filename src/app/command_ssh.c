#include "app/command.h"
#include "app/ssh_run.h"
#include "base/text.h"

#include <stdio.h>

const char command_ssh_options[] = "  SSH OPTIONS         before the host, as ssh takes them; its configuration is heeded\n"
                                   "  --remote PATH       the far limber, where it is not on the PATH there\n"
                                   "  --voice NAME        the voice here\n"
                                   "  …                   what else `limber play` takes, for the far end\n";

enum { STATUS_NOT_FOUND = 127, STATUS_SSH = 255 };

/* What a person could not tell from what ssh and the far shell have printed themselves. */
static void explain(const struct ssh_line *line, const struct ssh_end *end) {
  char host[200];
  char remote[200];
  text_sanitize(host, sizeof host, line->host);
  text_sanitize(remote, sizeof remote, line->remote);
  if (end->silent) {
    fputs("limber: limber-sounder is missing here, beside limber; so there was only the bell.\n", stderr);
  }
  if (end->status == STATUS_NOT_FOUND) {
    fprintf(stderr, "limber: %s was not found on %s; --remote PATH says where it is.\n", remote, host);
  } else if (end->status == 2 && !end->linked && !end->silent) {
    fprintf(stderr, "limber: the limber on %s did not understand; it may be older than this one.\n", host);
  }
}

static int run(const struct ssh_line *line, const struct settings *settings) {
  struct ssh_end end = {0};
  struct error err = {0};
  if (!ssh_run(line, settings, &end, &err)) {
    return command_fail(&err);
  }
  explain(line, &end);
  return end.status == STATUS_SSH ? error_exit_status(ERROR_MACHINE) : end.status;
}

int command_ssh(int argc, char **argv) {
  static const char *const no_flags[SETTING_COUNT_OF] = {NULL};
  struct ssh_line line;
  struct settings settings;
  struct error err = {0};
  int status = 0;
  if (!ssh_line_parse((const char *const *)argv + 1, (size_t)argc - 1, &line, &err)) {
    status = command_usage("ssh", err.message);
  } else {
    if (settings_load(&settings, no_flags, "ssh", &status)) {
      status = run(&line, &settings);
    }
    settings_finish(&settings);
  }
  ssh_line_finish(&line);
  return status;
}
