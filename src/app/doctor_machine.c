#include "app/doctor.h"

#include "app/collection.h"
#include "base/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#define SPACE_LEAST_MIB 20

static void look_at_clock(struct doctor *doctor) {
  doctor_find(doctor, FINDING_OK, "clock", "monotonic; a suspend is noticed");
  time_t now = time(NULL);
  struct tm local;
  char zone[32] = "";
  localtime_r(&now, &local);
  strftime(zone, sizeof zone, "%Z", &local);
  const char *wish = getenv("TZ");
  bool guessed = strcmp(zone, "UTC") == 0 && (wish == NULL || wish[0] == '\0');
  doctor_find(doctor, guessed ? FINDING_NOTE : FINDING_OK, "time zone", "this machine says %s; sessions are dated in it", zone);
  if (guessed) {
    doctor_remedy(doctor, "Where that is not yours: export TZ=Europe/Lisbon, for example");
  }
}

/* `path` as people write it: the home folder as ~. */
static const char *shown(const char *path, char *out, size_t size) {
  const char *home = getenv("HOME");
  size_t length = home != NULL ? strlen(home) : 0;
  bool inside = length > 1 && strncmp(path, home, length) == 0 && path[length] == '/';
  snprintf(out, size, "%s%s", inside ? "~" : "", inside ? path + length : path);
  return out;
}

static void look_at_settings(struct doctor *doctor) {
  char file[300];
  shown(doctor->settings->file, file, sizeof file);
  if (doctor->config_is_wrong) {
    doctor_find(doctor, FINDING_FIX, "settings", "%s has mistakes", file);
    doctor_remedy(doctor, "They are shown by: limber check %s", file);
  } else {
    bool there = access(doctor->settings->file, F_OK) == 0;
    doctor_find(doctor, FINDING_OK, "settings", "%s%s", file, there ? "" : ", not there: all as usual");
  }
}

/* The nearest folder above `path` that exists, in place. */
static void climb_to_existing(char *path) {
  char *slash;
  while (access(path, F_OK) != 0 && (slash = strrchr(path, '/')) != NULL) {
    slash[slash == path ? 1 : 0] = '\0';
    if (slash == path) {
      return;
    }
  }
}

static void look_at_data(struct doctor *doctor) {
  char *folder = paths_folder(XDG_DATA), *history = paths_join(folder, "history.db"), *existing = paths_join("", folder);
  struct stat status;
  struct statvfs space;
  char size[40] = "no history yet", name[300];
  shown(folder, name, sizeof name);
  climb_to_existing(existing);
  if (stat(history, &status) == 0) {
    snprintf(size, sizeof size, "history %lld KiB", (long long)(status.st_size + 1023) / 1024);
  }
  if (access(existing, W_OK | X_OK) != 0) {
    doctor_find(doctor, FINDING_FIX, "data", "%s cannot be written (%s)", name, strerror(errno));
    doctor_remedy(doctor, "Make it yours, or name another: export XDG_DATA_HOME=FOLDER");
  } else if (statvfs(existing, &space) == 0 && space.f_bavail * (space.f_frsize >> 10) < SPACE_LEAST_MIB << 10) {
    doctor_find(doctor, FINDING_FIX, "data", "%s: less than %d MiB are free", name, SPACE_LEAST_MIB);
    doctor_remedy(doctor, "Make room, or sessions cannot be kept.");
  } else {
    doctor_find(doctor, FINDING_OK, "data", "%s, %s, writable", name, size);
  }
  free(existing);
  free(history);
  free(folder);
}

static void look_at_routines(struct doctor *doctor) {
  struct collection collection;
  struct error err = {.code = ERROR_NONE};
  if (!collection_load(&collection, &err)) {
    doctor_find(doctor, FINDING_FIX, "routines", "%s", err.message);
    return;
  }
  size_t own = 0, shadowing = 0, errors = diagnostics_count_of(collection.diagnostics, SEVERITY_ERROR);
  for (size_t i = 0; i < collection.count; i++) {
    const struct listed_routine *routine = &collection.routines[i];
    bool built_in = strncmp(routine->file, doctor->places.routines, strlen(doctor->places.routines)) == 0;
    own += !built_in;
    shadowing += routine->shadows != NULL;
  }
  char yours[40] = "none of your own", replaced[60] = "";
  if (own > 0) {
    snprintf(yours, sizeof yours, "%zu of your own", own);
  }
  if (shadowing > 0) {
    snprintf(replaced, sizeof replaced, ", %zu in place of built-in ones", shadowing);
  }
  doctor_find(doctor, errors > 0 ? FINDING_FIX : FINDING_OK, "routines", "%zu built in, %s%s", collection.count - own, yours,
              replaced);
  if (errors > 0) {
    doctor_remedy(doctor, "%zu mistake%s in files that are left out; see: limber check %.300s", errors, errors == 1 ? "" : "s",
                  diagnostics_at(collection.diagnostics, 0)->file);
  }
  collection_finish(&collection);
}

void doctor_look_at_machine(struct doctor *doctor) {
  look_at_clock(doctor);
  look_at_settings(doctor);
  look_at_data(doctor);
  look_at_routines(doctor);
}
