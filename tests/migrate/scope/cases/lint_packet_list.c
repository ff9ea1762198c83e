/* SPDX-License-Identifier: MIT */
/* wmem: a list of the packet may hold the packet's memory. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
#ifdef BUG
  wmem_list_t *list = wmem_list_new (wmem_file_scope ()); /* expect: never-kept */
#else
  wmem_list_t *list = wmem_list_new (wmem_packet_scope ());
#endif
  (void) tree; (void) tvb; (void) pinfo;
#ifdef BUG
  wmem_list_append (list, wmem_strdup (wmem_packet_scope (), "x")); /* expect: escapes */
#else
  wmem_list_append (list, wmem_strdup (wmem_packet_scope (), "x"));
#endif
  col_add_fstr (pinfo->cinfo, COL_INFO, "%p", (void *) list);
  p_add_proto_data (pinfo->fd, 1, NULL);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
