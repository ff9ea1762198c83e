/* SPDX-License-Identifier: MIT */
/* What happens once a file: routines at its opening and closing, conversations, and data kept with a packet. */
#include "packet_private.h"
#include <epan/conversation.h>

/* --- routines ----------------------------------------------------------------------------------------------- */

typedef void (*routine_t) (void);

static GPtrArray *init_routines;
static GPtrArray *cleanup_routines;

static void
routine_add (GPtrArray **routines, routine_t func)
{
  if (*routines == NULL)
    *routines = g_ptr_array_new ();
  g_ptr_array_add (*routines, (gpointer) (gsize) func);
}

static void
routines_call (const GPtrArray *routines)
{
  for (guint i = 0; routines != NULL && i < routines->len; i++)
    ((routine_t) (gsize) g_ptr_array_index (routines, i)) ();
}

void
register_init_routine (void (*func) (void))
{
  routine_add (&init_routines, func);
}

void
register_cleanup_routine (void (*func) (void))
{
  routine_add (&cleanup_routines, func);
}

void
register_postseq_cleanup_routine (void (*func) (void))
{
  routine_add (&cleanup_routines, func);
}

void
file_routines_init (void)
{
  routines_call (init_routines);
}

void
file_routines_close (void)
{
  routines_call (cleanup_routines);
}

void
file_routines_cleanup (void)
{
  g_clear_pointer (&init_routines, g_ptr_array_unref);
  g_clear_pointer (&cleanup_routines, g_ptr_array_unref);
}

/* --- data kept with a packet or a conversation: nodes in file scope, so that lists just go away with it ------ */

typedef struct proto_data
{
  int proto;
  void *data;
} proto_data_t;

static proto_data_t *
proto_data_find (const GSList *list, int proto)
{
  for (; list != NULL; list = list->next)
    if (((proto_data_t *) list->data)->proto == proto)
      return list->data;
  return NULL;
}

static GSList *
proto_data_add (GSList *list, int proto, void *data)
{
  GSList *link = host_alloc (HOST_FILE_POOL, sizeof (GSList));
  proto_data_t *node = host_alloc (HOST_FILE_POOL, sizeof (proto_data_t));
  *node = (proto_data_t){ proto, data };
  *link = (GSList){ node, list };
  return link;
}

static GSList *
proto_data_remove (GSList *list, int proto)
{
  proto_data_t *node = proto_data_find (list, proto);
  return node == NULL ? list : g_slist_remove_link (list, g_slist_find (list, node));
}

void
p_add_proto_data (frame_data *fd, int proto, void *data)
{
  fd->pfd = proto_data_add (fd->pfd, proto, data);
}

void *
p_get_proto_data (frame_data *fd, int proto)
{
  const proto_data_t *node = proto_data_find (fd->pfd, proto);
  return node == NULL ? NULL : node->data;
}

void
p_remove_proto_data (frame_data *fd, int proto)
{
  fd->pfd = proto_data_remove (fd->pfd, proto);
}

/* --- conversations ------------------------------------------------------------------------------------------ */

static GHashTable *conversations; /* by kind and sum of ports -> the first of a chain, the latest first */
static guint32 conversation_count;

static gpointer
conversation_key (port_type ptype, guint32 ports)
{
  return GUINT_TO_POINTER ((guint) ptype << 24 ^ ports);
}

static guint32
conversation_ports (const conversation_t *conversation)
{
  return conversation->port1 + ((conversation->options & NO_PORT2) != 0 ? 0 : conversation->port2);
}

conversation_t *
conversation_new (const guint32 setup_frame, const address *addr1, const address *addr2, const port_type ptype,
                  const guint32 port1, const guint32 port2, const guint options)
{
  if (conversations == NULL)
    conversations = g_hash_table_new (NULL, NULL);
  conversation_t *conversation = host_alloc (HOST_FILE_POOL, sizeof (conversation_t));
  *conversation = (conversation_t){ .index = conversation_count++,
                                    .setup_frame = setup_frame,
                                    .ptype = ptype,
                                    .port1 = port1,
                                    .port2 = port2,
                                    .options = options };
  COPY_ADDRESS_INTO_ (&conversation->addr1, addr1, host_alloc (HOST_FILE_POOL, copy_len));
  COPY_ADDRESS_INTO_ (&conversation->addr2, addr2, host_alloc (HOST_FILE_POOL, copy_len));
  gpointer key = conversation_key (ptype, conversation_ports (conversation));
  conversation->next = g_hash_table_lookup (conversations, key);
  g_hash_table_insert (conversations, key, conversation);
  return conversation;
}

