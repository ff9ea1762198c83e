/* SPDX-License-Identifier: MIT */
/*
 * The packet's end: routines that run then, and put in order what the packet left behind.
 */
#pragma once

#include "scope/judgement/program.h"

/**
 * @param callers for each function its callers (of const ProgramFunction *), or NULL.
 * @param stores  for each function whether it stores something; afterwards, whether it or what it calls does.
 * @param clears  for each function whether it surely clears that.
 * @return whether each entry that comes to a store comes to the registration of a routine, for its packet's end, that clears.
 */
gboolean closed_by_routines (const Program *program, GArray *const *callers, guint8 *stores, const guint8 *clears);
