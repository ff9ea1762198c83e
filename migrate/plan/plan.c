/* SPDX-License-Identifier: MIT */
/*
 * The plan as it is read: files, the edits that apply, the counts.
 */
#include "plan/plan.h"

#include <string.h>

#include "plan/plan_order.h"
#include "sources/file_text.h"

PlanFile *
plan_find_file (const Plan *plan, const char *path)
{
  return g_hash_table_lookup (plan->by_path, path);
}

GBytes *
plan_file_bytes (const PlanFile *file)
{
  if (!file->bytes)
    {
      char *text = NULL;
      gsize length = 0;

      if (!file_text_read (file->path, &text, &length, NULL) || file_text_hash (text, length) != file->content_hash)
        length = 0;
      /* Whoever asks first may only read the plan; what it holds is the same before and after. */
      ((PlanFile *) file)->bytes = g_bytes_new_take (text, length);
    }
  return file->bytes;
}

Occurrence *
plan_file_occurrence (const PlanFile *file, guint32 offset)
{
  guint at;

  return plan_find_place (file->occurrences, offset, &at);
}

GArray *
plan_file_edits (const PlanFile *file)
{
  GArray *placed = plan_place_edits (file), *edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  gsize at = 0, length = placed->len > 0 ? g_bytes_get_size (plan_file_bytes (file)) : 0;

  for (guint i = 0; i < placed->len; i++)
    {
      const PlacedEdit *place = &g_array_index (placed, PlacedEdit, i);
      const Edit *edit = place->edit;

      if (i > 0 && edits_are_same (edit, place[-1].edit) && place->change != place[-1].change)
        continue; /* changes may share an edit: one include line serves all of them */
      if (edit->offset < at || edit->offset + edit->length > length)
        continue;
      g_array_append_val (edits, *edit);
      at = edit->offset + edit->length;
    }
  g_array_unref (placed);
  return edits;
}

guint64
plan_file_state (const PlanFile *file)
{
  guint64 state = 0;

  for (guint i = 0; i < file->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (file->changes, i);

      if (change->active)
        state = (state ^ ((guint64) change->id + 1)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
                + G_GUINT64_CONSTANT (0x2545f4914f6cdd1d);
    }
  return state;
}

GBytes *
plan_file_after (const PlanFile *file)
{
  GArray *edits = plan_file_edits (file);
  gsize length;
  const char *text = g_bytes_get_data (plan_file_bytes (file), &length);
  GByteArray *after;
  gsize at = 0;

  if (edits->len == 0)
    {
      g_array_unref (edits);
      return g_bytes_ref (plan_file_bytes (file));
    }
  after = g_byte_array_sized_new ((guint) length + 1024);
  for (guint i = 0; i < edits->len; i++)
    {
      const Edit *edit = &g_array_index (edits, Edit, i);

      g_byte_array_append (after, (const guint8 *) text + at, (guint) (edit->offset - at));
      g_byte_array_append (after, (const guint8 *) edit->text, (guint) strlen (edit->text));
      at = edit->offset + edit->length;
    }
  g_byte_array_append (after, (const guint8 *) text + at, (guint) (length - at));
  g_array_unref (edits);
  return g_byte_array_free_to_bytes (after);
}

static void
count_file (const Plan *plan, const PlanFile *file, Ledger *ledger)
{
  for (guint i = 0; i < file->occurrences->len; i++)
    {
      const Occurrence *occurrence = g_ptr_array_index (file->occurrences, i);
      const Change *change
          = occurrence->change >= 0 ? g_ptr_array_index (plan->changes, (guint) occurrence->change) : NULL;

      ledger->found++;
      if (change && change->active)
        {
          ledger->rewritten++;
          ledger->signatures += occurrence->thread == THREAD_SIGNATURE;
          ledger->calls += occurrence->thread == THREAD_CALL;
          ledger->by_confidence[occurrence->confidence]++;
          continue;
        }
      ledger->left++;
      ledger->by_reason[occurrence->reason]++;
      if (occurrence_is_residue (occurrence))
        ledger->residue++;
    }
}

Ledger
plan_ledger (const Plan *plan, const PlanFile *file)
{
  Ledger ledger = { 0 };

  if (file)
    count_file (plan, file, &ledger);
  for (guint i = 0; !file && i < plan->files->len; i++)
    count_file (plan, g_ptr_array_index (plan->files, i), &ledger);
  return ledger;
}
