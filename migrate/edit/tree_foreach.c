/* SPDX-License-Identifier: MIT */
/*
 * A foreach callback gains the key, which wmem passes first. The call and the callback change together. The first wmem
 * passed none: where the after side's callback has no parameter for it, only the call changes.
 */
#include "edit/conditions.h"
#include "edit/fresh_name.h"
#include "edit/macro_users.h"
#include "edit/recipes.h"
#include "syntax/header_macros.h"

static gboolean
is_foreach (Site *site, guint32 name)
{
  const Token *token;
  const Rule *rule;

  if (name == NO_TOKEN)
    return FALSE;
  token = source_token (site->source, name);
  rule = rule_set_lookup (site->analysis->context->rules, site->source->text + token->offset, token->length);
  return rule && g_strcmp0 (rule->recipe, "tree-foreach") == 0;
}

/* What the new parameter is called in the declaration whose parameters and body are [@a open, @a end]: `key`, unless something
 * there means another thing by that. */
static const char *
key_name (Site *site, guint32 open, guint32 end)
{
  static const char name[] = "key";

  for (guint32 i = open; i <= end; i++)
    if (source_token (site->source, i)->kind == TOKEN_IDENTIFIER
        && (source_is (site->source, i, name) || macro_mentions (site, i, name)
            || header_macros_mention (source_spelling (site->analysis->pool, site->source, i), name)))
      return fresh_name (site, FRESH_KEY, 1);
  return name;
}

gboolean
recipe_tree_foreach (Site *site)
{
  const Source *source = site->source;
  wmem_allocator_t *pool = site->analysis->pool;
  const TokenRange *range;
  const char *callback, *unused = "G_GNUC_UNUSED";
  const AfterSide *after = site->analysis->context->after;
  gboolean defined = FALSE;
  guint32 name;
  Call call;

  if (!site_call (site, &call))
    return FALSE;
  if (after && after_side_foreach_parameters (after) == 2)
    {
      call_rewrite (site, &call, site->rule->target);
      return TRUE;
    }
  range = &g_array_index (call.arguments, TokenRange, 1);
  if (!source_directive (source, call.open) && conditions_between (source, call.open, call.close))
    return site_leave (site, REASON_DIRECTIVE, "a preprocessor line stands among the arguments");
  name = range->first;
  if (source_is (source, name, "&"))
    name = source_next (source, name);
  if (name == NO_TOKEN || name != range->last || source_token (source, name)->kind != TOKEN_IDENTIFIER)
    return site_leave (site, REASON_TYPE_MISMATCH,
                       "the callback is not a plain function: give it the key parameter by hand");
  callback = source_spelling (pool, source, name);
  call_rewrite (site, &call, site->rule->target);
  for (guint32 i = 0; i < source->tokens->len; i++)
    if (source_token (source, i)->kind == TOKEN_IDENTIFIER && source_is (source, i, "_U_"))
      unused = "_U_";
  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      guint32 open, body, end, outer;

      if (source_token (source, i)->kind != TOKEN_IDENTIFIER || !source_is (source, i, callback))
        continue;
      open = source_next (source, i);
      outer = source_token (source, i)->outer;
      if (outer == NO_TOKEN && source_is (source, open, "(")
          && source_token (source, open)->match != NO_TOKEN)
        {
          body = source_next (source, source_token (source, open)->match);
          end = source_token (source, open)->match;
          if (source_is (source, body, "{") && source_token (source, body)->match != NO_TOKEN)
            {
              defined = TRUE;
              end = source_token (source, body)->match;
            }
          site_edit (site, source_token (source, open)->offset, 1,
                     wmem_strdup_printf (pool, "(const void *%s %s, ", key_name (site, open, end), unused));
          continue;
        }
      if (outer != NO_TOKEN && source_is (source, outer, "(")
          && is_foreach (site, source_previous (source, outer)))
        continue;
      return site_leave (
          site, REASON_TYPE_MISMATCH,
          wmem_strdup_printf (pool, "'%s' is used elsewhere, too, and there gets no key", callback));
    }
  if (!defined)
    return site_leave (
        site, REASON_TYPE_MISMATCH,
        wmem_strdup_printf (pool, "'%s' is not defined in this file: it must take the key first", callback));
  site->change->together = wmem_strdup_printf (pool, "callback:%s:%s", callback, source->path);
  return TRUE;
}
