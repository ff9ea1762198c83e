/* SPDX-License-Identifier: MIT */
/* Protocol numbers of the Internet protocol (IANA). */
#ifndef EPAN_IPPROTO_H
#define EPAN_IPPROTO_H

#include <epan/value_string.h>

#define IP_PROTO_HOPOPTS 0
#define IP_PROTO_ICMP 1
#define IP_PROTO_IGMP 2
#define IP_PROTO_IPIP 4
#define IP_PROTO_TCP 6
#define IP_PROTO_UDP 17
#define IP_PROTO_IPV6 41
#define IP_PROTO_ROUTING 43
#define IP_PROTO_FRAGMENT 44
#define IP_PROTO_GRE 47
#define IP_PROTO_ICMPV6 58
#define IP_PROTO_NONE 59
#define IP_PROTO_DSTOPTS 60
#define IP_PROTO_OSPF 89
#define IP_PROTO_SCTP 132
#define IP_PROTO_UDPLITE 136

extern const value_string ipproto_val[];
/** @return the protocol's name, or "Unknown". */
const char *ipprotostr (const int proto);

#endif
