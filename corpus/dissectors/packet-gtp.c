/* SPDX-License-Identifier: MIT */
/* packet-gtp.c
 * Routines for the control plane of the GPRS Tunnelling Protocol, version 1 (3GPP TS 29.060)
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
#include <epan/to_str.h>

void proto_register_gtp(void);
void proto_reg_handoff_gtp(void);

static int proto_gtp = -1;
static int hf_gtp_flags = -1;
static int hf_gtp_message_type = -1;
static int hf_gtp_length = -1;
static int hf_gtp_teid = -1;
static int hf_gtp_seq_number = -1;
static int hf_gtp_ie_type = -1;
static int hf_gtp_ie_length = -1;
static int hf_gtp_cause = -1;
static int hf_gtp_imsi = -1;
static int hf_gtp_msisdn = -1;
static int hf_gtp_apn = -1;
static int hf_gtp_recovery = -1;
static int hf_gtp_nsapi = -1;
static int hf_gtp_teid_data = -1;
static int hf_gtp_teid_cp = -1;
static int hf_gtp_gsn_address = -1;
static int hf_gtp_user_address = -1;
static int hf_gtp_response_in = -1;
static int hf_gtp_response_to = -1;
static int hf_gtp_time = -1;
static int hf_gtp_session_imsi = -1;

static gint ett_gtp = -1;
static gint ett_gtp_flags = -1;
static gint ett_gtp_ie = -1;

#define UDP_PORT_GTPv1C		2123

#define GTP_MSG_ECHO_REQ	1
#define GTP_MSG_ECHO_RESP	2
#define GTP_MSG_CREATE_PDP_REQ	16
#define GTP_MSG_CREATE_PDP_RESP	17
#define GTP_MSG_UPDATE_PDP_REQ	18
#define GTP_MSG_UPDATE_PDP_RESP	19
#define GTP_MSG_DELETE_PDP_REQ	20
#define GTP_MSG_DELETE_PDP_RESP	21

static const value_string message_type[] = {
	{ GTP_MSG_ECHO_REQ,		"Echo request" },
	{ GTP_MSG_ECHO_RESP,		"Echo response" },
	{ 3,				"Version not supported" },
	{ GTP_MSG_CREATE_PDP_REQ,	"Create PDP context request" },
	{ GTP_MSG_CREATE_PDP_RESP,	"Create PDP context response" },
	{ GTP_MSG_UPDATE_PDP_REQ,	"Update PDP context request" },
	{ GTP_MSG_UPDATE_PDP_RESP,	"Update PDP context response" },
	{ GTP_MSG_DELETE_PDP_REQ,	"Delete PDP context request" },
	{ GTP_MSG_DELETE_PDP_RESP,	"Delete PDP context response" },
	{ 26,				"Error indication" },
	{ 0, NULL }
};

static const value_string cause_type[] = {
	{ 0,	"Request IMSI" },
	{ 128,	"Request accepted" },
	{ 192,	"Non-existent" },
	{ 199,	"No resources available" },
	{ 204,	"System failure" },
	{ 0, NULL }
};

#define GTP_IE_CAUSE		1
#define GTP_IE_IMSI		2
#define GTP_IE_RECOVERY		14
#define GTP_IE_TEID_DATA	16
#define GTP_IE_TEID_CP		17
#define GTP_IE_NSAPI		20
#define GTP_IE_END_USER		128
#define GTP_IE_APN		131
#define GTP_IE_GSN_ADDRESS	133
#define GTP_IE_MSISDN		134

/* Elements below 128 are of the length that this table has for them. */
static const struct {
	guint8		type;
	guint8		len;
	const char	*name;
} gtp_ies[] = {
	{ GTP_IE_CAUSE,		1,	"Cause" },
	{ GTP_IE_IMSI,		8,	"IMSI" },
	{ 3,			6,	"Routing Area Identity" },
	{ 8,			1,	"Reordering required" },
	{ GTP_IE_RECOVERY,	1,	"Recovery" },
	{ 15,			1,	"Selection mode" },
	{ GTP_IE_TEID_DATA,	4,	"TEID Data I" },
	{ GTP_IE_TEID_CP,	4,	"TEID Control Plane" },
	{ 19,			1,	"Teardown indicator" },
	{ GTP_IE_NSAPI,		1,	"NSAPI" },
	{ 26,			2,	"Charging characteristics" },
	{ 127,			4,	"Charging ID" },
	{ GTP_IE_END_USER,	0,	"End user address" },
	{ GTP_IE_APN,		0,	"Access Point Name" },
	{ 132,			0,	"Protocol configuration options" },
	{ GTP_IE_GSN_ADDRESS,	0,	"GSN address" },
	{ GTP_IE_MSISDN,	0,	"MSISDN" },
	{ 135,			0,	"Quality of Service" },
	{ 151,			0,	"RAT Type" },
	{ 152,			0,	"User Location Information" }
};

