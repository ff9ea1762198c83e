/* SPDX-License-Identifier: MIT */
/* What is known about the packet that is being dissected. */
#ifndef EPAN_PACKET_INFO_H
#define EPAN_PACKET_INFO_H

#include <glib.h>
#include <epan/address.h>
#include <epan/column_info.h>
#include <epan/host_pool.h>
#include <epan/nstime.h>
#include <epan/tvbuff.h>

/** What stays known about a packet after its dissection. */
typedef struct _frame_data
{
  guint32 num; /* from 1 */
  guint32 pkt_len;
  guint32 cap_len;
  int lnk_t;
  nstime_t abs_ts;
  nstime_t rel_ts; /* since the first packet */
  struct
  {
    unsigned int visited : 1; /* dissected before */
  } flags;
  GSList *pfd; /* what p_add_proto_data() keeps */
} frame_data;

#define P2P_DIR_UNKNOWN -1
#define P2P_DIR_SENT 0
#define P2P_DIR_RECV 1

#define DESEGMENT_ONE_MORE_SEGMENT 0x0fffffff
#define DESEGMENT_UNTIL_FIN 0x0ffffffe

typedef struct _packet_info
{
  const char *current_proto; /* names the culprit when a dissector throws */
  column_info *cinfo;
  frame_data *fd;
  address dl_src, dl_dst;    /* link layer */
  address net_src, net_dst;  /* network layer */
  address src, dst;          /* the outermost that is shown */
  guint32 ethertype;
  guint32 ipproto;
  port_type ptype;
  guint32 srcport, destport;
  guint32 match_uint;        /* what the last table lookup matched */
  const char *match_string;
  gboolean fragmented;
  gboolean in_error_pkt;     /* inside the packet that an ICMP error quotes */
  guint16 can_desegment;     /* >0 where the dissector above can ask for more */
  gint desegment_offset;
  guint32 desegment_len;
  int p2p_dir;
  void *private_data;        /* from one dissector to the next */
  GSList *layer_protocols;   /* the source file of each dissector that took part, the last one first */
#ifdef HOST_HAS_POOLS
  wmem_allocator_t *pool;    /* lives until the packet was printed: one step longer than packet scope */
#endif
} packet_info;

#endif
