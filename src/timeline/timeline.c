#include "timeline/timeline.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/timespan.h"
#include "timeline/compile.h"
#include "timeline/phrases.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define X(id, name) [SEGMENT_##id] = (name),
const char *const segment_kind_names[SEGMENT_COUNT] = {SEGMENT_LIST(X)};
#undef X
#define X(id, name) [CUE_##id] = (name),
const char *const cue_kind_names[CUE_COUNT_OF] = {CUE_LIST(X)};
#undef X

int64_t speech_length_by_words(const char *text, void *context) {
  (void)context;
  return (int64_t)text_count_words(text) * 400 * NS_PER_MS;
}

static struct timeline *finish(struct compiler *compiler) {
  struct arena *arena = compiler->arena;
  struct segment *segments = arena_array(arena, compiler->segment_count, sizeof *segments);
  struct timeline_step *steps = arena_array(arena, compiler->step_count, sizeof *steps);
  struct timeline *timeline = arena_alloc(arena, sizeof *timeline);
  if (compiler->segment_count > 0) {
    memcpy(segments, compiler->segments, compiler->segment_count * sizeof *segments);
  }
  int64_t total_ns = 0;
  for (size_t i = 0; i < compiler->step_count; i++) {
    steps[i] = compiler->steps[i].step;
    total_ns += steps[i].length_ns;
  }
  *timeline = (struct timeline){
      .routine = compiler->routine,
      .steps = steps,
      .step_count = compiler->step_count,
      .exercise_count = compiler->exercise_count,
      .segments = segments,
      .segment_count = compiler->segment_count,
      .total_ns = total_ns,
  };
  free(compiler->segments);
  return timeline;
}

/* What is said of the whole routine, whatever its segments are. */
static void add_words(struct timeline *timeline, struct compiler *compiler) {
  timeline->phrases = phrases_copy(compiler->arena, compiler->phrases);
  for (int i = 0; i < TIMELINE_COUNTS; i++) {
    const char *text = phrase_number(compiler, i + 1);
    timeline->counts[i] = (struct cue){.kind = CUE_COUNT,
                                       .sound = CUE_SOUND_COUNT,
                                       .text = text,
                                       .speech_ns = compiler->speech_length(text, compiler->context)};
  }
}

static struct compiler begin(const struct routine *routine, const struct timeline_options *options) {
  struct compiler compiler = {
      .arena = routine->arena,
      .routine = routine,
      .speech_length = options->speech_length != NULL ? options->speech_length : speech_length_by_words,
      .context = options->context,
      .phrases = options->phrases,
      .pace_percent = options->pace_percent > 0 ? options->pace_percent : 100,
  };
  flatten_steps(&compiler);
  layout_segments(&compiler);
  return compiler;
}

const struct timeline *timeline_compile(const struct routine *routine, const struct timeline_options *options) {
  struct compiler compiler = begin(routine, options != NULL ? options : &(struct timeline_options){0});
  script_segments(&compiler);
  struct timeline *timeline = finish(&compiler);
  add_words(timeline, &compiler);
  return timeline;
}

const struct timeline *timeline_outline(const struct routine *routine, const struct timeline_options *options) {
  struct compiler compiler = begin(routine, options != NULL ? options : &(struct timeline_options){0});
  return finish(&compiler);
}

bool segment_is_work(enum segment_kind kind) {
  return kind == SEGMENT_HOLD || kind == SEGMENT_REPS || kind == SEGMENT_TIMED;
}

struct tempo_moment tempo_at(struct tempo tempo, int64_t elapsed_ns) {
  int64_t rep_ns = tempo_length_ns(tempo);
  assert(rep_ns > 0);
  int64_t into_ns = elapsed_ns % rep_ns;
  struct tempo_moment moment = {.rep = (int)(elapsed_ns / rep_ns) + 1};
  const int64_t lengths_ns[] = {SECONDS(tempo.in_s), SECONDS(tempo.hold_s), SECONDS(tempo.out_s)};
  enum phase phase = PHASE_IN;
  while (into_ns >= lengths_ns[phase] && phase < PHASE_OUT) {
    into_ns -= lengths_ns[phase];
    phase++;
  }
  moment.phase = phase;
  moment.phase_elapsed_ns = into_ns;
  moment.phase_length_ns = lengths_ns[phase];
  return moment;
}
