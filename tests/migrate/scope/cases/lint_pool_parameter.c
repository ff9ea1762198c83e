/* SPDX-License-Identifier: MIT */
/* wmem: a helper takes the pool; one caller gives it the wrong one. */
#include <epan/host.h>

typedef struct { gchar *text; } note_t;
static gchar *describe (wmem_allocator_t *pool, int n)
{
  return wmem_strdup_printf (pool, "%d", n);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  note_t *note = wmem_new0 (wmem_file_scope (), note_t);
  (void) tree; (void) tvb;
  col_add_str (pinfo->cinfo, COL_INFO, describe (wmem_packet_scope (), 3));
#ifdef BUG
  note->text = describe (wmem_packet_scope (), 4); /* expect: escapes */
#else
  note->text = describe (wmem_file_scope (), 4);
#endif
  p_add_proto_data (pinfo->fd, 1, note);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
