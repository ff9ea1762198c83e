/* SPDX-License-Identifier: MIT */
/*
 * Where an expression's value may be kept.
 */
#include "edit/kept_value.h"

gboolean
call_reads (Site *site, const Call *call, guint32 left)
{
  const char *root = site_root (site, left, call->first);

  return !root || site_mentions (site, call->open, call->close, root);
}

/* The variable of the declaration `TYPE *VARIABLE = CALL`: it may be assigned in its own initialiser already, unless the pointer is
 * const. */
static const char *
declared_variable (Site *site, const Call *call)
{
  const Source *source = site->source;
  guint32 name = source_previous (source, source_previous (source, call->first));
  guint32 star = declarator_star (source, name);

  if (name == NO_TOKEN || source_token (source, name)->outer == NO_TOKEN
      || source_token (source, name)->kind != TOKEN_IDENTIFIER
      || star == NO_TOKEN || !declaration_begins (source, expression_start (source, name)))
    return NULL;
  for (guint32 qualifier = star; qualifier != name; qualifier = source_next (source, qualifier))
    if (source_is (source, qualifier, "const"))
      return NULL;
  return source_spelling (site->analysis->pool, source, name);
}

/* The left side of `LEFT = CALL`, where it can stand again: no designator; @a first set to its first token. */
static const char *
assigned_expression (Site *site, const Call *call, guint32 *first)
{
  const Source *source = site->source;
  guint32 equals = source_previous (source, call->first), last = source_previous (source, equals);

  *first = assigned_start (source, equals);
  if (*first == NO_TOKEN
      || source_is (source, *first, ".") || source_is (source, *first, "[")
      || source_is (source, source_previous (source, *first), ".")
      || declaration_begins (source, expression_start (source, *first))
      || site_has_side_effect (site, *first, last))
    return NULL;
  return site_copy (site, *first, last);
}

/* Whether the call is all of an assignment's right side, or of an initialiser, and reads nothing of what is
 * assigned. */
static gboolean
is_right_side (Site *site, const Call *call)
{
  const Source *source = site->source;
  guint32 equals = source_previous (source, call->first), after = source_next (source, call->close);

  return source_is (source, equals, "=") && !call_reads (site, call, assigned_start (source, equals))
         && (source_is (source, after, ";") || source_is (source, after, ",")
             || source_is (source, after, ")"));
}

gboolean
kept_value_find (Site *site, const Call *call, const char *type, const char *name, KeptValue *kept)
{
  wmem_allocator_t *pool = site->analysis->pool;
  guint32 first = call->first;
  gboolean used = TRUE;

  kept->variable = NULL;
  if (is_right_side (site, call))
    {
      kept->variable = assigned_expression (site, call, &first);
      if (kept->variable)
        {
          kept->open = "";
          kept->close = "";
          if (site_value_is_used (site, first, call->close))
            {
              site_insert_before (site, first, "(");
              kept->close = wmem_strdup_printf (pool, ", %s)", kept->variable);
            }
          return TRUE;
        }
      kept->variable = declared_variable (site, call);
    }
  if (!kept->variable)
    {
      used = site_value_is_used (site, call->first, call->close);
      kept->variable = statement_variable (site, call->first, call->close, type, name);
      if (!kept->variable)
        return FALSE;
    }
  kept->open = wmem_strdup_printf (pool, "(%s = ", kept->variable);
  kept->close = used ? wmem_strdup_printf (pool, ", %s)", kept->variable) : ")";
  return TRUE;
}
