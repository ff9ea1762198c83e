/* SPDX-License-Identifier: MIT */
/* packet-http.c
 * Routines for HTTP packet disassembly (RFC 1945, 2616)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <stdlib.h>
#include <string.h>
#include <ctype.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/emem.h>
#include <epan/expert.h>
#include <epan/prefs.h>
#include <epan/strutil.h>
#include <epan/tap.h>

#include "packet-http.h"
#include "packet-tcp.h"

static int http_tap = -1;

void proto_register_http(void);
void proto_reg_handoff_http(void);

static int proto_http = -1;
static int hf_http_request = -1;
static int hf_http_response = -1;
static int hf_http_request_method = -1;
static int hf_http_request_uri = -1;
static int hf_http_request_full_uri = -1;
static int hf_http_request_version = -1;
static int hf_http_response_version = -1;
static int hf_http_response_code = -1;
static int hf_http_response_phrase = -1;
static int hf_http_host = -1;
static int hf_http_user_agent = -1;
static int hf_http_server = -1;
static int hf_http_location = -1;
static int hf_http_cookie = -1;
static int hf_http_set_cookie = -1;
static int hf_http_content_type = -1;
static int hf_http_content_length = -1;
static int hf_http_content_encoding = -1;
static int hf_http_transfer_encoding = -1;
static int hf_http_connection = -1;
static int hf_http_authorization = -1;
static int hf_http_www_authenticate = -1;
static int hf_http_basic = -1;
static int hf_http_upgrade = -1;
static int hf_http_query_parameter = -1;
static int hf_http_chunk_size = -1;
static int hf_http_file_data = -1;
static int hf_http_request_number = -1;
static int hf_http_request_in = -1;
static int hf_http_response_in = -1;
static int hf_http_time = -1;

static gint ett_http = -1;
static gint ett_http_line = -1;
static gint ett_http_query = -1;
static gint ett_http_basic = -1;
static gint ett_http_chunks = -1;

static gboolean http_desegment_headers = TRUE;
static gboolean http_desegment_body = TRUE;
static gboolean http_dechunk_body = TRUE;

static dissector_table_t media_type_table;
static dissector_table_t upgrade_table;
static dissector_table_t auth_table;
static dissector_handle_t http_handle;

/* The header fields that have a field of their own, by lower-case name; made once, for ever. */
static emem_tree_t *header_fields;

typedef enum { HDR_PLAIN, HDR_LENGTH, HDR_TYPE, HDR_TRANSFER, HDR_ENCODING, HDR_HOST, HDR_AUTH, HDR_UPGRADE } header_role_t;

typedef struct {
    const char   *name;
    int          *hf;
    header_role_t role;
} header_info_t;

static const header_info_t headers[] = {
    { "host",               &hf_http_host,              HDR_HOST },
    { "user-agent",         &hf_http_user_agent,        HDR_PLAIN },
    { "server",             &hf_http_server,            HDR_PLAIN },
    { "location",           &hf_http_location,          HDR_PLAIN },
    { "cookie",             &hf_http_cookie,            HDR_PLAIN },
    { "set-cookie",         &hf_http_set_cookie,        HDR_PLAIN },
    { "content-type",       &hf_http_content_type,      HDR_TYPE },
    { "content-length",     &hf_http_content_length,    HDR_LENGTH },
    { "content-encoding",   &hf_http_content_encoding,  HDR_ENCODING },
    { "transfer-encoding",  &hf_http_transfer_encoding, HDR_TRANSFER },
    { "connection",         &hf_http_connection,        HDR_PLAIN },
    { "authorization",      &hf_http_authorization,     HDR_AUTH },
    { "www-authenticate",   &hf_http_www_authenticate,  HDR_AUTH },
    { "upgrade",            &hf_http_upgrade,           HDR_UPGRADE }
};

