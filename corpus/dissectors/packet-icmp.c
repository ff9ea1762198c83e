/* SPDX-License-Identifier: MIT */
/* packet-icmp.c
 * Routines for ICMP - Internet Control Message Protocol (RFC 792, 4884)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/ipproto.h>
#include <epan/prefs.h>
#include <epan/expert.h>
#include <epan/conversation.h>
#include <epan/tap.h>
#include <epan/to_str.h>

#include "packet-icmp.h"

void proto_register_icmp(void);
void proto_reg_handoff_icmp(void);

static int proto_icmp = -1;
static int hf_icmp_type = -1;
static int hf_icmp_code = -1;
static int hf_icmp_checksum = -1;
static int hf_icmp_checksum_bad = -1;
static int hf_icmp_ident = -1;
static int hf_icmp_ident_le = -1;
static int hf_icmp_seq_num = -1;
static int hf_icmp_seq_num_le = -1;
static int hf_icmp_mtu = -1;
static int hf_icmp_redir_gw = -1;
static int hf_icmp_resp_in = -1;
static int hf_icmp_resp_to = -1;
static int hf_icmp_resptime = -1;
static int hf_icmp_data_time = -1;

static gint ett_icmp = -1;
static gint ett_icmp_quoted = -1;

static int icmp_tap = -1;
static dissector_handle_t ip_handle;
static dissector_handle_t data_handle;

/* requests by { conversation, identifier, sequence number }, and by the frames of either end */
static emem_tree_t *icmp_by_key;
static emem_tree_t *icmp_by_frame;

#define ICMP_ECHOREPLY      0
#define ICMP_UNREACH        3
#define ICMP_SOURCEQUENCH   4
#define ICMP_REDIRECT       5
#define ICMP_ECHO           8
#define ICMP_TIMXCEED       11
#define ICMP_PARAMPROB      12
#define ICMP_TSTAMP         13
#define ICMP_TSTAMPREPLY    14

static const value_string icmp_type_str[] = {
    { ICMP_ECHOREPLY,    "Echo (ping) reply" },
    { ICMP_UNREACH,      "Destination unreachable" },
    { ICMP_SOURCEQUENCH, "Source quench (flow control)" },
    { ICMP_REDIRECT,     "Redirect" },
    { ICMP_ECHO,         "Echo (ping) request" },
    { ICMP_TIMXCEED,     "Time-to-live exceeded" },
    { ICMP_PARAMPROB,    "Parameter problem" },
    { ICMP_TSTAMP,       "Timestamp request" },
    { ICMP_TSTAMPREPLY,  "Timestamp reply" },
    { 0, NULL }
};

static const value_string unreach_code_str[] = {
    { 0,  "Network unreachable" },
    { 1,  "Host unreachable" },
    { 2,  "Protocol unreachable" },
    { 3,  "Port unreachable" },
    { 4,  "Fragmentation needed" },
    { 5,  "Source route failed" },
    { 9,  "Network administratively prohibited" },
    { 10, "Host administratively prohibited" },
    { 13, "Communication administratively filtered" },
    { 0, NULL }
};

static const value_string redir_code_str[] = {
    { 0, "Redirect for network" },
    { 1, "Redirect for host" },
    { 0, NULL }
};

static const value_string ttl_code_str[] = {
    { 0, "Time to live exceeded in transit" },
    { 1, "Fragment reassembly time exceeded" },
    { 0, NULL }
};

/* One table for each type whose codes have names. */
static const struct {
    guint8              type;
    const value_string *codes;
} code_tables[] = {
    { ICMP_UNREACH,  unreach_code_str },
    { ICMP_REDIRECT, redir_code_str },
    { ICMP_TIMXCEED, ttl_code_str }
};

static const gchar *
icmp_code_to_str(guint8 type, guint8 code)
{
    guint i;

    for (i = 0; i < array_length(code_tables); i++)
        if (code_tables[i].type == type)
            return val_to_str(code, code_tables[i].codes, "Unknown code: %u");
    return code ? ep_strdup_printf("Code: %u", code) : NULL;
}

/*
 * The conversation's number keeps pings of different hosts apart that use the same identifier.
 */
static guint32
conversation_number(packet_info *pinfo)
{
    conversation_t *conversation;

    conversation = find_conversation(pinfo->fd->num, &pinfo->src, &pinfo->dst, PT_NONE, 0, 0, 0);
    if (conversation == NULL)
        conversation = conversation_new(pinfo->fd->num, &pinfo->src, &pinfo->dst, PT_NONE, 0, 0, 0);
    return conversation->index;
}

