#include "base/memory.h"
#include "base/timespan.h"
#include "sounder/device.h"
#include "sounder/voice_engine.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <sndfile.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

#define ANSWER_NS SECONDS(5)
#define STEP_MS 50
#define WAV_BYTES_MAX (8 << 20)
#define CHANNELS_MAX 8
#define RATE_MIN 8000
#define RATE_MAX 192000

/* A program of the person's own: words on its standard input, a WAV file on its standard output. */
struct command {
  struct voice_engine head;
  const atomic_bool *stop;
  char *line; /* as the shell reads it */
};

/* One run of it. */
struct run {
  pid_t pid;
  int in, out; /* our ends; -1: closed */
  const char *text;
  size_t text_left;
  unsigned char *bytes;
  size_t length, room;
};

static void shut(int *fd) {
  if (*fd >= 0) {
    close(*fd);
  }
  *fd = -1;
}

static int spawn(const char *line, const int in[2], const int out[2], pid_t *pid) {
  const char *arguments[] = {"sh", "-c", line, NULL};
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t pipe_signal;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, out[1], STDOUT_FILENO);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
  int fault = posix_spawn(pid, "/bin/sh", &files, &attributes, (char *const *)arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return fault;
}

static bool start(struct run *run, const char *line, struct error *err) {
  int in[2] = {-1, -1};
  int out[2] = {-1, -1};
  int fault = pipe(in) != 0 || pipe(out) != 0 ? errno : 0;
  for (int i = 0; i < 2 && fault == 0; i++) {
    fcntl(in[i], F_SETFD, FD_CLOEXEC);
    fcntl(out[i], F_SETFD, FD_CLOEXEC);
  }
  fault = fault == 0 ? spawn(line, in, out, &run->pid) : fault;
  shut(&in[0]);
  shut(&out[1]);
  run->in = in[1];
  run->out = out[0];
  if (fault != 0) {
    shut(&run->in);
    shut(&run->out);
    return error_set(err, ERROR_MACHINE, "the voice's command cannot be run (%s)", strerror(fault));
  }
  fcntl(run->in, F_SETFL, O_NONBLOCK);
  fcntl(run->out, F_SETFL, O_NONBLOCK);
  return true;
}

static void give_words(struct run *run) {
  ssize_t given = write(run->in, run->text, run->text_left);
  if (given > 0) {
    run->text += given;
    run->text_left -= (size_t)given;
  }
  if (run->text_left == 0 || (given < 0 && errno != EAGAIN && errno != EINTR)) {
    shut(&run->in);
  }
}

/* False when there is more than a sound of 30 s can have. */
static bool take_bytes(struct run *run) {
  if (run->length == run->room) {
    if (run->room >= WAV_BYTES_MAX) {
      return false;
    }
    run->room = run->room ? 2 * run->room : 65536;
    run->bytes = memory_resize(run->bytes, run->room, 1);
  }
  ssize_t taken = read(run->out, run->bytes + run->length, run->room - run->length);
  if (taken > 0) {
    run->length += (size_t)taken;
  } else if (taken == 0 || (errno != EAGAIN && errno != EINTR)) {
    shut(&run->out);
  }
  return true;
}

/* Speaks with it until it has closed its output. */
static bool hear_out(struct run *run, const atomic_bool *stop, struct error *err) {
  int64_t until_ns = device_now() + ANSWER_NS;
  while (run->out >= 0) {
    struct pollfd watched[] = {{.fd = run->out, .events = POLLIN}, {.fd = run->in, .events = POLLOUT}};
    poll(watched, ARRAY_LEN(watched), STEP_MS);
    if (atomic_load(stop) || device_now() > until_ns) {
      return error_set(err, ERROR_MACHINE, "the voice's command takes longer than %d s", (int)(ANSWER_NS / NS_PER_S));
    }
    if (run->in >= 0 && watched[1].revents != 0) {
      give_words(run);
    }
    if (watched[0].revents != 0 && !take_bytes(run)) {
      return error_set(err, ERROR_MACHINE, "the voice's command writes more than %d MiB", WAV_BYTES_MAX >> 20);
    }
  }
  return true;
}

