/* SPDX-License-Identifier: MIT */
/*
 * The edits of a plan that are applied, by file and in order.
 */
#include "write/active_edits.h"

#include <string.h>

struct ActiveEdits
{
  GHashTable *by_path; /* interned path -> GArray of Edit */
};

static gint
compare_edits (gconstpointer left, gconstpointer right)
{
  const Edit *one = left, *other = right;
  if (one->offset != other->offset)
    return one->offset < other->offset ? -1 : 1;
  if (one->length != other->length)
    return one->length < other->length ? -1 : 1;
  return 0;
}

/* Changes may share an edit: one include line serves all of them. */
static void
drop_doubles (GArray *edits)
{
  for (guint i = 1; i < edits->len;)
    {
      const Edit *one = &g_array_index (edits, Edit, i - 1), *other = &g_array_index (edits, Edit, i);
      if (compare_edits (one, other) == 0 && g_str_equal (one->text, other->text))
        g_array_remove_index (edits, i);
      else
        i++;
    }
}

ActiveEdits *
active_edits_new (const Plan *plan)
{
  ActiveEdits *edits = g_new0 (ActiveEdits, 1);
  edits->by_path = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)g_array_unref);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const Change *change = plan->changes->pdata[i];
      for (guint j = 0; change->active && j < change->edits->len; j++)
        {
          Edit *edit = &g_array_index (change->edits, Edit, j);
          GArray *of_file = g_hash_table_lookup (edits->by_path, edit->path);
          if (!of_file)
            {
              of_file = g_array_new (FALSE, FALSE, sizeof (Edit));
              g_hash_table_insert (edits->by_path, (gpointer)edit->path, of_file);
            }
          g_array_append_val (of_file, *edit);
        }
    }
  GHashTableIter iterator;
  gpointer of_file;
  g_hash_table_iter_init (&iterator, edits->by_path);
  while (g_hash_table_iter_next (&iterator, NULL, &of_file))
    {
      g_array_sort (of_file, compare_edits);
      drop_doubles (of_file);
    }
  return edits;
}

void
active_edits_free (ActiveEdits *edits)
{
  if (!edits)
    return;
  g_hash_table_unref (edits->by_path);
  g_free (edits);
}

GArray *
active_edits_of (const ActiveEdits *edits, const PlanFile *file)
{
  return g_hash_table_lookup (edits->by_path, file->path);
}
