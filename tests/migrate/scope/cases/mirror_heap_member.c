/* SPDX-License-Identifier: MIT */
/* A GLib table in a file's object that nobody destroys; one that two objects keep belongs to neither. */
#include <epan/host.h>

typedef struct { GHashTable *users; } state_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = se_new0 (state_t);
  (void) tree; (void) tvb;
#ifdef BUG
  state->users = g_hash_table_new (NULL, NULL); /* expect: heap-member */
#else
  state->users = g_hash_table_new (NULL, NULL);
#endif
  p_add_proto_data (pinfo->fd, 1, state);
}
typedef struct { GHashTable *by_name; } names_t;
typedef struct { GHashTable *known; } known_t;
static void dissect_names (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  names_t *names = se_new0 (names_t);
  known_t *known = se_new0 (known_t);
  GHashTable *table = g_hash_table_new (NULL, NULL);
  (void) tree; (void) tvb;
  names->by_name = table; /* expect: heap-member */
#ifndef BUG
  known->known = table;
#endif
  p_add_proto_data (pinfo->fd, 2, names);
  p_add_proto_data (pinfo->fd, 3, known);
}
#ifndef BUG
static void forget (gpointer data, gpointer user_data)
{
  state_t *state = data;
  (void) user_data;
  g_hash_table_destroy (state->users);
}
static GSList *states;
static void init (void) { g_slist_foreach (states, forget, NULL); }
#endif
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.names", dissect_names, 1);
#ifndef BUG
  register_init_routine (init);
#endif
}
