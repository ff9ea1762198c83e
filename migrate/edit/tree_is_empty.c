/* SPDX-License-Identifier: MIT */
/*
 * A tree's root is looked at for one thing: whether there is any. `tree->tree == NULL`, `!tree->tree`, `if
 * (tree->tree)` ask whether the tree is empty.
 */
#include "edit/null_test.h"
#include "edit/recipes.h"
#include "syntax/postfix.h"

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
  if (token_compares (source, after) && token_is_null (source, source_next (source, after)))
    {
      empty = source_is (source, after, "==");
      end = source_end (source, source_next (source, after));
    }
  else if (token_compares (source, before) && token_is_null (source, expression_previous (source, before)))
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
