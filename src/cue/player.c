#include "cue/player.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/timespan.h"
#include "cue/link.h"
#include "cue/plan.h"
#include "cue/sent.h"
#include "cue/service.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HORIZON_NS SECONDS(2)
#define REFRESH_NS (1500 * NS_PER_MS) /* before a sound is due the next plan is made */
#define BEGUN_NS (5 * NS_PER_MS)      /* closer than this, a sound is as good as begun */
#define LATE_NS (300 * NS_PER_MS)     /* later than this, a sound is better left out */
#define FORGET_NS SECONDS(10)
#define PLAN_MAX 64
#define WORDS_HORIZON_NS SECONDS(20) /* words become known this long before they are due */
#define WORDS_MAX 24
#define SPEECH_MS_MAX 20000
#define PREPARED_MAX 64

struct cue_player {
  enum cue_audio audio;
  char bell_reason[256];
  const struct pronunciation *pronunciation;
  bool breathing;
  double speed;
  struct service own;      /* the sounder here, … */
  struct service *service; /* … or the one of `link` */
  struct cue_link *link;   /* borrowed; NULL: none */
  int64_t links;           /* the service's, when `sent` was last right */
  struct sent sent;
  int64_t next_id;
  int64_t turn_ns;
  int64_t replan_ns; /* INT64_MAX: no need */
  enum cue_sound bell;
  bool unheard;
  enum verbosity verbosity;
  uint64_t prepared[PREPARED_MAX]; /* the keys of words made known lately */
  size_t prepared_at;
  int64_t words_ns; /* when the next words are due; INT64_MAX: not to be foreseen */
  bool changed;
  struct cue_status status;
};

static bool has_sounder(const struct cue_player *player) {
  return player->audio != CUE_AUDIO_BELL && player->audio != CUE_AUDIO_NONE;
}

/* The path through the sounder: hoped for, there, or lost. */
static void judge_sounder(const struct cue_player *player, struct cue_status *status) {
  const struct service *service = player->service;
  status->settled = service->hope != HOPE_OPEN;
  status->path = player->audio == CUE_AUDIO_LINK ? CUE_PATH_LINK : CUE_PATH_PORTAUDIO;
  if (service->hope != HOPE_LOST) {
    return;
  }
  status->failed = player->audio != CUE_AUDIO_AUTO;
  status->path = player->audio == CUE_AUDIO_PORTAUDIO ? CUE_PATH_NONE : CUE_PATH_BELL;
  snprintf(status->reason, sizeof status->reason, "%s%s", service->reason,
           status->path == CUE_PATH_BELL ? "; using the bell" : "");
}

/* Works the status out from what is known, and notes whether a status line would show a change. */
static void judge(struct cue_player *player) {
  const struct service *service = player->service;
  const struct cue_status *was = &player->status;
  struct cue_status status = {.path = player->audio == CUE_AUDIO_BELL ? CUE_PATH_BELL : CUE_PATH_NONE,
                              .settled = true,
                              .volume_percent = service->volume_percent,
                              .muted = service->muted,
                              .latency_ms = service->latency_ms,
                              .round_trip_ns = service->round_trip_ns,
                              .underruns = service->underruns,
                              .missed = service->missed};
  snprintf(status.voice, sizeof status.voice, "%s", service->voice);
  snprintf(status.voice_reason, sizeof status.voice_reason, "%s", service->voice_reason);
  snprintf(status.notice, sizeof status.notice, "%s", service->notice);
  snprintf(status.reason, sizeof status.reason, "%s", player->bell_reason);
  if (has_sounder(player)) {
    judge_sounder(player, &status);
  }
  bool heard = service->hope == HOPE_LIVE && player->verbosity <= VERBOSITY_ESSENTIAL;
  status.speaks = heard && status.voice[0] != '\0';
  player->changed = player->changed || status.path != was->path || status.settled != was->settled ||
                    status.failed != was->failed || status.muted != was->muted || status.speaks != was->speaks ||
                    strcmp(status.reason, was->reason) != 0 || strcmp(status.voice_reason, was->voice_reason) != 0 ||
                    strcmp(status.notice, was->notice) != 0;
  player->status = status;
}

