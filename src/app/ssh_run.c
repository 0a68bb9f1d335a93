#include "app/ssh_run.h"

#include "app/link.h"
#include "app/places.h"
#include "app/signals.h"
#include "base/memory.h"
#include "base/paths.h"
#include "cue/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { STATUS_USAGE = 2, STATUS_SIGNAL = 128, STATUS_NOT_RUN = 126, STATUS_NOT_FOUND = 127, LEAVE_MS = 3000, STEP_MS = 20 };

struct near {
  const struct ssh_line *line;
  const struct settings *settings;
  struct places places;
  char *path; /* of the socket here */
  int fd;     /* that it listens on; -1: the far end has knocked, nobody else shall */
  char token[LINK_TOKEN_LENGTH + 1];
  char *forward;      /* FAR:NEAR, as -R takes it */
  pid_t ssh, sounder; /* 0: none */
  struct ssh_end end;
};

/* The socket lies in a folder that nobody else may enter. */
static bool listen_here(struct near *near, struct error *err) {
  char *folder = paths_folder(XDG_RUNTIME);
  char name[LINK_TOKEN_LENGTH + 16];
  snprintf(name, sizeof name, "link-%s.sock", near->token);
  bool made = paths_make_private_folder(folder, err);
  near->path = paths_join(folder, name);
  free(folder);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (!made) {
    return false;
  }
  if (strlen(near->path) >= sizeof address.sun_path) {
    return error_set(err, ERROR_MACHINE, "%s is too long for a socket's name; set XDG_RUNTIME_DIR to a shorter folder",
                     near->path);
  }
  snprintf(address.sun_path, sizeof address.sun_path, "%s", near->path);
  near->fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (near->fd < 0 || fcntl(near->fd, F_SETFD, FD_CLOEXEC) != 0 ||
      bind(near->fd, (const struct sockaddr *)&address, sizeof address) != 0 || chmod(near->path, S_IRUSR | S_IWUSR) != 0 ||
      listen(near->fd, 1) != 0) {
    return error_set(err, ERROR_MACHINE, "%s: %s", near->path, strerror(errno));
  }
  return true;
}

static char *make_forward(const char *token, const char *near_path) {
  char far_path[LINK_PATH_SIZE];
  link_far_path(token, far_path);
  size_t size = strlen(far_path) + strlen(near_path) + 2;
  char *forward = memory_alloc(size, 1);
  snprintf(forward, size, "%s:%s", far_path, near_path);
  return forward;
}

/* Whatever is caught here is for ssh to have as it was. */
static int spawn_ssh(const char **words, bool silent, pid_t *pid) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t none;
  sigset_t all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawn_file_actions_init(&files);
  for (int fd = STDIN_FILENO; silent && fd <= STDERR_FILENO; fd++) {
    posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
  }
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  int fault = posix_spawnp(pid, words[0], &files, &attributes, (char *const *)words, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return fault;
}

static bool start_ssh(struct near *near, struct error *err) {
  char *command = ssh_line_remote_command(near->line, near->token);
  const char **words = ssh_line_arguments(near->line, near->forward, isatty(STDIN_FILENO), command);
  int fault = spawn_ssh(words, false, &near->ssh);
  free(words);
  free(command);
  if (fault != 0) {
    near->ssh = 0;
    return error_set(err, ERROR_MACHINE, "ssh cannot be run (%s)", strerror(fault));
  }
  return true;
}

/* The far session is there. Only the first one counts: a second would be no friend. */
static void let_in(struct near *near) {
  int fd = accept(near->fd, NULL, NULL);
  if (fd < 0) {
    return;
  }
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  const char *voice = near->line->voice != NULL ? near->line->voice : near->settings->values[SETTING_VOICE];
  struct process_command command = {.program = near->places.sounder,
                                    .sounds = near->places.sounds,
                                    .voice = voice,
                                    .far_sounds = settings_far_sounds_are_heard(near->settings),
                                    .own_sounds = near->settings->config.sounds};
  near->end.linked = near->places.sounder[0] != '\0' && process_start_at(&command, fd, &near->sounder, NULL);
  near->end.silent = !near->end.linked;
  close(fd);
  close(near->fd);
  near->fd = -1;
  unlink(near->path);
}

