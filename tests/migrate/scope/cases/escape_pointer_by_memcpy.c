/* SPDX-License-Identifier: MIT */
/* A pointer is copied as bytes; the twin copies what it points to. */
#include <epan/host.h>

typedef struct { gchar *name; } kept_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  kept_t *kept = p_get_proto_data (pinfo->fd, 1);
  gchar *name = tvb_get_ephemeral_string (tvb, 0, 4);
  (void) tree;
#ifdef BUG
  memcpy (&kept->name, &name, sizeof name); /* expect: escapes */
#else
  memcpy (kept->name, name, 4);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
