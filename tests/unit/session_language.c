/* With phrases of another language nothing of English is said: neither by the timeline nor by a session that goes on. */
#include "base/arena.h"
#include "base/timespan.h"
#include "session/session.h"
#include "support/sample_routine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FOREIGN "\xe2\x80\xb9" /* begins whatever the file of phrases says */

static const char *const numbers[] = {FOREIGN "un.", FOREIGN "deux.", FOREIGN "trois."};
static const struct counted_form two = {2, 4, FOREIGN "{number} peu"}, more = {0, 99999, FOREIGN "{number} mult"};

/* Each moment says its key and all its slots. */
static void fill(struct arena *arena, struct phrases *phrases) {
  struct counted_form *forms = arena_array(arena, 2, sizeof *forms);
  forms[0] = two;
  forms[1] = more;
  phrases->numbers = (struct strings){numbers, 3};
  for (int i = 0; i < COUNTED_COUNT; i++) {
    phrases->counted[i] = (struct counted_forms){forms, 2};
  }
  for (int moment = 0; moment < PHRASE_COUNT; moment++) {
    const char **variant = arena_array(arena, 1, sizeof *variant);
    char slots[256] = "";
    for (const char *slot = phrase_slots[moment]; *slot != '\0'; slot += strcspn(slot, " "), slot += *slot == ' ') {
      size_t used = strlen(slots);
      snprintf(slots + used, sizeof slots - used, " {%.*s}", (int)strcspn(slot, " "), slot);
    }
    variant[0] = arena_format(arena, FOREIGN "%s%s", phrase_keys[moment], slots);
    phrases->variants[moment] = (struct strings){variant, 1};
  }
}

/* Words that exercises and routines bring themselves. */
static bool is_of_the_routine(const struct timeline *timeline, const char *text) {
  for (size_t i = 0; i < timeline->step_count; i++) {
    const struct timeline_step *step = &timeline->steps[i];
    if (step->exercise == NULL) {
      if (strcmp(text, step->wait) == 0) {
        return true;
      }
      continue;
    }
    const struct exercise *own[] = {step->exercise, step->step->exercise.easier};
    for (size_t k = 0; k < 2 && own[k] != NULL; k++) {
      if (strncmp(text, own[k]->setup, strlen(own[k]->setup) - 1) == 0 || strncmp(text, own[k]->setup, 8) == 0) {
        return true;
      }
      for (int phase = 0; own[k]->own_phases && phase < 3; phase++) {
        if (strncmp(text + 1, own[k]->phases[phase] + 1, strlen(own[k]->phases[phase]) - 1) == 0) {
          return true;
        }
      }
    }
  }
  return false;
}

static void expect_foreign(const struct timeline *timeline, const char *text) {
  if (text != NULL && strncmp(text, FOREIGN, strlen(FOREIGN)) != 0 && !is_of_the_routine(timeline, text)) {
    fail_msg("\"%s\" is of no file", text);
  }
}

struct foreign {
  struct arena *arena;
  struct routine *routine;
  const struct timeline *timeline;
};

/* The phrases are gone once the timeline is there, as they are for a player. */
static int compile(void **state) {
  static struct foreign foreign;
  struct arena *arena = arena_create();
  struct phrases phrases = {0};
  fill(arena, &phrases);
  foreign.routine = sample_routine();
  foreign.timeline = timeline_compile(foreign.routine, &(struct timeline_options){.phrases = &phrases});
  memset(&phrases, 0, sizeof phrases);
  arena_destroy(arena);
  *state = &foreign;
  return 0;
}

static int destroy(void **state) {
  struct foreign *foreign = *state;
  routine_destroy(foreign->routine);
  return 0;
}

