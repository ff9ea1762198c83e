/* SPDX-License-Identifier: MIT */
/*
 * Stacks: pop and peek are guarded, since wmem aborts on an empty stack where emem gives NULL; push gives
 * nothing.
 */
#include "edit/recipes.h"
#include "edit/statement.h"
#include "rules/rule_header.h"

gboolean
recipe_stack_take (Site *site)
{
  Call call;
  const TokenRange *range;
  const char *stack;
  wmem_allocator_t *pool = site->analysis->pool;
  gboolean used, parenthesised;
  Statement statement;
  guint32 before, after;

  if (!site_call (site, &call))
    return FALSE;
  range = &g_array_index (call.arguments, TokenRange, 0);
  if (range->first == NO_TOKEN || site_has_side_effect (site, range->first, range->last))
    return site_leave (site, REASON_EMPTY_STACK,
                       "the stack's expression cannot be evaluated twice for the guard");
  stack = site_copy (site, range->first, range->last);
  if (!stack)
    return site_leave (site, REASON_EMPTY_STACK, NULL);
  used = site_value_is_used (site, call.first, call.close);
  if (!used && statement_find (site->source, call.first, call.close, &statement, NULL)
      && statement.first == call.first && !source_directive (site->source, call.first))
    {
      /* An else that follows belongs to the statement around. */
      statement_brace (site, &statement, FALSE);
      site_insert_before (site, call.first, wmem_strdup_printf (pool, "if (wmem_stack_count(%s) > 0) ", stack));
      call_rename (site, &call, site->rule->target);
      return TRUE;
    }
  before = source_previous (site->source, call.first);
  after = source_next (site->source, call.close);
  /* An assignment's right side, an argument or a condition needs no parentheses of its own. */
  parenthesised = !((source_is (site->source, before, "=") || source_is (site->source, before, "(")
                     || source_is (site->source, before, ","))
                    && (source_is (site->source, after, ";") || source_is (site->source, after, ")")
                        || source_is (site->source, after, ",")));
  if (!used)
    parenthesised = TRUE;
  call_rename (site, &call,
               wmem_strdup_printf (pool, "%s%swmem_stack_count(%s) > 0 ? %s",
                                   used || is_void_cast (site->source, before) ? "" : "(void) ", parenthesised ? "(" : "", stack, site->rule->target));
  site_insert_after (site, call.close, parenthesised ? " : NULL)" : " : NULL");
  return TRUE;
}

/* Whether the tokens assign to @a name or take its address. */
static gboolean
may_assign (const Source *source, TokenRange range, const char *name)
{
  static const char *const after[] = { "=", "++", "--" }, *const before[] = { "&", "++", "--" };

  for (guint32 i = range.first; i <= range.last; i++)
    for (guint j = 0; source_is (source, i, name) && j < G_N_ELEMENTS (after); j++)
      if (source_is (source, source_next (source, i), after[j])
          || source_is (source, source_previous (source, i), before[j]))
        return TRUE;
  return FALSE;
}

/* Whether a call among the tokens is none of the API: nobody knows here what it does. */
static gboolean
calls_others (Site *site, TokenRange range)
{
  for (guint32 i = range.first; i <= range.last; i++)
    {
      const Token *token = source_token (site->source, i);

      if (token->kind == TOKEN_IDENTIFIER && source_is (site->source, source_next (site->source, i), "(")
          && !source_is (site->source, i, "sizeof")
          && !rule_set_lookup (site->analysis->context->rules, site->source->text + token->offset, token->length))
        return TRUE;
    }
  return FALSE;
}

/* What was pushed is what lies on top: said again by the stack, where the payload cannot be. */
static const char *
payload_on_top (Site *site, TokenRange stack, TokenRange payload)
{
  const char *name;

  if (stack.first == NO_TOKEN || stack.first != stack.last || payload.first == NO_TOKEN
      || source_token (site->source, stack.first)->kind != TOKEN_IDENTIFIER)
    return NULL;
  name = source_spelling (site->analysis->pool, site->source, stack.first);
  if (site_has_side_effect (site, stack.first, stack.last) || may_assign (site->source, payload, name)
      || !site_copy (site, stack.first, stack.last))
    return NULL;
  if (calls_others (site, payload))
    site_review (site, REASON_RETURN_VALUE, "if the payload's calls change which stack this is, another one's top is looked at");
  return wmem_strdup_printf (site->analysis->pool, "wmem_stack_peek(%s)", name);
}

gboolean
recipe_stack_push (Site *site)
{
  Call call;
  const TokenRange *range;
  const char *payload;

  if (!site_call (site, &call))
    return FALSE;
  if (!site_value_is_used (site, call.first, call.close))
    {
      call_rewrite (site, &call, site->rule->target);
      site->occurrence->form = FORM_DISCARDED;
      return TRUE;
    }
  range = &g_array_index (call.arguments, TokenRange, 1);
  payload = range->first != NO_TOKEN && !site_has_side_effect (site, range->first, range->last)
                ? site_copy (site, range->first, range->last)
                : payload_on_top (site, g_array_index (call.arguments, TokenRange, 0), *range);
  if (!payload)
    return site_leave (site, REASON_RETURN_VALUE, "the payload's expression would be evaluated twice");
  call_rewrite (site, &call, site->rule->target);
  site_insert_before (site, call.first, "(");
  site_insert_after (site, call.close, wmem_strdup_printf (site->analysis->pool, ", %s)", payload));
  return TRUE;
}
