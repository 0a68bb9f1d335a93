#include "cue/player_private.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/timespan.h"
#include "cue/plan.h"

#define WORDS_HORIZON_NS SECONDS(20) /* words become known this long before they are due */
#define SPEECH_MS_MAX 20000

/* Words that may take until `next_ns`, when the next ones begin. */
static struct wanted wanted_words(const struct cue *cue, int64_t at_ns, int64_t next_ns) {
  int64_t room_ms = next_ns > at_ns + SPEECH_MS_MAX * NS_PER_MS ? SPEECH_MS_MAX : (next_ns - at_ns) / NS_PER_MS;
  return (struct wanted){.what = {.at_ns = at_ns, .words = words_key(cue->text)},
                         .text = cue->text,
                         .shorter = cue->shorter,
                         .max_ms = room_ms > 0 ? room_ms : 0};
}

/* `text` as the voice shall be given it, fit for a message. */
static void spell(const struct cue_player *player, const char *text, char out[WIRE_TEXT_SIZE]) {
  struct arena *arena = arena_create();
  text_sanitize(out, WIRE_TEXT_SIZE, pronounce(arena, player->pronunciation, player->service->voice, text));
  arena_destroy(arena);
}

void player_spell_words(const struct cue_player *player, const struct wanted *wanted, int64_t id,
                        struct wire_message *message) {
  int64_t at_ns = wanted->what.at_ns > 0 ? wanted->what.at_ns : 0;
  char shorter[WIRE_TEXT_SIZE];
  *message = (struct wire_message){.kind = WIRE_SAY, .say = {.id = id, .at_ns = at_ns, .max_ms = wanted->max_ms}};
  spell(player, wanted->text, message->say.text);
  spell(player, wanted->shorter != NULL ? wanted->shorter : words_shorten(wanted->text, shorter, sizeof shorter),
        message->say.short_text);
}

/* Makes words known that are due later, each lately once. */
static void prepare(struct cue_player *player, const char *text, int64_t now_ns) {
  uint64_t key = words_key(text);
  for (size_t i = 0; i < PLAYER_PREPARED_MAX; i++) {
    if (player->prepared[i] == key) {
      return;
    }
  }
  player->prepared[player->prepared_at++ % PLAYER_PREPARED_MAX] = key;
  struct wire_message message = {.kind = WIRE_PREPARE};
  spell(player, text, message.prepare.text);
  service_say(player->service, &message, now_ns);
}

size_t player_plan_words(struct cue_player *player, const struct outlook *outlook, int64_t now_ns, struct wanted *planned,
                         int64_t *next_ns) {
  struct cue_due due[PLAYER_WORDS_MAX];
  int64_t horizon_ns = (int64_t)((double)WORDS_HORIZON_NS * player->speed);
  size_t count = cue_plan_words(outlook->view, player->verbosity, horizon_ns, due, PLAYER_WORDS_MAX, next_ns);
  size_t soon = 0;
  *next_ns = *next_ns == INT64_MAX ? INT64_MAX : player_real_ns(player, outlook, *next_ns);
  player->words_ns = count > 0 ? player_real_ns(player, outlook, due[0].at_ns) : *next_ns;
  for (size_t i = count; i-- > 0;) {
    int64_t at_ns = player_real_ns(player, outlook, due[i].at_ns);
    if (at_ns - outlook->view_ns <= PLAYER_HORIZON_NS) {
      planned[i] = wanted_words(due[i].cue, at_ns, *next_ns);
      soon = soon > 0 ? soon : i + 1;
    } else {
      prepare(player, due[i].cue->text, now_ns);
    }
    *next_ns = at_ns;
  }
  *next_ns = soon < count ? player_real_ns(player, outlook, due[soon].at_ns) : INT64_MAX;
  return soon;
}

void player_prepare_going_on(struct cue_player *player, const struct session_view *view, int64_t now_ns) {
  if (view->go_on != NULL && player->verbosity <= VERBOSITY_ESSENTIAL) {
    prepare(player, view->go_on, now_ns);
  }
}

/* Words that could not be foreseen, such as after going on: they may take until those that can, else about what they were
 * thought to. */
void player_say_at(struct cue_player *player, const struct cue *cue, int64_t at_ns, int64_t now_ns) {
  bool useful = !player->service->voiceless && player->service->hope != HOPE_LOST && now_ns - at_ns <= PLAYER_LATE_NS;
  if (!useful || !words_are_said(cue, player->verbosity)) {
    return;
  }
  int64_t until_ns = at_ns + cue->speech_ns + PLAYER_LATE_NS;
  struct wanted wanted =
      wanted_words(cue, at_ns, player->words_ns > at_ns && player->words_ns != INT64_MAX ? player->words_ns : until_ns);
  player_send_now(player, &wanted, now_ns);
}
