#include "wire/message.h"

#include "base/memory.h"
#include "base/text.h"
#include "wire/base64.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum field_type { FIELD_NUMBER, FIELD_FLAG, FIELD_TEXT, FIELD_ROLE, FIELD_PATH, FIELD_SOUND, FIELD_DIGEST, FIELD_DATA };

/* A key of a message and where its value lives. `most` is a number's upper bound (the lower one is 0), a text's size. */
struct field {
  const char *key;
  enum field_type type;
  size_t offset;
  int64_t most;
};

#define FIELDS_MAX 5
#define PERCENT_MAX 100
#define SPEECH_MS_MAX 60000

#define AT(member) offsetof(struct wire_message, member)

/* Each message is described here once; reading, writing and the count of its keys all follow from it. */
static const struct field fields[WIRE_KIND_COUNT][FIELDS_MAX] = {
    [WIRE_HELLO] = {{"version", FIELD_NUMBER, AT(hello.version), WIRE_STAMP_MAX},
                    {"role", FIELD_ROLE, AT(hello.role), 0},
                    {"output", FIELD_TEXT, AT(hello.output), WIRE_NAME_SIZE}},
    [WIRE_PING] = {{"sent_ns", FIELD_NUMBER, AT(ping.sent_ns), WIRE_STAMP_MAX}},
    [WIRE_PONG] = {{"sent_ns", FIELD_NUMBER, AT(pong.sent_ns), WIRE_STAMP_MAX},
                   {"here_ns", FIELD_NUMBER, AT(pong.here_ns), WIRE_STAMP_MAX}},
    [WIRE_PLAY] = {{"id", FIELD_NUMBER, AT(play.id), WIRE_STAMP_MAX},
                   {"at_ns", FIELD_NUMBER, AT(play.at_ns), WIRE_STAMP_MAX},
                   {"sound", FIELD_SOUND, AT(play.sound), 0},
                   {"gain", FIELD_NUMBER, AT(play.gain_percent), PERCENT_MAX}},
    [WIRE_SAY] = {{"id", FIELD_NUMBER, AT(say.id), WIRE_STAMP_MAX},
                  {"at_ns", FIELD_NUMBER, AT(say.at_ns), WIRE_STAMP_MAX},
                  {"text", FIELD_TEXT, AT(say.text), WIRE_TEXT_SIZE},
                  {"short", FIELD_TEXT, AT(say.short_text), WIRE_TEXT_SIZE},
                  {"max_ms", FIELD_NUMBER, AT(say.max_ms), SPEECH_MS_MAX}},
    [WIRE_PREPARE] = {{"text", FIELD_TEXT, AT(prepare.text), WIRE_TEXT_SIZE}},
    [WIRE_VOLUME] = {{"percent", FIELD_NUMBER, AT(volume.percent), PERCENT_MAX}},
    [WIRE_MUTE] = {{"on", FIELD_FLAG, AT(mute.on), 0}},
    [WIRE_OFFER] = {{"sound", FIELD_SOUND, AT(offer.sound), 0},
                    {"sha256", FIELD_DIGEST, AT(offer.sha256), SHA256_TEXT_SIZE},
                    {"bytes", FIELD_NUMBER, AT(offer.bytes), WIRE_STAMP_MAX}},
    [WIRE_WANT] = {{"sha256", FIELD_DIGEST, AT(want.sha256), SHA256_TEXT_SIZE},
                   {"at", FIELD_NUMBER, AT(want.at), WIRE_SOUND_BYTES_MAX},
                   {"bytes", FIELD_NUMBER, AT(want.bytes), WIRE_CHUNK_BYTES}},
    [WIRE_CHUNK] = {{"sha256", FIELD_DIGEST, AT(chunk.sha256), SHA256_TEXT_SIZE},
                    {"at", FIELD_NUMBER, AT(chunk.at), WIRE_SOUND_BYTES_MAX},
                    {"data", FIELD_DATA, AT(chunk.data), WIRE_CHUNK_BYTES}},
    [WIRE_DESCRIBE] = {{"title", FIELD_TEXT, AT(describe.title), WIRE_TEXT_SIZE},
                       {"comment", FIELD_TEXT, AT(describe.comment), WIRE_TEXT_SIZE}},
    [WIRE_MARK] = {{"at_ns", FIELD_NUMBER, AT(mark.at_ns), WIRE_STAMP_MAX}},
    [WIRE_DRAIN] = {{"until_ns", FIELD_NUMBER, AT(drain.until_ns), WIRE_STAMP_MAX}},
    [WIRE_STATUS] = {{"path", FIELD_PATH, AT(status.path), 0},
                     {"reason", FIELD_TEXT, AT(status.reason), WIRE_REASON_SIZE},
                     {"latency_ms", FIELD_NUMBER, AT(status.latency_ms), WIRE_STAMP_MAX},
                     {"underruns", FIELD_NUMBER, AT(status.underruns), WIRE_STAMP_MAX}},
    [WIRE_VOICE] = {{"name", FIELD_TEXT, AT(voice.name), WIRE_NAME_SIZE},
                    {"reason", FIELD_TEXT, AT(voice.reason), WIRE_REASON_SIZE}},
    [WIRE_PLAYED] = {{"id", FIELD_NUMBER, AT(played.id), WIRE_STAMP_MAX},
                     {"at_ns", FIELD_NUMBER, AT(played.at_ns), WIRE_STAMP_MAX},
                     {"started_ns", FIELD_NUMBER, AT(played.started_ns), WIRE_STAMP_MAX}},
    [WIRE_MISSED] = {{"id", FIELD_NUMBER, AT(missed.id), WIRE_STAMP_MAX},
                     {"at_ns", FIELD_NUMBER, AT(missed.at_ns), WIRE_STAMP_MAX}},
    [WIRE_NOTICE] = {{"text", FIELD_TEXT, AT(notice.text), WIRE_REASON_SIZE}},
    [WIRE_FOUND] = {{"what", FIELD_TEXT, AT(found.what), WIRE_NAME_SIZE},
                    {"name", FIELD_TEXT, AT(found.name), WIRE_REASON_SIZE}},
    [WIRE_PROGRESS] = {{"at_ns", FIELD_NUMBER, AT(progress.at_ns), WIRE_STAMP_MAX}},
};