static const value_string response_phrases[] = {
    { 1, "Informational" },
    { 2, "Success" },
    { 3, "Redirection" },
    { 4, "Client Error" },
    { 5, "Server Error" },
    { 0, NULL }
};

static const string_string method_purposes[] = {
    { "GET",     "asks for a resource" },
    { "HEAD",    "asks about a resource" },
    { "POST",    "hands something over" },
    { "PUT",     "replaces a resource" },
    { "DELETE",  "removes a resource" },
    { NULL, NULL }
};

/* What the lines of one message said: packet memory. */
typedef struct {
    gboolean     is_request;
    const gchar *method;
    const gchar *uri;
    const gchar *version;
    const gchar *phrase;
    guint        status;
    const gchar *host;
    const gchar *content_type;
    const gchar *type_parameters;
    const gchar *upgrade;
    gboolean     have_length;
    guint32      content_length;
    gboolean     chunked;
    ep_stack_t   encodings;         /* as applied: the last one comes off first */
} http_message_t;

static http_conv_t *
get_http_conversation_data(packet_info *pinfo)
{
    conversation_t *conversation = find_or_create_conversation(pinfo);
    http_conv_t *conv_data = (http_conv_t *)conversation_get_proto_data(conversation, proto_http);

    if (!conv_data) {
        conv_data = se_alloc0(sizeof(http_conv_t));
        conv_data->exchanges = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "http_exchanges");
        conv_data->by_frame = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "http_by_frame");
        conversation_add_proto_data(conversation, proto_http, conv_data);
    }
    return conv_data;
}

/* A word of the line that starts at offset; NULL if there is none left. */
static gchar *
next_word(tvbuff_t *tvb, int *offset, int end)
{
    int blank, len;
    gchar *word;

    if (*offset >= end)
        return NULL;
    blank = tvb_find_guint8(tvb, *offset, end - *offset, ' ');
    len = (blank < 0 ? end : blank) - *offset;
    word = (gchar *)tvb_get_ephemeral_string(tvb, *offset, len);
    for (*offset += len; *offset < end && tvb_get_guint8(tvb, *offset) == ' '; (*offset)++)
        ;
    return len > 0 ? word : NULL;
}

static gboolean
parse_first_line(tvbuff_t *tvb, int offset, int end, http_message_t *msg)
{
    static const char *methods[] = {
        "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH",
        "NOTIFY", "M-SEARCH", "PROPFIND"
    };
    gchar *word = next_word(tvb, &offset, end);
    guint i;

    if (!word)
        return FALSE;
    if (strncmp(word, "HTTP/", 5) == 0) {
        msg->version = word;
        if (!(word = next_word(tvb, &offset, end)))
            return FALSE;
        msg->status = (guint)strtoul(word, NULL, 10);
        msg->phrase = offset < end ? (gchar *)tvb_get_ephemeral_string(tvb, offset, end - offset) : ep_strdup("");
        return TRUE;
    }
    for (i = 0; i < array_length(methods); i++)
        if (strcmp(word, methods[i]) == 0)
            break;
    if (i == array_length(methods))
        return FALSE;
    msg->is_request = TRUE;
    msg->method = word;
    msg->uri = next_word(tvb, &offset, end);
    msg->version = next_word(tvb, &offset, end);
    return msg->uri != NULL;
}

