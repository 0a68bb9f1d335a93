#ifndef SCREEN_PLAYER_H
#define SCREEN_PLAYER_H

#include "screen/cells.h"
#include "screen/keymap.h"
#include "screen/player_layout.h"
#include "screen/style.h"
#include "session/session.h"

#include <stdbool.h>
#include <stdint.h>

/* The player: what a person sees while a routine runs. Pure: a view in, cells out. */

enum player_mode { PLAYER_RUNNING, PLAYER_STOP_QUESTION, PLAYER_HELP };

/* The colours of what is read from two metres. */
struct player_tone {
  enum role digits, word;
};

/* All that the screen shows. Texts are borrowed for the call and may come from files: they are made safe when drawn. */
struct player_view {
  struct session_view session; /* drained and snapped at one moment */
  enum player_mode mode;
  const char *sound;  /* the path that sound takes: "voice", "tones", "bell", "link"; NULL: no sound */
  bool sound_is_lost; /* there is none although there should be */
  bool muted;
  bool keys_hidden;              /* the key line is off; the keys of a question are shown all the same */
  enum player_emphasis emphasis; /* what is to be larger, where there is room */
  const char *notice;     /* a line that stands in for the `next` line for a while, such as what easing off did; or NULL */
  int help_first;         /* PLAYER_HELP: the first row of the list to show */
  bool hurt_is_rated;     /* something hurts: how strongly can be told; else only what to do about it */
  const char *hurt_says;  /* what its strength means; NULL: not told yet */
  bool hurt_ends;         /* it is too much for this exercise: doing it all the same is not offered */
  const char *hurt_signs; /* the words for signs that end the session, or NULL */
  struct player_tone fades_from; /* while a change of tone is under way: what it was before, */
  int fade_percent;              /* and how far it has come, 1 to 99; 0: there is none */
  const struct cells *figure;    /* at most as large as player_figure_area() says; NULL: its place stays empty */
};

/* What the player is doing, as a whole: decides word, brightness and keys. */
enum player_face {
  FACE_WORK,     /* bright: do it */
  FACE_BETWEEN,  /* getting ready, changing sides, resting */
  FACE_SETTLING, /* the seconds before it goes on after a pause */
  FACE_PAUSED,
  FACE_WAITING,
  FACE_HURT,
  FACE_STOP,
};

enum player_face player_face(const struct player_view *view);

/* What the view's tone is, or will be at the end of a fade. */
struct player_tone player_tone(const struct player_view *view);

/* Draws the player on the whole of `cells`. */
void player_draw(struct cells *cells, const struct player_view *view, const struct screen_style *style);

/* The place of the figure on `rows` x `columns`; 0 rows: there is no room for one. */
struct rect player_figure_area(const struct player_view *view, int rows, int columns);

/* How bright the figure is to be drawn, in percent: 100 at work, 42 between, 75 in the last seconds of a count-in. */
int player_figure_percent(const struct player_view *view);

/*
 * How long until the drawing would next differ by itself; INT64_MAX: not without an event. Digits, clocks and phases change
 * on their second, and bars move along on the same tick, so that a running player wakes once a second.
 */
int64_t player_next_change_ns(const struct player_view *view);

/* The mode whose keys count just now. */
enum keymap_mode player_keymap_mode(const struct player_view *view);

#endif
