/* SPDX-License-Identifier: MIT */
/* dns-types.c
 * The types of resource records (IANA)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <glib.h>
#include <epan/packet.h>
#include <epan/emem.h>
#include "packet-dns.h"

const value_string dns_types[] = {
  { DNS_T_A,     "A" },
  { DNS_T_NS,    "NS" },
  { DNS_T_CNAME, "CNAME" },
  { DNS_T_SOA,   "SOA" },
  { DNS_T_PTR,   "PTR" },
  { 13,          "HINFO" },
  { DNS_T_MX,    "MX" },
  { DNS_T_TXT,   "TXT" },
  { DNS_T_AAAA,  "AAAA" },
  { DNS_T_SRV,   "SRV" },
  { 35,          "NAPTR" },
  { DNS_T_OPT,   "OPT" },
  { 43,          "DS" },
  { 46,          "RRSIG" },
  { 48,          "DNSKEY" },
  { 65,          "HTTPS" },
  { 251,         "IXFR" },
  { 252,         "AXFR" },
  { 255,         "ANY" },
  { 257,         "CAA" },
  { 0, NULL }
};

value_string_ext dns_types_ext = VALUE_STRING_EXT_INIT(dns_types);
