#include "routine/node.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "routine/node_keys.h"
#include "routine/yaml_problem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* An anchor: the name and the node it names, NULL while that node is still being read. */
struct anchor {
  struct anchor *next;
  const char *name;
  const struct node *node;
};

struct parse {
  const struct source *source;
  struct arena *arena;
  struct diagnostics *diagnostics;
  yaml_parser_t yaml;
  struct anchor *anchors; /* the latest first: a name may be given anew */
  size_t anchor_count;
  size_t aliased; /* nodes that aliases stood for so far */
};

/* Items under construction, before their number is known. */
struct list {
  void *items;
  size_t count, room;
};

static void *list_add(struct list *list, size_t size) {
  if (list->count == list->room) {
    list->room = list->room == 0 ? 8 : list->room * 2;
    list->items = memory_resize(list->items, list->room, size);
  }
  return (char *)list->items + list->count++ * size;
}

/* Moves the items into the arena. */
static void *list_finish(struct list *list, struct arena *arena, size_t size) {
  void *kept = arena_array(arena, list->count, size);
  if (list->count > 0) {
    memcpy(kept, list->items, list->count * size);
  }
  free(list->items);
  return kept;
}

static const struct node *fail_at(struct parse *parse, int line, int column, int length, const char *help, const char *format,
                                  ...) PRINTF_LIKE(6, 7);

static const struct node *fail_at(struct parse *parse, int line, int column, int length, const char *help, const char *format,
                                  ...) {
  char message[256];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  source_add(parse->source, parse->diagnostics, SEVERITY_ERROR, line, column, length, help, message);
  return NULL;
}

static int line_of(const yaml_mark_t *mark) {
  return (int)mark->line + 1;
}

static int column_of(const yaml_mark_t *mark) {
  return (int)mark->column + 1;
}

static const struct node *fail_yaml(struct parse *parse) {
  const yaml_parser_t *yaml = &parse->yaml;
  if (yaml->error == YAML_MEMORY_ERROR) {
    memory_exhausted();
  }
  const char *problem = yaml->problem == NULL ? "this is not YAML" : yaml->problem;
  struct yaml_problem known = yaml_problem_of(problem);
  const yaml_mark_t *mark = known.left_open && yaml->context != NULL ? &yaml->context_mark : &yaml->problem_mark;
  return fail_at(parse, line_of(mark), column_of(mark), 1, known.help, "%s", known.message);
}

/* The place of an event, an anchor before the node itself left aside. */
static void place_node(const struct parse *parse, struct node *node, const yaml_event_t *event, const char *anchor) {
  node->line = line_of(&event->start_mark);
  node->column = column_of(&event->start_mark);
  const char *line;
  size_t length = source_line(parse->source, node->line, &line);
  if (anchor != NULL) { /* anchors are ASCII; but text before them may not be */
    size_t at = 0;
    for (int column = 1; column < node->column && at < length; column++) {
      uint32_t codepoint;
      at += text_decode(line + at, length - at, &codepoint);
    }
    size_t skip = 1 + strlen(anchor);
    while (at + skip < length && line[at + skip] == ' ') {
      skip++;
    }
    if (at + skip < length && line[at] == '&') {
      node->column += (int)skip;
    }
  }
  node->one_line = event->end_mark.line == event->start_mark.line;
  int end = column_of(&event->end_mark);
  node->length = node->one_line && end > node->column ? end - node->column : 1;
}

/* A bounded depth comes first in every reading of a node. */
static const struct node *parse_node(struct parse *parse, yaml_event_t *event, int depth);

static bool next_event(struct parse *parse, yaml_event_t *event) {
  if (yaml_parser_parse(&parse->yaml, event) == 0) {
    fail_yaml(parse);
    return false;
  }
  return true;
}

static bool is_untagged(struct parse *parse, const yaml_event_t *event, const yaml_char_t *tag) {
  if (tag == NULL || strcmp((const char *)tag, "!") == 0) {
    return true;
  }
  fail_at(parse, line_of(&event->start_mark), column_of(&event->start_mark), 1, "leave out what begins with !",
          "a tag has no meaning here");
  return false;
}

/* Every alias looks through the anchors one by one: so many are plenty, and quick. */
#define ANCHORS_MAX 1000

