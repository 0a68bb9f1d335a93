#include "routine/exercise_reader.h"

#include "base/arena.h"
#include "base/text.h"
#include "routine/dose_reader.h"
#include "routine/figure_reader.h"

#include <string.h>

#define NAME_CHARACTERS 60
#define SHORT_COLUMNS 18
#define PHASE_COLUMNS 8
#define PHRASE_CHARACTERS 300
#define CARE_CHARACTERS 140 /* two lines of the player */
#define SOURCE_CHARACTERS 500
#define LIST_ITEMS 12

enum key {
  KEY_LIMBER, /* of files only: the first, so that it can be left away */
  KEY_NAME,
  KEY_SHORT,
  KEY_TYPE,
  KEY_AREA,
  KEY_MUSCLES,
  KEY_POSITION,
  KEY_SIDES,
  KEY_HOLD,
  KEY_REPS,
  KEY_TIME,
  KEY_TEMPO,
  KEY_SETS,
  KEY_PHASES,
  KEY_LEVEL,
  KEY_EQUIPMENT,
  KEY_AVOID,
  KEY_GENTLE,
  KEY_DESK,
  KEY_SETUP,
  KEY_SAY,
  KEY_CARE,
  KEY_EASIER,
  KEY_HARDER,
  KEY_SOURCE,
  KEY_FIGURE,
  KEY_COUNT
};

static const struct reader_key keys[KEY_COUNT] = {
    [KEY_LIMBER] = {"limber", true, "1"},
    [KEY_NAME] = {"name", true, "Glute bridge"},
    [KEY_SHORT] = {"short", false, "Bridge"},
    [KEY_TYPE] = {"type", true, "strength"},
    [KEY_AREA] = {"area", true, "glutes"},
    [KEY_MUSCLES] = {"muscles", false, "[gluteus maximus, hamstrings]"},
    [KEY_POSITION] = {"position", true, "supine"},
    [KEY_SIDES] = {"sides", false, "each"},
    [KEY_HOLD] = {"hold", false, "30s"},
    [KEY_REPS] = {"reps", false, "10"},
    [KEY_TIME] = {"time", false, "60s"},
    [KEY_TEMPO] = {"tempo", false, "2-2-3"},
    [KEY_SETS] = {"sets", false, "2"},
    [KEY_PHASES] = {"phases", false, "[lift, hold, lower]"},
    [KEY_LEVEL] = {"level", false, "1"},
    [KEY_EQUIPMENT] = {"equipment", false, "[mat]"},
    [KEY_AVOID] = {"avoid", false, "[acute]"},
    [KEY_GENTLE] = {"gentle", false, "true"},
    [KEY_DESK] = {"desk", false, "true"},
    [KEY_SETUP] = {"setup", true, "Lie on your back with your knees bent."},
    [KEY_SAY] = {"say", false, "Keep breathing."},
    [KEY_CARE] = {"care", false, "Never on the spine."},
    [KEY_EASIER] = {"easier", false, "glute-squeeze"},
    [KEY_HARDER] = {"harder", false, "glute-bridge"},
    [KEY_SOURCE] = {"source", false, "general practice"},
    [KEY_FIGURE] = {"figure", false, "glute-bridge"},
};

bool format_version_read(const struct reader *reader, const struct node *node) {
  static const char help[] = "write limber: 1";
  if (node == NULL || (node->kind == NODE_SCALAR && !node->quoted && strcmp(node->text, "1") == 0)) {
    return true;
  }
  bool number = node->kind == NODE_SCALAR && node->text[0] != '\0' && strspn(node->text, "0123456789") == strlen(node->text);
  if (number && !node->quoted) {
    return reader_error(reader, node, help, "this limber reads format 1, the file has %.20s", node->text);
  }
  return reader_error(reader, node, help, "the number of the format is expected here");
}

static bool is_tool(const char *text) {
  for (const char *c = text; *c != '\0'; c++) {
    bool letter = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || (unsigned char)*c >= 0x80;
    bool joint = (*c == ' ' || *c == '-') && c > text && c[1] != '\0' && c[-1] != ' ' && c[-1] != '-';
    if (!letter && !joint) {
      return false;
    }
  }
  return true;
}

