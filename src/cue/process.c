#include "cue/process.h"

#include "base/macros.h"
#include "base/memory.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The words of a command line, each a copy; the last is NULL. */
struct arguments {
  char *words[2 * CUE_SOUND_COUNT_OF + 16];
  size_t count;
};

static void put(struct arguments *arguments, const char *before, const char *word) {
  size_t size = strlen(before) + strlen(word) + 1;
  assert(arguments->count + 1 < ARRAY_LEN(arguments->words));
  arguments->words[arguments->count] = memory_alloc(size, 1);
  snprintf(arguments->words[arguments->count++], size, "%s%s", before, word);
}

static void put_option(struct arguments *arguments, const char *option, const char *before, const char *value) {
  if (value != NULL) {
    put(arguments, "", option);
    put(arguments, before, value);
  }
}

static void put_all(struct arguments *arguments, const struct process_command *command) {
  put(arguments, "", command->program);
  put_option(arguments, "--sounds", "", command->sounds);
  put_option(arguments, "--output", "", command->output != NULL ? command->output : "portaudio");
  put_option(arguments, "--voice", "", command->voice);
  put_option(arguments, "--log", "", command->log);
  if (command->far_sounds) {
    put(arguments, "", "--far-sounds");
  }
  for (enum cue_sound sound = CUE_SOUND_NONE + 1; command->own_sounds != NULL && sound < CUE_SOUND_COUNT_OF; sound++) {
    char name[32];
    snprintf(name, sizeof name, "%s=", cue_sound_name(sound));
    put_option(arguments, "--sound", name, command->own_sounds[sound]);
  }
}

/* Socket on standard input, nothing on the other two, and none of our signal settings. */
static int spawn(const struct process_command *command, int socket, pid_t *pid) {
  struct arguments arguments = {.count = 0};
  put_all(&arguments, command);
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t none;
  sigset_t all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, socket, STDIN_FILENO);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  int fault = posix_spawn(pid, command->program, &files, &attributes, arguments.words, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  for (size_t i = 0; i < arguments.count; i++) {
    free(arguments.words[i]);
  }
  return fault;
}

bool process_start_at(const struct process_command *command, int socket, pid_t *pid, struct error *err) {
  int fault = spawn(command, socket, pid);
  return fault == 0 || error_set(err, ERROR_MACHINE, "%s cannot be run (%s)", command->program, strerror(fault));
}

bool process_start(const struct process_command *command, pid_t *pid, int *fd, struct error *err) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) {
    return error_set(err, ERROR_MACHINE, "no socket for the sounder (%s)", strerror(errno));
  }
  fcntl(pair[0], F_SETFD, FD_CLOEXEC);
  fcntl(pair[1], F_SETFD, FD_CLOEXEC);
  bool started = process_start_at(command, pair[1], pid, err);
  close(pair[1]);
  if (!started) {
    close(pair[0]);
    return false;
  }
  *fd = pair[0];
  return true;
}

void process_kill(pid_t pid) {
  kill(pid, SIGKILL);
}

bool process_reap(pid_t pid, int *status) {
  pid_t reaped = waitpid(pid, status, WNOHANG);
  if (reaped == 0 || (reaped < 0 && errno == EINTR)) {
    return false;
  }
  if (reaped < 0) {
    *status = 0; /* somebody else has reaped it */
  }
  return true;
}

void process_describe(int status, char *out, size_t size) {
  if (WIFSIGNALED(status)) {
    snprintf(out, size, "ended by signal %d", WTERMSIG(status));
  } else {
    snprintf(out, size, "ended with status %d", WEXITSTATUS(status));
  }
}
