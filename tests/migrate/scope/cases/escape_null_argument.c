/* SPDX-License-Identifier: MIT */
/* A helper keeps something only where an argument allows it: what a caller rules out by NULL, 0 or FALSE, or by what it
 * tests itself, does not happen there. */
#include <epan/host.h>

typedef struct { const gchar *name; } kept_t;
static const gchar *last;

static void note (const gchar *name, kept_t *kept, gboolean keep)
{
  if (!keep)
    return;
  last = name; /* expect: escapes */
  if (kept != NULL)
    kept->name = name;
}
static void pass_on (const gchar *name, kept_t *kept, gboolean keep)
{
  note (name, kept, keep);
}
static void only_if (const gchar *name, gboolean keep)
{
  if (keep)
    return;
  note (name, NULL, keep);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  kept_t *kept = conversation_get_proto_data (find_or_create_conversation (pinfo), 1);
  gchar *name = tvb_get_ephemeral_string (tvb, 0, 4);
  (void) tree;
  if (last)
    col_add_str (pinfo->cinfo, COL_INFO, last);
  note (name, kept, FALSE);
  pass_on (name, kept, FALSE);
  only_if (name, tvb_get_guint8 (tvb, 0) != 0);
#ifdef BUG
  pass_on (name, NULL, TRUE);
#else
  pass_on (se_strdup (name), NULL, TRUE);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