#define X(id, name, meaning) [WIRE_##id] = (name),
static const char *const kind_names[WIRE_KIND_COUNT] = {WIRE_LIST(X)};
#undef X

static const char *const role_names[] = {[WIRE_PLAYER] = "player", [WIRE_SOUNDER] = "sounder"};

static const char *const path_names[] = {
    [WIRE_PATH_NONE] = "none", [WIRE_PATH_PORTAUDIO] = "portaudio", [WIRE_PATH_FILE] = "file"};

const char *wire_kind_name(enum wire_kind kind) {
  assert(kind < WIRE_KIND_COUNT);
  return kind_names[kind];
}

const char *wire_path_name(enum wire_path path) {
  assert(path < ARRAY_LEN(path_names));
  return path_names[path];
}

/* The index of `word` among `count` names, or -1. */
static int word_index(const char *word, const char *const *names, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(word, names[i]) == 0) {
      return (int)i;
    }
  }
  return -1;
}

static json_t *text_value(const char *text, int64_t size) {
  char clean[WIRE_TEXT_SIZE];
  assert(size <= (int64_t)sizeof clean);
  return json_string(text_sanitize(clean, (size_t)size, text));
}

static json_t *data_value(const struct wire_data *data) {
  char text[BASE64_SIZE(WIRE_CHUNK_BYTES)];
  assert(data->length <= WIRE_CHUNK_BYTES);
  base64_encode(data->bytes, data->length, text);
  return json_string(text);
}

static json_t *field_value(const struct field *field, const struct wire_message *message) {
  const char *at = (const char *)message + field->offset;
  switch (field->type) {
  case FIELD_NUMBER: {
    int64_t number = *(const int64_t *)(const void *)at;
    assert(number >= 0 && number <= field->most);
    return json_integer(number);
  }
  case FIELD_FLAG:
    return json_boolean(*(const bool *)at);
  case FIELD_TEXT:
    return text_value(at, field->most);
  case FIELD_ROLE:
    return json_string(role_names[*(const enum wire_role *)(const void *)at]);
  case FIELD_PATH:
    return json_string(path_names[*(const enum wire_path *)(const void *)at]);
  case FIELD_DIGEST:
    return json_string(at);
  case FIELD_DATA:
    return data_value((const struct wire_data *)(const void *)at);
  case FIELD_SOUND:
    return json_string(cue_sound_name(*(const enum cue_sound *)(const void *)at));
  }
  return NULL;
}

size_t wire_encode(const struct wire_message *message, char line[WIRE_LINE_MAX + 1]) {
  assert(message->kind < WIRE_KIND_COUNT);
  json_t *object = json_object();
  if (json_object_set_new(object, "type", json_string(kind_names[message->kind])) != 0) {
    memory_exhausted();
  }
  for (const struct field *field = fields[message->kind]; field < fields[message->kind] + FIELDS_MAX && field->key; field++) {
    if (json_object_set_new(object, field->key, field_value(field, message)) != 0) {
      memory_exhausted();
    }
  }
  /* The fields' sizes keep the longest line, every character escaped, well under the bound. */
  size_t length = json_dumpb(object, line, WIRE_LINE_MAX - 1, JSON_COMPACT);
  json_decref(object);
  assert(length > 0 && length < WIRE_LINE_MAX);
  line[length++] = '\n';
  line[length] = '\0';
  return length;
}

