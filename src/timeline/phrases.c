#include "timeline/phrases.h"

#include "base/arena.h"

#include <ctype.h>
#include <string.h>

const char *phrase_say(const struct compiler *compiler, enum phrase_moment moment, size_t turn,
                       const struct phrase_slots *slots) {
  char said[PHRASE_BYTES_MAX];
  return arena_string(compiler->arena, phrases_say(compiler->phrases, moment, turn, slots, said, sizeof said));
}

const char *phrase_sentence(const struct compiler *compiler, enum phrase_moment moment, size_t turn,
                            const struct phrase_slots *slots) {
  char said[PHRASE_BYTES_MAX];
  phrases_say(compiler->phrases, moment, turn, slots, said, sizeof said);
  said[0] = (char)toupper((unsigned char)said[0]);
  return arena_string(compiler->arena, said);
}

const char *phrase_number(const struct compiler *compiler, int number) {
  char said[PHRASE_BYTES_MAX];
  return arena_string(compiler->arena, phrases_say_number(compiler->phrases, number, said, sizeof said));
}

struct phrase_slots phrase_slots_of(const struct exercise *exercise) {
  return (struct phrase_slots){.name = exercise->name, .short_name = exercise->short_name};
}

const char *phrase_side(const struct compiler *compiler, enum side side) {
  return side == SIDE_NONE ? NULL : phrase_say(compiler, side == SIDE_LEFT ? PHRASE_SIDE_LEFT : PHRASE_SIDE_RIGHT, 0, NULL);
}

/* `word` with its first letter (ASCII) upper-case and a full stop: "Lift." */
static const char *sentence(struct arena *arena, const char *word) {
  char *said = arena_format(arena, "%s.", word);
  said[0] = (char)toupper((unsigned char)said[0]);
  return said;
}

const char *phrase_phase(const struct compiler *compiler, const struct exercise *exercise, int phase) {
  static const enum phrase_moment moved[] = {PHRASE_REP_MOVE, PHRASE_REP_HOLD, PHRASE_REP_BACK};
  static const enum phrase_moment lifted[] = {PHRASE_REP_LIFT, PHRASE_REP_HOLD, PHRASE_REP_LOWER};
  static const enum phrase_moment breathed[] = {PHRASE_BREATH_IN, PHRASE_BREATH_HOLD, PHRASE_BREATH_OUT};
  static const enum phrase_moment pressed[] = {PHRASE_REP_PRESS, PHRASE_REP_HOLD, PHRASE_REP_EASE};
  static const enum phrase_moment *const usual[TYPE_COUNT] = {
      [TYPE_STRETCH] = moved,           [TYPE_STRENGTH] = lifted,         [TYPE_MOBILITY] = moved,
      [TYPE_BREATHING] = breathed,      [TYPE_MASSAGE_SWEDISH] = pressed, [TYPE_MASSAGE_DEEP] = pressed,
      [TYPE_MASSAGE_TRIGGER] = pressed, [TYPE_MASSAGE_SPORTS] = pressed,
  };
  return exercise->own_phases ? sentence(compiler->arena, exercise->phases[phase])
                              : phrase_say(compiler, usual[exercise->type][phase], 0, NULL);
}

/* The position as it is said behind an exercise's name. */
static const char *place_words(const struct compiler *compiler, enum position position) {
  static const enum phrase_moment places[POSITION_ANY] = {
      [POSITION_STANDING] = PHRASE_PLACE_STANDING,
      [POSITION_SEATED_CHAIR] = PHRASE_PLACE_SEATED_CHAIR,
      [POSITION_SEATED_FLOOR] = PHRASE_PLACE_SEATED_FLOOR,
      [POSITION_SUPINE] = PHRASE_PLACE_SUPINE,
      [POSITION_PRONE] = PHRASE_PLACE_PRONE,
      [POSITION_SIDE_LYING] = PHRASE_PLACE_SIDE_LYING,
      [POSITION_QUADRUPED] = PHRASE_PLACE_QUADRUPED,
      [POSITION_KNEELING] = PHRASE_PLACE_KNEELING,
  };
  return phrase_say(compiler, places[position], 0, NULL);
}

/* The first thing to fetch for `next` that was not at hand before, or NULL. */
static const char *thing_to_fetch(const struct exercise *before, const struct exercise *next) {
  for (size_t i = 0; i < next->equipment.count; i++) {
    struct exercise only_this = {.position = next->position, .equipment = {&next->equipment.items[i], 1}};
    if (exercise_needs_fetching(before, &only_this)) {
      return next->equipment.items[i];
    }
  }
  return NULL;
}

/* The three ways to name an exercise: alone, in another position, with something to fetch. */
struct naming {
  enum phrase_moment alone, place, tool;
};

static const char *name_exercise(const struct compiler *compiler, struct naming naming, size_t turn,
                                 const struct exercise *before, enum position from, const struct exercise *exercise) {
  const char *thing = thing_to_fetch(before, exercise);
  struct phrase_slots slots = phrase_slots_of(exercise);
  if (thing != NULL) {
    bool plural = thing[strlen(thing) - 1] == 's';
    slots.tool = phrase_say(compiler, plural ? PHRASE_TOOLS : PHRASE_TOOL, 0, &(struct phrase_slots){.thing = thing});
    return phrase_say(compiler, naming.tool, turn, &slots);
  }
  if (exercise->position != POSITION_ANY && exercise->position != from) {
    slots.place = place_words(compiler, exercise->position);
    return phrase_say(compiler, exercise_says_place(exercise, slots.place) ? naming.alone : naming.place, turn, &slots);
  }
  return phrase_say(compiler, naming.alone, turn, &slots);
}

const char *phrase_begin(const struct compiler *compiler, size_t turn, const struct exercise *first) {
  static const struct naming begin = {PHRASE_BEGIN, PHRASE_BEGIN_PLACE, PHRASE_BEGIN_TOOL};
  return name_exercise(compiler, begin, turn, NULL, POSITION_STANDING, first);
}

const char *phrase_announce(const struct compiler *compiler, size_t turn, const struct exercise *before, enum position from,
                            const struct exercise *next) {
  static const struct naming announce = {PHRASE_NEXT, PHRASE_NEXT_PLACE, PHRASE_NEXT_TOOL};
  return name_exercise(compiler, announce, turn, before, from, next);
}

const char *phrase_announce_briefly(const struct compiler *compiler, size_t turn, const struct exercise *next) {
  struct phrase_slots slots = phrase_slots_of(next);
  return phrase_say(compiler, PHRASE_NEXT_SHORT, turn, &slots);
}

const char *phrase_cut(struct arena *arena, const char *text) {
  size_t length = strlen(text);
  while (length > 0 && strchr(".,;: ", text[length - 1]) != NULL) {
    length--;
  }
  while (length > 0 && strchr(",;:.", text[length - 1]) == NULL) {
    length--;
  }
  return length > 1 ? arena_format(arena, "%.*s.", (int)length - 1, text) : NULL;
}
