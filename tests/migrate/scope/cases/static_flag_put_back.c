/* SPDX-License-Identifier: MIT */
/* A flag says whether a static holds anything; who calls the reader from elsewhere clears the flag around the call, and puts back
 * what it was. The bug calls it as it is, or puts something else back. */
#include <epan/host.h>

static gboolean have, has_label;
static gchar *info, *label;
static void show (packet_info *pinfo)
{
  if (have)
    col_add_str (pinfo->cinfo, COL_INFO, info);
}
static void show_label (packet_info *pinfo)
{
  if (has_label)
    col_add_str (pinfo->cinfo, COL_INFO, label);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  info = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes likely */
  have = TRUE;
  show (pinfo);
#ifndef BUG
  have = FALSE;
#endif
}
static void dissect_other (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
#ifndef BUG
  gboolean saved = have;
  have = FALSE;
#endif
  (void) tvb;
  (void) tree;
  show (pinfo);
#ifndef BUG
  have = saved;
#endif
}
static void dissect_label (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  label = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes likely */
  has_label = TRUE;
  show_label (pinfo);
  has_label = FALSE;
}
#ifdef BUG
static void dissect_labelled (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  gboolean saved = has_label;
  (void) tree;
  has_label = FALSE;
  if (tvb_get_ntohl (tvb, 0) == 1)
    saved = TRUE;
  has_label = saved;
  show_label (pinfo);
}
#endif
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("other", dissect_other, 2);
  register_dissector ("label", dissect_label, 3);
#ifdef BUG
  register_dissector ("labelled", dissect_labelled, 4);
#endif
}
