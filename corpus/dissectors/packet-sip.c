/* SPDX-License-Identifier: MIT */
/* packet-sip.c
 * Routines for the Session Initiation Protocol (RFC 3261)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <stdlib.h>
#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/strutil.h>
#include <epan/tap.h>

#include "packet-sip.h"

void proto_register_sip(void);
void proto_reg_handoff_sip(void);

#define UDP_PORT_SIP 5060
#define SIP2_HDR     "SIP/2.0"
#define SIP2_HDR_LEN 7

static int sip_tap = -1;

static int proto_sip = -1;
static int hf_sip_request_line = -1;
static int hf_sip_method = -1;
static int hf_sip_r_uri = -1;
static int hf_sip_status_line = -1;
static int hf_sip_status_code = -1;
static int hf_sip_header = -1;
static int hf_sip_name = -1;
static int hf_sip_display = -1;
static int hf_sip_addr = -1;
static int hf_sip_tag = -1;
static int hf_sip_parameter = -1;
static int hf_sip_cseq_number = -1;
static int hf_sip_cseq_method = -1;
static int hf_sip_branch = -1;
static int hf_sip_auth_scheme = -1;
static int hf_sip_auth_parameter = -1;
static int hf_sip_resend = -1;
static int hf_sip_resend_original = -1;
static int hf_sip_response_in = -1;
static int hf_sip_request_in = -1;
static int hf_sip_release_time = -1;
static int hf_sip_call_number = -1;

static gint ett_sip = -1;
static gint ett_sip_reqresp = -1;
static gint ett_sip_hdr = -1;
static gint ett_sip_element = -1;

static dissector_handle_t data_handle;
static dissector_table_t media_type_table;

/* Methods that are known; the number is a part of a request's key. */
static const char *sip_methods[] = {
    "<unknown>",
    "INVITE",
    "ACK",
    "BYE",
    "CANCEL",
    "OPTIONS",
    "REGISTER",
    "SUBSCRIBE",
    "NOTIFY",
    "INFO",
    "PRACK",
    "REFER",
    "UPDATE",
    "MESSAGE",
    "PUBLISH"
};

enum {
    POS_UNKNOWN,
    POS_VIA,
    POS_FROM,
    POS_TO,
    POS_CALL_ID,
    POS_CSEQ,
    POS_CONTACT,
    POS_CONTENT_TYPE,
    POS_CONTENT_LENGTH,
    POS_MAX_FORWARDS,
    POS_USER_AGENT,
    POS_AUTHORIZATION,
    POS_WWW_AUTHENTICATE,
    POS_ALLOW,
    POS_SUPPORTED,
    POS_SUBJECT,
    POS_ACCEPT
};

typedef struct _sip_header_t {
    const char *name;
    const char *compact;        /* NULL if there is none */
    int         position;
} sip_header_t;

static const sip_header_t sip_headers[] = {
    { "Via",              "v", POS_VIA },
    { "From",             "f", POS_FROM },
    { "To",               "t", POS_TO },
    { "Call-ID",          "i", POS_CALL_ID },
    { "CSeq",            NULL, POS_CSEQ },
    { "Contact",          "m", POS_CONTACT },
    { "Content-Type",     "c", POS_CONTENT_TYPE },
    { "Content-Length",   "l", POS_CONTENT_LENGTH },
    { "Max-Forwards",    NULL, POS_MAX_FORWARDS },
    { "User-Agent",      NULL, POS_USER_AGENT },
    { "Authorization",   NULL, POS_AUTHORIZATION },
    { "WWW-Authenticate", NULL, POS_WWW_AUTHENTICATE },
    { "Allow",           NULL, POS_ALLOW },
    { "Supported",        "k", POS_SUPPORTED },
    { "Subject",          "s", POS_SUBJECT },
    { "Accept",          NULL, POS_ACCEPT }
};

