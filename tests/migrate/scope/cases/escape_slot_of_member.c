/* SPDX-License-Identifier: MIT */
/* What is stored goes through a pointer to a member, which one a condition decides. */
#include <epan/host.h>

typedef struct { const gchar *name, *title; } kept_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  kept_t *kept = p_get_proto_data (pinfo->fd, 1);
  const gchar *local, **slot = tvb_get_ntohl (tvb, 0) ? &kept->name : &kept->title;
  (void) tree;
#ifndef BUG
  slot = &local;
#endif
  *slot = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
  (void) local;
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
