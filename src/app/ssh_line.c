#include "app/ssh_line.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ssh's options that take a value, in the word itself or in the next one; ssh(1) of OpenSSH 9. */
static const char takes_value[] = "BbcDEeFIiJLlmOoPpQRSWw";

/* How many words the option `word` takes, itself included. */
static size_t words_of_option(const char *word) {
  for (const char *letter = word + 1; *letter != '\0'; letter++) {
    if (strchr(takes_value, *letter) != NULL) {
      return letter[1] == '\0' ? 2 : 1;
    }
  }
  return 1;
}

enum own { OTHER_WORD, OWN_OPTION, OWN_UNFINISHED };

/* `--name value` or `--name=value` at words[*at]: the value, after moving `*at` on to its last word. */
static enum own own_option(const char *const *words, size_t count, size_t *at, const char *name, const char **value) {
  const char *word = words[*at];
  size_t length = strlen(name);
  if (strncmp(word, name, length) != 0 || (word[length] != '=' && word[length] != '\0')) {
    return OTHER_WORD;
  }
  if (word[length] == '=') {
    *value = word + length + 1;
    return OWN_OPTION;
  }
  if (*at + 1 >= count) {
    return OWN_UNFINISHED;
  }
  *value = words[++*at];
  return OWN_OPTION;
}

static bool begins_with(const char *word, const char *start) {
  return strncmp(word, start, strlen(start)) == 0;
}

static bool parse_rest(const char *const *words, size_t count, struct ssh_line *line, struct error *err) {
  line->arguments = memory_alloc(count + 1, sizeof *line->arguments);
  for (size_t i = 0; i < count; i++) {
    const char *word = words[i];
    enum own own = own_option(words, count, &i, "--remote", &line->remote);
    if (own == OTHER_WORD) {
      own = own_option(words, count, &i, "--voice", &line->voice);
    }
    if (own == OWN_UNFINISHED) {
      return error_set(err, ERROR_USAGE, "%s needs a value", word);
    }
    if (begins_with(word, "--link") || begins_with(word, "--audio")) {
      return error_set(err, ERROR_USAGE, "sound always comes here; %s is for `limber play`", word);
    }
    if (own == OTHER_WORD) {
      line->arguments[line->argument_count++] = word;
    }
  }
  return line->remote[0] != '\0' || error_set(err, ERROR_USAGE, "--remote names a program");
}

bool ssh_line_parse(const char *const *words, size_t count, struct ssh_line *line, struct error *err) {
  size_t at = 0;
  *line = (struct ssh_line){.options = words, .remote = "limber"};
  while (at < count && words[at][0] == '-' && words[at][1] != '\0' && strcmp(words[at], "--") != 0) {
    if (words[at][1] == '-') {
      char safe[64];
      return error_set(err, ERROR_USAGE, "%s comes after the host; before it stand options of ssh",
                       text_sanitize(safe, sizeof safe, words[at]));
    }
    at += words_of_option(words[at]);
  }
  line->option_count = at < count ? at : count;
  at += at < count && strcmp(words[at], "--") == 0;
  if (at >= count || words[at][0] == '\0' || words[at][0] == '-') {
    return error_set(err, ERROR_USAGE, "which host? `limber ssh [SSH OPTIONS] HOST [ROUTINE] [PLAY OPTIONS]`");
  }
  line->host = words[at++];
  return parse_rest(words + at, count - at, line, err);
}

void ssh_line_finish(struct ssh_line *line) {
  free(line->arguments);
  line->arguments = NULL;
}

/* A growing string. */
struct text {
  char *bytes;
  size_t length;
};

static void add(struct text *text, const char *bytes, size_t length) {
  text->bytes = memory_resize(text->bytes, text->length + length + 1, 1);
  memcpy(text->bytes + text->length, bytes, length);
  text->length += length;
  text->bytes[text->length] = '\0';
}

static bool is_plain(const char *word) {
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:=@%+,-";
  return word[0] != '\0' && word[strspn(word, plain)] == '\0';
}

/* Between single quotes only a single quote means anything: it is written outside of them. */
static void add_word(struct text *text, const char *word) {
  if (text->length > 0) {
    add(text, " ", 1);
  }
  if (is_plain(word)) {
    add(text, word, strlen(word));
    return;
  }
  add(text, "'", 1);
  for (const char *quote; (quote = strchr(word, '\'')) != NULL; word = quote + 1) {
    add(text, word, (size_t)(quote - word));
    add(text, "'\\''", 4);
  }
  add(text, word, strlen(word));
  add(text, "'", 1);
}

/* The far shell knows where home is. */
static void add_program(struct text *text, const char *program) {
  if (strncmp(program, "~/", 2) == 0 && is_plain(program + 2)) {
    add(text, program, strlen(program));
  } else {
    add_word(text, program);
  }
}

char *ssh_line_remote_command(const struct ssh_line *line, const char *token) {
  struct text text = {0};
  add_program(&text, line->remote);
  add_word(&text, "play");
  add_word(&text, "--link");
  add_word(&text, token);
  for (size_t i = 0; i < line->argument_count; i++) {
    add_word(&text, line->arguments[i]);
  }
  return text.bytes;
}

enum { OWN_WORDS = 16 };

/* "ssh" and the person's options. */
static const char **begin_words(const struct ssh_line *line, size_t *count) {
  const char **words = memory_alloc(line->option_count + OWN_WORDS, sizeof *words);
  *count = 0;
  words[(*count)++] = "ssh";
  for (size_t i = 0; i < line->option_count; i++) {
    words[(*count)++] = line->options[i];
  }
  return words;
}

const char **ssh_line_arguments(const struct ssh_line *line, const char *forward, bool has_terminal, const char *command) {
  size_t count = 0;
  const char **words = begin_words(line, &count);
  if (command == NULL) {
    words[count++] = "-O";
    words[count++] = "cancel";
  } else {
    /* The person's own configuration goes before; these are asked for where it says nothing. */
    words[count++] = "-oExitOnForwardFailure=yes";
    words[count++] = "-oSendEnv=COLORTERM LANG LC_*";
    words[count++] = has_terminal ? "-t" : "-T";
  }
  words[count++] = "-R";
  words[count++] = forward;
  words[count++] = "--";
  words[count++] = line->host;
  if (command != NULL) {
    words[count++] = command;
  }
  words[count] = NULL;
  return words;
}

const char **ssh_line_quiet_arguments(const struct ssh_line *line, const char *command) {
  static const char *const own[] = {"-oBatchMode=yes", "-oConnectTimeout=10", "-oClearAllForwardings=yes", "-T", "--"};
  size_t count = 0;
  const char **words = begin_words(line, &count);
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
    words[count++] = own[i];
  }
  words[count++] = line->host;
  words[count++] = command;
  words[count] = NULL;
  return words;
}
