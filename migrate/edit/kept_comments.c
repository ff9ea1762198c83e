/* SPDX-License-Identifier: MIT */
#include "edit/kept_comments.h"

#include <string.h>

/* The comment of @token as it is from now on: what a change of its own rewrites in it, @by does, which takes it along. */
static char *
take_comment (Analysis *analysis, const UnitFile *file, GArray *classified, guint32 token, const Change *by)
{
  const Token *comment = source_token (file->source, token);
  GString *text = g_string_new_len (file->source->text + comment->offset, comment->length);

  for (guint i = classified->len; i > 0; i--) /* from the end: what stands before keeps its place */
    {
      const Classified *found = &g_array_index (classified, Classified, i - 1);
      Occurrence *occurrence = found->occurrence;
      if (found->token != token || occurrence->kind != OCCURRENCE_COMMENT || occurrence->change < 0 || occurrence->change == by->id)
        continue;
      Change *own = g_ptr_array_index (analysis->result->changes, (guint) occurrence->change);
      gsize at = occurrence->offset - comment->offset;
      g_string_erase (text, (gssize) at, (gssize) occurrence->length);
      g_string_insert (text, (gssize) at, found->rule->target);
      g_array_set_size (own->edits, 0);
      occurrence->change = by->id;
    }
  if (g_str_has_prefix (text->str, "//"))
    g_string_append_c (text, '\n');
  else
    g_string_append_c (text, ' ');
  return g_string_free (text, FALSE);
}

/* Whether some text of @change has the comment: an operand that stands twice. */
static gboolean
is_repeated (const Change *change, const UnitFile *file, const Token *comment)
{
  g_autofree char *text = g_strndup (file->source->text + comment->offset, comment->length);

  for (guint i = 0; i < change->edits->len; i++)
    if (strstr (g_array_index (change->edits, Edit, i).text, text))
      return TRUE;
  return FALSE;
}

/* Whether a comment at @offset would stick to what is before it. */
static gboolean
needs_blank (const Source *source, guint32 offset)
{
  return offset > 0 && (g_ascii_isalnum (source->text[offset - 1]) || strchr ("_)]\"'", source->text[offset - 1]));
}

void
comments_keep (Analysis *analysis, const UnitFile *file, GArray *classified)
{
  for (guint i = 0; i < analysis->result->changes->len; i++)
    {
      Change *change = g_ptr_array_index (analysis->result->changes, i);
      for (guint j = 0; change->role == CHANGE_USE && j < change->edits->len; j++)
        {
          Edit *edit = &g_array_index (change->edits, Edit, j);
          if (edit->path != file->source->path || edit->length == 0)
            continue;
          g_autoptr (GString) kept = g_string_new (NULL);
          for (guint32 token = source_token_at (file->source, edit->offset);
               token != NO_TOKEN && token < file->source->tokens->len
               && source_end (file->source, token) <= edit->offset + edit->length;
               token++)
            if (source_token (file->source, token)->kind == TOKEN_COMMENT && !is_repeated (change, file, source_token (file->source, token)))
              {
                g_autofree char *comment = take_comment (analysis, file, classified, token, change);
                g_string_append (kept, comment);
              }
          if (kept->len > 0)
            edit->text = wmem_strconcat (analysis->pool, needs_blank (file->source, edit->offset) ? " " : "", kept->str, edit->text, NULL);
        }
    }
}
