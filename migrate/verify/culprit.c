/* SPDX-License-Identifier: MIT */
/*
 * From a diagnostic to a change.
 */
#include "verify/culprit.h"

#include <string.h>

#include "syntax/source.h"

/* How well a change fits a diagnostic; a lower value fits better. */
typedef enum {
  FIT_INCLUDE, /* a name has lost its declaration */
  FIT_NAMED_IN_STATEMENT,
  FIT_IN_STATEMENT,
  FIT_NAMED,
  FIT_SAME_FILE,
  FIT_SAME_UNIT,
  FIT_NONE
} Fit;

typedef struct
{
  const NewDiagnostic *diagnostic;
  GPtrArray *names; /* of char *: what the diagnostic quotes */
  gboolean lost;    /* a name that no change writes has no declaration any more: an include gave it */
  guint32 from, to; /* the statement, in bytes before the rewrite */
} Clue;

static gboolean
is_word_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || byte == '/' || byte == '.';
}

/* The words between single quotes, but those of C itself. */
static GPtrArray *
quoted_names (const char *text)
{
  static const char *const plain[]
      = { "char", "const", "int", "unsigned", "long", "short", "struct", "void", "aka", "size_t", "enum", NULL };
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (text, "'", -1);
  for (guint i = 1; parts[0] && parts[i]; i += parts[i + 1] ? 2 : 1)
    for (const char *at = parts[i]; *at;)
      {
        const char *end = at;
        while (is_word_byte (*end))
          end++;
        g_autofree char *word = g_strndup (at, (gsize) (end - at));
        if (end - at > 1 && !g_ascii_isdigit (*at) && !g_strv_contains (plain, word))
          g_ptr_array_add (names, g_steal_pointer (&word));
        at = *end && end == at ? end + 1 : end;
      }
  return names;
}

static gboolean
ends_statement (const Source *source, guint32 index)
{
  const Token *token = source_token (source, index);
  if (token->kind != TOKEN_PUNCTUATOR || token->length != 1)
    return FALSE;
  char byte = source->text[token->offset];
  /* Not that of a for's head. */
  return byte == '{' || byte == '}' || (byte == ';' && !source_is (source, token->outer, "("));
}

/* Widens the bytes of the diagnostic's line to those of the statements, or of the directive, that it touches. */
static void
widen (const Source *source, guint32 *from, guint32 *to)
{
  guint32 first = source_token_at (source, *from);
  if (first == NO_TOKEN)
    return;
  const Directive *directive = source_directive (source, first);
  if (directive)
    {
      *from = source_token (source, directive->hash)->offset;
      *to = MAX (*to, source_end (source, directive->end - 1));
      return;
    }
  while (first > 0 && !ends_statement (source, first - 1)
         && source_token (source, first - 1)->directive == 0)
    first--;
  guint32 last = source_token_at (source, *to);
  /* The line's own end may be in the middle of one. */
  if (last == NO_TOKEN)
    last = source->tokens->len;
  while (last < source->tokens->len && last > first && !ends_statement (source, last - 1)
         && source_token (source, last)->directive == 0)
    last++;
  *from = MIN (*from, source_token (source, first)->offset);
  if (last > 0) /* not before the first token */
    *to = MAX (*to, source_end (source, last - 1));
}

static void
find_statement (const CulpritSearch *search, Clue *clue)
{
  clue->from = clue->diagnostic->from;
  clue->to = clue->diagnostic->to;
  const PlanFile *file
      = clue->diagnostic->path ? plan_find_file (search->plan, clue->diagnostic->path) : NULL;
  if (!file)
    return;
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  gsize length;
  const char *bytes = g_bytes_get_data (plan_file_bytes (file), &length);
  const char *text = wmem_strndup (pool, bytes, length);
  widen (source_new (pool, file->path, text, length), &clue->from, &clue->to);
  wmem_destroy_allocator (pool);
}

/* Whether @word stands in @text as a word. */
static gboolean
has_word (const char *text, const char *word)
{
  gsize length = strlen (word);
  for (const char *at = strstr (text, word); at; at = strstr (at + 1, word))
    if ((at == text || !is_word_byte (at[-1])) && !is_word_byte (at[length]))
      return TRUE;
  return FALSE;
}