static const value_string sip_response_codes[] = {
    { 100, "Trying" },
    { 180, "Ringing" },
    { 183, "Session Progress" },
    { 200, "OK" },
    { 202, "Accepted" },
    { 302, "Moved Temporarily" },
    { 400, "Bad Request" },
    { 401, "Unauthorized" },
    { 404, "Not Found" },
    { 407, "Proxy Authentication Required" },
    { 481, "Call/Transaction Does Not Exist" },
    { 486, "Busy Here" },
    { 487, "Request Terminated" },
    { 500, "Server Internal Error" },
    { 0, NULL }
};

/* Header names, full and compact, to rows of the table: for ever. */
static emem_tree_t *sip_header_names;

/* Calls by Call-ID: this file's. */
static emem_tree_t *sip_calls;
static guint32 sip_call_count;

/* What the headers say, gathered while they are shown. */
typedef struct _sip_message_t {
    gchar   *from;
    gchar   *to;
    gchar   *call_id;
    gchar   *content_type;
    gchar   *content_parameters;
    gint     content_length;    /* -1 if there was no header */
    guint32  cseq_number;
    guint    cseq_method;
} sip_message_t;

static void
sip_init_protocol(void)
{
    sip_call_count = 0;
}

static guint
sip_method_index(const gchar *method)
{
    guint i;

    for (i = 1; i < array_length(sip_methods); i++)
        if (strcmp(method, sip_methods[i]) == 0)
            return i;
    return 0;
}

/* The text of a header: unfolded, stripped, in packet memory. */
static gchar *
sip_header_value(tvbuff_t *tvb, gint offset, gint end)
{
    emem_strbuf_t *value;
    gboolean       blank = FALSE;

    value = ep_strbuf_sized_new(
        128,
        0               /* the usual limit */
        );
    for (; offset < end; offset++) {
        guint8 c = tvb_get_guint8(tvb, offset);

        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            blank = TRUE;
        else {
            if (blank && value->len > 0)
                ep_strbuf_append_c(value, ' ');
            blank = FALSE;
            if (g_ascii_isprint(c))
                ep_strbuf_append_c(value, (gchar)c);
            else
                ep_strbuf_append_printf(value, "\\%03o", c);
        }
    }
    return ep_strndup(value->str, value->len);
}

static void
dissect_sip_parameters(tvbuff_t *tvb, proto_tree *tree, gint offset, gint length, gchar **params)
{
    gint i;

    for (i = 0; params[i] != NULL; i++) {
        gchar **halves = ep_strsplit(params[i], "=", 1);

        if (halves[0] == NULL)
            continue;
        if (halves[1] && !strcmp(halves[0], "tag"))
            proto_tree_add_string(tree, hf_sip_tag, tvb, offset, length, halves[1]);
        else if (halves[1] && !strcmp(halves[0], "branch"))
            proto_tree_add_string(tree, hf_sip_branch, tvb, offset, length, halves[1]);
        else
            proto_tree_add_string(tree, hf_sip_parameter, tvb, offset, length, params[i]);
    }
}

/* "Display" <sip:user@host;uri-parameters>;header-parameters - returns the address. */
static gchar *
dissect_sip_name_addr(tvbuff_t *tvb, proto_tree *tree, gint offset, gint length, const gchar *value)
{
    const gchar *open = strchr(value, '<');
    const gchar *close = open ? strchr(open, '>') : NULL;
    gchar       *addr;
    gchar      **params;

    if (close) {
        gchar *display = ep_strndup(value, open - value);

        g_strstrip(display);
        if (*display)
            proto_tree_add_string(tree, hf_sip_display, tvb, offset, length, display);
        addr = ep_strndup(open + 1, close - open - 1);
        params = ep_strsplit(close + 1, ";", 0);
    } else {
        params = ep_strsplit(value, ";", 0);
        addr = params[0] ? params[0] : ep_strdup("");
        if (params[0])
            params++;
    }
    proto_tree_add_string(tree, hf_sip_addr, tvb, offset, length, addr);
    dissect_sip_parameters(tvb, tree, offset, length, params);
    return addr;
}

