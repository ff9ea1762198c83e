/* SPDX-License-Identifier: MIT */
/*
 * A description of the old API, for code whose headers no longer declare it.
 *
 * Who ports a plugin has today's headers only: `#include <epan/emem.h>` finds nothing, and ep_alloc() is a name like any
 * other. So the rules say how the old API declared each name (`was`), and a unit that misses some is parsed a second time
 * with those declarations before it. They serve the parse of the before side alone: what is rewritten is verified without.
 */
#pragma once

#include <clang-c/Index.h>

#include "rules/rule_set.h"

/**
 * Makes a temporary folder in which the old headers of @a rules are found, empty, and those that moved, including themselves
 * where they are now.
 *
 * @return (transfer full) (nullable) its path; free with old_api_folder_free(). NULL where it cannot be made: units that miss the old API would
 *   be read in another way.
 */
char *old_api_folder_new (const RuleSet *rules, GError **error);

/** Removes the folder. NULL is allowed. */
void old_api_folder_free (char *folder);

/** @return whether one of @a diagnostics (of UnitDiagnostic) names something that the description would declare. */
gboolean old_api_is_missed (const RuleSet *rules, const GPtrArray *diagnostics);

/** @return (transfer full) the declarations of all that the rules describe and @a unit does not declare itself, as C or
 *  C++. */
char *old_api_describe (const RuleSet *rules, CXTranslationUnit unit);

/** The name of the file that the description is, in the folder. It is never on disk. */
#define OLD_API_FILE "wmem-migrate-old-api.h"

/** @return whether @a cursor lies in the description. */
gboolean old_api_declares (CXCursor cursor);
