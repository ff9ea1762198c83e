/* SPDX-License-Identifier: MIT */
/* packet-ldap.c
 * Routines for LDAP version 3 disassembly (RFC 4511)
 *
 * Reads BER by hand: the subset that LDAP allows has definite lengths and tags of one byte only.
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/prefs.h>
#include <epan/strutil.h>

#include "packet-ldap.h"
#include "packet-tcp.h"

void proto_register_ldap(void);
void proto_reg_handoff_ldap(void);

#define TCP_PORT_LDAP 389

#define LDAP_REQ_BIND        0
#define LDAP_RES_BIND        1
#define LDAP_REQ_UNBIND      2
#define LDAP_REQ_SEARCH      3
#define LDAP_RES_SEARCH_ENTRY 4
#define LDAP_RES_SEARCH_DONE 5
#define LDAP_REQ_MODIFY      6
#define LDAP_RES_MODIFY      7
#define LDAP_REQ_ADD         8
#define LDAP_RES_ADD         9
#define LDAP_REQ_DELETE      10
#define LDAP_RES_DELETE      11
#define LDAP_REQ_MODRDN      12
#define LDAP_RES_MODRDN      13
#define LDAP_REQ_COMPARE     14
#define LDAP_RES_COMPARE     15
#define LDAP_REQ_ABANDON     16
#define LDAP_RES_SEARCH_REF  19
#define LDAP_REQ_EXTENDED    23
#define LDAP_RES_EXTENDED    24

static int proto_ldap = -1;
static int hf_ldap_message_id = -1;
static int hf_ldap_op = -1;
static int hf_ldap_version = -1;
static int hf_ldap_name = -1;
static int hf_ldap_auth_type = -1;
static int hf_ldap_simple = -1;
static int hf_ldap_base = -1;
static int hf_ldap_scope = -1;
static int hf_ldap_deref = -1;
static int hf_ldap_size_limit = -1;
static int hf_ldap_time_limit = -1;
static int hf_ldap_types_only = -1;
static int hf_ldap_filter = -1;
static int hf_ldap_attribute = -1;
static int hf_ldap_value = -1;
static int hf_ldap_mod_op = -1;
static int hf_ldap_new_rdn = -1;
static int hf_ldap_delete_old = -1;
static int hf_ldap_result = -1;
static int hf_ldap_matched_dn = -1;
static int hf_ldap_error_message = -1;
static int hf_ldap_request_name = -1;
static int hf_ldap_response_in = -1;
static int hf_ldap_response_to = -1;
static int hf_ldap_time = -1;

static gint ett_ldap = -1;
static gint ett_ldap_op = -1;
static gint ett_ldap_attribute = -1;

static gboolean ldap_show_secrets = FALSE;

static const value_string ldap_ops[] = {
    { LDAP_REQ_BIND,         "bindRequest" },
    { LDAP_RES_BIND,         "bindResponse" },
    { LDAP_REQ_UNBIND,       "unbindRequest" },
    { LDAP_REQ_SEARCH,       "searchRequest" },
    { LDAP_RES_SEARCH_ENTRY, "searchResEntry" },
    { LDAP_RES_SEARCH_DONE,  "searchResDone" },
    { LDAP_REQ_MODIFY,       "modifyRequest" },
    { LDAP_RES_MODIFY,       "modifyResponse" },
    { LDAP_REQ_ADD,          "addRequest" },
    { LDAP_RES_ADD,          "addResponse" },
    { LDAP_REQ_DELETE,       "delRequest" },
    { LDAP_RES_DELETE,       "delResponse" },
    { LDAP_REQ_MODRDN,       "modDNRequest" },
    { LDAP_RES_MODRDN,       "modDNResponse" },
    { LDAP_REQ_COMPARE,      "compareRequest" },
    { LDAP_RES_COMPARE,      "compareResponse" },
    { LDAP_REQ_ABANDON,      "abandonRequest" },
    { LDAP_RES_SEARCH_REF,   "searchResRef" },
    { LDAP_REQ_EXTENDED,     "extendedReq" },
    { LDAP_RES_EXTENDED,     "extendedResp" },
    { 0, NULL }
};

static const value_string ldap_results[] = {
    { 0,  "success" },
    { 1,  "operationsError" },
    { 2,  "protocolError" },
    { 3,  "timeLimitExceeded" },
    { 4,  "sizeLimitExceeded" },
    { 5,  "compareFalse" },
    { 6,  "compareTrue" },
    { 7,  "authMethodNotSupported" },
    { 10, "referral" },
    { 16, "noSuchAttribute" },
    { 32, "noSuchObject" },
    { 34, "invalidDNSyntax" },
    { 48, "inappropriateAuthentication" },
    { 49, "invalidCredentials" },
    { 50, "insufficientAccessRights" },
    { 53, "unwillingToPerform" },
    { 68, "entryAlreadyExists" },
    { 0, NULL }
};

static const value_string ldap_scopes[] = {
    { 0, "baseObject" },
    { 1, "singleLevel" },
    { 2, "wholeSubtree" },
    { 0, NULL }
};

static const value_string ldap_derefs[] = {
    { 0, "neverDerefAliases" },
    { 1, "derefInSearching" },
    { 2, "derefFindingBaseObj" },
    { 3, "derefAlways" },
    { 0, NULL }
};

static const value_string ldap_auth_types[] = {
    { 0, "simple" },
    { 3, "sasl" },
    { 0, NULL }
};

static const value_string ldap_mod_ops[] = {
    { 0, "add" },
    { 1, "delete" },
    { 2, "replace" },
    { 0, NULL }
};

/* A request and its final response. */
typedef struct _ldap_call_response_t {
    guint       op;
    guint32     req_frame;
    guint32     rep_frame;
    guint32     entries;        /* a search's entries so far */
    nstime_t    req_time;
} ldap_call_response_t;

