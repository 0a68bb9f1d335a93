#include "screen/motion.h"

#include "base/timespan.h"

#define FRAME_NS (40 * NS_PER_MS)
#define CALM_FRAME_NS (500 * NS_PER_MS)
#define SLOW_NS (250 * NS_PER_MS)  /* a frame that takes longer to leave makes the line a slow one */
#define QUICK_NS (100 * NS_PER_MS) /* some in a row that take less make it a usual one again */
/* A line this long is not slow yet: what its quickest frame takes is not the frame's fault. */
#define WAY_NS (300 * NS_PER_MS)
#define RESIZED_NS (100 * NS_PER_MS)
#define STAGE_NS (100 * NS_PER_MS)

enum { QUICK_FRAMES = 4, STAGES = 3, BYTES_A_SECOND = 5800 };

void motion_init(struct motion *motion, bool is_reduced) {
  *motion = (struct motion){.is_reduced = is_reduced};
}

/* A whole screen that changed holds back what moves for a second at most. */
static void owe_bytes(struct motion *motion, size_t bytes, int64_t now_ns) {
  int64_t from_ns = motion->paid_ns > now_ns ? motion->paid_ns : now_ns;
  int64_t until_ns = from_ns + (int64_t)bytes * NS_PER_S / BYTES_A_SECOND;
  motion->paid_ns = until_ns < now_ns + SECONDS(1) ? until_ns : now_ns + SECONDS(1);
}

int64_t motion_paced_ns(const struct motion *motion, int64_t wanted_ns) {
  int64_t owed_ns = motion->paid_ns - motion->sent_ns;
  int64_t fair_ns = motion->is_far || owed_ns < CALM_FRAME_NS ? owed_ns : CALM_FRAME_NS;
  return fair_ns > wanted_ns ? fair_ns : wanted_ns;
}

void motion_is_far(struct motion *motion) {
  motion->way_ns = WAY_NS;
  motion->is_far = true;
}

void motion_sent(struct motion *motion, size_t bytes, int64_t now_ns) {
  owe_bytes(motion, bytes, now_ns);
  motion->sent_ns = now_ns;
  motion->was_resized = motion->is_resized;
  motion->is_resized = false;
  motion->is_draining = true;
}

void motion_taken(struct motion *motion, int64_t now_ns) {
  if (!motion->is_draining) {
    return;
  }
  int64_t taken_ns = now_ns - motion->sent_ns;
  motion->is_draining = false;
  motion->way_ns = taken_ns < motion->way_ns ? taken_ns : motion->way_ns;
  int64_t span_ns = taken_ns - motion->way_ns;
  motion->quick_frames = span_ns <= QUICK_NS ? motion->quick_frames + 1 : 0;
  if (span_ns > SLOW_NS) {
    motion->is_slow = true;
  } else if (motion->quick_frames >= QUICK_FRAMES) {
    motion->quick_frames = QUICK_FRAMES;
    motion->is_slow = false;
  }
}

void motion_resized(struct motion *motion) {
  motion->is_resized = true;
}

bool motion_is_calm(const struct motion *motion) {
  return motion->is_reduced || motion->is_slow;
}

int64_t motion_frame_ns(const struct motion *motion) {
  return motion_is_calm(motion) ? CALM_FRAME_NS : FRAME_NS;
}

int64_t motion_earliest_ns(const struct motion *motion) {
  bool is_dragged = motion->is_resized && motion->was_resized;
  return motion->sent_ns + (motion->is_slow ? CALM_FRAME_NS : is_dragged ? RESIZED_NS : FRAME_NS);
}

void motion_fade(struct motion *motion, struct player_view *view, int64_t now_ns) {
  struct player_tone tone = player_tone(view);
  bool differs = tone.digits != motion->tone.digits || tone.word != motion->tone.word;
  if (differs) {
    motion->before = motion->tone;
    motion->tone = tone;
    motion->fade_start_ns = now_ns;
    motion->is_fading = motion->has_tone;
    motion->has_tone = true;
  }
  int64_t stage = (now_ns - motion->fade_start_ns) / STAGE_NS + 1;
  if (motion_is_calm(motion) || stage >= STAGES) {
    motion->is_fading = false;
  }
  view->fades_from = motion->before;
  view->fade_percent = motion->is_fading ? (int)(100 * stage / STAGES) : 0;
}

int64_t motion_deadline_ns(const struct motion *motion, int64_t now_ns) {
  if (!motion->is_fading) {
    return INT64_MAX;
  }
  int64_t stage = (now_ns - motion->fade_start_ns) / STAGE_NS + 1;
  return motion->fade_start_ns + stage * STAGE_NS;
}
