/* SPDX-License-Identifier: MIT */
/* A pointer that is added to is still the same memory. */
#include <epan/host.h>

typedef struct _data { struct _data *next; guint8 *bytes; } data_t;
typedef struct { data_t *first; } state_t;
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  state_t *state = p_get_proto_data (pinfo->fd, 1);
  data_t *data = se_alloc (sizeof *data + 10), **last; /* expect: never-kept */
  (void) tree;
  data->next = NULL;
  data->bytes = (guint8 *) (data + 1);
  tvb_memcpy (tvb, data + 1, 0, 10);
  last = &state->first;
  while (*last != NULL)
    last = &(*last)->next;
#ifndef BUG
  *last = data;
#endif
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