/* The data of a connection. */
typedef struct _ldap_conv_info_t {
    emem_tree_t *calls;         /* ldap_call_response_t by message id */
    const char  *bound_as;
    guint32      bound_in;
} ldap_conv_info_t;

ber_t
ldap_ber_read(tvbuff_t *tvb, gint offset)
{
    ber_t  ber;
    guint8 first;
    guint32 length;

    ber.tag = tvb_get_guint8(tvb, offset);
    first = tvb_get_guint8(tvb, offset + 1);
    offset += 2;
    if (first < 0x80)
        length = first;
    else {
        guint bytes = first & 0x7f;

        if (bytes == 0 || bytes > 3)
            THROW(ReportedBoundsError);
        for (length = 0; bytes > 0; bytes--)
            length = length << 8 | tvb_get_guint8(tvb, offset++);
    }
    ber.content = offset;
    ber.end = offset + (gint)length;
    return ber;
}

static guint32
ber_integer(tvbuff_t *tvb, const ber_t *ber)
{
    guint32 value = 0;
    gint    i;

    for (i = ber->content; i < ber->end && i < ber->content + 4; i++)
        value = value << 8 | tvb_get_guint8(tvb, i);
    return value;
}

char *
ldap_ber_text(tvbuff_t *tvb, const ber_t *ber)
{
    gint   length = ber->end - ber->content;
    guint8 *raw = tvb_get_ephemeral_string(tvb, ber->content, length);

    return (char *)ep_strdup(format_text(raw, length));
}

#define LDAP_ADD_INTEGER(hf) \
    do { \
        element = ldap_ber_read(tvb, offset); \
        proto_tree_add_uint(tree, (hf), tvb, element.content, element.end - element.content, \
                            ber_integer(tvb, &element)); \
        offset = element.end; \
    } while (0)

