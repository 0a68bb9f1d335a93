#include "app/arguments.h"
#include "app/command.h"
#include "app/figure_animate.h"
#include "app/figure_source.h"
#include "app/figure_text.h"
#include "app/figures.h"
#include "app/load.h"
#include "app/settings.h"
#include "base/macros.h"
#include "base/memory.h"
#include "figure/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char command_figure_options[] =
    "  --side left|right     which side; right unless asked for\n"
    "  --at MOMENT           how far through the motion: 0 to 1, and back to 2; the end unless asked for\n"
    "  --size COLUMNSxROWS   44x18 unless asked for\n"
    "  --style STYLE         braille, solid for fonts with thin dots, mono or ascii; else as your settings say\n"
    "  --color WHEN          auto, never, 16, 256 or true\n"
    "  --light               for a light background\n"
    "  --swap                the body's mirror image, as every other repetition of what alternates\n"
    "  --animate             moving, in the terminal, and drawn anew whenever its file is saved\n"
    "  --check               look for what no body does, over the whole motion\n";

struct figure_options {
  const char *side, *at, *size, *style, *colour;
  bool light, swap, check, animate;
  const char *file, *id; /* what was asked for: an exercise, maybe of a routine in a file */
};

static int index_of(const char *word, const char *const *words, int count) {
  for (int i = 0; i < count; i++) {
    if (strcmp(word, words[i]) == 0) {
      return i;
    }
  }
  return -1;
}

static bool parse_size(const char *text, int *columns, int *rows) {
  char part[16];
  const char *cross = strchr(text, 'x');
  long wide = 0, high = 0;
  if (cross == NULL || (size_t)(cross - text) >= sizeof part) {
    return false;
  }
  memcpy(part, text, (size_t)(cross - text));
  part[cross - text] = '\0';
  if (!arguments_integer(part, 1, FIGURE_COLUMNS_MAX, &wide) || !arguments_integer(cross + 1, 1, FIGURE_ROWS_MAX, &high)) {
    return false;
  }
  *columns = (int)wide;
  *rows = (int)high;
  return true;
}

/* Fills the colours of `request`; false: `word` is none of those there are. */
static bool parse_colour(const char *word, struct figure_frame_request *request, bool *coloured) {
  static const char *const words[] = {"auto", "never", "16", "256", "true"};
  int index = index_of(word, words, ARRAY_LEN(words));
  *coloured = index != 0 ? index > 1 : command_wants_colour(STDOUT_FILENO);
  request->depth = index == 2 ? FIGURE_16 : index == 3 ? FIGURE_256 : FIGURE_TRUE;
  if (index == 0) {
    const char *colours = getenv("COLORTERM");
    bool direct = colours != NULL && (strcmp(colours, "truecolor") == 0 || strcmp(colours, "24bit") == 0);
    request->depth = direct ? FIGURE_TRUE : FIGURE_256;
  }
  return index >= 0;
}

/* What is wrong with the options, or NULL after filling `request`. */
static const char *parse_request(const struct figure_options *options, struct figure_frame_request *request, bool *coloured) {
  static const char *const sides[] = {"left", "right"}, *const styles[] = {"braille", "solid", "ascii", "mono"};
  int side = index_of(options->side, sides, ARRAY_LEN(sides)), style = index_of(options->style, styles, ARRAY_LEN(styles));
  *request = (struct figure_frame_request){.brightness_percent = 100, .light = options->light, .swapped = options->swap};
  if (side < 0) {
    return "--side is left or right";
  }
  if (style < 0) {
    return "--style is braille, solid, mono or ascii";
  }
  if (!arguments_number(options->at, 0, 2, &request->moment)) {
    return "--at is a number from 0 to 2";
  }
  if (!parse_size(options->size, &request->columns, &request->rows)) {
    return "--size is COLUMNSxROWS, such as 44x18";
  }
  if (!parse_colour(options->colour, request, coloured)) {
    return "--color is auto, never, 16, 256 or true";
  }
  request->mirrored = side == 0;
  request->style = (enum figure_style)style;
  return NULL;
}

