#ifndef BASE_SOUND_FORMAT_H
#define BASE_SOUND_FORMAT_H

/*
 * The kinds of sound file that are written, listed once, told by how their names end. Columns: enumerator, the end of the
 * name, what a cue sheet calls such a file.
 */
#define SOUND_FORMAT_LIST(X) \
  X(WAV, ".wav", "WAVE") \
  X(FLAC, ".flac", "WAVE") \
  X(OGG, ".ogg", "WAVE") \
  X(OPUS, ".opus", "WAVE") \
  X(MP3, ".mp3", "MP3")

enum sound_format {
#define X(id, suffix, sheet) SOUND_FORMAT_##id,
  SOUND_FORMAT_LIST(X)
#undef X
      SOUND_FORMAT_COUNT,
  SOUND_FORMAT_NONE = SOUND_FORMAT_COUNT
};

/* All of them as words: ".wav, .flac, .ogg, .opus or .mp3". */
extern const char sound_format_words[];

/* The kind that the name of `path` stands for, capitals or not; SOUND_FORMAT_NONE: another. */
enum sound_format sound_format_of(const char *path);

/* The end of its names, such as ".wav". */
const char *sound_format_suffix(enum sound_format format);

/* What a cue sheet calls it. */
const char *sound_format_in_sheet(enum sound_format format);

#endif
