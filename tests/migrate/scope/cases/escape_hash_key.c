/* SPDX-License-Identifier: MIT */
/* The key of a GLib table is kept as well as the value. */
#include <epan/host.h>

static GHashTable *names;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  gchar *key = tvb_get_ephemeral_string (tvb, 0, 4);
  (void) tree; (void) pinfo;
  if (g_hash_table_lookup (names, key) == NULL)
#ifdef BUG
    g_hash_table_insert (names, key, names); /* expect: escapes */
#else
    g_hash_table_insert (names, se_strdup (key), names);
#endif
}
void proto_register_thing (void)
{
  names = g_hash_table_new (NULL, NULL);
  register_dissector ("thing", dissect, 1);
}
