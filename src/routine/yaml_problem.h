#ifndef ROUTINE_YAML_PROBLEM_H
#define ROUTINE_YAML_PROBLEM_H

#include <stdbool.h>

/* What the YAML parser's messages come down to for someone who writes a routine. */
struct yaml_problem {
  const char *message;
  const char *help; /* or NULL */
  bool left_open;   /* what was opened and not closed is to be shown, not where that was noticed */
};

/* The words for libyaml's `problem`: ours, or its own where we have none. */
struct yaml_problem yaml_problem_of(const char *problem);

#endif
