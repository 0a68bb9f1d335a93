#ifndef BASE_TIMESPAN_H
#define BASE_TIMESPAN_H

#include <stddef.h>
#include <stdint.h>

/* Time is int64_t nanoseconds everywhere; a name that carries it ends in _ns. Nothing here reads a clock. */

#define NS_PER_MS INT64_C(1000000)
#define NS_PER_S INT64_C(1000000000)

/* Whole seconds as nanoseconds. */
#define SECONDS(n) ((int64_t)(n)*NS_PER_S)

/* Saturating sum: an "endless" INT64_MAX stays endless. */
int64_t time_add(int64_t a_ns, int64_t b_ns);

/* The seconds left as a countdown shows them: rounded up, so 30 … 1 and never 0 before the end. */
int64_t time_ceil_seconds(int64_t span_ns);

/* Writes `4:05`, or `1:02:03` from an hour up, of the span rounded up to whole seconds. `size` of 16 is enough. */
void time_format_clock(char *out, size_t size, int64_t span_ns);

#endif