static gboolean
endpoints_match (const conversation_t *conversation, const address *addr1, guint32 port1, const address *addr2,
                 guint32 port2)
{
  return conversation->port1 == port1 && ADDRESSES_EQUAL (&conversation->addr1, addr1)
         && ((conversation->options & NO_PORT2) != 0 || conversation->port2 == port2)
         && ((conversation->options & NO_ADDR2) != 0 || ADDRESSES_EQUAL (&conversation->addr2, addr2));
}

static conversation_t *
chain_find (port_type ptype, guint32 ports, gboolean open_ended, guint32 frame, const address *addr_a, guint32 port_a,
            const address *addr_b, guint32 port_b)
{
  if (conversations == NULL)
    return NULL;
  conversation_t *conversation = g_hash_table_lookup (conversations, conversation_key (ptype, ports));
  for (; conversation != NULL; conversation = conversation->next)
    if (conversation->ptype == ptype && conversation->setup_frame <= frame
        && ((conversation->options & NO_PORT2) != 0) == open_ended
        && (endpoints_match (conversation, addr_a, port_a, addr_b, port_b)
            || endpoints_match (conversation, addr_b, port_b, addr_a, port_a)))
      return conversation;
  return NULL;
}

conversation_t *
find_conversation (const guint32 frame, const address *addr_a, const address *addr_b, const port_type ptype,
                   const guint32 port_a, const guint32 port_b, const guint options)
{
  conversation_t *found = NULL;
  if ((options & NO_PORT_B) == 0)
    found = chain_find (ptype, port_a + port_b, FALSE, frame, addr_a, port_a, addr_b, port_b);
  if (found == NULL)
    found = chain_find (ptype, port_a, TRUE, frame, addr_a, port_a, addr_b, port_b);
  if (found == NULL && (options & NO_PORT_B) == 0)
    found = chain_find (ptype, port_b, TRUE, frame, addr_a, port_a, addr_b, port_b);
  return found;
}

conversation_t *
find_or_create_conversation (packet_info *pinfo)
{
  conversation_t *found = find_conversation (pinfo->fd->num, &pinfo->src, &pinfo->dst, pinfo->ptype, pinfo->srcport,
                                             pinfo->destport, 0);
  if (found != NULL)
    return found;
  return conversation_new (pinfo->fd->num, &pinfo->src, &pinfo->dst, pinfo->ptype, pinfo->srcport, pinfo->destport,
                           0);
}

void
conversation_add_proto_data (conversation_t *conversation, const int proto, void *data)
{
  conversation->data_list = proto_data_add (conversation->data_list, proto, data);
}

void *
conversation_get_proto_data (const conversation_t *conversation, const int proto)
{
  const proto_data_t *node = proto_data_find (conversation->data_list, proto);
  return node == NULL ? NULL : node->data;
}

void
conversation_delete_proto_data (conversation_t *conversation, const int proto)
{
  conversation->data_list = proto_data_remove (conversation->data_list, proto);
}

void
conversation_set_dissector (conversation_t *conversation, const dissector_handle_t handle)
{
  conversation->dissector_handle = handle;
}

gboolean
try_conversation_dissector (const address *addr_a, const address *addr_b, const port_type ptype, const guint32 port_a,
                            const guint32 port_b, tvbuff_t *tvb, packet_info *pinfo, struct _proto_node *tree)
{
  const conversation_t *conversation
    = find_conversation (pinfo->fd->num, addr_a, addr_b, ptype, port_a, port_b, 0);
  if (conversation == NULL || conversation->dissector_handle == NULL)
    return FALSE;
  return call_dissector_only (conversation->dissector_handle, tvb, pinfo, tree) != 0;
}

void
conversations_reset (void)
{
  g_clear_pointer (&conversations, g_hash_table_unref);
  conversation_count = 0;
}
