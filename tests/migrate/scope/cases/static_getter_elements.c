/* SPDX-License-Identifier: MIT */
/* A function gives one element of a static array: what is written there leaves the others. */
#include <epan/host.h>

typedef struct { const gchar *name; } slot_t;
slot_t *slot_of (guint at);
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const guint32 at = tvb_get_ntohl (tvb, 0);
  (void) tree;
#ifdef BUG
  slot_of (at)->name = tvb_get_ephemeral_string (tvb, 4, 4); /* expect: escapes */
#else
  slot_of (at)->name = tvb_get_seasonal_string (tvb, 4, 4);
#endif
  col_add_str (pinfo->cinfo, COL_INFO, slot_of (at + 1)->name);
}
static slot_t slots[8];
slot_t *slot_of (guint at) { return &slots[at % 8]; }
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
