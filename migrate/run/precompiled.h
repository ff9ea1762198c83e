/* SPDX-License-Identifier: MIT */
/*
 * Precompiled headers: what most units of a large group include first is parsed once.
 *
 * A unit gets one only where its own leading includes hold all that is in it, so that nothing is declared which the
 * unit does not ask for. What goes wrong with it costs time, never a result: the parser falls back to reading
 * everything.
 */
#pragma once

#include "run/include_graph.h"
#include "run/unit_groups.h"

typedef struct PrecompiledHeaders PrecompiledHeaders;

/**
 * Makes the headers, in worker processes, in a temporary folder.
 *
 * @param wanted  of gboolean, one for each of @a commands: it will be parsed.
 * @return (transfer full) the headers, maybe none; NULL with @a error set only where the run was interrupted or no
 *   process can be started.
 */
PrecompiledHeaders *precompiled_headers_make (IncludeGraph *graph, GPtrArray *commands, const UnitGroups *groups,
                                              GArray *wanted, guint workers, guint timeout_seconds, GError **error);

/** Gives those @a wanted units that have no header yet the one of their group that fits them: they turned out to be
 *  wanted later. */
void precompiled_headers_extend (PrecompiledHeaders *headers, IncludeGraph *graph, GPtrArray *commands,
                                 const UnitGroups *groups, GArray *wanted);

/** Removes the temporary folder. NULL is allowed. */
void precompiled_headers_free (PrecompiledHeaders *headers);

/** @return (nullable) the precompiled header for @a unit. */
const char *precompiled_headers_for (const PrecompiledHeaders *headers, guint unit);
