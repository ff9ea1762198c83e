/* SPDX-License-Identifier: MIT */
/*
 * Fresh names: variables that a rewrite declares must not hide, or be hidden by, anything.
 */
#pragma once

#include "edit/site.h"

/** What rewrites call a buffer, and a text, that they keep. */
#define FRESH_BUFFER "wmem_buffer"
#define FRESH_TEXT "wmem_text"

/** What a callback's key is called where `key` is something else. */
#define FRESH_KEY "wmem_key"

/** A macro that a rewrite may define. */
#define FRESH_MACRO "WMEM_MIGRATE_ARGUMENTS"

/** @return a name made from @a base that stands nowhere in what the unit reads: no variable, macro, type or function is
 *  called so, and no macro's body says it. @param number 1 or more: which of several in one statement; from 2 on it is
 *  part of the name. */
const char *fresh_name (Site *site, const char *base, guint number);

/** @return whether @a name is one that fresh_name() made, or that a rewrite defines for itself. */
gboolean name_is_fresh (const char *name);
