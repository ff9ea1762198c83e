/* SPDX-License-Identifier: MIT */
/* A helper hangs heap objects on the file's object, another one drops those that are done with; who empties the rest, when the
 * file is closed, leaves none. */
#include <epan/host.h>

typedef struct _seg { struct _seg *next; guint32 seq; } seg_t;
typedef struct { seg_t *segments; } flow_t;
static flow_t *flows[4];

static flow_t *flow_of (packet_info *pinfo)
{
  conversation_t *talk = find_or_create_conversation (pinfo);
  flow_t *flow = conversation_get_proto_data (talk, 4);
  if (!flow)
    {
      flow = se_new0 (flow_t);
      conversation_add_proto_data (talk, 4, flow);
    }
  return flow;
}
static void add_segment (flow_t *flow, guint32 seq)
{
  seg_t *segment = g_malloc (sizeof *segment);
  segment->seq = seq;
  segment->next = flow->segments;
  flow->segments = segment; /* expect: heap-member */
}
static void drop_older (flow_t *flow, guint32 seq)
{
  seg_t *first = flow->segments;
  if (first->next && first->next->seq < seq)
    {
      seg_t *old = first->next;
      first->next = old->next;
      g_free (old);
    }
}
#ifndef BUG
static void close_file (void)
{
  while (flows[0] && flows[0]->segments)
    {
      seg_t *next = flows[0]->segments->next;
      g_free (flows[0]->segments);
      flows[0]->segments = next;
    }
}
#endif
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  flow_t *flow = flow_of (pinfo);
  (void) tree; (void) flows;
  add_segment (flow, tvb_get_ntohl (tvb, 0));
  drop_older (flow, tvb_get_ntohl (tvb, 4));
}
void proto_register_thing (void)
{
#ifndef BUG
  register_cleanup_routine (close_file);
#endif
  register_dissector ("thing", dissect, 1);
}
