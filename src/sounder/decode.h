#ifndef SOUNDER_DECODE_H
#define SOUNDER_DECODE_H

#include "base/cue_sound.h"
#include "base/error.h"
#include "sounder/bank.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * A sound file that another machine has sent is read by a process of its own, this program run anew with little memory and
 * little time: what such a file may do to the libraries that read it is done there, and ends there.
 */

/* What that process makes: the file in the place of `sound`, at `rate` frames a second. */
struct decode_request {
  enum cue_sound sound;
  int rate; /* 0: nothing is asked for */
};

/* Reads `NAME:RATE`; false and `err` (ERROR_USAGE) when it is not that. */
bool decode_read_request(const char *text, struct decode_request *request, struct error *err);

/* That process: reads the file on standard input, as bank_read_own() does, and writes its samples to standard output. */
bool decode_standard_input(const struct decode_request *request);

/* Such a process as its parent has it; one at a time. */
struct decode;

/* Starts `program` for the file open as `fd`, which stays the caller's. NULL and `err`. Caller ends it. */
struct decode *decode_start(const char *program, int fd, const struct decode_request *request, int64_t now_ns,
                            struct error *err);

/* Kills it if it still runs, and frees all. NULL is fine. */
void decode_end(struct decode *decode);

/* Readable when there is more to take. */
int decode_fd(const struct decode *decode);

/* When it has had its time. */
int64_t decode_deadline(const struct decode *decode);

enum decoded { DECODED_LATER, DECODED, DECODED_NOT };

/*
 * Takes what there is. DECODED: all of it, into `*clip`, whose samples the caller frees. NOT: it is no sound of use, or has
 * taken too much memory or time.
 */
enum decoded decode_turn(struct decode *decode, int64_t now_ns, struct clip *clip);

#endif
