/* SPDX-License-Identifier: MIT */
/* packet-sip.h
 * What SIP's tap hands out, and what it remembers of a call
 */

#ifndef __PACKET_SIP_H__
#define __PACKET_SIP_H__

#include <epan/emem.h>

/* A request of a call, by CSeq number and method. */
typedef struct _sip_request_t {
    guint32      frame;
    guint32      final_frame;       /* 0 until a final response was seen */
    guint        repeats;
    nstime_t     time;
} sip_request_t;

/* A call: what has the same Call-ID. Lives as long as the file. */
typedef struct _sip_call_t {
    guint32      first_frame;
    guint32      number;            /* from 1, in order of appearance */
    gchar       *call_id;
    emem_tree_t *requests;          /* sip_request_t by { CSeq number, method } */
    emem_tree_t *parties;           /* "From" and "To" addresses, by text */
    emem_tree_t *party_list;        /* the same by number */
    guint        party_count;
} sip_call_t;

/* For the tap listeners of "sip"; packet memory. */
typedef struct _sip_info_value_t {
    gchar       *request_method;    /* NULL in a response */
    guint        response_code;     /* 0 in a request */
    gchar       *reason_phrase;
    gchar       *tap_call_id;
    gchar       *tap_from_addr;
    gchar       *tap_to_addr;
    guint32      tap_cseq_number;
    guint        resend;
    guint32      setup_time;        /* milliseconds from request to final response */
} sip_info_value_t;

#endif /* packet-sip.h */
