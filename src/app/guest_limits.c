#include "app/guest_limits.h"

#include "base/macros.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum { FILES_MOST = 64 };

/* Never more than the system allows already. */
static void limit(int resource, rlim_t most) {
  struct rlimit now;
  if (getrlimit(resource, &now) == 0 && (now.rlim_max == RLIM_INFINITY || now.rlim_max > most)) {
    struct rlimit lower = {.rlim_cur = most, .rlim_max = most};
    setrlimit(resource, &lower);
  }
}

void guest_limits_first(void) {
  /* Nobody could let a stopped session go on, and a write past the limit is to fail like any other. */
  static const int ignored[] = {SIGTSTP, SIGTTIN, SIGTTOU, SIGQUIT, SIGXFSZ};
  for (size_t i = 0; i < ARRAY_LEN(ignored); i++) {
    signal(ignored[i], SIG_IGN);
  }
  limit(RLIMIT_CORE, 0);
  umask(S_IRWXG | S_IRWXO);
}

void guest_limits_set(const struct guest_config *config) {
  static const rlim_t mib = (rlim_t)1 << 20;
#ifdef RLIMIT_AS
  if (!IS_SANITIZED) {
    limit(RLIMIT_AS, (rlim_t)config->memory_mib * mib);
  }
#endif
  limit(RLIMIT_FSIZE, (rlim_t)config->file_mib * mib);
  limit(RLIMIT_NOFILE, FILES_MOST);
#ifdef RLIMIT_NPROC
  limit(RLIMIT_NPROC, (rlim_t)config->processes);
#endif
}
