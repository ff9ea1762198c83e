/* SPDX-License-Identifier: MIT */
/* packet-ssl.c
 * Routines for the SSL and TLS record layer and what of a handshake is in the clear
 * (RFC 2246, 4346, 5246, 6066)
 *
 * Decrypts nothing: behind a ChangeCipherSpec there are only lengths to show.
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/emem.h>
#include <epan/expert.h>
#include <epan/strutil.h>

#include "packet-tcp.h"

void proto_register_ssl(void);
void proto_reg_handoff_ssl(void);

#define SSL_ID_CHG_CIPHER_SPEC  0x14
#define SSL_ID_ALERT            0x15
#define SSL_ID_HANDSHAKE        0x16
#define SSL_ID_APP_DATA         0x17

#define SSL_HND_CLIENT_HELLO        1
#define SSL_HND_SERVER_HELLO        2
#define SSL_HND_NEW_SESSION_TICKET  4
#define SSL_HND_CERTIFICATE         11
#define SSL_HND_SERVER_KEY_EXCHG    12
#define SSL_HND_CERT_REQUEST        13
#define SSL_HND_SERVER_HELLO_DONE   14
#define SSL_HND_CERT_VERIFY         15
#define SSL_HND_CLIENT_KEY_EXCHG    16
#define SSL_HND_FINISHED            20

#define SSL_EXT_SERVER_NAME         0
#define SSL_EXT_SUPPORTED_GROUPS    10
#define SSL_EXT_ALPN                16
#define SSL_EXT_SUPPORTED_VERSIONS  43

#define SSL_RECORD_HEADER_LEN       5

static int proto_ssl = -1;
static int hf_ssl_record_content_type = -1;
static int hf_ssl_record_version = -1;
static int hf_ssl_record_length = -1;
static int hf_ssl_alert_level = -1;
static int hf_ssl_alert_description = -1;
static int hf_ssl_handshake_type = -1;
static int hf_ssl_handshake_length = -1;
static int hf_ssl_handshake_version = -1;
static int hf_ssl_handshake_random = -1;
static int hf_ssl_handshake_session_id = -1;
static int hf_ssl_handshake_cipher_suite = -1;
static int hf_ssl_handshake_comp_method = -1;
static int hf_ssl_handshake_extension_type = -1;
static int hf_ssl_handshake_extension_len = -1;
static int hf_ssl_handshake_server_name = -1;
static int hf_ssl_handshake_alpn = -1;
static int hf_ssl_handshake_certificate_len = -1;
static int hf_ssl_handshake_common_name = -1;
static int hf_ssl_handshake_resumed = -1;
static int hf_ssl_app_data = -1;

static gint ett_ssl = -1;
static gint ett_ssl_record = -1;
static gint ett_ssl_handshake = -1;
static gint ett_ssl_extension = -1;
static gint ett_ssl_suites = -1;
static gint ett_ssl_certificate = -1;

/* Session ids in hexadecimal digits to the frame of the ServerHello that gave them: this file's. */
static emem_tree_t *ssl_sessions = NULL;

static const value_string ssl_content_types[] = {
    { SSL_ID_CHG_CIPHER_SPEC, "Change Cipher Spec" },
    { SSL_ID_ALERT,           "Alert" },
    { SSL_ID_HANDSHAKE,       "Handshake" },
    { SSL_ID_APP_DATA,        "Application Data" },
    { 0, NULL }
};

static const value_string ssl_versions[] = {
    { 0x0300, "SSL 3.0" },
    { 0x0301, "TLS 1.0" },
    { 0x0302, "TLS 1.1" },
    { 0x0303, "TLS 1.2" },
    { 0x0304, "TLS 1.3" },
    { 0, NULL }
};

static const value_string ssl_alert_levels[] = {
    { 1, "Warning" },
    { 2, "Fatal" },
    { 0, NULL }
};

