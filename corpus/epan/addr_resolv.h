/* SPDX-License-Identifier: MIT */
/* Names for numbers: from built-in tables only, so that output is the same on every machine. */
#ifndef EPAN_ADDR_RESOLV_H
#define EPAN_ADDR_RESOLV_H

#include <glib.h>
#include <epan/address.h>
#include <epan/to_str.h>

/** The service name of a port or its number, in packet-scoped memory. */
gchar *get_udp_port (guint port);
gchar *get_tcp_port (guint port);
gchar *get_sctp_port (guint port);
gchar *get_dccp_port (guint port);
/** The host's name, which here is its address, in packet-scoped memory. */
const gchar *get_hostname (const guint32 addr);
const gchar *get_hostname6 (const struct e_in6_addr *addr);
gchar *get_ether_name (const guint8 *addr);
/** The maker of a network card by the first three bytes, or these as hexadecimal digits. */
const gchar *get_manuf_name (const guint8 *addr);
/** The same, or NULL where it is unknown. */
const gchar *get_manuf_name_if_known (const guint8 *addr);
const gchar *get_eui64_name (const guint64 addr);
/** The address as text: get_addr_name() for the packet, se_get_addr_name() for the file. */
const gchar *get_addr_name (const address *addr);
const gchar *se_get_addr_name (const address *addr);
void get_addr_name_buf (const address *addr, gchar *buffer, gsize size);

#endif
