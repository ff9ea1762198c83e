/* SPDX-License-Identifier: MIT */
/*
 * What was not asked for: changes below a confidence (what is bound to them was left by the analysis already, family.c),
 * and changes of files that nobody named.
 */
#include "plan/plan_families.h"
#include "plan/roll_back.h"
#include "plan/settle_includes.h"

void
plan_limit (Plan *plan, Confidence only)
{
  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = g_ptr_array_index (plan->changes, i);

      change->active = change->active && (change->role != CHANGE_USE || change->confidence <= only);
    }
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = g_ptr_array_index (plan->files, i);

      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);
          const Change *change
              = occurrence->change >= 0 ? g_ptr_array_index (plan->changes, (guint) occurrence->change) : NULL;

          if (!change || change->active || change->role != CHANGE_USE)
            continue;
          occurrence->reason = REASON_CONFIDENCE;
          occurrence->note = NULL;
        }
    }
  plan_keep_families (plan);
  plan_settle_includes (plan);
}

void
plan_limit_to_place (Plan *plan, const char *path, guint32 offset)
{
  const PlanFile *file = plan_find_file (plan, path);
  const Occurrence *occurrence = file ? plan_file_occurrence (file, offset) : NULL;
  const Change *kept
      = occurrence && occurrence->change >= 0 ? g_ptr_array_index (plan->changes, (guint) occurrence->change) : NULL;

  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = g_ptr_array_index (plan->changes, i);
      gboolean together = kept && kept->together && g_strcmp0 (change->together, kept->together) == 0;

      if (change != kept && !together && change->role == CHANGE_USE && change->active)
        plan_roll_back (plan, change, REASON_REFUSED);
    }
}

static gboolean
is_named (const PlanFile *file, guint own, guint units)
{
  for (guint i = 0; i < file->users->len; i++)
    {
      guint unit = g_array_index (file->users, guint, i);

      if (unit < own || unit >= units)
        return TRUE;
    }
  return file->users->len == 0;
}

/* What the edits of a change, or of all that belong together, are in. */
typedef struct
{
  gboolean named, header_of_others;
} Reach;

static void
add_reach (Reach *reach, const Plan *plan, const Change *change, GHashTable *foreign, GHashTable *mains)
{
  for (guint i = 0; i < change->edits->len; i++)
    {
      const char *path = g_array_index (change->edits, Edit, i).path;

      if (!g_hash_table_contains (foreign, path))
        reach->named = TRUE;
      else if (!plan_find_file (plan, path) || !g_hash_table_contains (mains, path))
        reach->header_of_others = TRUE;
    }
}

/* The reach of each change, by id. */
static Reach *
find_reaches (const Plan *plan, GHashTable *foreign, GHashTable *mains)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  Reach *reaches = g_new0 (Reach, plan->changes->len + 1);

  for (guint i = 0; i < plan->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (plan->changes, i);
      Reach *group = change->together ? g_hash_table_lookup (groups, change->together) : NULL;

      if (change->together && !group)
        g_hash_table_insert (groups, (gpointer) change->together, group = g_new0 (Reach, 1));
      add_reach (group ? group : &reaches[i], plan, change, foreign, mains);
    }
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (plan->changes, i);

      if (change->together)
        reaches[i] = *(Reach *) g_hash_table_lookup (groups, change->together);
    }
  return reaches;
}

void
plan_confine (Plan *plan, guint own, guint units, GHashTable *mains)
{
  g_autoptr (GHashTable) foreign = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GHashTable) touched = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = g_ptr_array_index (plan->files, i);

      if (!is_named (file, own, units))
        g_hash_table_add (foreign, (gpointer) file->path);
    }
  Reach *reaches = find_reaches (plan, foreign, mains);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = g_ptr_array_index (plan->changes, i);

      if (change->role != CHANGE_USE || !change->active)
        continue;
      if (!reaches[i].named || reaches[i].header_of_others)
        {
          change->active = FALSE;
          change->barred = REASON_NOT_NAMED;
        }
      else
        for (guint j = 0; j < change->edits->len; j++)
          g_hash_table_add (touched, (gpointer) g_array_index (change->edits, Edit, j).path);
    }
  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = g_ptr_array_index (plan->changes, i);

      if (change->role != CHANGE_USE && g_hash_table_contains (foreign, change->serves)
          && !g_hash_table_contains (touched, change->serves))
        change->barred = REASON_NOT_NAMED;
    }
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = g_ptr_array_index (plan->files, i);
      gboolean is_foreign = g_hash_table_contains (foreign, file->path);

      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);
          const Change *change
              = occurrence->change >= 0 ? g_ptr_array_index (plan->changes, (guint) occurrence->change) : NULL;

          if (change && change->barred != REASON_NOT_NAMED)
            continue;
          /* What is left there for another reason is nothing that was asked about either. */
          if (!change && !is_foreign)
            continue;
          occurrence->change = -1;
          occurrence->reason = is_foreign ? REASON_NOT_NAMED : REASON_TOGETHER;
          occurrence->note = is_foreign ? NULL : "belongs with a header that was not named";
        }
    }
  g_free (reaches);
  plan_settle_includes (plan);
}
