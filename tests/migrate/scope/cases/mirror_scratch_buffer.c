/* SPDX-License-Identifier: MIT */
/* File memory piles up where each packet takes a scratch buffer for decompression; the right one takes it once a conversation. */
#include <epan/host.h>

typedef struct { guint8 *window; guint32 size; } inflate_t;
static void inflate_some (tvbuff_t *tvb, guint8 *window) { tvb_memcpy (tvb, window, 0, 64); }
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  inflate_t *state = conversation_get_proto_data (find_or_create_conversation (pinfo), 2);
  (void) tree;
#ifdef BUG
  guint8 *window = se_alloc (32768); /* expect: never-kept */
  inflate_some (tvb, window);
  if (state)
    state->size++;
#else
  if (!state->window)
    state->window = se_alloc (32768);
  inflate_some (tvb, state->window);
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
