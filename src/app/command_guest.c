#include "app/arguments.h"
#include "app/collection.h"
#include "app/command.h"
#include "app/confinement.h"
#include "app/guest_environment.h"
#include "app/guest_limits.h"
#include "app/guest_name.h"
#include "app/guest_request.h"
#include "app/keep.h"
#include "app/load.h"
#include "app/patience.h"
#include "app/sound_path.h"
#include "app/ssh_key.h"
#include "base/arena.h"
#include "base/macros.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/timespan.h"
#include "routine/guest_config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

const char command_guest_options[] =
    "  --config FILE       what guests may do; usually /etc/limber/guest.yaml, where that is there\n"
    "  --name NAME         who this guest is, from the command= beside a key\n"
    "  For sshd's ForceCommand; docs/ssh.md has the lines for sshd_config.\n";

static const char usual_config[] = "/etc/limber/guest.yaml";

struct guest {
  struct arena *arena;
  struct guest_config config;
  struct guest_environment environment;
  struct guest_request request;
  const char *given;  /* a name on the command line, or NULL */
  const char *folder; /* of this guest's own; NULL: nothing is kept */
};

/* No file where one is usual is fine: then what is usual applies. */
static bool load_config(struct guest *guest, const char *path, struct error *err) {
  guest->config = guest_config_usual;
  if (path == NULL && access(usual_config, F_OK) != 0) {
    return true;
  }
  struct diagnostics *diagnostics = diagnostics_create();
  bool good = guest_config_load(path != NULL ? path : usual_config, guest->arena, diagnostics, &guest->config, err);
  if (!good) {
    load_print_diagnostics(stderr, diagnostics);
  }
  diagnostics_destroy(diagnostics);
  return good;
}

/* Says why nothing is kept, and goes on without. */
static bool go_nameless(const struct error *err) {
  char safe[400];
  fprintf(stderr, "limber: %s; nothing is kept.\n", text_sanitize(safe, sizeof safe, err->message));
  return true;
}

static const char *folder_of(struct guest *guest, const char *kind, const char *name) {
  return arena_format(guest->arena, "%s/%s/%s", guest->config.history, kind, name);
}

/* Finds out who it is, and so the folder that is theirs. False: they left. */
static bool identify(struct guest *guest) {
  char name[GUEST_NAME_SIZE], key[SSH_KEY_NAME_SIZE];
  struct error err = {0};
  const char *given = guest->given != NULL                   ? guest->given
                      : guest->config.guests == GUESTS_GIVEN ? guest->environment.given
                                                             : NULL;
  if (guest->config.history == NULL) {
    return true;
  }
  if (given != NULL) {
    bool named = guest_name_from(given, name);
    guest->folder = named ? folder_of(guest, "given", name) : NULL;
    return named || go_nameless((error_set(&err, ERROR_INPUT, "the name that was given for this key is none"), &err));
  }
  switch (guest->config.guests) {
  case GUESTS_KEY:
    if (!ssh_key_name(guest->environment.user_auth, key, &err)) {
      return go_nameless(&err);
    }
    guest->folder = folder_of(guest, "key", key);
    return true;
  case GUESTS_NICKNAME: {
    enum guest_answer answer = guest_name_ask(name);
    guest->folder = answer == GUEST_NAMED ? folder_of(guest, "nickname", name) : NULL;
    return answer != GUEST_LEFT;
  }
  default:
    return true;
  }
}

/* A folder that cannot be had is no reason not to play. */
static void settle(struct guest *guest) {
  struct error err = {0};
  keep_for_guests();
  if (guest->folder != NULL && !paths_make_private_folder(guest->folder, &err)) {
    go_nameless(&err);
    guest->folder = NULL;
  }
  if (guest->folder == NULL) {
    keep_nothing();
  }
  guest_environment_settle(guest->folder, guest->config.calm, guest->config.figure);
}

