#include "sounder/output_file.h"

#include "base/macros.h"
#include "base/memory.h"
#include "base/timespan.h"
#include "sounder/hand_over.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK 16384
#define TELL_BLOCKS 16 /* between two words on progress: 5 s of sound */
#define PATH_SIZE 4096
#define UNSAID_MAX 3                                   /* as many words in vain, and none made, end it */
#define WAV_LONGEST_NS (INT64_C(12) * 3600 * NS_PER_S) /* what its 32-bit sizes can hold, at 16 bits */
#define LONGEST_NS (INT64_C(25) * 3600 * NS_PER_S)

static const int formats[SOUND_FORMAT_COUNT] = {
    [SOUND_FORMAT_WAV] = SF_FORMAT_WAV | SF_FORMAT_PCM_16,          [SOUND_FORMAT_FLAC] = SF_FORMAT_FLAC | SF_FORMAT_PCM_16,
    [SOUND_FORMAT_OGG] = SF_FORMAT_OGG | SF_FORMAT_VORBIS,          [SOUND_FORMAT_OPUS] = SF_FORMAT_OGG | SF_FORMAT_OPUS,
    [SOUND_FORMAT_MP3] = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III,
};

/* --- which kinds this libsndfile can make: it says so only when it is asked to open one --- */

static sf_count_t nowhere_length(void *at) {
  return *(sf_count_t *)at;
}

static sf_count_t nowhere_seek(sf_count_t offset, int whence, void *at) {
  (void)whence;
  *(sf_count_t *)at = offset;
  return offset;
}

static sf_count_t nowhere_read(void *out, sf_count_t count, void *at) {
  (void)out;
  (void)count;
  (void)at;
  return 0;
}

static sf_count_t nowhere_write(const void *bytes, sf_count_t count, void *at) {
  (void)bytes;
  *(sf_count_t *)at += count;
  return count;
}

bool output_file_can_make(enum sound_format format) {
  SF_VIRTUAL_IO nowhere = {nowhere_length, nowhere_seek, nowhere_read, nowhere_write, nowhere_length};
  SF_INFO info = {.samplerate = OUTPUT_FILE_RATE, .channels = 1, .format = formats[format]};
  sf_count_t at = 0;
  SNDFILE *file = sf_open_virtual(&nowhere, SFM_WRITE, &info, &at);
  if (file) {
    sf_close(file);
  }
  return file != NULL;
}

bool output_file_check(const char *path, struct error *err) {
  enum sound_format format = sound_format_of(path);
  char can[64] = "";
  if (format == SOUND_FORMAT_NONE) {
    return error_set(err, ERROR_USAGE, "%s: the name must end in %s", path, sound_format_words);
  }
  if (output_file_can_make(format)) {
    return true;
  }
  for (int i = 0; i < SOUND_FORMAT_COUNT; i++) {
    size_t used = strlen(can);
    if (output_file_can_make((enum sound_format)i)) {
      snprintf(can + used, sizeof can - used, "%s%s", used > 0 ? ", " : "", sound_format_suffix((enum sound_format)i));
    }
  }
  return error_set(err, ERROR_MACHINE, "this machine's libsndfile cannot make %s files; it can make %s",
                   sound_format_suffix(format), can[0] != '\0' ? can : "none");
}

/* --- writing --- */

/* A file that is being written. */
struct writing {
  const struct output_file *out;
  const struct schedule *schedule;
  struct mixer *mixer;
  struct voice *voice;
  struct frame_clock clock;
  size_t handed; /* of the schedule */
  size_t unsaid; /* words that the voice could not make, */
  bool speaks;   /* and whether it has made any */
};

/* Takes note of whether the voice makes words; a voice that makes none would be waited for again and again. */
static bool mind_voice(struct writing *writing, const struct scheduled *item, struct error *err) {
  struct speech *ignored;
  if (!item->text || voice_find(writing->voice, item->text, &ignored) != VOICE_CANNOT) {
    writing->speaks = writing->speaks || item->text;
    return true;
  }
  writing->unsaid++;
  return writing->speaks || writing->unsaid < UNSAID_MAX ||
         error_set(err, ERROR_MACHINE, "%s: not written, the voice makes no words", writing->out->path);
}

