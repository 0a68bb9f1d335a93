#ifndef REPORT_FINDINGS_H
#define REPORT_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What `limber doctor` has found, as text and as JSON. */

/* OK: works. NOTE: works, and could be better. FIX: something that is wanted does not work. */
enum finding_state { FINDING_OK, FINDING_NOTE, FINDING_FIX };

/* Lines of `remedy` (what to do, or more about it; may be empty) are parted by newlines. */
struct finding {
  enum finding_state state;
  char thing[16];
  char text[400];
  char remedy[1600];
};

/* Each with its remedy beneath, and what it comes to; lines end before `columns`, 0: where they end. */
void report_findings_text(FILE *out, const struct finding *findings, size_t count, int columns, bool coloured);

/* The same, with `names` of what was found of each kind: `kinds[i]` is that of `names[i]`. */
void report_findings_json(FILE *out, const struct finding *findings, size_t count, const char *const *kinds,
                          const char *const *names, size_t name_count);

#endif
