/* SPDX-License-Identifier: MIT */
/*
 * A project's own configuration (cli/project_file.h reads it): what it accepts.
 *
 * An *acceptance* is of one finding's rule, or one reason, in the files that its pattern fits; it always has a reason of its own.
 */
#pragma once

#include <glib.h>

/** An [accept …] of the file: what it says need not be dealt with. */
typedef struct {
  char *finding; /**< the code of a reason, such as "escapes", which is a finding's rule, too */
  char *path;    /**< pattern of absolute paths (sources/exclude.h) */
  char *given;   /**< the same as it was written */
  char *text;    /**< what the name or the message has to contain, or NULL */
  char *reason;  /**< why it is accepted */
  guint line;    /**< where it begins in the file */
} Acceptance;

typedef struct ProjectFile {
  char *shown;            /**< its path, as somebody in the current folder would write it */
  char *folder;           /**< canonical: what paths and patterns in it are relative to */
  GPtrArray *settings;    /**< of what its [options] say; private */
  GPtrArray *acceptances; /**< of Acceptance, in order */
} ProjectFile;
