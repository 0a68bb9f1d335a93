#include "journal/database.h"

#include "base/paths.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_VALUE_BYTES = 1 << 20 };

bool fault_set(struct fault *fault, enum fault_kind kind, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fault->kind = kind;
  vsnprintf(fault->message, sizeof fault->message, format, arguments);
  va_end(arguments);
  return false;
}

enum fault_kind database_fault_kind(int code) {
  switch (code & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
  case SQLITE_PROTOCOL:
    return FAULT_BUSY;
  case SQLITE_FULL:
    return FAULT_SPACE;
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_CANTOPEN:
    return FAULT_READ_ONLY;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return FAULT_DAMAGED;
  default:
    return FAULT_OTHER;
  }
}

bool database_fault(sqlite3 *database, struct fault *fault) {
  static const char *const words[] = {[FAULT_BUSY] = "another program holds it",
                                      [FAULT_SPACE] = "the disk is full",
                                      [FAULT_READ_ONLY] = "it cannot be written",
                                      [FAULT_DAMAGED] = "it is damaged"};
  enum fault_kind kind = database_fault_kind(sqlite3_extended_errcode(database));
  int system = sqlite3_system_errno(database);
  bool no_space = system == ENOSPC || system == EDQUOT || system == EFBIG;
  if (kind == FAULT_OTHER && no_space) {
    kind = FAULT_SPACE;
  } else if (kind == FAULT_OTHER && system == EROFS) {
    kind = FAULT_READ_ONLY;
  }
  return fault_set(fault, kind, "the history: %s", kind == FAULT_OTHER ? sqlite3_errmsg(database) : words[kind]);
}

/* SQLite gives the files beside a database the mode of the database itself. */
static bool make_file(const char *path, struct fault *fault) {
  int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0) {
    close(fd);
    return true;
  }
  enum fault_kind kind = errno == ENOSPC || errno == EDQUOT ? FAULT_SPACE : FAULT_READ_ONLY;
  return fault_set(fault, kind, "%s: %s", path, strerror(errno));
}

static bool is_missing(const char *path) {
  struct stat status;
  return stat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

static bool set_up(sqlite3 *database, enum database_use use, int wait_ms, struct fault *fault) {
  static const char common[] = "PRAGMA cache_size=-256; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;"
                               "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;";
  sqlite3_db_config(database, SQLITE_DBCONFIG_LOOKASIDE, NULL, 0, 0); /* speed that is not needed, for 100 kB */
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(database, wait_ms);
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, LONGEST_VALUE_BYTES);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!database_run(database, common, fault)) {
    return false;
  }
  return use == DATABASE_READ || database_run(database, "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;", fault);
}

/* Pages are taken as they are needed and given back when a database rests, not set aside by the twenty: 87 kB. */
static void configure(void) {
  sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
}

sqlite3 *database_open(const char *path, enum database_use use, int wait_ms, struct fault *fault) {
  static pthread_once_t configured = PTHREAD_ONCE_INIT;
  sqlite3 *database = NULL;
  pthread_once(&configured, configure);
  if (use != DATABASE_CREATE && is_missing(path)) {
    fault_set(fault, FAULT_MISSING, "%s: there is no history yet", path);
    return NULL;
  }
  if (use == DATABASE_CREATE && !make_file(path, fault)) {
    return NULL;
  }
  int flags = (use == DATABASE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(path, &database, flags, NULL) != SQLITE_OK) {
    fault_set(fault, FAULT_READ_ONLY, "%s cannot be opened", path);
    sqlite3_close(database);
    return NULL;
  }
  /* A few statements an hour need no memory set aside for many. */
  sqlite3_db_config(database, SQLITE_DBCONFIG_LOOKASIDE, NULL, 0, 0);
  /* A file that may not be written is opened for reading all the same; that is not what was asked for. */
  bool writable = use == DATABASE_READ || sqlite3_db_readonly(database, "main") == 0;
  if (!writable) {
    fault_set(fault, FAULT_READ_ONLY, "%s cannot be written", path);
  }
  if (!writable || !set_up(database, use, wait_ms, fault)) {
    sqlite3_close(database);
    return NULL;
  }
  return database;
}

