/* SPDX-License-Identifier: MIT */
/* A pool's memory is handed to g_free(): directly, by a helper, grown by g_realloc(), as the array that a splitter gave; the twin
 * frees what the heap gave, on the ways on which it did. */
#include <epan/host.h>

static void drop (gchar *text) { if (text) g_free (text); }
static gchar *label_of (tvbuff_t *tvb, gboolean copied)
{
  if (copied)
    return g_strdup ("copy");
  return tvb_get_ephemeral_string (tvb, 0, 8);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
#ifdef BUG
  gchar *text = tvb_get_ephemeral_string (tvb, 0, 8);
  gchar *label = label_of (tvb, FALSE);
#else
  gchar *text = g_strdup (tvb_get_ephemeral_string (tvb, 0, 8));
  gchar *label = label_of (tvb, TRUE);
#endif
  (void) tree;
  col_add_str (pinfo->cinfo, COL_INFO, text);
  g_free (text); /* expect: wrong-free */
  drop (label); /* expect: wrong-free */
}
static void dissect_parts (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  gchar **parts, *grown;
  (void) tree;
#ifdef BUG
  parts = ep_strsplit ("a,b", ",", 2);
  grown = tvb_get_seasonal_string (tvb, 0, 8);
  grown = g_realloc (grown, 16); /* expect: wrong-free */
#else
  parts = g_malloc (3 * sizeof *parts);
  parts[0] = NULL;
  grown = g_realloc (NULL, 16);
#endif
  p_add_proto_data (pinfo->fd, 1, grown);
  col_add_str (pinfo->cinfo, COL_INFO, parts[0]);
  g_strfreev (parts); /* expect: wrong-free */
}
static void dissect_either (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  const gboolean is_long = tvb_get_ntohl (tvb, 0) > 20;
  gchar *text;
  (void) tree;
  if (is_long)
    text = g_strdup ("long");
  else
    text = ep_strdup ("short");
  col_add_str (pinfo->cinfo, COL_INFO, text);
#ifdef BUG
  g_free (text); /* expect: wrong-free likely */
#else
  if (is_long)
    g_free (text);
#endif
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.parts", dissect_parts, 1);
  register_dissector ("thing.either", dissect_either, 1);
}
