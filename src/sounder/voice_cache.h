#ifndef SOUNDER_VOICE_CACHE_H
#define SOUNDER_VOICE_CACHE_H

#include "sounder/voice_engine.h"

#include <stdint.h>

/*
 * Speech kept on disk, a file for each text, voice and rate, so that it is made once. Nothing here fails: what is not
 * there, damaged, or of another text is made anew, and what cannot be written is not kept.
 */
struct voice_cache;

#define VOICE_CACHE_BYTES_MAX (INT64_C(64) << 20)

/* Keeps at most `bytes_max` in `folder`, which is made when there is first something to keep. Caller closes. */
struct voice_cache *voice_cache_open(const char *folder, int64_t bytes_max);

/* NULL is fine. */
void voice_cache_close(struct voice_cache *cache);

/* Fills `*out` with what `voice` says for `text` at `rate`; false when it is not there. */
bool voice_cache_load(struct voice_cache *cache, const char *voice, const char *text, int rate, struct voice_samples *out);

/* Keeps `speech`; when all together pass the bound, those not used for longest go. */
void voice_cache_store(struct voice_cache *cache, const char *voice, const char *text, const struct voice_samples *speech);

#endif
