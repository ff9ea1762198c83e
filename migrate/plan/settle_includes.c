/* SPDX-License-Identifier: MIT */
/*
 * The include changes that are right as things stand.
 */
#include "model/text_intern.h"
#include "plan/settle_includes.h"
#include "sources/source_name.h"

#include <string.h>

/* What a file wants of its includes, as things stand. */
typedef struct
{
  gboolean new_header, old_header, has_old;
  gboolean compiles_old; /* needs the old header in code that is compiled */
} Wants;

/* Whether @a occurrence is of a header that is elsewhere now: its line changes for itself, whatever else does. */
static gboolean
is_moved (const Plan *plan, const Occurrence *occurrence)
{
  const Change *change
      = occurrence->change >= 0 ? g_ptr_array_index (plan->changes, (guint) occurrence->change) : NULL;

  return occurrence->kind == OCCURRENCE_INCLUDE && change && change->role == CHANGE_USE;
}

/* Whether @occurrence of the old header stays whatever becomes of the others. */
static gboolean
is_left (const Occurrence *occurrence)
{
  return occurrence->reason == REASON_OVERLAP || occurrence->reason == REASON_SHIM || occurrence->reason == REASON_INCLUDE_MACRO;
}

static Wants
own_wants (const Plan *plan, const PlanFile *file)
{
  Wants wants = { 0 };

  for (guint i = 0; i < file->occurrences->len; i++)
    {
      const Occurrence *occurrence = g_ptr_array_index (file->occurrences, i);
      const Change *change
          = occurrence->change >= 0 ? g_ptr_array_index (plan->changes, (guint) occurrence->change) : NULL;

      /* A macro's is no line that could be swapped. */
      if (is_moved (plan, occurrence) || (occurrence->kind == OCCURRENCE_INCLUDE && occurrence->reason == REASON_INCLUDE_MACRO))
        continue;
      if (occurrence->kind == OCCURRENCE_INCLUDE)
        wants.has_old = TRUE;
      else if (change && change->active && change->role == CHANGE_USE)
        wants.new_header |= occurrence->kind != OCCURRENCE_COMMENT;
      else if (occurrence->keeps_header && !occurrence_kind_is_neutral (occurrence->kind))
        {
          wants.old_header = TRUE;
          wants.compiles_old |= occurrence->kind != OCCURRENCE_INACTIVE;
        }
    }
  return wants;
}

/* With what fragments want of it, which have no includes of their own. */
static Wants
file_wants (const Plan *plan, const PlanFile *file)
{
  Wants wants = own_wants (plan, file);

  for (guint i = 0; i < file->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (file->changes, i);
      const PlanFile *fragment
          = change->role == CHANGE_ADD_INCLUDE && change->serves != file->path ? plan_find_file (plan, change->serves) : NULL;
      const Wants more = fragment ? own_wants (plan, fragment) : (Wants){ 0 };

      wants.new_header |= more.new_header;
      wants.old_header |= more.old_header;
      wants.compiles_old |= more.compiles_old;
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

/* Where the old header's line must stay, since a change of it was taken back. */
static GHashTable *
barred_files (const Plan *plan)
{
  GHashTable *barred = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < plan->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (plan->changes, i);

      if ((change->role == CHANGE_SWAP_INCLUDE || change->role == CHANGE_BRING_INCLUDE || change->role == CHANGE_DROP_INCLUDE)
          && change->barred != REASON_NONE)
        g_hash_table_add (barred, (gpointer) change->serves);
    }
  return barred;
}

/* Forgets what was settled before. @return whether a file that still needs the old header has it through another one
 * only: then no header may give it up. */
static gboolean
begin (const Plan *plan)
{
  gboolean headers_keep = FALSE;

  for (guint i = 0; i < plan->files->len; i++)
    {
      PlanFile *file = g_ptr_array_index (plan->files, i);
      Wants wants = file_wants (plan, file);

      headers_keep |= wants.compiles_old && !wants.has_old;
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);

          if (occurrence->kind == OCCURRENCE_INCLUDE && !is_left (occurrence) && !is_moved (plan, occurrence))
            {
              occurrence->change = -1;
              occurrence->reason = REASON_NONE;
            }
        }
    }
  return headers_keep;
}

