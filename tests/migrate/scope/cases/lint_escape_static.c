/* SPDX-License-Identifier: MIT */
/* wmem: a static keeps the packet pool's memory. */
#include <epan/host.h>

static gchar *last;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  if (last != NULL)
    col_add_str (pinfo->cinfo, COL_INFO, last);
#ifdef BUG
  last = tvb_get_string (wmem_packet_scope (), tvb, 0, 4); /* expect: escapes */
#else
  last = tvb_get_string (wmem_file_scope (), tvb, 0, 4);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
