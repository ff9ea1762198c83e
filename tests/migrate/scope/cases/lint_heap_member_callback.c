/* SPDX-License-Identifier: MIT */
/* wmem: a callback on the pool frees what GLib gave. */
#include <epan/host.h>

typedef struct { GHashTable *users; } state_t;
static gboolean destroy (wmem_allocator_t *pool, int event, void *data)
{
  (void) pool; (void) event;
  g_hash_table_destroy (((state_t *) data)->users);
  return FALSE;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = wmem_new0 (wmem_file_scope (), state_t);
  (void) tree; (void) tvb;
#ifdef BUG
  state->users = g_hash_table_new (NULL, NULL); /* expect: heap-member */
  (void) destroy;
#else
  state->users = g_hash_table_new (NULL, NULL);
  wmem_register_callback (wmem_file_scope (), destroy, state);
#endif
  p_add_proto_data (pinfo->fd, 1, state);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