static const value_string ssl_alert_descriptions[] = {
    { 0,   "Close Notify" },
    { 10,  "Unexpected Message" },
    { 20,  "Bad Record MAC" },
    { 40,  "Handshake Failure" },
    { 42,  "Bad Certificate" },
    { 48,  "Unknown CA" },
    { 70,  "Protocol Version" },
    { 80,  "Internal Error" },
    { 0, NULL }
};

static const value_string ssl_handshake_types[] = {
    { 0,                          "Hello Request" },
    { SSL_HND_CLIENT_HELLO,       "Client Hello" },
    { SSL_HND_SERVER_HELLO,       "Server Hello" },
    { SSL_HND_NEW_SESSION_TICKET, "New Session Ticket" },
    { SSL_HND_CERTIFICATE,        "Certificate" },
    { SSL_HND_SERVER_KEY_EXCHG,   "Server Key Exchange" },
    { SSL_HND_CERT_REQUEST,       "Certificate Request" },
    { SSL_HND_SERVER_HELLO_DONE,  "Server Hello Done" },
    { SSL_HND_CERT_VERIFY,        "Certificate Verify" },
    { SSL_HND_CLIENT_KEY_EXCHG,   "Client Key Exchange" },
    { SSL_HND_FINISHED,           "Finished" },
    { 0, NULL }
};

