/* SPDX-License-Identifier: MIT */
/*
 * A pool's accessor, such as `wmem_packet_scope ()`, where another expression is wanted for that pool.
 */
#include <string.h>

#include "edit/recipes.h"

gboolean
recipe_pool_call (Site *site)
{
  Call call;
  const char *pool;
  guint32 start;

  if (!site_call (site, &call))
    return FALSE;
  pool = site_pool (site, site->rule->target_pool);
  if (g_str_has_prefix (pool, site->rule->name))
    {
      site->occurrence->pool = NULL;
      /* The one who chose has said why it stays. */
      if (site->no_pool)
        return site_leave (site, REASON_NO_POOL, site->no_pool);
      if (site->occurrence->reason == REASON_NO_POOL)
        return site_leave (site, REASON_ACCESSOR_STAYS, site->occurrence->note);
      if (site->occurrence->reason == REASON_NO_PINFO)
        return site_leave (site, site->occurrence->reason, site->occurrence->note);
      return site_leave_unmet (site, wmem_strdup_printf (site->analysis->pool, "the after side has no %s: give --%s-pool",
                                                         site->rule->name, rule_pool_name (site->rule->target_pool)));
    }
  start = source_token (site->source, call.first)->offset;
  site_edit (site, start, source_end (site->source, call.close) - start, pool);
  return TRUE;
}
