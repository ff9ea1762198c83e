/* SPDX-License-Identifier: MIT */
/* A visitor puts packet memory into the object that it is given as user data. */
#include <epan/host.h>

typedef struct { const gchar *name; } kept_t;
static GHashTable *table;

static void visit (gpointer key, gpointer value, gpointer user_data)
{
  kept_t *kept = user_data;
  (void) key;
  (void) value;
#ifdef BUG
  kept->name = ep_strdup ("x"); /* expect: escapes */
#else
  kept->name = se_strdup ("x");
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  kept_t *kept = se_new (kept_t);
  (void) tvb;
  (void) tree;
  p_add_proto_data (pinfo->fd, 1, kept);
  g_hash_table_foreach (table, visit, kept);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
