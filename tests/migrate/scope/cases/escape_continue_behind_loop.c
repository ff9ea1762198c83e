/* SPDX-License-Identifier: MIT */
/* A `continue` behind an inner loop goes on with the outer one: what is put back behind both is put back on every way. */
#include <epan/host.h>

static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const void *saved = pinfo->src.data;
  guint32 parts = 0;
  (void) tree;
  pinfo->src.data = ep_alloc (8); /* expect: escapes */
  for (int i = 0; i < 4; i++)
    {
      for (int j = 0; j < 4; j++)
        parts += tvb_get_ntohl (tvb, i * 4 + j);
      if (parts == 7)
        continue;
      parts++;
    }
#ifdef BUG
  if (parts)
    return;
#endif
  pinfo->src.data = saved;
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
