/*
 * limber-sounder: plays the cue sounds for the player, which starts it and speaks to it over the socket on standard input.
 * A process of its own, because the sound libraries print, block and abort as they like. docs/sounder.md has the protocol.
 */
#include "base/error.h"
#include "base/paths.h"
#include "base/sound_format.h"
#include "sounder/decode.h"
#include "sounder/inventory.h"
#include "sounder/measure.h"
#include "sounder/own_sounds.h"
#include "sounder/serve.h"
#include "sounder/serve_file.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FILE_PREFIX "file:"
#define INHERITED_FDS_MAX 256

static const char usage[] =
    "usage: limber-sounder --sounds FOLDER [--output portaudio|file:PATH|inventory]\n"
    "                      [--sound NAME=FILE]... [--far-sounds] [--voice NAME|none] [--log FILE]\n"
    "       limber-sounder --decode NAME:RATE < FILE\n"
    "       limber-sounder --measure [--voice NAME]\n"
    "Speaks the sounder's protocol on standard input, which must be a connected socket; with --measure,\n"
    "reads a text a line and writes how long each takes, in ms; with --decode, reads a sound file and\n"
    "writes it as it is heard in the place of the cue sound NAME, in samples.\n";

struct arguments {
  struct bank_source sounds;
  bool inventory, measures;
  const char *output_path, *log, *voice;
  bool far_sounds;
  struct decode_request decode;
};

static bool read_output(const char *value, struct arguments *arguments, struct error *err) {
  if (strcmp(value, "portaudio") == 0) {
    return true;
  }
  if (strcmp(value, "inventory") == 0) {
    arguments->inventory = true;
    return true;
  }
  if (strncmp(value, FILE_PREFIX, strlen(FILE_PREFIX)) != 0) {
    return error_set(err, ERROR_USAGE, "--output must be portaudio, file:PATH or inventory, not %s", value);
  }
  arguments->output_path = value + strlen(FILE_PREFIX);
  return sound_format_of(arguments->output_path) != SOUND_FORMAT_NONE ||
         error_set(err, ERROR_USAGE, "%s: the name must end in %s", arguments->output_path, sound_format_words);
}

static bool read_arguments(int count, char **values, struct arguments *arguments, struct error *err) {
  static const struct option options[] = {{"sounds", required_argument, NULL, 's'},
                                          {"output", required_argument, NULL, 'o'},
                                          {"sound", required_argument, NULL, 'n'},
                                          {"log", required_argument, NULL, 'l'},
                                          {"voice", required_argument, NULL, 'v'},
                                          {"measure", no_argument, NULL, 'm'},
                                          {"far-sounds", no_argument, NULL, 'f'},
                                          {"decode", required_argument, NULL, 'd'},
                                          {0}};
  for (int option = 0; (option = getopt_long(count, values, "", options, NULL)) != -1;) {
    if (option == 's') {
      arguments->sounds.folder = optarg;
    } else if (option == 'l') {
      arguments->log = optarg;
    } else if (option == 'v') {
      arguments->voice = optarg;
    } else if (option == 'm') {
      arguments->measures = true;
    } else if (option == 'f') {
      arguments->far_sounds = true;
    } else if (option == 'd') {
      if (!decode_read_request(optarg, &arguments->decode, err)) {
        return false;
      }
    } else if (option == 'n') {
      if (!own_sounds_name(&arguments->sounds, optarg, err)) {
        return false;
      }
    } else if (option != 'o') {
      return error_set(err, ERROR_USAGE, "%s", usage);
    } else if (!read_output(optarg, arguments, err)) {
      return false;
    }
  }
  if (optind < count || (!arguments->sounds.folder && !arguments->measures && arguments->decode.rate == 0)) {
    return error_set(err, ERROR_USAGE, "%s", usage);
  }
  return true;
}

/* From here on nothing that a library prints can reach a terminal. */
static void redirect_output(const char *log) {
  int fd = log ? open(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600) : -1;
  if (fd < 0) {
    fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
  }
  if (fd < 0) {
    return;
  }
  dup2(fd, STDOUT_FILENO);
  dup2(fd, STDERR_FILENO);
  close(fd);
}

/* Whatever the player had open is not ours: a terminal kept open here would outlive it. */
static void close_inherited(void) {
  for (int fd = STDERR_FILENO + 1; fd < INHERITED_FDS_MAX; fd++) {
    close(fd);
  }
}

static bool stdin_is_socket(void) {
  int type = 0;
  socklen_t size = sizeof type;
  return getsockopt(STDIN_FILENO, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

/* The protocol's socket, off standard input, where a library might look for a person. */
static int take_stdin(void) {
  int fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing >= 0) {
    dup2(nothing, STDIN_FILENO);
    close(nothing);
  }
  return fd;
}

/* Measures words; what is printed by libraries does not reach the output. */
static int measure_words(const struct arguments *arguments, const char *voice_folder) {
  int fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
  if (!out) {
    return EXIT_FAILURE;
  }
  redirect_output(arguments->log);
  measure(arguments->voice, voice_folder, stdin, out);
  return fclose(out) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int complain(const struct error *err) {
  fprintf(stderr, "limber-sounder: %s\n", err->message);
  return error_exit_status(err->code);
}

int main(int count, char **values) {
  struct arguments arguments = {.voice = "auto"};
  struct error err = {0};
  if (!read_arguments(count, values, &arguments, &err)) {
    return complain(&err);
  }
  signal(SIGPIPE, SIG_IGN);
  if (arguments.decode.rate != 0) {
    close_inherited();
    return decode_standard_input(&arguments.decode) ? EXIT_SUCCESS : EXIT_FAILURE;
  }
  char *cache = paths_folder(XDG_CACHE);
  char *voice_folder = paths_join(cache, "voice");
  char *far_folder = paths_join(cache, "sounds");
  free(cache);
  if (arguments.measures) {
    int status = measure_words(&arguments, voice_folder);
    free(voice_folder);
    free(far_folder);
    return status;
  }
  if (!stdin_is_socket()) {
    free(voice_folder);
    free(far_folder);
    error_set(&err, ERROR_USAGE, "standard input is not a socket; the player starts this program");
    return complain(&err);
  }
  signal(SIGXFSZ, SIG_IGN); /* a file that may not grow fails to be written, and that is told */
  close_inherited();
  redirect_output(arguments.log);
  if (arguments.inventory) {
    free(voice_folder);
    free(far_folder);
    return inventory_tell(take_stdin(), &err) ? EXIT_SUCCESS : complain(&err);
  }
  struct serve_options options = {.fd = take_stdin(),
                                  .sounds = arguments.sounds,
                                  .voice = arguments.voice,
                                  .voice_folder = voice_folder,
                                  .program = values[0],
                                  .far_folder = arguments.far_sounds ? far_folder : NULL,
                                  .output_path = arguments.output_path};
  bool stuck = false;
  bool well = options.output_path ? serve_file(&options, &stuck, &err) : serve(&options, &stuck, &err);
  int status = well ? EXIT_SUCCESS : complain(&err);
  if (stuck) {
    _exit(status);
  }
  free(voice_folder);
  free(far_folder);
  return status;
}
