#include "base/memory.h"
#include "base/text.h"
#include "base/timespan.h"
#include "report/json_line.h"
#include "report/list.h"
#include "report/report.h"

#include <stdlib.h>

static json_t *segment_json(const struct segment *segment) {
  const struct segment_form *form = &segment->forms[FORM_FULL];
  json_t *object = json_object();
  json_put(object, "start_s", json_seconds(segment->start_ns));
  json_put(object, "length_s", json_seconds(form->length_ns));
  json_put(object, "kind", json_text(segment_kind_names[form->kind]));
  json_put(object, "exercise", json_text(form->exercise != NULL ? form->exercise->id : NULL));
  json_put(object, "name", json_text(form->exercise != NULL ? form->exercise->name : NULL));
  json_put(object, "side", json_side(segment->side));
  json_put(object, "set", json_integer(segment->set));
  json_put(object, "sets", json_integer(segment->sets));
  json_put(object, "reps", form->reps > 0 ? json_integer(form->reps) : json_null());
  json_put(object, "tempo", json_tempo(form->tempo));
  return object;
}

static json_t *cue_json(const struct segment *segment, const struct cue *cue) {
  json_t *object = json_object();
  json_put(object, "at_s", json_seconds(segment->start_ns + cue->at_ns));
  json_put(object, "kind", json_text(cue_kind_names[cue->kind]));
  json_put(object, "text", json_text(cue->text));
  json_put(object, "sound", json_text(cue_sound_name(cue->sound)));
  return object;
}

static json_t *routine_json(const struct routine *routine) {
  json_t *object = json_object();
  json_put(object, "id", json_text(routine->id));
  json_put(object, "title", json_text(routine->title));
  json_put(object, "goal", json_text(routine->goal));
  json_put(object, "area", json_words(routine->areas, area_names, AREA_COUNT));
  json_put(object, "level", json_integer(routine->level));
  return object;
}

/* Every cue with its moment; a wait's words may come after the first ones of what follows it. */
struct moment {
  int64_t at_ns;
  size_t order;
  const struct segment *segment;
  const struct cue *cue;
};

static int by_moment(const void *a, const void *b) {
  const struct moment *left = a, *right = b;
  if (left->at_ns != right->at_ns) {
    return left->at_ns < right->at_ns ? -1 : 1;
  }
  return left->order < right->order ? -1 : left->order > right->order;
}

static json_t *cues_json(const struct timeline *timeline) {
  size_t count = 0;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    count += timeline->segments[i].forms[FORM_FULL].cue_count;
  }
  struct moment *moments = memory_alloc(count + 1, sizeof *moments);
  count = 0;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    const struct segment *segment = &timeline->segments[i];
    for (size_t k = 0; k < segment->forms[FORM_FULL].cue_count; k++, count++) {
      const struct cue *cue = &segment->forms[FORM_FULL].cues[k];
      moments[count] = (struct moment){segment->start_ns + cue->at_ns, count, segment, cue};
    }
  }
  qsort(moments, count, sizeof *moments, by_moment);
  json_t *cues = json_array();
  for (size_t i = 0; i < count; i++) {
    json_array_append_new(cues, cue_json(moments[i].segment, moments[i].cue));
  }
  free(moments);
  return cues;
}

void report_show_json(FILE *out, const struct timeline *timeline) {
  json_t *segments = json_array(), *object = json_object();
  for (size_t i = 0; i < timeline->segment_count; i++) {
    json_array_append_new(segments, segment_json(&timeline->segments[i]));
  }
  json_put(object, "routine", routine_json(timeline->routine));
  json_put(object, "total_s", json_seconds(timeline->total_ns));
  json_put(object, "segments", segments);
  json_put(object, "cues", cues_json(timeline));
  json_print(out, object);
}

static void show_amount(char *text, size_t size, const struct segment *segment) {
  const struct segment_form *form = &segment->forms[FORM_FULL];
  size_t used = 0;
  text[0] = '\0';
  if (form->reps > 0) {
    used +=
        (size_t)snprintf(text, size, "  %d reps %d-%d-%d", form->reps, form->tempo.in_s, form->tempo.hold_s, form->tempo.out_s);
  }
  if (segment->side != SIDE_NONE && used < size) {
    used += (size_t)snprintf(text + used, size - used, "  %s", side_name(segment->side));
  }
  bool counts_sets = segment->sets > 1 && (segment_is_work(form->kind) || form->kind == SEGMENT_REST);
  if (counts_sets && used < size) {
    snprintf(text + used, size - used, "  set %d of %d", segment->set, segment->sets);
  }
}

/* What to mind, of every exercise that says so, once. */
static void show_care(FILE *out, const struct timeline *timeline) {
  char text[512];
  bool begun = false;
  for (size_t i = 0; i < timeline->step_count; i++) {
    const struct exercise *exercise = timeline->steps[i].exercise;
    bool told = exercise == NULL || exercise->care == NULL;
    for (size_t before = 0; before < i && !told; before++) {
      told = timeline->steps[before].exercise == exercise;
    }
    if (!told) {
      fprintf(out, "%s  %s\n", begun ? "" : "\nMind\n", text_sanitize(text, sizeof text, exercise->name));
      fprintf(out, "    %s\n", text_sanitize(text, sizeof text, exercise->care));
      begun = true;
    }
  }
}

void report_show_text(FILE *out, const struct timeline *timeline) {
  const struct routine *routine = timeline->routine;
  char text[512], total[16], start[16], length[16], amount[96];
  time_format_clock(total, sizeof total, timeline->total_ns);
  fprintf(out, "%s\n", text_sanitize(text, sizeof text, routine->title));
  if (routine->goal != NULL) {
    fprintf(out, "%s\n", text_sanitize(text, sizeof text, routine->goal));
  }
  fprintf(out, "%d exercise%s, %s, level %d\n", timeline->exercise_count, timeline->exercise_count == 1 ? "" : "s", total,
          routine->level);
  if (routine->equipment.count > 0) {
    char tools[512];
    fprintf(out, "You need: %s\n", text_sanitize(text, sizeof text, report_join(tools, sizeof tools, routine->equipment)));
  }
  fputs("\n", out);
  for (size_t i = 0; i < timeline->segment_count; i++) {
    const struct segment *segment = &timeline->segments[i];
    const struct segment_form *form = &segment->forms[FORM_FULL];
    const char *name = form->exercise != NULL ? form->exercise->name : timeline->steps[segment->step].wait;
    time_format_clock(start, sizeof start, segment->start_ns);
    time_format_clock(length, sizeof length, form->length_ns);
    show_amount(amount, sizeof amount, segment);
    fprintf(out, "%7s  %7s  %-10s  %s%s\n", start, form->kind == SEGMENT_WAIT ? "" : length, segment_kind_names[form->kind],
            text_sanitize(text, sizeof text, name), amount);
  }
  show_care(out, timeline);
}
