/* The project's sounds are what docs/sounder.md promises of them, and a folder that is not theirs is refused by name. */
#include "base/macros.h"
#include "sounder/bank.h"

#include <math.h>
#include <setjmp.h>
#include <sndfile.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define RATE 48000
#define WINDOW (RATE / 50)

static struct bank *load(const char *folder, int rate) {
  struct error err = {0};
  struct bank *bank = bank_load(&(struct bank_source){.folder = folder}, rate, &err);
  if (bank == NULL) {
    fail_msg("%s", err.message);
  }
  return bank;
}

static double peak_db(struct clip clip) {
  double peak = 0;
  for (size_t i = 0; i < clip.length; i++) {
    peak = fmax(peak, (double)fabsf(clip.samples[i]));
  }
  return 20 * log10(peak);
}

static double mean_square(struct clip clip, size_t from, size_t count) {
  double sum = 0;
  for (size_t i = from; i < from + count; i++) {
    sum += (double)clip.samples[i] * clip.samples[i];
  }
  return sum / (double)count;
}

/* RMS over the windows of 20 ms that are within 40 dB of the loudest. */
static double audible_db(struct clip clip) {
  double loudest = 0;
  double sum = 0;
  size_t audible = 0;
  for (size_t at = 0; at + WINDOW <= clip.length; at += WINDOW) {
    loudest = fmax(loudest, mean_square(clip, at, WINDOW));
  }
  for (size_t at = 0; at + WINDOW <= clip.length; at += WINDOW) {
    double square = mean_square(clip, at, WINDOW);
    if (square > loudest / 1e4) {
      sum += square;
      audible++;
    }
  }
  return 10 * log10(sum / (double)audible);
}

static bool is_tick(enum cue_sound sound) {
  return sound == CUE_SOUND_REP_IN || sound == CUE_SOUND_REP_HOLD || sound == CUE_SOUND_REP_OUT;
}

static void every_sound_is_level_short_and_begins_at_once(void **state) {
  (void)state;
  struct bank *bank = load(SOURCE_DIR "/sounds", RATE);
  for (enum cue_sound sound = CUE_SOUND_NONE + 1; sound < CUE_SOUND_COUNT_OF; sound++) {
    struct clip clip = bank_clip(bank, sound);
    double length_s = (double)clip.length / RATE;
    double level_db = audible_db(clip);
    bool breath = cue_sound_is_breath(sound);
    double longest_s = sound == CUE_SOUND_FINISH ? 3 : breath ? 5 : is_tick(sound) ? 0.4 : 1.5;
    double wanted_db = breath ? -36 : is_tick(sound) ? -27 : -20;
    double beginning = sqrt(mean_square(clip, 0, RATE / 1000));
    bool begins_rightly = breath ? beginning < 0.001 : beginning >= 0.001; /* a breath comes out of silence */
    if (length_s > longest_s || fabs(level_db - wanted_db) > 1.5 || peak_db(clip) > -3 || !begins_rightly) {
      fail_msg("%s: %.2f s, %.1f dBFS, peak %.1f dBFS, first millisecond %.4f", cue_sound_name(sound), length_s, level_db,
               peak_db(clip), beginning);
    }
    assert_true(fabsf(clip.samples[0]) < 0.01F && fabsf(clip.samples[clip.length - 1]) < 0.01F);
  }
  bank_destroy(bank);
}

static void sounds_are_told_apart(void **state) {
  (void)state;
  struct bank *bank = load(SOURCE_DIR "/sounds", RATE);
  for (enum cue_sound a = CUE_SOUND_NONE + 1; a < CUE_SOUND_COUNT_OF; a++) {
    for (enum cue_sound b = a + 1; b < CUE_SOUND_COUNT_OF; b++) {
      struct clip left = bank_clip(bank, a);
      struct clip right = bank_clip(bank, b);
      size_t length = left.length < right.length ? left.length : right.length;
      double both = 0;
      for (size_t i = 0; i < length; i++) {
        both += (double)left.samples[i] * right.samples[i];
      }
      double alike = both / sqrt(mean_square(left, 0, length) * mean_square(right, 0, length)) / (double)length;
      if (alike > 0.8) {
        fail_msg("%s and %s are alike: %.2f", cue_sound_name(a), cue_sound_name(b), alike);
      }
    }
  }
  bank_destroy(bank);
}

static void another_rate_keeps_length_and_level(void **state) {
  (void)state;
  static const int rates[] = {22050, 44100, 96000};
  struct bank *whole = load(SOURCE_DIR "/sounds", RATE);
  for (size_t i = 0; i < ARRAY_LEN(rates); i++) {
    struct bank *bank = load(SOURCE_DIR "/sounds", rates[i]);
    assert_int_equal(bank_rate(bank), rates[i]);
    for (enum cue_sound sound = CUE_SOUND_NONE + 1; sound < CUE_SOUND_COUNT_OF; sound++) {
      struct clip clip = bank_clip(bank, sound);
      struct clip was = bank_clip(whole, sound);
      double off_s = (double)clip.length / rates[i] - (double)was.length / RATE;
      assert_true(fabs(off_s) < 0.002);
      double level = mean_square(clip, 0, clip.length) / mean_square(was, 0, was.length);
      assert_true(fabs(10 * log10(level)) < 0.3);
    }
    bank_destroy(bank);
  }
  bank_destroy(whole);
}

/* A folder with good sounds, of which START is replaced. */
struct folder {
  char path[64], start[96];
};

