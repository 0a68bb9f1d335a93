#include "routine/routine_summary.h"

#include "base/arena.h"

#include <string.h>

/* Tools of one routine; past so many the list is of no use to anyone. */
#define TOOLS_MAX 24

struct sum {
  word_set areas;
  int level;
  bool all_gentle, all_desk;
  const char *tools[TOOLS_MAX];
  size_t tool_count;
};

static bool has_tool(const struct sum *sum, const char *tool, size_t length) {
  for (size_t i = 0; i < sum->tool_count; i++) {
    if (strlen(sum->tools[i]) == length && memcmp(sum->tools[i], tool, length) == 0) {
      return true;
    }
  }
  return false;
}

static void add_tool(struct sum *sum, const char *tool) {
  if (!equipment_is_optional(tool) && sum->tool_count < TOOLS_MAX && !has_tool(sum, tool, strlen(tool))) {
    sum->tools[sum->tool_count++] = tool;
  }
}

static void add_exercise(struct sum *sum, const struct exercise *exercise) {
  if (exercise->type != TYPE_BREATHING) {
    sum->areas |= WORD_BIT(exercise->area);
  }
  sum->level = exercise->level > sum->level ? exercise->level : sum->level;
  sum->all_gentle = sum->all_gentle && exercise->gentle;
  sum->all_desk = sum->all_desk && exercise->desk;
  for (size_t i = 0; i < exercise->equipment.count; i++) {
    add_tool(sum, exercise->equipment.items[i]);
  }
}

static void add_steps(struct sum *sum, const struct step *steps, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (steps[i].kind == STEP_EXERCISE) {
      add_exercise(sum, steps[i].exercise.exercise);
    } else if (steps[i].kind == STEP_CIRCUIT) {
      add_steps(sum, steps[i].circuit.steps, steps[i].circuit.count);
    }
  }
}

/* Whether one of the tools that "wall or chair" offers is needed anyhow. */
static bool is_met_by_another(const struct sum *sum, const char *choice) {
  static const char joint[] = " or ";
  const char *from = choice, *end;
  while ((end = strstr(from, joint)) != NULL) {
    if (has_tool(sum, from, (size_t)(end - from))) {
      return true;
    }
    from = end + sizeof joint - 1;
  }
  return from != choice && has_tool(sum, from, strlen(from));
}

static struct strings needed_tools(const struct sum *sum, struct arena *arena) {
  const char **tools = arena_array(arena, sum->tool_count, sizeof *tools);
  size_t count = 0;
  for (size_t i = 0; i < sum->tool_count; i++) {
    if (!is_met_by_another(sum, sum->tools[i])) {
      tools[count++] = sum->tools[i];
    }
  }
  return (struct strings){tools, count};
}

void routine_sum_up(struct routine *routine, struct arena *arena, struct routine_given given) {
  struct sum sum = {.level = 1, .all_gentle = true, .all_desk = true};
  add_steps(&sum, routine->steps, routine->step_count);
  if (!given.areas) {
    routine->areas = sum.areas;
  }
  if (!given.level) {
    routine->level = sum.level;
  }
  if (!given.equipment) {
    routine->equipment = needed_tools(&sum, arena);
  }
  if (!given.gentle) {
    routine->gentle = sum.all_gentle;
  }
  if (!given.desk) {
    routine->desk = sum.all_desk;
  }
}