/* Digest realm="example", nonce="..." */
static void
dissect_sip_authorization(tvbuff_t *tvb, proto_tree *tree, gint offset, gint length, const gchar *value)
{
    gchar **words = ep_strsplit(value, " ", 1);
    gchar **params;
    gint    i;

    if (words[0] == NULL)
        return;
    proto_tree_add_string(tree, hf_sip_auth_scheme, tvb, offset, length, words[0]);
    if (words[1] == NULL)
        return;
    params = ep_strsplit(words[1], ",", 0);
    for (i = 0; params[i]; i++)
        proto_tree_add_string(tree, hf_sip_auth_parameter, tvb, offset, length, g_strstrip(params[i]));
}

static void
dissect_sip_header(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, gint end, sip_message_t *msg)
{
    gint                colon = tvb_find_guint8(tvb, offset, end - offset, ':');
    const sip_header_t *header;
    gchar              *name, *value;
    gchar             **words;
    proto_item         *ti;
    proto_tree         *hdr_tree;
    gint                length = end - offset;

    if (colon == -1) {
        ti = proto_tree_add_text(tree, tvb, offset, length, "%s", tvb_format_text(tvb, offset, length));
        expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_WARN, "A header without a colon");
        return;
    }
    name = g_strstrip(tvb_format_text(tvb, offset, colon - offset));
    value = sip_header_value(tvb, colon + 1, end);
    header = (const sip_header_t *)pe_tree_lookup_string(sip_header_names, name, EMEM_TREE_STRING_NOCASE);

    ti = proto_tree_add_string_format(tree, hf_sip_header, tvb, offset, length, value, "%s: %s",
                                      header ? header->name : name, value);
    hdr_tree = proto_item_add_subtree(ti, ett_sip_hdr);
    if (header && header->compact && !g_ascii_strcasecmp(name, header->compact))
        proto_tree_add_string(hdr_tree, hf_sip_name, tvb, offset, colon - offset, name);

    switch (header ? header->position : POS_UNKNOWN) {
    case POS_VIA:
        words = ep_strsplit(value, ";", 0);
        if (words[0])
            dissect_sip_parameters(tvb, hdr_tree, offset, length, words + 1);
        break;
    case POS_FROM:
        msg->from = dissect_sip_name_addr(tvb, hdr_tree, offset, length, value);
        break;
    case POS_TO:
        msg->to = dissect_sip_name_addr(tvb, hdr_tree, offset, length, value);
        break;
    case POS_CONTACT:
        dissect_sip_name_addr(tvb, hdr_tree, offset, length, value);
        break;
    case POS_CALL_ID:
        msg->call_id = value;
        break;
    case POS_CSEQ:
        words = ep_strsplit(value, " ", 1);
        if (words[0] && words[1]) {
            msg->cseq_number = (guint32)strtoul(words[0], NULL, 10);
            msg->cseq_method = sip_method_index(words[1]);
            proto_tree_add_uint(hdr_tree, hf_sip_cseq_number, tvb, offset, length, msg->cseq_number);
            proto_tree_add_string(hdr_tree, hf_sip_cseq_method, tvb, offset, length, words[1]);
        } else
            expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_WARN, "CSeq without a method");
        break;
    case POS_CONTENT_TYPE:
        words = ep_strsplit(value, ";", 1);
        if (words[0]) {
            msg->content_type = ascii_strdown_inplace(g_strstrip(words[0]));
            msg->content_parameters = words[1];
        }
        break;
    case POS_CONTENT_LENGTH:
        msg->content_length = atoi(value);
        break;
    case POS_AUTHORIZATION:
    case POS_WWW_AUTHENTICATE:
        dissect_sip_authorization(tvb, hdr_tree, offset, length, value);
        break;
    default:
        break;
    }
}

static sip_call_t *
sip_get_call(packet_info *pinfo, const sip_message_t *msg)
{
    sip_call_t *call;

    if (msg->call_id == NULL)
        return NULL;
    call = (sip_call_t *)se_tree_lookup_string(sip_calls, msg->call_id, 0);
    if (call == NULL && !pinfo->fd->flags.visited) {
        call = se_new0(sip_call_t);
        call->first_frame = pinfo->fd->num;
        call->number = ++sip_call_count;
        call->call_id = se_strdup(msg->call_id);
        call->requests = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "sip_requests");
        call->parties = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "sip_parties");
        call->party_list = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "sip_party_list");
        se_tree_insert_string(sip_calls, call->call_id, call, 0);
    }
    return call;
}

