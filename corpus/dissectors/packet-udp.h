/* SPDX-License-Identifier: MIT */
/* packet-udp.h
 * What the tap "udp" passes on
 */
#ifndef PACKET_UDP_H
#define PACKET_UDP_H

#include <epan/address.h>

/* One per conversation, as long as the file is open. */
typedef struct _udp_stream_t {
	guint32 number;
	guint32 packets;
	address initiator;
} udp_stream_t;

typedef struct _udp_header_t {
	guint16 srcport;
	guint16 dstport;
	guint16 len;
	guint16 sum;
	address src;
	address dst;
	udp_stream_t *stream;
} udp_header_t;

#endif
