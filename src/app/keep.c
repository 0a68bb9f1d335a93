#include "app/keep.h"

#include "base/paths.h"
#include "base/text.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

char *keep_folder(void) {
  return paths_folder(XDG_DATA);
}

static bool keeps_nothing;

void keep_nothing(void) {
  keeps_nothing = true;
}

static bool for_guests;

void keep_for_guests(void) {
  for_guests = true;
}

bool keep_is_for_guests(void) {
  return for_guests;
}

bool keep_is_off(void) {
  return keeps_nothing;
}

struct journal *keep_open(void) {
  char *folder = keeps_nothing ? NULL : keep_folder();
  struct journal *journal = journal_open(folder);
  free(folder);
  return journal;
}

static void copy(char *to, size_t size, const char *from) {
  text_sanitize(to, size, from != NULL ? from : "");
}

void keep_close(struct journal *journal, int wait_ms) {
  char notice[512] = "", trouble[300] = "";
  if (journal == NULL) {
    return;
  }
  bool written = journal_finish(journal, wait_ms);
  copy(notice, sizeof notice, journal_notice(journal));
  copy(trouble, sizeof trouble, journal_trouble(journal));
  journal_close(journal, 0);
  if (notice[0] != '\0') {
    fprintf(stderr, "limber: %s.\n", notice);
  }
  if (!written) {
    fprintf(stderr, "limber: this session could not all be saved: %s.\n",
            trouble[0] != '\0' ? trouble : "the disk did not answer in time");
  }
}

void keep_stamp(struct session_record *session) {
  time_t now = time(NULL);
  struct tm local;
  session->started_s = now;
  if (localtime_r(&now, &local) != NULL) {
    session->utc_offset_s = (int)local.tm_gmtoff;
  }
}

void keep_source(char source[JOURNAL_PATH_SIZE], const char *name) {
  char resolved[PATH_MAX];
  size_t length = strlen(name);
  bool is_path = strchr(name, '/') != NULL || (length > 5 && strcmp(name + length - 5, ".yaml") == 0);
  bool fits = is_path && realpath(name, resolved) != NULL && strlen(resolved) < JOURNAL_PATH_SIZE;
  journal_text(source, JOURNAL_PATH_SIZE, fits ? resolved : name);
}
