/* SPDX-License-Identifier: MIT */
/* A buffer over packet memory is freed before the function ends; the bug leaves by an earlier return. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint8 *bytes = (guint8 *) ep_alloc0 (8);
#ifdef BUG
  tvbuff_t *scratch = tvb_new_real_data (bytes, 8, 8); /* expect: escapes */
#else
  tvbuff_t *scratch = tvb_new_real_data (bytes, 8, 8);
#endif
  (void) tree;
  if (tvb_get_guint8 (tvb, 0) == 0)
    {
#ifdef BUG
      return;
#else
      tvb_get_guint8 (scratch, 0);
#endif
    }
  col_add_fstr (pinfo->cinfo, COL_INFO, "%u", tvb_get_guint8 (scratch, 0));
  tvb_free (scratch);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
