#include "routine/source.h"

#include "base/arena.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Past so many, the rest of a file full of rubbish says nothing new. */
#define BAD_CHARACTERS_SHOWN 5

/* The bytes of the line break at `at`, 0: none there. */
static size_t break_length(const char *text, size_t length, size_t at) {
  if (text[at] == '\r') {
    return at + 1 < length && text[at + 1] == '\n' ? 2 : 1;
  }
  return text[at] == '\n' ? 1 : 0;
}

/* Where the line that begins at `at` ends, its break included. */
static size_t line_end(const char *text, size_t length, size_t at) {
  while (at < length) {
    size_t line_break = break_length(text, length, at);
    if (line_break > 0) {
      return at + line_break;
    }
    size_t plain = text_plain_length(text + at, length - at);
    at += plain > 0 ? plain : 1;
  }
  return length;
}

static size_t count_lines(const char *text, size_t length) {
  size_t lines = 1;
  for (size_t at = 0; at < length;) {
    at = line_end(text, length, at);
    lines += break_length(text, length, at - 1) > 0;
  }
  return lines;
}

struct source *source_of_text(struct arena *arena, const char *file, const char *text, size_t length) {
  if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
    text += 3;
    length -= 3;
  }
  struct source *source = arena_alloc(arena, sizeof *source);
  size_t lines = count_lines(text, length);
  size_t *starts = arena_array(arena, lines + 1, sizeof *starts);
  size_t line = 0;
  starts[line++] = 0;
  for (size_t at = 0; line < lines;) {
    at = line_end(text, length, at);
    starts[line++] = at;
  }
  starts[line] = length;
  size_t *added = arena_alloc(arena, sizeof *added);
  *source = (struct source){arena_string(arena, file), text, length, starts, lines, added};
  return source;
}

/* Opens without waiting: a pipe somewhere in a folder must not hold us up. `*size`: of the file as it is now. */
static int open_regular(const char *path, off_t *size, const char **reason) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) {
    *reason = strerror(errno);
    return -1;
  }
  struct stat status;
  if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    *reason = "it is not a file";
    close(file);
    return -1;
  }
  *size = status.st_size;
  return file;
}

static bool read_all(int file, char *text, size_t room, size_t *length) {
  *length = 0;
  while (*length < room) {
    ssize_t count = read(file, text + *length, room - *length);
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return count == 0;
    }
    *length += (size_t)count;
  }
  return true;
}

/* One byte more than is allowed tells that there was more; the byte order mark and a final NUL take room as well. */
static size_t room_for(off_t size) {
  size_t most = SOURCE_BYTES_MAX + 3 + 1;
  return size >= 0 && (uintmax_t)size < most ? (size_t)size + 1 : most;
}

struct source *source_read(struct arena *arena, const char *path, struct error *err) {
  char shown[256];
  text_sanitize(shown, sizeof shown, path);
  const char *reason = NULL;
  off_t size = 0;
  int file = open_regular(path, &size, &reason);
  if (file < 0) {
    error_set(err, ERROR_INPUT, "cannot read %s: %s", shown, reason);
    return NULL;
  }
  size_t room = room_for(size), length;
  char *text = arena_alloc(arena, room + 1);
  bool good = read_all(file, text, room, &length);
  reason = strerror(errno);
  close(file);
  if (!good) {
    error_set(err, ERROR_INPUT, "cannot read %s: %s", shown, reason);
    return NULL;
  }
  return source_of_text(arena, path, text, length);
}

size_t source_line(const struct source *source, int line, const char **line_text) {
  *line_text = "";
  if (line < 1 || (size_t)line > source->line_count) {
    return 0;
  }
  size_t start = source->line_starts[line - 1], end = source->line_starts[line];
  *line_text = source->text + start;
  while (end > start && (source->text[end - 1] == '\n' || source->text[end - 1] == '\r')) {
    end--;
  }
  return end - start;
}

