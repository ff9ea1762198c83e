/* SPDX-License-Identifier: MIT */
/* A cleanup handler frees the buffer; the bug only drops the handler. */
#include <epan/host.h>

static void drop (void *buffer) { tvb_free ((tvbuff_t *) buffer); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint8 *bytes = (guint8 *) ep_memdup ("12345678", 8);
#ifdef BUG
  tvbuff_t *scratch = tvb_new_real_data (bytes, 8, 8); /* expect: escapes */
#else
  tvbuff_t *scratch = tvb_new_real_data (bytes, 8, 8);
#endif
  (void) tree;
  (void) tvb;
  CLEANUP_PUSH (drop, scratch);
  col_add_fstr (pinfo->cinfo, COL_INFO, "%u", tvb_get_guint8 (scratch, 0));
#ifdef BUG
  CLEANUP_POP;
#else
  CLEANUP_CALL_AND_POP;
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
