/* SPDX-License-Identifier: MIT */
/*
 * Files that name an API but that no translation unit of the run reads: headers that nothing includes, `.inc` files,
 * lex and yacc sources, C files that the compile database does not know. Nothing may escape the ledger.
 */
#pragma once

#include "run/include_graph.h"
#include "sources/source_set.h"

/**
 * Walks @a root.
 *
 * @param results  of UnitResult, NULL where a unit was not analysed: what they have read is not loose.
 * @return (transfer full) absolute paths, sorted.
 */
GPtrArray *loose_files_find (IncludeGraph *graph, const char *root, const SourceSet *sources, GPtrArray *results);