static void
show_first_line(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, int end, http_message_t *msg)
{
    const gchar *line = tvb_format_text(tvb, offset, end - offset);
    proto_tree *sub;
    proto_item *ti;

    ti = proto_tree_add_text(tree, tvb, offset, end - offset, "%s", line);
    sub = proto_item_add_subtree(ti, ett_http_line);
    col_add_str(pinfo->cinfo, COL_INFO, line);
    if (msg->is_request) {
        ti = proto_tree_add_string(sub, hf_http_request_method, tvb, offset, (gint)strlen(msg->method), msg->method);
        proto_item_append_text(ti, " (%s)", str_to_str(msg->method, method_purposes, "%s: see its own specification"));
        ti = proto_tree_add_string(sub, hf_http_request_uri, tvb, offset, end - offset, msg->uri);
        if (strchr(msg->uri, '?') != NULL) {
            proto_tree *query = proto_item_add_subtree(ti, ett_http_query);
            gchar **params = ep_strsplit(strchr(msg->uri, '?') + 1, "&", 0);
            int i;

            for (i = 0; params[i]; i++)
                proto_tree_add_string(query, hf_http_query_parameter, tvb, offset, end - offset, params[i]);
        }
        if (msg->version)
            proto_tree_add_string(sub, hf_http_request_version, tvb, offset, end - offset, msg->version);
    } else {
        proto_tree_add_string(sub, hf_http_response_version, tvb, offset, 8, msg->version);
        ti = proto_tree_add_uint(sub, hf_http_response_code, tvb, offset + 9, 3, msg->status);
        proto_item_append_text(ti, " (%s)", val_to_str_const(msg->status / 100, response_phrases, "Unknown"));
        proto_tree_add_string(sub, hf_http_response_phrase, tvb, offset, end - offset, msg->phrase);
        if (msg->status >= 400)
            expert_add_info_format(pinfo, ti, PI_RESPONSE_CODE, PI_CHAT, "HTTP %u %s", msg->status, msg->phrase);
    }
}

/*
 * "Basic dXNlcjpwYXNz" tells a name and a password to everybody; what other schemes say is for the
 * dissector that "http.auth" has for them. The decoded bytes belong to the buffer made of them.
 */
static void
show_credentials(tvbuff_t *tvb, packet_info *pinfo, int offset, int len, proto_item *ti, const gchar *value)
{
    proto_tree *sub = proto_item_add_subtree(ti, ett_http_basic);
    const gchar *blank = strchr(value, ' ');
    dissector_handle_t handle;
    tvbuff_t *decoded_tvb;
    guchar *decoded;
    gsize decoded_len;

    if (blank == NULL || strchr(blank, '"') != NULL)   /* parameters, not credentials */
        return;
    decoded = g_base64_decode(blank + 1, &decoded_len);
    if (g_ascii_strncasecmp(value, "Basic ", 6) == 0)
        proto_tree_add_string(sub, hf_http_basic, tvb, offset, len, ep_strndup((gchar *)decoded, decoded_len));
    handle = dissector_get_string_handle(auth_table, ep_strndup(value, blank - value));
    if (handle == NULL || decoded_len == 0) {
        g_free(decoded);
        return;
    }
    decoded_tvb = tvb_new_child_real_data(tvb, decoded, (guint)decoded_len, (gint)decoded_len);
    tvb_set_free_cb(decoded_tvb, g_free);
    add_new_data_source(pinfo, decoded_tvb, "Decoded credentials");
    call_dissector_only(handle, decoded_tvb, pinfo, sub);
}

static void
note_encodings(http_message_t *msg, const gchar *value, gboolean transfer)
{
    gchar **names = ep_strsplit(value, ",", 0);
    int i;

    for (i = 0; names[i]; i++) {
        gchar *name = g_strstrip(names[i]);

        if (transfer && g_ascii_strcasecmp(name, "chunked") == 0)
            msg->chunked = TRUE;
        else if (g_ascii_strcasecmp(name, "identity") != 0)
            ep_stack_push(msg->encodings, name);
    }
}

static void
note_content_type(http_message_t *msg, const gchar *value)
{
    gchar *type = ep_strdup(value);
    gchar *semicolon = strchr(type, ';');

    if (semicolon) {
        *semicolon++ = '\0';
        msg->type_parameters = g_strstrip(semicolon);
    }
    msg->content_type = g_strchomp(type);
    for (; *type; type++)
        *type = g_ascii_tolower(*type);
}

