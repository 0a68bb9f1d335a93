#ifndef ROUTINE_CONFIG_H
#define ROUTINE_CONFIG_H

#include "base/cue_sound.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A person's settings: which there are, what each may be, and what it is where nobody says otherwise. Pure; values are texts,
 * as files, options and the environment give them.
 */

/* Columns: enumerator, key in files (and option of the same name), value where nothing is said, what it is about. */
#define SETTING_LIST(X) \
  X(VOLUME, "volume", "80", "how loud the cues are, 0 to 100") \
  X(VOICE, "voice", "auto", "who speaks") \
  X(VERBOSITY, "verbosity", "all", "how much is said") \
  X(BREATH, "breath", "on", "whether a soft breath is heard in holds and breathing exercises") \
  X(AUDIO, "audio", "auto", "where cues sound") \
  X(FAR_SOUNDS, "far-sounds", "on", "whether a far machine's own sounds are fetched and heard in limber ssh") \
  X(PACE, "pace", "usual", "how long transitions and rests are") \
  X(COLORS, "colors", "auto", "how many colours the screen has") \
  X(BACKGROUND, "background", "auto", "whether the terminal's background is light") \
  X(MOTION, "motion", "full", "how much moves on the screen") \
  X(FIGURE, "figure", "braille", "what the figure is drawn with, or that it is not") \
  X(PROGRESS, "progress", "off", "whether the window's frame shows how far a session has come (OSC 9;4)") \
  X(NOTIFY, "notify", "off", "how the terminal is asked to notify of what comes next") \
  X(PASSTHROUGH, "passthrough", "off", "whether progress and notifications are handed through tmux")

enum setting {
#define X(id, key, usual, about) SETTING_##id,
  SETTING_LIST(X)
#undef X
      SETTING_COUNT_OF
};

/* What a configuration file says; NULL: nothing. Strings live in the arena it was read into. */
struct config {
  const char *values[SETTING_COUNT_OF];   /* each one that setting_allows() */
  const char *sounds[CUE_SOUND_COUNT_OF]; /* files in place of cue sounds; absolute, or relative to the working folder */
};

/* Its key, such as "volume"; its value where nothing is said; what it is about. */
const char *setting_key(enum setting setting);
const char *setting_usual(enum setting setting);
const char *setting_about(enum setting setting);

/* The words it may be, `*count` of them; of a number none, of the voice those that can be named in full. */
const char *const *setting_words(enum setting setting, size_t *count);

/* Whether it may be `text`; of a voice whether it may be one: whether it is there, only the sounder knows. */
bool setting_allows(enum setting setting, const char *text);

/* Which of its words `text` is; `text` must be one of them. */
size_t setting_index(enum setting setting, const char *text);

/* What it may be, in words: "auto, portaudio, bell or none". Writes into `out` and returns it. */
char *setting_possible(enum setting setting, char *out, size_t size);

#endif
