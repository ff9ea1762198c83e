/* SPDX-License-Identifier: MIT */
/*
 * Bytes that have to stand a second time, in the form that their own occurrences get where they stand.
 */
#include "edit/conditions.h"
#include "edit/recipes.h"
#include "edit/site.h"
#include "edit/statement.h"
#include "model/pool_array.h"

/* Whether some configuration has other tokens at the place of [first, last]: a preprocessor line lies among them, or
 * between them and what they are an operand of. */
static gboolean
varies_by_condition (const Source *source, guint32 first, guint32 last)
{
  guint32 before = source_previous (source, first), after = source_next (source, last);
  gboolean unbraced;

  if (source_token (source, first)->directive != 0)
    return FALSE; /* a macro's body */
  if (conditions_between (source, first, last) || (after != NO_TOKEN && conditions_between (source, last, after)))
    return TRUE;
  return before != NO_TOKEN && conditions_between (source, before, first)
         && (!statement_begins (source, before, &unbraced) || conditions_may_open (source, first));
}

static const Classified *
classified_at (const Site *site, guint32 token)
{
  const GArray *classified = site->file->classified;

  for (guint i = 0; i < classified->len; i++)
    if (g_array_index (classified, Classified, i).token == token)
      return &g_array_index (classified, Classified, i);
  return NULL;
}

/* The copy and its original are of one form: what takes back the one takes back the other. */
static void
bind_to (Site *site, const Occurrence *inner)
{
  g_autofree char *its = g_strdup_printf ("@%s:%u", site->source->path, inner->offset);

  site_link (site, its);
}

/* Adds to @a edits what the occurrence at @a found changes. @return FALSE: nobody can say here what becomes of it. */
static gboolean
add_edits (Site *site, const Classified *found, Change *edits)
{
  Occurrence scratch = *found->occurrence;
  Site inner = *site;

  if (scratch.kind == OCCURRENCE_COMMENT || scratch.reason != REASON_NONE
      || !rule_first_that_holds (found->rule))
    return TRUE; /* stays as it is */
  if (found->rule->kind != RULE_TYPE && found->rule->kind != RULE_CONSTANT && found->rule->kind != RULE_FIELD)
    return FALSE;
  inner.rule = found->rule;
  inner.fact = found->fact;
  inner.occurrence = &scratch;
  inner.token = found->token;
  inner.change = edits;
  if (!recipe_of (found->rule) (&inner))
    return FALSE;
  bind_to (site, found->occurrence);
  return TRUE;
}

/* The bytes [from, end) as @a edits make them, or NULL: an edit reaches beyond. */
static const char *
edited_text (Site *site, guint32 from, guint32 end, const GArray *edits)
{
  GString *text = g_string_new (NULL);
  const char *copy;

  for (guint i = 0; i < edits->len; i++)
    {
      const Edit *edit = &g_array_index (edits, Edit, i);

      if (edit->offset < from || edit->offset + edit->length > end)
        {
          g_string_free (text, TRUE);
          return NULL;
        }
      g_string_append_len (text, site->source->text + from, edit->offset - from);
      g_string_append (text, edit->text);
      from = edit->offset + edit->length;
    }
  g_string_append_len (text, site->source->text + from, end - from);
  copy = wmem_strdup (site->analysis->pool, text->str);
  g_string_free (text, TRUE);
  return copy;
}

const char *
site_copy (Site *site, guint32 first, guint32 last)
{
  Change edits = { .edits = pool_array (site->analysis->pool, sizeof (Edit)) };

  if (first == NO_TOKEN)
    return "";
  if (varies_by_condition (site->source, first, last))
    return NULL;
  for (guint32 i = first; i <= last; i++)
    {
      const Classified *found
          = source_token (site->source, i)->kind == TOKEN_IDENTIFIER ? classified_at (site, i) : NULL;

      if (found && !add_edits (site, found, &edits))
        return NULL;
    }
  return edited_text (site, source_token (site->source, first)->offset, source_end (site->source, last), edits.edits);
}
