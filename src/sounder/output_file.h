#ifndef SOUNDER_OUTPUT_FILE_H
#define SOUNDER_OUTPUT_FILE_H

#include "base/error.h"
#include "sounder/mixer.h"
#include "sounder/schedule.h"
#include "sounder/voice.h"

#include <stdbool.h>
#include <stdint.h>

#define OUTPUT_FILE_RATE 48000

/*
 * Whether `path` ends in a kind of sound file that can be written: .wav (16-bit PCM), .flac, .ogg, .opus, .mp3. False and
 * `err` (ERROR_USAGE) when not.
 */
bool output_file_check(const char *path, struct error *err);

/*
 * Writes all of `schedule` (moments counted from 0; it is sorted on the way) to `path`, 48 kHz mono, to the end of the last
 * sound or to `until_ns`, whichever is later. Every sound begins at exactly round(at_s × 48000). The file appears whole or,
 * with false and `err`, not at all. The mixer must have its sounds, at that rate. Waits
 * for `voice` to make the words; those without room are left out. NULL: there are
 * no words.
 */
bool output_file_write(const char *path, struct schedule *schedule, struct mixer *mixer, struct voice *voice, int64_t until_ns,
                       struct error *err);

#endif
