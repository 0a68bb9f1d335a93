#ifndef ROUTINE_SOURCE_H
#define ROUTINE_SOURCE_H

#include "base/error.h"
#include "routine/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* The text of one file and its lines, kept while it is read so that messages can show them. Lives in an arena. */

#define SOURCE_BYTES_MAX ((size_t)1024 * 1024)
#define SOURCE_DIAGNOSTICS_MAX 100

struct source {
  const char *file;
  const char *text; /* without a byte order mark; `length` bytes and a NUL */
  size_t length;
  const size_t *line_starts; /* line_count of them, and the end of the text */
  size_t line_count;
  size_t *added; /* diagnostics about it so far */
};

/* A source of `length` bytes, which must outlive it; a longer one than SOURCE_BYTES_MAX is for source_check() to refuse. */
struct source *source_of_text(struct arena *arena, const char *file, const char *text, size_t length);

/*
 * Reads the regular file at `path`, at most a little more than SOURCE_BYTES_MAX of it. NULL and `err` (ERROR_INPUT) when it
 * cannot be read.
 */
struct source *source_read(struct arena *arena, const char *path, struct error *err);

/* Whether the text may be looked at further: not too long, UTF-8, no control characters. Adds the first few faults. */
bool source_check(const struct source *source, struct diagnostics *diagnostics);

/* Line `line` (from 1) into `*line_text`, without its newline, and returns its length in bytes; 0 where there is none. */
size_t source_line(const struct source *source, int line, const char **line_text);

/*
 * Adds a diagnostic about `length` characters at `line` and `column` of `source`; the text of that line goes with it. After
 * SOURCE_DIAGNOSTICS_MAX of them one more says that there are others, and the rest is dropped.
 */
void source_add(const struct source *source, struct diagnostics *diagnostics, enum severity severity, int line, int column,
                int length, const char *help, const char *message);

/* Whether enough is wrong already that nothing more would be shown. */
bool source_is_full(const struct source *source);

/*
 * Adds a warning about what stands at `place`, from there to the end of its line; the file is read once more to show it. For
 * what only later stages find out, such as a phrase that is too long to be said.
 */
void source_warn_at(struct diagnostics *diagnostics, struct place place, const char *help, const char *message);

#endif
