/* SPDX-License-Identifier: MIT */
/* The key of a table is copied with the pointers in it; the twin replaces them. */
#include <epan/host.h>

typedef struct { const gchar *who; guint32 n; } key_type;
static GHashTable *table;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  key_type key, *kept;
  (void) tree; (void) pinfo;
  key.who = tvb_get_ephemeral_string (tvb, 0, 4);
  key.n = 1;
  if (!g_hash_table_lookup (table, &key))
    {
      kept = se_memdup (&key, sizeof key); /* expect: escapes */
#ifndef BUG
      kept->who = se_strdup (key.who);
#endif
      g_hash_table_insert (table, kept, kept);
    }
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); table = g_hash_table_new (NULL, NULL); }
