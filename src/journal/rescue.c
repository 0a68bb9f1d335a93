#include "journal/rescue.h"

#include "base/paths.h"
#include "journal/schema.h"
#include "journal/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 1200, KEPT_MOST = 1000, HEADER_BYTES = 100, PAGE_BYTES = 4096, LEAP_MOST = 1 << 20 };

struct rescue {
  sqlite3 *from, *to;
  size_t sessions, checkins;
};

static void copy_steps(struct rescue *rescue, int64_t from, int64_t to) {
  struct step_record *steps;
  struct fault ignored;
  size_t count;
  /* What was read before a fault is in `steps` all the same. */
  store_steps(rescue->from, from, &steps, &count, &ignored);
  for (size_t i = 0; i < count; i++) {
    store_put_step(rescue->to, to, &steps[i], &ignored);
  }
  free(steps);
}

static void copy_session(struct rescue *rescue, const struct session_record *session, int64_t number) {
  struct fault ignored;
  int64_t copy = 0;
  if (store_put_session(rescue->to, session, &copy, &ignored)) {
    copy_steps(rescue, number, copy);
    store_sum_up(rescue->to, copy, &ignored);
    store_sum_up_day(rescue->to, session_record_day(session), &ignored);
    rescue->sessions++;
  }
}

/* Copies rows from `first` on; the number after the last one that could be read, and `*end` where there are no more. */
static int64_t copy_run(struct rescue *rescue, int64_t first, bool *end) {
  struct query query;
  struct fault ignored;
  struct session_record session;
  int64_t next = first, number = 0;
  bool row = false;
  bool ok = query_init(&query, rescue->from, "SELECT " STORE_SESSION_COLUMNS " FROM sessions WHERE number >= ? ORDER BY number",
                       &ignored);
  if (ok) {
    query_bind_integer(&query, first);
  }
  while (ok && (ok = query_step(&query, &row, &ignored)) && row) {
    if (store_read_session(&query, &session, &number)) {
      copy_session(rescue, &session, number);
    }
    next = number + 1;
  }
  *end = ok;
  query_finish(&query);
  return next;
}

/* Over a damaged place in leaps that grow, for the pages behind it may be well. */
static void copy_sessions(struct rescue *rescue) {
  int64_t next = 0, leap = 1;
  bool end = false;
  while (!end && leap < LEAP_MOST) {
    int64_t reached = copy_run(rescue, next, &end);
    leap = reached > next ? 1 : leap * 2;
    next = reached + (end ? 0 : leap);
  }
}

static void copy_checkins(struct rescue *rescue) {
  struct query query;
  struct fault ignored;
  struct checkin_record checkin;
  bool row = false;
  bool ok = query_init(&query, rescue->from, "SELECT " STORE_CHECKIN_COLUMNS " FROM checkins", &ignored);
  while (ok && query_step(&query, &row, &ignored) && row) {
    if (store_read_checkin(&query, &checkin) && store_put_checkin(rescue->to, &checkin, &ignored)) {
      rescue->checkins++;
    }
  }
  query_finish(&query);
}

static bool copy_file(const char *from, const char *to) {
  char block[PAGE_BYTES];
  ssize_t length = 0;
  int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  bool ok = in >= 0 && out >= 0;
  while (ok && (length = read(in, block, sizeof block)) > 0) {
    ok = write(out, block, (size_t)length) == length;
  }
  if (in >= 0) {
    close(in);
  }
  if (out >= 0) {
    close(out);
  }
  return ok && length == 0;
}

/* Gives a copy whose first bytes were overwritten the header that every history of ours begins with (sqlite.org/fileformat2).
 */
