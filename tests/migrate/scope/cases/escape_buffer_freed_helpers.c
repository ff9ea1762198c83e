/* SPDX-License-Identifier: MIT */
/* A buffer that is freed on every way out of the function, by a helper; or on all but one. */
#include <epan/host.h>

static guint sum (tvbuff_t *buffer) { return tvb_get_guint8 (buffer, 0); }
static void done (tvbuff_t *buffer) { tvb_free (buffer); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint8 *bytes = ep_alloc0 (8);
  tvbuff_t *scratch = tvb_new_real_data (bytes, 8, 8); /* expect: escapes */
  const guint n = sum (scratch) + sum (tvb);
  (void) tree;
  if (n > 3)
    {
#ifndef BUG
      done (scratch);
#endif
      return;
    }
  while (n > 2)
    if (sum (tvb) == 1)
      {
        done (scratch);
        return;
      }
  col_add_fstr (pinfo->cinfo, COL_INFO, "%u", n);
  done (scratch);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
