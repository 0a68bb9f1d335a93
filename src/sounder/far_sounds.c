#include "sounder/far_sounds.h"

#include "base/memory.h"
#include "sounder/decode.h"
#include "sounder/far_fetch.h"
#include "sounder/sound_cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum stage {
  NOT_OFFERED,
  WANTED,  /* to be fetched */
  KEPT,    /* it is on disk */
  REFUSED, /* the built-in sound is heard */
};

/* A sound as it was read for one rate. */
struct read_sound {
  struct mixer_sound sound;
  struct read_sound *next;
};

struct far_sound {
  enum stage stage;
  char sha256[SHA256_TEXT_SIZE];
  size_t length;
  int rate;                /* for which it is, or cannot be, heard */
  struct read_sound *read; /* the mixer may hold any of them */
};

struct far_sounds {
  struct far_sounds_options options;
  bool is_own[CUE_SOUND_COUNT_OF];
  struct far_sound sounds[CUE_SOUND_COUNT_OF];
  struct far_fetch fetch;
  struct decode *decode; /* NULL: nothing is being read */
  enum cue_sound decoded;
};

struct far_sounds *far_sounds_create(const struct far_sounds_options *options, const struct bank_source *own) {
  struct far_sounds *far = memory_alloc(1, sizeof *far);
  far->options = *options;
  for (size_t i = 0; i < CUE_SOUND_COUNT_OF; i++) {
    far->is_own[i] = own->own[i] != NULL;
  }
  return far;
}

void far_sounds_destroy(struct far_sounds *far) {
  if (far == NULL) {
    return;
  }
  far_fetch_end(&far->fetch);
  decode_end(far->decode);
  for (size_t i = 0; i < CUE_SOUND_COUNT_OF; i++) {
    for (struct read_sound *read = far->sounds[i].read, *next; read != NULL; read = next) {
      next = read->next;
      free((float *)read->sound.clip.samples);
      free(read);
    }
  }
  free(far);
}

/* The built-in sound stays, and the person is told why. */
static bool refuse(struct far_sounds *far, enum cue_sound sound, const char *why, struct error *err) {
  struct wire_message notice = {.kind = WIRE_NOTICE};
  far->sounds[sound].stage = REFUSED;
  snprintf(notice.notice.text, sizeof notice.notice.text, "the built-in sound for %s is played: the far machine's own %.120s",
           cue_sound_name(sound), why);
  return wire_link_send(far->options.link, &notice, err);
}

/* Puts all that wait for the same file to `stage`; or, `why` being given, refuses them. */
static bool settle(struct far_sounds *far, const char *sha256, enum stage stage, const char *why, struct error *err) {
  bool well = true;
  for (enum cue_sound sound = CUE_SOUND_NONE + 1; sound < CUE_SOUND_COUNT_OF; sound++) {
    struct far_sound *one = &far->sounds[sound];
    if (one->stage != WANTED || strcmp(one->sha256, sha256) != 0) {
      continue;
    }
    one->stage = stage;
    well = (why == NULL || refuse(far, sound, why, err)) && well;
  }
  return well;
}

bool far_sounds_offered(struct far_sounds *far, const struct wire_message *offer, struct error *err) {
  enum cue_sound sound = offer->offer.sound;
  struct far_sound *one = &far->sounds[sound];
  if (far->options.folder == NULL || far->is_own[sound] || one->stage != NOT_OFFERED) {
    return true;
  }
  if (offer->offer.bytes < 1 || offer->offer.bytes > WIRE_SOUND_BYTES_MAX) {
    return refuse(far, sound, "is too large", err);
  }
  memcpy(one->sha256, offer->offer.sha256, sizeof one->sha256);
  one->length = (size_t)offer->offer.bytes;
  int fd = sound_cache_open(far->options.folder, one->sha256);
  one->stage = fd >= 0 ? KEPT : WANTED;
  if (fd >= 0) {
    close(fd);
  }
  return true;
}

/* All of a file is here: what it is called is what it must be. */
static bool conclude(struct far_sounds *far, struct error *err) {
  struct far_fetch *fetch = &far->fetch;
  char found[SHA256_TEXT_SIZE];
  struct error fault = {.code = ERROR_NONE};
  const char *why = NULL;
  sha256_text(fetch->bytes, fetch->length, found);
  if (strcmp(found, fetch->sha256) != 0) {
    why = "is not what was announced";
  } else if (!sound_cache_store(far->options.folder, fetch->sha256, fetch->bytes, fetch->length, &fault)) {
    why = "cannot be kept here";
  }
  bool well = settle(far, fetch->sha256, KEPT, why, err);
  far_fetch_end(fetch);
  return well;
}

