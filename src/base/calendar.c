#include "base/calendar.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS_TO_1970 = 719162 }; /* from 1 January of the year 1 */

static bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days of all the years before `year`. */
static int32_t days_before(int year) {
  int past = year - 1;
  return past * 365 + past / 4 - past / 100 + past / 400;
}

int32_t calendar_day(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_days(year, month)) {
    return DAY_NEVER;
  }
  int32_t number = days_before(year) - DAYS_TO_1970 + day - 1;
  for (int before = 1; before < month; before++) {
    number += month_days(year, before);
  }
  return number;
}

bool calendar_parse(const char *text, int32_t *day) {
  static const char form[] = "dddd-dd-dd";
  for (size_t i = 0; i < sizeof form; i++) {
    if (form[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != form[i]) {
      return false;
    }
  }
  int32_t number = calendar_day(atoi(text), atoi(text + 5), atoi(text + 8));
  if (number == DAY_NEVER) {
    return false;
  }
  *day = number;
  return true;
}

char *calendar_format(char *out, size_t size, int32_t day) {
  int year = (int)((day + DAYS_TO_1970) / 365.2425) + 1;
  while (calendar_day(year, 1, 1) > day) {
    year--;
  }
  while (year < 9999 && calendar_day(year + 1, 1, 1) <= day) {
    year++;
  }
  int month = 12;
  while (calendar_day(year, month, 1) > day) {
    month--;
  }
  snprintf(out, size, "%04d-%02d-%02d", year, month, (int)(day - calendar_day(year, month, 1) + 1));
  return out;
}