/* Enough of a line of a megabyte for any caret in reach of it. */
#define LINE_BYTES_KEPT 4096

void source_add(const struct source *source, struct diagnostics *diagnostics, enum severity severity, int line, int column,
                int length, const char *help, const char *message) {
  if (source_is_full(source)) {
    return;
  }
  const char *text;
  size_t bytes = source_line(source, line, &text);
  bool show = line > 0 && (size_t)line <= source->line_count && bytes <= LINE_BYTES_KEPT;
  struct place place = {source->file, line, column};
  *source->added += diagnostics_add(diagnostics, severity, place, length, show ? text : NULL, bytes, help, message);
  if (source_is_full(source)) {
    diagnostics_add(diagnostics, SEVERITY_ERROR, (struct place){source->file, 0, 0}, 1, NULL, 0, "mend these first",
                    "there is more wrong in this file than is shown");
  }
}

bool source_is_full(const struct source *source) {
  return *source->added >= SOURCE_DIAGNOSTICS_MAX;
}

void source_warn_at(struct diagnostics *diagnostics, struct place place, const char *help, const char *message) {
  struct arena *arena = arena_create();
  const struct source *source = source_read(arena, place.file, NULL);
  const char *line = "";
  size_t bytes = source == NULL ? 0 : source_line(source, place.line, &line);
  while (bytes > 0 && (line[bytes - 1] == ' ' || line[bytes - 1] == '\t')) {
    bytes--;
  }
  int characters = 0;
  for (size_t at = 0; at < bytes; characters++) {
    uint32_t codepoint;
    at += text_decode(line + at, bytes - at, &codepoint);
  }
  bool show = bytes > 0 && bytes <= LINE_BYTES_KEPT;
  diagnostics_add(diagnostics, SEVERITY_WARNING, place, characters - place.column + 1, show ? line : NULL, bytes, help,
                  message);
  arena_destroy(arena);
}

static void add_bad_character(const struct source *source, struct diagnostics *diagnostics, int line, int column,
                              uint32_t codepoint, size_t bytes) {
  char message[96];
  if (codepoint == 0xFFFD && bytes == 1) {
    snprintf(message, sizeof message, "this is not UTF-8");
    source_add(source, diagnostics, SEVERITY_ERROR, line, column, 1, "save the file as UTF-8", message);
  } else {
    snprintf(message, sizeof message, "the character U+%04X may not stand in a file", (unsigned)codepoint);
    source_add(source, diagnostics, SEVERITY_ERROR, line, column, 1,
               codepoint == 0x1B ? "it begins an escape sequence, which drives a terminal; leave it out" : "leave it out",
               message);
  }
}

bool source_check(const struct source *source, struct diagnostics *diagnostics) {
  if (source->length > SOURCE_BYTES_MAX) {
    struct place whole = {source->file, 0, 0};
    diagnostics_add(diagnostics, SEVERITY_ERROR, whole, 1, NULL, 0, "split it into several files",
                    "the file is larger than 1 MiB");
    return false;
  }
  int line = 1, column = 1, bad = 0;
  for (size_t at = 0; at < source->length && bad < BAD_CHARACTERS_SHOWN;) {
    size_t line_break = break_length(source->text, source->length, at);
    if (line_break > 0) {
      at += line_break;
      line++;
      column = 1;
      continue;
    }
    size_t plain = text_plain_length(source->text + at, source->length - at);
    if (plain > 0) {
      at += plain;
      column += (int)plain;
      continue;
    }
    uint32_t codepoint;
    size_t bytes = text_decode(source->text + at, source->length - at, &codepoint);
    bool ill_formed = codepoint == 0xFFFD && bytes == 1;
    if (ill_formed || (codepoint != '\t' && !text_is_printable(codepoint))) {
      add_bad_character(source, diagnostics, line, column, codepoint, bytes);
      bad++;
    }
    at += bytes;
    column++;
  }
  return bad == 0;
}
