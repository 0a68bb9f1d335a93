#include "base/timespan.h"
#include "timeline/phrases.h"
#include "timeline/script.h"

/* Seconds. Nothing but the countdown is said in a hold's last four. */
enum {
  QUIET_END_S = 4,
  SHORT_HOLD_S = 20, /* has no room for more than a breath */
  LONG_HOLD_S = 60,
  FIRST_BREATH_S = 7,
  BREATH_EVERY_S = 15,
  LONG_WORK_S = 120, /* of a walk, a reminder now and then is enough */
  LONG_BREATH_EVERY_S = 60,
  LAST_TEN_S = 10,
  PREVIEW_S = 10,
  PREVIEW_MOVE_S = 15,
  PREVIEW_FLOOR_S = 20,
  SPOKEN_BREATHS = 3,
  SPOKEN_TEMPO_REPS = 2,
  NAMED_SIDE_REPS = 4,
  EASE_EVERY_STEPS = 3,
  FIRST_PACED_S = 2, /* in a hold; so that "slow breath out" finds one */
  PACED_IN_S = 5,    /* six breaths a minute (Russo et al. 2017, PMC5709795) */
  PACED_S = 10,
  SWELL_LEAST_S = 4, /* a shorter breath has its tick alone */
};

static const char *say(const struct scene *scene, enum phrase_moment moment) {
  return phrase_say(scene->compiler, moment, scene->turn, NULL);
}

static bool is_massage(const struct exercise *exercise) {
  return exercise->type >= TYPE_MASSAGE_SWEDISH;
}

void script_countdown(struct script *script, int count, int64_t from_ns) {
  for (int left = count; left >= 1; left--) {
    int64_t at_ns = script->form->length_ns - SECONDS(left);
    if (at_ns >= from_ns) {
      script_fix(script, at_ns, CUE_COUNT, CUE_SOUND_COUNT, phrase_number(script->compiler, left), NULL);
    }
  }
}

/* Names the next exercise before this one ends, where the work is long enough. */
static bool preview(struct script *script, const struct scene *scene) {
  int64_t length_ns = script->form->length_ns;
  if (!scene->last_work_of_step || scene->next == NULL || length_ns < ANNOUNCING_WORK_NS) {
    return false;
  }
  const struct exercise *now = script->form->exercise;
  enum position from = position_after(scene->compiler, scene->step_index);
  bool moves = scene->next->position != POSITION_ANY && scene->next->position != from;
  int lead_s = position_crosses_floor(from, scene->next->position)  ? PREVIEW_FLOOR_S
               : moves || exercise_needs_fetching(now, scene->next) ? PREVIEW_MOVE_S
                                                                    : PREVIEW_S;
  const struct compiler *compiler = scene->compiler;
  return script_phrase(script, &(struct phrase){
                                   .kind = CUE_ANNOUNCE,
                                   .texts = {phrase_announce(compiler, scene->turn, now, from, scene->next),
                                             phrase_announce_briefly(compiler, scene->turn, scene->next)},
                                   .at_ns = length_ns - SECONDS(lead_s),
                                   .from_ns = SECONDS(2),
                                   .to_ns = length_ns - SECONDS(QUIET_END_S),
                               });
}

/* In every third exercise, and in every massage: less is fine. Once, in the first set. */
static void ease_reminder(struct script *script, const struct scene *scene, int64_t from_ns, int64_t at_ns) {
  const struct exercise *exercise = script->form->exercise;
  bool first = scene->segment->set <= 1 && scene->segment->side != SIDE_RIGHT;
  bool due = is_massage(exercise) || scene->step->number % EASE_EVERY_STEPS == 0;
  if (!first || !due) {
    return;
  }
  enum phrase_moment moment = is_massage(exercise) ? PHRASE_PRESSURE : PHRASE_EASE;
  /* By every third exercise's own count, or one of three variants would be heard for ever. */
  size_t turn = is_massage(exercise) ? scene->turn : (size_t)(scene->step->number / EASE_EVERY_STEPS);
  script_phrase(script, &(struct phrase){
                            .kind = CUE_EASE,
                            .texts = {phrase_say(scene->compiler, moment, turn, NULL)},
                            .at_ns = at_ns,
                            .from_ns = from_ns,
                            .to_ns = script->form->length_ns - SECONDS(QUIET_END_S),
                        });
}

static void breathe_cue(struct script *script, const struct scene *scene, int64_t at_ns, size_t turn) {
  int64_t to_ns = script->form->length_ns - SECONDS(QUIET_END_S);
  script_phrase(script, &(struct phrase){
                            .kind = CUE_BREATHE,
                            .texts = {phrase_say(scene->compiler, PHRASE_BREATHE, scene->turn + turn, NULL),
                                      say(scene, PHRASE_BREATHE_SHORT)},
                            .at_ns = at_ns,
                            .from_ns = at_ns - SECONDS(3),
                            .to_ns = at_ns + SECONDS(6) < to_ns ? at_ns + SECONDS(6) : to_ns,
                        });
}

