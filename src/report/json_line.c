#include "report/json_line.h"

#include "base/memory.h"
#include "base/timespan.h"

/* 12 digits: a microsecond in a day. */
#define NUMBER_DIGITS 12

static json_t *made(json_t *value) {
  if (value == NULL) {
    memory_exhausted();
  }
  return value;
}

json_t *json_seconds(int64_t span_ns) {
  if (span_ns % NS_PER_S == 0) {
    return made(json_integer(span_ns / NS_PER_S));
  }
  return made(json_real((double)span_ns / (double)NS_PER_S));
}

json_t *json_text(const char *text) {
  return text != NULL ? made(json_string(text)) : json_null();
}

json_t *json_tempo(struct tempo tempo) {
  if (tempo_length_ns(tempo) == 0) {
    return json_null();
  }
  return made(json_pack("[i,i,i]", tempo.in_s, tempo.hold_s, tempo.out_s));
}

json_t *json_side(enum side side) {
  return json_text(side_name(side));
}

json_t *json_strings(struct strings strings) {
  json_t *array = made(json_array());
  for (size_t i = 0; i < strings.count; i++) {
    json_array_append_new(array, json_text(strings.items[i]));
  }
  return array;
}

json_t *json_words(word_set set, const char *const *names, size_t count) {
  json_t *array = made(json_array());
  for (size_t i = 0; i < count; i++) {
    if (set & WORD_BIT(i)) {
      json_array_append_new(array, json_text(names[i]));
    }
  }
  return array;
}

void json_put(json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) != 0) {
    memory_exhausted();
  }
}

void json_print_value(FILE *out, json_t *value) {
  json_dumpf(value, out, JSON_COMPACT | JSON_REAL_PRECISION(NUMBER_DIGITS));
  json_decref(value);
}

void json_print_line(FILE *out, json_t *value) {
  json_print_value(out, value);
  fputc('\n', out);
}

void json_print(FILE *out, json_t *value) {
  json_dumpf(value, out, JSON_INDENT(1) | JSON_REAL_PRECISION(NUMBER_DIGITS));
  fputc('\n', out);
  json_decref(value);
}
