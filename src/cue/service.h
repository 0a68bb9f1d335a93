#ifndef CUE_SERVICE_H
#define CUE_SERVICE_H

#include "cue/offers.h"
#include "wire/clock.h"
#include "wire/link.h"

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * A sounder at the other end of a link: started when it is ours, talked to, watched, started anew when it is gone (a few
 * times, ever later). Knows nothing of sessions.
 */

enum service_stage {
  SERVICE_OFF,     /* no sounder, for good */
  SERVICE_SERVING, /* there is a link */
  SERVICE_ENDING,  /* the child has been killed and is to be reaped */
  SERVICE_RESTING, /* until it is started anew */
};

enum service_hope { HOPE_OPEN, HOPE_LIVE, HOPE_LOST }; /* of sound being heard through it */

struct service_options {
  const char *program; /* NULL or empty: not installed */
  const char *sounds, *log;
  const char *voice;             /* as limber-sounder --voice takes it; NULL: its usual one */
  const char *const *own_sounds; /* as process.h has it */
  int64_t (*clock_ns)(void);
};

struct service {
  struct service_options options;
  enum service_stage stage;
  enum service_hope hope;
  char reason[256]; /* HOPE_LOST: why */
  bool silent;      /* … only for as long as the link stands still */
  int64_t links;    /* counts up with every link: what was sent before is lost */
  int volume_percent;
  bool muted;
  char voice[32];         /* that the sounder has; empty: none, or not known yet */
  bool voiceless;         /* it has said that it has none */
  char voice_reason[256]; /* why it has none; else empty */
  char notice[256];       /* the last one it gave; else empty */
  int64_t latency_ms, round_trip_ns, underruns, missed;
  struct offers *offers; /* borrowed: files for a sounder elsewhere; NULL: none */
  /* Its own: */
  struct wire_message wanted;    /* the piece of a file that it waits for; no WANT: none */
  enum service_hope hope_before; /* falling silent */
  struct wire_link *link;
  pid_t child; /* 0: none */
  size_t starts;
  int64_t started_ns;
  int64_t wake_ns; /* the end of RESTING, the next look at an ENDING child */
  struct wire_clock clock;
  int64_t pinged_ns; /* the last ping's stamp */
  int64_t asked_ns;  /* since when an answer is owed; 0: none */
};

/* Starts a sounder of our own. `service` is zeroed but for options, volume and mute. */
void service_start(struct service *service, int64_t now_ns);

/* Talks to the one at the other end of `fd`, which is taken over; it does not come again when it is gone. */
void service_connect(struct service *service, int fd, int64_t now_ns);

/* Another session begins with the sounder that is there: tells it the volume and asks for a sign of life. */
void service_go_on(struct service *service, int64_t now_ns);

/* Hears it out; notices its end and its silence; starts it anew when it is time. */
void service_turn(struct service *service, int64_t now_ns);

/* When it wants a turn without having been told anything; INT64_MAX: not by itself. */
int64_t service_deadline(const struct service *service);

/* What to wait for; false when there is nothing. */
bool service_pollfd(const struct service *service, struct pollfd *watched);

/* Sends `message`; false when there is nobody, or nobody any more. */
bool service_say(struct service *service, const struct wire_message *message, int64_t now_ns);

/* Tells it the volume and whether to be mute. */
void service_say_volume(struct service *service, int64_t now_ns);

/* Asks for a sign of life, unless one is owed already. */
void service_ping(struct service *service, int64_t now_ns);

/* Ends it and leaves nothing behind: waits up to 3 s when `finishing` what rings, else 0.3 s, then kills it. */
void service_end(struct service *service, bool finishing, int64_t now_ns);

#endif
