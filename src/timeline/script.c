#include "timeline/script.h"

#include "base/arena.h"
#include "base/macros.h"
#include "base/timespan.h"
#include "timeline/phrases.h"

#include <string.h>

enum { PAUSE_MS = 600, BETWEEN_MS = 200 };

/* After the welcome, whose numbers take longer to say than words do: at least, and best; more where a number has two words. */
enum { AFTER_WELCOME_MS = 1000, BEST_AFTER_WELCOME_MS = 1200, LONG_NUMBER_MS = 400, ONE_WORD_NUMBER = 20 };

/* After the last word of what went before, so that "And release." and "Switch sides." do not run together. */
static int64_t after_speech_ns(const struct script *script) {
  int64_t end_ns = script_carried_ns(script);
  return end_ns > 0 ? end_ns + 200 * NS_PER_MS : 0;
}

static void script_switch(struct script *script, const struct scene *scene) {
  const struct compiler *compiler = scene->compiler;
  struct phrase_slots slots = {.side = phrase_side(compiler, scene->segment->side)};
  int64_t at_ns = after_speech_ns(script) < script->form->length_ns ? after_speech_ns(script) : 0;
  script_countdown(script, 2, at_ns + SECONDS(1));
  script_fix(script, at_ns, CUE_SWITCH, CUE_SOUND_SWITCH, phrase_say(compiler, PHRASE_SWITCH, scene->turns[CUE_SWITCH], &slots),
             phrase_say(compiler, PHRASE_SWITCH_SHORT, scene->turns[CUE_SWITCH], NULL));
}

static void script_rest(struct script *script, const struct scene *scene) {
  const struct compiler *compiler = scene->compiler;
  int64_t length_ns = script->form->length_ns;
  struct phrase_slots slots = {.seconds = (int)time_ceil_seconds(length_ns)};
  int64_t at_ns = 0;
  bool long_rest = length_ns >= SECONDS(10);
  const char *brief = phrase_say(compiler, PHRASE_REST_SHORT, scene->turns[CUE_REST], &slots);
  const char *text = long_rest ? phrase_say(compiler, PHRASE_REST, scene->turns[CUE_REST], &slots) : brief;
  if (after_speech_ns(script) < length_ns) {
    at_ns = after_speech_ns(script);
  }
  script_countdown(script, long_rest ? 3 : 2, at_ns + SECONDS(1));
  script_fix(script, at_ns, CUE_REST, CUE_SOUND_REST, text, brief);
}

/* `words` with `more` behind them; either may be NULL. */
static const char *joined(struct arena *arena, const char *words, const char *more) {
  if (words == NULL || more == NULL) {
    return words == NULL ? more : words;
  }
  char *both = arena_alloc(arena, strlen(words) + strlen(more) + 2), *end = stpcpy(both, words);
  *end = ' ';
  stpcpy(end + 1, more);
  return both;
}

/* Which side is first, of work that has sides; else NULL. */
static const char *side_words(const struct scene *scene) {
  const int *sets = scene->step->step->exercise.dose.sets;
  struct phrase_slots slots = {.side = phrase_side(scene->compiler, scene->segment->side)};
  if (slots.side == NULL) {
    return NULL;
  }
  enum phrase_moment moment = sets[0] > 0 && sets[1] > 0 ? PHRASE_SIDE_FIRST : PHRASE_SIDE_ONLY;
  return phrase_sentence(scene->compiler, moment, scene->turns[CUE_SETUP], &slots);
}

/* To take one's time on the way down to the floor, or up from it; else NULL. */
static const char *way_words(const struct scene *scene, const struct exercise *exercise) {
  enum position from = scene->step_index > 0 ? position_after(scene->compiler, scene->step_index - 1) : POSITION_ANY;
  if (!position_crosses_floor(from, exercise->position)) {
    return NULL;
  }
  bool up = exercise->position == POSITION_STANDING || exercise->position == POSITION_SEATED_CHAIR;
  return phrase_say(scene->compiler, up ? PHRASE_FROM_FLOOR : PHRASE_TO_FLOOR, scene->turns[CUE_SETUP], NULL);
}