static void
dissect_header_line(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, int end, int next,
                    http_message_t *msg)
{
    int colon = tvb_find_guint8(tvb, offset, end - offset, ':');
    const header_info_t *info;
    const gchar *name, *value;
    proto_item *ti;
    int at;

    if (colon < 0) {
        ti = proto_tree_add_text(tree, tvb, offset, next - offset, "%s", tvb_format_text(tvb, offset, end - offset));
        expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_WARN, "Header line without a colon");
        return;
    }
    name = (const gchar *)tvb_get_ephemeral_string(tvb, offset, colon - offset);
    for (at = colon + 1; at < end && isspace(tvb_get_guint8(tvb, at)); at++)
        ;
    value = (const gchar *)tvb_get_ephemeral_string(tvb, at, end - at);
    info = (const header_info_t *)pe_tree_lookup_string(header_fields, name, EMEM_TREE_STRING_NOCASE);
    if (!info) {
        proto_tree_add_text(tree, tvb, offset, next - offset, "%s", tvb_format_text(tvb, offset, end - offset));
        return;
    }
    if (info->role == HDR_LENGTH) {
        msg->have_length = TRUE;
        msg->content_length = (guint32)strtoul(value, NULL, 10);
        proto_tree_add_uint(tree, *info->hf, tvb, offset, next - offset, msg->content_length);
        return;
    }
    ti = proto_tree_add_string(tree, *info->hf, tvb, offset, next - offset, format_text((const guchar *)value, strlen(value)));
    switch (info->role) {
    case HDR_TYPE:
        note_content_type(msg, value);
        break;
    case HDR_TRANSFER:
    case HDR_ENCODING:
        note_encodings(msg, value, info->role == HDR_TRANSFER);
        break;
    case HDR_HOST:
        msg->host = value;
        break;
    case HDR_AUTH:
        show_credentials(tvb, pinfo, offset, next - offset, ti, value);
        break;
    case HDR_UPGRADE:
        msg->upgrade = value;
        break;
    case HDR_PLAIN:
        break;
    case HDR_LENGTH:
        REPORT_DISSECTOR_BUG("the length is dealt with above");
        break;
    }
}

static const gchar *
describe_encodings(http_message_t *msg)
{
    emem_strbuf_t *text = ep_strbuf_new_label("encoded entity: ");
    gchar *name;

    if (ep_stack_peek(msg->encodings) == NULL)
        return NULL;
    while ((name = (gchar *)ep_stack_pop(msg->encodings)) != NULL) {
        ep_strbuf_append(text, name);
        ep_strbuf_append(text, ", ");
    }
    text = ep_strbuf_truncate(text, text->len - 2);
    return text->str;
}

static void
dissect_body(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, proto_tree *http_tree, http_message_t *msg)
{
    http_message_info_t *info = ep_new0(http_message_info_t);
    const gchar *encoded = describe_encodings(msg);
    void *saved = pinfo->private_data;
    dissector_handle_t handle;

#ifdef HAVE_LIBZ
    if (encoded && strstr(encoded, "gzip")) {
        tvbuff_t *plain = tvb_uncompress(tvb, 0, tvb_length(tvb));

        if (plain) {
            add_new_data_source(pinfo, plain, "Uncompressed entity body");
            encoded = ep_strdup_printf("%s, uncompressed to %u bytes", encoded, tvb_length(plain));
        }
    }
#else
    if (encoded)
        encoded = ep_strdup_printf("%s, which was built without", encoded);
#endif
    proto_tree_add_text(http_tree, tvb, 0, -1, "File Data: %u bytes%s%s", tvb_reported_length(tvb),
                        encoded ? ", " : "", encoded ? encoded : "");
    info->is_request = msg->is_request;
    info->content_type = msg->content_type;
    info->parameters = msg->type_parameters;
    handle = msg->content_type ? dissector_get_string_handle(media_type_table, msg->content_type) : NULL;
    if (encoded || !handle) {
        proto_tree_add_item(http_tree, hf_http_file_data, tvb, 0, MIN(tvb_length(tvb), 64), ENC_NA);
        return;
    }
    pinfo->private_data = info;
    call_dissector(handle, tvb, pinfo, tree);
    pinfo->private_data = saved;
}

