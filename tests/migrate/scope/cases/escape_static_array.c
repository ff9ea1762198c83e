/* SPDX-License-Identifier: MIT */
/* A static table by frame. */
#include <epan/host.h>

static const gchar *cache[16];
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint slot = pinfo->fd->num % 16;
  (void) tree;
  if (cache[slot] == NULL)
#ifdef BUG
    cache[slot] = ip_to_str ((const guint8 *) tvb); /* expect: escapes */
#else
    cache[slot] = se_strdup (ip_to_str ((const guint8 *) tvb));
#endif
  col_add_str (pinfo->cinfo, COL_INFO, cache[slot]);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
