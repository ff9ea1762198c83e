/* SPDX-License-Identifier: MIT */
/*
 * The pool's expression at a place, where pools are explicit.
 */
#pragma once

#include "edit/site.h"

/** @return whether @a options ask for explicit pools in place of @a pool's accessor. */
gboolean pool_is_explicit (const RunOptions *options, RulePool pool);

/** @return the accessor that explicit pools take the place of: what stays where nothing can be passed. */
const char *pool_accessor (RulePool pool);

/** @return what is at hand at @a offset of @a file; the function around is the macro, in a macro's body. */
PoolAtHand pool_at_hand (const Analysis *analysis, const UnitFile *file, guint32 offset);

/** @return the expression for @a pool at @a site: what is at hand, the parameter that the function gains, or the accessor,
 *  with the reason why. Where the after side has no accessor the site is left (Site.no_pool). */
const char *pool_choose (Site *site, RulePool pool);

/** Binds @a site to the function @a id, once it is decided: its signature and all that relies on it are one decision. */
void pool_bind (Site *site, const char *id);

/** Links what was bound, after the place was decided. */
void pool_link (Site *site);
