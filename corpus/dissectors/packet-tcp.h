/* SPDX-License-Identifier: MIT */
/* packet-tcp.h
 * What the TCP dissector keeps of a connection, and what it offers to the protocols above it
 */

#ifndef __PACKET_TCP_H__
#define __PACKET_TCP_H__

#include <epan/packet.h>
#include <epan/conversation.h>

/* TCP flags */
#define TH_FIN	0x001
#define TH_SYN	0x002
#define TH_RST	0x004
#define TH_PUSH	0x008
#define TH_ACK	0x010
#define TH_URG	0x020
#define TH_ECN	0x040
#define TH_CWR	0x080
#define TH_NS	0x100
#define TH_MASK	0x1ff

/* Sequence numbers are compared modulo 2^32. */
#define SEQ_LT(s1, s2)	((gint32)((s1) - (s2)) < 0)
#define SEQ_LE(s1, s2)	((gint32)((s1) - (s2)) <= 0)
#define SEQ_GT(s1, s2)	((gint32)((s1) - (s2)) > 0)
#define SEQ_GE(s1, s2)	((gint32)((s1) - (s2)) >= 0)

/* The header as taps and sub-dissectors see it; lives as long as the packet. */
typedef struct _tcp_header_t {
	guint32		seq;		/* as on the wire */
	guint32		ack;
	guint32		seglen;
	guint32		stream;
	guint16		sport;
	guint16		dport;
	guint16		flags;
	guint16		window;
	guint8		hlen;
	address		src;
	address		dst;
	tvbuff_t	*payload;	/* NULL if the segment has none */
	gboolean	retransmitted;
} tcp_header_t;

/* A message of the protocol above that did not fit in one segment. */
typedef struct _tcp_message_t {
	guint32		seq;		/* of its first byte */
	guint32		nxtpdu;		/* of the byte after it, as far as known */
	guint32		first_frame;
	guint32		last_frame;	/* 0 until it is complete */
	gboolean	until_more;	/* the length is not known: ask again with each segment */
	guint32		size;		/* of data, once it is complete */
	guint8		*data;
	emem_tree_t	*pieces;	/* tcp_piece_t by offset from seq */
} tcp_message_t;

/* One direction of a connection. */
typedef struct _tcp_flow_t {
	gboolean	base_known;
	guint32		base_seq;
	guint32		nextseq;	/* the highest sequence number seen, plus one */
	guint32		lastack;
	guint32		lastack_frame;
	guint32		dupacks;
	guint16		win_scale;	/* plus one; 0 is "not seen" */
	guint32		bytes;
	emem_tree_t	*messages;	/* tcp_message_t by relative sequence number */
} tcp_flow_t;

/* A connection: the data of its conversation. */
typedef struct _tcp_stream_t {
	guint32		stream;
	tcp_flow_t	flow[2];
	nstime_t	ts_first;
	nstime_t	ts_prev;
	emem_tree_t	*verdicts;	/* tcp_verdict_t by frame number */
} tcp_stream_t;

/* What a sub-dissector finds in pinfo->private_data. */
struct tcpinfo {
	guint32		seq;
	guint32		nxtseq;
	guint32		stream;
	gboolean	is_reassembled;
	guint16		urgent_pointer;
};

extern tcp_stream_t *get_tcp_stream(packet_info *pinfo);

/* Cuts a stream into messages: fixed_len bytes are needed to tell a message's length. */
extern void tcp_dissect_pdus(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
    gboolean proto_desegment, guint fixed_len,
    guint (*get_pdu_len)(packet_info *, tvbuff_t *, int),
    dissector_t dissect_pdu);

#endif /* packet-tcp.h */
