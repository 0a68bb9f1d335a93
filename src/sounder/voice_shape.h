#ifndef SOUNDER_VOICE_SHAPE_H
#define SOUNDER_VOICE_SHAPE_H

#include "base/error.h"
#include "sounder/voice_engine.h"

/* Makes speech fit to be mixed: no silence around it, all voices equally loud, at the output's rate. */

#define SHAPE_LEVEL_DB (-20.0) /* RMS over the parts that are audible */
#define SHAPE_CEILING 0.70F    /* no sample is beyond it: -3 dBFS */
#define SHAPE_LEAD_S 0.005     /* what is left before the first audible part */
#define SHAPE_TAIL_S 0.030     /* and after the last */

/* Cuts the silence at both ends off and fades what is left in and out. False when there is nothing but silence. */
bool shape_trim(struct voice_samples *speech);

/* The loudness as SHAPE_LEVEL_DB counts it, in dBFS: of the 20 ms parts at most 25 dB under the loudest. */
double shape_level_db(const struct voice_samples *speech);

/* Brings it to SHAPE_LEVEL_DB, peaks held under SHAPE_CEILING by a gain that sinks and rises smoothly. */
void shape_level(struct voice_samples *speech);

/* Resamples it to `rate`. False and `err` when that fails; it is then empty. */
bool shape_resample(struct voice_samples *speech, int rate, struct error *err);

#endif
