/* SPDX-License-Identifier: MIT */
/* The address is put back on the path that took it; in the bug that is another branch, or another address. */
#include <epan/host.h>

static void sub (packet_info *pinfo) { col_add_fstr (pinfo->cinfo, COL_INFO, "%p", pinfo->src.data); }
static void other_branch (tvbuff_t *tvb, packet_info *pinfo)
{
  if (tvb_get_guint8 (tvb, 0) == 1)
    {
      gchar *name = ep_strdup ("x");
#ifdef BUG
      SET_ADDRESS (&pinfo->src, 1, 2, name); /* expect: escapes */
#else
      sub (pinfo);
      (void) name;
#endif
    }
  else
    COPY_ADDRESS_SHALLOW (&pinfo->src, &pinfo->net_src);
}
static void other_address (tvbuff_t *tvb, packet_info *pinfo)
{
  address source = pinfo->src, target = pinfo->dst;
#ifdef BUG
  SET_ADDRESS (&pinfo->src, 1, 2, tvb_get_ephemeral_string (tvb, 0, 4)); /* expect: escapes */
#else
  SET_ADDRESS (&pinfo->src, 1, 2, tvb_get_ephemeral_string (tvb, 0, 4));
#endif
  SET_ADDRESS (&pinfo->dst, 1, 2, tvb_get_ephemeral_string (tvb, 4, 4));
  sub (pinfo);
#ifndef BUG
  pinfo->src = source;
#else
  (void) source;
#endif
  pinfo->dst = target;
}
static void early_return (tvbuff_t *tvb, packet_info *pinfo)
{
  address *where = &pinfo->src;
  const void *before = where->data;
#ifdef BUG
  where->data = tvb_get_ephemeral_string (tvb, 0, 4); /* expect: escapes */
#else
  where->data = tvb_get_ephemeral_string (tvb, 0, 4);
#endif
  switch (tvb_get_guint8 (tvb, 0))
    {
    case 0:
#ifdef BUG
      return;
#else
      break;
#endif
    default:
      sub (pinfo);
      break;
    }
  where->data = before;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  other_branch (tvb, pinfo);
  other_address (tvb, pinfo);
  early_return (tvb, pinfo);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
