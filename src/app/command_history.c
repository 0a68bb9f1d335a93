#include "app/arguments.h"
#include "app/command.h"
#include "app/history_command.h"
#include "app/keep.h"
#include "base/macros.h"
#include "journal/history.h"
#include "report/history.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN = 20 };

const char command_history_options[] =
    "  export FILE         writes all of it to FILE as lines of JSON; -: to standard output\n"
    "  import FILE         adds what FILE holds and is not known yet: twice changes nothing\n"
    "  --json              all sessions with their steps, as JSON\n"
    "  --csv               a row for each session\n"
    "  --forget            removes all of it, after saying what and asking\n"
    "  --yes               forgets without asking\n";

/* What goes with each session to the one that prints it. */
struct printing {
  bool utf8, csv;
  size_t count;
};

static bool print_json(const struct session_record *session, const struct step_record *steps, size_t count, void *context) {
  struct printing *printing = context;
  fputs(printing->count++ > 0 ? ",\n " : "[", stdout);
  report_session_json(stdout, session, steps, count, false);
  return ferror(stdout) == 0;
}

static bool print_row(const struct session_record *session, const struct step_record *steps, size_t count, void *context) {
  struct printing *printing = context;
  printing->count++;
  if (printing->csv) {
    report_session_csv(stdout, session, steps, count);
  } else {
    report_session_text(stdout, session, steps, count, printing->utf8);
  }
  return ferror(stdout) == 0;
}

static bool print_sessions(struct history *history, bool json, bool csv, struct error *err) {
  struct printing printing = {.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0, .csv = csv};
  if (json) {
    bool ok = history_sessions(history, 0, print_json, &printing, err);
    puts(printing.count > 0 ? "]" : "[]");
    return ok;
  }
  if (csv) {
    report_history_csv_head(stdout);
    return history_sessions(history, 0, print_row, &printing, err);
  }
  int64_t all = 0, first_day = 0, last_day = 0;
  bool ok = history_read_range(history, &all, &first_day, &last_day, err) &&
            history_sessions(history, SHOWN, print_row, &printing, err);
  if (ok && printing.count == 0) {
    puts("No sessions yet.");
  } else if (ok && printing.count == SHOWN) {
    printf("The last %d; --json and --csv give all of them.\n", SHOWN);
  }
  return ok;
}

static int print_history(bool json, bool csv) {
  struct error err = {0};
  char *folder = keep_folder();
  struct history *history = history_of(folder, &err);
  free(folder);
  if (history == NULL) {
    return command_fail(&err);
  }
  bool ok = print_sessions(history, json, csv, &err);
  if (history_notice(history)[0] != '\0') {
    fprintf(stderr, "limber: %s.\n", history_notice(history));
  }
  history_end(history);
  return ok ? command_finish_output(0) : command_fail(&err);
}

int command_history(int argc, char **argv) {
  bool json = false, csv = false, forget = false, yes = false;
  const struct option_row rows[] = {{"json", &json, NULL}, {"csv", &csv, NULL}, {"forget", &forget, NULL}, {"yes", &yes, NULL}};
  size_t count = 0;
  char problem[256];
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem)) {
    return command_usage("history", problem);
  }
  if (json + csv + forget > 1 || (count > 0 && (json || csv || forget))) {
    return command_usage("history", "one thing at a time");
  }
  if (yes && !forget) {
    return command_usage("history", "--yes goes with --forget");
  }
  if (forget) {
    return history_forget(yes);
  }
  if (count == 0) {
    return print_history(json, csv);
  }
  bool export = strcmp(argv[1], "export") == 0, import = strcmp(argv[1], "import") == 0;
  if (!export && !import) {
    return command_usage("history", "it knows export FILE and import FILE");
  }
  if (count != 2) {
    return command_usage("history", export ? "export to which file? - is standard output" : "import which file?");
  }
  return export ? history_export(argv[2]) : history_import(argv[2]);
}
