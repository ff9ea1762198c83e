/* SPDX-License-Identifier: MIT */
/*
 * Which files a run may change, once the units that were asked for have been analysed: whoever else reads one has a say.
 */
#pragma once

#include <glib.h>

/**
 * @param results  of UnitResult, NULL where a unit was not analysed. @param own  those before it were asked for.
 * @return (transfer full) set of interned paths: what the own units change, and what others change of what those read. What only units read
 *   that nobody named stays as it is (plan_confine()).
 */
GHashTable *changed_files (GPtrArray *results, guint own);
