/* SPDX-License-Identifier: MIT */
/* A helper fills the static by its address before it is read; the bug reads it in another dissector. */
#include <epan/host.h>

static const gchar *oid;
static void read_oid (tvbuff_t *tvb, const gchar **result)
{
#ifdef BUG
  *result = tvb_get_ephemeral_string (tvb, 0, 8); /* expect: escapes */
#else
  *result = tvb_get_ephemeral_string (tvb, 0, 8);
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  read_oid (tvb, &oid);
  if (oid)
    col_add_str (pinfo->cinfo, COL_INFO, oid);
}
#ifdef BUG
static void dissect_later (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb;
  (void) tree;
  col_add_str (pinfo->cinfo, COL_INFO, oid);
}
#endif
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
#ifdef BUG
  register_dissector ("later", dissect_later, 2);
#endif
}
