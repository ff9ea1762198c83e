/* SPDX-License-Identifier: MIT */
/*
 * A plain allocation; with --idiom=new `ep_alloc (sizeof (T))` becomes `wmem_new (pool, T)` where the types
 * agree.
 */
#include <string.h>

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

/* Whether nothing in the size rules out that it is 0: no constant, nothing added, no sizeof of one thing. */
static gboolean
may_be_zero (Site *site, const TokenRange *size)
{
  if (!site->fact || site->fact->kind != FACT_CALL || size->first == NO_TOKEN)
    return FALSE;
  if (site->fact->constant[0])
    return site->fact->value[0] == 0;
  for (guint32 i = size->first; i <= size->last; i++)
    if (source_is (site->source, i, "+"))
      return FALSE;
  return TRUE;
}

gboolean
recipe_allocate (Site *site)
{
  Call call;
  const char *type;

  if (!site_call (site, &call))
    return FALSE;
  type = site->analysis->context->options->idiom_new && site->fact
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
  if (may_be_zero (site, &g_array_index (call.arguments, TokenRange, 0))
      && site->occurrence->reason == REASON_NONE)
    {
      /* Told, but no less safe: such a call hardly ever meets a size of 0, and then a NULL that nothing
       * reads. */
      site->occurrence->reason = REASON_SIZE_ZERO;
      site->occurrence->note = "where the size is 0 this is NULL now";
    }
  return TRUE;
}