static int shell_status(int status) {
  return WIFSIGNALED(status) ? STATUS_SIGNAL + WTERMSIG(status) : WEXITSTATUS(status);
}

/* ssh's own ~^Z stops it alone: whoever waits for us must see us stop, too. Whoever sends it SIGSTOP means it alone. */
static void stop_along(const struct near *near) {
  signals_stop_process();
  kill(near->ssh, SIGCONT);
}

static void look_at_children(struct near *near) {
  int status = 0;
  pid_t pid;
  while ((pid = waitpid(-1, &status, WNOHANG | WUNTRACED)) > 0) {
    if (WIFSTOPPED(status)) {
      if (pid == near->ssh && WSTOPSIG(status) != SIGSTOP) {
        stop_along(near);
      }
    } else if (pid == near->ssh) {
      near->ssh = 0;
      near->end.status = shell_status(status);
    } else if (pid == near->sounder) {
      near->sounder = 0;
    }
  }
}

/* ^C and ^Z belong to the far end, whose terminal this is; what ends us shall end ssh. */
static void pass_on_signals(struct near *near) {
  int number;
  while ((number = signals_next()) != 0) {
    if (number == SIGCHLD) {
      look_at_children(near);
    } else if ((number == SIGTERM || number == SIGHUP) && near->ssh > 0) {
      kill(near->ssh, number);
    }
  }
}

static void wait_for_end(struct near *near) {
  while (near->ssh > 0) {
    struct pollfd fds[] = {{.fd = signals_fd(), .events = POLLIN}, {.fd = near->fd, .events = POLLIN}};
    poll(fds, near->fd >= 0 ? 2 : 1, -1);
    pass_on_signals(near);
    if (near->fd >= 0 && (fds[1].revents & POLLIN) != 0) {
      let_in(near);
    }
  }
}

/* The sounder leaves by itself once the far end has hung up and what rings has rung. */
static void end_sounder(struct near *near) {
  for (int waited_ms = 0; near->sounder > 0 && waited_ms < LEAVE_MS; waited_ms += STEP_MS) {
    poll(NULL, 0, STEP_MS);
    look_at_children(near);
  }
  if (near->sounder > 0) {
    int status = 0;
    process_kill(near->sounder);
    waitpid(near->sounder, &status, 0);
    near->sounder = 0;
  }
}

/* Runs ssh without a word and waits for it; takes `words` over. */
static void run_silently(const char **words) {
  pid_t pid = 0;
  int status = 0;
  if (spawn_ssh(words, true, &pid) == 0) {
    waitpid(pid, &status, 0);
  }
  free(words);
}

/* On a connection that others share the forward would stay. Where none is shared, this does nothing. */
static void cancel_forward(const struct near *near) {
  run_silently(ssh_line_arguments(near->line, near->forward, false, NULL));
}

/* Where no limber, or an older one, has run nobody has removed the socket that sshd leaves. The token is letters and digits. */
static void sweep_far_socket(const struct near *near) {
  char path[LINK_PATH_SIZE], command[LINK_PATH_SIZE + 16];
  int status = near->end.status;
  bool ran = near->end.linked || near->end.silent ||
             (status != STATUS_NOT_FOUND && status != STATUS_NOT_RUN && status != STATUS_USAGE);
  if (ran) {
    return;
  }
  link_far_path(near->token, path);
  snprintf(command, sizeof command, "rm -f %s", path);
  run_silently(ssh_line_quiet_arguments(near->line, command));
}

static void clean_up(struct near *near) {
  if (near->fd >= 0) {
    close(near->fd);
  }
  if (near->path != NULL) {
    unlink(near->path);
  }
  free(near->path);
  free(near->forward);
}

bool ssh_run(const struct ssh_line *line, const struct settings *settings, struct ssh_end *end, struct error *err) {
  struct near near = {.line = line, .settings = settings, .fd = -1};
  bool started =
      places_find(&near.places, err) && link_token_make(near.token, err) && listen_here(&near, err) && signals_catch(err);
  if (started) {
    signals_catch_children();
    near.forward = make_forward(near.token, near.path);
    started = start_ssh(&near, err);
  }
  if (started) {
    wait_for_end(&near);
    end_sounder(&near);
    cancel_forward(&near);
    sweep_far_socket(&near);
    *end = near.end;
  }
  signals_release();
  clean_up(&near);
  return started;
}
