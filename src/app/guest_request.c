#include "app/guest_request.h"

#include "routine/reader.h"

#include <stdio.h>
#include <string.h>

enum { COMMAND_MOST = 200, WORDS_MOST = 5 };

static bool refuse(struct error *err) {
  return error_set(err, ERROR_USAGE, "here you can play routines and nothing else: ssh -t HOST, or ssh -t HOST ROUTINE");
}

/* Cuts `text` into words at its blanks; false: there are too many. */
static bool split(char *text, char *words[WORDS_MOST], size_t *count) {
  char *rest = NULL;
  *count = 0;
  for (char *word = strtok_r(text, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
    if (*count == WORDS_MOST) {
      return false;
    }
    words[(*count)++] = word;
  }
  return true;
}

static bool is(char *const *words, size_t count, size_t at, const char *word) {
  return at < count && strcmp(words[at], word) == 0;
}

bool guest_request_parse(const char *command, struct guest_request *request, struct error *err) {
  char text[COMMAND_MOST + 1];
  char *words[WORDS_MOST];
  size_t count, at = 0;
  *request = (struct guest_request){.routine = ""};
  if (command == NULL) {
    return true;
  }
  if (strlen(command) > COMMAND_MOST) {
    return refuse(err);
  }
  snprintf(text, sizeof text, "%s", command);
  if (!split(text, words, &count)) {
    return refuse(err);
  }
  if (is(words, count, 0, "limber") && (count == 1 || is(words, count, 1, "play"))) {
    at = count == 1 ? 1 : 2;
  }
  if (is(words, count, at, "--link")) {
    if (at + 1 == count || !link_token_is_valid(words[at + 1])) {
      return error_set(err, ERROR_USAGE, "--link takes the token that `limber ssh` gives");
    }
    memcpy(request->token, words[at + 1], sizeof request->token);
    at += 2;
  }
  if (at < count && id_is_valid(words[at])) {
    snprintf(request->routine, sizeof request->routine, "%s", words[at]);
    at++;
  }
  return at == count || refuse(err);
}
