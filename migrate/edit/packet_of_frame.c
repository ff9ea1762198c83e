/* SPDX-License-Identifier: MIT */
/*
 * What was kept with a frame is kept with its packet: `f (pinfo->fd, …)` becomes `f (pool, pinfo, …)`.
 */
#include "edit/recipes.h"

gboolean
recipe_packet_of_frame (Site *site)
{
  Call call;
  const char *target;
  const TokenRange *frame;
  guint32 arrow;

  if (!site_call (site, &call) || !(target = site_target (site)))
    return FALSE;
  frame = &g_array_index (call.arguments, TokenRange, 0);
  arrow = frame->first != NO_TOKEN ? source_previous (site->source, frame->last) : NO_TOKEN;
  if (!source_is (site->source, frame->last, "fd") || arrow == NO_TOKEN || arrow <= frame->first
      || !(source_is (site->source, arrow, "->") || source_is (site->source, arrow, ".")))
    return site_leave (site, REASON_ARGUMENTS, "which packet the frame belongs to cannot be seen: it would be PINFO->fd");
  call_rewrite (site, &call, target);
  if (source_is (site->source, arrow, "."))
    site_insert_before (site, frame->first, "&");
  site_edit (site, source_token (site->source, arrow)->offset,
             source_end (site->source, frame->last) - source_token (site->source, arrow)->offset, "");
  return TRUE;
}
