/* SPDX-License-Identifier: MIT */
/*
 * Kept values: an expression that becomes several, in a comma expression, where no further statement can stand.
 */
#pragma once

#include "edit/statement.h"

/** Where a value is kept. */
typedef struct {
  const char *variable; /**< the one that is assigned or declared there, else one that is declared before */
  const char *open;     /**< begins what the call becomes: `(VARIABLE = `, or nothing where that stands there */
  const char *close;    /**< follows the last operand: `, VARIABLE)` where the value is used, else `)` */
} KeptValue;

/** Makes what @a call becomes the first operand of a comma expression, whose others may use its value.
 *  @param type the type, with its stars, and @param name the name of the variable, where a new one is wanted.
 *  @return FALSE where there is no place for one: nothing is edited then. */
gboolean kept_value_find (Site *site, const Call *call, const char *type, const char *name, KeptValue *kept);

/** @return whether the arguments of @a call read what the left side that begins at @a left is about to change. */
gboolean call_reads (Site *site, const Call *call, guint32 left);