/* What is said around an exercise's set-up words: on the way there, besides them, and which side; each may be NULL. */
struct setup_words {
  const char *way, *say, *side;
};

static struct setup_words setup_words(const struct scene *scene, const struct exercise *exercise, enum form form) {
  const char *say = form == FORM_INTRODUCE ? NULL : scene->step->step->exercise.say;
  return (struct setup_words){way_words(scene, exercise), say != NULL ? say : exercise->say, side_words(scene)};
}

/*
 * Set-up words as they fit: whole, with the side and that there is no hurry; whole, with the side; or cut at a comma.
 * `after_ns`: the end of the words before; a moment after it is best.
 */
static void setup_cue(struct script *script, const struct scene *scene, const struct exercise *exercise,
                      const struct setup_words *words, int64_t after_ns) {
  struct arena *arena = script->compiler->arena;
  const char *whole = joined(arena, joined(arena, exercise->setup, words->say), words->side);
  const char *no_hurry =
      words->way == NULL ? phrase_say(script->compiler, PHRASE_NO_HURRY, scene->turns[CUE_SETUP], NULL) : NULL;
  struct phrase phrase = {
      .kind = CUE_SETUP,
      .texts = {joined(arena, joined(arena, words->way, whole), no_hurry), whole, joined(arena, exercise->setup, words->side)},
      .at_ns = after_ns > 0 ? after_ns + PAUSE_MS * NS_PER_MS : 0,
      .to_ns = script->form->length_ns - SECONDS(3),
      .follows = true,
  };
  if (phrase.to_ns < 0) {
    phrase.to_ns = script->form->length_ns;
  }
  bool placed = script_phrase(script, &phrase);
  for (const char *cut = exercise->setup; !placed && cut != NULL; cut = phrase_cut(arena, cut)) {
    phrase.texts[0] = cut;
    phrase.texts[1] = NULL;
    placed = script_phrase(script, &phrase);
  }
}

/* `from_ns`: when it would best begin. Returns when it ends; where it has no place, when the words before it do. */
static int64_t announce_cue(struct script *script, int64_t from_ns, const char *text, const char *brief) {
  bool placed = script_phrase(script, &(struct phrase){
                                          .kind = CUE_ANNOUNCE,
                                          .texts = {text, brief},
                                          .at_ns = from_ns,
                                          .to_ns = script->form->length_ns - SECONDS(3),
                                          .follows = true,
                                      });
  const struct cue *cue = placed ? script_last(script) : NULL;
  return cue != NULL ? cue->at_ns + cue->speech_ns : script_carried_ns(script);
}

/* How long it takes to name `exercise` with `text` and to set it up. */
static int64_t naming_ns(const struct compiler *compiler, const struct exercise *exercise, const char *text,
                         const struct setup_words *words) {
  const char *const spoken[] = {text, exercise->setup, words->say, words->side};
  int64_t length_ns = 0;
  for (size_t i = 0; i < ARRAY_LEN(spoken); i++) {
    length_ns += spoken[i] != NULL ? compiler->speech_length(spoken[i], compiler->context) : 0;
  }
  return length_ns;
}

/* The time in which it can be named, set up and counted in, whoever speaks, in whole seconds. */
static int64_t naming_length_ns(const struct compiler *compiler, const struct exercise *exercise, const char *text,
                                const struct setup_words *words) {
  int64_t slower_ns = script_slow_ns(compiler, text) - compiler->speech_length(text, compiler->context);
  int64_t length_ns = SECONDS(5) + naming_ns(compiler, exercise, text, words) + slower_ns;
  return (length_ns + NS_PER_S - 1) / NS_PER_S * NS_PER_S;
}

/* The welcome, and what names the first exercise behind it. */
struct opening {
  const char *welcome, *begin; /* `welcome` NULL: there is no time for any */
  int64_t begin_ns;            /* where `begin` would best be said */
};

