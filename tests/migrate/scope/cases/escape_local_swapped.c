/* SPDX-License-Identifier: MIT */
/* A callee moves things about in a struct on the stack, again and again: what comes out is still what was put in. */
#include <epan/host.h>

typedef struct { const gchar *first, *second; } pair_t;

static void swap (pair_t *pair)
{
  const gchar *first = pair->first;
  pair->first = pair->second;
  pair->second = first;
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  pair_t pair = { "x", NULL };
  (void) tree;
#ifdef BUG
  pair.second = tvb_get_ephemeral_string (tvb, 0, 4);
#endif
  swap (&pair);
  swap (&pair);
  swap (&pair);
  conversation_add_proto_data (find_or_create_conversation (pinfo), 1, (void *) pair.first); /* expect: escapes likely */
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
