/* SPDX-License-Identifier: MIT */
/*
 * A plain allocation; with --idiom=new `ep_alloc (sizeof (T))` becomes `wmem_new (pool, T)` where the types agree.
 */
#include <string.h>

#include "edit/recipes.h"

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

  return wanted != NULL && g_str_has_prefix (wanted, type) && g_str_equal (wanted + length, type[length - 1] == '*' ? "*" : " *");
}

gboolean
recipe_allocate (Site *site)
{
  Call call;
  const char *type;

  if (!site_call (site, &call))
    return FALSE;
  type = site->analysis->context->options->idiom_new && site->fact != NULL
             ? sized_type (site, &g_array_index (call.arguments, TokenRange, 0))
             : NULL;
  if (type != NULL && points_to (site->fact->type, type))
    {
      guint32 start = source_end (site->source, call.open);

      site_replace (site, site->token, g_str_has_suffix (site->rule->target, "0") ? "wmem_new0" : "wmem_new");
      site_edit (site, start, source_token (site->source, call.close)->offset - start,
                 wmem_strdup_printf (site->analysis->pool, "%s, %s", site_pool (site, site->rule->pool), type));
      return TRUE;
    }
  call_rewrite (site, &call, site->rule->target);
  return TRUE;
}
