#ifndef SOUNDER_MEASURE_H
#define SOUNDER_MEASURE_H

#include <stdio.h>

/*
 * How long words take with a voice: reads a text a line from `in` and writes to `out` first the name of the voice (nothing
 * where there is none), then for each text its length in ms, 0 where it cannot be said. `wanted` as voice_engine_open() reads
 * it, or "none". What has been measured is kept in `folder` (NULL: nowhere), so that it is measured once.
 */
void measure(const char *wanted, const char *folder, FILE *in, FILE *out);

#endif
