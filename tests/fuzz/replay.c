/* Plays the files of a folder through a fuzz target, once each: what a build without libFuzzer links in its place. */

#include "fuzz/target.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED_MAX = 4 << 20 };

/* Whether `path` could be read; it is then played from a block of exactly its size, so that a sanitizer sees an overrun. */
static int play(const char *path, uint8_t *buffer) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    return 0;
  }
  size_t size = fread(buffer, 1, SEED_MAX, file);
  int readable = ferror(file) == 0;
  fclose(file);
  uint8_t *exact = malloc(size == 0 ? 1 : size);
  if (!readable || exact == NULL) {
    free(exact);
    return 0;
  }
  memcpy(exact, buffer, size);
  LLVMFuzzerTestOneInput(exact, size);
  free(exact);
  return 1;
}

int main(int argc, char **argv) {
  DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
  uint8_t *buffer = malloc(SEED_MAX);
  if (folder == NULL || buffer == NULL) {
    fprintf(stderr, "usage: %s FOLDER-OF-SEEDS\n", argv[0]);
    free(buffer);
    return 2;
  }
  int played = 0, failed = 0;
  for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
    char path[4096];
    if (entry->d_name[0] == '.') {
      continue;
    }
    snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
    if (play(path, buffer)) {
      played++;
    } else {
      failed++;
      fprintf(stderr, "cannot read %s\n", path);
    }
  }
  closedir(folder);
  free(buffer);
  printf("%d seeds\n", played);
  return played == 0 || failed > 0;
}