/* Hands the mixer what begins in the coming block, so that its few voices serve any number of sounds. */
static bool hand_over_until(struct writing *writing, int64_t before, struct error *err) {
  while (writing->handed < writing->schedule->count) {
    const struct scheduled *item = &writing->schedule->items[writing->handed];
    if (frame_clock_frame(&writing->clock, item->due_ns) >= before ||
        hand_over(writing->mixer, writing->voice, item, item->due_ns, OUTPUT_FILE_RATE, true) == HANDED_LATER) {
      return true;
    }
    writing->handed++;
    if (!mind_voice(writing, item, err)) {
      return false;
    }
  }
  return true;
}

/* Most of a session is silence, which needs no rounding. */
static bool write_block(SNDFILE *file, const float *samples, size_t count) {
  short block[BLOCK];
  for (size_t i = 0; i < count; i++) {
    block[i] = samples[i] == 0 ? (short)0 : (short)lrintf(samples[i] * 32767.0F);
  }
  return sf_write_short(file, block, (sf_count_t)count) == (sf_count_t)count;
}

static bool go_on(const struct output_file *out, int64_t at_ns, struct error *err) {
  return out->progress == NULL || out->progress(out->context, at_ns, err);
}

/* How many frames of the block at `frame` belong to the file: all, or, of the last one, those up to its end. */
static size_t frames_of(const struct writing *writing, int64_t frame, bool *last) {
  int64_t until = frame_clock_frame(&writing->clock, writing->out->until_ns), rings_ns = mixer_rings_until(writing->mixer);
  int64_t rings_until = rings_ns < 0 ? 0 : frame_clock_frame(&writing->clock, rings_ns);
  int64_t end = rings_until > until ? rings_until : until;
  *last = writing->handed == writing->schedule->count && end <= frame + BLOCK;
  return *last ? (size_t)(end > frame ? end - frame : 0) : BLOCK;
}

static bool write_all(SNDFILE *file, struct writing *writing, struct error *err) {
  bool last = false;
  for (int64_t frame = 0; !last; frame += BLOCK) {
    float block[BLOCK];
    struct mixer_report report;
    if (frame / BLOCK % TELL_BLOCKS == 0 && !go_on(writing->out, frame_clock_time(&writing->clock, frame), err)) {
      return false;
    }
    if (!hand_over_until(writing, frame + BLOCK, err)) {
      return false;
    }
    mixer_render(writing->mixer, &writing->clock, frame, block, BLOCK);
    while (mixer_take_report(writing->mixer, &report)) {
      ;
    }
    size_t count = frames_of(writing, frame, &last);
    if (!write_block(file, block, count)) {
      return error_set(err, ERROR_MACHINE, "%s: cannot be written (%s)", writing->out->path, sf_strerror(file));
    }
  }
  return true;
}

static void set_tag(SNDFILE *file, int tag, const char *text) {
  if (text != NULL && text[0] != '\0') {
    sf_set_string(file, tag, text);
  }
}

/* The cue points go into the header, before the first sample. Other kinds take the call and write nothing. */
static void set_marks(SNDFILE *file, const struct output_file *out) {
  size_t count = out->mark_count < OUTPUT_FILE_MARKS_MAX ? out->mark_count : OUTPUT_FILE_MARKS_MAX;
  if (count == 0) {
    return;
  }
  SF_CUES_VAR(OUTPUT_FILE_MARKS_MAX) *cues = memory_alloc(1, sizeof *cues);
  struct frame_clock clock;
  frame_clock_init_virtual(&clock, OUTPUT_FILE_RATE);
  cues->cue_count = (uint32_t)count;
  for (size_t i = 0; i < count; i++) {
    uint32_t frame = (uint32_t)frame_clock_frame(&clock, out->marks_ns[i]);
    cues->cue_points[i] =
        (SF_CUE_POINT){.indx = (int32_t)i + 1, .position = frame, .fcc_chunk = 0x61746164 /* "data" */, .sample_offset = frame};
  }
  sf_command(file, SFC_SET_CUE, cues, (int)sizeof *cues);
  free(cues);
}