static void
sip_add_party(sip_call_t *call, const gchar *addr)
{
    gchar *copy;

    if (addr == NULL || se_tree_lookup_string(call->parties, addr, EMEM_TREE_STRING_NOCASE))
        return;
    copy = se_strdup(addr);
    se_tree_insert_string(call->parties, copy, (void *)copy, EMEM_TREE_STRING_NOCASE);
    se_tree_insert32(call->party_list, call->party_count++, (void *)copy);
}

/* Collects the addresses of a call in the order in which they came. */
static gboolean
sip_append_party(void *value, void *userdata)
{
    emem_strbuf_t *text = (emem_strbuf_t *)userdata;

    if (text->len != 0) ep_strbuf_append(text, ", ");
    ep_strbuf_append(text, (const gchar *)value);
    return text->len > 150;     /* enough */
}

static void
sip_show_call(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, sip_call_t *call, const sip_message_t *msg,
              sip_info_value_t *stat)
{
    sip_request_t  *request;
    emem_tree_key_t key[3];
    guint32         number = msg->cseq_number, method = msg->cseq_method;
    emem_strbuf_t  *parties = ep_strbuf_new_label(NULL);
    proto_item     *ti;
    nstime_t        delta;

    if (!pinfo->fd->flags.visited) {
        sip_add_party(call, msg->from);
        sip_add_party(call, msg->to);
    }
    se_tree_foreach(call->party_list, sip_append_party, parties);
    ti = proto_tree_add_uint(tree, hf_sip_call_number, tvb, 0, 0, call->number);
    PROTO_ITEM_SET_GENERATED(ti);
    proto_item_append_text(ti, " (%s)", parties->str);

    key[0].length = 1;
    key[0].key = &number;
    key[1].length = 1;
    key[1].key = &method;
    key[2].length = 0;
    key[2].key = NULL;
    request = (sip_request_t *)se_tree_lookup32_array(call->requests, key);

    if (stat->response_code == 0) {
        if (request == NULL && !pinfo->fd->flags.visited) {
            request = (sip_request_t *)se_alloc0(sizeof(sip_request_t));
            request->frame = pinfo->fd->num;
            request->time = pinfo->fd->abs_ts;
            key[0].length = 1;
            key[0].key = &number;
            key[1].length = 1;
            key[1].key = &method;
            key[2].length = 0;
            se_tree_insert32_array(call->requests, key, request);
        }
        if (request && request->frame != pinfo->fd->num) {
            if (!pinfo->fd->flags.visited)
                request->repeats++;
            stat->resend = 1;
            ti = proto_tree_add_boolean(tree, hf_sip_resend, tvb, 0, 0, TRUE);
            PROTO_ITEM_SET_GENERATED(ti);
            ti = proto_tree_add_uint(tree, hf_sip_resend_original, tvb, 0, 0, request->frame);
            PROTO_ITEM_SET_GENERATED(ti);
        } else if (request && request->final_frame) {
            ti = proto_tree_add_uint(tree, hf_sip_response_in, tvb, 0, 0, request->final_frame);
            PROTO_ITEM_SET_GENERATED(ti);
        }
        return;
    }
    if (request == NULL)
        return;
    ti = proto_tree_add_uint(tree, hf_sip_request_in, tvb, 0, 0, request->frame);
    PROTO_ITEM_SET_GENERATED(ti);
    if (stat->response_code < 200)
        return;
    if (!pinfo->fd->flags.visited && request->final_frame == 0)
        request->final_frame = pinfo->fd->num;
    nstime_delta(&delta, &pinfo->fd->abs_ts, &request->time);
    stat->setup_time = (guint32)nstime_to_msec(&delta);
    ti = proto_tree_add_time(tree, hf_sip_release_time, tvb, 0, 0, &delta);
    PROTO_ITEM_SET_GENERATED(ti);
}

