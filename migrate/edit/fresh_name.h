/* SPDX-License-Identifier: MIT */
/*
 * Fresh names: variables that a rewrite declares must not hide, or be hidden by, anything.
 */
#pragma once

#include "edit/site.h"

/** @return a name made from @a base that stands nowhere in what the unit reads: no variable, macro, type or function is
 *  called so, and no macro's body says it. @param number 1 or more: which of several in one statement; from 2 on it is
 *  part of the name. */
const char *fresh_name (Site *site, const char *base, guint number);