static const value_string ssl_cipher_suites[] = {
    { 0x002f, "TLS_RSA_WITH_AES_128_CBC_SHA" },
    { 0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA" },
    { 0x00a8, "TLS_PSK_WITH_AES_128_GCM_SHA256" },
    { 0x00ff, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV" },
    { 0x1301, "TLS_AES_128_GCM_SHA256" },
    { 0x1302, "TLS_AES_256_GCM_SHA384" },
    { 0x1303, "TLS_CHACHA20_POLY1305_SHA256" },
    { 0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256" },
    { 0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384" },
    { 0, NULL }
};

static const value_string ssl_extension_types[] = {
    { SSL_EXT_SERVER_NAME,        "server_name" },
    { SSL_EXT_SUPPORTED_GROUPS,   "supported_groups" },
    { 11,                         "ec_point_formats" },
    { 13,                         "signature_algorithms" },
    { SSL_EXT_ALPN,               "application_layer_protocol_negotiation" },
    { 22,                         "encrypt_then_mac" },
    { 23,                         "extended_master_secret" },
    { 35,                         "session_ticket" },
    { SSL_EXT_SUPPORTED_VERSIONS, "supported_versions" },
    { 45,                         "psk_key_exchange_modes" },
    { 51,                         "key_share" },
    { 0xff01,                     "renegotiation_info" },
    { 0, NULL }
};

/* Since when one side sends encrypted records. */
typedef struct _ssl_change_t {
    guint32 frame;              /* 0: not yet */
    gint    offset;
} ssl_change_t;

/* The data of a connection. */
typedef struct _ssl_conv_t {
    guint16      version;       /* 0 until a ServerHello */
    guint16      cipher;
    const gchar *server_name;
    ssl_change_t change[2];
    guint32      server_port;
} ssl_conv_t;

/* Comma-separated text out of a list of numbers; size bytes each. */
static const gchar *
ssl_list_to_str(tvbuff_t *tvb, gint offset, gint end, gint size, const value_string *vals, const gchar *unknown)
{
    emem_strbuf_t *text = ep_strbuf_new_label(NULL);
    const gchar *sep = "";

    for (; offset + size <= end; offset += size) {
        guint value = size == 2 ? tvb_get_ntohs(tvb, offset) : tvb_get_guint8(tvb, offset);

        ep_strbuf_append(text, sep);
        ep_strbuf_append(text, val_to_str(value, vals, unknown));
        sep = ", ";
    }
    return text->str;
}

/*
 * The common names of subject and issuer: a walk over the DER of the certificate. What contains something waits on
 * the stack as the offset behind its header; the walk takes the latest first, so that names come last to first.
 */
static const gchar *
ssl_common_names(tvbuff_t *tvb, gint offset, gint length)
{
    static const guint8 oid_common_name[] = { 0x06, 0x03, 0x55, 0x04, 0x03 };
    emem_strbuf_t *names = ep_strbuf_new("");
    ep_stack_t     pending = ep_stack_new();
    gint          *span, end = offset + length;
    guint          steps = 0;

    span = (gint *)ep_alloc(2 * sizeof(gint));
    span[0] = offset;
    span[1] = end;
    ep_stack_push(pending, span);
    while ((span = (gint *)ep_stack_pop(pending))) {
        gint at = span[0];

        while (at + 2 <= span[1] && steps++ < 2000) {
            guint8 tag = tvb_get_guint8(tvb, at);
            guint  len = tvb_get_guint8(tvb, at + 1);
            gint   content = at + 2;

            if (len & 0x80) {
                guint bytes = len & 0x7f;

                if (bytes == 0 || bytes > 2)
                    break;
                len = bytes == 1 ? tvb_get_guint8(tvb, content) : tvb_get_ntohs(tvb, content);
                content += bytes;
            }
            if (content + (gint)len > span[1])
                break;
            if (tag & 0x20) {
                gint *inner = ep_alloc_array(gint, 2);

                inner[0] = content;
                inner[1] = content + (gint)len;
                ep_stack_push(pending, inner);
            } else if (tvb_memeql(tvb, at, oid_common_name, sizeof oid_common_name) == 0) {
                guint value_len = tvb_get_guint8(tvb, content + (gint)len + 1);

                if (names->len) ep_strbuf_append(names, ", ");
                ep_strbuf_append(names, tvb_format_text(tvb, content + (gint)len + 2, value_len));
            }
            at = content + (gint)len;
        }
    }
    return names->str;
}

static void
dissect_ssl_hnd_certificate(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, gint end)
{
    gint list_end = MIN(end, offset + 3 + (gint)tvb_get_ntoh24(tvb, offset));

    offset += 3;
    while (offset + 3 < list_end) {
        guint32 length = tvb_get_ntoh24(tvb, offset);
        proto_item *ti = proto_tree_add_uint(tree, hf_ssl_handshake_certificate_len, tvb, offset, 3, length);
        proto_tree *cert_tree = proto_item_add_subtree(ti, ett_ssl_certificate);
        const gchar *names;

        offset += 3;
        if (offset + (gint)length > list_end) {
            expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_WARN, "%s",
                                   ep_strdup_printf("Certificate of %u bytes where %d are left",
                                                    length,
                                                    list_end - offset));
            return;
        }
        names = ssl_common_names(tvb, offset, (gint)length);
        if (*names) {
            proto_tree_add_string(cert_tree, hf_ssl_handshake_common_name, tvb, offset, (gint)length, names);
            proto_item_append_text(ti, " (%s)", names);
        }
        offset += (gint)length;
    }
}

static void
dissect_ssl_hnd_extensions(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, gint end, ssl_conv_t *conv,
                           gboolean is_client)
{
    while (offset + 4 <= end) {
        guint16     type = tvb_get_ntohs(tvb, offset);
        guint16     length = tvb_get_ntohs(tvb, offset + 2);
        gint        ext_end = offset + 4 + length;
        proto_item *ti;
        proto_tree *ext_tree;
        const gchar *text = NULL;

        ti = proto_tree_add_text(tree, tvb, offset, 4 + length, "Extension: %s",
                                 val_to_str(type, ssl_extension_types, "unknown (%u)"));
        ext_tree = proto_item_add_subtree(ti, ett_ssl_extension);
        proto_tree_add_uint(ext_tree, hf_ssl_handshake_extension_type, tvb, offset, 2, type);
        proto_tree_add_uint(ext_tree, hf_ssl_handshake_extension_len, tvb, offset + 2, 2, length);
        offset += 4;
        switch (type) {
        case SSL_EXT_SERVER_NAME:
            if (length > 5) {
                guint name_len = tvb_get_ntohs(tvb, offset + 3);

                text = tvb_format_text(tvb, offset + 5, name_len);
                proto_tree_add_string(ext_tree, hf_ssl_handshake_server_name, tvb, offset + 5, name_len, text);
                if (!pinfo->fd->flags.visited)
                    conv->server_name = se_strdup(text);
            }
            break;
        case SSL_EXT_ALPN: {
            gint at = offset + 2;
            emem_strbuf_t *protocols = ep_strbuf_new_label(NULL);

            while (at < ext_end) {
                guint8 len = tvb_get_guint8(tvb, at);

                if (protocols->len > 0)
                    protocols = ep_strbuf_append_c(protocols, ' ');
                protocols = ep_strbuf_append(protocols, tvb_format_text(tvb, at + 1, len));
                at += 1 + len;
            }
            text = protocols->str;
            proto_tree_add_string(ext_tree, hf_ssl_handshake_alpn, tvb, offset, length, text);
            break;
        }
        case SSL_EXT_SUPPORTED_VERSIONS:
            text = ssl_list_to_str(tvb, is_client ? offset + 1 : offset, ext_end, 2, ssl_versions, "0x%04x");
            if (!is_client && length == 2 && !pinfo->fd->flags.visited)
                conv->version = tvb_get_ntohs(tvb, offset);
            break;
        case SSL_EXT_SUPPORTED_GROUPS:
            text = ssl_list_to_str(tvb, offset + 2, ext_end, 2, NULL, "0x%04x");
            break;
        default:
            break;
        }
        if (text)
            proto_item_append_text(ti, ": %s", text);
        offset = ext_end;
    }
}

/* Session ids come back when a session is taken up again. */
static void
ssl_note_session(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, guint8 length, gboolean is_client)
{
    const gchar *id = tvb_bytes_to_str(tvb, offset, length);
    guint32      given = GPOINTER_TO_UINT(se_tree_lookup_string(ssl_sessions, id, 0));
    proto_item  *ti;

    if (given != 0 && given < pinfo->fd->num) {
        ti = proto_tree_add_uint(tree, hf_ssl_handshake_resumed, tvb, offset, length, given);
        PROTO_ITEM_SET_GENERATED(ti);
    } else if (given == 0 && !is_client && !pinfo->fd->flags.visited)
        se_tree_insert_string(ssl_sessions, se_strdup(id), GUINT_TO_POINTER(pinfo->fd->num), 0);
}

static void
dissect_ssl_hnd_hello(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, gint end, ssl_conv_t *conv,
                      gboolean is_client)
{
    guint8      id_len;
    guint16     suites_len;
    proto_item *ti;
    gint        i;

    proto_tree_add_item(tree, hf_ssl_handshake_version, tvb, offset, 2, ENC_BIG_ENDIAN);
    if (!is_client && !pinfo->fd->flags.visited)
        conv->version = tvb_get_ntohs(tvb, offset);
    proto_tree_add_item(tree, hf_ssl_handshake_random, tvb, offset + 2, 32, ENC_NA);
    offset += 34;
    id_len = tvb_get_guint8(tvb, offset++);
    if (id_len > 0) {
        proto_tree_add_item(tree, hf_ssl_handshake_session_id, tvb, offset, id_len, ENC_NA);
        ssl_note_session(tvb, pinfo, tree, offset, id_len, is_client);
        offset += id_len;
    }
    if (is_client) {
        proto_tree *suites_tree;

        suites_len = tvb_get_ntohs(tvb, offset);
        ti = proto_tree_add_text(tree, tvb, offset, 2 + suites_len, "Cipher Suites (%u): %s", suites_len / 2,
                                 ssl_list_to_str(tvb, offset + 2, offset + 2 + suites_len, 2, ssl_cipher_suites, "0x%04x"));
        suites_tree = proto_item_add_subtree(ti, ett_ssl_suites);
        offset += 2;
        for (i = 0; i + 2 <= suites_len; i += 2)
            proto_tree_add_item(suites_tree, hf_ssl_handshake_cipher_suite, tvb, offset + i, 2, ENC_BIG_ENDIAN);
        offset += suites_len;
        i = tvb_get_guint8(tvb, offset++);
        for (; i > 0; i--)
            proto_tree_add_item(tree, hf_ssl_handshake_comp_method, tvb, offset++, 1, ENC_BIG_ENDIAN);
    } else {
        proto_tree_add_item(tree, hf_ssl_handshake_cipher_suite, tvb, offset, 2, ENC_BIG_ENDIAN);
        if (!pinfo->fd->flags.visited)
            conv->cipher = tvb_get_ntohs(tvb, offset);
        proto_tree_add_item(tree, hf_ssl_handshake_comp_method, tvb, offset + 2, 1, ENC_BIG_ENDIAN);
        offset += 3;
    }
    if (offset + 2 <= end)
        dissect_ssl_hnd_extensions(tvb, pinfo, tree, offset + 2,
                                   MIN(end, offset + 2 + tvb_get_ntohs(tvb, offset)), conv, is_client);
}

static void
dissect_ssl_handshake(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, gint end, ssl_conv_t *conv,
                      emem_strbuf_t *names)
{
    while (offset + 4 <= end) {
        guint8       type = tvb_get_guint8(tvb, offset);
        guint32      length = tvb_get_ntoh24(tvb, offset + 1);
        const gchar *name = match_strval(type, ssl_handshake_types);
        proto_item  *ti;
        proto_tree  *hnd_tree;

        if (name == NULL || offset + 4 + (gint)length > end) {
            proto_tree_add_text(tree, tvb, offset, end - offset, "Handshake Protocol: a fragment or encrypted");
            ep_strbuf_append(names, names->len ? ", a fragment" : "Encrypted Handshake Message");
            return;
        }
        ti = proto_tree_add_text(tree, tvb, offset, 4 + (gint)length, "Handshake Protocol: %s", name);
        hnd_tree = proto_item_add_subtree(ti, ett_ssl_handshake);
        proto_tree_add_uint(hnd_tree, hf_ssl_handshake_type, tvb, offset, 1, type);
        proto_tree_add_uint(hnd_tree, hf_ssl_handshake_length, tvb, offset + 1, 3, length);
        if (names->len > 0)
            ep_strbuf_append(names, ", ");
        ep_strbuf_append(names, name);
        offset += 4;
        switch (type) {
        case SSL_HND_CLIENT_HELLO:
            if (!pinfo->fd->flags.visited)
                conv->server_port = pinfo->destport;
            dissect_ssl_hnd_hello(tvb, pinfo, hnd_tree, offset, offset + (gint)length, conv, TRUE);
            break;
        case SSL_HND_SERVER_HELLO:
            dissect_ssl_hnd_hello(tvb, pinfo, hnd_tree, offset, offset + (gint)length, conv, FALSE);
            break;
        case SSL_HND_CERTIFICATE:
            dissect_ssl_hnd_certificate(tvb, pinfo, hnd_tree, offset, offset + (gint)length);
            break;
        default:
            break;
        }
        offset += (gint)length;
    }
}

static ssl_conv_t *
get_ssl_conv(packet_info *pinfo)
{
    conversation_t *conversation = find_or_create_conversation(pinfo);
    ssl_conv_t     *conv = (ssl_conv_t *)conversation_get_proto_data(conversation, proto_ssl);

    if (conv == NULL) {
        conv = (ssl_conv_t *)se_alloc0(sizeof *conv);
        conv->server_port = pinfo->destport;
        conversation_add_proto_data(conversation, proto_ssl, conv);
    }
    return conv;
}

static gboolean
is_encrypted(packet_info *pinfo, const ssl_change_t *change, gint offset)
{
    if (change->frame == 0 || change->frame > pinfo->fd->num)
        return FALSE;
    return change->frame < pinfo->fd->num || change->offset < offset;
}

static void
dissect_ssl_record(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    ssl_conv_t    *conv = get_ssl_conv(pinfo);
    ssl_change_t  *change = &conv->change[pinfo->srcport == conv->server_port];
    guint8         type = tvb_get_guint8(tvb, 0);
    guint16        version = tvb_get_ntohs(tvb, 1);
    guint16        length = tvb_get_ntohs(tvb, 3);
    const gchar   *what = val_to_str(type, ssl_content_types, "Record of unknown type %u");
    emem_strbuf_t *info = ep_strbuf_new_label(NULL);
    proto_item    *ti;
    proto_tree    *ssl_tree, *record_tree;
    gint           here = tvb_raw_offset(tvb);

    col_set_str(pinfo->cinfo, COL_PROTOCOL, "TLS");
    ti = proto_tree_add_item(tree, proto_ssl, tvb, 0, -1, ENC_NA);
    if (conv->server_name)
        proto_item_append_text(ti, ", %s", conv->server_name);
    ssl_tree = proto_item_add_subtree(ti, ett_ssl);
    ti = proto_tree_add_text(ssl_tree, tvb, 0, SSL_RECORD_HEADER_LEN + length, "%s Record Layer: %s",
                             val_to_str(conv->version ? conv->version : version, ssl_versions, "Version 0x%04x"), what);
    record_tree = proto_item_add_subtree(ti, ett_ssl_record);
    proto_tree_add_uint(record_tree, hf_ssl_record_content_type, tvb, 0, 1, type);
    proto_tree_add_uint(record_tree, hf_ssl_record_version, tvb, 1, 2, version);
    proto_tree_add_uint(record_tree, hf_ssl_record_length, tvb, 3, 2, length);

    switch (type) {
    case SSL_ID_CHG_CIPHER_SPEC:
        ep_strbuf_append(info, what);
        if (change->frame == 0 && !pinfo->fd->flags.visited) {
            change->frame = pinfo->fd->num;
            change->offset = here;
        }
        break;
    case SSL_ID_ALERT:
        if (length == 2) {
            proto_tree_add_item(record_tree, hf_ssl_alert_level, tvb, SSL_RECORD_HEADER_LEN, 1, ENC_BIG_ENDIAN);
            proto_tree_add_item(record_tree, hf_ssl_alert_description, tvb, SSL_RECORD_HEADER_LEN + 1, 1, ENC_BIG_ENDIAN);
            ep_strbuf_printf(info, "Alert (Level: %s, Description: %s)",
                             val_to_str(tvb_get_guint8(tvb, SSL_RECORD_HEADER_LEN), ssl_alert_levels, "%u"),
                             val_to_str(tvb_get_guint8(tvb, SSL_RECORD_HEADER_LEN + 1), ssl_alert_descriptions, "%u"));
        } else
            ep_strbuf_append(info, "Encrypted Alert");
        break;
    case SSL_ID_HANDSHAKE:
        if (is_encrypted(pinfo, change, here))
            ep_strbuf_append(info, "Encrypted Handshake Message");
        else
            dissect_ssl_handshake(tvb, pinfo, record_tree, SSL_RECORD_HEADER_LEN, SSL_RECORD_HEADER_LEN + length, conv, info);
        break;
    case SSL_ID_APP_DATA:
        ep_strbuf_append(info, what);
        proto_tree_add_item(record_tree, hf_ssl_app_data, tvb, SSL_RECORD_HEADER_LEN, length, ENC_NA);
        break;
    default:
        ep_strbuf_append(info, what);
        break;
    }
#ifdef SSL_DEBUG_COLUMN
    ep_strbuf_append_printf(info, " [%s]", ep_strdup_printf("%u bytes, cipher 0x%04x", length, conv->cipher));
#endif
    proto_item_append_text(ti, ": %s", info->str);
    col_append_sep_str(pinfo->cinfo, COL_INFO, NULL, info->str);
}

static guint
get_ssl_record_len(packet_info *pinfo _U_, tvbuff_t *tvb, int offset)
{
    return SSL_RECORD_HEADER_LEN + tvb_get_ntohs(tvb, offset + 3);
}

static void
dissect_ssl(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    col_clear(pinfo->cinfo, COL_INFO);
    tcp_dissect_pdus(tvb, pinfo, tree, TRUE, SSL_RECORD_HEADER_LEN, get_ssl_record_len, dissect_ssl_record);
}

void
proto_register_ssl(void)
{
    static hf_register_info hf[] = {
        { &hf_ssl_record_content_type,
          { "Content Type", "ssl.record.content_type", FT_UINT8, BASE_DEC, VALS(ssl_content_types), 0x0, NULL, HFILL } },
        { &hf_ssl_record_version,
          { "Version", "ssl.record.version", FT_UINT16, BASE_HEX, VALS(ssl_versions), 0x0, NULL, HFILL } },
        { &hf_ssl_record_length,
          { "Length", "ssl.record.length", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL } },
        { &hf_ssl_alert_level,
          { "Level", "ssl.alert_message.level", FT_UINT8, BASE_DEC, VALS(ssl_alert_levels), 0x0, NULL, HFILL } },
        { &hf_ssl_alert_description,
          { "Description", "ssl.alert_message.desc", FT_UINT8, BASE_DEC, VALS(ssl_alert_descriptions), 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_type,
          { "Handshake Type", "ssl.handshake.type", FT_UINT8, BASE_DEC, VALS(ssl_handshake_types), 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_length,
          { "Length", "ssl.handshake.length", FT_UINT24, BASE_DEC, NULL, 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_version,
          { "Version", "ssl.handshake.version", FT_UINT16, BASE_HEX, VALS(ssl_versions), 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_random,
          { "Random", "ssl.handshake.random", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_session_id,
          { "Session ID", "ssl.handshake.session_id", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_cipher_suite,
          { "Cipher Suite", "ssl.handshake.ciphersuite", FT_UINT16, BASE_HEX, VALS(ssl_cipher_suites), 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_comp_method,
          { "Compression Method", "ssl.handshake.comp_method", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_extension_type,
          { "Type", "ssl.handshake.extension.type", FT_UINT16, BASE_HEX, VALS(ssl_extension_types), 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_extension_len,
          { "Length", "ssl.handshake.extension.len", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_server_name,
          { "Server Name", "ssl.handshake.extensions_server_name", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_alpn,
          { "Next protocols", "ssl.handshake.extensions_alpn_str", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_certificate_len,
          { "Certificate Length", "ssl.handshake.certificate_length", FT_UINT24, BASE_DEC, NULL, 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_common_name,
          { "Common names", "ssl.handshake.common_name", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL } },
        { &hf_ssl_handshake_resumed,
          { "Session given in frame", "ssl.resumed_from", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL } },
        { &hf_ssl_app_data,
          { "Encrypted Application Data", "ssl.app_data", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL } }
    };
    static gint *ett[] = {
        &ett_ssl,
        &ett_ssl_record,
        &ett_ssl_handshake,
        &ett_ssl_extension,
        &ett_ssl_suites,
        &ett_ssl_certificate
    };

    proto_ssl = proto_register_protocol("Secure Socket Layer", "SSL", "ssl");
    proto_register_field_array(proto_ssl, hf, array_length(hf));
    proto_register_subtree_array(ett, array_length(ett));
    register_dissector("ssl", dissect_ssl, proto_ssl);
    ssl_sessions = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "ssl_sessions");
}

void
proto_reg_handoff_ssl(void)
{
    dissector_add_uint("tcp.port", 443, find_dissector("ssl"));
}