static void link_sounds(struct folder *folder) {
  snprintf(folder->path, sizeof folder->path, "/tmp/limber-bank-XXXXXX");
  assert_non_null(mkdtemp(folder->path));
  for (enum cue_sound sound = CUE_SOUND_NONE + 1; sound < CUE_SOUND_COUNT_OF; sound++) {
    char from[512];
    char to[128];
    snprintf(from, sizeof from, "%s/sounds/%s.flac", SOURCE_DIR, cue_sound_name(sound));
    snprintf(to, sizeof to, "%s/%s.flac", folder->path, cue_sound_name(sound));
    assert_int_equal(symlink(from, to), 0);
  }
  snprintf(folder->start, sizeof folder->start, "%s/start.flac", folder->path);
  unlink(folder->start);
}

static void remove_folder(const struct folder *folder) {
  for (enum cue_sound sound = CUE_SOUND_NONE + 1; sound < CUE_SOUND_COUNT_OF; sound++) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s.flac", folder->path, cue_sound_name(sound));
    unlink(path);
  }
  rmdir(folder->path);
}

static void write_sound(const char *path, int rate, int channels, double length_s) {
  SF_INFO info = {.samplerate = rate, .channels = channels, .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  assert_non_null(file);
  short frame[16] = {1000, -1000};
  for (long left = lround(length_s * rate); left > 0; left--) {
    sf_writef_short(file, frame, 1);
  }
  sf_close(file);
}

static void write_text(const char *path, const char *text) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

static void bad_sounds_are_refused_by_name(void **state) {
  (void)state;
  static const struct {
    const char *text; /* NULL: a sound as follows */
    int rate, channels;
    double length_s;
    const char *said;
  } cases[] = {
      {"", 0, 0, 0, "cannot be read as a sound"},       {"fLaC and nothing more", 0, 0, 0, "cannot be read as a sound"},
      {NULL, 8000, 1, 31, "is longer than 30 seconds"}, {NULL, 48000, 1, 0, "is empty"},
      {NULL, 48000, 9, 0.1, "has 9 channels"},          {NULL, 4000, 1, 0.1, "a rate of 4000 Hz"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct folder folder;
    struct error err = {0};
    link_sounds(&folder);
    if (cases[i].text != NULL) {
      write_text(folder.start, cases[i].text);
    } else {
      write_sound(folder.start, cases[i].rate, cases[i].channels, cases[i].length_s);
    }
    assert_null(bank_load(&(struct bank_source){.folder = folder.path}, RATE, &err));
    assert_int_equal(err.code, ERROR_MACHINE);
    if (strstr(err.message, cases[i].said) == NULL || strstr(err.message, "start.flac") == NULL) {
      fail_msg("said \"%s\", not \"%s\"", err.message, cases[i].said);
    }
    remove_folder(&folder);
  }
}

static void a_folder_without_sounds_is_refused(void **state) {
  (void)state;
  struct error err = {0};
  assert_null(bank_load(&(struct bank_source){.folder = "/nowhere"}, RATE, &err));
  assert_non_null(strstr(err.message, "/nowhere/count.flac"));
}

static void stereo_is_mixed_down(void **state) {
  (void)state;
  struct folder folder;
  link_sounds(&folder);
  write_sound(folder.start, RATE, 2, 0.2);
  struct bank *bank = load(folder.path, RATE);
  struct clip clip = bank_clip(bank, CUE_SOUND_START);
  assert_int_equal(clip.length, RATE / 5);
  for (size_t i = 0; i < clip.length; i++) {
    assert_true(clip.samples[i] == 0);
  }
  bank_destroy(bank);
  remove_folder(&folder);
}

/* The strength of what is above `hertz` against all of it, in dB: two high-passes of the first order. */
static double share_above_db(struct clip clip, double hertz) {
  double keep = exp(-6.283185307179586 * hertz / RATE), low[2] = {0, 0}, high = 0, all = 0;
  for (size_t i = 0; i < clip.length; i++) {
    double sample = (double)clip.samples[i];
    low[0] = keep * low[0] + (1 - keep) * sample;
    low[1] = keep * low[1] + (1 - keep) * (sample - low[0]);
    double passed = sample - low[0] - low[1];
    high += passed * passed;
    all += sample * sample;
  }
  return 10 * log10(high / all);
}

/* What a person hears a thousand times must not have an edge to it: nothing begins or ends abruptly, nothing is shrill. */
static void no_sound_has_an_edge(void **state) {
  (void)state;
  struct bank *bank = load(SOURCE_DIR "/sounds", RATE);
  for (enum cue_sound sound = CUE_SOUND_NONE + 1; sound < CUE_SOUND_COUNT_OF; sound++) {
    struct clip clip = bank_clip(bank, sound);
    double peak = pow(10, peak_db(clip) / 20), mean = 0, early = 0;
    for (size_t i = 0; i < clip.length; i++) {
      mean += (double)clip.samples[i] / (double)clip.length;
      early = i < RATE / 1000 ? fmax(early, (double)fabsf(clip.samples[i])) : early;
    }
    bool gentle = early < peak / 8 && fabsf(clip.samples[0]) < 0.001F && fabsf(clip.samples[clip.length - 1]) < 0.001F &&
                  fabs(mean) < 0.001 && share_above_db(clip, 4000) < -20;
    if (!gentle) {
      fail_msg("%s: %.2f of its peak in its first ms, mean %.4f, %.0f dB above 4 kHz", cue_sound_name(sound), early / peak,
               mean, share_above_db(clip, 4000));
    }
  }
  bank_destroy(bank);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_sound_is_level_short_and_begins_at_once),
      cmocka_unit_test(sounds_are_told_apart),
      cmocka_unit_test(another_rate_keeps_length_and_level),
      cmocka_unit_test(bad_sounds_are_refused_by_name),
      cmocka_unit_test(a_folder_without_sounds_is_refused),
      cmocka_unit_test(stereo_is_mixed_down),
      cmocka_unit_test(no_sound_has_an_edge),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