/* @return (nullable) the change of @role of the line that @change drops or rewrites. */
static Change *
other_way (const Plan *plan, const Change *change, ChangeRole role)
{
  const Edit *edit = &g_array_index (change->edits, Edit, 0);
  const PlanFile *edited = plan_find_file (plan, edit->path);

  for (guint i = 0; edited && i < edited->changes->len; i++)
    {
      Change *other = g_ptr_array_index (edited->changes, i);

      if (other->role == role && other->serves == change->serves
          && g_array_index (other->edits, Edit, 0).offset >= edit->offset
          && g_array_index (other->edits, Edit, 0).offset < edit->offset + edit->length)
        return other;
    }
  return NULL;
}

/* Whether an active change of @file writes @name. */
static gboolean
is_named (const PlanFile *file, const char *name)
{
  for (guint i = 0; i < file->changes->len; i++)
    {
      const Change *change = g_ptr_array_index (file->changes, i);

      for (guint j = 0; change->active && change->role == CHANGE_USE && j < change->edits->len; j++)
        if (strstr (g_array_index (change->edits, Edit, j).text, name))
          return TRUE;
    }
  return FALSE;
}

/* Whether a header that is elsewhere now becomes the one that @change adds. */
static gboolean
is_there (const Plan *plan, const PlanFile *file, const Change *change)
{
  for (guint i = 0; i < file->occurrences->len; i++)
    {
      const Occurrence *occurrence = g_ptr_array_index (file->occurrences, i);
      const Change *moved = is_moved (plan, occurrence) ? g_ptr_array_index (plan->changes, (guint) occurrence->change) : NULL;

      if (moved && moved->active && strstr (g_array_index (change->edits, Edit, 0).text, g_array_index (moved->edits, Edit, 0).text))
        return TRUE;
    }
  return FALSE;
}

/* @param keep  the old header stays. */
static gboolean
is_right (const Plan *plan, const PlanFile *file, const Change *change, Wants wants, gboolean keep)
{
  if (change->barred != REASON_NONE)
    return FALSE;
  switch (change->role)
    {
    case CHANGE_ADD_INCLUDE:
      return wants.new_header && (keep || !wants.has_old) && !is_there (plan, file, change);
    case CHANGE_MORE_INCLUDE:
      return change->missed && wants.new_header && is_named (file, change->rule);
    case CHANGE_SWAP_INCLUDE:
      return wants.new_header && !keep;
    case CHANGE_BRING_INCLUDE:
      return change->missed && !keep && !(wants.new_header && other_way (plan, change, CHANGE_SWAP_INCLUDE));
    default:
      {
        const Change *bring = other_way (plan, change, CHANGE_BRING_INCLUDE);

        /* Unused in a header it may still serve those that include it. */
        return !keep && !(wants.new_header && other_way (plan, change, CHANGE_SWAP_INCLUDE)) && !(bring && bring->missed)
               && (wants.new_header || !source_is_header (file->path));
      }
    }
}

/* Gives the include lines of @file that @edit of @change covers to it: as rewritten, or with the reason why it was taken
 * back. */
static void
note_lines (const PlanFile *file, const Change *change, const Edit *edit)
{
  for (guint i = 0; i < file->occurrences->len; i++)
    {
      Occurrence *occurrence = g_ptr_array_index (file->occurrences, i);

      if (occurrence->kind != OCCURRENCE_INCLUDE || occurrence->offset < edit->offset
          || occurrence->offset >= edit->offset + edit->length)
        continue;
      occurrence->change = change->active ? change->id : -1;
      occurrence->reason = change->active ? REASON_NONE : change->barred;
      occurrence->note = NULL;
    }
}

/* The same in all files that it edits: one and its origin, or the source that it is a copy of. */
static void
note_all_lines (const Plan *plan, const Change *change)
{
  for (guint i = 0; change->role != CHANGE_ADD_INCLUDE && change->role != CHANGE_MORE_INCLUDE && i < change->edits->len; i++)
    {
      const Edit *edit = &g_array_index (change->edits, Edit, i);
      const PlanFile *file = plan_find_file (plan, edit->path);

      if (file)
        note_lines (file, change, edit);
    }
}

/* @return (nullable) a place for which @file needs the old header, where nothing is to be done about any of these: then nothing is to be done about the
 * header either. */
static const Occurrence *
settled_keeper (const Plan *plan, const PlanFile *file)
{
  const Occurrence *first = NULL;

  for (guint i = 0; i < file->occurrences->len; i++)
    {
      const Occurrence *occurrence = g_ptr_array_index (file->occurrences, i);
      const Change *change
          = occurrence->change >= 0 ? g_ptr_array_index (plan->changes, (guint) occurrence->change) : NULL;

      if (occurrence->kind == OCCURRENCE_INCLUDE || !occurrence->keeps_header || occurrence_kind_is_neutral (occurrence->kind)
          || (change && change->active))
        continue;
      if (occurrence->change >= 0 || occurrence_is_residue (occurrence))
        return NULL;
      first = first ? first : occurrence;
    }
  return first;
}

