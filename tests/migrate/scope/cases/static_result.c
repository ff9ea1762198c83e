/* SPDX-License-Identifier: MIT */
/* A helper writes a static on the ways on which it returns a given kind of value, and the caller tests that: the call itself, a
 * variable that has it, a pointer. The bug reads on the other ways, or tests what has changed since. */
#include <epan/host.h>

static const gchar *reason, *found, *text, *again;
static gboolean parse (tvbuff_t *tvb)
{
  if (tvb_get_ntohl (tvb, 0) == 0)
    {
      reason = tvb_get_ephemeral_string (tvb, 4, 4); /* expect: escapes likely */
      return FALSE;
    }
  return TRUE;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
#ifdef BUG
  if (parse (tvb))
#else
  if (!parse (tvb))
#endif
    col_add_str (pinfo->cinfo, COL_INFO, reason);
}
static gint find (tvbuff_t *tvb)
{
  gint offset;
  for (offset = 0; offset < 32; offset += 4)
    if (tvb_get_ntohl (tvb, offset) == 7)
      break;
  if (offset == 32)
    return 0;
  found = tvb_get_ephemeral_string (tvb, offset, 4); /* expect: escapes */
  return offset + 4;
}
static void dissect_found (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const gint offset = find (tvb);
  (void) tree;
#ifndef BUG
  if (offset == 0)
    return;
#else
  (void) offset;
#endif
  col_add_str (pinfo->cinfo, COL_INFO, found);
}
static const gchar *get_text (tvbuff_t *tvb)
{
  if (tvb_get_ntohl (tvb, 0) == 3)
    return NULL;
  text = tvb_get_ephemeral_string (tvb, 4, 4); /* expect: escapes likely */
  return text;
}
static void dissect_text (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const gchar *here;
  (void) tree;
#ifdef BUG
  if ((here = get_text (tvb)) == NULL)
#else
  if ((here = get_text (tvb)) != NULL)
#endif
    col_add_str (pinfo->cinfo, COL_INFO, text);
}
static gboolean parse_again (tvbuff_t *tvb)
{
  if (tvb_get_ntohl (tvb, 0) == 5)
    return FALSE;
  again = tvb_get_ephemeral_string (tvb, 4, 4); /* expect: escapes likely */
  return TRUE;
}
static void dissect_again (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  gboolean ok = parse_again (tvb);
  (void) tree;
#ifdef BUG
  if (tvb_get_ntohl (tvb, 8) == 1)
    ok = TRUE;
#endif
  if (ok)
    col_add_str (pinfo->cinfo, COL_INFO, again);
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.found", dissect_found, 2);
  register_dissector ("thing.text", dissect_text, 3);
  register_dissector ("thing.again", dissect_again, 4);
}
