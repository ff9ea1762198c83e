/* SPDX-License-Identifier: MIT */
/* packet-ldap.h
 * What the two parts of the LDAP dissector share: reading BER, and filters as text
 */

#ifndef __PACKET_LDAP_H__
#define __PACKET_LDAP_H__

#include <epan/packet.h>
#include <epan/emem.h>

/* One BER element: its tag, and where its content starts and ends. */
typedef struct _ber_t {
    guint8 tag;
    gint   content;
    gint   end;
} ber_t;

extern ber_t ldap_ber_read(tvbuff_t *tvb, gint offset);
/* An element's content as printable text, in packet memory. */
extern char *ldap_ber_text(tvbuff_t *tvb, const ber_t *ber);

/* Appends the filter between the offsets to out, as RFC 4515 writes it. */
extern void ldap_append_filter(emem_strbuf_t *out, tvbuff_t *tvb, gint offset, gint end);

#endif /* packet-ldap.h */
