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

static const char joint[] = " or ";

/* Whether `tool` is the thing of `length` bytes, or a kind of it: a sturdy chair is a chair, a choice with one is not. */
static bool is_kind_of(const char *tool, const char *thing, size_t length) {
  size_t tool_length = strlen(tool);
  if (tool_length < length || memcmp(tool + tool_length - length, thing, length) != 0) {
    return false;
  }
  return tool_length == length || (tool[tool_length - length - 1] == ' ' && strstr(tool, joint) == NULL);
}

/* Whether something is there that does for the thing; `but` NULL: or anything but that. */
static bool has_tool(const struct sum *sum, const char *thing, size_t length, const char *but) {
  for (size_t i = 0; i < sum->tool_count; i++) {
    if (sum->tools[i] != but && is_kind_of(sum->tools[i], thing, length)) {
      return true;
    }
  }
  return false;
}

static void add_tool(struct sum *sum, const char *tool) {
  if (!equipment_is_optional(tool) && sum->tool_count < TOOLS_MAX && !has_tool(sum, tool, strlen(tool), NULL)) {
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

/* Whether one of the tools that "wall or chair" offers is needed anyhow, or a better chair than the one asked for. */
static bool is_met_by_another(const struct sum *sum, const char *choice) {
  const char *from = choice, *end;
  while ((end = strstr(from, joint)) != NULL) {
    if (has_tool(sum, from, (size_t)(end - from), choice)) {
      return true;
    }
    from = end + sizeof joint - 1;
  }
  return has_tool(sum, from, strlen(from), choice);
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
