/* SPDX-License-Identifier: MIT */
/*
 * A place: a point in a file, as all units of a run name it.
 *
 * Its path is canonical and interned, so that two places of one file have the same pointer. Offset, line and column are those of the
 * file as it lies on disk; of what a macro expands to, those of the macro's name.
 */
#pragma once

#include <glib.h>

typedef struct {
  const char *path; /**< canonical, interned; NULL: nowhere */
  guint32 offset;   /**< bytes from the start of the file: of the macro's name where a macro expands to it */
  guint32 line, column;
} ScopePlace;
