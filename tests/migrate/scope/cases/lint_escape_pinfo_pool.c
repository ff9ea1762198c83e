/* SPDX-License-Identifier: MIT */
/* wmem: pinfo->pool is long enough for a tvbuff, and too short for a file's tree. */
#include <epan/host.h>

static wmem_tree_t *requests;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint8 *data = wmem_alloc (pinfo->pool, 10);
  (void) tree;
  tvb_new_child_real_data (tvb, data, 10, 10);
#ifdef BUG
  wmem_tree_insert32 (requests, 3, data); /* expect: escapes */
#endif
}
void proto_register_thing (void)
{
  requests = wmem_tree_new_autoreset (wmem_epan_scope (), wmem_file_scope ());
  register_dissector ("thing", dissect, 1);
}
