#include "app/cue_fit.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/timespan.h"
#include "cue/measure.h"
#include "routine/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_MOST_NS SECONDS(20) /* words may take this long where no others follow */
/* Words that surely fit are not measured: no voice is slower than this. */
#define SLOWEST_WORD_NS (750 * NS_PER_MS)
#define SLOWEST_LETTER_NS (120 * NS_PER_MS)
#define SLOWEST_MORE_NS (300 * NS_PER_MS)
#define VOICE_SIZE 64

struct need {
  const char *text;
  struct place place;
  int64_t room_ns;
};

struct cue_fit {
  struct arena *arena;
  struct need *needs;
  size_t count, room;
};

struct cue_fit *cue_fit_create(void) {
  struct cue_fit *fit = memory_alloc(1, sizeof *fit);
  fit->arena = arena_create();
  return fit;
}

void cue_fit_destroy(struct cue_fit *fit) {
  if (fit != NULL) {
    arena_destroy(fit->arena);
    free(fit->needs);
    free(fit);
  }
}

static void add_need(struct cue_fit *fit, const char *text, struct place place, int64_t room_ns) {
  for (size_t i = fit->count; i-- > 0;) {
    struct need *known = &fit->needs[i];
    if (known->place.line == place.line && strcmp(known->text, text) == 0 && strcmp(known->place.file, place.file) == 0) {
      known->room_ns = room_ns < known->room_ns ? room_ns : known->room_ns;
      return;
    }
  }
  if (fit->count == fit->room) {
    fit->room = fit->room == 0 ? 64 : 2 * fit->room;
    fit->needs = memory_resize(fit->needs, fit->room, sizeof *fit->needs);
  }
  place.file = arena_string(fit->arena, place.file);
  fit->needs[fit->count++] = (struct need){arena_string(fit->arena, text), place, room_ns};
}

/* Words of a timeline, each with its moment. */
struct spoken {
  const char *text;
  struct place place;
  int64_t at_ns;
};

/* What is said before `next_ns` must be over by then. */
static void look_at(struct cue_fit *fit, const struct spoken *spoken, int64_t next_ns) {
  int64_t room_ns = next_ns - spoken->at_ns < ROOM_MOST_NS ? next_ns - spoken->at_ns : ROOM_MOST_NS;
  int64_t by_words_ns = (int64_t)text_count_words(spoken->text) * SLOWEST_WORD_NS;
  int64_t by_letters_ns = (int64_t)strlen(spoken->text) * SLOWEST_LETTER_NS;
  if ((by_words_ns > by_letters_ns ? by_words_ns : by_letters_ns) + SLOWEST_MORE_NS > room_ns) {
    add_need(fit, spoken->text, spoken->place, room_ns);
  }
}

/* The words of the other ways to spend a segment, such as after a skip or easing off: what comes after it is not known. */
static void collect_form(struct cue_fit *fit, const struct segment_form *form, struct place place) {
  struct spoken last = {0};
  for (size_t i = 0; i < form->cue_count; i++) {
    if (form->cues[i].text != NULL) {
      if (last.text != NULL) {
        look_at(fit, &last, form->cues[i].at_ns);
      }
      last = (struct spoken){form->cues[i].text, place, form->cues[i].at_ns};
    }
  }
}

void cue_fit_collect(struct cue_fit *fit, const struct timeline *timeline) {
  struct spoken last = {0};
  for (size_t i = 0; i < timeline->segment_count; i++) {
    const struct segment *segment = &timeline->segments[i];
    const struct segment_form *form = &segment->forms[FORM_FULL];
    struct place place = timeline->steps[segment->step].step->place;
    for (size_t k = 0; k < form->cue_count; k++) {
      int64_t at_ns = segment->start_ns + form->cues[k].at_ns;
      if (form->cues[k].text != NULL && last.text != NULL) {
        look_at(fit, &last, at_ns);
      }
      if (form->cues[k].text != NULL) {
        last = (struct spoken){form->cues[k].text, place, at_ns};
      }
    }
    if (form->kind == SEGMENT_WAIT) {
      last = (struct spoken){0}; /* nobody knows how long that is */
    }
    for (int other = FORM_FULL + 1; other < FORM_COUNT; other++) {
      collect_form(fit, &segment->forms[other], place);
    }
  }
}

static void warn(const struct need *need, int64_t length_ns, const char *voice, struct diagnostics *diagnostics) {
  char text[64], message[160], help[120];
  text_sanitize(text, sizeof text, need->text);
  snprintf(message, sizeof message, "\"%s\" needs %.1f s, has %.1f s", text, (double)length_ns / 1e9,
           (double)need->room_ns / 1e9);
  snprintf(help, sizeof help, "%s says it shorter or leaves it out; a shorter name or more time makes it fit", voice);
  source_warn_at(diagnostics, need->place, help, message);
}

void cue_fit_report(const struct cue_fit *fit, const struct places *places, const char *voice, const struct phrasebook *book,
                    struct diagnostics *diagnostics) {
  char name[VOICE_SIZE];
  struct error ignored;
  struct measure_request request = {.sounder = places->sounder, .voice = voice};
  int64_t none = 0;
  if (fit->count == 0 || places->sounder[0] == '\0' || !measure_words(&request, &none, name, sizeof name, &ignored) ||
      name[0] == '\0') {
    return;
  }
  const char **texts = arena_array(fit->arena, fit->count, sizeof *texts);
  int64_t *lengths_ns = arena_array(fit->arena, fit->count, sizeof *lengths_ns);
  for (size_t i = 0; i < fit->count; i++) {
    char *text = arena_alloc(fit->arena, 512);
    texts[i] = text_sanitize(text, 501, pronounce(fit->arena, &book->pronunciation, name, fit->needs[i].text));
  }
  request.texts = texts;
  request.count = fit->count;
  if (!measure_words(&request, lengths_ns, name, sizeof name, &ignored)) {
    return;
  }
  for (size_t i = 0; i < fit->count; i++) {
    if (lengths_ns[i] > fit->needs[i].room_ns) {
      warn(&fit->needs[i], lengths_ns[i], name, diagnostics);
    }
  }
}
