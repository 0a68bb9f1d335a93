#include "cue/sent.h"

#include "base/timespan.h"

#define SAME_NS (3 * NS_PER_MS)

const struct sent_sound *sent_find(const struct sent *sent, const struct sent_sound *what) {
  for (size_t i = 0; i < sent->count; i++) {
    int64_t off_ns = sent->sounds[i].at_ns - what->at_ns;
    bool alike = sent->sounds[i].sound == what->sound && sent->sounds[i].words == what->words;
    if (alike && off_ns <= SAME_NS && off_ns >= -SAME_NS) {
      return &sent->sounds[i];
    }
  }
  return NULL;
}

static size_t oldest(const struct sent *sent) {
  size_t found = 0;
  for (size_t i = 1; i < sent->count; i++) {
    if (sent->sounds[i].at_ns < sent->sounds[found].at_ns) {
      found = i;
    }
  }
  return found;
}

void sent_add(struct sent *sent, const struct sent_sound *sound) {
  size_t place = sent->count < SENT_MAX ? sent->count++ : oldest(sent);
  sent->sounds[place] = *sound;
}

void sent_call_off_after(struct sent *sent, int64_t after_ns) {
  for (size_t i = 0; i < sent->count; i++) {
    sent->sounds[i].called_off = sent->sounds[i].called_off || sent->sounds[i].at_ns > after_ns;
  }
}

void sent_forget(struct sent *sent, int64_t id) {
  size_t kept = 0;
  for (size_t i = 0; i < sent->count; i++) {
    if (sent->sounds[i].id != id) {
      sent->sounds[kept++] = sent->sounds[i];
    }
  }
  sent->count = kept;
}

void sent_drop_after(struct sent *sent, int64_t after_ns) {
  size_t kept = 0;
  for (size_t i = 0; i < sent->count; i++) {
    if (sent->sounds[i].at_ns <= after_ns) {
      sent->sounds[kept++] = sent->sounds[i];
    }
  }
  sent->count = kept;
}

void sent_drop_before(struct sent *sent, int64_t before_ns) {
  size_t kept = 0;
  for (size_t i = 0; i < sent->count; i++) {
    if (sent->sounds[i].at_ns >= before_ns) {
      sent->sounds[kept++] = sent->sounds[i];
    }
  }
  sent->count = kept;
}
