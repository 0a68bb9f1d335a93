#include "app/arguments.h"
#include "app/command.h"
#include "app/pages.h"
#include "app/person.h"
#include "app/play.h"
#include "app/profile_page.h"
#include "app/store.h"
#include "base/macros.h"
#include "base/text.h"
#include "screen/keymap.h"
#include "screen/profile.h"

#include <stdio.h>
#include <string.h>

const char command_profile_options[] =
    "  NAME=yes, NAME=no   changes it without a screen; the names are those that --plain prints\n"
    "  --plain             as text; also taken when the output is a pipe or TERM is dumb\n";

/* What the profile holds besides tags, by the names of its file. */
static const char *const flag_names[] = {"floor-is-hard", "slow", "long-holds"};

static bool *flag_of(struct profile *profile, size_t index) {
  bool *const flags[] = {&profile->floor_is_hard, &profile->slow, &profile->long_holds};
  return flags[index];
}

struct editing {
  const struct safety *safety;
  struct profile *profile;
  size_t selected;
};

static void draw(void *context, struct cells *cells, const struct screen_style *style) {
  const struct editing *editing = context;
  const struct profile_view view = {editing->safety, editing->profile, editing->selected, NULL};
  profile_draw(cells, &view, style);
}

static bool key(void *context, uint32_t pressed, int64_t real_ns) {
  struct editing *editing = context;
  (void)real_ns;
  switch (keymap_action(MODE_PROFILE, pressed)) {
  case ACTION_PROFILE_CHANGE:
    profile_change(editing->safety, editing->profile, editing->selected);
    break;
  case ACTION_PROFILE_DOWN:
    editing->selected += editing->selected + 1 < profile_lines(editing->safety);
    break;
  case ACTION_PROFILE_UP:
    editing->selected -= editing->selected > 0;
    break;
  case ACTION_PROFILE_CLOSE:
    return true;
  default:
    break;
  }
  return false;
}

static int keep(const struct profile *before, const struct profile *after) {
  struct error err = {0};
  return profile_equal(before, after) || store_profile(after, &err) ? 0 : command_fail(&err);
}

int profile_page(int *signal) {
  static const struct pages pages = {draw, key};
  struct person person;
  struct error err = {0};
  *signal = 0;
  if (!person_open(&person, &err)) {
    return command_fail(&err);
  }
  struct profile profile = person.profile;
  struct editing editing = {.safety = person.safety, .profile = &profile};
  int status = pages_run(&pages, &editing, signal, &err) ? keep(&person.profile, &profile) : command_fail(&err);
  person_finish(&person);
  return status;
}

static void print_line(const char *name, bool yes, const char *words) {
  char safe[320];
  printf("%-20s  %-3s  %s\n", name, yes ? "yes" : "no", text_sanitize(safe, sizeof safe, words));
}

static void print_profile(const struct person *person) {
  static const char *const flag_words[] = {"Getting down to or up from the floor is hard", "More time to get ready and to rest",
                                           "One longer hold in place of short ones"};
  struct profile profile = person->profile;
  char date[16];
  puts("Exercises are left out or swapped where one of these is yes:");
  for (int tag = 0; tag < AVOID_COUNT; tag++) {
    print_line(avoid_names[tag], (profile.tags & WORD_BIT(tag)) != 0, person->safety->tags[tag].why);
  }
  puts("And:");
  for (size_t i = 0; i < ARRAY_LEN(flag_names); i++) {
    print_line(flag_names[i], *flag_of(&profile, i), flag_words[i]);
  }
  if (profile.checked == DAY_NEVER) {
    puts("The safety questions have not been answered yet.");
  } else {
    printf("The safety questions were last answered on %s.\n", calendar_format(date, sizeof date, profile.checked));
  }
}

/* `knee=yes` into the profile; false after filling `problem`. */
static bool change(struct profile *profile, const char *word, char *problem, size_t size) {
  const char *names[AVOID_COUNT + ARRAY_LEN(flag_names)];
  const char *equals = strchr(word, '=');
  char name[64];
  if (equals == NULL || (strcmp(equals + 1, "yes") != 0 && strcmp(equals + 1, "no") != 0)) {
    snprintf(problem, size, "%s is no change; write NAME=yes or NAME=no", word);
    return false;
  }
  bool yes = strcmp(equals + 1, "yes") == 0;
  snprintf(name, sizeof name, "%.*s", (int)(equals - word), word);
  for (size_t i = 0; i < ARRAY_LEN(names); i++) {
    names[i] = i < AVOID_COUNT ? avoid_names[i] : flag_names[i - AVOID_COUNT];
    if (strcmp(names[i], name) != 0) {
      continue;
    }
    if (i < AVOID_COUNT) {
      profile->tags = yes ? profile->tags | WORD_BIT(i) : profile->tags & ~WORD_BIT(i);
    } else {
      *flag_of(profile, i - AVOID_COUNT) = yes;
    }
    return true;
  }
  const char *nearest = text_nearest(name, names, ARRAY_LEN(names));
  snprintf(problem, size, "the profile has no %s%s%s", name, nearest != NULL ? "; did you mean " : "",
           nearest != NULL ? nearest : "");
  return false;
}

/* In text: shows the profile, or makes the changes that `words` ask for, all or none. */
static int run_in_text(size_t count, char *const *words) {
  struct person person;
  struct error err = {0};
  char problem[256];
  int status = 0;
  if (!person_open(&person, &err)) {
    return command_fail(&err);
  }
  struct profile profile = person.profile;
  for (size_t i = 0; i < count && status == 0; i++) {
    status = change(&profile, words[i], problem, sizeof problem) ? 0 : command_usage("profile", problem);
  }
  if (status == 0) {
    status = keep(&person.profile, &profile);
    person.profile = profile;
  }
  if (status == 0) {
    print_profile(&person);
  }
  person_finish(&person);
  return command_finish_output(status);
}

int command_profile(int argc, char **argv) {
  bool plain = false;
  const struct option_row rows[] = {{"plain", &plain, NULL}};
  size_t count = 0;
  char problem[256];
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem)) {
    return command_usage("profile", problem);
  }
  if (plain || count > 0 || !play_has_screen()) {
    return run_in_text(count, argv + 1);
  }
  int signal = 0;
  int status = profile_page(&signal);
  return signal != 0 ? 128 + signal : status;
}