struct cue_player *cue_player_create(const struct cue_player_options *options, int64_t now_ns) {
  struct cue_player *player = memory_alloc(1, sizeof *player);
  player->audio = options->audio;
  snprintf(player->bell_reason, sizeof player->bell_reason, "%s",
           options->audio == CUE_AUDIO_BELL && options->bell_reason != NULL ? options->bell_reason : "");
  player->pronunciation = options->pronunciation;
  player->breathing = options->breathing;
  player->speed = options->speed;
  player->verbosity = options->verbosity;
  player->replan_ns = INT64_MAX;
  player->words_ns = INT64_MAX;
  player->turn_ns = now_ns;
  player->next_id = 1;
  player->changed = true;
  player->link = options->audio == CUE_AUDIO_LINK ? options->link : NULL;
  player->service = player->link != NULL ? cue_link_service(player->link) : &player->own;
  player->service->options = (struct service_options){.program = options->sounder,
                                                      .sounds = options->sounds,
                                                      .voice = options->voice,
                                                      .own_sounds = options->own_sounds,
                                                      .log = options->log,
                                                      .clock_ns = options->clock_ns};
  player->service->volume_percent = options->volume_percent;
  player->service->muted = options->muted;
  if (player->link != NULL) {
    player->next_id = cue_link_take_up(player->link, now_ns);
  } else if (has_sounder(player)) {
    service_start(player->service, now_ns);
  }
  player->links = player->service->links;
  judge(player);
  return player;
}

void cue_player_destroy(struct cue_player *player, bool finishing) {
  if (player == NULL) {
    return;
  }
  if (player->link != NULL) {
    cue_link_put_down(player->link, player->next_id, finishing, player->turn_ns);
  } else {
    service_end(player->service, finishing, player->turn_ns);
  }
  free(player);
}

bool cue_player_pollfd(const struct cue_player *player, struct pollfd *watched) {
  return service_pollfd(player->service, watched);
}

void cue_player_turn(struct cue_player *player, int64_t now_ns) {
  player->turn_ns = now_ns;
  service_turn(player->service, now_ns);
  if (player->links != player->service->links) {
    player->links = player->service->links;
    memset(player->prepared, 0, sizeof player->prepared);
    player->sent.count = 0; /* what the lost one had not begun, the next one shall be sent */
  }
  judge(player);
}

int64_t cue_player_deadline(const struct cue_player *player) {
  int64_t service_ns = service_deadline(player->service);
  bool serving = player->service->stage == SERVICE_SERVING;
  return serving && player->replan_ns < service_ns ? player->replan_ns : service_ns;
}

/* A sound or words to be heard: what is sent, and what it is known by. */
struct wanted {
  struct sent_sound what;
  const char *text;    /* words, else NULL */
  const char *shorter; /* what is said instead where they take too long; NULL: as words_shorten() makes it */
  int64_t max_ms;      /* of words: what they may take */
};

static struct wanted wanted_sound(enum cue_sound sound, int64_t at_ns) {
  return (struct wanted){.what = {.at_ns = at_ns, .sound = sound}};
}

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

static void send_wanted(struct cue_player *player, const struct wanted *wanted, int64_t id, int64_t now_ns) {
  int64_t at_ns = wanted->what.at_ns > 0 ? wanted->what.at_ns : 0;
  struct wire_message message = {.kind = WIRE_PLAY,
                                 .play = {.id = id, .at_ns = at_ns, .sound = wanted->what.sound, .gain_percent = 100}};
  if (wanted->text != NULL) {
    message = (struct wire_message){.kind = WIRE_SAY, .say = {.id = id, .at_ns = at_ns, .max_ms = wanted->max_ms}};
    char shorter[WIRE_TEXT_SIZE];
    spell(player, wanted->text, message.say.text);
    spell(player, wanted->shorter != NULL ? wanted->shorter : words_shorten(wanted->text, shorter, sizeof shorter),
          message.say.short_text);
  }
  if (service_say(player->service, &message, now_ns)) {
    struct sent_sound sent = wanted->what;
    sent.id = id;
    sent_add(&player->sent, &sent);
    service_ping(player->service, now_ns); /* whoever is to play shall show that it is alive */
  }
}