/* Include lines that nothing changes say why. */
static void
explain_kept (const Plan *plan)
{
  for (guint i = 0; i < plan->files->len; i++)
    {
      PlanFile *file = g_ptr_array_index (plan->files, i);
      const Occurrence *keeper = settled_keeper (plan, file);

      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = g_ptr_array_index (file->occurrences, j);

          if (occurrence->kind != OCCURRENCE_INCLUDE || occurrence->change >= 0
              || occurrence->reason != REASON_NONE)
            continue;
          occurrence->reason = keeper ? keeper->reason : REASON_TOGETHER;
          occurrence->note = why_kept (file_wants (plan, file));
        }
    }
}

/* The file and what is added to it, as one interned text. */
static const char *
include_line (const Change *change)
{
  const Edit *edit = &g_array_index (change->edits, Edit, 0);
  g_autofree char *line = g_strconcat (edit->path, edit->text, NULL);

  return text_intern (line);
}

gboolean
plan_add_missed (Plan *plan, const PlanFile *file, const char *diagnostic)
{
  gboolean added = FALSE;

  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = g_ptr_array_index (plan->changes, i);
      g_autofree char *quoted = change->role == CHANGE_MORE_INCLUDE && change->serves == file->path && !change->missed
                                        && change->barred == REASON_NONE
                                    ? g_strdup_printf ("'%s'", change->rule)
                                    : NULL;

      if (!quoted || !strstr (diagnostic, quoted))
        continue;
      change->missed = added = TRUE;
    }
  if (added)
    plan_settle_includes (plan);
  return added;
}

/* A fragment asks the file that includes it for the new header: where a line there is swapped for it, nothing is added. */
static void
drop_needless (const Plan *plan)
{
  g_autoptr (GHashTable) swapped = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < plan->changes->len; i++)
      {
        Change *change = g_ptr_array_index (plan->changes, i);
        const char *path = change->edits->len > 0 ? g_array_index (change->edits, Edit, 0).path : NULL;

        if (!change->active || !path)
          continue;
        if (pass == 0 && change->role == CHANGE_SWAP_INCLUDE)
          g_hash_table_add (swapped, (gpointer) path);
        else if (pass == 1 && change->role == CHANGE_ADD_INCLUDE && g_hash_table_contains (swapped, path))
          change->active = FALSE;
      }
}

gboolean
plan_bring_missed (Plan *plan, const PlanFile *file)
{
  gboolean brought = FALSE;

  for (guint i = 0; i < file->changes->len; i++)
    {
      const Change *drop = g_ptr_array_index (file->changes, i);
      Change *bring = drop->role == CHANGE_DROP_INCLUDE && drop->active ? other_way (plan, drop, CHANGE_BRING_INCLUDE) : NULL;

      if (!bring || bring->missed || bring->barred != REASON_NONE)
        continue;
      bring->missed = brought = TRUE;
    }
  if (brought)
    plan_settle_includes (plan);
  return brought;
}

/* The include changes follow from all others: which way each file's includes go. */
void
plan_settle_includes (Plan *plan)
{
  GHashTable *made = g_hash_table_new (g_direct_hash, g_direct_equal), *headers = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) barred = barred_files (plan);
  gboolean headers_keep = begin (plan);

  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = g_ptr_array_index (plan->changes, i);
      PlanFile *file;
      Wants wants;
      gboolean keep;

      if (change->role == CHANGE_USE)
        continue;
      change->active = FALSE;
      file = plan_find_file (plan, change->serves);
      if (!file)
        continue;
      wants = file_wants (plan, file);
      keep = wants.old_header || (headers_keep && source_is_header (file->path))
             || g_hash_table_contains (barred, file->path);
      change->active = is_right (plan, file, change, wants, keep);
      /* Several names may be missed that one header declares. */
      if (change->active && change->role == CHANGE_MORE_INCLUDE)
        change->active = g_hash_table_add (headers, (gpointer) include_line (change));
      /* Several fragments may want the same addition of the file that includes them. */
      if (change->active && change->role == CHANGE_ADD_INCLUDE)
        change->active
            = g_hash_table_add (made, (gpointer) g_array_index (change->edits, Edit, 0).path);
      if (change->active || change->barred != REASON_NONE)
        note_all_lines (plan, change);
    }
  drop_needless (plan);
  explain_kept (plan);
  g_hash_table_unref (made);
  g_hash_table_unref (headers);
}
