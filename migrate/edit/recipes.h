/* SPDX-License-Identifier: MIT */
/*
 * The recipes: how each kind of place is rewritten. One file each.
 */
#pragma once

#include "edit/site.h"

/** @return the recipe of @a rule. */
Recipe recipe_of (const Rule *rule);

/** A call or macro that only changes its name and its arguments. */
gboolean recipe_call (Site *site);

/** A type's name; where the new one is a struct for a pointer, with the `*` that each declarator then needs. */
gboolean recipe_type (Site *site);

/** A field that becomes an accessor's call. */
gboolean recipe_member (Site *site);

/** A name for a name. */
gboolean recipe_rename (Site *site);

/** A function that gains a pool: its signature, or a call of it. */
gboolean recipe_thread (Site *site);

#define RECIPE(function, name, text) gboolean recipe_##function (Site *site);
#include "rules/recipes.def"
#undef RECIPE

/** Renames the callee, without the parentheses that may stand around its name. */
void call_rename (Site *site, const Call *call, const char *target);

/** Renames the callee and settles its arguments, for recipes that do more around it. @a target: the new name. */
void call_rewrite (Site *site, const Call *call, const char *target);

/** The same for the part behind the name: the arguments alone. */
void call_rewrite_arguments (Site *site, const Call *call);
