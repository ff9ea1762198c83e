/* SPDX-License-Identifier: MIT */
/*
 * A unit's second analysis.
 */
#include "run/reanalysis.h"

static UnitResult *
analyse_rewritten (wmem_allocator_t *pool, guint unit, const CompileCommand *command, const RewrittenFile *files, guint n_files,
                   gpointer data)
{
  RunAnalysis *analysis = data;
  g_autofree struct CXUnsavedFile *unsaved = g_new0 (struct CXUnsavedFile, n_files + 1);
  for (guint i = 0; i < n_files; i++)
    {
      gsize length;
      unsaved[i].Filename = files[i].path;
      unsaved[i].Contents = g_bytes_get_data (files[i].bytes, &length);
      unsaved[i].Length = length;
    }
  AnalysisContext context = analysis_context (analysis, unit);
  context.unsaved = unsaved;
  context.n_unsaved = n_files;
  /* What is rewritten has to do without. */
  context.old_api = NULL;
  /* A header that was precompiled with the flags of the before side says nothing about the other. */
  if (analysis->request.sources->after_commands)
    context.precompiled = NULL;
  return unit_analyse (pool, &context, command);
}

Reanalysis
reanalysis_of (RunAnalysis *analysis)
{
  return (Reanalysis){ .analyse = analyse_rewritten, .diagnose = unit_diagnose, .data = analysis };
}
