/* SPDX-License-Identifier: MIT */
/* A helper calls what it is handed, by way of another one: one caller's function is not another one's. Nor is that
 * of a table that it takes it from. Where it comes from a preference, it may be any. */
#include <epan/host.h>

typedef void (*part_t) (tvbuff_t *tvb, packet_info *pinfo);
static const gchar *name;
part_t chosen_part (void);

static void show (tvbuff_t *tvb, packet_info *pinfo)
{
  (void) tvb;
  if (name)
    col_add_str (pinfo->cinfo, COL_INFO, name);
}
static void skip (tvbuff_t *tvb, packet_info *pinfo) { (void) tvb; (void) pinfo; }
static void tagged (tvbuff_t *tvb, packet_info *pinfo, part_t part)
{
  if (tvb_get_guint8 (tvb, 0) == 3)
    part (tvb, pinfo);
}
static void wrapped (part_t part, tvbuff_t *tvb, packet_info *pinfo) { tagged (tvb, pinfo, part); }
typedef struct { int tag; part_t part; } step_t;
static const step_t plain[] = { { 1, skip } }, named[] = { { 1, show } };
static void each (const step_t *steps, tvbuff_t *tvb, packet_info *pinfo) { tagged (tvb, pinfo, steps->part); }
static void dissect_plain (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  tagged (tvb, pinfo, skip);
  wrapped (skip, tvb, pinfo);
  each (plain, tvb, pinfo);
#ifdef BUG
  tagged (tvb, pinfo, chosen_part ());
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  name = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes likely */
  tagged (tvb, pinfo, show);
  wrapped (show, tvb, pinfo);
  each (named, tvb, pinfo);
}
void proto_register_thing (void)
{
  register_dissector ("plain", dissect_plain, 1);
  register_dissector ("thing", dissect, 2);
}
