/* SPDX-License-Identifier: MIT */
/*
 * Shims: what a source brings itself so as to build with several years' headers. Two shapes of them:
 *
 * - a macro or function of the old name, whose body is a new form (`#define ep_alloc(n) wmem_alloc (…)`): the name *stands
 *   for* that form, and a call of it is converted already;
 * - branches of one condition, one of the old API, another of the new: the new one *is* the conversion of the old one, which has
 *   to stay what it is.
 *
 * By tokens, so that branches that are not compiled are seen as well.
 */
#pragma once

#include "find/classify.h"

/** Looks for shims in the files of the unit, once their inactive regions are marked. */
void shims_read (Analysis *analysis);

/** Gives @a found, which nothing else has been said of, REASON_SHIM or REASON_OLD_BRANCH where a shim deals with it. */
void shim_classify (Analysis *analysis, UnitFile *file, Classified *found);

/** @return whether a macro or function @a name of the unit's own files is a shim for the rule of that name. */
gboolean shim_stands_for (const Analysis *analysis, const char *name);
