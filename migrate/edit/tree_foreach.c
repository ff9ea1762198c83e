/* SPDX-License-Identifier: MIT */
/*
 * A foreach callback gains the key, which wmem passes first. The call and the callback change together. The first wmem
 * passed none: where the after side's callback has no parameter for it, only the call changes.
 */
#include "edit/conditions.h"
#include "edit/fresh_name.h"
#include "edit/macro_users.h"
#include "edit/recipes.h"
#include "edit/visitors.h"
#include "syntax/header_macros.h"

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
  const AfterSide *after = site->analysis->context->after;
  const char *unused = "G_GNUC_UNUSED";
  Visitors visitors;
  Call call;

  if (!site_call (site, &call))
    return FALSE;
  if (after && after_side_foreach_parameters (after) == 2)
    {
      call_rewrite (site, &call, site->rule->target);
      return TRUE;
    }
  if (!source_directive (source, call.open) && conditions_between (source, call.open, call.close))
    return site_leave (site, REASON_DIRECTIVE, "a preprocessor line stands among the arguments");
  visitors = visitors_of (site, g_array_index (call.arguments, TokenRange, 1));
  if (visitors.trouble)
    return site_leave (site, REASON_TYPE_MISMATCH, visitors.trouble);
  call_rewrite (site, &call, site->rule->target);
  for (guint32 i = 0; i < source->tokens->len; i++)
    if (source_token (source, i)->kind == TOKEN_IDENTIFIER && source_is (source, i, "_U_"))
      unused = "_U_";
  for (guint i = 0; i < visitors.places->len; i++)
    {
      const VisitorPlace *place = &g_array_index (visitors.places, VisitorPlace, i);

      site_edit (site, source_token (source, place->open)->offset, 1,
                 wmem_strdup_printf (pool, "(const void *%s %s, ", key_name (site, place->open, place->end), unused));
    }
  if (visitors.carrier)
    site_review (site, REASON_REFERENCE,
                 wmem_strdup_printf (pool, "'%s' hands the callback on: see that no other file gives it one", visitors.carrier));
  if (visitors.inactive && !source_token (source, site->token)->inactive)
    site_review (site, REASON_INACTIVE,
                 wmem_strdup_printf (pool, "'%s', which gains the key, is given to a call that is not compiled here, too", visitors.inactive));
  site_link (site, wmem_strdup_printf (pool, "callback|%s|%s", visitors.key, source->path));
  for (guint i = 0; i < visitors.types->len; i++)
    {
      const Token *type = source_token (source, g_array_index (visitors.types, guint32, i));
      site_link (site, wmem_strdup_printf (pool, "@%s:%u", source->path, type->offset));
    }
  return TRUE;
}
