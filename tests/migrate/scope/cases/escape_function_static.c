/* SPDX-License-Identifier: MIT */
/* Made once in a function's static, used for ever. */
#include <epan/host.h>

static gchar *scratch (void)
{
#ifdef BUG
  static gchar *buffer = NULL;
  if (buffer == NULL)
    buffer = ep_alloc (100); /* expect: escapes */
  return buffer;
#else
  static gchar *buffer;
  buffer = ep_alloc (100);
  return buffer;
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb; (void) tree;
  col_add_str (pinfo->cinfo, COL_INFO, scratch ());
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
