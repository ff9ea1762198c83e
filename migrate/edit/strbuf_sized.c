/* SPDX-License-Identifier: MIT */
/*
 * A first size above the maximum: emem clamps, wmem aborts.
 */
#include "edit/conditions.h"
#include "edit/recipes.h"

gboolean
recipe_strbuf_sized (Site *site)
{
  Call call;
  const TokenRange *size, *limit;
  const char *limit_text;
  wmem_allocator_t *pool = site->analysis->pool;
  const Fact *fact = site->fact;

  if (!site_call (site, &call))
    return FALSE;
  if (!source_directive (site->source, call.open) && conditions_between (site->source, call.open, call.close))
    return site_leave (site, REASON_DIRECTIVE, "a preprocessor line stands among the sizes: clamp by hand");
  call_rewrite (site, &call, site->rule->target);
  size = &g_array_index (call.arguments, TokenRange, 0);
  limit = &g_array_index (call.arguments, TokenRange, 1);
  if (fact && fact->constant[1] && fact->value[1] == 0)
    return TRUE; /* no maximum */
  if (fact && fact->constant[0] && fact->constant[1] && fact->value[0] <= fact->value[1])
    return TRUE;
  limit_text = site_copy (site, limit->first, limit->last);
  if (limit_text && g_strcmp0 (site_copy (site, size->first, size->last), limit_text) == 0)
    return TRUE;
  if (!limit_text || site_has_side_effect (site, limit->first, limit->last)
      || site_has_side_effect (site, size->first, size->last))
    return site_leave (site, REASON_SIZE_CLAMP, "the sizes have side effects: clamp by hand");
  if (fact && fact->constant[0] && fact->constant[1])
    {
      guint32 start = source_token (site->source, size->first)->offset;

      site_edit (site, start, source_end (site->source, size->last) - start, limit_text);
      return TRUE;
    }
  site_insert_before (site, size->first, "MIN(");
  site_insert_after (site, size->last, wmem_strdup_printf (pool, ", %s)", limit_text));
  site_review (site, REASON_SIZE_CLAMP, "clamped at run time; a maximum of 0 means none");
  return TRUE;
}
