#include "control/message.h"

#include "base/macros.h"
#include "base/memory.h"
#include "base/text.h"

#include <assert.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#define SPAN_MAX_S (100.0 * 24 * 3600)

#define X(id, name, meaning) [CONTROL_##id] = (name),
const char *const control_verb_names[CONTROL_VERB_COUNT] = {CONTROL_LIST(X)};
#undef X
#define X(id, name, meaning) [CONTROL_##id] = (meaning),
const char *const control_verb_meanings[CONTROL_VERB_COUNT] = {CONTROL_LIST(X)};
#undef X

enum field_type { FIELD_TEXT, FIELD_SECONDS, FIELD_FLAG };

/* A key of a status and where its value lives; the order is the one in which it is printed. */
static const struct field {
  const char *key;
  enum field_type type;
  size_t offset, size;
} fields[] = {
#define TEXT(member) \
  { #member, FIELD_TEXT, offsetof(struct control_status, member), sizeof((const struct control_status *)NULL)->member }
    TEXT(routine),
    TEXT(title),
    TEXT(exercise),
    TEXT(name),
    TEXT(side),
    TEXT(segment),
    {"left_s", FIELD_SECONDS, offsetof(struct control_status, left_s), 0},
    {"total_left_s", FIELD_SECONDS, offsetof(struct control_status, total_left_s), 0},
    {"paused", FIELD_FLAG, offsetof(struct control_status, paused), 0},
    TEXT(sound),
#undef TEXT
};

enum control_verb control_verb_of(const char *word) {
  for (size_t i = 0; i < CONTROL_VERB_COUNT; i++) {
    if (strcmp(word, control_verb_names[i]) == 0) {
      return (enum control_verb)i;
    }
  }
  return CONTROL_VERB_COUNT;
}

static void put(json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) != 0) {
    memory_exhausted();
  }
}

/* Drops `object`. Every text is bounded so that its escaped form fits. */
static size_t write_line(json_t *object, char line[CONTROL_LINE_MAX + 1]) {
  size_t length = json_dumpb(object, line, CONTROL_LINE_MAX - 1, JSON_COMPACT | JSON_REAL_PRECISION(12));
  json_decref(object);
  assert(length > 0 && length < CONTROL_LINE_MAX);
  line[length++] = '\n';
  line[length] = '\0';
  return length;
}

size_t control_request_encode(const struct control_request *request, char line[CONTROL_LINE_MAX + 1]) {
  json_t *object = json_object();
  put(object, "do", json_string(control_verb_names[request->verb]));
  if (request->verb == CONTROL_JUMP) {
    put(object, "step", json_integer(request->step));
  }
  return write_line(object, line);
}

/* `text` cut so that no message can outgrow its line. */
static json_t *printable(const char *text, size_t size) {
  char clean[256];
  assert(size <= sizeof clean);
  return text[0] == '\0' ? json_null() : json_string(text_sanitize(clean, size, text));
}

static json_t *field_value(const struct field *field, const struct control_status *status) {
  const char *at = (const char *)status + field->offset;
  switch (field->type) {
  case FIELD_TEXT:
    return printable(at, field->size);
  case FIELD_SECONDS:
    return json_real(round(*(const double *)(const void *)at * 1e3) / 1e3);
  case FIELD_FLAG:
    return json_boolean(*(const bool *)at);
  }
  return NULL;
}

static json_t *status_object(const struct control_status *status) {
  json_t *object = json_object();
  for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
    put(object, fields[i].key, field_value(&fields[i], status));
  }
  return object;
}

char *control_status_json(const struct control_status *status) {
  json_t *object = status_object(status);
  /* What nothing reminds of is none of a session's affairs; the key is part of the contract. */
  put(object, "next_break_s", json_null());
  char *text = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(12));
  json_decref(object);
  if (text == NULL) {
    memory_exhausted();
  }
  return text;
}

