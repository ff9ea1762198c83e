/* SPDX-License-Identifier: MIT */
/*
 * System calls that fail, or are the last ones, where a test wants it.
 *
 * Preloaded, it reads FAULTS="KIND:CALL:ERRNO:NO_EXCHANGE:ONLY", numbers but for the last, and arms itself at the first journal that is made.
 */
#define _GNU_SOURCE
#include "faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

Faults faults;

static gboolean wants_arming;

__attribute__ ((constructor)) static void
read_environment (void)
{
  const char *wish = getenv ("FAULTS");
  static char only[32];
  int kind, no_exchange;
  if (wish && sscanf (wish, "%d:%u:%d:%d:%31s", &kind, &faults.call, &faults.code, &no_exchange, only) >= 4)
    {
      faults.only = *only ? only : NULL;
      faults.kind = (FaultKind) kind;
      faults.no_exchange = no_exchange != 0;
      wants_arming = TRUE;
    }
}

static void
die (void)
{
  kill (getpid (), SIGKILL);
  for (;;)
    pause ();
}

/* Counts a call. @return whether it is to fail. */
static gboolean
meets_fault (const char *function, const char *name)
{
  if (!faults.armed || (faults.only && strcmp (faults.only, function) != 0))
    return FALSE;
  faults.calls++;
  if (faults.trace)
    g_string_append_printf (faults.trace, "%s %s\n", function, name ? name : "");
  if (faults.kind == FAULT_KILL_BEFORE && faults.calls == faults.call)
    die ();
  if (faults.kind == FAULT_ACTION && faults.calls == faults.call)
    {
      faults.armed = FALSE;
      faults.action ();
      faults.armed = TRUE;
    }
  if ((faults.kind == FAULT_ERROR && faults.calls == faults.call) || (faults.kind == FAULT_ERRORS && faults.calls >= faults.call))
    {
      errno = faults.code;
      return TRUE;
    }
  return FALSE;
}

static void
call_is_over (const char *function)
{
  int code = errno;
  if (faults.armed && !(faults.only && strcmp (faults.only, function) != 0) && faults.kind == FAULT_KILL_AFTER && faults.calls == faults.call)
    die ();
  errno = code;
}

#define REAL(function) ((__typeof__ (&function)) dlsym (RTLD_NEXT, #function))

/* A call with its fault: FUNCTION (PARAMETERS), passed on as FUNCTION (ARGUMENTS); NAME is told by the trace. */
#define CALL(type, function, parameters, arguments, name) \
  type function parameters                                \
  {                                                       \
    if (meets_fault (#function, name))                    \
      return (type) -1;                                   \
    type result = REAL (function) arguments;              \
    call_is_over (#function);                             \
    return result;                                        \
  }

#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#pragma GCC diagnostic ignored "-Wpedantic"

CALL (int, unlinkat, (int folder, const char *name, int flags), (folder, name, flags), name)
CALL (int, renameat, (int from, const char *name, int to, const char *other), (from, name, to, other), name)
CALL (int, mkdirat, (int folder, const char *name, mode_t mode), (folder, name, mode), name)
CALL (int, flock, (int descriptor, int operation), (descriptor, operation), NULL)
CALL (int, fchmod, (int descriptor, mode_t mode), (descriptor, mode), NULL)
CALL (int, fchown, (int descriptor, uid_t user, gid_t group), (descriptor, user, group), NULL)
CALL (int, faccessat, (int folder, const char *name, int mode, int flags), (folder, name, mode, flags), name)
CALL (int, fstat, (int descriptor, struct stat *info), (descriptor, info), NULL)
CALL (int, fstatat, (int folder, const char *name, struct stat *info, int flags), (folder, name, info, flags), name)
CALL (int, close, (int descriptor), (descriptor), NULL)
CALL (ssize_t, read, (int descriptor, void *buffer, size_t length), (descriptor, buffer, length), NULL)

int
openat (int folder, const char *name, int flags, ...)
{
  va_list arguments;
  va_start (arguments, flags);
  mode_t mode = (flags & O_CREAT) ? va_arg (arguments, mode_t) : 0;
  va_end (arguments);
  if (wants_arming && (flags & O_CREAT) && strncmp (name, ".wmem-migrate-", 14) == 0)
    faults.armed = TRUE;
  if (meets_fault ("openat", name))
    return -1;
  int result = REAL (openat) (folder, name, flags, mode);
  call_is_over ("openat");
  return result;
}

int
renameat2 (int from, const char *name, int to, const char *other, unsigned flags)
{
  if (meets_fault ("renameat2", name))
    return -1;
  int result = -1;
  if (faults.no_exchange)
    errno = EINVAL;
  else
    result = REAL (renameat2) (from, name, to, other, flags);
  call_is_over ("renameat2");
  return result;
}

int
linkat (int from, const char *name, int to, const char *other, int flags)
{
  if (meets_fault ("linkat", name))
    return -1;
  int result = -1;
  if (faults.no_links)
    errno = EPERM;
  else
    result = REAL (linkat) (from, name, to, other, flags);
  call_is_over ("linkat");
  return result;
}

int
fsync (int descriptor)
{
  if (meets_fault ("fsync", NULL))
    return -1;
  /* The disk itself is not what is tested. */
  (void) descriptor;
  call_is_over ("fsync");
  return 0;
}

ssize_t
write (int descriptor, const void *buffer, size_t length)
{
  gboolean last = faults.armed && faults.kind == FAULT_KILL_BEFORE && faults.calls + 1 == faults.call;
  if (last)
    REAL (write)
  (descriptor, buffer, length / 2);
  if (meets_fault ("write", NULL))
    return -1;
  ssize_t result = REAL (write) (descriptor, buffer, length);
  call_is_over ("write");
  return result;
}
