/* SPDX-License-Identifier: MIT */
/*
 * Which files a run may change.
 */
#include "run/changed_files.h"

#include "model/unit_result.h"

/* Adds the files that the changes of @result are in: where @read is given, those of it. */
static void
add_changed (GHashTable *paths, const UnitResult *result, GHashTable *read)
{
  if (!result || !unit_was_whole (result->status))
    return;
  for (guint i = 0; i < result->changes->len; i++)
    {
      const Change *change = result->changes->pdata[i];
      for (guint j = 0; j < change->edits->len; j++)
        {
          const char *path = g_array_index (change->edits, Edit, j).path;
          if (!read || g_hash_table_contains (read, path))
            g_hash_table_add (paths, (gpointer) path);
        }
    }
}

GHashTable *
changed_files (GPtrArray *results, guint own)
{
  g_autoptr (GHashTable) read = g_hash_table_new (g_direct_hash, g_direct_equal);
  GHashTable *paths = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint unit = 0; unit < own; unit++)
    {
      const UnitResult *result = results->pdata[unit];
      for (guint i = 0; result && i < result->files->len; i++)
        g_hash_table_add (read, (gpointer) ((FileFindings *) result->files->pdata[i])->path);
      add_changed (paths, result, NULL);
    }
  for (guint unit = own; unit < results->len; unit++)
    add_changed (paths, results->pdata[unit], read);
  return paths;
}
