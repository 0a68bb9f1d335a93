#include "sounder/schedule.h"

#include "base/memory.h"

#include <stdlib.h>

void scheduled_finish(const struct scheduled *item) {
  free(item->text);
  free(item->short_text);
}

struct scheduled scheduled_of(const struct wire_message *message) {
  if (message->kind == WIRE_PLAY) {
    return (struct scheduled){.id = message->play.id,
                              .due_ns = message->play.at_ns,
                              .sound = message->play.sound,
                              .gain_percent = (int)message->play.gain_percent};
  }
  return (struct scheduled){.id = message->say.id,
                            .due_ns = message->say.at_ns,
                            .gain_percent = 100,
                            .text = memory_string(message->say.text),
                            .short_text = memory_string(message->say.short_text),
                            .max_ms = message->say.max_ms};
}

void schedule_finish(struct schedule *schedule) {
  schedule_clear(schedule);
  free(schedule->items);
  *schedule = (struct schedule){0};
}

bool schedule_add(struct schedule *schedule, const struct scheduled *item, size_t most) {
  if (schedule->count >= most) {
    return false;
  }
  if (schedule->count == schedule->room) {
    schedule->room = schedule->room ? 2 * schedule->room : 64;
    schedule->items = memory_resize(schedule->items, schedule->room, sizeof *schedule->items);
  }
  schedule->items[schedule->count++] = *item;
  return true;
}

bool schedule_has(const struct schedule *schedule, int64_t id) {
  for (size_t i = 0; i < schedule->count; i++) {
    if (schedule->items[i].id == id) {
      return true;
    }
  }
  return false;
}

void schedule_remove(struct schedule *schedule, int64_t id) {
  size_t kept = 0;
  for (size_t i = 0; i < schedule->count; i++) {
    if (schedule->items[i].id == id) {
      scheduled_finish(&schedule->items[i]);
    } else {
      schedule->items[kept++] = schedule->items[i];
    }
  }
  schedule->count = kept;
}

void schedule_clear(struct schedule *schedule) {
  for (size_t i = 0; i < schedule->count; i++) {
    scheduled_finish(&schedule->items[i]);
  }
  schedule->count = 0;
}

int64_t schedule_next(const struct schedule *schedule) {
  int64_t next_ns = INT64_MAX;
  for (size_t i = 0; i < schedule->count; i++) {
    if (schedule->items[i].due_ns < next_ns) {
      next_ns = schedule->items[i].due_ns;
    }
  }
  return next_ns;
}

static int by_time(const void *left, const void *right) {
  const struct scheduled *a = left;
  const struct scheduled *b = right;
  if (a->due_ns != b->due_ns) {
    return a->due_ns < b->due_ns ? -1 : 1;
  }
  return (a->id > b->id) - (a->id < b->id);
}

void schedule_sort(struct schedule *schedule) {
  if (schedule->count > 0) {
    qsort(schedule->items, schedule->count, sizeof *schedule->items, by_time);
  }
}
