/* SPDX-License-Identifier: MIT */
/*
 * Classification: what each candidate token is.
 */
#pragma once

#include "edit/site.h"

/** An occurrence together with what only the analysis knows of it. */
typedef struct {
  Occurrence *occurrence;
  const Rule *rule;
  const Fact *fact;     /**< NULL: tokens alone */
  guint32 token;
} Classified;

/**
 * Makes the occurrences of @a file, comments included, in its findings.
 *
 * @return (array of Classified) those that could be rewritten, in file order; owned by the analysis's pool. The
 * others have their reason already.
 */
GArray *classify_file (Analysis *analysis, UnitFile *file);
