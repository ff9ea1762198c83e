/* SPDX-License-Identifier: MIT */
/* The text of an error comes by way of an out parameter, and is freed: it has to be the heap's. */
#include <epan/host.h>

static gboolean compile (tvbuff_t *tvb, gchar **error)
{
  if (tvb_get_ntohl (tvb, 0) == 0)
    {
#ifdef BUG
      *error = ep_strdup_printf ("bad %u", 1);
#else
      *error = g_strdup ("bad");
#endif
      return FALSE;
    }
  *error = NULL;
  return TRUE;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  gchar *error = NULL;
  (void) tree;
  if (!compile (tvb, &error))
    {
      col_add_str (pinfo->cinfo, COL_INFO, error);
      g_free (error); /* expect: wrong-free */
    }
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
