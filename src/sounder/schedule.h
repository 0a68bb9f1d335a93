#ifndef SOUNDER_SCHEDULE_H
#define SOUNDER_SCHEDULE_H

#include "base/cue_sound.h"
#include "wire/message.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The sounds the player has asked for and that have not begun, as it asked for them. All zeros is an empty one. */
struct schedule {
  struct scheduled {
    int64_t id, due_ns; /* the player's clock */
    enum cue_sound sound;
    int gain_percent;
    char *text, *short_text; /* words, owned, instead of `sound`; NULL: none */
    int64_t max_ms;          /* of words: how long after `due_ns` they end at the latest */
    bool handed;             /* the mixer has it */
  } * items;
  size_t count, room;
};

/* What a play or a say asks for. The texts of words are copied: to be handed to a schedule, or to scheduled_finish(). */
struct scheduled scheduled_of(const struct wire_message *message);

/* Frees the texts of one that no schedule has. */
void scheduled_finish(const struct scheduled *item);

void schedule_finish(struct schedule *schedule);

/* Adds `item`, whose texts are then the schedule's; false when there are `most` already. */
bool schedule_add(struct schedule *schedule, const struct scheduled *item, size_t most);

/* Whether `id` is there. */
bool schedule_has(const struct schedule *schedule, int64_t id);

/* Takes `id` out, if it is there. */
void schedule_remove(struct schedule *schedule, int64_t id);

void schedule_clear(struct schedule *schedule);

/* The earliest moment in it; INT64_MAX when it is empty. */
int64_t schedule_next(const struct schedule *schedule);

/* Puts it in the order of time; what comes at the same moment goes by its id. */
void schedule_sort(struct schedule *schedule);

#endif