/* A subscriber's session; kept with the capture file and found by either tunnel's identifier. */
typedef struct _gtp_session_t {
	gchar		*imsi;
	gchar		*apn;
	address		sgsn;
} gtp_session_t;

typedef struct _gtp_request_t {
	guint32		frame;
	guint32		response_frame;
	nstime_t	time;
	gtp_session_t	*session;
} gtp_request_t;

typedef struct _gtp_conv_t {
	emem_tree_t	*requests;	/* by sequence number and kind of message */
} gtp_conv_t;

static emem_tree_t *gtp_sessions;

/* The digits of telephony: "A" to "E" are keys, too. */
static dgt_set_t tbcd_digits = {
	{ '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', 'a', 'b', 'c', '?' }
};

static const gchar *
apn_to_str(tvbuff_t *tvb, int offset, int len)
{
	gchar *apn = (gchar *)tvb_get_ephemeral_string(tvb, offset, len);
	int at = 0;

	/* labels with their lengths in front, as in the DNS */
	while (at < len) {
		int label = (guchar)apn[at];

		apn[at] = '.';
		at += label + 1;
	}
	return len > 0 ? format_text((guchar *)apn + 1, len - 1) : "";
}

static const char *
flags_picture(tvbuff_t *tvb)
{
	guint8 *bits = ep_tvb_get_bits(tvb, 5, 3, FALSE);
	emem_strbuf_t *text = ep_strbuf_new_label("");

	if (bits[0] & 0x80)
		ep_strbuf_append(text, "extension header");
	if (bits[0] & 0x40)
		ep_strbuf_append_printf(text, "%ssequence number", text->len ? ", " : "");
	if (bits[0] & 0x20)
		ep_strbuf_append_printf(text, "%sN-PDU number", text->len ? ", " : "");
	if (text->len == 0)
		ep_strbuf_printf(text, "no %s", "optional fields");
	return text->str;
}

static gtp_request_t *
match_gtp(packet_info *pinfo, guint8 type, guint16 seq)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	gtp_conv_t *conv = (gtp_conv_t *)conversation_get_proto_data(conversation, proto_gtp);
	gtp_request_t *req;
	guint32 words[2];
	emem_tree_key_t key[3];

	if (conv == NULL) {
		conv = se_alloc0(sizeof(gtp_conv_t));
		conv->requests = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "gtp_requests");
		conversation_add_proto_data(conversation, proto_gtp, conv);
	}
	words[0] = seq;
	/* requests are even, their responses odd; the echo is the other way round */
	words[1] = type <= GTP_MSG_ECHO_RESP ? GTP_MSG_ECHO_REQ : type & ~1U;
	key[0].length = 1;
	key[0].key = &words[0];
	key[1].length = 1;
	key[1].key = &words[1];
	key[2].length = 0;
	key[2].key = NULL;
	req = (gtp_request_t *)se_tree_lookup32_array(conv->requests, key);
	if (type == words[1]) {
		if (req == NULL && !pinfo->fd->flags.visited) {
			req = se_new0(gtp_request_t);
			req->frame = pinfo->fd->num;
			req->time = pinfo->fd->abs_ts;
			key[0].length = 1;
			key[0].key = &words[0];
			key[1].length = 1;
			key[1].key = &words[1];
			se_tree_insert32_array(conv->requests, key, req);
		}
	} else if (req && req->response_frame == 0)
		req->response_frame = pinfo->fd->num;
	return req;
}

