/* SPDX-License-Identifier: MIT */
/* The second jump of a function, not the first, leaves out what is written before it is read; the twin writes it on that way, too. */
#include <epan/host.h>

static gchar *last;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const int n = (int) tvb_get_ntohl (tvb, 0);
  (void) tree;
  if (n == 1)
    goto named;
  col_add_str (pinfo->cinfo, COL_INFO, "no name");
named:
  if (n == 2)
    {
#ifndef BUG
      last = NULL;
#endif
      goto shown;
    }
  last = NULL;
shown:
  col_add_str (pinfo->cinfo, COL_INFO, last);
  if (n == 3)
    goto out;
  last = ep_alloc (8); /* expect: escapes */
out:
  return;
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