/* Notes the anchor of the node that begins, if it has one; false when there are too many. */
static bool add_anchor(struct parse *parse, const yaml_event_t *event, const yaml_char_t *name, struct anchor **added) {
  *added = NULL;
  if (name == NULL) {
    return true;
  }
  if (++parse->anchor_count > ANCHORS_MAX) {
    fail_at(parse, line_of(&event->start_mark), column_of(&event->start_mark), 1, NULL, "more than %d anchors are too many",
            ANCHORS_MAX);
    return false;
  }
  struct anchor *anchor = arena_alloc(parse->arena, sizeof *anchor);
  anchor->name = arena_string(parse->arena, (const char *)name);
  anchor->next = parse->anchors;
  parse->anchors = anchor;
  *added = anchor;
  return true;
}

static const struct node *parse_alias(struct parse *parse, const yaml_event_t *event, int depth) {
  const char *name = (const char *)event->data.alias.anchor;
  int line = line_of(&event->start_mark), column = column_of(&event->start_mark), length = (int)strlen(name) + 1;
  const struct anchor *anchor = parse->anchors;
  while (anchor != NULL && strcmp(anchor->name, name) != 0) {
    anchor = anchor->next;
  }
  if (anchor == NULL) {
    return fail_at(parse, line, column, length, NULL, "nothing is called &%.60s before this", name);
  }
  if (anchor->node == NULL) {
    return fail_at(parse, line, column, length, NULL, "&%.60s would hold itself", name);
  }
  if (depth + anchor->node->height - 1 > NODE_DEPTH_MAX) {
    return fail_at(parse, line, column, length, NULL, "this is nested deeper than %d levels", NODE_DEPTH_MAX);
  }
  parse->aliased += anchor->node->size;
  if (parse->aliased > NODE_ALIASED_MAX) {
    return fail_at(parse, line, column, length, "write out what is meant", "aliases stand for more than %d parts",
                   NODE_ALIASED_MAX);
  }
  return anchor->node;
}

/* A backslash in double quotes can name any character: what must not reach a terminal is refused here as well. */
static bool check_scalar(struct parse *parse, const struct node *node, size_t length) {
  for (size_t at = text_plain_length(node->text, length); at < length;) {
    uint32_t codepoint;
    at += text_decode(node->text + at, length - at, &codepoint);
    if (!text_is_printable(codepoint) && codepoint != '\n' && codepoint != '\t') {
      fail_at(parse, node->line, node->column, node->length, "leave it out", "the character U+%04X may not stand in a text",
              (unsigned)codepoint);
      return false;
    }
  }
  return true;
}

static const struct node *parse_scalar(struct parse *parse, const yaml_event_t *event) {
  if (!is_untagged(parse, event, event->data.scalar.tag)) {
    return NULL;
  }
  struct node *node = arena_alloc(parse->arena, sizeof *node);
  node->kind = NODE_SCALAR;
  place_node(parse, node, event, (const char *)event->data.scalar.anchor);
  node->text = arena_copy(parse->arena, (const char *)event->data.scalar.value, event->data.scalar.length);
  node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
  bool in_quotes = event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                   event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
  if (node->one_line && (!node->quoted || in_quotes)) {
    node->text_column = node->column + in_quotes;
  }
  node->height = 1;
  node->size = 1;
  struct anchor *anchor;
  if (!add_anchor(parse, event, event->data.scalar.anchor, &anchor)) {
    return NULL;
  }
  if (anchor != NULL) {
    anchor->node = node;
  }
  return check_scalar(parse, node, event->data.scalar.length) ? node : NULL;
}

static void count_child(struct node *node, const struct node *child) {
  node->height = child->height >= node->height ? child->height + 1 : node->height;
  node->size = child->size > SIZE_MAX / 2 - node->size ? SIZE_MAX / 2 : node->size + child->size;
}

/* Reads the next node into `*node`; true without one at the event that ends the collection. False: given up. */
static bool parse_child(struct parse *parse, yaml_event_type_t end, int depth, const struct node **node) {
  yaml_event_t event;
  *node = NULL;
  if (!next_event(parse, &event)) {
    return false;
  }
  bool more = event.type != end;
  if (more) {
    *node = parse_node(parse, &event, depth);
  }
  yaml_event_delete(&event);
  return !more || *node != NULL;
}

static bool parse_items(struct parse *parse, struct node *node, int depth) {
  struct list list = {0};
  const struct node *item;
  bool good;
  while ((good = parse_child(parse, YAML_SEQUENCE_END_EVENT, depth + 1, &item)) && item != NULL) {
    *(const struct node **)list_add(&list, sizeof(const struct node *)) = item;
    count_child(node, item);
  }
  node->count = list.count;
  node->items = list_finish(&list, parse->arena, sizeof(const struct node *));
  return good;
}

