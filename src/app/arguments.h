#ifndef APP_ARGUMENTS_H
#define APP_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A command's arguments: long options anywhere, `--name value` or `--name=value`, `--` ends them. Simpler than getopt_long(),
 * and the messages are ours.
 */
struct option_row {
  const char *name;   /* without the dashes: two, or one where it is a single letter */
  bool *flag;         /* set where the option stands alone, or NULL */
  const char **value; /* set to the option's value, or NULL */
};

/*
 * Sorts argv[1…argc-1] into `rows` and words; the words are moved to argv[1…*word_count]. False after filling `problem` (size
 * bytes) where an option is unknown, or has a value too many or too few.
 */
bool arguments_parse(int argc, char **argv, const struct option_row *rows, size_t row_count, size_t *word_count, char *problem,
                     size_t size);

/* `text` as a whole number from `least` to `most` into `*number`; false: it is not. */
bool arguments_integer(const char *text, long least, long most, long *number);

/* The same for a number with a fraction. */
bool arguments_number(const char *text, double least, double most, double *number);

#endif