/* Whatever it started goes with it. */
static void finish(struct run *run) {
  shut(&run->in);
  shut(&run->out);
  kill(-run->pid, SIGKILL);
  while (waitpid(run->pid, NULL, 0) < 0 && errno == EINTR) {
    ;
  }
}

/* The bytes as libsndfile reads a file. */
struct memory_file {
  const unsigned char *bytes;
  sf_count_t length, at;
};

static sf_count_t memory_length(void *context) {
  return ((struct memory_file *)context)->length;
}

static sf_count_t memory_seek(sf_count_t offset, int whence, void *context) {
  struct memory_file *file = context;
  sf_count_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file->at : file->length;
  sf_count_t at = from + offset;
  file->at = at < 0 ? 0 : at > file->length ? file->length : at;
  return file->at;
}

static sf_count_t memory_read(void *out, sf_count_t count, void *context) {
  struct memory_file *file = context;
  sf_count_t left = file->length - file->at;
  count = count < left ? count : left;
  memcpy(out, file->bytes + file->at, (size_t)count);
  file->at += count;
  return count;
}

static sf_count_t memory_write(const void *bytes, sf_count_t count, void *context) {
  (void)bytes;
  (void)count;
  (void)context;
  return 0;
}

static sf_count_t memory_tell(void *context) {
  return ((struct memory_file *)context)->at;
}

static float *mixed_down(SNDFILE *file, const SF_INFO *info, size_t *length) {
  size_t channels = (size_t)info->channels;
  size_t most = (size_t)info->samplerate * VOICE_SECONDS_MAX;
  float *all = memory_alloc(most * channels, sizeof *all);
  sf_count_t frames = sf_readf_float(file, all, (sf_count_t)most);
  *length = frames > 0 ? (size_t)frames : 0;
  for (size_t i = 0; i < *length; i++) {
    float sum = 0;
    for (size_t channel = 0; channel < channels; channel++) {
      sum += all[i * channels + channel];
    }
    all[i] = isfinite(sum) ? sum / (float)channels : 0.0F;
  }
  return all;
}

static bool read_wav(const struct run *run, struct voice_samples *out, struct error *err) {
  static SF_VIRTUAL_IO access = {memory_length, memory_seek, memory_read, memory_write, memory_tell};
  struct memory_file bytes = {.bytes = run->bytes, .length = (sf_count_t)run->length};
  SF_INFO info = {0};
  SNDFILE *file = sf_open_virtual(&access, SFM_READ, &info, &bytes);
  bool usable =
      file && info.samplerate >= RATE_MIN && info.samplerate <= RATE_MAX && info.channels >= 1 && info.channels <= CHANNELS_MAX;
  struct voice_samples read = {.rate = info.samplerate};
  if (usable) {
    read.samples = mixed_down(file, &info, &read.length);
  }
  if (file) {
    sf_close(file);
  }
  if (read.length == 0) {
    free(read.samples);
    return error_set(err, ERROR_MACHINE, "the voice's command writes no sound");
  }
  *out = read;
  return true;
}

static bool speak(struct voice_engine *engine, const char *text, struct voice_samples *out, struct error *err) {
  struct command *command = (struct command *)engine;
  struct run run = {.text = text, .text_left = strlen(text)};
  if (!start(&run, command->line, err)) {
    return false;
  }
  bool well = hear_out(&run, command->stop, err);
  finish(&run);
  well = well && read_wav(&run, out, err);
  free(run.bytes);
  return well;
}

static void close_command(struct voice_engine *engine) {
  struct command *command = (struct command *)engine;
  free(command->line);
  free(command);
}

/* Two commands are two voices: the name, under which recordings are kept, tells them apart. */
static uint32_t fingerprint(const char *line) {
  uint32_t sum = 2166136261U;
  for (; *line != '\0'; line++) {
    sum = (sum ^ (unsigned char)*line) * 16777619U;
  }
  return sum;
}

struct voice_engine *voice_command_open(const char *line, const atomic_bool *stop, struct error *err) {
  static const struct voice_engine_class class = {.speak = speak, .close = close_command};
  (void)err;
  struct command *command = memory_alloc(1, sizeof *command);
  command->head.class = &class;
  command->stop = stop;
  command->line = memory_string(line);
  snprintf(command->head.name, sizeof command->head.name, "command:%08x", (unsigned)fingerprint(line));
  return &command->head;
}
