/* SPDX-License-Identifier: MIT */
/*
 * Macros that stand for the old header: `#define MEMORY <epan/emem.h>`, then `#include MEMORY`.
 */
#pragma once

#include "syntax/analysis.h"

/** A place that names an old header, or includes one, without being an include line with its name. */
typedef struct {
  guint32 first, last; /**< the tokens */
  const Rule *rule;    /**< of the header */
} IncludeMacro;

/** @return (transfer full) of IncludeMacro, in the order of @a file: the definitions whose whole body is an old header's name, and the
 *  #include lines whose macro led the parser to one. */
GArray *include_macros_of (const Analysis *analysis, const UnitFile *file);
