#ifndef REPORT_HISTORY_H
#define REPORT_HISTORY_H

#include "base/error.h"
#include "journal/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What was done, as text, CSV and JSON (docs/json.md), and exported lines read back. */

/* A session as JSON, without a newline. `exported`: as a line of an export, with all that a union needs. */
void report_session_json(FILE *out, const struct session_record *session, const struct step_record *steps, size_t count,
                         bool exported);

/* A check-in as a line of an export, without the newline. */
void report_checkin_json(FILE *out, const struct checkin_record *checkin);

/* The heads of the columns, and a session as a row (RFC 4180). */
void report_history_csv_head(FILE *out);
void report_session_csv(FILE *out, const struct session_record *session, const struct step_record *steps, size_t count);

/* A session as a line for people. `utf8`: the output takes it. */
void report_session_text(FILE *out, const struct session_record *session, const struct step_record *steps, size_t count,
                         bool utf8);

/* `2026-11-22T18:40:12+01:00`; `size` of 32 is enough. Returns `out`. */
char *report_moment(char *out, size_t size, int64_t at_s, int utc_offset_s);

/* A line of an export, read. */
struct history_line {
  bool is_checkin;
  struct session_record session;
  struct step_record *steps; /* NULL: none; freed with history_line_finish() */
  size_t step_count;
  struct checkin_record checkin;
};

enum { HISTORY_LINE_BYTES = 1 << 20 }; /* a longer one is none of ours */

/*
 * Reads one exported line of `length` bytes, from anywhere: bounded, with text made safe and everything checked for sense. What
 * it does not know is passed over. False with a message that says what is wrong; then there is nothing to finish.
 */
bool history_line_parse(const char *text, size_t length, struct history_line *line, struct error *err);

void history_line_finish(struct history_line *line);

#endif
