/* SPDX-License-Identifier: MIT */
/* packet-eth.h
 * What the tap "eth" passes on
 */
#ifndef PACKET_ETH_H
#define PACKET_ETH_H

#include <epan/address.h>

#define ETH_HDR_LEN		14
#define IEEE_802_3_MAX_LEN	1500

typedef struct _eth_hdr {
	address dst;
	address src;
	guint16 type;
} eth_hdr;

#endif