#define LDAP_ADD_TEXT(hf, text) \
    do { \
        element = ldap_ber_read(tvb, offset); \
        text = ldap_ber_text(tvb, &element); \
        proto_tree_add_string(tree, (hf), tvb, element.content, element.end - element.content, text); \
        offset = element.end; \
    } while (0)

static const char *
dissect_attribute(tvbuff_t *tvb, proto_tree *tree, gint offset, gint end)
{
    ber_t          type, set, value;
    proto_item    *ti;
    proto_tree    *attr_tree;
    const char    *name;
    emem_strbuf_t *values = ep_strbuf_new_label("");

    type = ldap_ber_read(tvb, offset);
    name = ldap_ber_text(tvb, &type);
    ti = proto_tree_add_string(tree, hf_ldap_attribute, tvb, offset, end - offset, name);
    attr_tree = proto_item_add_subtree(ti, ett_ldap_attribute);
    if (type.end >= end)
        return name;
    set = ldap_ber_read(tvb, type.end);
    for (offset = set.content; offset < set.end; offset = value.end) {
        const char *text;

        value = ldap_ber_read(tvb, offset);
        text = ldap_ber_text(tvb, &value);
        if (!ldap_show_secrets && g_ascii_strcasecmp(name, "userPassword") == 0)
            text = ep_strdup_printf("[%d bytes]", value.end - value.content);
        proto_tree_add_string(attr_tree, hf_ldap_value, tvb, value.content, value.end - value.content, text);
        ep_strbuf_append_printf(values, "%s, ", text);
    }
    if (values->len > 2)
        values = ep_strbuf_truncate(values, values->len - 2);
    proto_item_append_text(ti, ": %s", values->str);
    return name;
}

static void
dissect_attributes(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, gint end)
{
    emem_strbuf_t *names = ep_strbuf_sized_new(40, 200);

    while (offset < end) {
        ber_t element = ldap_ber_read(tvb, offset);

        if (names->len > 0)
            ep_strbuf_append_c(names, ' ');
        ep_strbuf_append(names, dissect_attribute(tvb, tree, element.content, element.end));
        offset = element.end;
    }
    if (names->len > 0) col_append_fstr(pinfo->cinfo, COL_INFO, " {%s}", names->str);
}

static void
dissect_search_request(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset)
{
    ber_t          element;
    const char    *base, *filter;
    emem_strbuf_t *text;
    gint           attr;

    LDAP_ADD_TEXT(hf_ldap_base, base);
    element = ldap_ber_read(tvb, offset);
    col_append_fstr(pinfo->cinfo, COL_INFO, " \"%s\" %s", *base ? base : "<ROOT>",
                    val_to_str(ber_integer(tvb, &element), ldap_scopes, "scope %u"));
    LDAP_ADD_INTEGER(hf_ldap_scope);
    LDAP_ADD_INTEGER(hf_ldap_deref);
    LDAP_ADD_INTEGER(hf_ldap_size_limit);
    LDAP_ADD_INTEGER(hf_ldap_time_limit);
    LDAP_ADD_INTEGER(hf_ldap_types_only);

    element = ldap_ber_read(tvb, offset);
    text = ep_strbuf_new(NULL);
    ldap_append_filter(text, tvb, offset, element.end);
    filter = text->str;
    proto_tree_add_string(tree, hf_ldap_filter, tvb, offset, element.end - offset, filter);
#if 0
    /* too long for most windows */
    col_append_str(pinfo->cinfo, COL_INFO, ep_strconcat(" ", filter, NULL));
#endif
    offset = element.end;

    element = ldap_ber_read(tvb, offset);
    for (attr = element.content; attr < element.end; ) {
        ber_t name = ldap_ber_read(tvb, attr);

        proto_tree_add_string(tree, hf_ldap_attribute, tvb, name.content, name.end - name.content, ldap_ber_text(tvb, &name));
        attr = name.end;
    }
}

