/* SPDX-License-Identifier: MIT */
/* Ethernet types (IEEE). */
#ifndef EPAN_ETYPES_H
#define EPAN_ETYPES_H

#include <epan/value_string.h>

#define ETHERTYPE_IP 0x0800
#define ETHERTYPE_ARP 0x0806
#define ETHERTYPE_WOL 0x0842
#define ETHERTYPE_VLAN 0x8100
#define ETHERTYPE_IPv6 0x86dd
#define ETHERTYPE_PPPOED 0x8863
#define ETHERTYPE_PPPOES 0x8864
#define ETHERTYPE_EAPOL 0x888e
#define ETHERTYPE_LLDP 0x88cc
#define ETHERTYPE_IEEE_802_1AD 0x88a8
#define ETHERTYPE_LOOP 0x9000

extern const value_string etype_vals[];

#endif