static bool write_to(int fd, struct writing *writing, struct error *err) {
  const struct output_file *out = writing->out;
  enum sound_format format = sound_format_of(out->path);
  SF_INFO info = {.samplerate = OUTPUT_FILE_RATE, .channels = 1, .format = formats[format]};
  SNDFILE *file = sf_open_fd(fd, SFM_WRITE, &info, 0);
  if (!file) {
    return error_set(err, ERROR_MACHINE, "%s: cannot be written (%s)", out->path, sf_strerror(NULL));
  }
  set_tag(file, SF_STR_TITLE, out->title);
  set_tag(file, SF_STR_ARTIST, "limber");
  set_tag(file, SF_STR_COMMENT, out->comment);
  if (format == SOUND_FORMAT_WAV) {
    set_marks(file, out);
  }
  bool written = write_all(file, writing, err);
  if (sf_close(file) != 0 && written) {
    return error_set(err, ERROR_MACHINE, "%s: cannot be finished", out->path);
  }
  return written;
}

static bool check_length(const struct output_file *out, const struct schedule *schedule, struct error *err) {
  int64_t end_ns = schedule->count > 0 ? schedule->items[schedule->count - 1].due_ns : 0;
  end_ns = end_ns > out->until_ns ? end_ns : out->until_ns;
  if (end_ns > LONGEST_NS) {
    return error_set(err, ERROR_INPUT, "%s: more than %d hours do not fit in a sound file", out->path,
                     (int)(LONGEST_NS / NS_PER_S / 3600));
  }
  if (end_ns > WAV_LONGEST_NS && sound_format_of(out->path) == SOUND_FORMAT_WAV) {
    return error_set(err, ERROR_INPUT, "%s: more than %d hours do not fit in a .wav file; write a .flac file", out->path,
                     (int)(WAV_LONGEST_NS / NS_PER_S / 3600));
  }
  return true;
}

/* A file that only we see; what a killed process of the same number has left there goes. */
static int open_part(const char *part, const char *path, struct error *err) {
  unlink(part);
  int fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (fd < 0) {
    error_set(err, ERROR_MACHINE, "%s: cannot be written (%s)", path, strerror(errno));
  }
  return fd;
}

bool output_file_write(const struct output_file *out, struct schedule *schedule, struct mixer *mixer, struct voice *voice,
                       struct error *err) {
  char part[PATH_SIZE];
  schedule_sort(schedule);
  if (!check_length(out, schedule, err)) {
    return false;
  }
  if (snprintf(part, sizeof part, "%s.part-%ld", out->path, (long)getpid()) >= (int)sizeof part) {
    return error_set(err, ERROR_INPUT, "the path of the sound file is too long");
  }
  int fd = open_part(part, out->path, err);
  if (fd < 0) {
    return false;
  }
  struct writing writing = {.out = out, .schedule = schedule, .mixer = mixer, .voice = voice};
  frame_clock_init_virtual(&writing.clock, OUTPUT_FILE_RATE);
  bool written = write_to(fd, &writing, err);
  if (written && fsync(fd) != 0) {
    written = error_set(err, ERROR_MACHINE, "%s: cannot be written (%s)", out->path, strerror(errno));
  }
  close(fd);
  if (written && rename(part, out->path) != 0) {
    written = error_set(err, ERROR_MACHINE, "%s: cannot be replaced (%s)", out->path, strerror(errno));
  }
  if (!written) {
    unlink(part);
  } else if (out->unsaid) {
    *out->unsaid = writing.unsaid;
  }
  return written;
}
