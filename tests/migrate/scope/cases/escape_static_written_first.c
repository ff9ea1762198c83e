/* SPDX-License-Identifier: MIT */
/* A static that is only a way from one function to the next; the bug reads it in a tap. */
#include <epan/host.h>

static gchar *name;
static void show (packet_info *pinfo) { col_add_str (pinfo->cinfo, COL_INFO, name); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tvb; (void) tree;
#ifdef BUG
  name = ep_strdup ("x"); /* expect: escapes */
#else
  name = ep_strdup ("x");
#endif
  show (pinfo);
}
#ifdef BUG
static void draw (void *tap) { (void) tap; col_add_str (NULL, 0, name); }
#endif
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
#ifdef BUG
  register_tap_listener ("thing", NULL, NULL, 0, NULL, NULL, draw);
#endif
}
