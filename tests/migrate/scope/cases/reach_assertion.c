/* SPDX-License-Identifier: MIT */
/* Only a failing assertion allocates, or what tells of an error: a note. The bug shows the text as well. */
#include <epan/host.h>

static void fail (const gchar *what, guint n)
{
  gchar *message = ep_strdup_printf ("%s: %u", what, n); /* expect: no-scope note */
  except_throw (1, 3, message);
}
static void learn (guint n)
{
  DISSECTOR_ASSERT (n > 0); /* expect: no-scope note */
  if (n > 9)
    fail (val_to_str (n, NULL, "%u"), n); /* expect: no-scope note */
#ifdef BUG
  proto_tree_add_text (NULL, NULL, 0, 0, "%s", ep_strdup_printf ("%u", n)); /* expect: no-scope */
#endif
}
void proto_reg_handoff_thing (void) { learn (3); }