static void
dissect_result(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, ldap_call_response_t *call, guint op)
{
    ber_t          element;
    emem_strbuf_t *summary = ep_strbuf_new_label(NULL);
    const char    *matched, *message;
    guint32        result;

    element = ldap_ber_read(tvb, offset);
    result = ber_integer(tvb, &element);
    LDAP_ADD_INTEGER(hf_ldap_result);
    LDAP_ADD_TEXT(hf_ldap_matched_dn, matched);
    LDAP_ADD_TEXT(hf_ldap_error_message, message);

    ep_strbuf_append(summary, val_to_str(result, ldap_results, "result %u"));
    if (op == LDAP_RES_SEARCH_DONE && call)
        ep_strbuf_append_printf(summary, " [%u %s]", call->entries, plurality(call->entries, "result", "results"));
    if (*matched) ep_strbuf_append_printf(summary, " matched \"%s\"", matched);
    if (*message)
        ep_strbuf_append_printf(summary, " (%s)", message);
    else if (result == 49)
        ep_strbuf_printf(summary, "%s: name or password is wrong", val_to_str(result, ldap_results, "result %u"));
    col_append_fstr(pinfo->cinfo, COL_INFO, " %s", summary->str);
}

static void
dissect_modifications(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, gint end)
{
    guint changes[3] = { 0, 0, 0 };

    while (offset < end) {
        ber_t change = ldap_ber_read(tvb, offset);
        ber_t op = ldap_ber_read(tvb, change.content);
        ber_t what = ldap_ber_read(tvb, op.end);
        guint32 kind = ber_integer(tvb, &op);

        proto_tree_add_uint(tree, hf_ldap_mod_op, tvb, op.content, op.end - op.content, kind);
        dissect_attribute(tvb, tree, what.content, what.end);
        if (kind < array_length(changes))
            changes[kind]++;
        offset = change.end;
    }
    col_append_fstr(pinfo->cinfo, COL_INFO, ": %u added, %u deleted, %u replaced", changes[0], changes[1], changes[2]);
}

