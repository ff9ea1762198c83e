/* SPDX-License-Identifier: MIT */
/* A GLib object that a list owns, and a file's object only points to. */
#include <epan/host.h>

typedef struct { int count; } table_t;
typedef struct { table_t *table; } state_t;
#ifndef BUG
static GSList *tables;
#endif
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = se_new0 (state_t);
  table_t *table = g_malloc (sizeof *table);
  (void) tree; (void) tvb;
#ifdef BUG
  state->table = table; /* expect: heap-member */
#else
  tables = g_slist_prepend (tables, table);
  state->table = table;
#endif
  p_add_proto_data (pinfo->fd, 1, state);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
