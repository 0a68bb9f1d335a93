#include "app/signals.h"

#include "base/macros.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

static const int caught[] = {SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGCONT};

/* A handler can reach nothing else than globals. */
static int signal_pipe[2] = {-1, -1};
static struct sigaction before[ARRAY_LEN(caught)], before_pipe, before_child, before_limit;
static bool catches_children;

static void on_signal(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t written = write(signal_pipe[1], &byte, 1);
  (void)written;
  errno = saved;
}

static void catch_signal(int number, struct sigaction *old) {
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(number, NULL, old);
  /*
   * Under nohup a hang-up is not for us: a screen notices the loss itself, lines into a file go on. Where ^Z is ignored nobody
   * could let us go on.
   */
  bool may_be_ignored = number == SIGHUP || number == SIGTSTP;
  if (!may_be_ignored || old->sa_handler != SIG_IGN) {
    sigaction(number, &action, NULL);
  }
}

bool signals_catch(struct error *err) {
  if (pipe(signal_pipe) != 0) {
    return error_set(err, ERROR_MACHINE, "cannot make a pipe: %s", strerror(errno));
  }
  for (int i = 0; i < 2; i++) {
    fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
    fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
  }
  for (size_t i = 0; i < ARRAY_LEN(caught); i++) {
    catch_signal(caught[i], &before[i]);
  }
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&ignore.sa_mask);
  sigaction(SIGPIPE, &ignore, &before_pipe);
  /* Past a limit of the shell a write fails, and is told about, instead of ending the session. */
  sigaction(SIGXFSZ, &ignore, &before_limit);
  return true;
}

void signals_catch_children(void) {
  catch_signal(SIGCHLD, &before_child);
  catches_children = true;
}

int signals_fd(void) {
  return signal_pipe[0];
}

int signals_next(void) {
  unsigned char byte;
  return read(signal_pipe[0], &byte, 1) == 1 ? byte : 0;
}

void signals_stop_process(void) {
  raise(SIGSTOP);
}

void signals_release(void) {
  if (signal_pipe[0] < 0) {
    return;
  }
  for (size_t i = 0; i < ARRAY_LEN(caught); i++) {
    sigaction(caught[i], &before[i], NULL);
  }
  sigaction(SIGPIPE, &before_pipe, NULL);
  if (catches_children) {
    sigaction(SIGCHLD, &before_child, NULL);
    catches_children = false;
  }
  sigaction(SIGXFSZ, &before_limit, NULL);
  close(signal_pipe[0]);
  close(signal_pipe[1]);
  signal_pipe[0] = signal_pipe[1] = -1;
}
