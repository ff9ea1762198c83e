/* SPDX-License-Identifier: MIT */
/* packet-tcp-int.h
 * What the two halves of the TCP dissector, header and messages, share with each other only
 */

#ifndef __PACKET_TCP_INT_H__
#define __PACKET_TCP_INT_H__

extern int hf_tcp_reassembled_in;
extern int hf_tcp_segment_data;

/* Hands a message, or what there is of it, to the protocol above. */
extern void tcp_call_subdissector(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, guint32 seq, guint32 stream,
    gboolean is_reassembled);

/* Dissects a segment's data; with desegment, keeps what is not complete for the segments to come. */
extern void tcp_dissect_segment(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, proto_tree *tcp_tree,
    guint32 stream, tcp_flow_t *flow, guint32 seq, gboolean desegment);

#endif /* packet-tcp-int.h */
