/* SPDX-License-Identifier: MIT */
/* A tvbuff that is told to free its data with g_free(): the data has to be the heap's. */
#include <epan/host.h>

static void free_data (void *data)
{
  g_free (data);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
#ifdef BUG
  guint8 *plain = ep_alloc (16);
  guint8 *child = ep_memdup (plain, 16);
  guint8 *kept = se_alloc (16);
#else
  guint8 *plain = g_malloc (16);
  guint8 *child = g_memdup (plain, 16);
  guint8 *kept = g_malloc (16);
#endif
  tvbuff_t *decoded = tvb_new_real_data (plain, 16, 16); /* expect: escapes */
  tvbuff_t *inner = tvb_new_child_real_data (tvb, child, 16, 16); /* expect: escapes */
  tvbuff_t *third = tvb_new_child_real_data (tvb, kept, 16, 16);
  (void) tree;
  tvb_set_free_cb (decoded, g_free); /* expect: wrong-free */
  tvb_set_free_cb (inner, free_data); /* expect: wrong-free */
  tvb_set_free_cb (third, g_free); /* expect: wrong-free */
  add_new_data_source (pinfo, decoded, "decoded");
  add_new_data_source (pinfo, inner, "inner");
  add_new_data_source (pinfo, third, "third");
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
}