static bool is_planned(const struct wanted *planned, size_t count, const struct sent_sound *sound) {
  struct sent one = {.count = 1};
  for (size_t i = 0; i < count; i++) {
    one.sounds[0] = planned[i].what;
    if (sent_find(&one, sound) != NULL) {
      return true;
    }
  }
  return false;
}

/* Whether something has been sent for later that the plan no longer holds. */
static bool is_outdated(const struct sent *sent, const struct wanted *planned, size_t count, int64_t now_ns) {
  for (size_t i = 0; i < sent->count; i++) {
    bool to_come = sent->sounds[i].at_ns > now_ns + BEGUN_NS && !sent->sounds[i].called_off;
    if (to_come && !is_planned(planned, count, &sent->sounds[i])) {
      return true;
    }
  }
  return false;
}

/* Sends what has not been sent; after a cancel all of it anew, the same sound under the same id, lest it begin twice. */
static void send_planned(struct cue_player *player, const struct wanted *planned, size_t count, int64_t now_ns) {
  struct sent before = player->sent;
  if (is_outdated(&player->sent, planned, count, now_ns)) {
    service_say(player->service, &(struct wire_message){.kind = WIRE_CANCEL}, now_ns);
    sent_drop_after(&player->sent, now_ns - LATE_NS);
  }
  for (size_t i = 0; i < count; i++) {
    const struct sent_sound *there = sent_find(&player->sent, &planned[i].what);
    if (there == NULL || there->called_off) {
      const struct sent_sound *same = sent_find(&before, &planned[i].what);
      int64_t id = same != NULL ? same->id : player->next_id++;
      sent_forget(&player->sent, id);
      send_wanted(player, &planned[i], id, now_ns);
    }
  }
}

/* A view, and the real moment at which things stand like that. */
struct outlook {
  const struct session_view *view;
  int64_t view_ns;
};

static int64_t real_of(const struct cue_player *player, const struct outlook *outlook, int64_t t_ns) {
  return outlook->view_ns + (int64_t)((double)(t_ns - outlook->view->t_ns) / player->speed);
}

/* Makes words known that are due later, each lately once. */
static void prepare(struct cue_player *player, const char *text, int64_t now_ns) {
  uint64_t key = words_key(text);
  for (size_t i = 0; i < PREPARED_MAX; i++) {
    if (player->prepared[i] == key) {
      return;
    }
  }
  player->prepared[player->prepared_at++ % PREPARED_MAX] = key;
  struct wire_message message = {.kind = WIRE_PREPARE};
  spell(player, text, message.prepare.text);
  service_say(player->service, &message, now_ns);
}

static bool is_heard(const struct cue_player *player, enum cue_sound sound) {
  return sound != CUE_SOUND_NONE && player->verbosity != VERBOSITY_SILENT && (player->breathing || !cue_sound_is_breath(sound));
}

/* Adds the sounds of the next 2 s to `planned`; the moment of the first one after them into `*next_ns`. */
static size_t plan_sounds(const struct cue_player *player, const struct outlook *outlook, struct wanted *planned,
                          int64_t *next_ns) {
  struct cue_due due[PLAN_MAX];
  int64_t horizon_ns = (int64_t)((double)HORIZON_NS * player->speed);
  size_t count = cue_plan(outlook->view, horizon_ns, due, PLAN_MAX, next_ns);
  size_t wanted = 0;
  for (size_t i = 0; i < count; i++) {
    if (is_heard(player, due[i].cue->sound)) {
      planned[wanted++] = wanted_sound(due[i].cue->sound, real_of(player, outlook, due[i].at_ns));
    }
  }
  *next_ns = *next_ns == INT64_MAX ? INT64_MAX : real_of(player, outlook, *next_ns);
  return wanted;
}

