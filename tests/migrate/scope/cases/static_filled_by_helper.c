/* SPDX-License-Identifier: MIT */
/* A helper fills a static struct by its address before it is read, or reads it first; what fills one element of an array, or only
 * on some of its ways, has not written the others. */
#include <epan/host.h>

typedef struct { guint32 id; const gchar *name; } entry_t;
static entry_t last, shown, ring[4], some;
static void read_entry (tvbuff_t *tvb, entry_t *out)
{
  entry_t entry = { 0, NULL };
  entry.name = tvb_get_ephemeral_string (tvb, 4, 8);
  *out = entry; /* expect: escapes */
}
static void show (packet_info *pinfo, const entry_t *entry) { col_add_str (pinfo->cinfo, COL_INFO, entry->name); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifdef BUG
  if (last.name)
    col_add_str (pinfo->cinfo, COL_INFO, last.name);
  read_entry (tvb, &last);
#else
  read_entry (tvb, &last);
  if (last.name)
    col_add_str (pinfo->cinfo, COL_INFO, last.name);
#endif
}
static void name_entry (tvbuff_t *tvb, entry_t *out) { out->name = tvb_get_ephemeral_string (tvb, 4, 8); /* expect: escapes */ }
static void dissect_shown (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifdef BUG
  show (pinfo, &shown);
  name_entry (tvb, &shown);
#else
  name_entry (tvb, &shown);
  show (pinfo, &shown);
#endif
}
static void dissect_ring (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const guint32 at = tvb_get_ntohl (tvb, 0);
  (void) tree;
#ifdef BUG
  ring[at % 4].name = tvb_get_ephemeral_string (tvb, 8, 4); /* expect: escapes */
  show (pinfo, &ring[(at + 1) % 4]);
#else
  ring[at % 4].name = tvb_get_seasonal_string (tvb, 8, 4);
  show (pinfo, &ring[(at + 1) % 4]);
#endif
}
static void name_some (tvbuff_t *tvb, entry_t *out)
{
#ifndef BUG
  out->name = NULL;
#endif
  if (tvb_get_ntohl (tvb, 0) == 3)
    out->name = tvb_get_ephemeral_string (tvb, 4, 8); /* expect: escapes */
}
static void dissect_some (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  name_some (tvb, &some);
  show (pinfo, &some);
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.shown", dissect_shown, 2);
  register_dissector ("thing.ring", dissect_ring, 3);
  register_dissector ("thing.some", dissect_some, 4);
}