static http_exchange_t *
note_exchange(packet_info *pinfo, http_conv_t *conv, http_message_t *msg)
{
    http_exchange_t *exchange;

    if (pinfo->fd->flags.visited)
        return (http_exchange_t *)se_tree_lookup32(conv->by_frame, pinfo->fd->num);
    if (msg->is_request) {
        exchange = se_new0(http_exchange_t);
        exchange->number = ++conv->requests;
        exchange->req_frame = pinfo->fd->num;
        exchange->req_time = pinfo->fd->abs_ts;
        exchange->method = se_strdup(msg->method);
        exchange->uri = se_strdup(msg->uri);
        exchange->host = msg->host ? se_strdup(msg->host) : NULL;
        se_tree_insert32(conv->exchanges, exchange->number, exchange);
    } else {
        /* 100 Continue comes before the response proper */
        exchange = (http_exchange_t *)se_tree_lookup32(conv->exchanges, conv->responses + 1);
        if (!exchange)
            return NULL;
        if (msg->status / 100 != 1 || msg->status == 101) {
            conv->responses++;
            exchange->res_frame = pinfo->fd->num;
            exchange->status = msg->status;
        }
        if (msg->status == 101 && msg->upgrade) {
            conv->upgraded_to = se_strdup(msg->upgrade);
            conv->upgraded_in = pinfo->fd->num;
        }
    }
    se_tree_insert32(conv->by_frame, pinfo->fd->num, exchange);
    return exchange;
}

static void
show_exchange(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, http_exchange_t *exchange, gboolean is_request)
{
    proto_item *ti;
    nstime_t delta;
    gchar *full;

    if (!exchange)
        return;
    full = exchange->host ? ep_strconcat("http://", exchange->host, exchange->uri, NULL) : ep_strdup(exchange->uri);
    ti = proto_tree_add_string(tree, hf_http_request_full_uri, tvb, 0, 0, full);
    PROTO_ITEM_SET_GENERATED(ti);
    ti = proto_tree_add_uint(tree, hf_http_request_number, tvb, 0, 0, exchange->number);
    PROTO_ITEM_SET_GENERATED(ti);
    if (is_request) {
        if (exchange->res_frame) {
            ti = proto_tree_add_uint(tree, hf_http_response_in, tvb, 0, 0, exchange->res_frame);
            PROTO_ITEM_SET_GENERATED(ti);
        }
        return;
    }
    ti = proto_tree_add_uint(tree, hf_http_request_in, tvb, 0, 0, exchange->req_frame);
    PROTO_ITEM_SET_GENERATED(ti);
    nstime_delta(&delta, &pinfo->fd->abs_ts, &exchange->req_time);
    ti = proto_tree_add_time(tree, hf_http_time, tvb, 0, 0, &delta);
    PROTO_ITEM_SET_GENERATED(ti);
}

static void
queue_tap(packet_info *pinfo, http_message_t *msg, http_exchange_t *exchange)
{
    http_info_value_t *stat_info = ep_alloc(sizeof(http_info_value_t));

    stat_info->is_request = msg->is_request;
    stat_info->response_code = msg->status;
    stat_info->request_method = msg->method;
    stat_info->http_host = msg->host;
    stat_info->request_uri = msg->uri;
    stat_info->exchange = exchange;
    tap_queue_packet(http_tap, pinfo, stat_info);
}