static void
dissect_op(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, const ber_t *body, guint op,
           ldap_conv_info_t *conv, ldap_call_response_t *call)
{
    gint        offset = body->content;
    ber_t       element;
    const char *name;

    switch (op) {
    case LDAP_REQ_BIND:
        LDAP_ADD_INTEGER(hf_ldap_version);
        LDAP_ADD_TEXT(hf_ldap_name, name);
        element = ldap_ber_read(tvb, offset);
        proto_tree_add_uint(tree, hf_ldap_auth_type, tvb, offset, 1, element.tag & 0x1f);
        if ((element.tag & 0x1f) == 0)
            proto_tree_add_string(tree, hf_ldap_simple, tvb, element.content, element.end - element.content,
                ldap_show_secrets ? ldap_ber_text(tvb, &element)
                                  : ep_strdup_printf("[%d bytes]", element.end - element.content));
        col_append_fstr(pinfo->cinfo, COL_INFO, " \"%s\" %s", *name ? name : "<ROOT>",
                        val_to_str(element.tag & 0x1f, ldap_auth_types, "auth type %u"));
        if (!pinfo->fd->flags.visited) {
            conv->bound_as = se_strdup(name);       /* the ep_ copy goes with the packet */
            conv->bound_in = pinfo->fd->num;
        }
        break;

    case LDAP_REQ_SEARCH:
        dissect_search_request(tvb, pinfo, tree, offset);
        break;

    case LDAP_RES_SEARCH_ENTRY:
        LDAP_ADD_TEXT(hf_ldap_name, name);
        col_append_fstr(pinfo->cinfo, COL_INFO, " \"%s\"", *name ? name : "<ROOT>");
        element = ldap_ber_read(tvb, offset);
        dissect_attributes(tvb, pinfo, tree, element.content, element.end);
        break;

    case LDAP_REQ_ADD:
        LDAP_ADD_TEXT(hf_ldap_name, name);
        col_append_fstr(pinfo->cinfo, COL_INFO, " \"%s\"", name);
        element = ldap_ber_read(tvb, offset);
        dissect_attributes(tvb, pinfo, tree, element.content, element.end);
        break;

    case LDAP_REQ_MODIFY:
        LDAP_ADD_TEXT(hf_ldap_name, name);
        col_append_fstr(pinfo->cinfo, COL_INFO, " \"%s\"", name);
        element = ldap_ber_read(tvb, offset);
        dissect_modifications(tvb, pinfo, tree, element.content, element.end);
        break;

    case LDAP_REQ_DELETE:
        name = ldap_ber_text(tvb, body);
        proto_tree_add_string(tree, hf_ldap_name, tvb, body->content, body->end - body->content, name);
        col_append_fstr(pinfo->cinfo, COL_INFO, " \"%s\"", name);
        break;

    case LDAP_REQ_MODRDN:
        LDAP_ADD_TEXT(hf_ldap_name, name);
        col_append_fstr(pinfo->cinfo, COL_INFO, " \"%s\"", name);
        LDAP_ADD_TEXT(hf_ldap_new_rdn, name);
        col_append_fstr(pinfo->cinfo, COL_INFO, " to \"%s\"", name);
        LDAP_ADD_INTEGER(hf_ldap_delete_old);
        break;

    case LDAP_REQ_COMPARE:
        LDAP_ADD_TEXT(hf_ldap_name, name);
        col_append_fstr(pinfo->cinfo, COL_INFO, " \"%s\"", name);
        element = ldap_ber_read(tvb, offset);
        offset = element.content;
        LDAP_ADD_TEXT(hf_ldap_attribute, name);
        LDAP_ADD_TEXT(hf_ldap_value, name);
        break;

    case LDAP_REQ_EXTENDED:
        LDAP_ADD_TEXT(hf_ldap_request_name, name);
        col_append_fstr(pinfo->cinfo, COL_INFO, " %s",
                        strcmp(name, "1.3.6.1.4.1.4203.1.11.3") == 0 ? "whoami" : name);
        if (conv->bound_as && conv->bound_in < pinfo->fd->num)
            proto_item_append_text(proto_tree_get_parent(tree), ", as \"%s\"", conv->bound_as);
        break;

    case LDAP_RES_BIND:
    case LDAP_RES_SEARCH_DONE:
    case LDAP_RES_MODIFY:
    case LDAP_RES_ADD:
    case LDAP_RES_DELETE:
    case LDAP_RES_MODRDN:
    case LDAP_RES_COMPARE:
    case LDAP_RES_EXTENDED:
        dissect_result(tvb, pinfo, tree, offset, call, op);
        break;

    default:
        break;
    }
}

static ldap_conv_info_t *
get_ldap_conv(packet_info *pinfo)
{
    conversation_t   *conversation = find_or_create_conversation(pinfo);
    ldap_conv_info_t *conv = (ldap_conv_info_t *)conversation_get_proto_data(conversation, proto_ldap);

    if (conv == NULL) {
        conv = se_new0(ldap_conv_info_t);
        conv->calls = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "ldap_calls");
        conversation_add_proto_data(conversation, proto_ldap, conv);
    }
    return conv;
}

static gboolean
op_is_request(guint op)
{
    return (op <= LDAP_REQ_COMPARE && op % 2 == 0 && op != LDAP_RES_SEARCH_ENTRY) || op == LDAP_REQ_SEARCH
           || op == LDAP_REQ_ABANDON || op == LDAP_REQ_EXTENDED;
}

