/* The rules about safety and the profile, read as strictly as routines are. */
#include "routine_support.h"

#include "base/arena.h"
#include "base/macros.h"
#include "routine/catalogue.h"
#include "routine/profile_reader.h"
#include "routine/safety_load.h"

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

/* The built-in file. Caller frees. */
static char *built_in_text(void) {
  FILE *file = fopen(SOURCE_DIR "/routines/safety.yaml", "r");
  assert_non_null(file);
  char *text = calloc(1, 65536);
  assert_non_null(text);
  assert_true(fread(text, 1, 65535, file) > 10000);
  fclose(file);
  return text;
}

/* The built-in file with the first `from` made `to`. Caller frees. */
static char *changed(const char *from, const char *to) {
  char *text = built_in_text();
  char *at = strstr(text, from);
  if (at == NULL) {
    fail_msg("\"%s\" is not in safety.yaml", from);
  }
  char *result = calloc(1, strlen(text) + strlen(to) + 1);
  assert_non_null(result);
  sprintf(result, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
  free(text);
  return result;
}

struct folder {
  char path[64];
  struct catalogue *catalogue;
  struct diagnostics *diagnostics;
  struct arena *arena;
};

/* A user's folder with this safety.yaml in it, before the built-in one. */
static void open_folder(struct folder *folder, const char *text) {
  char path[128];
  *folder = (struct folder){.path = "/tmp/limber-safety-XXXXXX"};
  assert_non_null(mkdtemp(folder->path));
  snprintf(path, sizeof path, "%s/safety.yaml", folder->path);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
  folder->catalogue = catalogue_create(folder->path, SOURCE_DIR "/routines");
  folder->diagnostics = diagnostics_create();
  folder->arena = arena_create();
}

static void close_folder(struct folder *folder) {
  char path[128];
  snprintf(path, sizeof path, "%s/safety.yaml", folder->path);
  unlink(path);
  rmdir(folder->path);
  catalogue_destroy(folder->catalogue);
  diagnostics_destroy(folder->diagnostics);
  arena_destroy(folder->arena);
}

static void a_clinics_own_file_takes_the_place_of_the_built_in_one(void **state) {
  (void)state;
  char *text = changed("every-days: 28", "every-days: 7");
  struct folder folder;
  struct error err = {0};
  open_folder(&folder, text);
  const struct safety *safety = safety_load(folder.catalogue, folder.arena, folder.diagnostics, &err);
  assert_non_null(safety);
  assert_int_equal(safety->due.every_days, 7);
  close_folder(&folder);
  free(text);
}

static void every_mistake_in_the_rules_is_refused_with_its_place(void **state) {
  (void)state;
  static const struct {
    const char *from, *to, *message;
  } mistakes[] = {
      {"every-days: 28", "every-day: 28", "unknown key \"every-day\""},
      {"every-days: 28", "every-days: 0", "0 is out of range, 1 to 366 is possible"},
      {"limber: 1", "limber: 2", "this limber reads format 1"},
      {"tags: [disc-herniation]", "tags: [disc]", "unknown reason to avoid an exercise \"disc\""},
      {"id: a2", "id: a1", "another question has the id \"a1\" too"},
      {"  - from: 4\n", "  - from: 5\n", "a row from 4 on is expected"},
      {"    to: 10\n    say: \"8 to", "    to: 9\n    say: \"8 to", "the ratings from 10 to 10 are in no row"},
      {"row: b13", "row: b14", "no question has the id \"b14\""},
      {"        say: \"Chest pain, or shortness of breath at rest.\"\n", "", "the key \"say\" is missing"},
      {"  least: 45s", "  least: 90s", "the least is longer than the most"},
      {"  softer: massage-deep", "  softer: massage-depp", "unknown type \"massage-depp\""},
      {"    source: Silbernagel", "    sauce: Silbernagel", "unknown key \"sauce\""},
  };
  for (size_t i = 0; i < ARRAY_LEN(mistakes); i++) {
    char *text = changed(mistakes[i].from, mistakes[i].to);
    struct folder folder;
    struct error err = {0};
    open_folder(&folder, text);
    assert_null(safety_load(folder.catalogue, folder.arena, folder.diagnostics, &err));
    char *shown = show_diagnostics(folder.diagnostics);
    if (strstr(shown, mistakes[i].message) == NULL) {
      fail_msg("wanted: %s\n%s", mistakes[i].message, shown);
    }
    assert_true(diagnostics_count_of(folder.diagnostics, SEVERITY_ERROR) > 0);
    assert_true(diagnostics_at(folder.diagnostics, 0)->line > 0);
    assert_non_null(strstr(err.message, "safety.yaml cannot be used as it is"));
    struct check_totals totals = {0, 0};
    assert_true(catalogue_check_path(folder.catalogue, folder.path, folder.diagnostics, &totals, NULL, NULL, &err));
    assert_int_equal(totals.files, 1); /* limber check sees the same */
    free(shown);
    close_folder(&folder);
    free(text);
  }
}

static void a_profile_is_what_was_written(void **state) {
  (void)state;
  struct profile profiles[3] = {profile_empty(), profile_empty(), profile_empty()};
  profiles[1].tags = WORD_BIT(AVOID_COUNT) - 1;
  profiles[1].floor_is_hard = profiles[1].slow = profiles[1].long_holds = profiles[1].told = true;
  profiles[1].checked = calendar_day(2026, 11, 22);
  profiles[2].standing_count = PROFILE_STANDING_MAX;
  for (int i = 0; i < PROFILE_STANDING_MAX; i++) {
    snprintf(profiles[2].standing[i].id, PROFILE_ID_SIZE, "c%d", i);
    profiles[2].standing[i].since = calendar_day(2024, 2, 29) + i;
  }
  for (size_t i = 0; i < ARRAY_LEN(profiles); i++) {
    char *text = profile_text(&profiles[i]);
    struct arena *arena = arena_create();
    struct diagnostics *diagnostics = diagnostics_create();
    const struct source *source = source_of_text(arena, "profile.yaml", text, strlen(text));
    const struct reader reader = {arena, diagnostics, source};
    const struct node *node = node_parse(source, arena, diagnostics);
    struct profile read = profile_empty();
    assert_non_null(node);
    assert_true(profile_read(&reader, node, &read));
    assert_true(profile_equal(&read, &profiles[i]));
    diagnostics_destroy(diagnostics);
    arena_destroy(arena);
    free(text);
  }
}

static void a_wrong_profile_is_refused(void **state) {
  (void)state;
  static const char *const wrong[] = {
      "tags: [knee]\n",
      "limber: 1\ntags: [knees]\n",
      "limber: 1\nchecked: yesterday\n",
      "limber: 1\nchecked: 2026-02-30\n",
      "limber: 1\nslow: yes\n",
      "limber: 1\nstanding: [{id: c1}]\n",
      "limber: 1\nname: Kim\n",
  };
  for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
    struct arena *arena = arena_create();
    struct diagnostics *diagnostics = diagnostics_create();
    const struct source *source = source_of_text(arena, "profile.yaml", wrong[i], strlen(wrong[i]));
    const struct reader reader = {arena, diagnostics, source};
    struct profile untouched = profile_empty();
    assert_false(profile_read(&reader, node_parse(source, arena, diagnostics), &untouched));
    assert_true(diagnostics_count(diagnostics) > 0);
    struct profile empty = profile_empty();
    assert_true(profile_equal(&untouched, &empty));
    diagnostics_destroy(diagnostics);
    arena_destroy(arena);
  }
}

static void days_are_counted_over_leap_years_and_centuries(void **state) {
  (void)state;
  int32_t day = 0;
  char text[16];
  assert_int_equal(calendar_day(1970, 1, 1), 0);
  assert_int_equal(calendar_day(2000, 3, 1) - calendar_day(2000, 2, 28), 2);
  assert_int_equal(calendar_day(1900, 3, 1) - calendar_day(1900, 2, 28), 1);
  assert_int_equal(calendar_day(2023, 2, 29), DAY_NEVER);
  for (int32_t each = calendar_day(1895, 1, 1); each < calendar_day(2105, 1, 1); each++) {
    assert_true(calendar_parse(calendar_format(text, sizeof text, each), &day));
    assert_int_equal(day, each);
  }
  assert_false(calendar_parse("2026-1-1", &day) || calendar_parse("2026-01-01 ", &day) || calendar_parse("", &day));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_clinics_own_file_takes_the_place_of_the_built_in_one),
      cmocka_unit_test(every_mistake_in_the_rules_is_refused_with_its_place),
      cmocka_unit_test(a_profile_is_what_was_written),
      cmocka_unit_test(a_wrong_profile_is_refused),
      cmocka_unit_test(days_are_counted_over_leap_years_and_centuries),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
