/* SPDX-License-Identifier: MIT */
/* Two fields of a static struct: one is read again before it is written, the other is not. */
#include <epan/host.h>

static struct { gchar *name, *kind; } current;
static void show (packet_info *pinfo)
{
  col_add_str (pinfo->cinfo, COL_INFO, current.kind);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  if (current.kind != NULL)
    show (pinfo);
  current.kind = "x";
#ifdef BUG
  if (current.name != NULL)
    col_add_str (pinfo->cinfo, COL_INFO, current.name);
  current.name = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
#else
  current.name = tvb_get_ephemeral_string (tvb, 0, 4);
  col_add_str (pinfo->cinfo, COL_INFO, current.name);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
