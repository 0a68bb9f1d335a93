#include "sounder/inventory.h"

#include "base/macros.h"
#include "base/sound_format.h"
#include "sounder/output_file.h"
#include "sounder/voice_engine.h"
#include "wire/link.h"

#include <portaudio.h>
#include <stdatomic.h>
#include <stdio.h>

#define FLUSH_MS 1000

static bool found(struct wire_link *link, const char *what, const char *name, struct error *err) {
  struct wire_message message = {.kind = WIRE_FOUND};
  snprintf(message.found.what, sizeof message.found.what, "%s", what);
  snprintf(message.found.name, sizeof message.found.name, "%s", name);
  return wire_link_send(link, &message, err);
}

static bool tell_formats(struct wire_link *link, struct error *err) {
  for (int i = 0; i < SOUND_FORMAT_COUNT; i++) {
    enum sound_format format = (enum sound_format)i;
    if (output_file_can_make(format) && !found(link, "format", sound_format_suffix(format), err)) {
      return false;
    }
  }
  return true;
}

static bool tell_voices(struct wire_link *link, struct error *err) {
  static const char *const voices[] = {"flite:rms", "flite:slt", "espeak-ng:en"};
  atomic_bool stop = false;
  for (size_t i = 0; i < ARRAY_LEN(voices); i++) {
    struct error ignored;
    struct voice_engine *engine = voice_engine_open(voices[i], &stop, &ignored);
    voice_engine_close(engine);
    if (engine != NULL && !found(link, "voice", voices[i], err)) {
      return false;
    }
  }
  return true;
}

static bool tell_device(struct wire_link *link, int index, struct error *err) {
  const PaDeviceInfo *info = Pa_GetDeviceInfo(index);
  if (info == NULL || info->maxOutputChannels < 1) {
    return true;
  }
  const PaHostApiInfo *api = Pa_GetHostApiInfo(info->hostApi);
  char name[WIRE_REASON_SIZE];
  snprintf(name, sizeof name, "%s%s (%s)", index == Pa_GetDefaultOutputDevice() ? "* " : "", info->name,
           api != NULL ? api->name : "?");
  return found(link, "device", name, err);
}

static bool tell_devices(struct wire_link *link, struct error *err) {
  if (Pa_Initialize() != paNoError) {
    return true;
  }
  bool well = true;
  for (int i = 0; well && i < Pa_GetDeviceCount(); i++) {
    well = tell_device(link, i, err);
  }
  Pa_Terminate();
  return well;
}

bool inventory_tell(int fd, struct error *err) {
  struct wire_link *link = wire_link_create(fd);
  struct wire_message hello = {.kind = WIRE_HELLO,
                               .hello = {.version = WIRE_VERSION, .role = WIRE_SOUNDER, .output = "inventory"}};
  bool well = wire_link_send(link, &hello, err) && tell_formats(link, err) && tell_voices(link, err) &&
              tell_devices(link, err) && wire_link_send(link, &(struct wire_message){.kind = WIRE_BYE}, err);
  wire_link_flush_all(link, FLUSH_MS);
  wire_link_destroy(link);
  return well;
}
