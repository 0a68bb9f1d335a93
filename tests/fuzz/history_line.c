/* Whatever an imported line holds: no crash, nothing but sense comes of it, safe for a terminal, and it survives being
 * exported. */
#include "base/text.h"
#include "fuzz/target.h"
#include "report/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void demand(int condition) {
  if (!condition) {
    abort();
  }
}

static void demand_safe(const char *text, size_t size) {
  size_t length = strnlen(text, size);
  demand(length < size && text_is_utf8(text, length));
  for (size_t at = 0; at < length;) {
    uint32_t codepoint;
    at += text_decode(text + at, length - at, &codepoint);
    demand(text_is_printable(codepoint));
  }
}

static void check(const struct history_line *line) {
  if (line->is_checkin) {
    demand(journal_checkin_is_sound(&line->checkin));
    return;
  }
  const struct session_record *session = &line->session;
  demand(journal_session_is_sound(session));
  demand_safe(session->routine, sizeof session->routine);
  demand_safe(session->title, sizeof session->title);
  demand_safe(session->note, sizeof session->note);
  for (size_t i = 0; i < line->step_count; i++) {
    demand(journal_step_is_sound(&line->steps[i]));
    demand_safe(line->steps[i].exercise, sizeof line->steps[i].exercise);
    demand_safe(line->steps[i].name, sizeof line->steps[i].name);
  }
}

/* The line as it is exported; caller frees. */
static char *export(const struct history_line *line, size_t *length) {
  char *text = NULL;
  FILE *out = open_memstream(&text, length);
  demand(out != NULL);
  if (line->is_checkin) {
    report_checkin_json(out, &line->checkin);
  } else {
    report_session_json(out, &line->session, line->steps, line->step_count, true);
  }
  demand(fclose(out) == 0);
  return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct history_line line, again;
  struct error err = {0};
  if (!history_line_parse((const char *)data, size, &line, &err)) {
    demand(err.code == ERROR_INPUT && err.message[0] != '\0' && line.steps == NULL);
    return 0;
  }
  check(&line);
  size_t length = 0, length_again = 0;
  char *text = export(&line, &length);
  if (length <= HISTORY_LINE_BYTES) {
    demand(history_line_parse(text, length, &again, NULL));
    char *text_again = export(&again, &length_again);
    demand(length == length_again && memcmp(text, text_again, length) == 0);
    free(text_again);
    history_line_finish(&again);
  }
  free(text);
  history_line_finish(&line);
  return 0;
}
