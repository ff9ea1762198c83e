/* SPDX-License-Identifier: MIT */
/*
 * Headers that lie where units are built, not where they are kept: copies of a source, or made there. What is changed in
 * one alone is gone with the next build.
 */
#pragma once

#include "edit/site.h"

/** @return whether @a file is a header below the folder in which the unit is compiled, while the unit's own source lies
 *  elsewhere. */
gboolean header_is_built (const Analysis *analysis, const UnitFile *file);

/** Gives all changes of @a file, such a header, the same edits in the source that it is a copy of, and the source the same
 *  occurrences. @return FALSE where no source below the root has its bytes: nothing happens then. */
gboolean header_copy_follow (Analysis *analysis, UnitFile *file);
