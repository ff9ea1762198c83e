/* SPDX-License-Identifier: MIT */
/* wmem: a map of the file's object. */
#include <epan/host.h>

typedef struct { wmem_map_t *names; } state_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = wmem_new0 (wmem_file_scope (), state_t);
  (void) tree; (void) tvb;
  state->names = wmem_map_new (wmem_file_scope (), NULL, NULL);
#ifdef BUG
  wmem_map_insert (state->names, "name", wmem_strdup (wmem_packet_scope (), "x")); /* expect: escapes */
#else
  wmem_map_insert (state->names, "name", wmem_strdup (wmem_file_scope (), "x"));
#endif
  p_add_proto_data (pinfo->fd, 1, state);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
