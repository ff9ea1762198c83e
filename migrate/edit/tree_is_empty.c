/* SPDX-License-Identifier: MIT */
/*
 * A tree's root is looked at for one thing: whether there is any. `tree->tree == NULL`, `!tree->tree`, `if
 * (tree->tree)` ask whether the tree is empty.
 */
#include "edit/recipes.h"
#include "edit/statement.h"

static gboolean
is_null (const Source *source, guint32 token)
{
  return source_is (source, token, "NULL") || source_is (source, token, "0");
}

static gboolean
compares (const Source *source, guint32 token)
{
  return source_is (source, token, "==") || source_is (source, token, "!=");
}

/* Whether what [first, last] gives is taken as true or false, and as nothing else. */
static gboolean
is_condition (const Source *source, guint32 first, guint32 last)
{
  static const char *const heads[] = { "if", "while" };

  for (;;)
    {
      guint32 before = expression_previous (source, first), after = source_next (source, last);
      guint32 head;

      if (source_is (source, before, "!"))
        return TRUE;
      if (source_is (source, before, "(") && after != NO_TOKEN && source_token (source, before)->match == after)
        {
          head = expression_previous (source, before);
          for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
            if (source_is (source, head, heads[i]))
              return TRUE;
          if (paren_kind (source, after) != PAREN_PRIMARY)
            return FALSE;
          first = before;
          last = after;
          continue;
        }
      /* Both sides of these have to be whole operands of it. */
      if ((source_is (source, after, "&&") || source_is (source, after, "||"))
          && (source_is (source, before, "(") || source_is (source, before, "&&") || source_is (source, before, "||")
              || source_is (source, before, "=") || source_is (source, before, ",")
              || source_is (source, before, "return") || source_is (source, before, ";")
              || source_is (source, before, "?") || source_is (source, before, ":")))
        return TRUE;
      if ((source_is (source, before, "&&") || source_is (source, before, "||"))
          && (source_is (source, after, ")") || source_is (source, after, ";") || source_is (source, after, ",")
              || source_is (source, after, "?") || source_is (source, after, ":")))
        return TRUE;
      if (source_is (source, after, "?"))
        return source_is (source, before, "(") || source_is (source, before, "=") || source_is (source, before, ",")
               || source_is (source, before, "return") || source_is (source, before, ";")
               || source_is (source, before, "?") || source_is (source, before, ":");
      head = source_token (source, first)->outer;
      return source_is (source, before, ";") && source_is (source, after, ";") && source_is (source, head, "(")
             && source_is (source, expression_previous (source, head), "for");
    }
}

gboolean
recipe_tree_is_empty (Site *site)
{
  const Source *source = site->source;
  guint32 op = source_previous (source, site->token), after = source_next (source, site->token);
  guint32 first, before, start, end;
  gboolean empty;

  if (!source_is (source, op, "->") || (first = postfix_start (source, op)) == NO_TOKEN)
    return site_leave (site, REASON_NO_EQUIVALENT, NULL);
  before = expression_previous (source, first);
  start = source_token (source, first)->offset;
  end = source_end (source, site->token);
  if (compares (source, after) && is_null (source, source_next (source, after)))
    {
      empty = source_is (source, after, "==");
      end = source_end (source, source_next (source, after));
    }
  else if (compares (source, before) && is_null (source, expression_previous (source, before)))
    {
      empty = source_is (source, before, "==");
      start = source_token (source, expression_previous (source, before))->offset;
    }
  else if (is_condition (source, first, site->token))
    {
      empty = source_is (source, before, "!");
      if (empty)
        start = source_token (source, before)->offset;
    }
  else
    return site_leave (site, REASON_NO_EQUIVALENT, NULL);
  site_edit (site, start, source_token (source, first)->offset - start,
             empty ? "wmem_tree_is_empty(" : "!wmem_tree_is_empty(");
  site_edit (site, source_token (source, op)->offset, end - source_token (source, op)->offset, ")");
  return TRUE;
}
