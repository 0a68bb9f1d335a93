#ifndef WIRE_MESSAGE_H
#define WIRE_MESSAGE_H

#include "base/cue_sound.h"
#include "base/error.h"
#include "base/sha256.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the player and the sounder say to each other: one JSON object a line, at most WIRE_LINE_MAX bytes with its newline.
 * Either end may be on another machine, so every line is read as if a stranger had written it: an unknown type, a key too
 * many or too few, a wrong type or a value out of range is an error. docs/sounder.md describes each message.
 */
#define WIRE_VERSION 2        /* the highest that is spoken here; two ends speak the lower of theirs */
#define WIRE_VERSION_OLDEST 1 /* … down to this one; from 2 on sounds travel */
#define WIRE_LINE_MAX 4096
#define WIRE_NAME_SIZE 32
#define WIRE_REASON_SIZE 256
#define WIRE_TEXT_SIZE 501
#define WIRE_STAMP_MAX (INT64_C(1) << 60)
#define WIRE_CHUNK_BYTES 1536                   /* of a sound that travels, at once */
#define WIRE_SOUND_BYTES_MAX (INT64_C(4) << 20) /* of one in all */

/* Columns: enumerator, the "type" in JSON, who says it and what for. */
#define WIRE_LIST(X) \
  X(HELLO, "hello", "both, first: who I am and which version I speak") \
  X(PING, "ping", "both: what does your clock say?") \
  X(PONG, "pong", "both: this") \
  X(PLAY, "play", "player: begin this sound at that moment") \
  X(SAY, "say", "player: begin these words at that moment") \
  X(PREPARE, "prepare", "player: these words will be wanted soon") \
  X(CANCEL, "cancel", "player: forget every sound that has not begun") \
  X(VOLUME, "volume", "player: loudness from now on") \
  X(MUTE, "mute", "player: silence from now on, or sound again") \
  X(OFFER, "offer", "player: there is a file here for that sound, known by its digest") \
  X(CHUNK, "chunk", "player: these bytes of it, as wanted") \
  X(DESCRIBE, "describe", "player: what the file that is written holds") \
  X(MARK, "mark", "player: a part of the file begins at that moment") \
  X(DRAIN, "drain", "player: finish what is scheduled, say bye and end") \
  X(STATUS, "status", "sounder: where sound goes, and why not") \
  X(WANT, "want", "sounder: these bytes of what was offered") \
  X(VOICE, "voice", "sounder: which voice speaks, or why none does") \
  X(PLAYED, "played", "sounder: a sound began") \
  X(MISSED, "missed", "sounder: a sound came too late and was left out") \
  X(NOTICE, "notice", "sounder: something that a person should know of") \
  X(FOUND, "found", "sounder: this is installed or connected here") \
  X(PROGRESS, "progress", "sounder: so much of the file is written") \
  X(BYE, "bye", "both, last: I end here")

#define X(id, name, meaning) WIRE_##id,
enum wire_kind { WIRE_LIST(X) WIRE_KIND_COUNT };
#undef X

enum wire_role { WIRE_PLAYER, WIRE_SOUNDER };

enum wire_path { WIRE_PATH_NONE, WIRE_PATH_PORTAUDIO, WIRE_PATH_FILE };

/* Bytes of a file, in base64 on the wire. */
struct wire_data {
  size_t length;
  unsigned char bytes[WIRE_CHUNK_BYTES];
};

/* Moments are in ns of the monotonic clock of whoever the comment names, never negative, at most WIRE_STAMP_MAX. */
struct wire_message {
  enum wire_kind kind;
  union {
    struct {
      int64_t version;
      enum wire_role role;
      char output[WIRE_NAME_SIZE]; /* the sounder's: "portaudio" or "file"; the player's: empty */
    } hello;
    struct {
      int64_t sent_ns; /* the asker's clock */
    } ping;
    struct {
      int64_t sent_ns; /* the ping's, as it came */
      int64_t here_ns; /* the answerer's clock */
    } pong;
    struct {
      int64_t id;    /* the player's own; the same id is never begun twice */
      int64_t at_ns; /* when it shall be heard; the player's clock */
      enum cue_sound sound;
      int64_t gain_percent; /* 0 to 100, on top of the volume */
    } play;
    struct {
      int64_t id, at_ns;               /* as a play's; both kinds share one row of ids */
      char text[WIRE_TEXT_SIZE];       /* printable */
      char short_text[WIRE_TEXT_SIZE]; /* said instead where `text` takes too long; empty: then nothing is said */
      int64_t max_ms;                  /* the words end this long after `at_ns` at the latest, or are not said */
    } say;
    struct {
      char text[WIRE_TEXT_SIZE]; /* printable */
    } prepare;
    struct {
      int64_t percent; /* 0 to 100 */
    } volume;
    struct {
      bool on;
    } mute;
    struct {
      enum cue_sound sound;          /* whose place it takes */
      char sha256[SHA256_TEXT_SIZE]; /* of the file's bytes, in hexadecimal digits; this is all the name it has */
      int64_t bytes;                 /* the file's size; at most WIRE_SOUND_BYTES_MAX are of use */
    } offer;
    struct {
      char sha256[SHA256_TEXT_SIZE];
      int64_t at, bytes; /* 1 to WIRE_CHUNK_BYTES of them */
    } want;
    struct {
      char sha256[SHA256_TEXT_SIZE]; /* the want's, like … */
      int64_t at;
      struct wire_data data; /* … as many bytes */
    } chunk;
    struct {
      char title[WIRE_TEXT_SIZE], comment[WIRE_TEXT_SIZE]; /* printable; empty: none */
    } describe;
    struct {
      int64_t at_ns; /* from the file's beginning */
    } mark;
    struct {
      int64_t until_ns; /* a file goes on to this moment at least; 0: to the end of its last sound */
    } drain;
    struct {
      enum wire_path path;
      char reason[WIRE_REASON_SIZE]; /* why there is none; else empty or what is in use. Printable. */
      int64_t latency_ms;            /* from a sample's making to its being heard */
      int64_t underruns;             /* since the start */
    } status;
    struct {
      char name[WIRE_NAME_SIZE];     /* of the voice that speaks; empty: none */
      char reason[WIRE_REASON_SIZE]; /* why none does; else empty. Printable. */
    } voice;
    struct {
      int64_t id, at_ns;  /* the play's, or the say's */
      int64_t started_ns; /* when its first sample is heard, as far as the sounder knows; the player's clock */
    } played;
    struct {
      int64_t id, at_ns; /* the play's, or the say's */
    } missed;
    struct {
      char text[WIRE_REASON_SIZE]; /* printable */
    } notice;
    struct {
      char what[WIRE_NAME_SIZE];   /* "format", "voice", "device" */
      char name[WIRE_REASON_SIZE]; /* printable */
    } found;
    struct {
      int64_t at_ns; /* from the file's beginning */
    } progress;
  };
};

/* The "type" of `kind`. */
const char *wire_kind_name(enum wire_kind kind);

/* The name of `path`: "none", "portaudio", "file". */
const char *wire_path_name(enum wire_path path);

/*
 * Writes `message` as a line with its newline and a NUL behind it. Returns its length without the NUL. Text fields are
 * made printable; a message whose numbers are out of range is a bug.
 */
size_t wire_encode(const struct wire_message *message, char line[WIRE_LINE_MAX + 1]);

/* Reads one line of `length` bytes, with or without its newline. False and `err` (ERROR_INPUT) when it is not a message. */
bool wire_decode(const char *line, size_t length, struct wire_message *message, struct error *err);

#endif
