/* SPDX-License-Identifier: MIT */
/* A flag that each packet clears says whether the static holds anything; in the bug nothing clears it. */
#include <epan/host.h>

static gboolean have;
static const gchar *symbol;
static void value (tvbuff_t *tvb)
{
  if (tvb_get_guint8 (tvb, 0) == 's')
    {
#ifdef BUG
      symbol = tvb_get_ephemeral_string (tvb, 1, 4); /* expect: escapes */
#else
      symbol = tvb_get_ephemeral_string (tvb, 1, 4);
#endif
      have = TRUE;
    }
}
static void show (packet_info *pinfo)
{
  if (!have)
    return;
  col_add_str (pinfo->cinfo, COL_INFO, symbol);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifndef BUG
  have = FALSE;
#endif
  value (tvb);
  show (pinfo);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
