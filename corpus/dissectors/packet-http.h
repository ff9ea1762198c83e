/* SPDX-License-Identifier: MIT */
/* packet-http.h
 * What HTTP remembers of a connection, and what its tap hands out
 */

#ifndef __PACKET_HTTP_H__
#define __PACKET_HTTP_H__

/* A request and its response; kept with the capture file. */
typedef struct _http_exchange_t {
    guint32      number;            /* within the connection, from 1 */
    guint32      req_frame;
    guint32      res_frame;
    nstime_t     req_time;
    const gchar *method;
    const gchar *host;              /* NULL if there was no Host: */
    const gchar *uri;
    guint        status;
} http_exchange_t;

/* A connection: the data of its conversation. */
typedef struct _http_conv_t {
    guint32          requests;
    guint32          responses;
    emem_tree_t     *exchanges;     /* http_exchange_t by number */
    emem_tree_t     *by_frame;      /* the last exchange that a frame belongs to */
    const gchar     *upgraded_to;   /* the protocol that a 101 switched to */
    guint32          upgraded_in;
} http_conv_t;

/* What the tap listeners of "http" get: packet memory, except for the exchange. */
typedef struct _http_info_value_t {
    gboolean         is_request;
    guint            response_code;
    const gchar     *request_method;
    const gchar     *http_host;
    const gchar     *request_uri;
    http_exchange_t *exchange;
} http_info_value_t;

/* A message's body goes to the dissector that "media_type" has for its type, with this in pinfo->private_data. */
typedef struct _http_message_info_t {
    gboolean     is_request;
    const gchar *content_type;      /* lower case, without parameters */
    const gchar *parameters;        /* NULL if there are none */
} http_message_info_t;

/* Looks for the end of the header lines; -1 if it is not there yet. */
extern int http_find_headers_end(tvbuff_t *tvb, int offset);

/* Where the chunks that start at offset end; 0 if that is not known yet. Their sizes are shown in tree, unless it is
 * NULL. Their data is put into *body if that is wanted: heap memory, for the caller to free. */
extern int http_walk_chunks(tvbuff_t *tvb, int offset, proto_tree *tree, int hf_chunk_size, guint8 **body,
                            guint *body_len);

#endif /* packet-http.h */