/* The stroke is at the half to the moment; the word only where nothing else is being said. */
static void halfway_cue(struct script *script, const struct scene *scene) {
  int64_t half_ns = script->form->length_ns / 2;
  bool placed = script_phrase(script, &(struct phrase){
                                          .kind = CUE_HALFWAY,
                                          .sound = CUE_SOUND_HALFWAY,
                                          .texts = {say(scene, PHRASE_HALFWAY), say(scene, PHRASE_HALFWAY_SHORT)},
                                          .at_ns = half_ns,
                                          .from_ns = half_ns,
                                          .to_ns = half_ns + SECONDS(3),
                                          .exactly = true,
                                      });
  if (!placed) {
    script_fix(script, half_ns, CUE_HALFWAY, CUE_SOUND_HALFWAY, NULL, NULL);
  }
}

/* Breaths that can be heard, softly, as long as whole ones fit before the countdown. */
static void paced_breath(struct script *script) {
  int64_t until_ns = script->form->length_ns - SECONDS(QUIET_END_S - 1);
  for (int64_t at_ns = SECONDS(FIRST_PACED_S); at_ns + SECONDS(PACED_S) <= until_ns; at_ns += SECONDS(PACED_S)) {
    script_fix(script, at_ns, CUE_BREATHE, CUE_SOUND_BREATH_IN, NULL, NULL);
    script_fix(script, at_ns + SECONDS(PACED_IN_S), CUE_BREATHE, CUE_SOUND_BREATH_OUT, NULL, NULL);
  }
}

/* The same for a breath of the exercise's own tempo, which begins at `at_ns`. */
static void tempo_breath(struct script *script, int64_t at_ns) {
  const struct tempo *tempo = &script->form->tempo;
  int64_t out_ns = at_ns + SECONDS(tempo->in_s + tempo->hold_s);
  if (tempo->in_s >= SWELL_LEAST_S && at_ns + SECONDS(tempo->in_s) <= script->form->length_ns) {
    script_fix(script, at_ns, CUE_BREATHE, CUE_SOUND_BREATH_IN, NULL, NULL);
  }
  if (tempo->out_s > SWELL_LEAST_S && out_ns + SECONDS(tempo->out_s) <= script->form->length_ns) {
    script_fix(script, out_ns, CUE_BREATHE, CUE_SOUND_BREATH_OUT, NULL, NULL);
  }
}

/* A hold, or work for a time: start, breath, halfway, preview, countdown. */
static bool script_held(struct script *script, const struct scene *scene) {
  int64_t length_ns = script->form->length_ns;
  bool hold = script->form->kind == SEGMENT_HOLD;
  if (length_ns < SECONDS(SHORT_HOLD_S)) {
    script_fix(script, 0, CUE_START, CUE_SOUND_START, say(scene, hold ? PHRASE_HOLD_SHORT : PHRASE_GO), NULL);
    script_countdown(script, length_ns >= SECONDS(6) ? 2 : 0, SECONDS(1));
    if (length_ns >= SECONDS(8)) {
      script_phrase(script, &(struct phrase){.kind = CUE_BREATHE,
                                             .texts = {say(scene, PHRASE_BREATHE_SHORT)},
                                             .at_ns = length_ns / 2,
                                             .to_ns = length_ns});
    }
    return false;
  }
  script_fix(script, 0, CUE_START, CUE_SOUND_START, say(scene, hold ? PHRASE_HOLD : PHRASE_GO), NULL);
  script_countdown(script, 3, 0);
  if (length_ns >= SECONDS(LONG_HOLD_S)) {
    script_fix(script, length_ns - SECONDS(LAST_TEN_S), CUE_COUNT, CUE_SOUND_NONE, say(scene, PHRASE_TEN_SECONDS), NULL);
  }
  bool announced = preview(script, scene);
  halfway_cue(script, scene);
  if (length_ns < SECONDS(LONG_HOLD_S)) {
    breathe_cue(script, scene, SECONDS(FIRST_BREATH_S), 0);
  } else {
    size_t turn = 0;
    int64_t every_ns = SECONDS(length_ns < SECONDS(LONG_WORK_S) ? BREATH_EVERY_S : LONG_BREATH_EVERY_S);
    for (int64_t at_ns = every_ns; at_ns < length_ns - SECONDS(LAST_TEN_S); at_ns += every_ns) {
      breathe_cue(script, scene, at_ns, turn++);
    }
  }
  ease_reminder(script, scene, SECONDS(3), length_ns / 3 * 2);
  if (hold) {
    paced_breath(script);
  }
  return announced;
}