static gboolean
dissect_sip_common(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    sip_info_value_t *stat;
    sip_message_t    *msg;
    sip_call_t       *call;
    gint              offset = 0, next_offset, linelen, body;
    gchar            *line;
    gchar           **words;
    proto_item       *ti, *sip_item;
    proto_tree       *sip_tree, *line_tree;
    tvbuff_t         *next_tvb;

    linelen = tvb_find_line_end(tvb, 0, -1, &next_offset, FALSE);
    if (linelen < SIP2_HDR_LEN + 4)
        return FALSE;
    line = tvb_format_text(tvb, 0, linelen);
    words = ep_strsplit(line, " ", 2);
    if (!words[0] || !words[1] || !words[2])
        return FALSE;
    if (strcmp(words[0], SIP2_HDR) != 0 && strcmp(words[2], SIP2_HDR) != 0)
        return FALSE;

    stat = ep_new0(sip_info_value_t);
    msg = ep_new0(sip_message_t);
    msg->content_length = -1;
    col_set_str(pinfo->cinfo, COL_PROTOCOL, "SIP");
    sip_item = proto_tree_add_item(tree, proto_sip, tvb, 0, -1, ENC_NA);
    sip_tree = proto_item_add_subtree(sip_item, ett_sip);

    if (strcmp(words[0], SIP2_HDR) == 0) {
        stat->response_code = (guint)strtoul(words[1], NULL, 10);
        stat->reason_phrase = ep_strdup(words[2]);
        ti = proto_tree_add_string(sip_tree, hf_sip_status_line, tvb, 0, linelen, line);
        line_tree = proto_item_add_subtree(ti, ett_sip_reqresp);
        ti = proto_tree_add_uint(line_tree, hf_sip_status_code, tvb, SIP2_HDR_LEN + 1, 3, stat->response_code);
        if (strcmp(val_to_str(stat->response_code, sip_response_codes, "%u"), words[2]) != 0)
            proto_item_append_text(ti, " [%s]", val_to_str(stat->response_code, sip_response_codes, "no usual text for %u"));
        col_add_fstr(pinfo->cinfo, COL_INFO, "Status: %s %s", words[1], words[2]);
    } else {
        stat->request_method = ep_strdup(words[0]);
        ti = proto_tree_add_string(sip_tree, hf_sip_request_line, tvb, 0, linelen, line);
        line_tree = proto_item_add_subtree(ti, ett_sip_reqresp);
        proto_tree_add_string(line_tree, hf_sip_method, tvb, 0, (gint)strlen(words[0]), words[0]);
        proto_tree_add_string(line_tree, hf_sip_r_uri, tvb, (gint)strlen(words[0]) + 1, (gint)strlen(words[1]), words[1]);
        if (sip_method_index(words[0]) == 0)
            expert_add_info_format(pinfo, ti, PI_REQUEST_CODE, PI_NOTE, "Unknown method %s", words[0]);
        col_add_fstr(pinfo->cinfo, COL_INFO, "Request: %s %s", words[0], words[1]);
    }

    offset = next_offset;
    while (tvb_reported_length_remaining(tvb, offset) > 0) {
        gint end;

        linelen = tvb_find_line_end(tvb, offset, -1, &next_offset, FALSE);
        if (linelen == 0) {
            offset = next_offset;
            break;
        }
        /* lines that begin with a blank belong to the one before */
        end = offset + linelen;
        while (tvb_offset_exists(tvb, next_offset)
               && (tvb_get_guint8(tvb, next_offset) == ' ' || tvb_get_guint8(tvb, next_offset) == '\t'))
            end = next_offset + tvb_find_line_end(tvb, next_offset, -1, &next_offset, FALSE);
        dissect_sip_header(tvb, pinfo, sip_tree, offset, end, msg);
        offset = next_offset;
    }

    stat->tap_call_id = msg->call_id;
    stat->tap_from_addr = msg->from;
    stat->tap_to_addr = msg->to;
    stat->tap_cseq_number = msg->cseq_number;
    call = sip_get_call(pinfo, msg);
    if (call)
        sip_show_call(tvb, pinfo, sip_tree, call, msg, stat);
    if (stat->response_code && msg->cseq_method)
        col_append_fstr(pinfo->cinfo, COL_INFO, " (%s)", sip_methods[msg->cseq_method]);
    proto_item_append_text(sip_item, " (%s)", stat->request_method ? stat->request_method
                                                                   : ep_strdup_printf("%u", stat->response_code));

    body = tvb_reported_length_remaining(tvb, offset);
    if (msg->content_length >= 0 && msg->content_length < body)
        body = msg->content_length;
    if (body > 0) {
        next_tvb = tvb_new_subset(tvb, offset, MIN(body, tvb_length_remaining(tvb, offset)), body);
        if (msg->content_type == NULL
            || !dissector_try_string(media_type_table, msg->content_type, next_tvb, pinfo, sip_tree))
            call_dissector(data_handle, next_tvb, pinfo, sip_tree);
    }
    if (stat->resend)
        col_append_str(pinfo->cinfo, COL_INFO, " [resent]");
    tap_queue_packet(sip_tap, pinfo, stat);
    return TRUE;
}

