/* SPDX-License-Identifier: MIT */
/*
 * The pool's expression at a place, where pools are explicit.
 */
#pragma once

#include "edit/site.h"

/** @return the expression for @a pool at @a site: what is at hand, the parameter that the function gains, or the accessor,
 *  with the reason why. Where the after side has no accessor the site is left (Site.no_pool). */
const char *pool_choose (Site *site, RulePool pool);

/** Binds @a site to the function @a id, once it is decided: its signature and all that relies on it are one decision. */
void pool_bind (Site *site, const char *id);

/** Links what was bound, after the place was decided. */
void pool_link (Site *site);
