/* SPDX-License-Identifier: MIT */
/* The link types of captures, by the numbers that the dissector table "wtap_encap" uses. */
#ifndef EPAN_WTAP_H
#define EPAN_WTAP_H

#define WTAP_ENCAP_UNKNOWN 0
#define WTAP_ENCAP_ETHERNET 1
#define WTAP_ENCAP_NULL 15
#define WTAP_ENCAP_RAW_IP 7
#define WTAP_ENCAP_SLL 25
#define WTAP_ENCAP_USER0 45

#endif
