#include "app/doctor.h"

#include "app/clock.h"
#include "app/link.h"
#include "app/phrasebook.h"
#include "base/paths.h"
#include "base/sound_format.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whether a sound server of the person's own is there that ALSA programs reach through a plugin only. */
static bool has_sound_server(void) {
  static const char *const sockets[] = {"pulse/native", "pipewire-0"};
  const char *folder = getenv("XDG_RUNTIME_DIR"), *server = getenv("PULSE_SERVER");
  bool there = server != NULL && server[0] != '\0';
  for (size_t i = 0; folder != NULL && i < ARRAY_LEN(sockets); i++) {
    char *path = paths_join(folder, sockets[i]);
    there = there || access(path, F_OK) == 0;
    free(path);
  }
  return there;
}

static bool has_plugin(void) {
  glob_t found;
  bool there = glob("/usr/lib*/*/alsa-lib/libasound_module_pcm_p*.so", 0, NULL, &found) == 0 ||
               glob("/usr/lib*/alsa-lib/libasound_module_pcm_p*.so", 0, NULL, &found) == 0;
  globfree(&found);
  return there;
}

static size_t count_found(const struct probe_inventory *inventory, const char *what) {
  size_t count = 0;
  for (size_t i = 0; i < inventory->count; i++) {
    count += strcmp(inventory->found[i].what, what) == 0;
  }
  return count;
}

/* The names of one kind in a row, but for `without`. */
static void names_in_a_row(const struct probe_inventory *inventory, const char *what, const char *without, char *out,
                           size_t size) {
  out[0] = '\0';
  for (size_t i = 0; i < inventory->count; i++) {
    size_t used = strlen(out);
    if (strcmp(inventory->found[i].what, what) == 0 && strcmp(inventory->found[i].name, without) != 0) {
      snprintf(out + used, size - used, "%s%s", used > 0 ? ", " : "", inventory->found[i].name);
    }
  }
}

static void list_devices(struct doctor *doctor) {
  size_t count = count_found(&doctor->inventory, "device");
  if (count == 0) {
    return;
  }
  doctor_find(doctor, FINDING_OK, "devices", "%zu; * is the one that is used", count);
  for (size_t i = 0; i < doctor->inventory.count; i++) {
    if (strcmp(doctor->inventory.found[i].what, "device") == 0) {
      doctor_remedy(doctor, "%s", doctor->inventory.found[i].name);
    }
  }
}

static void advise_on_sound(struct doctor *doctor) {
  if (doctor->places.sounder[0] == '\0') {
    doctor_remedy(doctor, "Install limber anew: limber-sounder belongs beside limber, or in libexec/limber.");
  } else if (has_sound_server() && !has_plugin()) {
    doctor_remedy(doctor,
                  "A sound server is there that cannot be reached. On Debian and Ubuntu: apt-get install libasound2-plugins");
  } else if (!has_sound_server()) {
    doctor_remedy(doctor, "Connect or switch on a device, or start the sound server (PipeWire or PulseAudio).");
  } else {
    doctor_remedy(doctor, "See whether other programs are heard; the sound server may need to be started anew.");
  }
  doctor_remedy(doctor, "Until then the terminal's bell is rung.");
}

static void judge_sound(struct doctor *doctor, const struct probe_sound *sound) {
  if (!sound->works) {
    doctor_find(doctor, FINDING_FIX, "sound", "%s", sound->reason);
    advise_on_sound(doctor);
    return;
  }
  doctor_find(doctor, FINDING_OK, "sound", "%s: a cue was played, %lld ms after it was asked for (device: %lld ms)",
              sound->device, (long long)sound->heard_ms, (long long)sound->latency_ms);
  if (settings_volume(doctor->settings) == 0) {
    doctor_remedy(doctor, "The volume is 0, so nothing was heard.");
  }
}

