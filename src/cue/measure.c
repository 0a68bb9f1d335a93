#include "cue/measure.h"

#include "base/timespan.h"
#include "cue/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ANSWER_MS 20000 /* for one text: a voice of the person's own has 5 s */

extern char **environ;

/* Texts on standard input, from a file that has no name; the answers over `out`. */
static int spawn(const struct measure_request *request, int in, int out, pid_t *pid) {
  const char *arguments[] = {request->sounder, "--measure", "--voice", request->voice, NULL};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  int fault = posix_spawn(pid, request->sounder, &files, NULL, (char *const *)arguments, environ);
  posix_spawn_file_actions_destroy(&files);
  return fault;
}

/* One line into `line`; false at the end, and when nothing comes for too long. */
static bool read_line(int fd, char *line, size_t size) {
  size_t length = 0;
  while (poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, ANSWER_MS) == 1) {
    char byte;
    if (read(fd, &byte, 1) != 1) {
      return false;
    }
    if (byte == '\n') {
      line[length] = '\0';
      return true;
    }
    if (length + 1 < size) {
      line[length++] = byte;
    }
  }
  return false;
}

static bool read_answers(const struct measure_request *request, int fd, int64_t *lengths_ns, char *voice, size_t voice_size) {
  char line[32];
  if (!read_line(fd, voice, voice_size)) {
    return false;
  }
  for (size_t i = 0; i < request->count && voice[0] != '\0'; i++) {
    if (!read_line(fd, line, sizeof line)) {
      return false;
    }
    lengths_ns[i] = strtoll(line, NULL, 10) * NS_PER_MS;
  }
  return true;
}

static FILE *write_texts(const struct measure_request *request) {
  FILE *file = tmpfile();
  for (size_t i = 0; file != NULL && i < request->count; i++) {
    fprintf(file, "%s\n", request->texts[i]);
  }
  if (file != NULL && (fflush(file) != 0 || lseek(fileno(file), 0, SEEK_SET) != 0)) {
    fclose(file);
    return NULL;
  }
  return file;
}

bool measure_words(const struct measure_request *request, int64_t *lengths_ns, char *voice, size_t voice_size,
                   struct error *err) {
  int answers[2];
  pid_t pid = 0;
  memset(lengths_ns, 0, request->count * sizeof *lengths_ns);
  voice[0] = '\0';
  FILE *texts = write_texts(request);
  if (texts == NULL || pipe(answers) != 0) {
    return error_set(err, ERROR_MACHINE, "words cannot be measured (%s)", strerror(errno));
  }
  fcntl(answers[0], F_SETFD, FD_CLOEXEC);
  fcntl(answers[1], F_SETFD, FD_CLOEXEC);
  int fault = spawn(request, fileno(texts), answers[1], &pid);
  close(answers[1]);
  fclose(texts);
  bool well = fault == 0 && read_answers(request, answers[0], lengths_ns, voice, voice_size);
  close(answers[0]);
  if (fault == 0) {
    int status;
    if (!well) {
      process_kill(pid);
    }
    waitpid(pid, &status, 0);
  }
  return well || error_set(err, ERROR_MACHINE, "%s does not measure words", request->sounder);
}
