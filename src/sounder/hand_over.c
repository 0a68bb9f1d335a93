#include "sounder/hand_over.h"

#include "base/timespan.h"

static enum voice_answer ask(struct voice *voice, const char *text, bool wait, struct speech **speech) {
  return wait ? voice_wait(voice, text, speech) : voice_find(voice, text, speech);
}

/* The words of `item` in the form that fits. They are held on to while the short form is asked for, which may make room. */
static enum voice_answer choose(struct voice *voice, const struct scheduled *item, int rate, bool wait,
                                struct speech **chosen) {
  int64_t room = item->max_ms * rate / 1000;
  struct speech *spoken = NULL;
  struct speech *shorter = NULL;
  enum voice_answer answer = ask(voice, item->text, wait, &spoken);
  if (answer != VOICE_READY) {
    return answer;
  }
  *chosen = voice_fitting(spoken, NULL, room);
  if (*chosen || item->short_text[0] == '\0') {
    return *chosen ? VOICE_READY : VOICE_CANNOT;
  }
  atomic_fetch_add(&spoken->users, 1);
  answer = ask(voice, item->short_text, wait, &shorter);
  atomic_fetch_sub(&spoken->users, 1);
  if (answer == VOICE_READY) {
    *chosen = voice_fitting(spoken, shorter, room);
  }
  return answer == VOICE_READY && !*chosen ? VOICE_CANNOT : answer;
}

enum handed hand_over(struct mixer *mixer, struct voice *voice, const struct scheduled *item, int64_t at_ns, int rate,
                      bool wait) {
  struct mixer_play play = {.id = item->id,
                            .at_ns = at_ns,
                            .due_ns = item->due_ns,
                            .sound = item->sound,
                            .gain = (float)item->gain_percent / 100.0F,
                            .end_by_ns = at_ns + item->max_ms * NS_PER_MS};
  enum voice_answer answer = item->text ? choose(voice, item, rate, wait, &play.speech) : VOICE_READY;
  if (answer != VOICE_READY) {
    return answer == VOICE_CANNOT ? HANDED_NEVER : HANDED_LATER;
  }
  return mixer_play(mixer, &play) ? HANDED : HANDED_LATER;
}
