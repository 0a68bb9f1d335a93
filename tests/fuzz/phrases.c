/* Any bytes as a file of phrases: what is right of it can be said, by a timeline and by a session that goes on, and printed. */
#include "fuzz/target.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/timespan.h"
#include "routine/phrases_reader.h"
#include "session/session.h"
#include "support/sample_routine.h"

#include <stdlib.h>
#include <string.h>

static void require(bool holds) {
  if (!holds) {
    abort();
  }
}

/* Words are whole characters, and they end in time. */
static void expect_words(const char *text) {
  require(text == NULL || (strlen(text) < PHRASE_BYTES_MAX && text_is_utf8(text, strlen(text))));
}

static void expect_timeline(const struct timeline *timeline) {
  for (size_t i = 0; i < timeline->segment_count; i++) {
    for (int form = 0; form < FORM_COUNT; form++) {
      const struct segment_form *played = &timeline->segments[i].forms[form];
      for (size_t k = 0; k < played->cue_count; k++) {
        expect_words(played->cues[k].text);
      }
    }
  }
}

/* Pauses in the first hold and goes on. */
static void expect_going_on(const struct timeline *timeline) {
  struct session_event event;
  struct session_view view;
  struct session *session = session_create(timeline);
  session_command(session, (struct session_command){.kind = COMMAND_START}, 0);
  for (int64_t now_ns = 0; now_ns <= SECONDS(90); now_ns += SECONDS(15)) {
    while (session_next(session, now_ns, &event)) {
      ;
    }
  }
  session_command(session, (struct session_command){.kind = COMMAND_PAUSE}, SECONDS(91));
  session_view(session, SECONDS(91), &view);
  expect_words(view.go_on);
  session_command(session, (struct session_command){.kind = COMMAND_RESUME}, SECONDS(92));
  while (session_next(session, SECONDS(99), &event)) {
    expect_words(event.kind == EVENT_CUE ? event.cue.cue->text : NULL);
  }
  session_destroy(session);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena *arena = arena_create();
  struct diagnostics *diagnostics = diagnostics_create();
  const struct source *source = source_of_text(arena, "phrases.yaml", (const char *)data, size);
  const struct reader reader = {arena, diagnostics, source};
  const struct node *node = source_check(source, diagnostics) ? node_parse(source, arena, diagnostics) : NULL;
  if (node != NULL) {
    struct phrases phrases = {0};
    struct pronunciation pronunciation = {0};
    size_t doubled = diagnostics_count_of(diagnostics, SEVERITY_ERROR); /* keys, which the parser tells of */
    bool good = phrases_read(&reader, node, &phrases, &pronunciation);
    require(good || diagnostics_count_of(diagnostics, SEVERITY_ERROR) > doubled);
    struct routine *routine = sample_routine();
    const struct timeline *timeline = timeline_compile(routine, &(struct timeline_options){.phrases = &phrases});
    require(timeline->total_ns == timeline_compile(routine, NULL)->total_ns);
    expect_timeline(timeline);
    expect_going_on(timeline);
    pronounce(arena, &pronunciation, "flite:rms", "ITB 4-0-6, 8-10 and 90/90 psoas");
    phrases_check(&reader, node);
    routine_destroy(routine);
  }
  diagnostics_destroy(diagnostics);
  arena_destroy(arena);
  return 0;
}
