#include "cue/player.h"

#include "base/memory.h"
#include "base/timespan.h"
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

struct cue_player {
  enum cue_audio audio;
  double speed;
  struct service service;
  int64_t links; /* the service's, when `sent` was last right */
  struct sent sent;
  int64_t next_id;
  int64_t turn_ns;
  int64_t replan_ns; /* INT64_MAX: no need */
  enum cue_sound bell;
  bool changed;
  struct cue_status status;
};

static bool has_sounder(const struct cue_player *player) {
  return player->audio != CUE_AUDIO_BELL && player->audio != CUE_AUDIO_NONE;
}

/* The path through the sounder: hoped for, there, or lost. */
static void judge_sounder(const struct cue_player *player, struct cue_status *status) {
  const struct service *service = &player->service;
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
  const struct service *service = &player->service;
  const struct cue_status *was = &player->status;
  struct cue_status status = {.path = player->audio == CUE_AUDIO_BELL ? CUE_PATH_BELL : CUE_PATH_NONE,
                              .settled = true,
                              .volume_percent = service->volume_percent,
                              .muted = service->muted,
                              .latency_ms = service->latency_ms,
                              .round_trip_ns = service->round_trip_ns,
                              .underruns = service->underruns,
                              .missed = service->missed};
  if (has_sounder(player)) {
    judge_sounder(player, &status);
  }
  player->changed = player->changed || status.path != was->path || status.settled != was->settled ||
                    status.failed != was->failed || status.muted != was->muted || strcmp(status.reason, was->reason) != 0;
  player->status = status;
}

struct cue_player *cue_player_create(const struct cue_player_options *options, int64_t now_ns) {
  struct cue_player *player = memory_alloc(1, sizeof *player);
  player->audio = options->audio;
  player->speed = options->speed;
  player->replan_ns = INT64_MAX;
  player->turn_ns = now_ns;
  player->next_id = 1;
  player->changed = true;
  player->service.options = (struct service_options){
      .program = options->sounder, .sounds = options->sounds, .log = options->log, .clock_ns = options->clock_ns};
  player->service.volume_percent = options->volume_percent;
  player->service.muted = options->muted;
  if (options->audio == CUE_AUDIO_LINK) {
    service_connect(&player->service, options->link_fd, now_ns);
  } else if (has_sounder(player)) {
    service_start(&player->service, now_ns);
  }
  player->links = player->service.links;
  judge(player);
  return player;
}

void cue_player_destroy(struct cue_player *player, bool finishing) {
  if (player != NULL) {
    service_end(&player->service, finishing, player->turn_ns);
    free(player);
  }
}

bool cue_player_pollfd(const struct cue_player *player, struct pollfd *watched) {
  return service_pollfd(&player->service, watched);
}

void cue_player_turn(struct cue_player *player, int64_t now_ns) {
  player->turn_ns = now_ns;
  service_turn(&player->service, now_ns);
  if (player->links != player->service.links) {
    player->links = player->service.links;
    player->sent.count = 0; /* what the lost one had not begun, the next one shall be sent */
  }
  judge(player);
}

int64_t cue_player_deadline(const struct cue_player *player) {
  int64_t service_ns = service_deadline(&player->service);
  bool serving = player->service.stage == SERVICE_SERVING;
  return serving && player->replan_ns < service_ns ? player->replan_ns : service_ns;
}

static void send_sound(struct cue_player *player, enum cue_sound sound, int64_t at_ns, int64_t id, int64_t now_ns) {
  struct wire_message play = {.kind = WIRE_PLAY,
                              .play = {.id = id, .at_ns = at_ns > 0 ? at_ns : 0, .sound = sound, .gain_percent = 100}};
  if (service_say(&player->service, &play, now_ns)) {
    sent_add(&player->sent, &(struct sent_sound){.id = id, .at_ns = at_ns, .sound = sound});
    service_ping(&player->service, now_ns); /* whoever is to play shall show that it is alive */
  }
}

/* Whether something has been sent for later that the plan no longer holds. */
static bool is_outdated(const struct sent *sent, const struct sent *planned, int64_t now_ns) {
  for (size_t i = 0; i < sent->count; i++) {
    const struct sent_sound *sound = &sent->sounds[i];
    if (sound->at_ns > now_ns + BEGUN_NS && sent_find(planned, sound->sound, sound->at_ns) == NULL) {
      return true;
    }
  }
  return false;
}

