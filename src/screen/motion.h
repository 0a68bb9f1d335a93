#ifndef SCREEN_MOTION_H
#define SCREEN_MOTION_H

#include "screen/player.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * How much moves: fades between the player's tones, and how often a frame is drawn. Pure: times are given, in ns of any one
 * clock. Where a person wants less motion, or the line is slow, there are at most two frames a second and no fades.
 */
struct motion {
  bool is_reduced;  /* as the person wishes */
  bool is_slow;     /* as the line is */
  bool is_resized;  /* the window has another size since the last frame, */
  bool was_resized; /* and had so before that one */
  bool is_draining; /* the terminal has not taken the last frame yet */
  int quick_frames; /* taken quickly, one after the other */
  int64_t sent_ns;  /* when the last frame was drawn */
  int64_t way_ns;   /* the least that a frame has taken from a far terminal; else 0 */
  bool is_far;
  int64_t paid_ns; /* by then all bytes so far would have gone at the rate that is allowed */
  bool has_tone, is_fading;
  struct player_tone tone, before;
  int64_t fade_start_ns;
};

void motion_init(struct motion *motion, bool is_reduced);

/* A frame counts as taken once a far terminal has said so: the way there and back is not what makes a line slow. */
void motion_is_far(struct motion *motion);

/* The window has another size: the next frame is drawn from nothing, and while it is being dragged ten of those are enough. */
void motion_resized(struct motion *motion);

/* A frame of so many bytes has been drawn; and, at a later turn or the same one, the terminal has taken all of it. */
void motion_sent(struct motion *motion, size_t bytes, int64_t now_ns);
void motion_taken(struct motion *motion, int64_t now_ns);

/* Whether little is to move: end poses only, no breath, no glow. */
bool motion_is_calm(const struct motion *motion);

/* The time between two frames that nobody asked for. */
int64_t motion_frame_ns(const struct motion *motion);

/*
 * The time between two frames of something that moves, which would be shown every `wanted_ns`: longer where frames take so many
 * bytes that they would come to more than 6 kB a second, but not fewer than two frames a second for that; on a far terminal as
 * long as it takes.
 */
int64_t motion_paced_ns(const struct motion *motion, int64_t wanted_ns);

/*
 * When the next frame may be drawn at the earliest, whatever it is for: 25 a second show all that can be seen of a held key or
 * a window that is dragged.
 */
int64_t motion_earliest_ns(const struct motion *motion);

/* Takes note of the view's tone, and puts the stage of its fade, if there is one, into the view. */
void motion_fade(struct motion *motion, struct player_view *view, int64_t now_ns);

/* When the next stage of a fade is due; INT64_MAX: there is none. */
int64_t motion_deadline_ns(const struct motion *motion, int64_t now_ns);

#endif