size_t control_reply_encode(const struct control_reply *reply, char line[CONTROL_LINE_MAX + 1]) {
  json_t *object = json_object();
  put(object, "ok", json_boolean(reply->ok));
  if (!reply->ok) {
    put(object, "message", printable(reply->message, sizeof reply->message));
  }
  if (reply->has_status) {
    put(object, "status", status_object(&reply->status));
  }
  return write_line(object, line);
}

static json_t *read_line(const char *line, size_t length, struct error *err) {
  json_error_t fault;
  json_t *object = json_loadb(line, length, JSON_REJECT_DUPLICATES, &fault);
  if (!json_is_object(object)) {
    json_decref(object);
    error_set(err, ERROR_INPUT, "not a JSON object");
    return NULL;
  }
  return object;
}

static bool read_request(const json_t *object, struct control_request *request, struct error *err) {
  const char *word = json_string_value(json_object_get(object, "do"));
  request->verb = word != NULL ? control_verb_of(word) : CONTROL_VERB_COUNT;
  if (request->verb == CONTROL_VERB_COUNT) {
    return error_set(err, ERROR_INPUT, "\"do\" is not known");
  }
  const json_t *step = json_object_get(object, "step");
  if (json_object_size(object) != (request->verb == CONTROL_JUMP ? 2u : 1u) ||
      (request->verb == CONTROL_JUMP && step == NULL)) {
    return error_set(err, ERROR_INPUT, "a key too many or too few");
  }
  request->step = json_integer_value(step);
  if (step != NULL && (!json_is_integer(step) || request->step < 1 || request->step > CONTROL_STEP_MAX)) {
    return error_set(err, ERROR_INPUT, "\"step\" is not a step's number");
  }
  return true;
}

bool control_request_decode(const char *line, size_t length, struct control_request *request, struct error *err) {
  json_t *object = read_line(line, length, err);
  bool read = object != NULL && read_request(object, request, err);
  json_decref(object);
  return read;
}

static bool read_text(const json_t *value, char *out, size_t size) {
  out[0] = '\0';
  if (json_is_null(value)) {
    return true;
  }
  if (!json_is_string(value) || json_string_length(value) >= size) {
    return false;
  }
  text_sanitize(out, size, json_string_value(value));
  return true;
}

static bool read_field(const struct field *field, const json_t *value, struct control_status *status) {
  char *at = (char *)status + field->offset;
  switch (field->type) {
  case FIELD_TEXT:
    return read_text(value, at, field->size);
  case FIELD_SECONDS: {
    double seconds = json_number_value(value);
    *(double *)(void *)at = seconds;
    return json_is_number(value) && seconds >= 0 && seconds <= SPAN_MAX_S;
  }
  case FIELD_FLAG:
    *(bool *)at = json_is_true(value);
    return json_is_boolean(value);
  }
  return false;
}

static bool read_status(const json_t *object, struct control_status *status, struct error *err) {
  for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
    if (!read_field(&fields[i], json_object_get(object, fields[i].key), status)) {
      return error_set(err, ERROR_INPUT, "the session's \"%s\" makes no sense", fields[i].key);
    }
  }
  return true;
}

static bool read_reply(const json_t *object, struct control_reply *reply, struct error *err) {
  const json_t *ok = json_object_get(object, "ok"), *status = json_object_get(object, "status");
  *reply = (struct control_reply){.ok = json_is_true(ok), .has_status = status != NULL};
  if (!json_is_boolean(ok)) {
    return error_set(err, ERROR_INPUT, "the session's answer makes no sense");
  }
  if (!reply->ok && !read_text(json_object_get(object, "message"), reply->message, sizeof reply->message)) {
    return error_set(err, ERROR_INPUT, "the session's answer makes no sense");
  }
  return status == NULL || read_status(status, &reply->status, err);
}

bool control_reply_decode(const char *line, size_t length, struct control_reply *reply, struct error *err) {
  json_t *object = read_line(line, length, err);
  bool read = object != NULL && read_reply(object, reply, err);
  json_decref(object);
  return read;
}
