/* SPDX-License-Identifier: MIT */
/* Pieces that wait for the rest in a list by number: the packet's bytes are copied, or only pointed to. */
#include <epan/host.h>

typedef struct { guint32 seq; guint8 *data; guint length; } piece_t;
typedef struct { GSList *waiting; guint32 next; } direction_t;
typedef struct { direction_t way[2]; } flow_t;

static int by_seq (gconstpointer a, gconstpointer b)
{
  return (int) ((const piece_t *) a)->seq - (int) ((const piece_t *) b)->seq;
}
static void wait_for_more (direction_t *way, guint32 seq, guint8 *data, guint length)
{
  piece_t *piece = se_new (piece_t);
  piece->seq = seq;
  piece->length = length;
  piece->data = data; /* expect: escapes */
  way->waiting = g_slist_insert_sorted (way->waiting, piece, by_seq);
}
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  flow_t *flow = conversation_get_proto_data (find_or_create_conversation (pinfo), 2);
  direction_t *way = &flow->way[pinfo->src.type == 1];
  const guint32 seq = tvb_get_ntohl (tvb, 0);
#ifdef BUG
  guint8 *bytes = ep_alloc (16);
#else
  guint8 *bytes = se_alloc (16);
#endif
  (void) tree;
  tvb_memcpy (tvb, bytes, 4, 16);
  if (seq != way->next)
    wait_for_more (way, seq, bytes, 16);
}
void proto_register_thing (void) { register_dissector ("thing", dissect, 1); }