/* Sends what has not been sent; after a cancel all of it anew, the same sound under the same id, lest it begin twice. */
static void send_planned(struct cue_player *player, const struct sent *planned, int64_t now_ns) {
  struct sent before = player->sent;
  if (is_outdated(&player->sent, planned, now_ns)) {
    service_say(&player->service, &(struct wire_message){.kind = WIRE_CANCEL}, now_ns);
    sent_drop_after(&player->sent, now_ns - LATE_NS);
  }
  for (size_t i = 0; i < planned->count; i++) {
    const struct sent_sound *sound = &planned->sounds[i];
    if (sent_find(&player->sent, sound->sound, sound->at_ns) == NULL) {
      const struct sent_sound *same = sent_find(&before, sound->sound, sound->at_ns);
      send_sound(player, sound->sound, sound->at_ns, same != NULL ? same->id : player->next_id++, now_ns);
    }
  }
}

static int64_t real_of(const struct cue_player *player, const struct session_view *view, int64_t t_ns, int64_t now_ns) {
  return now_ns + (int64_t)((double)(t_ns - view->t_ns) / player->speed);
}

void cue_player_plan(struct cue_player *player, const struct session_view *view, int64_t now_ns) {
  struct cue_due due[PLAN_MAX];
  struct sent planned = {.count = 0};
  int64_t next_ns = INT64_MAX;
  if (player->service.stage != SERVICE_SERVING) {
    return;
  }
  size_t count = cue_plan(view, (int64_t)((double)HORIZON_NS * player->speed), due, PLAN_MAX, &next_ns);
  for (size_t i = 0; i < count; i++) {
    sent_add(&planned, &(struct sent_sound){.sound = due[i].cue->sound, .at_ns = real_of(player, view, due[i].at_ns, now_ns)});
  }
  send_planned(player, &planned, now_ns);
  sent_drop_before(&player->sent, now_ns - FORGET_NS);
  player->replan_ns = next_ns == INT64_MAX ? INT64_MAX : real_of(player, view, next_ns, now_ns) - REFRESH_NS;
}

static bool is_worth_a_bell(enum cue_sound sound) {
  return sound == CUE_SOUND_START || sound == CUE_SOUND_END || sound == CUE_SOUND_SWITCH || sound == CUE_SOUND_REST ||
         sound == CUE_SOUND_FINISH || sound == CUE_SOUND_WARNING;
}

static void play_at(struct cue_player *player, enum cue_sound sound, int64_t at_ns, int64_t now_ns) {
  if (player->status.path == CUE_PATH_BELL && !player->status.muted && is_worth_a_bell(sound)) {
    player->bell = sound;
  }
  bool useful = player->service.hope != HOPE_LOST && now_ns - at_ns <= LATE_NS;
  if (useful && sent_find(&player->sent, sound, at_ns) == NULL) {
    send_sound(player, sound, at_ns, player->next_id++, now_ns);
  }
}

void cue_player_fire(struct cue_player *player, const struct session_event *event, int64_t now_ns) {
  if (event->kind != EVENT_CUE || event->cue.cue->sound == CUE_SOUND_NONE) {
    return;
  }
  int64_t late_ns = (int64_t)((double)event->cue.late_ns / player->speed);
  play_at(player, event->cue.cue->sound, now_ns - late_ns, now_ns);
}

void cue_player_play(struct cue_player *player, enum cue_sound sound, int64_t now_ns) {
  play_at(player, sound, now_ns, now_ns);
}

enum cue_sound cue_player_take_bell(struct cue_player *player) {
  enum cue_sound bell = player->bell;
  player->bell = CUE_SOUND_NONE;
  return bell;
}

void cue_player_set_volume(struct cue_player *player, int percent) {
  player->service.volume_percent = percent < 0 ? 0 : percent > 100 ? 100 : percent;
  service_say_volume(&player->service, player->turn_ns);
  judge(player);
}

void cue_player_set_mute(struct cue_player *player, bool muted) {
  player->service.muted = muted;
  service_say_volume(&player->service, player->turn_ns);
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
