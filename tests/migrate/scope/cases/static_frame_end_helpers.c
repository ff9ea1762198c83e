/* SPDX-License-Identifier: MIT */
/* The routine at the packet's end forgets by way of helpers, and a helper registers it; or what it calls forgets only one of two. */
#include <epan/host.h>

static const gchar *filter;
static struct { gchar *head; guint n; } pending;
static void forget (void);
static void at_end (void) { forget (); }
static void prepare (packet_info *pinfo) { register_frame_end_routine (pinfo, at_end); }
static void more (tvbuff_t *tvb, packet_info *pinfo)
{
  if (filter)
    col_add_fstr (pinfo->cinfo, COL_INFO, "%s", filter);
  if (pending.head)
    col_add_fstr (pinfo->cinfo, COL_INFO, "%s", pending.head);
  filter = tvb_get_ephemeral_string (tvb, 0, 4);
  pending.head = ep_strdup (filter); /* expect: escapes */
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  prepare (pinfo);
  more (tvb, pinfo);
  more (tvb, pinfo);
}
static void forget (void)
{
  filter = NULL;
#ifndef BUG
  memset (&pending, 0, sizeof pending);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