static ldap_call_response_t *
match_call(packet_info *pinfo, tvbuff_t *tvb, proto_tree *tree, ldap_conv_info_t *conv, guint op, guint32 id)
{
    ldap_call_response_t *call = (ldap_call_response_t *)se_tree_lookup32(conv->calls, id);
    proto_item *ti;
    nstime_t    delta;

    if (op_is_request(op)) {
        if (!pinfo->fd->flags.visited) {
            call = se_alloc0(sizeof *call);
            call->op = op;
            call->req_frame = pinfo->fd->num;
            call->req_time = pinfo->fd->abs_ts;
            se_tree_insert32(conv->calls, id, call);
        }
        if (call && call->rep_frame) {
            ti = proto_tree_add_uint(tree, hf_ldap_response_in, tvb, 0, 0, call->rep_frame);
            PROTO_ITEM_SET_GENERATED(ti);
        }
        return call;
    }
    if (call == NULL)
        return NULL;
    if (!pinfo->fd->flags.visited) {
        if (op == LDAP_RES_SEARCH_ENTRY)
            call->entries++;
        else
            call->rep_frame = pinfo->fd->num;
    }
    ti = proto_tree_add_uint(tree, hf_ldap_response_to, tvb, 0, 0, call->req_frame);
    PROTO_ITEM_SET_GENERATED(ti);
    nstime_delta(&delta, &pinfo->fd->abs_ts, &call->req_time);
    ti = proto_tree_add_time(tree, hf_ldap_time, tvb, 0, 0, &delta);
    PROTO_ITEM_SET_GENERATED(ti);
    return call;
}

static void
dissect_ldap_message(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    ldap_conv_info_t     *conv = get_ldap_conv(pinfo);
    ldap_call_response_t *call;
    proto_item *ti, *op_item;
    proto_tree *ldap_tree, *op_tree;
    ber_t       message, id, body;
    guint       op;
    guint32     message_id;

    col_set_str(pinfo->cinfo, COL_PROTOCOL, "LDAP");
    message = ldap_ber_read(tvb, 0);
    ti = proto_tree_add_item(tree, proto_ldap, tvb, 0, message.end, ENC_NA);
    ldap_tree = proto_item_add_subtree(ti, ett_ldap);

    id = ldap_ber_read(tvb, message.content);
    if (message.tag != 0x30 || id.tag != 0x02) {
        col_set_str(pinfo->cinfo, COL_INFO, "Not an LDAP message");
        expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_ERROR, "Not an LDAP message: tag 0x%02x", message.tag);
        return;
    }
    message_id = ber_integer(tvb, &id);
    body = ldap_ber_read(tvb, id.end);
    op = body.tag & 0x1f;
    proto_tree_add_uint(ldap_tree, hf_ldap_message_id, tvb, id.content, id.end - id.content, message_id);
    op_item = proto_tree_add_uint(ldap_tree, hf_ldap_op, tvb, id.end, body.end - id.end, op);
    op_tree = proto_item_add_subtree(op_item, ett_ldap_op);
    proto_item_append_text(ti, ", %s(%u)", val_to_str(op, ldap_ops, "operation %u"), message_id);
    col_append_sep_fstr(pinfo->cinfo, COL_INFO, " | ", "%s(%u)", val_to_str(op, ldap_ops, "operation %u"), message_id);

    call = match_call(pinfo, tvb, ldap_tree, conv, op, message_id);
    dissect_op(tvb, pinfo, op_tree, &body, op, conv, call);
}

static guint
get_ldap_pdu_len(packet_info *pinfo _U_, tvbuff_t *tvb, int offset)
{
    guint8 first = tvb_get_guint8(tvb, offset + 1);

    if (first < 0x80)
        return 2 + first;
    if (first == 0x81)
        return 3 + tvb_get_guint8(tvb, offset + 2);
    if (first == 0x82)
        return 4 + tvb_get_ntohs(tvb, offset + 2);
    return tvb_reported_length_remaining(tvb, offset);
}

static void
dissect_ldap(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    col_clear(pinfo->cinfo, COL_INFO);
    tcp_dissect_pdus(tvb, pinfo, tree, TRUE, 4, get_ldap_pdu_len, dissect_ldap_message);
}

