#include "app/command.h"
#include "app/last_words.h"
#include "base/macros.h"
#include "base/spare_memory.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { CALL_COLUMNS = 22 };

static int command_help(int argc, char **argv);
static int command_version(int argc, char **argv);

static const struct command commands[] = {
    {"play", "[ROUTINE]", "guide through a routine: full screen, or as lines", command_play_options, command_play},
    {"list", "", "the routines there are, or the exercises", command_list_options, command_list},
    {"show", "ROUTINE", "a routine laid out in time", "  --json              every segment and cue, as JSON\n", command_show},
    {"ctl", "VERB", "a running session, from another terminal, a pedal, a status bar", command_ctl_options, command_ctl},
    {"profile", "[NAME=yes|no...]", "what limber knows about you, shown and changed", command_profile_options, command_profile},
    {"figure", "[FILE] EXERCISE", "a person doing the exercise, drawn", command_figure_options, command_figure},
    {"render", "ROUTINE -o FILE", "a routine as a sound file, with voice and chapters", command_render_options, command_render},
    {"ssh", "[SSH OPTIONS] HOST [ROUTINE]", "play there, hear it here", command_ssh_options, command_ssh},
    {"guest", "", "for sshd's ForceCommand: the player and nothing else", command_guest_options, command_guest},
    {"check", "PATH...", "what is wrong with routine and exercise files", command_check_options, command_check},
    {"history", "[export|import FILE]", "what was done; taken elsewhere; forgotten", command_history_options, command_history},
    {"config", "", "every setting: its value, where that is from, what is usual", command_config_options, command_config},
    {"doctor", "", "what works here, and what to do about the rest", command_doctor_options, command_doctor},
    {"help", "[COMMAND]", "this text, or a command's own", NULL, command_help},
    {"version", "", "which version this is", NULL, command_version},
};

static const struct command *find_command(const char *name) {
  for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
    if (strcmp(commands[i].name, name) == 0) {
      return &commands[i];
    }
  }
  return NULL;
}

static int unknown_command(const char *name) {
  const char *names[ARRAY_LEN(commands)];
  char safe[100];
  for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
    names[i] = commands[i].name;
  }
  const char *nearest = text_nearest(name, names, ARRAY_LEN(names));
  fprintf(stderr, "limber: there is no command %s", text_sanitize(safe, sizeof safe, name));
  if (nearest != NULL) {
    fprintf(stderr, "; did you mean %s?\n", nearest);
  } else {
    fprintf(stderr, ". See `limber help`.\n");
  }
  return error_exit_status(ERROR_USAGE);
}

static void print_overview(void) {
  puts("limber guides stretching, strength and self-massage routines in the terminal.\n\n"
       "  limber                  choose a routine and play it");
  for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
    char call[64];
    snprintf(call, sizeof call, "limber %s %s", commands[i].name, commands[i].arguments);
    bool fits = strlen(call) <= CALL_COLUMNS;
    printf("  %-*s%s%*s%s\n", CALL_COLUMNS, call, fits ? "" : "\n", fits ? 2 : CALL_COLUMNS + 4, "", commands[i].summary);
  }
  puts("\nGeneral exercise information: it does not diagnose or treat. Severe or sudden pain, numbness, weakness,\n"
       "fever or an injury: see a professional, not a routine.");
}

static int command_help(int argc, char **argv) {
  if (argc < 2) {
    print_overview();
    return command_finish_output(0);
  }
  const struct command *command = find_command(argv[1]);
  if (command == NULL) {
    return unknown_command(argv[1]);
  }
  printf("limber %s%s%s\n  %s\n", command->name, command->arguments[0] != '\0' ? " " : "", command->arguments,
         command->summary);
  if (command->options != NULL) {
    printf("\n%s", command->options);
  }
  return command_finish_output(0);
}

static int command_version(int argc, char **argv) {
  (void)argc;
  (void)argv;
  puts("limber " LIMBER_VERSION);
  return command_finish_output(0);
}

static bool asks_for_help(int argc, char **argv) {
  for (int i = 2; i < argc && strcmp(argv[i], "--") != 0; i++) {
    if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
      return true;
    }
  }
  return false;
}

int main(int argc, char **argv) {
  spare_memory_prepare();
  last_words_prepare();
  if (argc < 2) {
    return command_library(NULL);
  }
  const char *name = argv[1];
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
    name = "help";
  } else if (strcmp(name, "--version") == 0) {
    name = "version";
  }
  const struct command *command = find_command(name);
  if (command == NULL) {
    return unknown_command(name);
  }
  if (asks_for_help(argc, argv)) {
    return command_help(2, (char *[]){argv[0], argv[1], NULL});
  }
  return command->run(argc - 1, argv + 1);
}
