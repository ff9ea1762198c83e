/* SPDX-License-Identifier: MIT */
/*
 * A compiler as a child of a worker: never through a shell, in a time, and gone with all that it has started.
 */
#pragma once

#include <glib.h>

typedef struct {
  char *const *arguments; /**< the program first, looked for in PATH where it is a mere name */
  const char *directory;  /**< where it runs */
  guint timeout_seconds;
} CompilerRun;

/**
 * Runs a compiler to its end, in the C locale, its standard output thrown away. Its own messages are read; what it leaves
 * behind and still holds them open (a compiler cache's server) is not waited for.
 *
 * The memory of the process is not copied for it (vfork()): a worker holds hundreds of megabytes of its parent, and after a
 * fork() pays for each page that it writes to.
 *
 * @param messages  all that it wrote to its standard error is added.
 * @param status    (out) its exit status, where it ended by itself.
 * @return NULL, or (transfer full) why there is no exit status: it cannot be run, crashed, did not end in time, or
 *   said more than anybody can compare (64 MB). One line.
 */
char *compiler_run (const CompilerRun *run, GString *messages, int *status);
