#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* UTF-8 text: decoding, terminal columns, and keeping what comes from files away from the terminal's own language. */

/*
 * Decodes the character at `text` (at most `length` bytes) into `*codepoint` and returns the bytes it takes, at least 1.
 * An ill-formed byte yields U+FFFD and takes 1. Needs length > 0.
 */
size_t text_decode(const char *text, size_t length, uint32_t *codepoint);

/* How many bytes from the start are plain: printable ASCII, so that each is a character that may be printed, one column wide.
 */
size_t text_plain_length(const char *text, size_t length);

/* Writes the UTF-8 form of `codepoint` (4 bytes at most, no NUL) and returns its length. */
size_t text_encode(uint32_t codepoint, char out[4]);

/* Whether `length` bytes are well-formed UTF-8 (no surrogates, no overlong forms). */
bool text_is_utf8(const char *text, size_t length);

/* Columns a terminal gives `codepoint`: 0 combining or zero-width, 1, or 2 wide. Independent of the locale; Unicode 14. */
int text_codepoint_width(uint32_t codepoint);

/* Columns of a whole string; control characters count 0. */
int text_width(const char *text);

/* The bytes of `text` that fit in `columns` without cutting a character or its combining marks; `*used`: their columns. */
size_t text_fit(const char *text, int columns, int *used);

/* Whether `codepoint` may be printed: no C0, C1, DEL, no bidirectional override, no lone surrogate. */
bool text_is_printable(uint32_t codepoint);

/*
 * Copies `text` into `out` (size bytes, NUL-terminated, whole characters) with everything that is not printable replaced by
 * U+FFFD, newlines and tabs by a space. What has gone through here can be written to a terminal. Returns `out`.
 */
char *text_sanitize(char *out, size_t size, const char *text);

/* Takes the last character of `text` away; of an empty one nothing. */
void text_rub_out(char *text);

/* Words as a voice counts them: runs of anything but blanks that hold a letter or a digit. */
int text_count_words(const char *text);

/* Edits (insert, delete, replace, swap of neighbours) between two short words; at most 64 bytes of each are looked at. */
int text_distance(const char *a, const char *b);

/*
 * The one of `count` words nearest to `word`, or NULL when none is near enough to be what was meant (more than a third of
 * its letters, at least 1, would have to change).
 */
const char *text_nearest(const char *word, const char *const *words, size_t count);

#endif