void
proto_register_ldap(void)
{
#define LDAP_STRING(hf, name, abbrev) { &hf, { name, abbrev, FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } }
#define LDAP_UINT(hf, name, abbrev, vals) { &hf, { name, abbrev, FT_UINT32, BASE_DEC, vals, 0x0, NULL, HFILL } }
    static hf_register_info hf[] = {
        LDAP_UINT(hf_ldap_message_id, "messageID", "ldap.messageID", NULL),
        LDAP_UINT(hf_ldap_op, "protocolOp", "ldap.protocolOp", VALS(ldap_ops)),
        LDAP_UINT(hf_ldap_version, "version", "ldap.version", NULL),
        LDAP_STRING(hf_ldap_name, "name", "ldap.name"),
        LDAP_UINT(hf_ldap_auth_type, "authentication", "ldap.authentication", VALS(ldap_auth_types)),
        LDAP_STRING(hf_ldap_simple, "simple", "ldap.simple"),
        LDAP_STRING(hf_ldap_base, "baseObject", "ldap.baseObject"),
        LDAP_UINT(hf_ldap_scope, "scope", "ldap.scope", VALS(ldap_scopes)),
        LDAP_UINT(hf_ldap_deref, "derefAliases", "ldap.derefAliases", VALS(ldap_derefs)),
        LDAP_UINT(hf_ldap_size_limit, "sizeLimit", "ldap.sizeLimit", NULL),
        LDAP_UINT(hf_ldap_time_limit, "timeLimit", "ldap.timeLimit", NULL),
        LDAP_UINT(hf_ldap_types_only, "typesOnly", "ldap.typesOnly", NULL),
        LDAP_STRING(hf_ldap_filter, "Filter", "ldap.filter_text"),
        LDAP_STRING(hf_ldap_attribute, "attribute", "ldap.attribute"),
        LDAP_STRING(hf_ldap_value, "value", "ldap.value"),
        LDAP_UINT(hf_ldap_mod_op, "operation", "ldap.operation", VALS(ldap_mod_ops)),
        LDAP_STRING(hf_ldap_new_rdn, "newrdn", "ldap.newrdn"),
        LDAP_UINT(hf_ldap_delete_old, "deleteoldrdn", "ldap.deleteoldrdn", NULL),
        LDAP_UINT(hf_ldap_result, "resultCode", "ldap.resultCode", VALS(ldap_results)),
        LDAP_STRING(hf_ldap_matched_dn, "matchedDN", "ldap.matchedDN"),
        LDAP_STRING(hf_ldap_error_message, "errorMessage", "ldap.errorMessage"),
        LDAP_STRING(hf_ldap_request_name, "requestName", "ldap.requestName"),
        { &hf_ldap_response_in, { "Response In", "ldap.response_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL } },
        { &hf_ldap_response_to, { "Response To", "ldap.response_to", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL } },
        { &hf_ldap_time, { "Time", "ldap.time", FT_RELATIVE_TIME, BASE_NONE, NULL, 0x0, NULL, HFILL } }
    };
    static gint *ett[] = {
        &ett_ldap,
        &ett_ldap_op,
        &ett_ldap_attribute
    };
    module_t *ldap_module;

    proto_ldap = proto_register_protocol("Lightweight Directory Access Protocol", "LDAP", "ldap");
    proto_register_field_array(proto_ldap, hf, array_length(hf));
    proto_register_subtree_array(ett, array_length(ett));
    ldap_module = prefs_register_protocol(proto_ldap, NULL);
    prefs_register_bool_preference(ldap_module, "show_secrets", "Show passwords", "Show passwords as they are",
                                   &ldap_show_secrets);
}

void
proto_reg_handoff_ldap(void)
{
    dissector_handle_t ldap_handle = create_dissector_handle(dissect_ldap, proto_ldap);

    dissector_add_uint("tcp.port", TCP_PORT_LDAP, ldap_handle);
}
