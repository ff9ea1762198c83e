/* SPDX-License-Identifier: MIT */
/*
 * The include changes that are right as things stand.
 */
#include "edit/settle_includes.h"

/* What a file wants of its includes, as things stand. */
typedef struct
{
  gboolean new_header, old_header, has_old;
  gboolean compiles_old; /* needs the old header in code that is compiled */
} Wants;

static Wants
file_wants (const Plan *plan, const PlanFile *file)
{
  Wants wants = { 0 };

  for (guint i = 0; i < file->occurrences->len; i++)
    {
      const Occurrence *occurrence = g_ptr_array_index (file->occurrences, i);
      const Change *change
          = occurrence->change >= 0 ? g_ptr_array_index (plan->changes, (guint)occurrence->change) : NULL;

      if (occurrence->kind == OCCURRENCE_INCLUDE)
        wants.has_old = TRUE;
      else if (change != NULL && change->active && change->role == CHANGE_USE)
        wants.new_header |= occurrence->kind != OCCURRENCE_COMMENT;
      else if (occurrence->keeps_header && !occurrence_kind_is_neutral (occurrence->kind))
        {
          wants.old_header = TRUE;
          wants.compiles_old |= occurrence->kind != OCCURRENCE_INACTIVE;
        }
    }
  return wants;
}

static const char *
why_kept (Wants wants)
{
  if (wants.compiles_old)
    return "what is left in this file needs it";
  if (wants.old_header)
    return "what is left in regions that are not compiled needs it, where they are";
  return "files that include this one may need it";
}

static gboolean
is_header (const char *path)
{
  return g_str_has_suffix (path, ".h");
}

/* The include changes follow from all others: which way each file's includes go. */
void
plan_settle_includes (Plan *plan)
{
  gboolean headers_keep = FALSE;
  GHashTable *made = g_hash_table_new (g_direct_hash, g_direct_equal);

  /* A file that still needs the old header but has it through another one only: then no header may give it
   * up. */
  for (guint i = 0; i < plan->files->len; i++)
    {
      PlanFile *file = g_ptr_array_index (plan->files, i);
      Wants wants = file_wants (plan, file);

      headers_keep |= wants.compiles_old && !wants.has_old;
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);

          if (occurrence->kind == OCCURRENCE_INCLUDE && occurrence->reason != REASON_OVERLAP)
            occurrence->change = -1;
        }
    }
  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = g_ptr_array_index (plan->changes, i);
      PlanFile *file, *edited;
      Wants wants;
      gboolean swaps = FALSE, keep;
      const Edit *edit;

      if (change->role == CHANGE_USE)
        continue;
      change->active = FALSE;
      file = plan_find_file (plan, change->serves);
      if (file == NULL)
        continue;
      wants = file_wants (plan, file);
      edit = &g_array_index (change->edits, Edit, 0);
      keep = wants.old_header || (headers_keep && is_header (file->path));
      edited = plan_find_file (plan, edit->path);
      for (guint j = 0; edited != NULL && j < edited->changes->len; j++)
        {
          const Change *other = g_ptr_array_index (edited->changes, j);

          swaps |= other->role == CHANGE_SWAP_INCLUDE && other->serves == change->serves
                   && g_array_index (other->edits, Edit, 0).offset >= edit->offset
                   && g_array_index (other->edits, Edit, 0).offset < edit->offset + edit->length;
        }
      switch (change->role)
        {
        case CHANGE_ADD_INCLUDE:
          change->active = wants.new_header && (keep || !wants.has_old);
          break;
        case CHANGE_SWAP_INCLUDE:
          change->active = wants.new_header && !keep;
          break;
        default:
          /* Unused in a header it may still serve those that include it. */
          change->active
              = !keep && !(swaps && wants.new_header) && (wants.new_header || !is_header (file->path));
          break;
        }
      if (change->active && change->role == CHANGE_ADD_INCLUDE)
        {
          /* Several fragments may want the same addition of the file that includes them. */
          gpointer key = (gpointer)edit->path;

          if (!g_hash_table_add (made, key))
            change->active = FALSE;
        }
      for (guint j = 0; change->active && change->role != CHANGE_ADD_INCLUDE && j < file->occurrences->len;
           j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);

          if (occurrence->kind == OCCURRENCE_INCLUDE && occurrence->offset >= edit->offset
              && occurrence->offset < edit->offset + edit->length)
            {
              occurrence->change = change->id;
              occurrence->reason = REASON_NONE;
              occurrence->note = NULL;
            }
        }
    }
  for (guint i = 0; i < plan->files->len; i++)
    {
      PlanFile *file = g_ptr_array_index (plan->files, i);

      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);

          if (occurrence->kind != OCCURRENCE_INCLUDE || occurrence->change >= 0
              || occurrence->reason == REASON_OVERLAP)
            continue;
          occurrence->reason = REASON_TOGETHER;
          occurrence->note = why_kept (file_wants (plan, file));
        }
    }
  g_hash_table_unref (made);
}