/* How much longer than the words behind it, the set-up and the count-in the transition is. */
static int64_t spare_ns(const struct script *script, const struct exercise *exercise, const char *begin,
                        const struct setup_words *words) {
  int64_t needed_ns = naming_ns(script->compiler, exercise, begin, words) + BETWEEN_MS * NS_PER_MS;
  return script->form->length_ns - SECONDS(3) - needed_ns;
}

static struct phrase_slots welcome_slots(const struct compiler *compiler) {
  const struct flat_step *last = &compiler->steps[compiler->step_count - 1];
  int64_t total_ns = last->step.start_ns + last->step.length_ns;
  int minutes = (int)((total_ns + SECONDS(30)) / SECONDS(60));
  return (struct phrase_slots){.exercises = compiler->exercise_count, .minutes = minutes > 0 ? minutes : 1};
}

/* How long after the beginning of `welcome` the next words may begin. */
static int64_t after_welcome_ns(const struct compiler *compiler, const char *welcome, const struct phrase_slots *slots) {
  int long_numbers = (slots->exercises > ONE_WORD_NUMBER) + (slots->minutes > ONE_WORD_NUMBER);
  return compiler->speech_length(welcome, compiler->context) + (AFTER_WELCOME_MS + long_numbers * LONG_NUMBER_MS) * NS_PER_MS;
}

/*
 * Whole where there is time for all of it by a slow voice, as numbers take longer to say than words do; else with the short
 * name of the first exercise, else with the short welcome, else without one.
 */
static struct opening make_opening(const struct script *script, const struct scene *scene, const struct setup_words *words) {
  const struct compiler *compiler = scene->compiler;
  const struct exercise *exercise = script->form->exercise;
  struct phrase_slots slots = phrase_slots_of(exercise), numbers = welcome_slots(compiler), none = {0};
  const char *begins[] = {phrase_begin(compiler, scene->turns[CUE_ANNOUNCE], exercise),
                          phrase_say(compiler, PHRASE_BEGIN_SHORT, scene->turns[CUE_ANNOUNCE], &slots)};
  const char *welcomes[] = {phrase_say(compiler, PHRASE_WELCOME, scene->turns[CUE_ANNOUNCE], &numbers),
                            phrase_say(compiler, PHRASE_WELCOME_SHORT, scene->turns[CUE_ANNOUNCE], NULL)};
  for (size_t i = 0; i < ARRAY_LEN(welcomes); i++) {
    int64_t least_ns = after_welcome_ns(compiler, welcomes[i], i == 0 ? &numbers : &none);
    int64_t best_ns = least_ns + (BEST_AFTER_WELCOME_MS - AFTER_WELCOME_MS) * NS_PER_MS;
    for (size_t k = 0; k < ARRAY_LEN(begins); k++) {
      int64_t room_ns = spare_ns(script, exercise, begins[k], words);
      if (least_ns <= room_ns) {
        return (struct opening){welcomes[i], begins[k], best_ns < room_ns ? best_ns : room_ns};
      }
    }
  }
  return (struct opening){NULL, begins[0], 0};
}

