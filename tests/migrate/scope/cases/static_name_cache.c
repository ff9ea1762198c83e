/* SPDX-License-Identifier: MIT */
/* A cache in two parallel static arrays, filled on a miss. */
#include <epan/host.h>

#define N 32
static guint32 ids[N];
static const gchar *names[N];
static guint used;

static const gchar *name_of (tvbuff_t *tvb, guint32 id)
{
  guint i;
  const gchar *name;
  for (i = 0; i < used; i++)
    if (ids[i] == id)
      return names[i];
#ifdef BUG
  name = tvb_get_ephemeral_string (tvb, 4, 4);
#else
  name = g_strdup (tvb_get_ephemeral_string (tvb, 4, 4));
#endif
  if (used < N)
    {
      ids[used] = id;
      names[used++] = name; /* expect: escapes likely */
    }
  return name;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  (void) tree;
  col_add_str (pinfo->cinfo, COL_INFO, name_of (tvb, tvb_get_ntohl (tvb, 0)));
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
