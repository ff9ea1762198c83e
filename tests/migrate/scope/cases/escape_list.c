/* SPDX-License-Identifier: MIT */
/* A GLib list in a static. */
#include <epan/host.h>

static GSList *seen;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree; (void) pinfo;
#ifdef BUG
  seen = g_slist_prepend (seen, tvb_get_ephemeral_string (tvb, 0, 4)); /* expect: escapes */
#else
  seen = g_slist_prepend (seen, tvb_get_seasonal_string (tvb, 0, 4));
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
