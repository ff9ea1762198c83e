/* SPDX-License-Identifier: MIT */
/* What is freed at the end of all ways is a pool's memory on one of them, nothing on the other. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint8 *buffer = NULL;
  (void) tree; (void) pinfo;
  if (tvb_get_ntohl (tvb, 0) == 0)
    goto out;
#ifdef BUG
  buffer = ep_alloc (8);
#else
  buffer = g_malloc (8);
#endif
  tvb_memcpy (tvb, buffer, 0, 8);
out:
  g_free (buffer); /* expect: wrong-free */
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
