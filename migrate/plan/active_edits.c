/* SPDX-License-Identifier: MIT */
/*
 * The edits of a plan that are applied, by file and in order.
 */
#include "plan/active_edits.h"

struct ActiveEdits {
  GHashTable *by_path; /* interned path -> GArray of Edit */
  GStringChunk *texts; /* of joined edits */
};

/* One edit for each offset: what is inserted there and what replaces, in order. Readers of the formats that
 * list edits take several at one place for a conflict. */
static void
join_edits (ActiveEdits *edits, GArray *of_file)
{
  guint kept = 0;
  for (guint i = 1; i < of_file->len; i++)
    {
      Edit *one = &g_array_index (of_file, Edit, kept), *other = &g_array_index (of_file, Edit, i);
      if (one->offset != other->offset)
        {
          g_array_index (of_file, Edit, ++kept) = *other;
          continue;
        }
      g_autofree char *text = g_strconcat (one->text, other->text, NULL);
      one->text = g_string_chunk_insert (edits->texts, text);
      one->length = other->length;
    }
  g_array_set_size (of_file, kept + 1);
}

ActiveEdits *
active_edits_new (const Plan *plan)
{
  ActiveEdits *edits = g_new0 (ActiveEdits, 1);
  g_autoptr (GHashTable) touched = g_hash_table_new (g_direct_hash, g_direct_equal);
  edits->by_path = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_array_unref);
  edits->texts = g_string_chunk_new (1024);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const Change *change = plan->changes->pdata[i];
      for (guint j = 0; change->active && j < change->edits->len; j++)
        g_hash_table_add (touched, (gpointer) g_array_index (change->edits, Edit, j).path);
    }
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      if (!g_hash_table_contains (touched, file->path))
        continue;
      GArray *of_file = plan_file_edits (file);
      if (of_file->len == 0)
        {
          g_array_unref (of_file);
          continue;
        }
      join_edits (edits, of_file);
      g_hash_table_insert (edits->by_path, (gpointer) file->path, of_file);
    }
  return edits;
}

void
active_edits_free (ActiveEdits *edits)
{
  if (!edits)
    return;
  g_hash_table_unref (edits->by_path);
  g_string_chunk_free (edits->texts);
  g_free (edits);
}

GArray *
active_edits_of (const ActiveEdits *edits, const PlanFile *file)
{
  return g_hash_table_lookup (edits->by_path, file->path);
}
