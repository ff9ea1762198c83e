/* SPDX-License-Identifier: MIT */
/* packet-rtp.h
 * RTP: how signalling protocols announce a stream, and what its tap hands out
 */

#ifndef __PACKET_RTP_H__
#define __PACKET_RTP_H__

#include <epan/packet.h>

#define RTP_RECENT	4

/* What a dynamic payload type stands for; kept with the capture file. */
typedef struct _rtp_format_t {
	guint8		pt;
	guint32		rate;
	const gchar	*name;		/* in upper case, as "rtp_dyn_payload_type" knows it */
} rtp_format_t;

/* One source of a stream. */
typedef struct _rtp_source_t {
	guint32		ssrc;
	guint32		packets;
	guint32		cycles;		/* how often the sequence number came round, times 65536 */
	guint16		last_seq;
	guint32		first_frame;
	guint32		*recent;	/* the frames of the last RTP_RECENT packets, in a ring */
	emem_tree_t	*frames;	/* frame number by extended sequence number */
} rtp_source_t;

/* The data of an RTP conversation. */
typedef struct _rtp_conversation_info_t {
	const gchar	*method;	/* "SDP" */
	guint32		frame_number;	/* of the announcement */
	emem_tree_t	*formats;	/* rtp_format_t by payload type; NULL if there are none */
	emem_tree_t	*peer_formats;	/* of the other end, likewise */
	emem_tree_t	*sources;	/* rtp_source_t by SSRC */
} rtp_conversation_info_t;

/* What the tap listeners of "rtp" get: packet memory. */
typedef struct _rtp_info_t {
	guint		payload_type;
	gboolean	marker;
	guint16		seq_num;
	guint32		timestamp;
	guint32		sync_src;
	guint		payload_len;
	const gchar	*payload_name;
} rtp_info_t;

/* Says that RTP will come to or from addr:port. Takes formats, which must be file-scoped; may be NULL. */
extern void rtp_add_address(packet_info *pinfo, const address *addr, guint32 port, const gchar *setup_method,
    guint32 setup_frame, emem_tree_t *formats);

#endif /* packet-rtp.h */