/* The same for words; those that come later are made known. Each may take until the next ones. */
static size_t plan_words(struct cue_player *player, const struct outlook *outlook, int64_t now_ns, struct wanted *planned,
                         int64_t *next_ns) {
  struct cue_due due[WORDS_MAX];
  int64_t horizon_ns = (int64_t)((double)WORDS_HORIZON_NS * player->speed);
  size_t count = cue_plan_words(outlook->view, player->verbosity, horizon_ns, due, WORDS_MAX, next_ns);
  size_t soon = 0;
  *next_ns = *next_ns == INT64_MAX ? INT64_MAX : real_of(player, outlook, *next_ns);
  player->words_ns = count > 0 ? real_of(player, outlook, due[0].at_ns) : *next_ns;
  for (size_t i = count; i-- > 0;) {
    int64_t at_ns = real_of(player, outlook, due[i].at_ns);
    if (at_ns - outlook->view_ns <= HORIZON_NS) {
      planned[i] = wanted_words(due[i].cue, at_ns, *next_ns);
      soon = soon > 0 ? soon : i + 1;
    } else {
      prepare(player, due[i].cue->text, now_ns);
    }
    *next_ns = at_ns;
  }
  *next_ns = soon < count ? real_of(player, outlook, due[soon].at_ns) : INT64_MAX;
  return soon;
}

static void plan(struct cue_player *player, const struct outlook *outlook, int64_t now_ns) {
  struct wanted planned[PLAN_MAX + WORDS_MAX];
  int64_t next_ns = INT64_MAX;
  int64_t next_words_ns = INT64_MAX;
  size_t count = 0;
  if (player->service->stage != SERVICE_SERVING) {
    return;
  }
  if (player->verbosity != VERBOSITY_SILENT) {
    count = plan_sounds(player, outlook, planned, &next_ns);
  }
  if (!player->service->voiceless) {
    count += plan_words(player, outlook, now_ns, planned + count, &next_words_ns);
  }
  send_planned(player, planned, count, now_ns);
  sent_drop_before(&player->sent, now_ns - FORGET_NS);
  next_ns = next_words_ns < next_ns ? next_words_ns : next_ns;
  player->replan_ns = next_ns == INT64_MAX ? INT64_MAX : next_ns - REFRESH_NS;
}

void cue_player_plan(struct cue_player *player, const struct session_view *view, int64_t now_ns) {
  plan(player, &(struct outlook){.view = view, .view_ns = now_ns}, now_ns);
}

void cue_player_plan_start(struct cue_player *player, const struct session_view *view, int64_t start_ns, int64_t now_ns) {
  struct session_view begun = *view;
  begun.state = view->state == SESSION_READY ? SESSION_RUNNING : view->state;
  plan(player, &(struct outlook){.view = &begun, .view_ns = start_ns}, now_ns);
}

static bool is_worth_a_bell(enum cue_sound sound) {
  return sound == CUE_SOUND_START || sound == CUE_SOUND_END || sound == CUE_SOUND_SWITCH || sound == CUE_SOUND_REST ||
         sound == CUE_SOUND_FINISH || sound == CUE_SOUND_WARNING;
}

/* Sends what was not sent ahead, or was called off meanwhile. */
static void send_now(struct cue_player *player, const struct wanted *wanted, int64_t now_ns) {
  const struct sent_sound *there = sent_find(&player->sent, &wanted->what);
  if (there == NULL || there->called_off) {
    int64_t id = there != NULL ? there->id : player->next_id++;
    sent_forget(&player->sent, id);
    send_wanted(player, wanted, id, now_ns);
  }
}

