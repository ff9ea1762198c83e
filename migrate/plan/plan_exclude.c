/* SPDX-License-Identifier: MIT */
/*
 * Files that are to be left alone: what would edit one is taken back, with all that belongs together with it.
 */
#include "plan/plan.h"
#include "plan/roll_back.h"

/* Whether an edit of @change is in one of @excluded. */
static gboolean
reaches (const Change *change, GHashTable *excluded)
{
  for (guint i = 0; i < change->edits->len; i++)
    if (g_hash_table_contains (excluded, g_array_index (change->edits, Edit, i).path))
      return TRUE;
  return FALSE;
}

/* The paths of all files and edits of the plan that @is_excluded says so of. */
static GHashTable *
find_excluded (const Plan *plan, PathTest is_excluded, gpointer data)
{
  g_autoptr (GHashTable) asked = g_hash_table_new (g_direct_hash, g_direct_equal);
  GHashTable *excluded = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < plan->files->len; i++)
    g_hash_table_add (asked, (gpointer) ((const PlanFile *) g_ptr_array_index (plan->files, i))->path);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (plan->changes, i);

      for (guint j = 0; j < change->edits->len; j++)
        g_hash_table_add (asked, (gpointer) g_array_index (change->edits, Edit, j).path);
    }
  GHashTableIter iterator;
  gpointer path;
  g_hash_table_iter_init (&iterator, asked);
  while (g_hash_table_iter_next (&iterator, &path, NULL))
    if (is_excluded (path, data))
      g_hash_table_add (excluded, path);
  return excluded;
}

void
plan_exclude (Plan *plan, PathTest is_excluded, gpointer data)
{
  g_autoptr (GHashTable) excluded = find_excluded (plan, is_excluded, data);

  for (guint i = 0; g_hash_table_size (excluded) > 0 && i < plan->changes->len; i++)
    {
      Change *change = g_ptr_array_index (plan->changes, i);

      if (!reaches (change, excluded))
        continue;
      plan_roll_back (plan, change, REASON_EXCLUDED);
      change->barred = REASON_EXCLUDED;
    }
  for (guint i = 0; g_hash_table_size (excluded) > 0 && i < plan->files->len; i++)
    {
      const PlanFile *file = g_ptr_array_index (plan->files, i);
      gboolean is_left_alone = g_hash_table_contains (excluded, file->path);

      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);

          if (is_left_alone && !occurrence_kind_is_neutral (occurrence->kind))
            {
              occurrence->change = -1;
              occurrence->reason = REASON_EXCLUDED;
              occurrence->note = NULL;
            }
          else if (!is_left_alone && occurrence->reason == REASON_EXCLUDED)
            {
              occurrence->reason = REASON_TOGETHER;
              occurrence->note = "belongs with a file that is excluded";
            }
        }
    }
}
