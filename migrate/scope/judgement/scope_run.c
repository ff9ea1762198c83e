/* SPDX-License-Identifier: MIT */
/*
 * The scope stage of a run.
 */
#include "scope/judgement/scope_run.h"

#include "scope/judgement/index_file.h"

Facts *
scope_facts (wmem_allocator_t *pool, const RuleSet *rules, const RunOptions *options, GError **error)
{
  g_auto (GStrv) builtin = facts_builtin_files ();
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  g_strv_builder_addv (files, (const char **) builtin);
  if (options->fact_files)
    g_strv_builder_addv (files, (const char **) options->fact_files);
  g_auto (GStrv) all = g_strv_builder_end (files);
  Facts *facts = facts_load (pool, (const char *const *) all, error);
  if (facts)
    facts_add_rules (facts, rules);
  return facts;
}

gboolean
scope_run (wmem_allocator_t *pool, const ScopeRun *run, GPtrArray *findings, GArray *verdicts, GError **error)
{
  g_autoptr (GHashTable) index = !run->index ? NULL : index_file_load (run->index, error);
  if (run->index && !index)
    return FALSE;
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  for (guint i = 0; i < run->results->len; i++)
    {
      UnitResult *result = g_ptr_array_index (run->results, i);
      if (!result || !result->scope_summary)
        continue;
      g_ptr_array_add (summaries, g_variant_ref (result->scope_summary));
      if (index)
        g_hash_table_insert (index, g_strdup (result->main_file), g_variant_ref (result->scope_summary));
      if (!run->again)
        unit_result_drop_summary (result);
    }
  if (index)
    {
      if (!index_file_save (run->index, index, error))
        return FALSE;
      /* In a fixed order: what several units define counts where it comes first. */
      g_autoptr (GList) files = g_list_sort (g_hash_table_get_keys (index), (GCompareFunc) g_strcmp0);
      g_ptr_array_set_size (summaries, 0);
      for (GList *file = files; file; file = file->next)
        g_ptr_array_add (summaries, g_variant_ref (g_hash_table_lookup (index, file->data)));
    }
  const ScopeCheck check = { .summaries = summaries, .facts = run->facts, .forms = run->forms };
  const gboolean whole = scope_check (pool, &check, findings, verdicts);
  if (whole || !run->index)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "the index '%s' is damaged: remove it and analyse all parts again", run->index);
  return FALSE;
}
