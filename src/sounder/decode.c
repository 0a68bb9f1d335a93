#include "sounder/decode.h"

#include "base/macros.h"
#include "base/memory.h"
#include "base/timespan.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

#define RATE_MIN 8000
#define RATE_MAX 192000
#define TIME_NS SECONDS(10)
#define TIME_CPU_S 5
#define MEMORY_BYTES_MAX ((rlim_t)512 << 20)
#define FIRST_ROOM 65536

struct decode {
  struct decode_request request;
  pid_t pid;
  int out; /* our end of its output */
  int64_t until_ns;
  char *bytes;
  size_t length, room;
};

bool decode_read_request(const char *text, struct decode_request *request, struct error *err) {
  const char *colon = strchr(text, ':');
  char name[32] = "", *end = NULL;
  if (colon != NULL && (size_t)(colon - text) < sizeof name) {
    snprintf(name, sizeof name, "%.*s", (int)(colon - text), text);
    long rate = strtol(colon + 1, &end, 10);
    *request = (struct decode_request){.sound = cue_sound_of(name), .rate = rate > RATE_MAX ? 0 : (int)rate};
  }
  bool well = end != NULL && end != colon + 1 && *end == '\0' && request->sound != CUE_SOUND_NONE && request->rate >= RATE_MIN;
  return well || error_set(err, ERROR_USAGE, "--decode must be NAME:RATE, not %s", text);
}

static void limit(int resource, rlim_t most) {
  setrlimit(resource, &(struct rlimit){.rlim_cur = most, .rlim_max = most});
}

/* It has its input and its output and needs no more. */
static void limit_all(void) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, TIME_CPU_S);
  limit(RLIMIT_FSIZE, 0);
#ifdef RLIMIT_AS
  if (!IS_SANITIZED) {
    limit(RLIMIT_AS, MEMORY_BYTES_MAX);
  }
#endif
}

bool decode_standard_input(const struct decode_request *request) {
  struct clip clip;
  limit_all();
  if (!bank_read_own("/dev/stdin", request->sound, request->rate, &clip, NULL)) {
    return false;
  }
  bool well = fwrite(clip.samples, sizeof *clip.samples, clip.length, stdout) == clip.length && fflush(stdout) == 0;
  free((float *)clip.samples);
  return well;
}

/* The words of the command line live until the process has been started. */
static int spawn(const char *program, int file, const struct decode_request *request, int out, pid_t *pid) {
  char what[64];
  snprintf(what, sizeof what, "%s:%d", cue_sound_name(request->sound), request->rate);
  const char *words[] = {program, "--decode", what, NULL};
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t pipe_signal;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, file, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
  int fault = posix_spawn(pid, program, &files, &attributes, (char *const *)words, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return fault;
}

struct decode *decode_start(const char *program, int fd, const struct decode_request *request, int64_t now_ns,
                            struct error *err) {
  int ends[2];
  struct decode *decode = memory_alloc(1, sizeof *decode);
  *decode = (struct decode){.request = *request, .until_ns = now_ns + TIME_NS};
  if (pipe(ends) != 0) {
    free(decode);
    error_set(err, ERROR_MACHINE, "no pipe (%s)", strerror(errno));
    return NULL;
  }
  for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  }
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  int fault = spawn(program, fd, request, ends[1], &decode->pid);
  close(ends[1]);
  decode->out = ends[0];
  if (fault == 0) {
    return decode;
  }
  close(decode->out);
  free(decode);
  error_set(err, ERROR_MACHINE, "%s cannot be run (%s)", program, strerror(fault));
  return NULL;
}

/* How it ended; `status` as from waitpid(). */
static int reap(struct decode *decode) {
  int status = -1;
  if (decode->pid > 0) {
    while (waitpid(decode->pid, &status, 0) < 0 && errno == EINTR) {
      ;
    }
  }
  decode->pid = 0;
  return status;
}

void decode_end(struct decode *decode) {
  if (decode == NULL) {
    return;
  }
  close(decode->out);
  if (decode->pid > 0) {
    kill(decode->pid, SIGKILL);
    reap(decode);
  }
  free(decode->bytes);
  free(decode);
}

int decode_fd(const struct decode *decode) {
  return decode->out;
}

int64_t decode_deadline(const struct decode *decode) {
  return decode->until_ns;
}

static size_t bytes_max(const struct decode *decode) {
  return (size_t)decode->request.rate * (BANK_CLIP_SECONDS_MAX + 1) * sizeof(float);
}

enum taken { TAKEN_SOME, TAKEN_NOTHING, TAKEN_ALL, TAKEN_TOO_MUCH };

static enum taken take(struct decode *decode) {
  if (decode->length == decode->room) {
    if (decode->room >= bytes_max(decode)) {
      return TAKEN_TOO_MUCH;
    }
    decode->room = decode->room > 0 ? 2 * decode->room : FIRST_ROOM;
    decode->bytes = memory_resize(decode->bytes, decode->room, 1);
  }
  ssize_t got = read(decode->out, decode->bytes + decode->length, decode->room - decode->length);
  if (got < 0) {
    return errno == EAGAIN || errno == EINTR ? TAKEN_NOTHING : TAKEN_TOO_MUCH;
  }
  decode->length += (size_t)got;
  return got == 0 ? TAKEN_ALL : TAKEN_SOME;
}

/* It wrote as it should have: samples, and none that is no number. */
static bool are_samples(const char *bytes, size_t length) {
  const float *samples = (const float *)(const void *)bytes;
  if (length == 0 || length % sizeof *samples != 0) {
    return false;
  }
  for (size_t i = 0; i < length / sizeof *samples; i++) {
    if (!(fabsf(samples[i]) <= 1.0F)) {
      return false;
    }
  }
  return true;
}

static enum decoded conclude(struct decode *decode, struct clip *clip) {
  int status = reap(decode);
  bool well = WIFEXITED(status) && WEXITSTATUS(status) == 0 && are_samples(decode->bytes, decode->length);
  if (!well) {
    return DECODED_NOT;
  }
  *clip = (struct clip){.samples = (const float *)(void *)decode->bytes, .length = decode->length / sizeof(float)};
  decode->bytes = NULL;
  return DECODED;
}

enum decoded decode_turn(struct decode *decode, int64_t now_ns, struct clip *clip) {
  enum taken taken = TAKEN_SOME;
  while (taken == TAKEN_SOME) {
    taken = take(decode);
  }
  if (taken == TAKEN_ALL) {
    return conclude(decode, clip);
  }
  return taken == TAKEN_TOO_MUCH || now_ns >= decode->until_ns ? DECODED_NOT : DECODED_LATER;
}
