#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Days of the calendar as numbers, so that they can be counted: day 0 is 1 January 1970. Nothing here reads a clock. */

#define DAY_NEVER INT32_MIN

/* The day of a date of the years 1 to 9999 (Gregorian), or DAY_NEVER where there is no such date. */
int32_t calendar_day(int year, int month, int day);

/* Reads `2026-11-22` into `*day`; false where `text` is no date written so. */
bool calendar_parse(const char *text, int32_t *day);

/* Writes it so; 11 bytes are enough. Returns `out`. */
char *calendar_format(char *out, size_t size, int32_t day);

#endif
