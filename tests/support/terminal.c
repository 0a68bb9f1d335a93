#include "support/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

#include <cmocka.h>

enum { POLL_MS = 20, ENVIRONMENT_MOST = 64 };

struct terminal {
  pid_t process;
  bool ended, stopped, is_mute;
  int status;
  int processor_ms;
  int keyboard; /* the pty's other end: what is typed, what is written */
  int line;     /* the program's end, kept open to read its settings */
  VTerm *emulator;
  VTermScreen *screen;
  int rows, columns;
  bool alternate, cursor;
  struct termios first; /* before the program ran */
  char *log;
  size_t log_length, log_capacity;
  char home[64]; /* a folder of its own, gone with the terminal */
};

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int set_property(VTermProp property, VTermValue *value, void *context) {
  struct terminal *terminal = context;
  if (property == VTERM_PROP_ALTSCREEN) {
    terminal->alternate = value->boolean;
  } else if (property == VTERM_PROP_CURSORVISIBLE) {
    terminal->cursor = value->boolean;
  }
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = set_property};

static void start_emulator(struct terminal *terminal, bool utf8) {
  terminal->emulator = vterm_new(terminal->rows, terminal->columns);
  vterm_set_utf8(terminal->emulator, utf8);
  terminal->screen = vterm_obtain_screen(terminal->emulator);
  vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
  vterm_screen_enable_altscreen(terminal->screen, 1);
  vterm_screen_reset(terminal->screen, 1);
}

/* The variables that the program gets: ours, then the caller's, of which a `NAME=` takes one away. */
static void make_environment(const char *folder, const char *const *more, const char *list[ENVIRONMENT_MOST]) {
  static char path[4096], home[80];
  static const char *const usual[] = {path, home, "TERM=xterm-256color", "LANG=C.UTF-8"};
  size_t count = 0;
  const char *own_path = getenv("PATH");
  snprintf(path, sizeof path, "PATH=%s", own_path != NULL ? own_path : "/usr/bin:/bin");
  snprintf(home, sizeof home, "HOME=%s", folder);
  for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
    list[count++] = usual[i];
  }
  for (; more != NULL && *more != NULL && count + 1 < ENVIRONMENT_MOST; more++) {
    size_t name = strcspn(*more, "=") + 1;
    size_t at = 0;
    while (at < count && strncmp(list[at], *more, name) != 0) {
      at++;
    }
    list[at] = *more;
    count = at == count ? count + 1 : count;
    if ((*more)[name] == '\0') {
      list[at] = list[--count];
    }
  }
  list[count] = NULL;
}

static void become_program(const struct terminal_options *options, const char *home, int line) {
  const char *environment[ENVIRONMENT_MOST];
  make_environment(home, options->environment, environment);
  if (login_tty(line) != 0 || (options->folder != NULL && chdir(options->folder) != 0)) {
    _exit(126);
  }
  if (options->ignores_hang_up) {
    signal(SIGHUP, SIG_IGN);
  }
  execve(options->arguments[0], (char *const *)options->arguments, (char *const *)environment);
  _exit(127);
}

struct terminal *terminal_start(const struct terminal_options *options) {
  struct terminal *terminal = calloc(1, sizeof *terminal);
  assert_non_null(terminal);
  terminal->rows = options->rows > 0 ? options->rows : 24;
  terminal->columns = options->columns > 0 ? options->columns : 80;
  struct winsize size = {.ws_row = (unsigned short)terminal->rows, .ws_col = (unsigned short)terminal->columns};
  assert_int_equal(openpty(&terminal->keyboard, &terminal->line, NULL, NULL, options->has_no_size ? NULL : &size), 0);
  assert_int_equal(tcgetattr(terminal->line, &terminal->first), 0);
  fcntl(terminal->keyboard, F_SETFD, FD_CLOEXEC);
  fcntl(terminal->line, F_SETFD, FD_CLOEXEC);
  start_emulator(terminal, !options->takes_bytes);
  snprintf(terminal->home, sizeof terminal->home, "/tmp/limber-test-XXXXXX");
  assert_non_null(mkdtemp(terminal->home));
  terminal->is_mute = options->is_mute;
  terminal->process = fork();
  assert_true(terminal->process >= 0);
  if (terminal->process == 0) {
    become_program(options, terminal->home, terminal->line);
  }
  return terminal;
}

