/* SPDX-License-Identifier: MIT */
/* Heap memory in a file's objects that is freed on some paths of a dissector only; the twin frees what is left, too. */
#include <epan/host.h>

typedef struct _piece { struct _piece *next; guint32 sequence; } piece_t;
typedef struct { piece_t *pieces; gchar *last_name; GHashTable *users; guint8 *buffer, *held; } flow_t;
static flow_t *flows[4];
static void dissect (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  flow_t *flow = p_get_proto_data (pinfo->fd, 2);
  piece_t *piece;
  (void) tree;
  if (flow == NULL)
    {
      flow = se_new0 (flow_t);
      p_add_proto_data (pinfo->fd, 2, flow);
    }
  piece = g_slice_new (piece_t);
  piece->sequence = tvb_get_ntohl (tvb, 0);
  piece->next = flow->pieces;
  flow->pieces = piece; /* expect: heap-member */
  if (piece->next != NULL && piece->next->sequence < piece->sequence)
    {
      piece_t *old = piece->next;
      piece->next = old->next;
      g_slice_free (piece_t, old);
    }
  flow->held = g_malloc (8);
  tvb_memcpy (tvb, flow->held, 0, 8);
  g_free (flow->held);
  flow->held = NULL;
}
static void dissect_more (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  flow_t *flow = p_get_proto_data (pinfo->fd, 2);
  (void) tree;
#ifdef BUG
  if (flow->last_name != NULL)
    g_free (flow->last_name);
  flow->last_name = g_strdup (tvb_get_ntohl (tvb, 8) == 0 ? "a" : "b"); /* expect: heap-member */
  if (flow->users != NULL && tvb_get_ntohl (tvb, 0) == 0)
    {
      g_hash_table_destroy (flow->users);
      flow->users = NULL;
    }
  if (flow->users == NULL)
    flow->users = g_hash_table_new (NULL, NULL); /* expect: heap-member */
#endif
  if (flow->buffer == NULL)
    flow->buffer = g_malloc (4);
}
static void drop (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
  flow_t *flow = p_get_proto_data (pinfo->fd, 2);
  (void) tree; (void) tvb;
  g_free (flow->buffer);
  flow->buffer = NULL;
}
#ifndef BUG
static void init (void)
{
  guint i;
  for (i = 0; i < 4; i++)
    while (flows[i] != NULL && flows[i]->pieces != NULL)
      {
        piece_t *next = flows[i]->pieces->next;
        g_slice_free (piece_t, flows[i]->pieces);
        flows[i]->pieces = next;
      }
}
#endif
void proto_register_thing (void)
{
  register_dissector ("thing", dissect, 1);
  register_dissector ("thing.more", dissect_more, 2);
  register_dissector ("thing.drop", drop, 3);
#ifndef BUG
  register_init_routine (init);
#endif
}
