#ifndef APP_CUE_FIT_H
#define APP_CUE_FIT_H

#include "app/phrasebook.h"
#include "app/places.h"
#include "timeline/timeline.h"

struct diagnostics;

/* Whether what is said fits, with the voice that is really there: collected from timelines, then measured all at once. */
struct cue_fit;

/* Caller destroys. */
struct cue_fit *cue_fit_create(void);

/* NULL is fine. */
void cue_fit_destroy(struct cue_fit *fit);

/* Notes the words of `timeline` that may be too long for the time until the next ones. Nothing of it is kept. */
void cue_fit_collect(struct cue_fit *fit, const struct timeline *timeline);

/*
 * Adds a warning for each that does not fit with `voice` (as `--voice` takes it); nothing where there is no voice, or none can
 * be asked.
 */
void cue_fit_report(const struct cue_fit *fit, const struct places *places, const char *voice, const struct phrasebook *book,
                    struct diagnostics *diagnostics);

#endif
