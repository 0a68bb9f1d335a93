#include "app/render_files.h"

#include "base/paths.h"
#include "base/sound_format.h"
#include "report/report.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Whether what is at `path` may go: nothing, or a file whose first line limber wrote. */
static bool is_ours(const char *path, bool sheet, struct error *err) {
  char line[256] = "";
  double start = 0, end = 0;
  int read = 0;
  FILE *file = fopen(path, "re");
  if (file == NULL && errno == ENOENT) {
    return true;
  }
  bool got = file != NULL && fgets(line, sizeof line, file) != NULL;
  if (file != NULL) {
    fclose(file);
  }
  bool head = strncmp(line, REPORT_SHEET_HEAD, strlen(REPORT_SHEET_HEAD)) == 0;
  bool label = sscanf(line, "%lf\t%lf%n", &start, &end, &read) == 2 && line[read] == '\t';
  return (got && (sheet ? head : label)) ||
         error_set(err, ERROR_INPUT, "%s is there already and is no list of chapters; give the sound file another name", path);
}

bool render_files_name(struct render_files *files, const char *path, struct error *err) {
  size_t stem = strlen(path) - strlen(sound_format_suffix(sound_format_of(path)));
  int length = snprintf(files->sheet, sizeof files->sheet, "%.*s.cue", (int)stem, path);
  snprintf(files->labels, sizeof files->labels, "%.*s.txt", (int)stem, path);
  if (length < 0 || (size_t)length >= sizeof files->sheet) {
    return error_set(err, ERROR_INPUT, "the path of the sound file is too long");
  }
  return is_ours(files->sheet, true, err) && is_ours(files->labels, false, err);
}

/* A new file at `path`.part-PID, whose name goes into `part`. */
static FILE *begin(const char *path, char *part, size_t size, struct error *err) {
  char name[4128];
  snprintf(name, sizeof name, "%s.part-%ld", path, (long)getpid());
  unlink(name);
  int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
  if (file == NULL) {
    error_set(err, ERROR_MACHINE, "%s: cannot be written (%s)", path, strerror(errno));
    if (fd >= 0) {
      close(fd);
      unlink(name);
    }
    return NULL;
  }
  snprintf(part, size, "%s", name);
  return file;
}

static bool end(FILE *file, const char *path, struct error *err) {
  bool well = fflush(file) == 0 && fsync(fileno(file)) == 0 && ferror(file) == 0;
  int fault = errno;
  well = fclose(file) == 0 && well;
  return well || error_set(err, ERROR_MACHINE, "%s: cannot be written (%s)", path, strerror(fault));
}

bool render_files_write(struct render_files *files, const struct timeline *timeline, const char *path, struct error *err) {
  FILE *sheet = begin(files->sheet, files->sheet_part, sizeof files->sheet_part, err);
  if (sheet == NULL) {
    return false;
  }
  report_cue_sheet(sheet, timeline, paths_base(path), sound_format_in_sheet(sound_format_of(path)));
  if (!end(sheet, files->sheet, err)) {
    return false;
  }
  FILE *labels = begin(files->labels, files->labels_part, sizeof files->labels_part, err);
  if (labels == NULL) {
    return false;
  }
  report_labels(labels, timeline);
  return end(labels, files->labels, err);
}

static bool put_in_place(char *part, const char *path, struct error *err) {
  if (rename(part, path) != 0) {
    return error_set(err, ERROR_MACHINE, "%s: cannot be replaced (%s)", path, strerror(errno));
  }
  part[0] = '\0';
  return true;
}

bool render_files_finish(struct render_files *files, struct error *err) {
  return put_in_place(files->sheet_part, files->sheet, err) && put_in_place(files->labels_part, files->labels, err);
}

void render_files_abandon(struct render_files *files) {
  if (files->sheet_part[0] != '\0') {
    unlink(files->sheet_part);
  }
  if (files->labels_part[0] != '\0') {
    unlink(files->labels_part);
  }
}
