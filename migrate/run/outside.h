/* SPDX-License-Identifier: MIT */
/*
 * Sources that are not part of the run: what they name is somebody else's matter, too.
 */
#pragma once

#include "rules/rule_set.h"
#include "sources/source_set.h"

typedef struct Outside Outside;

/** @param sources  the run's units, and those that its databases list besides.
 *  @param results  of UnitResult, for the units: what was not parsed whole does not count as seen.
 *  @param rules    for the graph of what they include.
 *  @param root     below it all C and C++ sources count, whether a database lists them or not.
 *  @return (transfer full) nothing is read before somebody asks. */
Outside *outside_new (const SourceSet *sources, GPtrArray *results, const RuleSet *rules, const char *root);

/**
 * @param name    a function, or what only a header tells of: a macro, a field.
 * @param owner   of a field: what its struct is called; or NULL.
 * @param header  the file without which @a name means something else; NULL: none, as of a function, which may be declared
 *                anywhere.
 * @return (nullable) a source that was not parsed in this run, and has one of the names as a word. With a @a header only
 *   such as may read that (or a copy elsewhere), or has both names: it may declare the struct again.
 */
const char *outside_names (Outside *outside, const char *name, const char *owner, const char *header);

void outside_free (Outside *outside);
