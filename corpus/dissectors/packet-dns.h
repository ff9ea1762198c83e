/* SPDX-License-Identifier: MIT */
/* packet-dns.h
 * Domain names, for the other protocols that carry them in DNS form
 */

#ifndef __PACKET_DNS_H__
#define __PACKET_DNS_H__

/* What the tap listeners of "dns" get; lives as long as the packet. */
typedef struct _dns_tap_info_t {
  gboolean     is_response;
  guint16      id;
  guint16      rcode;
  guint16      qtype;
  const gchar *qname;       /* NULL if there is no question */
  nstime_t     delta;       /* since the request; only in a matched response */
  gboolean     matched;
} dns_tap_info_t;

/* Where queries go to and come back: one a request, kept with the capture file. */
typedef struct _dns_transaction_t {
  guint32  conv_index;
  guint32  id;
  guint32  req_frame;
  guint32  rep_frame;
  nstime_t req_time;
} dns_transaction_t;

#define DNS_T_A      1
#define DNS_T_NS     2
#define DNS_T_CNAME  5
#define DNS_T_SOA    6
#define DNS_T_PTR   12
#define DNS_T_MX    15
#define DNS_T_TXT   16
#define DNS_T_AAAA  28
#define DNS_T_SRV   33
#define DNS_T_OPT   41

/* The types of resource records, in order; the second form is looked up by halves. */
extern const value_string dns_types[];
extern value_string_ext dns_types_ext;

/* Reads the name at offset; offsets in compression pointers count from message_start.
 * Returns the number of bytes that the name takes at offset. The name is packet memory. */
extern int get_dns_name(tvbuff_t *tvb, int offset, int message_start, const gchar **name);

#endif /* packet-dns.h */