static int
dissect_sip(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    return dissect_sip_common(tvb, pinfo, tree) ? (int)tvb_length(tvb) : 0;
}

static gboolean
dissect_sip_heur(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    return tvb_length(tvb) > 20 && g_ascii_isupper(tvb_get_guint8(tvb, 0)) && dissect_sip_common(tvb, pinfo, tree);
}

void
proto_register_sip(void)
{
    static hf_register_info hf[] = {
        { &hf_sip_request_line, { "Request-Line", "sip.Request-Line", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_method, { "Method", "sip.Method", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_r_uri, { "Request-URI", "sip.r-uri", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_status_line, { "Status-Line", "sip.Status-Line", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_status_code, { "Status-Code", "sip.Status-Code", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_header, { "Header", "sip.header", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_name, { "Compact form", "sip.header.compact", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_display, { "SIP Display info", "sip.display.info", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_addr, { "SIP address", "sip.addr", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_tag, { "SIP tag", "sip.tag", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_parameter, { "Parameter", "sip.parameter", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_cseq_number, { "Sequence Number", "sip.CSeq.seq", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_cseq_method, { "Method", "sip.CSeq.method", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_branch, { "Branch", "sip.Via.branch", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_auth_scheme, { "Authentication Scheme", "sip.auth.scheme", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_auth_parameter, { "Authentication", "sip.auth", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_resend, { "Resent Packet", "sip.resend", FT_BOOLEAN, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_resend_original, { "Suspected resend of frame", "sip.resend-original", FT_FRAMENUM, BASE_NONE, NULL, 0x0,
          NULL, HFILL }},
        { &hf_sip_response_in, { "Response Frame", "sip.response-frame", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_request_in, { "Request Frame", "sip.response-request", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_release_time, { "Response Time", "sip.response-time", FT_RELATIVE_TIME, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_sip_call_number, { "Call", "sip.call", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }}
    };
    static gint *ett[] = {
        &ett_sip,
        &ett_sip_reqresp,
        &ett_sip_hdr,
        &ett_sip_element
    };
    guint i;

    proto_sip = proto_register_protocol("Session Initiation Protocol", "SIP", "sip");
    proto_register_field_array(proto_sip, hf, array_length(hf));
    proto_register_subtree_array(ett, array_length(ett));
    new_register_dissector("sip", dissect_sip, proto_sip);
    sip_tap = register_tap("sip");
    register_init_routine(sip_init_protocol);

    sip_header_names = pe_tree_create(EMEM_TREE_TYPE_RED_BLACK, "sip_header_names");
    sip_calls = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "sip_calls");
    for (i = 0; i < array_length(sip_headers); i++) {
        pe_tree_insert_string(sip_header_names, sip_headers[i].name, (void *)&sip_headers[i], EMEM_TREE_STRING_NOCASE);
        if (sip_headers[i].compact)
            pe_tree_insert_string(sip_header_names, sip_headers[i].compact, (void *)&sip_headers[i], EMEM_TREE_STRING_NOCASE);
    }
}

void
proto_reg_handoff_sip(void)
{
    dissector_add_uint("udp.port", UDP_PORT_SIP, find_dissector("sip"));
    heur_dissector_add("udp", dissect_sip_heur, proto_sip);
    data_handle = find_dissector("data");
    media_type_table = find_dissector_table("media_type");
}
