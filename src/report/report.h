#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "session/event.h"
#include "session/session.h"
#include "timeline/timeline.h"

#include <stdio.h>

/*
 * What happens and what is there, as lines of text and as JSON. All of it goes to `out`, which the caller owns and checks;
 * text from files is made safe for a terminal on the way. The JSON is a public contract (docs/json.md).
 */

/* One event as one line of plain text, or nothing where there is nothing to tell (a tick without words). */
void report_event_plain(FILE *out, const struct session_event *event, const struct timeline *timeline);

/* One event as one line of JSON. `view`: how things stand after it. */
void report_event_json(FILE *out, const struct session_event *event, const struct session_view *view);

/* A compiled routine: its segments and when they begin. */
void report_show_text(FILE *out, const struct timeline *timeline);

/* The same with every cue. */
void report_show_json(FILE *out, const struct timeline *timeline);

/*
 * The parts of the routine as a sound file, as a cue sheet: `sound_file` is its name, `in_sheet` what such a sheet calls its
 * kind. A sheet has 99 parts at most: what comes later belongs to the last. The first line is REPORT_SHEET_HEAD.
 */
void report_cue_sheet(FILE *out, const struct timeline *timeline, const char *sound_file, const char *in_sheet);

#define REPORT_SHEET_HEAD "REM Made by limber"

/* The same as labels for an editor of sounds (Audacity): start, end and name of every part, times in seconds. */
void report_labels(FILE *out, const struct timeline *timeline);

#endif
