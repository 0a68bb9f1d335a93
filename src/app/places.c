#include "app/places.h"

#include "base/macros.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where the binary was built from; a last resort for build folders outside the tree. */
#ifndef LIMBER_SOURCE_DIR
#define LIMBER_SOURCE_DIR ""
#endif

struct search {
  const char *relative; /* to the binary's folder; NULL: to the source tree */
  const char *rest;
};

static bool own_folder(char *folder, size_t size) {
  ssize_t length = readlink("/proc/self/exe", folder, size - 1);
  if (length <= 0) {
    return false;
  }
  folder[length] = '\0';
  char *slash = strrchr(folder, '/');
  if (slash == NULL) {
    return false;
  }
  *slash = '\0';
  return true;
}

/* The first of `searches` that exists; empty where none does. Lasts as long as the program. */
static const char *find(const char *folder, const struct search *searches, size_t count, int mode) {
  char path[4096];
  for (size_t i = 0; i < count; i++) {
    int length = searches[i].relative != NULL
                     ? snprintf(path, sizeof path, "%s/%s%s", folder, searches[i].relative, searches[i].rest)
                     : snprintf(path, sizeof path, "%s/%s", LIMBER_SOURCE_DIR, searches[i].rest);
    if (length > 0 && (size_t)length < sizeof path && access(path, mode) == 0) {
      return memory_string(path);
    }
  }
  return "";
}

static void find_all(const char *folder, struct places *places) {
  static const struct search routines[] = {
      {"../share/limber/", "routines"}, {"", "routines"}, {"../", "routines"}, {NULL, "routines"}};
  static const struct search sounds[] = {{"../share/limber/", "sounds"}, {"", "sounds"}, {"../", "sounds"}, {NULL, "sounds"}};
  static const struct search sounder[] = {{"", "limber-sounder"}, {"../libexec/limber/", "limber-sounder"}};
  *places = (struct places){
      .routines = find(folder, routines, ARRAY_LEN(routines), R_OK),
      .sounds = find(folder, sounds, ARRAY_LEN(sounds), R_OK),
      .sounder = find(folder, sounder, ARRAY_LEN(sounder), X_OK),
  };
}

bool places_find(struct places *places, struct error *err) {
  static struct places found;
  if (found.routines == NULL || found.routines[0] == '\0') {
    char folder[3072] = "";
    if (!own_folder(folder, sizeof folder)) {
      snprintf(folder, sizeof folder, ".");
    }
    find_all(folder, &found);
    if (found.routines[0] == '\0') {
      return error_set(err, ERROR_MACHINE,
                       "the built-in routines are missing: looked beside %s and in share/limber; install again", folder);
    }
  }
  *places = found;
  return true;
}