static gtp_session_t *
get_session(packet_info *pinfo, gtp_request_t *req)
{
	if (req == NULL)
		return NULL;
	if (req->session == NULL && !pinfo->fd->flags.visited) {
		req->session = se_new0(gtp_session_t);
		SE_COPY_ADDRESS(&req->session->sgsn, &pinfo->src);
	}
	return req->session;
}

static int
dissect_gtp_ie(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, gtp_request_t *req, gboolean is_create)
{
	guint8 type = tvb_get_guint8(tvb, offset);
	gtp_session_t *session = is_create ? get_session(pinfo, req) : NULL;
	proto_tree *ie_tree;
	proto_item *ti;
	const gchar *name = "Unknown", *text;
	int len = -1, at = offset + 1;
	guint i;

	for (i = 0; i < array_length(gtp_ies); i++)
		if (gtp_ies[i].type == type) {
			name = gtp_ies[i].name;
			len = gtp_ies[i].len;
		}
	if (type & 0x80) {
		len = tvb_get_ntohs(tvb, at);
		at += 2;
	}
	if (len < 0) {
		ti = proto_tree_add_text(tree, tvb, offset, -1, "Unknown element %u", type);
		expert_add_info_format(pinfo, ti, PI_PROTOCOL, PI_WARN, "The length of element %u is not known", type);
		return tvb_reported_length(tvb);
	}
	ti = proto_tree_add_text(tree, tvb, offset, at + len - offset, "%s", name);
	ie_tree = proto_item_add_subtree(ti, ett_gtp_ie);
	proto_tree_add_uint_format_value(ie_tree, hf_gtp_ie_type, tvb, offset, 1, type, "%s (%u)", name, type);
	if (type & 0x80)
		proto_tree_add_item(ie_tree, hf_gtp_ie_length, tvb, offset + 1, 2, ENC_BIG_ENDIAN);
	tvb_ensure_bytes_exist(tvb, at, len);

	switch (type) {
	case GTP_IE_CAUSE:
		text = val_to_str(tvb_get_guint8(tvb, at), cause_type, "Unknown (%u)");
		proto_tree_add_item(ie_tree, hf_gtp_cause, tvb, at, 1, ENC_BIG_ENDIAN);
		proto_item_append_text(ti, ": %s", text);
		col_append_fstr(pinfo->cinfo, COL_INFO, ", %s", text);
		break;
	case GTP_IE_IMSI:
		text = tvb_bcd_dig_to_ep_str(tvb, at, 8, NULL, FALSE);
		proto_tree_add_string(ie_tree, hf_gtp_imsi, tvb, at, 8, text);
		proto_item_append_text(ti, ": %s", text);
		col_append_fstr(pinfo->cinfo, COL_INFO, ", IMSI %s", text);
		if (session && !session->imsi)
			session->imsi = se_strdup(text);
		break;
	case GTP_IE_MSISDN:
		if (len < 2)
			break;
		text = tvb_bcd_dig_to_ep_str(tvb, at + 1, len - 1, &tbcd_digits, FALSE);
		proto_tree_add_string(ie_tree, hf_gtp_msisdn, tvb, at, len, text);
		proto_item_append_text(ti, ": %s%s", (tvb_get_guint8(tvb, at) & 0x70) == 0x10 ? "+" : "", text);
		break;
	case GTP_IE_APN:
		text = apn_to_str(tvb, at, len);
		proto_tree_add_string(ie_tree, hf_gtp_apn, tvb, at, len, text);
		proto_item_append_text(ti, ": %s", text);
		if (session && !session->apn)
			session->apn = se_strdup(text);
		break;
	case GTP_IE_RECOVERY:
		proto_tree_add_item(ie_tree, hf_gtp_recovery, tvb, at, 1, ENC_BIG_ENDIAN);
		break;
	case GTP_IE_NSAPI:
		proto_tree_add_item(ie_tree, hf_gtp_nsapi, tvb, at, 1, ENC_BIG_ENDIAN);
		break;
	case GTP_IE_TEID_DATA:
	case GTP_IE_TEID_CP:
		proto_tree_add_item(ie_tree, type == GTP_IE_TEID_DATA ? hf_gtp_teid_data : hf_gtp_teid_cp, tvb, at, 4, ENC_BIG_ENDIAN);
		if (req && req->session && !pinfo->fd->flags.visited)
			se_tree_insert32(gtp_sessions, tvb_get_ntohl(tvb, at), req->session);
		break;
	case GTP_IE_GSN_ADDRESS:
		if (len == 4) {
			proto_tree_add_item(ie_tree, hf_gtp_gsn_address, tvb, at, 4, ENC_BIG_ENDIAN);
			proto_item_append_text(ti, ": %s", tvb_ip_to_str(tvb, at));
		}
		break;
	case GTP_IE_END_USER:
		if (len == 6) {
			proto_tree_add_item(ie_tree, hf_gtp_user_address, tvb, at + 2, 4, ENC_BIG_ENDIAN);
			col_append_fstr(pinfo->cinfo, COL_INFO, ", address %s", tvb_ip_to_str(tvb, at + 2));
		}
		break;
	default:
		if (len > 0)
			proto_item_append_text(ti, ": %s", tvb_bytes_to_str(tvb, at, MIN(len, 24)));
		break;
	}
	return at + len;
}

