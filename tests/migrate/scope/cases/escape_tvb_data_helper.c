/* SPDX-License-Identifier: MIT */
/* The same in a helper that gets the buffer. */
#include <epan/host.h>

static tvbuff_t *make_tvb (tvbuff_t *tvb, guint8 *data, guint length)
{
  return tvb_new_child_real_data (tvb, data, length, (gint) length); /* expect: escapes */
}
static guint8 *decrypt (tvbuff_t *tvb, guint length)
{
#ifdef BUG
  guint8 *plain = ep_alloc (length);
#else
  guint8 *plain = se_alloc (length);
#endif
  return tvb_memcpy (tvb, plain, 0, length);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  add_new_data_source (pinfo, make_tvb (tvb, decrypt (tvb, 10), 10), "Decrypted");
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
