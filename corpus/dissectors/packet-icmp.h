/* SPDX-License-Identifier: MIT */
/* packet-icmp.h
 * Echo requests and their replies, for ICMP and ICMPv6
 */

#ifndef __PACKET_ICMP_H__
#define __PACKET_ICMP_H__

#include <epan/packet.h>

/* Kept with the capture file. */
typedef struct _icmp_transaction_t {
    guint32  rqst_frame;
    guint32  resp_frame;        /* 0 until it was seen */
    nstime_t rqst_time;
} icmp_transaction_t;

/* The trees are the caller's: by { checked word, id, sequence } and by frame. */
extern icmp_transaction_t *icmp_echo_request(emem_tree_t *by_key, emem_tree_t *by_frame, packet_info *pinfo,
                                             guint32 id, guint32 seq);
extern icmp_transaction_t *icmp_echo_reply(emem_tree_t *by_key, emem_tree_t *by_frame, packet_info *pinfo,
                                           guint32 id, guint32 seq);

/* Shows the match in the tree and at the end of the Info column. */
extern void icmp_show_echo(icmp_transaction_t *trans, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                           gboolean is_request, int hf_resp_in, int hf_resp_to, int hf_resptime);

#endif /* packet-icmp.h */
