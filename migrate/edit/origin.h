/* SPDX-License-Identifier: MIT */
/*
 * Origins: what `#line` says a generated file was made from, edited together with it.
 *
 * An edit of the generated file alone is lost when it is generated again. So each change of a line that has an origin
 * gets the same edits there; where the origin does not say the same, the change is not made.
 */
#pragma once

#include "edit/site.h"

/** Adds the origin's edits to @a change, which so far edits @a file alone, a file with #line directives.
 *  @param occurrence what it rewrites, noted in the origin's findings as well, or NULL (an include).
 *  @param reason set to why it cannot be, where FALSE is returned; or to what a review should look at, or
 *  REASON_NONE. @param note set to more about it, or left alone.
 *  @return whether the change may be made. */
gboolean origin_follow (Analysis *analysis, UnitFile *file, Change *change, const Occurrence *occurrence,
                        Reason *reason, const char **note);