icmp_transaction_t *
icmp_echo_request(emem_tree_t *by_key, emem_tree_t *by_frame, packet_info *pinfo, guint32 id, guint32 seq)
{
    icmp_transaction_t *trans;
    emem_tree_key_t key[2];
    guint32 words[3];

    if (pinfo->fd->flags.visited)
        return (icmp_transaction_t *)se_tree_lookup32(by_frame, pinfo->fd->num);
    words[0] = conversation_number(pinfo);
    words[1] = id;
    words[2] = seq;
    key[0].length = 3;
    key[0].key = words;
    key[1].length = 0;
    key[1].key = NULL;

    trans = se_alloc(sizeof(icmp_transaction_t));
    trans->rqst_frame = pinfo->fd->num;
    trans->resp_frame = 0;
    trans->rqst_time = pinfo->fd->abs_ts;
    se_tree_insert32_array(by_key, key, (void *)trans);
    se_tree_insert32(by_frame, pinfo->fd->num, (void *)trans);
    return trans;
}

icmp_transaction_t *
icmp_echo_reply(emem_tree_t *by_key, emem_tree_t *by_frame, packet_info *pinfo, guint32 id, guint32 seq)
{
    icmp_transaction_t *trans;
    emem_tree_key_t key[2];
    guint32 words[3];

    if (pinfo->fd->flags.visited)
        return (icmp_transaction_t *)se_tree_lookup32(by_frame, pinfo->fd->num);
    words[0] = conversation_number(pinfo);
    words[1] = id;
    words[2] = seq;
    key[0].length = 3;
    key[0].key = words;
    key[1].length = 0;
    key[1].key = NULL;

    trans = (icmp_transaction_t *)se_tree_lookup32_array(by_key, key);
    /* a second reply has no request of its own */
    if (trans == NULL || trans->resp_frame != 0)
        return NULL;
    trans->resp_frame = pinfo->fd->num;
    se_tree_insert32(by_frame, pinfo->fd->num, (void *)trans);
    return trans;
}

void
icmp_show_echo(icmp_transaction_t *trans, tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gboolean is_request,
               int hf_resp_in, int hf_resp_to, int hf_resptime)
{
    proto_item *it;
    nstime_t ns;

    if (trans == NULL)
        return;
    if (is_request) {
        if (trans->resp_frame) {
            it = proto_tree_add_uint(tree, hf_resp_in, tvb, 0, 0, trans->resp_frame);
            PROTO_ITEM_SET_GENERATED(it);
            col_append_fstr(pinfo->cinfo, COL_INFO, " (reply in %u)", trans->resp_frame);
        }
        return;
    }
    it = proto_tree_add_uint(tree, hf_resp_to, tvb, 0, 0, trans->rqst_frame);
    PROTO_ITEM_SET_GENERATED(it);
    nstime_delta(&ns, &pinfo->fd->abs_ts, &trans->rqst_time);
    it = proto_tree_add_time(tree, hf_resptime, tvb, 0, 0, &ns);
    PROTO_ITEM_SET_GENERATED(it);
    col_append_fstr(pinfo->cinfo, COL_INFO, " (request in %u, %s)", trans->rqst_frame, rel_time_to_str(&ns));
}

/* ping puts the time of sending in front of its data; believe it if it is near the capture's. */
static void
show_ping_data(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset)
{
    nstime_t ts, age;
    proto_item *ti;

    if (tvb_length_remaining(tvb, offset) >= 16) {
        guint32 usecs = tvb_get_letohl(tvb, offset + 8);

        ts.secs = tvb_get_letohl(tvb, offset);
        ts.nsecs = usecs < 1000000 ? (gint)usecs * 1000 : 0;
        nstime_delta(&age, &pinfo->fd->abs_ts, &ts);
        if (tvb_get_letohl(tvb, offset + 4) == 0 && usecs < 1000000 && age.secs >= 0 && age.secs < 60) {
            proto_tree_add_text(tree, tvb, offset, 16, "Timestamp from icmp data: %s",
                                abs_time_to_str(&ts, ABSOLUTE_TIME_UTC, TRUE));
            ti = proto_tree_add_time(tree, hf_icmp_data_time, tvb, offset, 16, &age);
            PROTO_ITEM_SET_GENERATED(ti);
            offset += 16;
        }
    }
    if (tvb_length_remaining(tvb, offset) > 0)
        call_dissector(data_handle, tvb_new_subset_remaining(tvb, offset), pinfo, tree);
}