static gboolean
is_named (const Change *change, const Clue *clue)
{
  for (guint i = 0; i < change->edits->len; i++)
    for (guint j = 0; j < clue->names->len; j++)
      if (has_word (g_array_index (change->edits, Edit, i).text, clue->names->pdata[j]))
        return TRUE;
  return FALSE;
}

static gboolean
touches_any (const Edit *edit, GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    if (((PlanFile *) files->pdata[i])->path == edit->path)
      return TRUE;
  return FALSE;
}

/* How far @edit is from the bytes @from to @to. */
static guint64
distance_of (const Edit *edit, guint32 from, guint32 to)
{
  guint32 end = edit->offset + edit->length;
  return end < from ? from - end : edit->offset > to ? edit->offset - to
                                                     : 0;
}

/* @param distance  set to how far the edit is: from the line, and where that is the same from the place in it. */
static Fit
edit_fit (const Clue *clue, const Change *change, const Edit *edit, gboolean named, guint64 *distance)
{
  *distance = G_MAXUINT64;
  gboolean here = edit->path == clue->diagnostic->path;
  if (change->role != CHANGE_USE && clue->lost)
    return FIT_INCLUDE;
  if (here)
    {
      const guint32 at = clue->diagnostic->at;
      *distance = distance_of (edit, clue->diagnostic->from, clue->diagnostic->to) << 32 | distance_of (edit, at, at);
      if (edit->offset <= clue->to && edit->offset + edit->length >= clue->from)
        return named ? FIT_NAMED_IN_STATEMENT : FIT_IN_STATEMENT;
    }
  if (named)
    return FIT_NAMED;
  return here ? FIT_SAME_FILE : FIT_SAME_UNIT;
}

static gboolean
may_be (const CulpritSearch *search, Change *change)
{
  return change->active && (!search->among || g_hash_table_contains (search->among, change));
}

/* Whether the diagnostic says that a name is unknown which no change writes: an include has gone that something still needs. */
static gboolean
lost_declaration (const CulpritSearch *search, const Clue *clue)
{
  static const char *const words[] = { "undeclared", "implicit declaration", "unknown type name", "incomplete type" };
  gboolean missing = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    missing = missing || strstr (clue->diagnostic->text, words[i]);
  for (guint i = 0; missing && i < search->plan->changes->len; i++)
    {
      Change *change = search->plan->changes->pdata[i];
      if (may_be (search, change) && is_named (change, clue))
        return FALSE;
    }
  return missing;
}

Change *
culprit_find (const CulpritSearch *search, const NewDiagnostic *diagnostic)
{
  Clue clue = { .diagnostic = diagnostic, .names = quoted_names (diagnostic->text) };
  clue.lost = lost_declaration (search, &clue);
  find_statement (search, &clue);
  Change *best = NULL;
  Fit best_fit = FIT_NONE;
  guint64 best_distance = 0;
  for (guint i = 0; i < search->plan->changes->len; i++)
    {
      Change *change = search->plan->changes->pdata[i];
      gboolean named = may_be (search, change) && is_named (change, &clue);
      for (guint j = 0; may_be (search, change) && j < change->edits->len; j++)
        {
          const Edit *edit = &g_array_index (change->edits, Edit, j);
          guint64 distance;
          Fit fit = edit_fit (&clue, change, edit, named, &distance);
          if ((fit < best_fit || (fit == best_fit && distance < best_distance))
              && touches_any (edit, search->files))
            {
              best = change;
              best_fit = fit;
              best_distance = distance;
            }
        }
    }
  g_ptr_array_unref (clue.names);
  return best;
}

char *
culprit_describe (const Plan *plan, const Change *change)
{
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          const Occurrence *occurrence = file->occurrences->pdata[j];
          if (occurrence->change >= 0 && plan->changes->pdata[occurrence->change] == change)
            return g_strdup_printf ("%s:%u: %s", file->shown, occurrence->line, occurrence->name);
        }
    }
  const PlanFile *served = change->serves ? plan_find_file (plan, change->serves) : NULL;
  return served ? g_strdup_printf ("%s: the new header", served->shown) : g_strdup (change->rule);
}
