/* SPDX-License-Identifier: MIT */
/*
 * Sources that are not part of the run: what they name is somebody else's matter, too.
 */
#pragma once

#include "sources/source_set.h"

typedef struct Outside Outside;

/** @param sources  the run's units, and those that its databases list besides.
 *  @param results  of UnitResult, for the units: what was not parsed whole does not count as seen.
 *  @param root     below it all C and C++ sources count, whether a database lists them or not.
 *  @return (transfer full) nothing is read before somebody asks. */
Outside *outside_new (const SourceSet *sources, GPtrArray *results, const char *root);

/** @return (nullable) a source that has @a name as a word and was not parsed in this run. */
const char *outside_names (Outside *outside, const char *name);

void outside_free (Outside *outside);
