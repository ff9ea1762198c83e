/* SPDX-License-Identifier: MIT */
/* One condition, tested twice, decides about writing and about reading a static: what a function of the unit makes of the same
 * arguments, a comparison, several kinds. The bug tests something else, or what it tests has changed since. */
#include <epan/host.h>

static const gchar *kind, *name, *title, *inner, *rest;
static gboolean is_long (guint32 type) { return type > 4; }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const guint32 type = tvb_get_ntohl (tvb, 0);
  (void) tree;
  if (is_long (type))
    kind = tvb_get_ephemeral_string (tvb, 4, 4); /* expect: escapes likely */
#ifdef BUG
  if (!is_long (type))
#else
  if (is_long (type))
#endif
    col_add_str (pinfo->cinfo, COL_INFO, kind);
}
static void dissect_known (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  guint32 type = tvb_get_ntohl (tvb, 0);
  (void) tree;
  if (type == 1 || type == 3 || type == 5 || type == 7 || type == 9 || type == 11)
    name = tvb_get_ephemeral_string (tvb, 4, 4); /* expect: escapes likely */
#ifdef BUG
  type = tvb_get_ntohl (tvb, 8);
#endif
  if (type == 1 || type == 3 || type == 5 || type == 7 || type == 9 || type == 11)
    col_add_str (pinfo->cinfo, COL_INFO, name);
}
static void dissect_title (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const guint32 length = tvb_get_ntohl (tvb, 0);
  gint offset = 4;
  (void) tree;
  while (offset < 64)
    {
      const guint32 type = tvb_get_ntohl (tvb, offset);
#ifdef BUG
      if (type == 2)
        title = tvb_get_ephemeral_string (tvb, offset, 4); /* expect: escapes likely */
#else
      if (length > 2)
        title = tvb_get_ephemeral_string (tvb, offset, 4);
#endif
      if (length > 2)
        col_add_str (pinfo->cinfo, COL_INFO, title);
      offset += type;
    }
}
static void dissect_inner (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const guint32 type = tvb_get_ntohl (tvb, 0);
  (void) tree;
  if (type == 6)
    {
#ifdef BUG
      if (tvb_get_ntohl (tvb, 4) == 1)
#endif
        inner = tvb_get_ephemeral_string (tvb, 8, 4); /* expect: escapes likely */
    }
  if (type == 6)
    col_add_str (pinfo->cinfo, COL_INFO, inner);
}
static void dissect_rest (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const guint32 type = tvb_get_ntohl (tvb, 0);
  (void) tree;
  if (type == 7)
    col_add_str (pinfo->cinfo, COL_INFO, "first");
  else
    rest = tvb_get_ephemeral_string (tvb, 8, 4); /* expect: escapes likely */
#ifdef BUG
  if (type == 7)
#else
  if (type != 7)
#endif
    col_add_str (pinfo->cinfo, COL_INFO, rest);
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.known", dissect_known, 2);
  register_dissector ("thing.title", dissect_title, 3);
  register_dissector ("thing.inner", dissect_inner, 4);
  register_dissector ("thing.rest", dissect_rest, 5);
}
