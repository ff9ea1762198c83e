/* SPDX-License-Identifier: MIT */
/* Names for ports, hosts and card makers, from short tables: the same on every machine. */
#include <epan/addr_resolv.h>
#include <epan/etypes.h>
#include <epan/ipproto.h>
#include <epan/value_string.h>
#include "to_str_private.h"

#include <string.h>

static const value_string services[] = {
  { 7, "echo" },      { 20, "ftp-data" }, { 21, "ftp" },        { 22, "ssh" },      { 23, "telnet" },
  { 25, "smtp" },     { 53, "domain" },   { 67, "bootps" },     { 68, "bootpc" },   { 69, "tftp" },
  { 80, "http" },     { 110, "pop3" },    { 111, "sunrpc" },    { 123, "ntp" },     { 143, "imap" },
  { 161, "snmp" },    { 162, "snmptrap" }, { 389, "ldap" },     { 443, "https" },   { 502, "modbus" },
  { 514, "syslog" },  { 1812, "radius" }, { 1813, "radius-acct" }, { 1883, "mqtt" }, { 3478, "stun" },
  { 5060, "sip" },    { 5353, "mdns" },   { 6379, "redis" },    { 8080, "http-alt" }, { 11211, "memcache" },
  { 0, NULL },
};

const value_string ipproto_val[] = {
  { IP_PROTO_HOPOPTS, "IPv6 hop-by-hop option" },
  { IP_PROTO_ICMP, "ICMP" },
  { IP_PROTO_IGMP, "IGMP" },
  { IP_PROTO_IPIP, "IPIP" },
  { IP_PROTO_TCP, "TCP" },
  { IP_PROTO_UDP, "UDP" },
  { IP_PROTO_IPV6, "IPv6" },
  { IP_PROTO_ROUTING, "IPv6 routing" },
  { IP_PROTO_FRAGMENT, "IPv6 fragment" },
  { IP_PROTO_GRE, "GRE" },
  { IP_PROTO_ICMPV6, "ICMPv6" },
  { IP_PROTO_NONE, "IPv6 no next header" },
  { IP_PROTO_DSTOPTS, "IPv6 destination option" },
  { IP_PROTO_OSPF, "OSPF" },
  { IP_PROTO_SCTP, "SCTP" },
  { IP_PROTO_UDPLITE, "UDPlite" },
  { 0, NULL },
};

const value_string etype_vals[] = {
  { ETHERTYPE_IP, "IP" },
  { ETHERTYPE_ARP, "ARP" },
  { ETHERTYPE_WOL, "Wake on LAN" },
  { ETHERTYPE_VLAN, "802.1Q Virtual LAN" },
  { ETHERTYPE_IPv6, "IPv6" },
  { ETHERTYPE_PPPOED, "PPPoE Discovery" },
  { ETHERTYPE_PPPOES, "PPPoE Session" },
  { ETHERTYPE_EAPOL, "802.1X Authentication" },
  { ETHERTYPE_LLDP, "802.1 Link Layer Discovery Protocol (LLDP)" },
  { ETHERTYPE_IEEE_802_1AD, "802.1ad Provider Bridge (Q-in-Q)" },
  { ETHERTYPE_LOOP, "Loopback" },
  { 0, NULL },
};

/* The first three bytes of a card's address. */
static const value_string makers[] = {
  { 0x000000, "Xerox" }, { 0x00000c, "Cisco" },  { 0x000c29, "Vmware" },      { 0x001a11, "Google" },
  { 0x005056, "Vmware" }, { 0x00e04c, "Realtek" }, { 0x080027, "PcsCompu" }, { 0x525400, "RealtekU" },
  { 0xb827eb, "Raspberr" }, { 0, NULL },
};

const char *
ipprotostr (const int proto)
{
  return val_to_str_const ((guint32) proto, ipproto_val, "Unknown");
}

static gchar *
port_name (guint port)
{
  const gchar *name = match_strval (port, services);
  return name != NULL ? host_strdup (HOST_PACKET_POOL, name) : host_packet_printf ("%u", port);
}

gchar *
get_udp_port (guint port)
{
  return port_name (port);
}

gchar *
get_tcp_port (guint port)
{
  return port_name (port);
}

gchar *
get_sctp_port (guint port)
{
  return port_name (port);
}

gchar *
get_dccp_port (guint port)
{
  return port_name (port);
}

const gchar *
get_hostname (const guint32 addr)
{
  guint8 bytes[4];
  memcpy (bytes, &addr, sizeof bytes);
  return ip_to_str (bytes);
}

const gchar *
get_hostname6 (const struct e_in6_addr *addr)
{
  return ip6_to_str (addr);
}

gchar *
get_ether_name (const guint8 *addr)
{
  static const guint8 broadcast[6] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
  if (memcmp (addr, broadcast, sizeof broadcast) == 0)
    return host_strdup (HOST_PACKET_POOL, "Broadcast");
  const gchar *maker = get_manuf_name_if_known (addr);
  if (maker != NULL)
    return host_packet_printf ("%s_%02x:%02x:%02x", maker, addr[3], addr[4], addr[5]);
  return ether_to_str (addr);
}

const gchar *
get_manuf_name_if_known (const guint8 *addr)
{
  const guint32 prefix = (guint32) addr[0] << 16 | (guint32) addr[1] << 8 | addr[2];
  return match_strval (prefix, makers);
}

const gchar *
get_manuf_name (const guint8 *addr)
{
  const gchar *maker = get_manuf_name_if_known (addr);
  return maker != NULL ? maker : host_packet_printf ("%02x:%02x:%02x", addr[0], addr[1], addr[2]);
}

const gchar *
get_eui64_name (const guint64 addr)
{
  const guint64 network_order = GUINT64_TO_BE (addr);
  return bytes_to_str_punct ((const guint8 *) &network_order, 8, ':');
}

const gchar *
get_addr_name (const address *addr)
{
  return host_address_text (HOST_PACKET_POOL, addr);
}

const gchar *
se_get_addr_name (const address *addr)
{
  return host_address_text (HOST_FILE_POOL, addr);
}

void
get_addr_name_buf (const address *addr, gchar *buffer, gsize size)
{
  address_to_str_buf (addr, buffer, (int) size);
}
