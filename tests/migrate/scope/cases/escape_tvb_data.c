/* SPDX-License-Identifier: MIT */
/* The data of a tvbuff is used after the dissection. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
#ifdef BUG
  guint8 *plain = ep_alloc (100);
#else
  guint8 *plain = g_malloc (100);
#endif
  tvbuff_t *next;
  (void) tree;
  tvb_memcpy (tvb, plain, 0, 100);
#ifdef BUG
  next = tvb_new_real_data (plain, 100, 100); /* expect: escapes */
#else
  next = tvb_new_real_data (plain, 100, 100);
#endif
  add_new_data_source (pinfo, next, "Decrypted");
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
