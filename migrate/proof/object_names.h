/* SPDX-License-Identifier: MIT */
/*
 * What compilers make of names: clones of functions, statics of functions, data without a name.
 */
#pragma once

#include <glib.h>

/** @return (transfer full) the name as the source has it: "f" of "f.constprop.0", "f.cold" and "f.part.3", "count" of
 *  "count.1". */
char *object_name_base (const char *name);

/** @return (transfer full) what the compiler put behind it, without numbers: ".constprop" of "f.constprop.0"; "". */
char *object_name_suffix (const char *name);

/** @return whether the compiler made up the name: what it stands for is known by its content alone (string literals,
 *  constants, __func__, tables of a switch). */
gboolean object_name_is_made_up (const char *name);
