/* SPDX-License-Identifier: MIT */
/*
 * Occurrences and edits in their order.
 */
#include "plan/plan_order.h"

Occurrence *
plan_find_place (GPtrArray *occurrences, guint32 offset, guint *at)
{
  guint low = 0, high = occurrences->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      Occurrence *occurrence = g_ptr_array_index (occurrences, middle);

      if (occurrence->offset < offset)
        low = middle + 1;
      else
        high = middle;
    }
  *at = low;
  return low < occurrences->len && ((Occurrence *) g_ptr_array_index (occurrences, low))->offset == offset
             ? g_ptr_array_index (occurrences, low)
             : NULL;
}

static gint
compare_placed (gconstpointer a, gconstpointer b)
{
  const PlacedEdit *first = a, *second = b;

  if (first->edit->offset != second->edit->offset)
    return first->edit->offset < second->edit->offset ? -1 : 1;
  if ((first->edit->length == 0) != (second->edit->length == 0))
    return first->edit->length == 0 ? -1 : 1;
  if (first->edit->length == 0)
    {
      /* Insertions: what ends a change comes before what begins one; the inner change ends first and begins
       * last. */
      gboolean first_ends = first->end == first->edit->offset && first->start < first->end;
      gboolean second_ends = second->end == second->edit->offset && second->start < second->end;

      if (first_ends != second_ends)
        return first_ends ? -1 : 1;
      if (first_ends && first->start != second->start)
        return first->start > second->start ? -1 : 1;
      if (!first_ends && first->end != second->end)
        return first->end > second->end ? -1 : 1;
    }
  return first->change->id < second->change->id ? -1 : first->change->id > second->change->id;
}

GArray *
plan_place_edits (const PlanFile *file)
{
  GArray *placed = g_array_new (FALSE, FALSE, sizeof (PlacedEdit));

  for (guint i = 0; i < file->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (file->changes, i);
      PlacedEdit place = { NULL, change, G_MAXUINT32, 0 };
      guint first = placed->len;

      if (!change->active)
        continue;
      for (guint j = 0; j < change->edits->len; j++)
        {
          const Edit *edit = &g_array_index (change->edits, Edit, j);

          if (edit->path != file->path)
            continue;
          place.edit = edit;
          place.start = MIN (place.start, edit->offset);
          place.end = MAX (place.end, edit->offset + edit->length);
          g_array_append_val (placed, place);
        }
      for (guint j = first; j < placed->len; j++)
        {
          g_array_index (placed, PlacedEdit, j).start = place.start;
          g_array_index (placed, PlacedEdit, j).end = place.end;
        }
    }
  g_array_sort (placed, compare_placed);
  return placed;
}

gboolean
edits_are_same (const Edit *a, const Edit *b)
{
  return a->offset == b->offset && a->length == b->length && g_str_equal (a->text, b->text);
}
