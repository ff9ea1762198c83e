/* SPDX-License-Identifier: MIT */
/* A visitor's user data is a struct that points to where its results go. */
#include <epan/host.h>

typedef struct { GSList **list; tvbuff_t *tvb; } visit_t;
typedef struct { GSList *names; } kept_t;
static GHashTable *table;
static void collect (gpointer key, gpointer value, gpointer data)
{
  visit_t *visit = data;
  (void) key; (void) value;
  *visit->list = g_slist_prepend (*visit->list, tvb_get_ephemeral_string (visit->tvb, 0, 4)); /* expect: escapes */
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  kept_t *kept = p_get_proto_data (pinfo->fd, 1);
  GSList *local = NULL;
  visit_t visit = { NULL, tvb };
  (void) tree;
#ifdef BUG
  visit.list = &kept->names;
#else
  visit.list = &local;
  (void) kept;
#endif
  g_hash_table_foreach (table, collect, &visit);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); table = g_hash_table_new (NULL, NULL); }
