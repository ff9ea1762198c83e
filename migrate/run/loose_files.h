/* SPDX-License-Identifier: MIT */
/*
 * Files that name an API but that no translation unit of the run reads: headers that nothing includes, `.inc` files,
 * lex and yacc sources. Nothing may escape the ledger. Not C files: one without flags is put aside, never guessed at.
 */
#pragma once

#include "run/include_graph.h"
#include "sources/source_set.h"

/**
 * Walks the folders that were given: never more than the user named.
 *
 * @param results  of UnitResult, NULL where a unit was not analysed: what they have read is not loose.
 * @return (transfer full) absolute paths, sorted.
 */
GPtrArray *loose_files_find (IncludeGraph *graph, const SourceSet *sources, GPtrArray *results);