static void all_that_a_timeline_says_is_of_the_file(void **state) {
  const struct foreign *foreign = *state;
  size_t said = 0;
  for (size_t i = 0; i < foreign->timeline->segment_count; i++) {
    for (int form = 0; form < FORM_COUNT; form++) {
      const struct segment_form *played = &foreign->timeline->segments[i].forms[form];
      for (size_t k = 0; k < played->cue_count; k++) {
        expect_foreign(foreign->timeline, played->cues[k].text);
        expect_foreign(foreign->timeline, played->cues[k].shorter);
        said += played->cues[k].text != NULL;
      }
    }
  }
  assert_in_range(said, 200, 10000);
}

/* Pauses in the middle of `segment` and goes on; what is said then, up to the count, into `said`. */
static void go_on_in(const struct timeline *timeline, size_t segment, char *said, size_t size) {
  struct session_event event;
  struct session *session = session_create(timeline);
  int64_t now_ns = SECONDS(100);
  session_command(session, (struct session_command){.kind = COMMAND_START, .index = segment}, now_ns);
  while (session_next(session, now_ns, &event)) {
  }
  now_ns += SECONDS(8);
  while (session_next(session, now_ns, &event)) {
  }
  session_command(session, (struct session_command){.kind = COMMAND_PAUSE}, now_ns);
  session_command(session, (struct session_command){.kind = COMMAND_RESUME}, now_ns);
  said[0] = '\0';
  now_ns += SECONDS(4);
  while (session_next(session, now_ns, &event)) {
    if (event.kind == EVENT_CUE && event.cue.cue->text != NULL) {
      size_t used = strlen(said);
      snprintf(said + used, size - used, "%s|", event.cue.cue->text);
    }
  }
  session_destroy(session);
}

static size_t first_of(const struct timeline *timeline, enum segment_kind kind) {
  size_t segment = 0;
  while (timeline->segments[segment].forms[FORM_FULL].kind != kind) {
    segment++;
  }
  return segment;
}

static void going_on_after_a_pause_is_said_in_the_words_of_the_file(void **state) {
  const struct foreign *foreign = *state;
  char said[512];
  /* The hold of 30 s has 27 s left: 8 s gone, 5 of them spent on the way in. */
  go_on_in(foreign->timeline, first_of(foreign->timeline, SEGMENT_HOLD), said, sizeof said);
  assert_string_equal(said, FOREIGN "go-on-side Deep lunge Lunge " FOREIGN "side-left " FOREIGN "27 mult|" FOREIGN "un.|");
  go_on_in(foreign->timeline, first_of(foreign->timeline, SEGMENT_TIMED), said, sizeof said);
  assert_string_equal(said, FOREIGN "go-on Easy march March " FOREIGN "57 mult|" FOREIGN "deux.|" FOREIGN "un.|");
}

static void numbers_have_the_forms_that_the_file_gives_them(void **state) {
  (void)state;
  static const struct counted_form forms[] = {
      {1, 1, "minuta"}, {2, 4, "{number} minuty"}, {22, 24, "{number} minuty"}, {0, 99999, "{number} minut"}};
  static const struct {
    int number;
    const char *said;
  } cases[] = {{1, "minuta"}, {3, "3 minuty"}, {5, "5 minut"}, {21, "21 minut"}, {23, "23 minuty"}};
  static const char *const rest[] = {"{minutes}"};
  const struct phrases phrases = {.variants = {[PHRASE_WELCOME] = {rest, 1}}, .counted = {[COUNTED_MINUTES] = {forms, 4}}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char said[64];
    phrases_say(&phrases, PHRASE_WELCOME, 0, &(struct phrase_slots){.minutes = cases[i].number}, said, sizeof said);
    assert_string_equal(said, cases[i].said);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_that_a_timeline_says_is_of_the_file),
      cmocka_unit_test(going_on_after_a_pause_is_said_in_the_words_of_the_file),
      cmocka_unit_test(numbers_have_the_forms_that_the_file_gives_them),
  };
  return cmocka_run_group_tests(tests, compile, destroy);
}