/* One message. Returns where the next one begins, 0 if more of the stream is needed, -1 if this is not HTTP. */
static int
dissect_http_message(tvbuff_t *tvb, int start, packet_info *pinfo, proto_tree *tree, http_conv_t *conv)
{
    http_message_t *msg = ep_new0(http_message_t);
    proto_tree *http_tree, *chunk_tree;
    proto_item *ti, *item;
    http_exchange_t *exchange;
    tvbuff_t *body = NULL;
    int offset = start, next, len, body_end, headers_end;
    gboolean no_body;

    len = tvb_find_line_end(tvb, offset, -1, &next, FALSE);
    if (!parse_first_line(tvb, offset, offset + len, msg))
        return -1;
    msg->encodings = ep_stack_new();

    headers_end = http_find_headers_end(tvb, offset);
    if (headers_end < 0) {
        if (http_desegment_headers && pinfo->can_desegment)
            return 0;
        headers_end = tvb_length(tvb);
    }

    col_set_str(pinfo->cinfo, COL_PROTOCOL, "HTTP");
    ti = proto_tree_add_item(tree, proto_http, tvb, offset, headers_end - offset, ENC_NA);
    http_tree = proto_item_add_subtree(ti, ett_http);
    item = proto_tree_add_boolean(http_tree, msg->is_request ? hf_http_request : hf_http_response, tvb, 0, 0, 1);
    PROTO_ITEM_SET_HIDDEN(item);
    show_first_line(tvb, pinfo, http_tree, offset, offset + len, msg);
    for (offset = next; offset < headers_end; offset = next) {
        len = tvb_find_line_end(tvb, offset, headers_end - offset, &next, FALSE);
        if (len == 0)
            break;
        dissect_header_line(tvb, pinfo, http_tree, offset, offset + len, next, msg);
    }

    exchange = note_exchange(pinfo, conv, msg);
    show_exchange(tvb, pinfo, http_tree, exchange, msg->is_request);
    queue_tap(pinfo, msg, exchange);

    no_body = !msg->is_request && (msg->status / 100 == 1 || msg->status == 204 || msg->status == 304 ||
                                   (exchange && strcmp(exchange->method, "HEAD") == 0));
    if (no_body)
        return headers_end;
    if (msg->chunked) {
        guint8 *data = NULL;
        guint data_len = 0;

        ti = proto_tree_add_text(http_tree, tvb, headers_end, -1, "HTTP chunked %s",
                                 msg->is_request ? "request" : "response");
        chunk_tree = proto_item_add_subtree(ti, ett_http_chunks);
        body_end = http_walk_chunks(tvb, headers_end, chunk_tree, hf_http_chunk_size, http_dechunk_body ? &data : NULL, &data_len);
        if (body_end == 0)
            body_end = tvb_length(tvb);
        proto_item_set_len(ti, body_end - headers_end);
        if (data_len > 0) {
            body = tvb_new_child_real_data(tvb, data, data_len, data_len);
            tvb_set_free_cb(body, g_free);
            add_new_data_source(pinfo, body, "De-chunked entity body");
        } else
            g_free(data);
    } else if (msg->have_length) {
        body_end = (int)MIN((guint32)headers_end + MIN(msg->content_length, 0x1000000), tvb_reported_length(tvb));
        if (body_end > headers_end)
            body = tvb_new_subset(tvb, headers_end, MIN(body_end - headers_end, tvb_length_remaining(tvb, headers_end)),
                                  body_end - headers_end);
    } else if (msg->is_request)
        body_end = headers_end;
    else {
        body_end = tvb_length(tvb);
        if (body_end > headers_end)
            body = tvb_new_subset_remaining(tvb, headers_end);
    }
    if (body)
        dissect_body(body, pinfo, tree, http_tree, msg);
    return body_end;
}

