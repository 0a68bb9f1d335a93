#include "base/text.h"
#include "base/timespan.h"
#include "report/report.h"

#include <inttypes.h>
#include <string.h>

#define PARTS_MAX 99
#define SHEET_FRAMES 75 /* of a second */

static int64_t part_end(const struct timeline *timeline, size_t step) {
  for (size_t i = step + 1; i < timeline->step_count; i++) {
    if (timeline->steps[i].exercise != NULL) {
      return timeline->steps[i].start_ns;
    }
  }
  return timeline->total_ns;
}

/* `text` safe to print and without the double quotes that a sheet's words stand in. */
static const char *unquoted(char *out, size_t size, const char *text) {
  text_sanitize(out, size, text);
  for (char *quote = out; (quote = strchr(quote, '"')) != NULL;) {
    *quote = '\'';
  }
  return out;
}

void report_cue_sheet(FILE *out, const struct timeline *timeline, const char *sound_file, const char *in_sheet) {
  char words[400];
  int part = 0;
  fprintf(out, "%s\n", REPORT_SHEET_HEAD);
  fprintf(out, "PERFORMER \"limber\"\nTITLE \"%s\"\n", unquoted(words, sizeof words, timeline->routine->title));
  fprintf(out, "FILE \"%s\" %s\n", unquoted(words, sizeof words, sound_file), in_sheet);
  for (size_t i = 0; i < timeline->step_count && part < PARTS_MAX; i++) {
    const struct timeline_step *step = &timeline->steps[i];
    if (step->exercise == NULL) {
      continue;
    }
    int64_t frames = step->start_ns / (NS_PER_S / 1000) * SHEET_FRAMES / 1000;
    fprintf(out, "  TRACK %02d AUDIO\n    TITLE \"%s\"\n", ++part, unquoted(words, sizeof words, step->exercise->name));
    fprintf(out, "    INDEX 01 %02" PRId64 ":%02" PRId64 ":%02" PRId64 "\n", frames / SHEET_FRAMES / 60,
            frames / SHEET_FRAMES % 60, frames % SHEET_FRAMES);
  }
}

void report_labels(FILE *out, const struct timeline *timeline) {
  char words[400];
  for (size_t i = 0; i < timeline->step_count; i++) {
    const struct timeline_step *step = &timeline->steps[i];
    if (step->exercise != NULL) {
      int64_t end_ns = part_end(timeline, i);
      fprintf(out, "%" PRId64 ".%06" PRId64 "\t%" PRId64 ".%06" PRId64 "\t%s\n", step->start_ns / NS_PER_S,
              step->start_ns % NS_PER_S / 1000, end_ns / NS_PER_S, end_ns % NS_PER_S / 1000,
              text_sanitize(words, sizeof words, step->exercise->name));
    }
  }
}