static void
dissect_gtp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	proto_tree *gtp_tree;
	proto_item *ti;
	gtp_request_t *req = NULL;
	gtp_session_t *session;
	nstime_t delta;
	guint8 flags = tvb_get_guint8(tvb, 0);
	guint8 type = tvb_get_guint8(tvb, 1);
	guint16 len = tvb_get_ntohs(tvb, 2);
	guint32 teid = tvb_get_ntohl(tvb, 4);
	int offset = 8, end;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "GTP");
	col_add_str(pinfo->cinfo, COL_INFO, val_to_str(type, message_type, "Unknown message type %u"));
	ti = proto_tree_add_item(tree, proto_gtp, tvb, 0, -1, ENC_NA);
	gtp_tree = proto_item_add_subtree(ti, ett_gtp);
	ti = proto_tree_add_uint_format_value(gtp_tree, hf_gtp_flags, tvb, 0, 1, flags, "0x%02x (%s)", flags, flags_picture(tvb));
	proto_tree_add_text(proto_item_add_subtree(ti, ett_gtp_flags), tvb, 0, 1, "%s = Version: %u",
	    decode_bits_in_field(0, 3, flags >> 5), flags >> 5);
	proto_tree_add_item(gtp_tree, hf_gtp_message_type, tvb, 1, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(gtp_tree, hf_gtp_length, tvb, 2, 2, ENC_BIG_ENDIAN);
	ti = proto_tree_add_item(gtp_tree, hf_gtp_teid, tvb, 4, 4, ENC_BIG_ENDIAN);
	if ((flags >> 5) != 1) {
		expert_add_info_format(pinfo, ti, PI_PROTOCOL, PI_WARN, "Version %u is not known", flags >> 5);
		return;
	}
	if (flags & 0x07) {
		if (flags & 0x02) {
			proto_tree_add_item(gtp_tree, hf_gtp_seq_number, tvb, 8, 2, ENC_BIG_ENDIAN);
			req = match_gtp(pinfo, type, tvb_get_ntohs(tvb, 8));
		}
		offset += 4;
	}
	if (req && req->frame != pinfo->fd->num) {
		ti = proto_tree_add_uint(gtp_tree, hf_gtp_response_to, tvb, 0, 0, req->frame);
		PROTO_ITEM_SET_GENERATED(ti);
		nstime_delta(&delta, &pinfo->fd->abs_ts, &req->time);
		ti = proto_tree_add_time(gtp_tree, hf_gtp_time, tvb, 0, 0, &delta);
		PROTO_ITEM_SET_GENERATED(ti);
	} else if (req && req->response_frame) {
		ti = proto_tree_add_uint(gtp_tree, hf_gtp_response_in, tvb, 0, 0, req->response_frame);
		PROTO_ITEM_SET_GENERATED(ti);
	}
	session = teid ? (gtp_session_t *)se_tree_lookup32(gtp_sessions, teid) : NULL;
	if (session && session->imsi) {
		ti = proto_tree_add_string(gtp_tree, hf_gtp_session_imsi, tvb, 4, 4, session->imsi);
		PROTO_ITEM_SET_GENERATED(ti);
		proto_item_append_text(ti, " (%s, from %s)", session->apn ? session->apn : "no access point",
		    ep_address_to_str(&session->sgsn));
	}
	end = MIN(8 + len, (int)tvb_reported_length(tvb));
	while (offset < end)
		offset = dissect_gtp_ie(tvb, pinfo, gtp_tree, offset, req, type == GTP_MSG_CREATE_PDP_REQ || type == GTP_MSG_CREATE_PDP_RESP);
}