static bool parse_pairs(struct parse *parse, struct node *node, int depth) {
  struct list list = {0};
  struct node_pair pair;
  bool good;
  while ((good = parse_child(parse, YAML_MAPPING_END_EVENT, depth + 1, &pair.key)) && pair.key != NULL) {
    if (pair.key->kind != NODE_SCALAR) {
      fail_at(parse, pair.key->line, pair.key->column, pair.key->length, NULL, "a key is a single word");
      good = false;
      break;
    }
    good = parse_child(parse, YAML_NO_EVENT, depth + 1, &pair.value) && pair.value != NULL;
    if (!good) {
      break;
    }
    *(struct node_pair *)list_add(&list, sizeof pair) = pair;
    count_child(node, pair.key);
    count_child(node, pair.value);
  }
  node->count = list.count;
  node->pairs = list_finish(&list, parse->arena, sizeof pair);
  return good;
}

static const struct node *parse_collection(struct parse *parse, const yaml_event_t *event, int depth) {
  bool sequence = event->type == YAML_SEQUENCE_START_EVENT;
  const yaml_char_t *name = sequence ? event->data.sequence_start.anchor : event->data.mapping_start.anchor;
  const yaml_char_t *tag = sequence ? event->data.sequence_start.tag : event->data.mapping_start.tag;
  if (!is_untagged(parse, event, tag)) {
    return NULL;
  }
  if (depth > NODE_DEPTH_MAX) {
    return fail_at(parse, line_of(&event->start_mark), column_of(&event->start_mark), 1, NULL,
                   "this is nested deeper than %d levels", NODE_DEPTH_MAX);
  }
  struct node *node = arena_alloc(parse->arena, sizeof *node);
  node->kind = sequence ? NODE_SEQUENCE : NODE_MAPPING;
  node->height = 1;
  node->size = 1;
  place_node(parse, node, event, (const char *)name);
  struct anchor *anchor;
  if (!add_anchor(parse, event, name, &anchor) ||
      !(sequence ? parse_items(parse, node, depth) : parse_pairs(parse, node, depth))) {
    return NULL;
  }
  if (!sequence) {
    node_report_doubled_keys(node, parse->source, parse->diagnostics);
  }
  if (anchor != NULL) {
    anchor->node = node;
  }
  return node;
}

static const struct node *parse_node(struct parse *parse, yaml_event_t *event, int depth) {
  switch (event->type) {
  case YAML_ALIAS_EVENT:
    return parse_alias(parse, event, depth);
  case YAML_SCALAR_EVENT:
    return parse_scalar(parse, event);
  case YAML_SEQUENCE_START_EVENT:
  case YAML_MAPPING_START_EVENT:
    return parse_collection(parse, event, depth);
  default:
    return fail_at(parse, line_of(&event->start_mark), column_of(&event->start_mark), 1, NULL, "this is not YAML");
  }
}

/* Passes over one event of the frame around the document, which must be of `type`. */
static bool pass_event(struct parse *parse, yaml_event_type_t type, yaml_event_t *event) {
  if (!next_event(parse, event)) {
    return false;
  }
  if (event->type == type) {
    yaml_event_delete(event);
    return true;
  }
  return false;
}

static const struct node *parse_stream(struct parse *parse) {
  yaml_event_t event;
  if (!pass_event(parse, YAML_STREAM_START_EVENT, &event)) {
    return NULL;
  }
  if (!pass_event(parse, YAML_DOCUMENT_START_EVENT, &event)) {
    if (event.type == YAML_STREAM_END_EVENT) {
      yaml_event_delete(&event);
      fail_at(parse, 1, 1, 1, "it begins with limber: 1", "the file is empty");
    }
    return NULL;
  }
  const struct node *node;
  if (!parse_child(parse, YAML_NO_EVENT, 1, &node) || !pass_event(parse, YAML_DOCUMENT_END_EVENT, &event)) {
    return NULL;
  }
  if (!pass_event(parse, YAML_STREAM_END_EVENT, &event)) {
    if (event.type == YAML_DOCUMENT_START_EVENT) {
      fail_at(parse, line_of(&event.start_mark), column_of(&event.start_mark), 3, "put each into a file of its own",
              "a file holds one document, and here a second begins");
      yaml_event_delete(&event);
    }
    return NULL;
  }
  return node;
}

const struct node *node_parse(const struct source *source, struct arena *arena, struct diagnostics *diagnostics) {
  struct parse parse = {.source = source, .arena = arena, .diagnostics = diagnostics};
  if (yaml_parser_initialize(&parse.yaml) == 0) {
    memory_exhausted();
  }
  yaml_parser_set_encoding(&parse.yaml, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parse.yaml, (const unsigned char *)source->text, source->length);
  const struct node *node = parse_stream(&parse);
  yaml_parser_delete(&parse.yaml);
  return node;
}
