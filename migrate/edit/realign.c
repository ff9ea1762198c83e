/* SPDX-License-Identifier: MIT */
/*
 * How far a parenthesis moves, and the lines under it.
 */
#include "edit/realign.h"

#include <string.h>

typedef struct
{
  const Edit *edit;
  Change *change;
} Owned;

static gint
compare_owned (gconstpointer a, gconstpointer b)
{
  const Owned *first = a, *second = b;

  if (first->edit->offset != second->edit->offset)
    return first->edit->offset < second->edit->offset ? -1 : 1;
  return (first->edit->length > 0) - (second->edit->length > 0);
}

static GArray *
collect (Analysis *analysis, const UnitFile *file)
{
  GArray *owned = g_array_new (FALSE, FALSE, sizeof (Owned));

  for (guint i = 0; i < analysis->result->changes->len; i++)
    {
      Change *change = g_ptr_array_index (analysis->result->changes, i);

      for (guint j = 0; change->role == CHANGE_USE && j < change->edits->len; j++)
        {
          Owned one = { &g_array_index (change->edits, Edit, j), change };

          if (one.edit->path == file->source->path)
            g_array_append_val (owned, one);
        }
    }
  g_array_sort (owned, compare_owned);
  return owned;
}

/* How many columns the byte at @a offset moves to the right. @param last set to the change that moves it
 * last. */
static gint
shift_of (const Source *source, const GArray *owned, guint32 offset, Change **last)
{
  guint32 start = g_array_index (source->lines, guint32, source_line (source, offset, NULL) - 1);
  gint shift = 0;

  *last = NULL;
  for (guint i = 0; i < owned->len; i++)
    {
      const Owned *one = &g_array_index (owned, Owned, i);
      const char *newline;

      if (one->edit->offset < start || one->edit->offset + one->edit->length > offset)
        continue;
      newline = strrchr (one->edit->text, '\n');
      if (newline)
        shift = (gint) strlen (newline + 1) - (gint) (one->edit->offset + one->edit->length - start);
      else
        shift += (gint) strlen (one->edit->text) - (gint) one->edit->length;
      *last = one->change;
    }
  return shift;
}

/* A column as a terminal shows it, tabs at every eighth. */
static guint
shown_column (const Source *source, guint32 offset)
{
  guint32 start = g_array_index (source->lines, guint32, source_line (source, offset, NULL) - 1);
  guint column = 0;

  for (guint32 at = start; at < offset; at++)
    column = source->text[at] == '\t' ? column / 8 * 8 + 8 : column + 1;
  return column;
}

static gboolean
is_edited (const GArray *owned, guint32 start, guint32 end)
{
  for (guint i = 0; i < owned->len; i++)
    {
      const Edit *edit = g_array_index (owned, Owned, i).edit;

      if (edit->offset < end && edit->offset + edit->length > start)
        return TRUE;
    }
  return FALSE;
}

void
realign_file (Analysis *analysis, UnitFile *file)
{
  const Source *source = file->source;
  g_autoptr (GArray) owned = collect (analysis, file);
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (Edit));

  for (guint line = 1; owned->len > 0 && line < source->lines->len; line++)
    {
      guint32 start = g_array_index (source->lines, guint32, line);
      guint32 first = start + (guint32) strspn (source->text + start, " \t");
      guint32 token = source_token_at (source, first), open;
      Edit edit = { source->path, first, 0, "" };
      Change *change;
      gint shift;

      if (token == NO_TOKEN || source_token (source, token)->offset != first
          || source_token (source, token)->directive != 0)
        continue;
      open = source_token (source, token)->outer;
      if (open == NO_TOKEN || !source_is (source, open, "(") || source_token (source, open)->offset >= start
          || shown_column (source, first) != shown_column (source, source_token (source, open)->offset) + 1)
        continue;
      shift = shift_of (source, owned, source_token (source, open)->offset, &change);
      if (shift == 0 || !change || is_edited (owned, start, first))
        continue;
      if (shift > 0)
        edit.text = wmem_strdup_printf (analysis->pool, "%*s", shift, "");
      else
        {
          guint32 blanks = 0;

          while (first - blanks > start && source->text[first - blanks - 1] == ' ')
            blanks++;
          edit.length = MIN (blanks, (guint32) -shift);
          edit.offset = first - edit.length;
        }
      g_ptr_array_add (changes, change);
      g_array_append_val (edits, edit);
    }
  for (guint i = 0; i < edits->len; i++)
    g_array_append_val (((Change *) g_ptr_array_index (changes, i))->edits, g_array_index (edits, Edit, i));
}