/* Is all of the message that starts here in the tvbuff? If not, how much is missing? */
static guint32
missing_bytes(tvbuff_t *tvb, packet_info *pinfo, int start, http_conv_t *conv)
{
    http_exchange_t *exchange;
    int headers_end = http_find_headers_end(tvb, start);
    int offset, next, len, have;
    guint32 want = 0;

    if (headers_end < 0)
        return http_desegment_headers ? DESEGMENT_ONE_MORE_SEGMENT : 0;
    if (!http_desegment_body)
        return 0;
    if (pinfo->fd->flags.visited)
        exchange = (http_exchange_t *)se_tree_lookup32(conv->by_frame, pinfo->fd->num);
    else
        exchange = (http_exchange_t *)se_tree_lookup32(conv->exchanges, conv->responses + 1);
    /* the answer to HEAD tells the length of what it does not have */
    if (exchange && strcmp(exchange->method, "HEAD") == 0 && tvb_strneql(tvb, start, "HTTP/", 5) == 0)
        return 0;
    for (offset = start; offset < headers_end; offset = next) {
        len = tvb_find_line_end(tvb, offset, headers_end - offset, &next, FALSE);
        if (len > 15 && tvb_strncaseeql(tvb, offset, "Content-Length:", 15) == 0)
            want = (guint32)strtoul((const char *)tvb_get_ephemeral_string(tvb, offset + 15, len - 15), NULL, 10);
        if (len > 18 && tvb_strncaseeql(tvb, offset, "Transfer-Encoding:", 18) == 0 &&
            http_walk_chunks(tvb, headers_end, NULL, -1, NULL, NULL) == 0)
            return DESEGMENT_ONE_MORE_SEGMENT;
    }
    have = tvb_length_remaining(tvb, headers_end);
    if (have < 0)
        have = 0;
    return want > (guint32)have && want < 0x1000000 ? want - have : 0;
}

static void
dissect_http(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    http_conv_t *conv = get_http_conversation_data(pinfo);
    dissector_handle_t handle;
    int offset = 0, next;

    if (conv->upgraded_to && conv->upgraded_in < pinfo->fd->num &&
        (handle = dissector_get_string_handle(upgrade_table, conv->upgraded_to)) != NULL) {
        call_dissector_only(handle, tvb, pinfo, tree);
        return;
    }
    while (tvb_length_remaining(tvb, offset) > 0) {
        if (pinfo->can_desegment) {
            guint32 missing = missing_bytes(tvb, pinfo, offset, conv);

            if (missing) {
                pinfo->desegment_offset = offset;
                pinfo->desegment_len = missing;
                return;
            }
        }
        next = dissect_http_message(tvb, offset, pinfo, tree, conv);
        if (next <= offset) {
            proto_item *ti = proto_tree_add_item(tree, proto_http, tvb, offset, -1, ENC_NA);

            col_set_str(pinfo->cinfo, COL_PROTOCOL, "HTTP");
            if (offset == 0)
                col_set_str(pinfo->cinfo, COL_INFO, "Continuation or non-HTTP traffic");
            proto_tree_add_text(proto_item_add_subtree(ti, ett_http), tvb, offset, -1,
                                "Data (%d bytes)", tvb_length_remaining(tvb, offset));
            return;
        }
        offset = next;
    }
}