bool far_sounds_chunk(struct far_sounds *far, const struct wire_message *chunk, int64_t round_trip_ns, int64_t now_ns,
                      struct error *err) {
  if (!far_fetch_take(&far->fetch, chunk, round_trip_ns, now_ns)) {
    return error_set(err, ERROR_INPUT, "a piece of a sound that was not asked for");
  }
  return !far_fetch_is_whole(&far->fetch) || conclude(far, err);
}

static bool fetch(struct far_sounds *far, int64_t now_ns, struct error *err) {
  struct wire_message want;
  for (size_t i = 0; i < CUE_SOUND_COUNT_OF && !far->fetch.active; i++) {
    if (far->sounds[i].stage == WANTED) {
      far_fetch_begin(&far->fetch, far->sounds[i].sha256, far->sounds[i].length, now_ns);
    }
  }
  return !far_fetch_ask(&far->fetch, now_ns, &want) || wire_link_send(far->options.link, &want, err);
}

/* What was read for this rate before needs no reading. */
static bool is_read(struct far_sounds *far, enum cue_sound sound, int rate) {
  for (struct read_sound *read = far->sounds[sound].read; read != NULL; read = read->next) {
    if (read->sound.rate == rate) {
      mixer_replace(far->options.mixer, sound, &read->sound);
      return true;
    }
  }
  return false;
}

static bool start_reading(struct far_sounds *far, enum cue_sound sound, int64_t now_ns) {
  const struct far_sound *one = &far->sounds[sound];
  const struct decode_request request = {.sound = sound, .rate = one->rate};
  int fd = sound_cache_open(far->options.folder, one->sha256);
  if (fd < 0) {
    return false;
  }
  far->decode = decode_start(far->options.program, fd, &request, now_ns, NULL);
  far->decoded = sound;
  close(fd);
  return far->decode != NULL;
}

/* Begins to read the next one that is not yet there for `rate`. */
static bool begin_reading(struct far_sounds *far, int rate, int64_t now_ns, struct error *err) {
  for (enum cue_sound sound = CUE_SOUND_NONE + 1; sound < CUE_SOUND_COUNT_OF && far->decode == NULL; sound++) {
    struct far_sound *one = &far->sounds[sound];
    if (one->stage != KEPT || one->rate == rate) {
      continue;
    }
    one->rate = rate;
    if (!is_read(far, sound, rate) && !start_reading(far, sound, now_ns)) {
      return refuse(far, sound, "cannot be read", err);
    }
  }
  return true;
}

static bool take_read(struct far_sounds *far, int64_t now_ns, struct error *err) {
  struct clip clip;
  struct far_sound *one = &far->sounds[far->decoded];
  enum decoded answer = decode_turn(far->decode, now_ns, &clip);
  if (answer == DECODED_LATER) {
    return true;
  }
  decode_end(far->decode);
  far->decode = NULL;
  if (answer == DECODED_NOT) {
    return refuse(far, far->decoded, "is no sound that can be used", err);
  }
  struct read_sound *read = memory_alloc(1, sizeof *read);
  *read = (struct read_sound){.sound = {.clip = clip, .rate = one->rate}, .next = one->read};
  one->read = read;
  mixer_replace(far->options.mixer, far->decoded, &read->sound);
  return true;
}

bool far_sounds_turn(struct far_sounds *far, int rate, int64_t now_ns, struct error *err) {
  bool well = fetch(far, now_ns, err) && (far->decode == NULL || take_read(far, now_ns, err));
  return well && (rate == 0 || far->decode != NULL || begin_reading(far, rate, now_ns, err));
}

int64_t far_sounds_deadline(const struct far_sounds *far) {
  int64_t fetch_ns = far_fetch_deadline(&far->fetch);
  return far->decode != NULL && decode_deadline(far->decode) < fetch_ns ? decode_deadline(far->decode) : fetch_ns;
}

int far_sounds_fd(const struct far_sounds *far) {
  return far->decode != NULL ? decode_fd(far->decode) : -1;
}