static bool wrong(struct error *err, const struct field *field, const char *expected) {
  return error_set(err, ERROR_INPUT, "the message's \"%s\" is not %s", field->key, expected);
}

static bool read_number(const struct field *field, const json_t *value, char *at, struct error *err) {
  if (!json_is_integer(value)) {
    return wrong(err, field, "a whole number");
  }
  json_int_t number = json_integer_value(value);
  if (number < 0 || number > field->most) {
    return wrong(err, field, "in range");
  }
  *(int64_t *)(void *)at = number;
  return true;
}

/* A text too long is refused, not cut: whoever keeps to the protocol never sends one. */
static bool read_text(const struct field *field, const json_t *value, char *at, struct error *err) {
  if (json_string_length(value) >= (size_t)field->most) {
    return wrong(err, field, "short enough");
  }
  text_sanitize(at, (size_t)field->most, json_string_value(value));
  return true;
}

static bool read_digest(const struct field *field, const json_t *value, char *at, struct error *err) {
  const char *text = json_string_value(value);
  if (!sha256_is_text(text)) {
    return wrong(err, field, "a digest");
  }
  memcpy(at, text, SHA256_TEXT_SIZE);
  return true;
}

static bool read_data(const struct field *field, const json_t *value, char *at, struct error *err) {
  struct wire_data *data = (struct wire_data *)(void *)at;
  return base64_decode(json_string_value(value), data->bytes, (size_t)field->most, &data->length) ||
         wrong(err, field, "bytes in base64, or too many");
}

static bool read_word(const struct field *field, const json_t *value, char *at, struct error *err) {
  const char *word = json_string_value(value);
  if (field->type == FIELD_SOUND) {
    enum cue_sound sound = cue_sound_of(word);
    *(enum cue_sound *)(void *)at = sound;
    return sound != CUE_SOUND_NONE || wrong(err, field, "a known sound");
  }
  if (field->type == FIELD_ROLE) {
    int role = word_index(word, role_names, ARRAY_LEN(role_names));
    *(enum wire_role *)(void *)at = role < 0 ? WIRE_PLAYER : (enum wire_role)role;
    return role >= 0 || wrong(err, field, "a known role");
  }
  int path = word_index(word, path_names, ARRAY_LEN(path_names));
  *(enum wire_path *)(void *)at = path < 0 ? WIRE_PATH_NONE : (enum wire_path)path;
  return path >= 0 || wrong(err, field, "a known path");
}

static bool read_field(const struct field *field, const json_t *object, struct wire_message *message, struct error *err) {
  const json_t *value = json_object_get(object, field->key);
  char *at = (char *)message + field->offset;
  if (!value) {
    return error_set(err, ERROR_INPUT, "a %s message lacks \"%s\"", kind_names[message->kind], field->key);
  }
  if (field->type == FIELD_NUMBER) {
    return read_number(field, value, at, err);
  }
  if (field->type == FIELD_FLAG) {
    *(bool *)at = json_is_true(value);
    return json_is_boolean(value) || wrong(err, field, "true or false");
  }
  if (!json_is_string(value)) {
    return wrong(err, field, "a string");
  }
  switch (field->type) {
  case FIELD_TEXT:
    return read_text(field, value, at, err);
  case FIELD_DIGEST:
    return read_digest(field, value, at, err);
  case FIELD_DATA:
    return read_data(field, value, at, err);
  default:
    return read_word(field, value, at, err);
  }
}

static bool read_object(const json_t *object, struct wire_message *message, struct error *err) {
  const char *type = json_string_value(json_object_get(object, "type"));
  int kind = type ? word_index(type, kind_names, WIRE_KIND_COUNT) : -1;
  if (kind < 0) {
    return error_set(err, ERROR_INPUT, "a message without a known \"type\"");
  }
  message->kind = (enum wire_kind)kind;
  size_t keys = 1;
  for (const struct field *field = fields[kind]; field < fields[kind] + FIELDS_MAX && field->key; field++, keys++) {
    if (!read_field(field, object, message, err)) {
      return false;
    }
  }
  if (json_object_size(object) != keys) {
    return error_set(err, ERROR_INPUT, "a %s message has a key too many", kind_names[kind]);
  }
  return true;
}

bool wire_decode(const char *line, size_t length, struct wire_message *message, struct error *err) {
  if (length > WIRE_LINE_MAX) {
    return error_set(err, ERROR_INPUT, "a message longer than %d bytes", WIRE_LINE_MAX);
  }
  json_error_t problem;
  json_t *object = json_loadb(line, length, JSON_REJECT_DUPLICATES, &problem);
  if (!object) {
    return error_set(err, ERROR_INPUT, "a message that is not a JSON object");
  }
  struct wire_message read = {0};
  bool well = read_object(object, &read, err);
  json_decref(object);
  if (well) {
    *message = read;
  }
  return well;
}
