#include "routine/yaml_problem.h"

#include "base/macros.h"

#include <stddef.h>
#include <string.h>

static const struct {
  const char *begins;
  struct yaml_problem problem;
} known[] = {
    {"mapping values are not allowed",
     {"a colon and a blank begin a value, and here none can stand",
      "put the text in quotes, or indent this line like the ones around it", false}},
    {"found character that cannot start any token",
     {"nothing can begin with this character", "put the text in quotes; indent with blanks, not with tabs", false}},
    {"did not find expected key", {"this does not fit what stands before it", "indent it like the lines around it", false}},
    {"did not find expected '-' indicator",
     {"this does not fit the list before it", "begin it with \"- \", indented like the items", false}},
    {"did not find expected ',' or ']'", {"this list in brackets is not closed", "write [one, two]", true}},
    {"did not find expected ',' or '}'", {"this mapping in braces is not closed", "write {key: value, key: value}", true}},
    {"found unexpected end of stream", {"these quotes are not closed", "close the quotes", true}},
    {"could not find expected ':'", {"a key needs a colon and a value", "write key: value", false}},
    {"found undefined tag handle", {"a tag has no meaning here", "leave out what begins with !", false}},
    {"found a tab character", {"a tab cannot indent a line", "indent with blanks", false}},
};

struct yaml_problem yaml_problem_of(const char *problem) {
  for (size_t i = 0; i < ARRAY_LEN(known); i++) {
    if (strncmp(problem, known[i].begins, strlen(known[i].begins)) == 0) {
      return known[i].problem;
    }
  }
  return (struct yaml_problem){problem, NULL, false};
}