static void
dissect_quoted_packet(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    gboolean saved_error = pinfo->in_error_pkt;
    gchar *info = ep_strdup_printf("%s%s", saved_error ? "[quoted twice] " : "", tvb_length(tvb) < 20 ? "short quote" : "");
    address saved_src = pinfo->src, saved_dst = pinfo->dst, saved_net_src = pinfo->net_src, saved_net_dst = pinfo->net_dst;

    if (*info)
        proto_tree_add_text(tree, tvb, 0, -1, "%s", info);
    if (saved_error)
        return;
    /* what the quoted packet says about itself must not reach the columns */
    pinfo->in_error_pkt = TRUE;
    col_set_writable(pinfo->cinfo, FALSE);
    TRY {
        call_dissector(ip_handle, tvb, pinfo, tree);
    }
    CATCH_ALL {
        /* a quote is cut off nearly always */
        proto_tree_add_text(tree, tvb, 0, 0, "[Quoted packet is cut short]");
    }
    ENDTRY;
    col_set_writable(pinfo->cinfo, TRUE);
    pinfo->in_error_pkt = saved_error;
    pinfo->src = saved_src;
    pinfo->dst = saved_dst;
    pinfo->net_src = saved_net_src;
    pinfo->net_dst = saved_net_dst;
}

static void
dissect_icmp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    guint8 type = tvb_get_guint8(tvb, 0);
    guint8 code = tvb_get_guint8(tvb, 1);
    guint16 id, seq, sum;
    const gchar *code_str = icmp_code_to_str(type, code);
    icmp_transaction_t *trans = NULL;
    proto_tree *icmp_tree;
    proto_item *ti, *item;
    vec_t cksum_vec[1];

    col_set_str(pinfo->cinfo, COL_PROTOCOL, "ICMP");
    col_add_fstr(pinfo->cinfo, COL_INFO, "%-20s", val_to_str(type, icmp_type_str, "Unknown ICMP (%u)"));
    if (code_str)
        col_append_fstr(pinfo->cinfo, COL_INFO, " (%s)", code_str);

    ti = proto_tree_add_item(tree, proto_icmp, tvb, 0, -1, ENC_NA);
    icmp_tree = proto_item_add_subtree(ti, ett_icmp);
    proto_tree_add_item(icmp_tree, hf_icmp_type, tvb, 0, 1, ENC_BIG_ENDIAN);
    item = proto_tree_add_item(icmp_tree, hf_icmp_code, tvb, 1, 1, ENC_BIG_ENDIAN);
    if (code_str)
        proto_item_append_text(item, " (%s)", code_str);

    sum = tvb_get_ntohs(tvb, 2);
    if (!pinfo->in_error_pkt && tvb_length(tvb) >= tvb_reported_length(tvb)) {
        cksum_vec[0].len = tvb_reported_length(tvb);
        cksum_vec[0].ptr = tvb_get_ptr(tvb, 0, cksum_vec[0].len);
        if (in_cksum(cksum_vec, 1) == 0)
            proto_tree_add_uint_format_value(icmp_tree, hf_icmp_checksum, tvb, 2, 2, sum, "0x%04x [correct]", sum);
        else {
            item = proto_tree_add_uint_format_value(icmp_tree, hf_icmp_checksum, tvb, 2, 2, sum, "0x%04x [incorrect]", sum);
            expert_add_info_format(pinfo, item, PI_CHECKSUM, PI_WARN, "Bad ICMP checksum");
            item = proto_tree_add_boolean(icmp_tree, hf_icmp_checksum_bad, tvb, 2, 2, TRUE);
            PROTO_ITEM_SET_HIDDEN(item);
        }
    } else
        proto_tree_add_item(icmp_tree, hf_icmp_checksum, tvb, 2, 2, ENC_BIG_ENDIAN);

    switch (type) {
    case ICMP_ECHO:
    case ICMP_ECHOREPLY:
        id = tvb_get_ntohs(tvb, 4);
        seq = tvb_get_ntohs(tvb, 6);
        proto_tree_add_item(icmp_tree, hf_icmp_ident, tvb, 4, 2, ENC_BIG_ENDIAN);
        proto_tree_add_item(icmp_tree, hf_icmp_ident_le, tvb, 4, 2, ENC_LITTLE_ENDIAN);
        proto_tree_add_item(icmp_tree, hf_icmp_seq_num, tvb, 6, 2, ENC_BIG_ENDIAN);
        proto_tree_add_item(icmp_tree, hf_icmp_seq_num_le, tvb, 6, 2, ENC_LITTLE_ENDIAN);
        col_append_fstr(pinfo->cinfo, COL_INFO, " id=0x%04x, seq=%u/%u", id, seq, GUINT16_SWAP_LE_BE(seq));
        if (!pinfo->in_error_pkt) {
            trans = type == ICMP_ECHO ? icmp_echo_request(icmp_by_key, icmp_by_frame, pinfo, id, seq)
                                      : icmp_echo_reply(icmp_by_key, icmp_by_frame, pinfo, id, seq);
            icmp_show_echo(trans, tvb, pinfo, icmp_tree, type == ICMP_ECHO, hf_icmp_resp_in, hf_icmp_resp_to,
                           hf_icmp_resptime);
        }
        show_ping_data(tvb, pinfo, icmp_tree, 8);
        break;

    case ICMP_UNREACH:
        if (code == 4)
            proto_tree_add_item(icmp_tree, hf_icmp_mtu, tvb, 6, 2, ENC_BIG_ENDIAN);
        /* fall through */
    case ICMP_SOURCEQUENCH:
    case ICMP_TIMXCEED:
    case ICMP_PARAMPROB:
    case ICMP_REDIRECT:
        if (type == ICMP_REDIRECT)
            proto_tree_add_item(icmp_tree, hf_icmp_redir_gw, tvb, 4, 4, ENC_BIG_ENDIAN);
        dissect_quoted_packet(tvb_new_subset_remaining(tvb, 8), pinfo, proto_item_add_subtree(ti, ett_icmp_quoted));
        break;

    case ICMP_TSTAMP:
    case ICMP_TSTAMPREPLY:
        proto_tree_add_item(icmp_tree, hf_icmp_ident, tvb, 4, 2, ENC_BIG_ENDIAN);
        proto_tree_add_item(icmp_tree, hf_icmp_seq_num, tvb, 6, 2, ENC_BIG_ENDIAN);
        proto_tree_add_text(icmp_tree, tvb, 8, 4, "Originate timestamp: %s after midnight UTC",
                            time_msecs_to_str((gint32)tvb_get_ntohl(tvb, 8)));
        break;
    }
    if (trans)
        tap_queue_packet(icmp_tap, pinfo, trans);
}

