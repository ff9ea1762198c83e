/* SPDX-License-Identifier: MIT */
/*
 * A plain allocation; with --idiom=new `ep_alloc (sizeof (T))` becomes `wmem_new (pool, T)` where the types
 * agree.
 */
#include <string.h>

#include "edit/null_test.h"
#include "edit/recipes.h"
#include "syntax/postfix.h"

/* The T of `sizeof (T)` where that is all of the argument; NULL for an expression's sizeof. */
static const char *
sized_type (Site *site, const TokenRange *size)
{
  const Source *source = site->source;
  guint32 open;

  if (size->first == NO_TOKEN || !source_is (source, size->first, "sizeof"))
    return NULL;
  open = source_next (source, size->first);
  if (!source_is (source, open, "(") || source_token (source, open)->match != size->last)
    return NULL;
  return site_copy (site, source_next (source, open), source_previous (source, size->last));
}

/* Whether a value of type @a wanted takes a `T *`, both as spelled. */
static gboolean
points_to (const char *wanted, const char *type)
{
  gsize length = strlen (type);

  return wanted && g_str_has_prefix (wanted, type)
         && g_str_equal (wanted + length, type[length - 1] == '*' ? "*" : " *");
}

/* Drops the cast before the call that says the type which wmem_new() gives anyway. */
static void
drop_cast (Site *site, const Call *call, const char *type)
{
  const Source *source = site->source;
  guint32 close = expression_previous (source, call->first), open;
  const char *given;

  if (!source_is (source, close, ")") || paren_kind (source, close) != PAREN_CAST)
    return;
  open = source_token (source, close)->match;
  given = source_is (source, source_previous (source, close), "*")
              ? site_copy (site, source_next (source, open), source_previous (source, source_previous (source, close)))
              : NULL;
  if (g_strcmp0 (given, type) != 0)
    return;
  site_edit (site, source_token (source, open)->offset,
             source_token (source, call->first)->offset - source_token (source, open)->offset, "");
}

/* Whether nothing in the size, the last argument, rules out that it is 0: no constant, nothing added, no number alone. */
static gboolean
may_be_zero (Site *site, const GArray *arguments)
{
  const TokenRange *size = &g_array_index (arguments, TokenRange, arguments->len - 1);
  /* A macro for arrays calls with one argument, the product. */
  const guint known = site->occurrence->kind == OCCURRENCE_MACRO_EXPANSION ? 0 : arguments->len - 1;

  if (!site->fact || site->fact->kind != FACT_CALL || size->first == NO_TOKEN)
    return FALSE;
  if (site->fact->constant[known])
    return site->fact->value[known] == 0;
  for (guint32 i = size->first; i <= size->last; i++)
    if (source_is (site->source, i, "+"))
      return FALSE;
  return size->first != size->last || source_token (site->source, size->first)->kind == TOKEN_IDENTIFIER;
}

/* Whether somewhere behind the call what it is assigned to is compared with NULL: a variable in its function, a field in this file. */
static gboolean
is_tested (Site *site, const Call *call)
{
  const Source *source = site->source;
  guint32 equals = expression_previous (source, call->first), name, end = source->tokens->len;
  gboolean field;

  if (source_is (source, equals, ")") && paren_kind (source, equals) == PAREN_CAST)
    equals = expression_previous (source, source_token (source, equals)->match);
  if (!source_is (source, equals, "="))
    return FALSE;
  name = source_previous (source, equals);
  if (name == NO_TOKEN || source_token (source, name)->kind != TOKEN_IDENTIFIER)
    return FALSE;
  field = source_is (source, source_previous (source, name), "->") || source_is (source, source_previous (source, name), ".");
  for (guint32 outer = source_token (source, site->token)->outer; !field && outer != NO_TOKEN; outer = source_token (source, outer)->outer)
    if (source_is (source, outer, "{") && source_token (source, outer)->match != NO_TOKEN)
      end = source_token (source, outer)->match;
  for (guint32 i = call->close; i < end; i++)
    {
      const guint32 op = source_previous (source, i);
      const gboolean member = source_is (source, op, "->") || source_is (source, op, ".");
      guint32 first = i;

      if (member != field || source_token (source, i)->length != source_token (source, name)->length
          || strncmp (source->text + source_token (source, i)->offset, source->text + source_token (source, name)->offset,
                      source_token (source, name)->length)
                 != 0)
        continue;
      if (member)
        first = postfix_start (source, op);
      if (first != NO_TOKEN && is_null_test (source, first, i))
        return TRUE;
    }
  return FALSE;
}

static void
tell_of_size_zero (Site *site, const Call *call)
{
  if (site->occurrence->reason != REASON_NONE || !may_be_zero (site, call->arguments))
    return;
  if (is_tested (site, call))
    site_review (site, REASON_SIZE_ZERO, "where the size is 0 this is NULL now, and the code asks whether it is");
  else
    {
      /* Told, but no less safe: such a call hardly ever meets a size of 0, and then a NULL that nothing
       * reads. */
      site->occurrence->reason = REASON_SIZE_ZERO;
      site->occurrence->note = "where the size is 0 this is NULL now";
    }
}

gboolean
recipe_allocate (Site *site)
{
  Call call;
  const char *type;

  if (!site_call (site, &call))
    return FALSE;
  type = site->analysis->context->options->idiom_new && site->fact && call.arguments->len == 1
             ? sized_type (site, &g_array_index (call.arguments, TokenRange, 0))
             : NULL;
  if (type && points_to (site->fact->type, type))
    {
      guint32 start = source_end (site->source, call.open);

      drop_cast (site, &call, type);
      call_rename (site, &call, g_str_has_suffix (site->rule->target, "0") ? "wmem_new0" : "wmem_new");
      site_edit (
          site, start, source_token (site->source, call.close)->offset - start,
          wmem_strdup_printf (site->analysis->pool, "%s, %s", site_pool (site, site->rule->pool), type));
      return TRUE;
    }
  call_rewrite (site, &call, site->rule->target);
  tell_of_size_zero (site, &call);
  return TRUE;
}