void
proto_register_gtp(void)
{
#define GTP_FIELD(var, name, abbrev, type, base, strings) { &var, { name, abbrev, type, base, strings, 0x0, NULL, HFILL }}
	static hf_register_info hf[] = {
		GTP_FIELD(hf_gtp_flags, "Flags", "gtp.flags", FT_UINT8, BASE_HEX, NULL),
		GTP_FIELD(hf_gtp_message_type, "Message Type", "gtp.message", FT_UINT8, BASE_HEX, VALS(message_type)),
		GTP_FIELD(hf_gtp_length, "Length", "gtp.length", FT_UINT16, BASE_DEC, NULL),
		GTP_FIELD(hf_gtp_teid, "TEID", "gtp.teid", FT_UINT32, BASE_HEX, NULL),
		GTP_FIELD(hf_gtp_seq_number, "Sequence number", "gtp.seq_number", FT_UINT16, BASE_HEX, NULL),
		GTP_FIELD(hf_gtp_ie_type, "Element", "gtp.ie_type", FT_UINT8, BASE_DEC, NULL),
		GTP_FIELD(hf_gtp_ie_length, "Length", "gtp.ie_length", FT_UINT16, BASE_DEC, NULL),
		GTP_FIELD(hf_gtp_cause, "Cause", "gtp.cause", FT_UINT8, BASE_DEC, VALS(cause_type)),
		GTP_FIELD(hf_gtp_imsi, "IMSI", "gtp.imsi", FT_STRING, BASE_NONE, NULL),
		GTP_FIELD(hf_gtp_msisdn, "MSISDN", "gtp.msisdn", FT_STRING, BASE_NONE, NULL),
		GTP_FIELD(hf_gtp_apn, "APN", "gtp.apn", FT_STRING, BASE_NONE, NULL),
		GTP_FIELD(hf_gtp_recovery, "Recovery", "gtp.recovery", FT_UINT8, BASE_DEC, NULL),
		GTP_FIELD(hf_gtp_nsapi, "NSAPI", "gtp.nsapi", FT_UINT8, BASE_DEC, NULL),
		GTP_FIELD(hf_gtp_teid_data, "TEID Data I", "gtp.teid_data", FT_UINT32, BASE_HEX, NULL),
		GTP_FIELD(hf_gtp_teid_cp, "TEID Control Plane", "gtp.teid_cp", FT_UINT32, BASE_HEX, NULL),
		GTP_FIELD(hf_gtp_gsn_address, "GSN address IPv4", "gtp.gsn_ipv4", FT_IPv4, BASE_NONE, NULL),
		GTP_FIELD(hf_gtp_user_address, "End user address IPv4", "gtp.user_ipv4", FT_IPv4, BASE_NONE, NULL),
		GTP_FIELD(hf_gtp_response_in, "Response In", "gtp.response_in", FT_FRAMENUM, BASE_NONE, NULL),
		GTP_FIELD(hf_gtp_response_to, "Response To", "gtp.response_to", FT_FRAMENUM, BASE_NONE, NULL),
		GTP_FIELD(hf_gtp_time, "Time", "gtp.time", FT_RELATIVE_TIME, BASE_NONE, NULL),
		GTP_FIELD(hf_gtp_session_imsi, "Session of", "gtp.session_imsi", FT_STRING, BASE_NONE, NULL)
	};
	static gint *ett[] = { &ett_gtp, &ett_gtp_flags, &ett_gtp_ie };

	proto_gtp = proto_register_protocol("GPRS Tunneling Protocol", "GTP", "gtp");
	proto_register_field_array(proto_gtp, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	gtp_sessions = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "gtp_sessions");
}

void
proto_reg_handoff_gtp(void)
{
	dissector_add_uint("udp.port", UDP_PORT_GTPv1C, create_dissector_handle(dissect_gtp, proto_gtp));
}