static bool mend_header(const char *path) {
  static const unsigned char fixed[24] = "SQLite format 3\0\x10\0\1\1\0\x40\x20\x20";
  unsigned char header[HEADER_BYTES] = {0};
  struct stat status;
  int fd = open(path, O_RDWR | O_CLOEXEC);
  bool ok = fd >= 0 && fstat(fd, &status) == 0;
  if (ok) {
    uint32_t pages = (uint32_t)(status.st_size / PAGE_BYTES);
    memcpy(header, fixed, sizeof fixed);
    header[27] = header[95] = 1;
    header[28] = (unsigned char)(pages >> 24);
    header[29] = (unsigned char)(pages >> 16);
    header[30] = (unsigned char)(pages >> 8);
    header[31] = (unsigned char)pages;
    header[43] = header[47] = 4; /* the schema's version and format */
    header[59] = 1;              /* UTF-8 */
    ok = pwrite(fd, header, sizeof header, 0) == HEADER_BYTES;
  }
  if (fd >= 0) {
    close(fd);
  }
  return ok;
}

/* The damaged database for reading: as it is, or a copy of it with its header mended. */
static sqlite3 *open_damaged(const char *path, const char *copy) {
  struct fault ignored;
  int version = 0;
  sqlite3 *database = database_open(path, DATABASE_READ, 0, &ignored);
  if (database != NULL && schema_version(database, &version, &ignored) && version > 0) {
    return database;
  }
  database_close(database);
  bool mended = copy_file(path, copy) && mend_header(copy);
  return mended ? database_open(copy, DATABASE_READ, 0, &ignored) : NULL;
}

static bool salvage(const char *path, const char *fresh, struct rescue *rescue, struct fault *fault) {
  char copy[PATH_SIZE + 16];
  snprintf(copy, sizeof copy, "%s.mended", path);
  unlink(fresh);
  rescue->to = database_open(fresh, DATABASE_CREATE, 0, fault);
  if (rescue->to == NULL) {
    return false;
  }
  rescue->from = open_damaged(path, copy);
  bool ok = schema_prepare(rescue->to, fresh, fault) && database_run(rescue->to, "BEGIN", fault);
  if (ok && rescue->from != NULL) {
    copy_sessions(rescue);
    copy_checkins(rescue);
  }
  ok = ok && database_run(rescue->to, "COMMIT", fault);
  database_close(rescue->from);
  database_close(rescue->to);
  unlink(copy);
  return ok;
}

/* A name that nothing has yet; the damaged file gets it as a second one. */
static bool keep(const char *path, char *kept, size_t size) {
  for (int i = 1; i <= KEPT_MOST; i++) {
    struct stat status;
    snprintf(kept, size, "%s.damaged-%d", path, i);
    if (lstat(kept, &status) != 0 && (link(path, kept) == 0 || copy_file(path, kept))) {
      return true;
    }
  }
  return false;
}

bool rescue_database(const char *path, char *notice, size_t size, struct fault *fault) {
  char fresh[PATH_SIZE], kept[PATH_SIZE], rollback[PATH_SIZE], kept_rollback[PATH_SIZE + 16];
  struct rescue rescue = {0};
  snprintf(fresh, sizeof fresh, "%s.new", path);
  snprintf(rollback, sizeof rollback, "%s-journal", path);
  if (!salvage(path, fresh, &rescue, fault)) {
    unlink(fresh);
    return false;
  }
  if (!keep(path, kept, sizeof kept)) {
    unlink(fresh);
    return fault_set(fault, FAULT_OTHER, "%s is damaged and cannot be put aside", path);
  }
  /* A rollback journal left behind would be played into the new database. */
  snprintf(kept_rollback, sizeof kept_rollback, "%s-journal", kept);
  rename(rollback, kept_rollback);
  if (rename(fresh, path) != 0) {
    rename(kept_rollback, rollback);
    unlink(kept);
    unlink(fresh);
    return fault_set(fault, FAULT_OTHER, "%s is damaged and cannot be put aside", path);
  }
  snprintf(notice, size, "the history was damaged: %zu session%s could be read and kept; the damaged file is %s",
           rescue.sessions, rescue.sessions == 1 ? "" : "s", kept);
  return true;
}