/* Getting ready, with the exercise named first where nobody has named it yet. */
static void script_transition(struct script *script, const struct scene *scene, enum form form, bool announced) {
  struct compiler *compiler = scene->compiler;
  const struct exercise *exercise = script->form->exercise;
  const struct exercise *before = exercise_before(compiler, scene->step_index);
  enum position from = scene->step_index > 0 ? position_after(compiler, scene->step_index - 1) : POSITION_ANY;
  struct setup_words words = setup_words(scene, exercise, form);
  const char *text = phrase_announce(compiler, scene->turns[CUE_ANNOUNCE], before, from, exercise);
  bool first = form == FORM_FULL && before == NULL;
  int64_t end_ns = script_carried_ns(script);
  script_countdown(script, 3, 0);
  if (first) {
    struct phrase_slots slots = phrase_slots_of(exercise);
    struct opening opening = make_opening(script, scene, &words);
    if (opening.welcome != NULL) {
      announce_cue(script, 0, opening.welcome, NULL);
    }
    end_ns = announce_cue(script, opening.begin_ns, opening.begin,
                          phrase_say(compiler, PHRASE_BEGIN_SHORT, scene->turns[CUE_ANNOUNCE], &slots));
  } else if (!announced) {
    int64_t needed_ns = naming_length_ns(compiler, exercise, text, &words);
    const char *brief = phrase_announce_briefly(compiler, scene->turns[CUE_ANNOUNCE], exercise);
    end_ns = announce_cue(script, after_speech_ns(script), script->form->length_ns >= needed_ns ? text : brief, brief);
  }
  setup_cue(script, scene, exercise, &words, end_ns);
}

/* What names the easier exercise. */
static const char *introduction_words(const struct scene *scene, const struct exercise *easier) {
  struct phrase_slots slots = phrase_slots_of(easier);
  slots.side = phrase_side(scene->compiler, scene->segment->side);
  return phrase_say(scene->compiler, slots.side != NULL ? PHRASE_EASIER_SIDE : PHRASE_EASIER, scene->turns[CUE_ANNOUNCE],
                    &slots);
}

/* A rest or a side change that leads into the easier exercise. */
static void script_introduction(struct script *script, const struct scene *scene) {
  const struct compiler *compiler = scene->compiler;
  const struct exercise *easier = script->form->exercise;
  script_countdown(script, 3, 0);
  int64_t end_ns = announce_cue(script, after_speech_ns(script), introduction_words(scene, easier),
                                phrase_announce_briefly(compiler, scene->turns[CUE_ANNOUNCE], easier));
  setup_cue(script, scene, easier, &(struct setup_words){.say = easier->say}, end_ns);
}

static void script_wait(struct script *script, const struct scene *scene) {
  script_fix(script, after_speech_ns(script), CUE_SETUP, CUE_SOUND_REST, scene->step->wait, NULL);
  if (scene->last_of_routine) {
    script_fix(script, 0, CUE_DONE, CUE_SOUND_FINISH, NULL, NULL);
  }
}

/* The cues of one form; `*announced`: in, whether this exercise has been named; out, whether the next one has. */
static struct carry script_form(const struct scene *scene, struct segment_form *form, enum form which, struct carry carry,
                                bool *announced) {
  struct script script;
  script_begin(&script, scene->compiler, form, carry);
  switch (form->kind) {
  case SEGMENT_TRANSITION:
    script_transition(&script, scene, which, *announced && which == FORM_FULL);
    *announced = false;
    break;
  case SEGMENT_SWITCH:
  case SEGMENT_REST:
    if (which == FORM_INTRODUCE && form->exercise != scene->step->exercise) {
      script_introduction(&script, scene);
    } else if (form->kind == SEGMENT_SWITCH) {
      script_switch(&script, scene);
    } else {
      script_rest(&script, scene);
    }
    break;
  case SEGMENT_WAIT:
    script_wait(&script, scene);
    break;
  default:
    *announced = script_work(&script, scene);
  }
  return script_finish(&script);
}

static bool same_form(const struct segment_form *a, const struct segment_form *b) {
  return a->kind == b->kind && a->length_ns == b->length_ns && a->exercise == b->exercise && a->reps == b->reps &&
         memcmp(&a->tempo, &b->tempo, sizeof a->tempo) == 0;
}

/* What the next exercise is, if it may be announced from here. */
static const struct exercise *next_exercise(const struct compiler *compiler, size_t step_index) {
  return step_index + 1 < compiler->step_count ? compiler->steps[step_index + 1].step.exercise : NULL;
}

