/* SPDX-License-Identifier: MIT */
/* Conversations: what is remembered, as long as the file is open, about the traffic between two endpoints. */
#ifndef EPAN_CONVERSATION_H
#define EPAN_CONVERSATION_H

#include <glib.h>
#include <epan/packet.h>

/** Endpoint 2 takes part by its port or address not at all. */
#define NO_ADDR2 0x01
#define NO_PORT2 0x02
#define NO_ADDR_B 0x01
#define NO_PORT_B 0x02

typedef struct conversation
{
  struct conversation *next;
  guint32 index;       /* from 0, in order of creation */
  guint32 setup_frame; /* the packet that created it */
  address addr1, addr2;
  port_type ptype;
  guint32 port1, port2;
  guint options;
  GSList *data_list;
  dissector_handle_t dissector_handle;
} conversation_t;

conversation_t *conversation_new (const guint32 setup_frame, const address *addr1, const address *addr2,
                                  const port_type ptype, const guint32 port1, const guint32 port2,
                                  const guint options);
/** Looks in both directions: @return the latest that @a frame may belong to, or NULL. */
conversation_t *find_conversation (const guint32 frame, const address *addr_a, const address *addr_b,
                                   const port_type ptype, const guint32 port_a, const guint32 port_b,
                                   const guint options);
/** Finds the packet's conversation or makes it. */
conversation_t *find_or_create_conversation (packet_info *pinfo);

/** Keeps @a data, which should live as long as the file, for protocol @a proto. */
void conversation_add_proto_data (conversation_t *conversation, const int proto, void *data);
void *conversation_get_proto_data (const conversation_t *conversation, const int proto);
void conversation_delete_proto_data (conversation_t *conversation, const int proto);

void conversation_set_dissector (conversation_t *conversation, const dissector_handle_t handle);
/** Calls the dissector that was set for the conversation: @return FALSE where there is none. */
gboolean try_conversation_dissector (const address *addr_a, const address *addr_b, const port_type ptype,
                                     const guint32 port_a, const guint32 port_b, tvbuff_t *tvb, packet_info *pinfo,
                                     struct _proto_node *tree);

#endif
