/* SPDX-License-Identifier: MIT */
/*
 * Precompiled headers: what most units of a large group include first is parsed once.
 *
 * A unit gets one only where its own leading includes hold all that is in it, so that nothing is declared which the
 * unit does not ask for. What goes wrong with it costs time, never a result: the parser falls back to reading
 * everything.
 */
#pragma once

#include "model/run_options.h"
#include "run/include_graph.h"
#include "run/unit_groups.h"

typedef struct PrecompiledHeaders PrecompiledHeaders;

/** @return (transfer full) none yet. */
PrecompiledHeaders *precompiled_headers_new (void);

/**
 * Makes headers for units that have none, in worker processes, in a temporary folder. Can be called again with more
 * @a commands, which come behind those of before and leave the numbers of their @a groups as they were.
 *
 * @param groups  of the commands, by all arguments: units of one may share a header.
 * @param paths   of the commands, by include path: what @a graph knows them by.
 * @param wanted  of gboolean, one for each of @a commands: it will be parsed.
 * @return FALSE with @a error set where the run was interrupted or no process can be started; that nothing could be made
 *   is no error.
 */
gboolean precompiled_headers_make (PrecompiledHeaders *headers, IncludeGraph *graph, GPtrArray *commands,
                                   const UnitGroups *groups, const UnitGroups *paths, const GArray *wanted,
                                   const RunOptions *options, GError **error);

/** Gives those @a wanted units that have no header yet the one of their group that fits them: they turned out to be
 *  wanted later. */
void precompiled_headers_extend (PrecompiledHeaders *headers, IncludeGraph *graph, GPtrArray *commands,
                                 const UnitGroups *groups, const UnitGroups *paths, const GArray *wanted);

/** Takes the header from each unit that may not have it by @a graph, which knows more names to rewrite than the one before. */
void precompiled_headers_review (PrecompiledHeaders *headers, IncludeGraph *graph, GPtrArray *commands,
                                 const UnitGroups *paths);

/** Removes the temporary folder. NULL is allowed. */
void precompiled_headers_free (PrecompiledHeaders *headers);

/** @return (nullable) the precompiled header for @a unit. */
const char *precompiled_headers_for (const PrecompiledHeaders *headers, guint unit);