void
proto_register_http(void)
{
#define HTTP_STRING(var, name, abbrev) { &var, { name, abbrev, FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }}
    static hf_register_info hf[] = {
        { &hf_http_request, { "Request", "http.request", FT_BOOLEAN, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_http_response, { "Response", "http.response", FT_BOOLEAN, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        HTTP_STRING(hf_http_request_method, "Request Method", "http.request.method"),
        HTTP_STRING(hf_http_request_uri, "Request URI", "http.request.uri"),
        HTTP_STRING(hf_http_request_full_uri, "Full request URI", "http.request.full_uri"),
        HTTP_STRING(hf_http_request_version, "Request Version", "http.request.version"),
        HTTP_STRING(hf_http_response_version, "Response Version", "http.response.version"),
        { &hf_http_response_code,
            { "Status Code", "http.response.code", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
        HTTP_STRING(hf_http_response_phrase, "Response Phrase", "http.response.phrase"),
        HTTP_STRING(hf_http_host, "Host", "http.host"),
        HTTP_STRING(hf_http_user_agent, "User-Agent", "http.user_agent"),
        HTTP_STRING(hf_http_server, "Server", "http.server"),
        HTTP_STRING(hf_http_location, "Location", "http.location"),
        HTTP_STRING(hf_http_cookie, "Cookie", "http.cookie"),
        HTTP_STRING(hf_http_set_cookie, "Set-Cookie", "http.set_cookie"),
        HTTP_STRING(hf_http_content_type, "Content-Type", "http.content_type"),
        { &hf_http_content_length,
            { "Content length", "http.content_length", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
        HTTP_STRING(hf_http_content_encoding, "Content-Encoding", "http.content_encoding"),
        HTTP_STRING(hf_http_transfer_encoding, "Transfer-Encoding", "http.transfer_encoding"),
        HTTP_STRING(hf_http_connection, "Connection", "http.connection"),
        HTTP_STRING(hf_http_authorization, "Authorization", "http.authorization"),
        HTTP_STRING(hf_http_www_authenticate, "WWW-Authenticate", "http.www_authenticate"),
        HTTP_STRING(hf_http_basic, "Credentials", "http.authbasic"),
        HTTP_STRING(hf_http_upgrade, "Upgrade", "http.upgrade"),
        HTTP_STRING(hf_http_query_parameter, "Request URI Query Parameter", "http.request.uri.query.parameter"),
        { &hf_http_chunk_size,
            { "Chunk size", "http.chunk_size", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
        { &hf_http_file_data, { "File Data", "http.file_data", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_http_request_number,
            { "HTTP request", "http.request_number", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
        { &hf_http_request_in,
            { "Request in frame", "http.request_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_http_response_in,
            { "Response in frame", "http.response_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_http_time,
            { "Time since request", "http.time", FT_RELATIVE_TIME, BASE_NONE, NULL, 0x0, NULL, HFILL }}
    };
    static gint *ett[] = { &ett_http, &ett_http_line, &ett_http_query, &ett_http_basic, &ett_http_chunks };
    module_t *http_module;
    guint i;

    proto_http = proto_register_protocol("Hypertext Transfer Protocol", "HTTP", "http");
    proto_register_field_array(proto_http, hf, array_length(hf));
    proto_register_subtree_array(ett, array_length(ett));
    register_dissector("http", dissect_http, proto_http);

    header_fields = pe_tree_create(EMEM_TREE_TYPE_RED_BLACK, "http_header_fields");
    for (i = 0; i < array_length(headers); i++)
        pe_tree_insert_string(header_fields, headers[i].name, (void *)&headers[i], EMEM_TREE_STRING_NOCASE);

    http_module = prefs_register_protocol(proto_http, NULL);
    prefs_register_bool_preference(http_module, "desegment_headers", "Reassemble HTTP headers over several segments",
                                   "Whether header lines may span segments", &http_desegment_headers);
    prefs_register_bool_preference(http_module, "desegment_body", "Reassemble HTTP bodies over several segments",
                                   "Whether a body may span segments", &http_desegment_body);
    prefs_register_bool_preference(http_module, "dechunk_body", "Put chunked bodies together",
                                   "Whether the data of the chunks is shown as one", &http_dechunk_body);

    media_type_table = register_dissector_table("media_type", "Internet media type", FT_STRING, BASE_NONE);
    upgrade_table = register_dissector_table("http.upgrade", "HTTP Upgrade", FT_STRING, BASE_NONE);
    auth_table = register_dissector_table("http.auth", "HTTP authentication scheme", FT_STRING, BASE_NONE);
    http_tap = register_tap("http");
}

void
proto_reg_handoff_http(void)
{
    static const guint ports[] = { 80, 3128, 8000, 8080 };
    guint i;

    http_handle = find_dissector("http");
    for (i = 0; i < array_length(ports); i++)
        dissector_add_uint("tcp.port", ports[i], http_handle);
}
