/* SPDX-License-Identifier: MIT */
/* wmem_free() is told another pool than the one that the memory comes from: another scope, the heap's memory, or no pool. */
#include <epan/host.h>

static void release (wmem_allocator_t *pool, void *memory) { wmem_free (pool, memory); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  gchar *file = wmem_strdup (wmem_file_scope (), "file"), *heap = g_strdup ("heap"), *packet = wmem_strdup (wmem_packet_scope (), "packet");
  gchar *plain = wmem_strdup (NULL, "plain"), *grown = wmem_strdup (pinfo->pool, "grown");
  (void) tree;
  col_add_fstr (pinfo->cinfo, COL_INFO, "%u %s %s %s", tvb_get_ntohl (tvb, 0), file, heap, packet);
#ifdef BUG
  wmem_free (wmem_packet_scope (), file); /* expect: wrong-free */
  wmem_free (wmem_file_scope (), heap); /* expect: wrong-free */
  wmem_free (NULL, packet); /* expect: wrong-free */
  g_free (grown); /* expect: wrong-free */
#else
  wmem_free (wmem_file_scope (), file);
  wmem_free (NULL, heap);
  wmem_free (wmem_packet_scope (), packet);
  grown = wmem_realloc (pinfo->pool, grown, 16);
  release (pinfo->pool, grown);
#endif
  g_free (plain);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