void
proto_register_icmp(void)
{
    static hf_register_info hf[] = {
        { &hf_icmp_type, { "Type", "icmp.type", FT_UINT8, BASE_DEC, VALS(icmp_type_str), 0x0, NULL, HFILL }},
        { &hf_icmp_code, { "Code", "icmp.code", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_checksum, { "Checksum", "icmp.checksum", FT_UINT16, BASE_HEX, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_checksum_bad,
          { "Bad Checksum", "icmp.checksum_bad", FT_BOOLEAN, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_ident, { "Identifier (BE)", "icmp.ident", FT_UINT16, BASE_DEC_HEX, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_ident_le, { "Identifier (LE)", "icmp.ident_le", FT_UINT16, BASE_DEC_HEX, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_seq_num, { "Sequence number (BE)", "icmp.seq", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_seq_num_le,
          { "Sequence number (LE)", "icmp.seq_le", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_mtu, { "MTU of next hop", "icmp.mtu", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_redir_gw, { "Gateway address", "icmp.redir_gw", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_resp_in,
          { "Response In", "icmp.resp_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_resp_to,
          { "Response To", "icmp.resp_to", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_resptime,
          { "Response Time", "icmp.resptime", FT_RELATIVE_TIME, BASE_NONE, NULL, 0x0, NULL, HFILL }},
        { &hf_icmp_data_time,
          { "Timestamp from icmp data (relative)", "icmp.data_time_relative", FT_RELATIVE_TIME, BASE_NONE, NULL, 0x0,
            NULL, HFILL }}
    };
    static gint *ett[] = { &ett_icmp, &ett_icmp_quoted };

    proto_icmp = proto_register_protocol("Internet Control Message Protocol", "ICMP", "icmp");
    proto_register_field_array(proto_icmp, hf, array_length(hf));
    proto_register_subtree_array(ett, array_length(ett));
    register_dissector("icmp", dissect_icmp, proto_icmp);

    icmp_by_key = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "icmp_by_key");
    icmp_by_frame = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "icmp_by_frame");
    icmp_tap = register_tap("icmp");
}

void
proto_reg_handoff_icmp(void)
{
    dissector_handle_t icmp_handle = find_dissector("icmp");

    ip_handle = find_dissector("ip");
    data_handle = find_dissector("data");
    dissector_add_uint("ip.proto", IP_PROTO_ICMP, icmp_handle);
}