/* Everything that a session reads is below these; nothing else is opened from here on. */
static void close_the_doors(const struct guest *guest, const struct places *places) {
  static const char *const system[] = {
      "/etc/terminfo",   "/lib/terminfo",       "/usr/share/terminfo", "/usr/lib/terminfo", "/usr/local/share/terminfo",
      "/usr/lib/locale", "/usr/share/zoneinfo", "/etc/localtime"};
  struct confinement confinement = {.writable = guest->folder};
  for (size_t i = 0; i < ARRAY_LEN(system); i++) {
    confinement.readable[confinement.readable_count++] = system[i];
  }
  confinement.readable[confinement.readable_count++] = places->routines;
  if (guest->config.routines != NULL) {
    confinement.readable[confinement.readable_count++] = guest->config.routines;
  }
  btowc('a'); /* what turns characters into wide ones is loaded now, if it is to be loaded at all */
  collection_confine(guest->config.routines, guest->config.only);
  guest_limits_set(&guest->config);
  confine(&confinement);
}

static int play(const struct guest *guest) {
  static char name[] = "play", link[] = "--link";
  const char *token = guest->request.token[0] != '\0' ? guest->request.token : guest->environment.token;
  bool linked = token != NULL && link_token_is_valid(token);
  char routine[GUEST_ROUTINE_SIZE], word[LINK_TOKEN_LENGTH + 1];
  char *words[5] = {name};
  int count = 1;
  if (guest->request.routine[0] == '\0') {
    if (linked) {
      setenv("LIMBER_LINK", token, 1);
    }
    int status = command_library(NULL);
    if (linked) {
      link_discard(token);
    }
    return status;
  }
  if (linked) {
    snprintf(word, sizeof word, "%s", token);
    words[count++] = link;
    words[count++] = word;
  }
  snprintf(routine, sizeof routine, "%s", guest->request.routine);
  words[count++] = routine;
  return command_play(count, words);
}

static void say_why_it_ended(const struct guest_config *config) {
  int64_t minutes;
  switch (patience_state()) {
  case PATIENCE_IDLE:
    minutes = config->idle_ns / SECONDS(60);
    fprintf(stderr, "limber: nobody was there for %lld %s.\n",
            (long long)(minutes > 0 ? minutes : config->idle_ns / SECONDS(1)), minutes > 0 ? "min" : "s");
    break;
  case PATIENCE_OVER:
    fputs("limber: the time for one session is over. Come back any time.\n", stderr);
    break;
  case PATIENCE_LASTS:
    break;
  }
}

static int receive(struct guest *guest, const char *config) {
  struct places places;
  struct error err = {0};
  bool good = load_config(guest, config, &err) && guest_request_parse(guest->environment.command, &guest->request, &err) &&
              places_find(&places, &err);
  if (good && (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))) {
    good = error_set(&err, ERROR_MACHINE, "this needs a terminal: ssh -t");
  }
  if (!good) {
    return command_fail(&err);
  }
  sound_link_send_nothing();
  patience_begin(guest->config.idle_ns, guest->config.session_ns);
  if (!identify(guest)) {
    return error_exit_status(ERROR_INPUT);
  }
  settle(guest);
  close_the_doors(guest, &places);
  int status = play(guest);
  say_why_it_ended(&guest->config);
  return status;
}

int command_guest(int argc, char **argv) {
  const char *config = NULL;
  struct guest guest = {0};
  const struct option_row rows[] = {{"config", NULL, &config}, {"name", NULL, &guest.given}};
  size_t count = 0;
  char problem[256];
  guest_limits_first();
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem) || count > 0) {
    return command_usage("guest", count > 0 ? "what a guest asks for comes from sshd" : problem);
  }
  guest.arena = arena_create();
  guest_environment_take(&guest.environment, guest.arena);
  int status = chdir("/") == 0 ? receive(&guest, config) : error_exit_status(ERROR_MACHINE);
  arena_destroy(guest.arena);
  return status;
}