bool equipment_read(const struct reader *reader, const struct node *node, struct strings *out) {
  struct strings tools = {0};
  if (!read_strings(reader, node, LIST_ITEMS, NAME_CHARACTERS, &tools)) {
    return false;
  }
  bool good = true;
  for (size_t i = 0; i < tools.count; i++) {
    const struct node *at = node->kind == NODE_SEQUENCE ? node->items[i] : node;
    if (strcmp(tools.items[i], "none") == 0) {
      good = reader_error(reader, at, "leave equipment out where nothing is needed", "\"none\" is no tool");
    } else if (!is_tool(tools.items[i])) {
      good = reader_error(reader, at, "such as mat, wall or chair, stick optional", "a tool is named in lower-case words");
    }
  }
  if (good && node != NULL) {
    *out = tools;
  }
  return good;
}

static bool read_short(const struct reader *reader, const struct node *node, struct exercise *exercise) {
  if (!read_string(reader, node, NAME_CHARACTERS, &exercise->short_name)) {
    return false;
  }
  if (node != NULL && text_width(exercise->short_name) > SHORT_COLUMNS) {
    return reader_error(reader, node, NULL, "a short name has %d columns at most, this has %d", SHORT_COLUMNS,
                        text_width(exercise->short_name));
  }
  return true;
}

static bool read_phases(const struct reader *reader, const struct node *node, struct exercise *exercise) {
  static const char *const usual[TYPE_COUNT][3] = {
      [TYPE_STRETCH] = {"move", "hold", "back"},          [TYPE_STRENGTH] = {"lift", "hold", "lower"},
      [TYPE_MOBILITY] = {"move", "hold", "back"},         [TYPE_BREATHING] = {"in", "hold", "out"},
      [TYPE_MASSAGE_SWEDISH] = {"press", "hold", "ease"}, [TYPE_MASSAGE_DEEP] = {"press", "hold", "ease"},
      [TYPE_MASSAGE_TRIGGER] = {"press", "hold", "ease"}, [TYPE_MASSAGE_SPORTS] = {"press", "hold", "ease"},
  };
  memcpy(exercise->phases, usual[exercise->type], sizeof exercise->phases);
  if (node == NULL) {
    return true;
  }
  if (node->kind != NODE_SEQUENCE || node->count != 3) {
    return reader_error(reader, node, "for example [lift, hold, lower]", "three words are expected here");
  }
  bool good = true;
  exercise->own_phases = true;
  for (size_t i = 0; i < 3; i++) {
    const char *word = "";
    if (!read_string(reader, node->items[i], NAME_CHARACTERS, &word)) {
      good = false;
    } else if (strchr(word, ' ') != NULL || text_width(word) > PHASE_COLUMNS) {
      good = reader_error(reader, node->items[i], NULL, "a phase is one word of %d letters at most", PHASE_COLUMNS);
    }
    exercise->phases[i] = word;
  }
  return good;
}

static bool read_figure(const struct reader *reader, const struct node *node, struct exercise *exercise) {
  if (node != NULL && node->kind == NODE_MAPPING) {
    exercise->figure_place = reader_place(reader, node);
    exercise->own_figure = figure_read(reader, node, exercise->sides);
    return exercise->own_figure != NULL;
  }
  return read_id(reader, node, &exercise->figure);
}

static bool read_link(const struct reader *reader, const struct node *node, const char *own_id, const char **id) {
  if (!read_id(reader, node, id)) {
    return false;
  }
  if (node != NULL && strcmp(*id, own_id) == 0) {
    return reader_error(reader, node, "name another, or leave the key out", "this is the exercise itself");
  }
  return true;
}