pid_t terminal_process(const struct terminal *terminal) {
  return terminal->process;
}

static void note_end(struct terminal *terminal) {
  int status = 0;
  struct rusage usage;
  if (terminal->ended || wait4(terminal->process, &status, WNOHANG | WUNTRACED | WCONTINUED, &usage) != terminal->process) {
    return;
  }
  terminal->stopped = WIFSTOPPED(status);
  if (WIFEXITED(status) || WIFSIGNALED(status)) {
    terminal->ended = true;
    terminal->processor_ms = (int)((usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
                                   (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000);
    terminal->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
}

int terminal_processor_ms(const struct terminal *terminal) {
  return terminal->processor_ms;
}

void terminal_freeze(struct terminal *terminal, bool frozen) {
  assert_int_equal(tcflow(terminal->line, frozen ? TCOOFF : TCOON), 0);
}

void terminal_hang_up(struct terminal *terminal) {
  if (terminal->keyboard >= 0) {
    close(terminal->line);
    close(terminal->keyboard);
  }
  terminal->keyboard = terminal->line = -1;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
  (void)status;
  (void)kind;
  (void)place;
  return remove(path);
}

void terminal_close(struct terminal *terminal) {
  if (terminal == NULL) {
    return;
  }
  note_end(terminal);
  if (!terminal->ended) {
    kill(terminal->process, SIGKILL);
    waitpid(terminal->process, NULL, 0);
  }
  terminal_hang_up(terminal);
  vterm_free(terminal->emulator);
  nftw(terminal->home, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
  free(terminal->log);
  free(terminal);
}

static void keep(struct terminal *terminal, const char *bytes, size_t length) {
  if (terminal->log_length + length + 1 > terminal->log_capacity) {
    terminal->log_capacity = (terminal->log_length + length + 1) * 2;
    terminal->log = realloc(terminal->log, terminal->log_capacity);
    assert_non_null(terminal->log);
  }
  memcpy(terminal->log + terminal->log_length, bytes, length);
  terminal->log_length += length;
  terminal->log[terminal->log_length] = '\0';
}

/* What the emulator answers (it was asked for its size, its colours) goes back as if typed. */
static void answer(struct terminal *terminal) {
  char bytes[256];
  size_t length = vterm_output_read(terminal->emulator, bytes, sizeof bytes);
  if (length > 0 && !terminal->is_mute && write(terminal->keyboard, bytes, length) < 0) {
    return; /* the program is gone: it needs no answer */
  }
}

/* Reads up to `most` bytes of what there is, waiting `patience_ms` for it. Returns whether there was something. */
static bool read_some(struct terminal *terminal, size_t most, int patience_ms) {
  char bytes[16384];
  struct pollfd ready = {.fd = terminal->keyboard, .events = POLLIN};
  if (poll(&ready, 1, patience_ms) <= 0 || (ready.revents & POLLIN) == 0) {
    return false;
  }
  ssize_t length = read(terminal->keyboard, bytes, most < sizeof bytes ? most : sizeof bytes);
  if (length <= 0) {
    return false;
  }
  keep(terminal, bytes, (size_t)length);
  vterm_input_write(terminal->emulator, bytes, (size_t)length);
  answer(terminal);
  return true;
}

static bool read_output(struct terminal *terminal, int patience_ms) {
  return read_some(terminal, SIZE_MAX, patience_ms);
}

void terminal_take(struct terminal *terminal, size_t bytes, int ms) {
  int64_t end_ms = now_ms() + ms;
  read_some(terminal, bytes, ms);
  while (now_ms() < end_ms) {
    poll(NULL, 0, (int)(end_ms - now_ms()));
  }
}

bool terminal_wait(struct terminal *terminal, terminal_predicate predicate, const void *context, int patience_ms) {
  int64_t end_ms = now_ms() + patience_ms;
  while (!predicate(terminal, context)) {
    note_end(terminal);
    bool got = read_output(terminal, POLL_MS);
    if (!got && (terminal->ended || now_ms() >= end_ms)) {
      return predicate(terminal, context);
    }
  }
  return true;
}

void terminal_type(struct terminal *terminal, const char *keys) {
  assert_int_equal(write(terminal->keyboard, keys, strlen(keys)), (ssize_t)strlen(keys));
}

void terminal_resize(struct terminal *terminal, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  while (read_output(terminal, 0)) {
  }
  terminal->rows = rows;
  terminal->columns = columns;
  vterm_set_size(terminal->emulator, rows, columns);
  assert_int_equal(ioctl(terminal->keyboard, TIOCSWINSZ, &size), 0);
}

void terminal_signal(struct terminal *terminal, int number) {
  assert_int_equal(kill(terminal->process, number), 0);
}

/* Writes the row's text, without the blanks at its end, and returns its length. */
static size_t row_text(const struct terminal *terminal, int row, char *out) {
  size_t used = 0;
  size_t end = 0;
  for (int column = 0; column < terminal->columns;) {
    struct terminal_cell cell = terminal_cell_at(terminal, row, column);
    VTermScreenCell raw;
    VTermPos position = {.row = row, .col = column};
    vterm_screen_get_cell(terminal->screen, position, &raw);
    size_t length = strlen(cell.text);
    memcpy(out + used, cell.text, length);
    used += length;
    end = strcmp(cell.text, " ") != 0 ? used : end;
    column += raw.width > 0 ? raw.width : 1;
  }
  out[end] = '\0';
  return end;
}

char *terminal_text(const struct terminal *terminal) {
  char *text = malloc((size_t)terminal->rows * ((size_t)terminal->columns * 32 + 1) + 1);
  assert_non_null(text);
  size_t used = 0;
  for (int row = 0; row < terminal->rows; row++) {
    used += row_text(terminal, row, text + used);
    text[used++] = '\n';
  }
  text[used] = '\0';
  return text;
}

bool terminal_shows(const struct terminal *terminal, const char *text) {
  char *screen = terminal_text(terminal);
  bool found = strstr(screen, text) != NULL;
  free(screen);
  return found;
}

static bool has_text(const struct terminal *terminal, const void *text) {
  return terminal_shows(terminal, text);
}

static bool has_no_text(const struct terminal *terminal, const void *text) {
  return !terminal_shows(terminal, text);
}

void terminal_expect_that(struct terminal *terminal, terminal_predicate predicate, const void *context, const char *what) {
  if (terminal_wait(terminal, predicate, context, TERMINAL_PATIENCE_MS)) {
    return;
  }
  char *screen = terminal_text(terminal);
  print_error("wanted: %s\nthe screen (%d x %d%s%s):\n%s", what, terminal->columns, terminal->rows,
              terminal->alternate ? ", alternate" : "", terminal->ended ? ", program ended" : "", screen);
  free(screen);
  fail();
}

void terminal_expect(struct terminal *terminal, const char *text) {
  terminal_expect_that(terminal, has_text, text, text);
}

void terminal_expect_no(struct terminal *terminal, const char *text) {
  char what[256];
  snprintf(what, sizeof what, "not: %s", text);
  terminal_expect_that(terminal, has_no_text, text, what);
}

int terminal_expect_end(struct terminal *terminal, bool reads, int patience_ms) {
  int64_t end_ms = now_ms() + patience_ms;
  while (!terminal->ended) {
    if (now_ms() > end_ms) {
      char *screen = terminal_text(terminal);
      print_error("the program has not ended within %d ms; the screen:\n%s", patience_ms, screen);
      free(screen);
      fail();
    }
    if (!reads || !read_output(terminal, POLL_MS)) {
      poll(NULL, 0, 1); /* the end itself makes nothing readable, as we hold the line open too */
    }
    note_end(terminal);
  }
  while (reads && terminal->keyboard >= 0 && read_output(terminal, 0)) {
  }
  return terminal->status;
}

static bool is_stopped(const struct terminal *terminal, const void *context) {
  (void)context;
  return terminal->stopped;
}

void terminal_expect_stop(struct terminal *terminal) {
  terminal_expect_that(terminal, is_stopped, NULL, "the program to stop itself");
  while (read_output(terminal, 0)) {
  }
}

static void encode(uint32_t codepoint, char **out) {
  if (codepoint < 0x80) {
    *(*out)++ = (char)codepoint;
    return;
  }
  int more = codepoint < 0x800 ? 1 : codepoint < 0x10000 ? 2 : 3;
  static const unsigned char leads[] = {0, 0xC0, 0xE0, 0xF0};
  *(*out)++ = (char)(leads[more] | codepoint >> (6 * more));
  while (more-- > 0) {
    *(*out)++ = (char)(0x80 | (codepoint >> (6 * more) & 0x3F));
  }
}

static int32_t colour_of(const struct terminal *terminal, VTermColor colour, bool own) {
  if (own) {
    return -1;
  }
  vterm_screen_convert_color_to_rgb(terminal->screen, &colour);
  return colour.rgb.red << 16 | colour.rgb.green << 8 | colour.rgb.blue;
}

struct terminal_cell terminal_cell_at(const struct terminal *terminal, int row, int column) {
  VTermScreenCell raw = {0};
  VTermPos position = {.row = row, .col = column};
  struct terminal_cell cell = {.text = " "};
  if (!vterm_screen_get_cell(terminal->screen, position, &raw)) {
    return cell;
  }
  char *out = cell.text;
  for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && raw.chars[i] != 0 && raw.chars[i] <= 0x10FFFF; i++) {
    encode(raw.chars[i], &out);
  }
  if (out > cell.text) {
    *out = '\0';
  }
  cell.foreground = colour_of(terminal, raw.fg, VTERM_COLOR_IS_DEFAULT_FG(&raw.fg));
  cell.background = colour_of(terminal, raw.bg, VTERM_COLOR_IS_DEFAULT_BG(&raw.bg));
  cell.bold = raw.attrs.bold;
  cell.reverse = raw.attrs.reverse;
  return cell;
}

bool terminal_is_alternate(const struct terminal *terminal) {
  return terminal->alternate;
}

bool terminal_shows_cursor(const struct terminal *terminal) {
  return terminal->cursor;
}

struct termios terminal_settings(const struct terminal *terminal) {
  struct termios settings = {0};
  assert_int_equal(tcgetattr(terminal->line, &settings), 0);
  return settings;
}

bool terminal_is_restored(const struct terminal *terminal) {
  struct termios now = terminal_settings(terminal);
  const struct termios *first = &terminal->first;
  return !terminal->alternate && terminal->cursor && now.c_iflag == first->c_iflag && now.c_oflag == first->c_oflag &&
         now.c_cflag == first->c_cflag && now.c_lflag == first->c_lflag && memcmp(now.c_cc, first->c_cc, sizeof now.c_cc) == 0;
}

size_t terminal_written(const struct terminal *terminal) {
  return terminal->log_length;
}

bool terminal_wrote(const struct terminal *terminal, const char *bytes) {
  size_t length = strlen(bytes);
  for (size_t i = 0; i + length <= terminal->log_length; i++) {
    if (memcmp(terminal->log + i, bytes, length) == 0) {
      return true;
    }
  }
  return false;
}
