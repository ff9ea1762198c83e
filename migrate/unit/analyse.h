/* SPDX-License-Identifier: MIT */
/*
 * The analysis of one translation unit: parse, find, decide.
 */
#pragma once

#include "syntax/analysis.h"

struct _PoolPlan;

/**
 * Parses @a command's file and decides about every occurrence in it and in the editable files that it includes.
 * Runs in a worker process: may crash without harm to the run.
 *
 * @return the result, allocated from @a pool; never NULL: a failure is in its status.
 */
UnitResult *unit_analyse (wmem_allocator_t *pool, const AnalysisContext *context, const CompileCommand *command);

/** @return what the parser says of @a command's file as it stands (of UnitDiagnostic, from @a pool), and nothing more. */
GPtrArray *unit_diagnose (wmem_allocator_t *pool, const CompileCommand *command);

/**
 * Decides about a file that no translation unit of the run reads (a header that nothing includes, an `.inc`, a lex
 * source) by its tokens alone: nothing in it is better than CONFIDENCE_REVIEW.
 */
UnitResult *file_analyse (wmem_allocator_t *pool, const AnalysisContext *context, const char *path);
