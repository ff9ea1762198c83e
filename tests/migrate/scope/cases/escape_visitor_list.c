/* SPDX-License-Identifier: MIT */
/* A visitor collects what it finds into a list of the visit, and that list goes into the file's object. */
#include <epan/host.h>

typedef struct { guint32 id; } entry_t;
typedef struct { GSList *found; tvbuff_t *tvb; } visit_t;
typedef struct { GSList *names; } state_t;
static GHashTable *entries;

static void collect (gpointer key, gpointer value, gpointer data)
{
  visit_t *visit = data;
  (void) key;
#ifdef BUG
  visit->found = g_slist_append (visit->found, ep_strdup_printf ("%u", ((entry_t *) value)->id));
#else
  visit->found = g_slist_append (visit->found, se_strdup_printf ("%u", ((entry_t *) value)->id));
#endif
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = conversation_get_proto_data (find_or_create_conversation (pinfo), 3);
  visit_t visit;
  (void) tree;
  visit.found = NULL;
  visit.tvb = tvb;
  g_hash_table_foreach (entries, collect, &visit);
  state->names = visit.found; /* expect: escapes */
}
void proto_register_thing (void)
{
  entries = g_hash_table_new (NULL, NULL);
  register_dissector ("thing", dissect, 1);
}
