/* SPDX-License-Identifier: MIT */
/* The inner run frees what the outer one still points to; the twin puts that aside, is done with it, or may make another one first. An object that
 * only a parameter leads to is not the inner run's, and what is not made here is not freed there. */
#include <epan/host.h>

typedef struct { guint32 n; void *private_data; guint8 *scratch; } info_t;
static gchar *label, *title, *borrowed;
static void dissect_body (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  info_t *info = (info_t *) pinfo->private_data;
#ifdef BUG
  if (info->private_data)
    g_free (info->private_data);
  info->private_data = g_malloc (16);
  if (tvb_get_ntohl (tvb, 0) > 4)
    dissect (tvb, pinfo, tree); /* expect: nested-free */
  ((guint32 *) info->private_data)[0] = 1;
  g_free (info->private_data);
#else
  void *outer = info->private_data;
  info->private_data = g_malloc (16);
  if (tvb_get_ntohl (tvb, 0) > 4)
    dissect (tvb, pinfo, tree);
  ((guint32 *) info->private_data)[0] = 1;
  g_free (info->private_data);
  info->private_data = outer;
#endif
}
static void dissect_header (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  g_free (label);
  label = g_strdup ("header");
#ifdef BUG
  dissect_body (tvb, pinfo, tree); /* expect: nested-free */
  col_add_str (pinfo->cinfo, COL_INFO, label);
#else
  col_add_str (pinfo->cinfo, COL_INFO, label);
  dissect_body (tvb, pinfo, tree);
#endif
}
static void dissect_body (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  if (tvb_get_ntohl (tvb, 0) == 7)
    dissect_header (tvb, pinfo, tree);
}
static void dissect_tail (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  info_t *info = (info_t *) pinfo->private_data;
  g_free (info->scratch);
  info->scratch = g_malloc (4);
  if (tvb_get_ntohl (tvb, 0) == 7)
    {
      dissect_tail (tvb, pinfo, tree);
      return;
    }
  tvb_memcpy (tvb, info->scratch, 0, 4);
}
static void dissect_inner (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);
static void dissect_private (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  g_free (pinfo->private_data);
  pinfo->private_data = g_malloc (4);
#ifdef BUG
  dissect_inner (tvb, pinfo, tree); /* expect: nested-free */
  tvb_memcpy (tvb, pinfo->private_data, 0, 4);
#else
  tvb_memcpy (tvb, pinfo->private_data, 0, 4);
  dissect_inner (tvb, pinfo, tree);
#endif
}
static void dissect_part (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, info_t *info)
{
  g_free (info->scratch);
  info->scratch = g_malloc (4);
  dissect_inner (tvb, pinfo, tree);
  tvb_memcpy (tvb, info->scratch, 0, 4);
}
static void dissect_title (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  g_free (title);
  title = g_strdup ("title");
  dissect_inner (tvb, pinfo, tree);
  if (tvb_get_ntohl (tvb, 4) == 1)
    title = g_strdup ("another");
  col_add_str (pinfo->cinfo, COL_INFO, title);
}
static void dissect_borrowed (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  g_free (borrowed);
  borrowed = (gchar *) pinfo->match_string;
  dissect_inner (tvb, pinfo, tree);
  col_add_str (pinfo->cinfo, COL_INFO, borrowed);
}
static void dissect_inner (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  info_t info = { 0, NULL, NULL };
  switch (tvb_get_ntohl (tvb, 0))
    {
    case 1:
      dissect_private (tvb, pinfo, tree);
      break;
    case 2:
      dissect_part (tvb, pinfo, tree, &info);
      break;
    case 3:
      dissect_title (tvb, pinfo, tree);
      break;
    default:
      dissect_borrowed (tvb, pinfo, tree);
    }
}
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.header", dissect_header, 1);
  register_dissector ("thing.tail", dissect_tail, 1);
  register_dissector ("thing.inner", dissect_inner, 1);
}
