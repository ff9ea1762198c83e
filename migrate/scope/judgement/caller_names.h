/* SPDX-License-Identifier: MIT */
/*
 * Which names matter to the scope checker: those of functions that need a scope, because they allocate or call what does,
 * and those by which such functions are reached through pointers. A file that names none of them can neither hold a
 * finding nor call, in whatever way, what holds one: it need not be parsed.
 *
 * The names grow with what is known: units that name one are parsed and learned, and so on until no name is new.
 * Of these names some are *ours*: functions that the run's own units define, what such a function is kept in, and whatever
 * calls them. Who names one of ours decides, with its callers, where our functions run, be it in the run or not.
 *
 * Once a program's start is among them, so are the functions that enter a scope: what it gets to has none where any unit does.
 *
 * A function that takes a packet's own record (the fact `takes`) runs for a packet, whoever calls it: its name does not
 * matter.
 */
#pragma once

#include "rules/facts.h"

typedef struct _CallerNames CallerNames;

/** @return (transfer full) the names that @a facts know; they have to outlive it. */
CallerNames *caller_names_new (Facts *facts);
void caller_names_free (CallerNames *names);

/** From here on @a pool is passed from callers to what they call: who calls a function matters for its signature, too, unless it takes
 *  a packet_info, which has the packet's. To be said before anything is learned. */
void caller_names_pass (CallerNames *names, RulePool pool);

/** Adds what @a summary (of SCOPE_SUMMARY_TYPE; a damaged one adds nothing) defines and calls. @param own  the unit is one
 *  of the run's own. */
void caller_names_learn (CallerNames *names, GVariant *summary, gboolean own);

/** @return whether the @a length bytes at @a text, comments included, hold one of the names. */
gboolean caller_names_are_in (const CallerNames *names, const char *text, gsize length);

/** The same for those that are ours. */
gboolean caller_names_ours_are_in (const CallerNames *names, const char *text, gsize length);

/** @return how many names are ours: with none there is nothing to look for. */
guint caller_names_count_ours (const CallerNames *names);
