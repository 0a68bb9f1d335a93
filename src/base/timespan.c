#include "base/timespan.h"

#include <inttypes.h>
#include <stdio.h>

int64_t time_add(int64_t a_ns, int64_t b_ns) {
  if (b_ns > 0 && a_ns > INT64_MAX - b_ns) {
    return INT64_MAX;
  }
  if (b_ns < 0 && a_ns < INT64_MIN - b_ns) {
    return INT64_MIN;
  }
  return a_ns + b_ns;
}

int64_t time_ceil_seconds(int64_t span_ns) {
  if (span_ns <= 0) {
    return 0;
  }
  return span_ns / NS_PER_S + (span_ns % NS_PER_S != 0);
}

void time_format_clock(char *out, size_t size, int64_t span_ns) {
  int64_t seconds = time_ceil_seconds(span_ns);
  int64_t hours = seconds / 3600, minutes = seconds / 60 % 60;
  if (hours > 0) {
    snprintf(out, size, "%" PRId64 ":%02" PRId64 ":%02" PRId64, hours, minutes, seconds % 60);
  } else {
    snprintf(out, size, "%" PRId64 ":%02" PRId64, minutes, seconds % 60);
  }
}
