#include "base/paths.h"

#include "base/macros.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void joining_puts_one_slash_between(void **state) {
  (void)state;
  static const struct {
    const char *folder, *name, *path;
  } cases[] = {
      {"/a", "b", "/a/b"}, {"/a/", "b", "/a/b"}, {"/", "b", "/b"}, {"", "b", "b"}, {"/a", "/b", "/b"}, {"a", "", "a/"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    char *path = paths_join(cases[i].folder, cases[i].name);
    assert_string_equal(path, cases[i].path);
    free(path);
  }
  assert_string_equal(paths_base("/a/b.yaml"), "b.yaml");
  assert_string_equal(paths_base("b.yaml"), "b.yaml");
}

/* `value` NULL: the variable is unset. */
static void expect_folder(enum xdg_folder folder, const char *variable, const char *value, const char *expected) {
  if (value == NULL) {
    unsetenv(variable);
  } else {
    setenv(variable, value, 1);
  }
  char *path = paths_folder(folder);
  assert_string_equal(path, expected);
  free(path);
}

static void folders_follow_the_xdg_variables_unless_they_are_relative(void **state) {
  (void)state;
  char runtime[64];
  snprintf(runtime, sizeof runtime, "/tmp/limber-%lu", (unsigned long)getuid());
  setenv("HOME", "/h/ann", 1);
  expect_folder(XDG_DATA, "XDG_DATA_HOME", NULL, "/h/ann/.local/share/limber");
  expect_folder(XDG_DATA, "XDG_DATA_HOME", "/d", "/d/limber");
  expect_folder(XDG_DATA, "XDG_DATA_HOME", "d", "/h/ann/.local/share/limber");
  expect_folder(XDG_DATA, "XDG_DATA_HOME", "", "/h/ann/.local/share/limber");
  expect_folder(XDG_CONFIG, "XDG_CONFIG_HOME", NULL, "/h/ann/.config/limber");
  expect_folder(XDG_CACHE, "XDG_CACHE_HOME", "../c", "/h/ann/.cache/limber");
  expect_folder(XDG_STATE, "XDG_STATE_HOME", "/s", "/s/limber");
  expect_folder(XDG_RUNTIME, "XDG_RUNTIME_DIR", "/run/user/7", "/run/user/7/limber");
  expect_folder(XDG_RUNTIME, "XDG_RUNTIME_DIR", NULL, runtime);
}

static void a_missing_home_is_looked_up(void **state) {
  (void)state;
  unsetenv("HOME");
  unsetenv("XDG_DATA_HOME");
  char *path = paths_folder(XDG_DATA);
  assert_int_equal(path[0], '/');
  assert_non_null(strstr(path, ".local/share/limber"));
  free(path);
}

static char *scratch(void) {
  char *folder = strdup("/tmp/limber-paths-XXXXXX");
  assert_non_null(folder);
  assert_non_null(mkdtemp(folder));
  return folder;
}

static mode_t mode_of(const char *path) {
  struct stat status;
  assert_int_equal(stat(path, &status), 0);
  return status.st_mode & 0777;
}

static void folders_are_made_for_oneself_alone(void **state) {
  (void)state;
  char *top = scratch();
  char *above = paths_join(top, "a"), *folder = paths_join(above, "b");
  mode_t before = umask(0);
  struct error err = {0};
  assert_true(paths_make_folder(folder, &err));
  assert_int_equal(mode_of(above), 0700);
  assert_int_equal(mode_of(folder), 0700);
  assert_true(paths_make_folder(folder, &err)); /* again: already there */
  assert_true(paths_make_private_folder(folder, &err));
  assert_int_equal(err.code, ERROR_NONE);
  umask(before);
  assert_int_equal(rmdir(folder) + rmdir(above) + rmdir(top), 0);
  free(folder);
  free(above);
  free(top);
}

static void what_cannot_be_a_folder_or_is_open_to_others_is_refused(void **state) {
  (void)state;
  char *top = scratch();
  char *file = paths_join(top, "file"), *below = paths_join(file, "x"), *open_one = paths_join(top, "open"),
       *link_one = paths_join(top, "link");
  struct error err = {0};
  FILE *made = fopen(file, "w");
  assert_non_null(made);
  fclose(made);
  assert_false(paths_make_folder(file, &err));
  assert_int_equal(err.code, ERROR_MACHINE);
  assert_non_null(strstr(err.message, "it is not a folder"));
  assert_false(paths_make_folder(below, &err));
  assert_int_equal(mkdir(open_one, 0755), 0);
  assert_int_equal(chmod(open_one, 0755), 0);
  assert_true(paths_make_folder(open_one, &err));
  assert_false(paths_make_private_folder(open_one, &err));
  assert_non_null(strstr(err.message, "others may enter it"));
  assert_int_equal(symlink(top, link_one), 0);
  assert_false(paths_make_private_folder(link_one, &err));
  unlink(link_one);
  unlink(file);
  assert_int_equal(rmdir(open_one) + rmdir(top), 0);
  free(link_one);
  free(open_one);
  free(below);
  free(file);
  free(top);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(joining_puts_one_slash_between),
      cmocka_unit_test(folders_follow_the_xdg_variables_unless_they_are_relative),
      cmocka_unit_test(a_missing_home_is_looked_up),
      cmocka_unit_test(folders_are_made_for_oneself_alone),
      cmocka_unit_test(what_cannot_be_a_folder_or_is_open_to_others_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
