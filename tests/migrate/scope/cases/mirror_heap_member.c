/* SPDX-License-Identifier: MIT */
/* A GLib table in a file's object that nobody destroys. */
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
#ifndef BUG
  register_init_routine (init);
#endif
}
