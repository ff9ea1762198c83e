/* SPDX-License-Identifier: MIT */
/* The flag is cleared, and the caller tests it; in the bug something else sets it as well. */
#include <epan/host.h>

enum { NOTHING, NUMBER, NAME };
static struct { int type; const gchar *name; } last;
static void show (packet_info *pinfo) { col_add_str (pinfo->cinfo, COL_INFO, last.name); }
static void read_name (tvbuff_t *tvb)
{
#ifdef BUG
  last.name = tvb_get_ephemeral_string (tvb, 1, 4); /* expect: escapes */
#else
  last.name = tvb_get_ephemeral_string (tvb, 1, 4);
#endif
  last.type = NAME;
}
#ifdef BUG
static void read_type (tvbuff_t *tvb) { last.type = tvb_get_guint8 (tvb, 0); }
#endif
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  last.type = NOTHING;
  if (tvb_get_guint8 (tvb, 0) == 1)
    read_name (tvb);
#ifdef BUG
  read_type (tvb);
#endif
  if (last.type == NAME && pinfo->cinfo)
    show (pinfo);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