/* Calls the tempo's phases: a sound for each, words for the first ones. */
static void phase_cues(struct script *script, enum cue_kind kind, int64_t start_ns, const char *const words[3]) {
  static const enum cue_sound sounds[] = {CUE_SOUND_REP_IN, CUE_SOUND_REP_HOLD, CUE_SOUND_REP_OUT};
  const int lengths_s[] = {script->form->tempo.in_s, script->form->tempo.hold_s, script->form->tempo.out_s};
  int64_t at_ns = start_ns;
  for (int phase = 0; phase < 3; phase++) {
    if (lengths_s[phase] > 0 && at_ns < script->form->length_ns) {
      /* The first moment of the work has its start cue. */
      if (at_ns > 0) {
        script_word(script, at_ns, kind, sounds[phase], words[phase]);
      }
      at_ns += SECONDS(lengths_s[phase]);
    }
  }
}

static bool script_breathing(struct script *script, const struct scene *scene) {
  const struct exercise *exercise = script->form->exercise;
  const char *const spoken[] = {phrase_phase(scene->compiler, exercise, PHASE_IN),
                                phrase_phase(scene->compiler, exercise, PHASE_HOLD),
                                phrase_phase(scene->compiler, exercise, PHASE_OUT)};
  static const char *const silent[] = {NULL, NULL, NULL};
  int64_t breath_ns = tempo_length_ns(script->form->tempo);
  script_fix(script, 0, CUE_START, CUE_SOUND_START, script->form->tempo.in_s > 0 ? spoken[0] : spoken[2], NULL);
  bool announced = preview(script, scene);
  int breath = 0;
  for (int64_t at_ns = 0; at_ns < script->form->length_ns; at_ns += breath_ns) {
    phase_cues(script, CUE_BREATHE, at_ns, breath++ < SPOKEN_BREATHS ? spoken : silent);
    tempo_breath(script, at_ns);
  }
  return announced;
}

/* What is said as repetition `rep` of `reps` begins, or NULL. */
static const char *rep_word(const struct script *script, const struct scene *scene, int rep, bool alternates) {
  int left = script->form->reps - rep + 1;
  if (left == 1 && rep > 1) {
    return say(scene, PHRASE_LAST_ONE);
  }
  if (alternates && rep <= NAMED_SIDE_REPS) {
    return say(scene, rep % 2 == 1 ? PHRASE_REP_LEFT : PHRASE_REP_RIGHT);
  }
  if (rep <= SPOKEN_TEMPO_REPS) {
    return phrase_phase(scene->compiler, script->form->exercise, PHASE_IN);
  }
  return left == 3 ? say(scene, PHRASE_LAST_THREE) : phrase_number(scene->compiler, rep);
}

static bool script_reps(struct script *script, const struct scene *scene) {
  const struct segment_form *form = script->form;
  bool alternates = form->exercise->sides == SIDES_ALTERNATE;
  int64_t rep_ns = tempo_length_ns(form->tempo);
  script_fix(script, 0, CUE_START, CUE_SOUND_START, rep_word(script, scene, 1, alternates), NULL);
  bool announced = preview(script, scene);
  int64_t counted_ns = rep_ns * SPOKEN_TEMPO_REPS;
  ease_reminder(script, scene, counted_ns, counted_ns + SECONDS(1)); /* in place of a number */
  for (int rep = 1; rep <= form->reps; rep++) {
    bool speak = rep <= SPOKEN_TEMPO_REPS;
    const char *words[3] = {rep_word(script, scene, rep, alternates)};
    for (int phase = PHASE_HOLD; speak && phase <= PHASE_OUT; phase++) {
      words[phase] = phrase_phase(scene->compiler, form->exercise, phase);
    }
    phase_cues(script, CUE_REP, rep_ns * (rep - 1), words);
  }
  return announced;
}

bool script_work(struct script *script, const struct scene *scene) {
  bool announced = script->form->kind == SEGMENT_REPS         ? script_reps(script, scene)
                   : tempo_length_ns(script->form->tempo) > 0 ? script_breathing(script, scene)
                                                              : script_held(script, scene);
  int64_t end_ns = script->form->length_ns;
  if (scene->last_of_routine) {
    script_fix(script, end_ns, CUE_DONE, CUE_SOUND_FINISH, say(scene, PHRASE_DONE), say(scene, PHRASE_DONE_SHORT));
  } else {
    const char *text = say(scene, script->form->kind == SEGMENT_HOLD ? PHRASE_RELEASE : PHRASE_AND_REST);
    script_fix(script, end_ns, CUE_END, CUE_SOUND_END, text, NULL);
  }
  return announced;
}