static void drop_statements(sqlite3 *database) {
  sqlite3_stmt *statement;
  while ((statement = sqlite3_next_stmt(database, NULL)) != NULL) {
    sqlite3_finalize(statement);
  }
}

void database_rest(sqlite3 *database) {
  drop_statements(database);
  sqlite3_db_release_memory(database);
}

void database_close(sqlite3 *database) {
  if (database != NULL) {
    drop_statements(database);
    sqlite3_close(database);
  }
}

bool database_run(sqlite3 *database, const char *sql, struct fault *fault) {
  return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK || database_fault(database, fault);
}

bool database_integer(sqlite3 *database, const char *sql, int64_t fallback, int64_t *value, struct fault *fault) {
  struct query query;
  bool row = false;
  bool ok = query_init(&query, database, sql, fault) && query_step(&query, &row, fault);
  if (ok) {
    *value = row ? query_integer(&query, fallback) : fallback;
  }
  query_finish(&query);
  return ok;
}

/* Preparing costs more than running: a statement that was finished is kept, and taken again for the same words. */
static sqlite3_stmt *find_statement(sqlite3 *database, const char *sql) {
  sqlite3_stmt *statement = sqlite3_next_stmt(database, NULL);
  while (statement != NULL && (sqlite3_stmt_busy(statement) != 0 || strcmp(sqlite3_sql(statement), sql) != 0)) {
    statement = sqlite3_next_stmt(database, statement);
  }
  return statement;
}

bool query_init(struct query *query, sqlite3 *database, const char *sql, struct fault *fault) {
  *query = (struct query){.database = database, .statement = find_statement(database, sql)};
  if (query->statement != NULL) {
    return true;
  }
  return sqlite3_prepare_v2(database, sql, -1, &query->statement, NULL) == SQLITE_OK || database_fault(database, fault);
}

void query_finish(struct query *query) {
  if (query->statement != NULL) {
    sqlite3_reset(query->statement);
    sqlite3_clear_bindings(query->statement);
  }
  *query = (struct query){0};
}

void query_bind_integer(struct query *query, int64_t value) {
  sqlite3_bind_int64(query->statement, ++query->next_parameter, value);
}

void query_bind_text(struct query *query, const char *text) {
  sqlite3_bind_text(query->statement, ++query->next_parameter, text, -1, SQLITE_STATIC);
}

void query_bind_null(struct query *query) {
  sqlite3_bind_null(query->statement, ++query->next_parameter);
}

bool query_step(struct query *query, bool *row, struct fault *fault) {
  int code = sqlite3_step(query->statement);
  query->next_column = 0;
  *row = code == SQLITE_ROW;
  return code == SQLITE_ROW || code == SQLITE_DONE || database_fault(query->database, fault);
}

bool query_run(struct query *query, struct fault *fault) {
  bool row;
  return query_step(query, &row, fault);
}

void query_again(struct query *query) {
  sqlite3_reset(query->statement);
  sqlite3_clear_bindings(query->statement);
  query->next_parameter = query->next_column = 0;
}

int64_t query_integer(struct query *query, int64_t null) {
  int column = query->next_column++;
  bool is_null = sqlite3_column_type(query->statement, column) == SQLITE_NULL;
  return is_null ? null : sqlite3_column_int64(query->statement, column);
}

void query_text(struct query *query, char *field, size_t size) {
  const char *text = (const char *)sqlite3_column_text(query->statement, query->next_column++);
  text_sanitize(field, size, text != NULL ? text : "");
}

size_t query_word(struct query *query, const char *const *names, size_t count) {
  const char *text = (const char *)sqlite3_column_text(query->statement, query->next_column++);
  for (size_t i = 0; text != NULL && i < count; i++) {
    if (strcmp(text, names[i]) == 0) {
      return i;
    }
  }
  return count;
}