static struct scene scene_of(struct compiler *compiler, size_t index) {
  const struct segment *segment = &compiler->segments[index];
  const struct timeline_step *step = &compiler->steps[segment->step].step;
  size_t last = step->first_segment + step->segment_count - 1;
  return (struct scene){
      .compiler = compiler,
      .segment = segment,
      .step = step,
      .step_index = segment->step,
      .turns = compiler->turns,
      .last_work_of_step = index == last,
      .last_of_routine = index == compiler->segment_count - 1,
      .next = next_exercise(compiler, segment->step),
  };
}

static void lengthen(const struct scene *scene, struct segment_form *form, const char *text, const struct setup_words *words) {
  int64_t needed_ns = naming_length_ns(scene->compiler, form->exercise, text, words);
  form->length_ns = needed_ns > form->length_ns ? needed_ns : form->length_ns;
}

/* Getting ready for what nobody has announced takes the time to name it. */
static void lengthen_to_name(const struct scene *scene, struct segment_form *form) {
  const struct compiler *compiler = scene->compiler;
  enum position from = scene->step_index > 0 ? position_after(compiler, scene->step_index - 1) : POSITION_ANY;
  const struct exercise *before = exercise_before(compiler, scene->step_index);
  struct setup_words words = setup_words(scene, form->exercise, FORM_NAMED);
  lengthen(scene, form, phrase_announce(compiler, scene->turns[CUE_ANNOUNCE], before, from, form->exercise), &words);
}

/* The same for the way into the easier exercise. */
static void lengthen_introduction(const struct scene *scene, struct segment *segment) {
  struct segment_form *form = &segment->forms[FORM_INTRODUCE];
  if (segment->forms[FORM_FULL].kind == SEGMENT_TRANSITION) {
    lengthen_to_name(scene, form);
    lengthen_to_name(scene, &segment->forms[FORM_EASIER]);
  } else if (!segment_is_work(segment->forms[FORM_FULL].kind)) {
    lengthen(scene, form, introduction_words(scene, form->exercise), &(struct setup_words){.say = form->exercise->say});
  }
}

/* Of what has been said, the next time another variant is. */
static void count_turns(struct compiler *compiler, const struct segment_form *form) {
  for (size_t i = 0; i < form->cue_count; i++) {
    compiler->turns[form->cues[i].kind] += form->cues[i].text != NULL;
  }
}

void script_segments(struct compiler *compiler) {
  for (int kind = 0; kind < CUE_COUNT_OF; kind++) {
    compiler->turns[kind] = (size_t)compiler->exercise_count; /* so that not all routines begin alike */
  }
  struct carry carry = carry_nothing;
  bool announced = false;
  for (size_t i = 0; i < compiler->segment_count; i++) {
    struct segment *segment = &compiler->segments[i];
    struct scene scene = scene_of(compiler, i);
    bool transition = segment->forms[FORM_FULL].kind == SEGMENT_TRANSITION;
    if (transition) {
      lengthen_to_name(&scene, &segment->forms[FORM_NAMED]);
    }
    if (scene.step->exercise != NULL && segment->forms[FORM_INTRODUCE].exercise != scene.step->exercise) {
      lengthen_introduction(&scene, segment);
    }
    struct carry next = carry;
    bool next_announced = announced;
    for (int form = 0; form < FORM_COUNT; form++) {
      bool heard = announced;
      bool own = form == FORM_FULL || (transition && form == FORM_NAMED) ||
                 !same_form(&segment->forms[form], &segment->forms[FORM_FULL]);
      if (!own) {
        segment->forms[form] = segment->forms[FORM_FULL];
        continue;
      }
      struct carry left = script_form(&scene, &segment->forms[form], form, carry, &heard);
      if (form == FORM_FULL) {
        next = left;
        next_announced = heard;
      }
    }
    count_turns(compiler, &segment->forms[FORM_FULL]);
    /* How long a wait lasts nobody knows, but its words are over by then. */
    carry = segment->forms[FORM_FULL].kind == SEGMENT_WAIT ? carry_nothing : next;
    announced = next_announced;
  }
}
