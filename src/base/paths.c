#include "base/paths.h"

#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The variable's value if it is an absolute path, else NULL. */
static const char *absolute_variable(const char *name) {
  const char *value = getenv(name);
  return value != NULL && value[0] == '/' ? value : NULL;
}

static const char *home(void) {
  const char *value = absolute_variable("HOME");
  if (value != NULL) {
    return value;
  }
  const struct passwd *entry = getpwuid(getuid());
  return entry != NULL && entry->pw_dir != NULL && entry->pw_dir[0] == '/' ? entry->pw_dir : "/";
}

char *paths_join(const char *folder, const char *name) {
  if (folder[0] == '\0' || name[0] == '/') {
    return memory_string(name);
  }
  const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
  size_t size = strlen(folder) + strlen(slash) + strlen(name) + 1;
  char *path = memory_alloc(size, 1);
  snprintf(path, size, "%s%s%s", folder, slash, name);
  return path;
}

char *paths_folder(enum xdg_folder folder) {
  static const struct {
    const char *variable, *under_home;
  } places[] = {
      [XDG_DATA] = {"XDG_DATA_HOME", ".local/share/limber"},
      [XDG_CONFIG] = {"XDG_CONFIG_HOME", ".config/limber"},
      [XDG_CACHE] = {"XDG_CACHE_HOME", ".cache/limber"},
      [XDG_STATE] = {"XDG_STATE_HOME", ".local/state/limber"},
      [XDG_RUNTIME] = {"XDG_RUNTIME_DIR", NULL},
  };
  const char *base = absolute_variable(places[folder].variable);
  if (base != NULL) {
    return paths_join(base, "limber");
  }
  if (places[folder].under_home != NULL) {
    return paths_join(home(), places[folder].under_home);
  }
  char path[64];
  snprintf(path, sizeof path, "/tmp/limber-%ju", (uintmax_t)getuid());
  return memory_string(path);
}

static bool fail(struct error *err, const char *path, const char *what) {
  char shown[256];
  return error_set(err, ERROR_MACHINE, "cannot use the folder %s: %s", text_sanitize(shown, sizeof shown, path), what);
}

static bool make_one(const char *path, struct error *err) {
  if (mkdir(path, 0700) == 0) {
    return true;
  }
  int reason = errno;
  struct stat status;
  if (stat(path, &status) == 0) {
    return S_ISDIR(status.st_mode) ? true : fail(err, path, "it is not a folder");
  }
  return fail(err, path, strerror(reason));
}

bool paths_make_folder(const char *path, struct error *err) {
  char *part = memory_string(path);
  bool made = true;
  for (char *slash = strchr(part + (part[0] == '/'), '/'); made && slash != NULL; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    made = make_one(part, err);
    *slash = '/';
  }
  made = made && make_one(part, err);
  free(part);
  return made;
}

bool paths_make_private_folder(const char *path, struct error *err) {
  if (!paths_make_folder(path, err)) {
    return false;
  }
  struct stat status;
  if (lstat(path, &status) != 0) {
    return fail(err, path, strerror(errno));
  }
  if (!S_ISDIR(status.st_mode)) {
    return fail(err, path, "it is not a folder");
  }
  if (status.st_uid != getuid()) {
    return fail(err, path, "it belongs to another user");
  }
  if ((status.st_mode & 077) != 0) {
    return fail(err, path, "others may enter it; chmod 700 closes it");
  }
  return true;
}

const char *paths_base(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == NULL ? path : slash + 1;
}
