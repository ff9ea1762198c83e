/* SPDX-License-Identifier: MIT */
/* A variable says which pool: one condition decides for it, and for what is kept; the bug has it the other way round. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const gboolean keep = tvb_get_ntohl (tvb, 0) == 1;
#ifdef BUG
  wmem_allocator_t *pool = keep ? wmem_packet_scope () : wmem_file_scope ();
#else
  wmem_allocator_t *pool = keep ? wmem_file_scope () : wmem_packet_scope ();
#endif
  gchar *text = wmem_strdup (pool, "x");
  (void) tree;
  if (keep)
    p_add_proto_data (pinfo->fd, 1, text); /* expect: escapes */
  else
    col_add_str (pinfo->cinfo, COL_INFO, text);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
