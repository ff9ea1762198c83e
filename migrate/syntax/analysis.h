/* SPDX-License-Identifier: MIT */
/*
 * The analysis of one unit: what finding, deciding and summarising share while it lasts, and which files it is about.
 * Nothing of it leaves the worker but its result.
 */
#pragma once

#include "model/pool_facts.h"
#include "model/run_options.h"
#include "rules/rule_set.h"
#include "sources/compile_command.h"
#include "syntax/pool_source.h"
#include "syntax/unit_file.h"

/** Everything that is the same for all units of a run. */
typedef struct {
  const RuleSet *rules;
  const RunOptions *options;
  const char *root;                /**< canonical folder below which files may be edited */
  const struct _AfterSide *after;  /**< what the after side of the unit's group declares (sides/after_side.h) */
  const struct _PoolPlan *threads; /**< which functions gain a pool (pools/pool_plan.h); NULL: not decided yet */
  gboolean has_summary;            /**< the scope checker has its summary of the unit already: none is made */
  const char *precompiled;         /**< a precompiled header that fits the unit's group, or NULL */
  const char *old_api;             /**< the folder of sides/old_api.h: a unit that misses the old API gets it described; or NULL */
  struct CXUnsavedFile *unsaved;   /**< contents in place of files on disk: the second pass over what was rewritten */
  guint n_unsaved;
} AnalysisContext;

/** The analysis of one unit. */
typedef struct {
  wmem_allocator_t *pool;
  const AnalysisContext *context;
  const CompileCommand *command; /**< NULL: a file by its tokens alone */
  CXTranslationUnit unit;        /**< the parsed unit, while it is analysed; NULL as above */
  UnitResult *result;
  GPtrArray *files;          /**< of UnitFile */
  GHashTable *origins;       /**< path -> UnitFile: what generated files were made from */
  PoolSources *pool_sources; /**< where pools are at hand; NULL: nobody asked for explicit ones, or by tokens alone */
  PoolFacts *pool_facts;     /**< what the unit says of them; NULL likewise */
  GHashTable *pool_macros;   /**< name -> the definitions of that macro in the unit's files; NULL likewise */
  GHashTable *macro_names;   /**< name -> 2: a macro of the unit means something by it, 1: none does; NULL likewise */
  GHashTable *own_macros;    /**< set of the names of the old API that the unit's files give a meaning of their own (find/own_macro.h) */
  GHashTable *shims;         /**< name -> 2: a shim of these files stands for it, 1: but passes another pool than the run asks for */
  GHashTable *global_names;  /**< set of the names (interned) that the unit declares at file scope; NULL likewise */
  gboolean is_described;     /**< the old API was described to the parser (sides/old_api.h) */
  gboolean is_incomplete;    /**< the parser has not seen all of it: nothing is better than review */
  gboolean has_errors;       /**< the unit did not parse cleanly: what the tree does not confirm is unsure */
} Analysis;

/** @return a new analysis of the file at @a path, without files yet; allocated from @a pool.
 *  @param command NULL: by its tokens alone. */
Analysis *analysis_new (wmem_allocator_t *pool, const AnalysisContext *context, const CompileCommand *command,
                        const char *path);

/** Adds the file at @a path (interned) with its bytes, which are kept. @param defined as for unit_file_new(). */
UnitFile *analysis_add_file (Analysis *analysis, const char *path, const char *text, gsize length, GHashTable *defined);

/** @return whether @a path lies where files may be edited. */
gboolean analysis_is_below_root (const AnalysisContext *context, const char *path);

/** @return (nullable) the canonical form of @a path, interned; asked for once in a process. */
const char *analysis_canonical_path (const char *path);

/** @return the file at @a path as an origin (raw tokens, its findings part of the result), or NULL where it may not
 *  be edited or read. */
UnitFile *analysis_origin (Analysis *analysis, const char *path);

/** @return (nullable) the unit's file at @a path (interned). */
UnitFile *analysis_file (const Analysis *analysis, const char *path);