static void play_at(struct cue_player *player, enum cue_sound sound, int64_t at_ns, int64_t now_ns) {
  bool silent = player->verbosity == VERBOSITY_SILENT;
  bool sounds = player->status.path == CUE_PATH_PORTAUDIO || player->status.path == CUE_PATH_LINK;
  player->unheard = player->unheard || (is_worth_a_bell(sound) && (silent || player->status.muted || !sounds));
  if (!is_heard(player, sound)) {
    return;
  }
  if (player->status.path == CUE_PATH_BELL && !player->status.muted && is_worth_a_bell(sound)) {
    player->bell = sound;
  }
  bool useful = player->service->hope != HOPE_LOST && now_ns - at_ns <= LATE_NS;
  struct wanted wanted = wanted_sound(sound, at_ns);
  if (useful) {
    send_now(player, &wanted, now_ns);
  }
}

/* Words that could not be foreseen, such as after going on: they may take until those that can, else about what they were
 * thought to. */
static void say_at(struct cue_player *player, const struct cue *cue, int64_t at_ns, int64_t now_ns) {
  bool useful = !player->service->voiceless && player->service->hope != HOPE_LOST && now_ns - at_ns <= LATE_NS;
  if (!useful || !words_are_said(cue, player->verbosity)) {
    return;
  }
  int64_t until_ns = at_ns + cue->speech_ns + LATE_NS;
  struct wanted wanted =
      wanted_words(cue, at_ns, player->words_ns > at_ns && player->words_ns != INT64_MAX ? player->words_ns : until_ns);
  send_now(player, &wanted, now_ns);
}

/* Where time no longer goes on as it did, what is under way stops, too: a breath is as long as all that was sent ahead. */
static bool breaks_off(enum session_event_kind kind) {
  return kind == EVENT_PAUSED || kind == EVENT_STALLED || kind == EVENT_SKIPPED || kind == EVENT_BACK || kind == EVENT_JUMPED ||
         kind == EVENT_STOPPED;
}

void cue_player_fire(struct cue_player *player, const struct session_event *event, int64_t now_ns) {
  if (breaks_off(event->kind)) {
    service_say(player->service, &(struct wire_message){.kind = WIRE_CANCEL}, now_ns);
    sent_call_off_after(&player->sent, now_ns - LATE_NS);
  }
  if (event->kind != EVENT_CUE) {
    return;
  }
  int64_t late_ns = (int64_t)((double)event->cue.late_ns / player->speed);
  play_at(player, event->cue.cue->sound, now_ns - late_ns, now_ns);
  say_at(player, event->cue.cue, now_ns - late_ns, now_ns);
}

void cue_player_play(struct cue_player *player, enum cue_sound sound, int64_t now_ns) {
  play_at(player, sound, now_ns, now_ns);
}

enum cue_sound cue_player_take_bell(struct cue_player *player) {
  enum cue_sound bell = player->bell;
  player->bell = CUE_SOUND_NONE;
  return bell;
}

bool cue_player_take_unheard(struct cue_player *player) {
  bool unheard = player->unheard;
  player->unheard = false;
  return unheard;
}

void cue_player_set_volume(struct cue_player *player, int percent) {
  player->service->volume_percent = percent < 0 ? 0 : percent > 100 ? 100 : percent;
  service_say_volume(player->service, player->turn_ns);
  judge(player);
}

void cue_player_set_mute(struct cue_player *player, bool muted) {
  player->service->muted = muted;
  service_say_volume(player->service, player->turn_ns);
  judge(player);
}

void cue_player_set_verbosity(struct cue_player *player, enum verbosity verbosity) {
  player->verbosity = verbosity;
  judge(player);
}

void cue_player_status(const struct cue_player *player, struct cue_status *status) {
  *status = player->status;
}

bool cue_player_take_change(struct cue_player *player) {
  bool changed = player->changed;
  player->changed = false;
  return changed;
}
