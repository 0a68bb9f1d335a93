/*
 * The floor of reading: libyaml's events of some files, and nothing made of them.
 *
 * usage: yaml_events FILE...
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

enum { BYTES_MAX = 2 * 1024 * 1024 };

static bool read_events(const unsigned char *text, size_t length) {
  yaml_parser_t parser;
  yaml_event_t event;
  yaml_event_type_t type = YAML_NO_EVENT;
  if (yaml_parser_initialize(&parser) == 0) {
    return false;
  }
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, text, length);
  while (type != YAML_STREAM_END_EVENT && yaml_parser_parse(&parser, &event) != 0) {
    type = event.type;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  return type == YAML_STREAM_END_EVENT;
}

static bool read_file(const char *path, unsigned char *text) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    return false;
  }
  size_t length = fread(text, 1, BYTES_MAX, file);
  fclose(file);
  return read_events(text, length);
}

int main(int argc, char **argv) {
  unsigned char *text = malloc(BYTES_MAX);
  int status = text == NULL;
  for (int i = 1; i < argc && status == 0; i++) {
    if (!read_file(argv[i], text)) {
      fprintf(stderr, "yaml_events: %s cannot be read\n", argv[i]);
      status = 1;
    }
  }
  free(text);
  return status;
}
