/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* wait4 */
#include "child_usage.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double
seconds_of (const struct rusage *usage)
{
  return (double) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec)
         + (double) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

gboolean
child_usage_measure (char **arguments, const char *preload, child_usage_t *least)
{
  struct rusage usage;
  int status = 0;
  fflush (stdout);
  const pid_t child = fork ();
  if (child == 0)
    {
      const int nowhere = open ("/dev/null", O_WRONLY);
      dup2 (nowhere, STDOUT_FILENO);
      dup2 (nowhere, STDERR_FILENO);
      if (preload != NULL)
        setenv ("LD_PRELOAD", preload, TRUE);
      execvp (arguments[0], arguments);
      _exit (127);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child || !WIFEXITED (status) || WEXITSTATUS (status) != 0)
    return FALSE;
  if (least->seconds <= 0 || seconds_of (&usage) < least->seconds)
    least->seconds = seconds_of (&usage);
  if (least->peak_kbytes <= 0 || usage.ru_maxrss < least->peak_kbytes)
    least->peak_kbytes = usage.ru_maxrss;
  return TRUE;
}
