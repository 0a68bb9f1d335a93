#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* O_PATH */
#endif
#include "app/confinement.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What later kernels know besides; the headers may be older than the kernel. */
#define FS_REFER (UINT64_C(1) << 13)
#define FS_TRUNCATE (UINT64_C(1) << 14)
#define FS_IOCTL_DEVICE (UINT64_C(1) << 15)
#define NET_BIND_TCP (UINT64_C(1) << 0)
#define NET_CONNECT_TCP (UINT64_C(1) << 1)
#define SCOPE_ABSTRACT_SOCKET (UINT64_C(1) << 0)
#define SCOPE_SIGNAL (UINT64_C(1) << 1)

#define FS_FIRST ((UINT64_C(1) << 13) - 1) /* all of the first version */
#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_OF_FILES (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | FS_TRUNCATE | FS_IOCTL_DEVICE)
#define FS_WRITE \
  (FS_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | \
   LANDLOCK_ACCESS_FS_MAKE_DIR | FS_TRUNCATE)

/* struct landlock_ruleset_attr as the newest kernels have it; older ones take the part they know. */
struct ruleset {
  uint64_t files, network, scope;
};

static struct ruleset all_of(long version, size_t *size) {
  struct ruleset ruleset = {.files = FS_FIRST};
  *size = version >= 6 ? sizeof ruleset : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
  ruleset.files |= version >= 2 ? FS_REFER : 0;
  ruleset.files |= version >= 3 ? FS_TRUNCATE : 0;
  ruleset.files |= version >= 5 ? FS_IOCTL_DEVICE : 0;
  ruleset.network = NET_BIND_TCP | NET_CONNECT_TCP;
  ruleset.scope = SCOPE_ABSTRACT_SOCKET | SCOPE_SIGNAL;
  return ruleset;
}

/* Lets what is at `path`, if anything is, be used for `rights`. */
static void allow(int ruleset, const char *path, uint64_t rights) {
  struct stat status;
  struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = open(path, O_PATH | O_CLOEXEC)};
  if (rule.parent_fd < 0) {
    return;
  }
  if (fstat(rule.parent_fd, &status) == 0) {
    rule.allowed_access &= S_ISDIR(status.st_mode) ? UINT64_MAX : FS_OF_FILES;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  }
  close(rule.parent_fd);
}

/* The terminal is opened anew, so that it can be written without waiting; the link's socket is removed once it is used. */
static void allow_usual(int ruleset, uint64_t known) {
  char terminal[256];
  if (ttyname_r(STDOUT_FILENO, terminal, sizeof terminal) == 0) {
    allow(ruleset, terminal, known & FS_OF_FILES);
  }
  allow(ruleset, "/tmp", LANDLOCK_ACCESS_FS_REMOVE_FILE);
  allow(ruleset, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE);
  allow(ruleset, "/dev/null", known & (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | FS_TRUNCATE));
}

bool confine(const struct confinement *confinement) {
  size_t size;
  prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) != 0) {
    return false;
  }
  long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) {
    return false;
  }
  struct ruleset all = all_of(version, &size);
  int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
  if (ruleset < 0) {
    return false;
  }
  allow_usual(ruleset, all.files);
  for (size_t i = 0; i < confinement->readable_count; i++) {
    allow(ruleset, confinement->readable[i], FS_READ);
  }
  if (confinement->writable != NULL) {
    allow(ruleset, confinement->writable, FS_WRITE & all.files);
  }
  bool confined = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
  close(ruleset);
  return confined;
}