/* What belongs to the exercise whatever its dose. Every key is looked at, so that all mistakes show at once. */
static bool read_description(const struct reader *reader, const struct node *const *values, struct exercise *exercise) {
  int type = exercise->type, area = exercise->area, position = exercise->position, sides = exercise->sides;
  bool good = read_string(reader, values[KEY_NAME], NAME_CHARACTERS, &exercise->name);
  good = read_short(reader, values[KEY_SHORT], exercise) && good;
  good = read_word(reader, values[KEY_TYPE], "type", type_names, TYPE_COUNT, &type) && good;
  good = read_word(reader, values[KEY_AREA], "area", area_names, AREA_COUNT, &area) && good;
  good = read_word(reader, values[KEY_POSITION], "position", position_names, POSITION_COUNT, &position) && good;
  good = read_word(reader, values[KEY_SIDES], "word for sides", sidedness_names, SIDES_COUNT, &sides) && good;
  good = read_strings(reader, values[KEY_MUSCLES], LIST_ITEMS, NAME_CHARACTERS, &exercise->muscles) && good;
  exercise->type = (enum exercise_type)type;
  exercise->area = (enum area)area;
  exercise->position = (enum position)position;
  exercise->sides = (enum sidedness)sides;
  return read_phases(reader, values[KEY_PHASES], exercise) && good;
}

static bool read_conditions(const struct reader *reader, const struct node *const *values, struct exercise *exercise) {
  bool good = read_integer(reader, values[KEY_LEVEL], 1, 3, &exercise->level);
  good = equipment_read(reader, values[KEY_EQUIPMENT], &exercise->equipment) && good;
  good = read_set(reader, values[KEY_AVOID], "reason to avoid it", avoid_names, AVOID_COUNT, &exercise->avoid) && good;
  good = read_boolean(reader, values[KEY_GENTLE], &exercise->gentle) && good;
  return read_boolean(reader, values[KEY_DESK], &exercise->desk) && good;
}

static bool read_words(const struct reader *reader, const struct node *const *values, struct exercise *exercise) {
  bool good = read_string(reader, values[KEY_SETUP], PHRASE_CHARACTERS, &exercise->setup);
  good = read_string(reader, values[KEY_SAY], PHRASE_CHARACTERS, &exercise->say) && good;
  good = read_string(reader, values[KEY_CARE], CARE_CHARACTERS, &exercise->care) && good;
  good = read_string(reader, values[KEY_SOURCE], SOURCE_CHARACTERS, &exercise->source) && good;
  if (values[KEY_SETUP] != NULL) {
    exercise->setup_place = reader_place(reader, values[KEY_SETUP]);
  }
  if (values[KEY_SAY] != NULL) {
    exercise->say_place = reader_place(reader, values[KEY_SAY]);
  }
  return good;
}

static bool read_links(const struct reader *reader, const struct node *const *values, struct exercise *exercise,
                       struct exercise_links *links) {
  *links = (struct exercise_links){values[KEY_EASIER], values[KEY_HARDER], values[KEY_FIGURE]};
  bool good = read_link(reader, links->easier, exercise->id, &exercise->easier);
  good = read_link(reader, links->harder, exercise->id, &exercise->harder) && good;
  return read_figure(reader, values[KEY_FIGURE], exercise) && good;
}

const struct exercise *exercise_read(const struct reader *reader, const struct node *node, const char *id, bool in_file,
                                     struct exercise_links *links) {
  const struct node *values[KEY_COUNT] = {NULL};
  size_t first = in_file ? 0 : 1;
  struct exercise *exercise = arena_alloc(reader->arena, sizeof *exercise);
  exercise->id = arena_string(reader->arena, id);
  exercise->level = 1;
  exercise->place = reader_place(reader, node);
  bool good = read_mapping(reader, node, keys + first, KEY_COUNT - first, values + first);
  if (!good && node->kind != NODE_MAPPING) {
    return NULL;
  }
  const struct dose_nodes dose = {values[KEY_HOLD], values[KEY_REPS], values[KEY_TIME], values[KEY_TEMPO], values[KEY_SETS]};
  good = format_version_read(reader, values[KEY_LIMBER]) && good;
  good = read_description(reader, values, exercise) && good;
  good = read_conditions(reader, values, exercise) && good;
  good = read_words(reader, values, exercise) && good;
  good = read_links(reader, values, exercise, links) && good;
  good = dose_of_exercise(reader, node, &dose, exercise->type, exercise->sides, &exercise->dose) && good;
  if (exercise->short_name == NULL) {
    exercise->short_name = exercise->name;
  }
  return good ? exercise : NULL;
}
