#ifndef ROUTINE_PRONUNCIATION_H
#define ROUTINE_PRONUNCIATION_H

#include <stddef.h>

struct arena;

/*
 * How words are to be written so that a speech engine says them as meant: abbreviations, unusual words. For some words one
 * engine needs another spelling than the others.
 */
#define ENGINE_LIST(X) \
  X(FLITE, "flite") \
  X(ESPEAK, "espeak-ng") \
  X(COMMAND, "command")

#define X(id, name) ENGINE_##id,
enum engine { ENGINE_LIST(X) ENGINE_COUNT };
#undef X

/* The names of the engines, as voices begin with them: "flite:rms". */
extern const char *const engine_names[ENGINE_COUNT];

struct pronounced_word {
  const char *word;
  const char *say[ENGINE_COUNT]; /* NULL: as it is written */
};

#define PRONOUNCED_WORDS_MAX 500

struct pronunciation {
  const struct pronounced_word *words; /* longest first */
  size_t count;
  const char *to; /* what is said between 8 and 10 in 8-10; NULL: "to" */
};

/*
 * `text` as `voice` (a voice's name, or NULL: not known yet) shall be given it, in `arena`: each word of the table on its own,
 * capital letters or not, replaced. Numbers that are joined are taken apart: 4-0-6 becomes 4, 0, 6; 8-10 becomes 8 to 10;
 * 90/90 becomes 90 90.
 */
const char *pronounce(struct arena *arena, const struct pronunciation *pronunciation, const char *voice, const char *text);

#endif