static void judge_voice(struct doctor *doctor, const struct probe_sound *sound) {
  const char *wish = doctor->settings->values[SETTING_VOICE];
  char others[200];
  if (strcmp(wish, "none") == 0) {
    doctor_find(doctor, FINDING_OK, "voice", "none, as the settings have it");
    return;
  }
  if (sound->voice[0] != '\0') {
    names_in_a_row(&doctor->inventory, "voice", sound->voice, others, sizeof others);
    doctor_find(doctor, FINDING_OK, "voice", "%s%s%s", sound->voice, others[0] != '\0' ? "; there are also " : "", others);
    return;
  }
  names_in_a_row(&doctor->inventory, "voice", "", others, sizeof others);
  if (sound->voice_reason[0] == '\0' && others[0] != '\0') {
    doctor_find(doctor, FINDING_OK, "voice", "installed: %s", others); /* the sounder went before it said which */
    return;
  }
  doctor_find(doctor, FINDING_FIX, "voice", "%s", sound->voice_reason[0] != '\0' ? sound->voice_reason : "none is installed");
  if (others[0] != '\0') {
    doctor_remedy(doctor, "There are: %s", others);
  } else {
    doctor_remedy(doctor, "On Debian and Ubuntu: apt-get install libflite1 (English), or libespeak-ng1 (many languages)");
  }
}

static void judge_formats(struct doctor *doctor) {
  char formats[100];
  names_in_a_row(&doctor->inventory, "format", "", formats, sizeof formats);
  bool all = count_found(&doctor->inventory, "format") == SOUND_FORMAT_COUNT;
  doctor_find(doctor, all ? FINDING_OK : FINDING_NOTE, "sound files", "%s", formats[0] != '\0' ? formats : "none can be made");
  if (!all) {
    doctor_remedy(doctor, "The other kinds need a newer libsndfile (1.1 or later), built with them.");
  }
}

/* At the far end of ssh nobody is near the loudspeakers: what `play` would do there is told, and nothing is played. */
static bool is_far(const char *audio) {
  const char *server = getenv("PULSE_SERVER");
  return strcmp(audio, "auto") == 0 && link_is_over_ssh() && (server == NULL || server[0] == '\0');
}

static void judge_link(struct doctor *doctor) {
  doctor_find(doctor, FINDING_FIX, "link", "over ssh: of all sounds only the terminal's bell is heard where you are");
  doctor_remedy(doctor, "To hear it there, start from there with: limber ssh HOST");
}

static void listen_to_device(struct doctor *doctor, const struct probe_options *options) {
  struct probe_sound sound;
  probe_sound(options, &sound);
  judge_sound(doctor, &sound);
  list_devices(doctor);
  judge_voice(doctor, &sound);
  for (size_t i = 0; i < sound.notice_count; i++) {
    doctor_find(doctor, FINDING_FIX, "own sounds", "%s", sound.notices[i]);
  }
}

void doctor_listen(struct doctor *doctor) {
  const struct settings *settings = doctor->settings;
  const char *audio = settings->values[SETTING_AUDIO];
  struct phrasebook book;
  phrasebook_load(&book, &doctor->places);
  struct probe_options options = {.sounder = doctor->places.sounder,
                                  .sounds = doctor->places.sounds,
                                  .voice = phrasebook_voice(&book, settings->values[SETTING_VOICE]),
                                  .own_sounds = settings->config.sounds,
                                  .volume_percent = settings_volume(settings),
                                  .clock_ns = clock_real_ns};
  probe_inventory(&options, &doctor->inventory);
  if (is_far(audio)) {
    judge_link(doctor);
  } else if (strcmp(audio, "bell") == 0 || strcmp(audio, "none") == 0 || strcmp(audio, "link") == 0) {
    doctor_find(doctor, FINDING_OK, "sound", "%s, as the settings have it", audio);
  } else {
    listen_to_device(doctor, &options);
  }
  phrasebook_finish(&book);
  judge_formats(doctor);
}
