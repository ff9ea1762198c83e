/* SPDX-License-Identifier: MIT */
/* wmem: a pool that says where to look is no allocation; a helper that takes one and makes something is. */
#define p_get_proto_data p_get_proto_data_of_old
#include <epan/host.h>
#undef p_get_proto_data

void *p_get_proto_data (wmem_allocator_t *scope, packet_info *pinfo, int proto, guint32 key);
typedef struct { int count; } seen_t;

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const seen_t *seen = p_get_proto_data (wmem_file_scope (), pinfo, 1, 0);
  (void) tree; (void) tvb;
#ifdef BUG
  col_add_str (pinfo->cinfo, COL_INFO, wmem_strdup_printf (wmem_file_scope (), "%d", seen ? seen->count : 0)); /* expect: never-kept */
#else
  col_add_str (pinfo->cinfo, COL_INFO, wmem_strdup_printf (wmem_packet_scope (), "%d", seen ? seen->count : 0));
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