static void print_frame(const struct figure_frame_request *request, bool coloured) {
  struct figure_stage *stage = figure_stage_create();
  struct figure_cell *cells = memory_alloc((size_t)request->columns * (size_t)request->rows, sizeof *cells);
  figure_stage_draw(stage, request, cells);
  figure_text_print(stdout, cells, request->rows, request->columns, request->depth, coloured);
  free(cells);
  figure_stage_destroy(stage);
}

static int show(const struct places *places, const struct figure_options *options, struct figure_frame_request *request,
                bool coloured) {
  int status = 0;
  struct figure_source source;
  if (!figure_source_read(&source, places, options->file, options->id)) {
    load_print_diagnostics(stderr, source.diagnostics);
    status = command_fail(&source.err);
  } else if (options->check) {
    status = figures_print_faults(stdout, source.exercise->id, source.exercise->own_figure) > 0 ? 1 : 0;
  } else {
    request->figure = source.exercise->own_figure;
    print_frame(request, coloured);
  }
  figure_source_finish(&source);
  return command_finish_output(status);
}

/* The person's screen, but for what the options say otherwise. */
static struct screen_terminal_options screen_of(const struct figure_options *options,
                                                const struct figure_frame_request *request, bool coloured) {
  static const enum screen_figure figures[] = {[FIGURE_SOLID] = SCREEN_FIGURE_SOLID, [FIGURE_ASCII] = SCREEN_FIGURE_ASCII};
  static const enum screen_colours colours[] = {
      [FIGURE_TRUE] = COLOURS_TRUE, [FIGURE_256] = COLOURS_256, [FIGURE_16] = COLOURS_16};
  struct screen_terminal_options screen = settings_screen_alone();
  screen.figure = request->style == FIGURE_MONO ? SCREEN_FIGURE_BRAILLE : figures[request->style];
  screen.background = options->light ? BACKGROUND_LIGHT : screen.background;
  if (request->style == FIGURE_MONO || strcmp(options->colour, "never") == 0) {
    screen.colours = COLOURS_NONE;
  } else if (coloured && strcmp(options->colour, "auto") != 0) {
    screen.colours = colours[request->depth];
  }
  return screen;
}

static int run(const struct figure_options *options, struct figure_frame_request *request, bool coloured) {
  struct places places;
  struct error err = {0};
  if (!places_find(&places, &err)) {
    return command_fail(&err);
  }
  if (!options->animate) {
    return show(&places, options, request, coloured);
  }
  const struct figure_animation animation = {
      .file = options->file, .id = options->id, .mirrored = request->mirrored, .screen = screen_of(options, request, coloured)};
  return figure_animate(&animation, &places);
}

/* As the person has it on the screen; who looks at a figure by itself has not turned it off. */
static const char *usual_style(void) {
  static const char *const words[] = {[SCREEN_FIGURE_BRAILLE] = "braille",
                                      [SCREEN_FIGURE_SOLID] = "solid",
                                      [SCREEN_FIGURE_ASCII] = "ascii",
                                      [SCREEN_FIGURE_OFF] = "braille"};
  return words[settings_screen_alone().figure];
}

int command_figure(int argc, char **argv) {
  struct figure_options options = {.side = "right", .at = "1", .size = "44x18", .style = usual_style(), .colour = "auto"};
  const struct option_row rows[] = {
      {"side", NULL, &options.side},   {"at", NULL, &options.at},        {"size", NULL, &options.size},
      {"style", NULL, &options.style}, {"color", NULL, &options.colour}, {"light", &options.light, NULL},
      {"swap", &options.swap, NULL},   {"check", &options.check, NULL},  {"animate", &options.animate, NULL},
  };
  size_t count = 0;
  char problem[256];
  struct figure_frame_request request;
  bool coloured = false;
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem)) {
    return command_usage("figure", problem);
  }
  if (count == 0 || count > 2 || (count == 2 && !catalogue_is_path(argv[1]))) {
    return command_usage("figure", count == 0 ? "which exercise?" : "one exercise at a time");
  }
  options.file = count == 2 ? argv[1] : NULL;
  options.id = argv[count];
  const char *wrong = parse_request(&options, &request, &coloured);
  if (wrong != NULL) {
    return command_usage("figure", wrong);
  }
  if (!coloured && (request.style == FIGURE_BRAILLE || request.style == FIGURE_SOLID)) {
    request.style = FIGURE_MONO;
  }
  return run(&options, &request, coloured);
}
