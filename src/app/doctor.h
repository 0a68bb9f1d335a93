#ifndef APP_DOCTOR_H
#define APP_DOCTOR_H

#include "app/places.h"
#include "app/settings.h"
#include "base/macros.h"
#include "cue/probe.h"
#include "report/findings.h"

/* What `limber doctor` looks at, in groups; each adds its findings. */

enum { FINDINGS_MAX = 24 };

struct doctor {
  const struct settings *settings;
  bool config_is_wrong;
  struct places places;
  struct probe_inventory inventory;
  struct finding findings[FINDINGS_MAX];
  size_t count;
};

/* Adds a finding about `thing`; the text is formatted. The remedy is empty until doctor_remedy(). */
void doctor_find(struct doctor *doctor, enum finding_state state, const char *thing, const char *format, ...) PRINTF_LIKE(4, 5);

/* Adds a line to the last finding's remedy. */
void doctor_remedy(struct doctor *doctor, const char *format, ...) PRINTF_LIKE(2, 3);

/* The terminal, its characters, its colours. */
void doctor_look_at_terminal(struct doctor *doctor);

/* Plays a cue; sound, voice, where one is; kinds of sound file. */
void doctor_listen(struct doctor *doctor);

/* Clock and time zone, settings, data, routines. */
void doctor_look_at_machine(struct doctor *doctor);

#endif
