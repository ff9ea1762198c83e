/* SPDX-License-Identifier: MIT */
/* packet-ntp.c
 * Routines for NTP packet disassembly (RFC 958, 1305, 5905)
 *
 * Nach einer Idee von Jörg Mühle: die Umlaufzeit aus den vier Zeitstempeln.
 */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <string.h>
#include <math.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/strutil.h>
#include <epan/emem.h>

void proto_register_ntp(void);
void proto_reg_handoff_ntp(void);

static int proto_ntp = -1;
static int hf_ntp_flags = -1;
static int hf_ntp_flags_li = -1;
static int hf_ntp_flags_vn = -1;
static int hf_ntp_flags_mode = -1;
static int hf_ntp_stratum = -1;
static int hf_ntp_ppoll = -1;
static int hf_ntp_precision = -1;
static int hf_ntp_rootdelay = -1;
static int hf_ntp_rootdispersion = -1;
static int hf_ntp_refid = -1;
static int hf_ntp_reftime = -1;
static int hf_ntp_org = -1;
static int hf_ntp_rec = -1;
static int hf_ntp_xmt = -1;
static int hf_ntp_keyid = -1;
static int hf_ntp_mac = -1;
static int hf_ntp_response_to = -1;
static int hf_ntp_response_in = -1;
static int hf_ntp_delta_time = -1;
static int hf_ntpctrl_flags2_r = -1;
static int hf_ntpctrl_flags2_e = -1;
static int hf_ntpctrl_flags2_m = -1;
static int hf_ntpctrl_opcode = -1;
static int hf_ntpctrl_sequence = -1;
static int hf_ntpctrl_status = -1;
static int hf_ntpctrl_associd = -1;
static int hf_ntpctrl_offset = -1;
static int hf_ntpctrl_count = -1;
static int hf_ntpctrl_variable = -1;

static gint ett_ntp = -1;
static gint ett_ntp_flags = -1;
static gint ett_ntpctrl_vars = -1;

/* Seconds between 1900 and 1970. */
#define EPOCH_DELTA	2208988800U

#define NTP_MODE_CLIENT		3
#define NTP_MODE_SERVER		4
#define NTP_MODE_CONTROL	6

static const value_string li_types[] = {
	{ 0,	"no warning" },
	{ 1,	"last minute of the day has 61 seconds" },
	{ 2,	"last minute of the day has 59 seconds" },
	{ 3,	"unknown (clock unsynchronized)" },
	{ 0,	NULL }
};

static const value_string mode_types[] = {
	{ 0,			"reserved" },
	{ 1,			"symmetric active" },
	{ 2,			"symmetric passive" },
	{ NTP_MODE_CLIENT,	"client" },
	{ NTP_MODE_SERVER,	"server" },
	{ 5,			"broadcast" },
	{ NTP_MODE_CONTROL,	"reserved for NTP control message" },
	{ 7,			"reserved for private use" },
	{ 0,			NULL }
};

static const value_string ctrl_opcode_types[] = {
	{ 1,	"read status command/response" },
	{ 2,	"read variables command/response" },
	{ 3,	"write variables command/response" },
	{ 0,	NULL }
};

static const range_string stratum_rvals[] = {
	{ 0,	0,	"unspecified or invalid" },
	{ 1,	1,	"primary reference" },
	{ 2,	15,	"secondary reference" },
	{ 16,	16,	"unsynchronized" },
	{ 17,	255,	"reserved" },
	{ 0,	0,	NULL }
};

/* Reference clocks name themselves in four letters. */
static const struct {
	const char *id;
	const char *data;
} primary_sources[] = {
	{ "LOCL",	"uncalibrated local clock" },
	{ "GPS\0",	"Global Positioning System" },
	{ "PPS\0",	"atomic clock or other pulse-per-second source" },
	{ "DCF\0",	"LF Radio DCF77 Mainflingen, Germany" },
	{ "INIT",	"not yet synchronized" },
	{ "RATE",	"kiss of death: rate exceeded" },
	{ NULL,		NULL }
};

/* Requests wait here for their responses, by client and transmit timestamp. */
typedef struct _ntp_request_t {
	guint32		frame;
	guint32		response_frame;
	guint32		stamp[2];
	nstime_t	time;
} ntp_request_t;

typedef struct _ntp_conv_t {
	emem_tree_t	*by_stamp;
	emem_tree_t	*by_frame;
} ntp_conv_t;

/* The formatters of custom fields run whenever a label is drawn, outside of any packet: no ep_strdup_printf
 * here, the label's own memory has to do. */
static void
ntp_fmt_interval(gchar *label, guint32 value)
{
	gint8 exponent = (gint8)value;

	if (exponent >= 0 && exponent < 31)
		g_snprintf(label, ITEM_LABEL_LENGTH, "%u (%u sec)", value, 1U << exponent);
	else
		g_snprintf(label, ITEM_LABEL_LENGTH, "invalid (%d)", exponent);
}

static void
ntp_fmt_precision(gchar *label, guint32 value)
{
	g_snprintf(label, ITEM_LABEL_LENGTH, "%.6f sec", ldexp(1.0, (gint8)value));
}

static const gchar *
ntp_fmt_ts(tvbuff_t *tvb, int offset)
{
	guint32 secs = tvb_get_ntohl(tvb, offset);
	guint32 frac = tvb_get_ntohl(tvb, offset + 4);
	nstime_t ts;

	if (secs == 0 && frac == 0)
		return "NULL";
	ts.secs = (time_t)secs - EPOCH_DELTA;
	ts.nsecs = (int)(1000000000.0 * (frac / 4294967296.0));
	return abs_time_to_str(&ts, ABSOLUTE_TIME_UTC, TRUE);
}

static const gchar *
ntp_refid_to_str(tvbuff_t *tvb, int offset, guint8 stratum)
{
	const gchar *id;
	guint i;

	if (stratum > 1)
		return tvb_ip_to_str(tvb, offset);
	id = (const gchar *)tvb_get_ephemeral_string(tvb, offset, 4);
	for (i = 0; primary_sources[i].id; i++)
		if (memcmp(id, primary_sources[i].id, strlen(primary_sources[i].id) + 1) == 0)
			return primary_sources[i].data;
	return ep_strdup_printf("unidentified reference source '%s'", format_text((const guchar *)id, strlen(id)));
}

static ntp_conv_t *
get_ntp_conv(packet_info *pinfo)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	ntp_conv_t *conv = conversation_get_proto_data(conversation, proto_ntp);

	if (!conv) {
		conv = se_new(ntp_conv_t);
		conv->by_stamp = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "ntp_by_stamp");
		conv->by_frame = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "ntp_by_frame");
		conversation_add_proto_data(conversation, proto_ntp, conv);
	}
	return conv;
}

static void
match_ntp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, guint8 mode)
{
	ntp_conv_t *conv = get_ntp_conv(pinfo);
	ntp_request_t *req;
	emem_tree_key_t key[2];
	guint32 stamp[2];
	proto_item *ti;
	nstime_t delta;

	/* what a client transmits comes back to it as the originate timestamp */
	stamp[0] = tvb_get_ntohl(tvb, mode == NTP_MODE_CLIENT ? 40 : 24);
	stamp[1] = tvb_get_ntohl(tvb, mode == NTP_MODE_CLIENT ? 44 : 28);
	key[0].length = 2;
	key[0].key = stamp;
	key[1].length = 0;
	key[1].key = NULL;

	if (pinfo->fd->flags.visited)
		req = (ntp_request_t *)se_tree_lookup32(conv->by_frame, pinfo->fd->num);
	else {
		req = (ntp_request_t *)se_tree_lookup32_array(conv->by_stamp, &key[0]);
		if (mode == NTP_MODE_CLIENT && !req) {
			req = (ntp_request_t *)se_alloc0(sizeof(*req));
			req->frame = pinfo->fd->num;
			req->time = pinfo->fd->abs_ts;
			memcpy(req->stamp, stamp, sizeof(stamp));
			key[0].length = 2;
			key[0].key = stamp;
			se_tree_insert32_array(conv->by_stamp, &key[0], req);
		} else if (req && mode == NTP_MODE_SERVER && !req->response_frame)
			req->response_frame = pinfo->fd->num;
		if (req)
			se_tree_insert32(conv->by_frame, pinfo->fd->num, req);
	}
	if (!req)
		return;
	if (mode == NTP_MODE_SERVER) {
		ti = proto_tree_add_uint(tree, hf_ntp_response_to, tvb, 0, 0, req->frame);
		PROTO_ITEM_SET_GENERATED(ti);
		nstime_delta(&delta, &pinfo->fd->abs_ts, &req->time);
		ti = proto_tree_add_time(tree, hf_ntp_delta_time, tvb, 0, 0, &delta);
		proto_item_append_text(ti, " (%s)", rel_time_to_secs_str(&delta));
		PROTO_ITEM_SET_GENERATED(ti);
	} else if (req->response_frame) {
		ti = proto_tree_add_uint(tree, hf_ntp_response_in, tvb, 0, 0, req->response_frame);
		PROTO_ITEM_SET_GENERATED(ti);
	}
}

static void
dissect_ntp_std(tvbuff_t *tvb, packet_info *pinfo, proto_tree *ntp_tree, guint8 flags)
{
	guint8 stratum = tvb_get_guint8(tvb, 1);
	const gchar *buff;
	double seconds;

	proto_tree_add_uint_format_value(ntp_tree, hf_ntp_stratum, tvb, 1, 1, stratum, "%s (%u)",
	    rval_to_str(stratum, stratum_rvals, "%u"), stratum);
	proto_tree_add_item(ntp_tree, hf_ntp_ppoll, tvb, 2, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(ntp_tree, hf_ntp_precision, tvb, 3, 1, ENC_BIG_ENDIAN);

	seconds = (gint16)tvb_get_ntohs(tvb, 4) + tvb_get_ntohs(tvb, 6) / 65536.0;
	proto_tree_add_float_format_value(ntp_tree, hf_ntp_rootdelay, tvb, 4, 4, (float)seconds, "%.4f sec", seconds);
	seconds = (gint16)tvb_get_ntohs(tvb, 8) + tvb_get_ntohs(tvb, 10) / 65536.0;
	proto_tree_add_float_format_value(ntp_tree, hf_ntp_rootdispersion, tvb, 8, 4, (float)seconds, "%.4f sec", seconds);

	buff = ntp_refid_to_str(tvb, 12, stratum);
	proto_tree_add_bytes_format(ntp_tree, hf_ntp_refid, tvb, 12, 4, NULL, "Reference ID: %s", buff);

	buff = ntp_fmt_ts(tvb, 16);
	proto_tree_add_string(ntp_tree, hf_ntp_reftime, tvb, 16, 8, buff);
	buff = ntp_fmt_ts(tvb, 24);
	proto_tree_add_string(ntp_tree, hf_ntp_org, tvb, 24, 8, buff);
	buff = ntp_fmt_ts(tvb, 32);
	proto_tree_add_string(ntp_tree, hf_ntp_rec, tvb, 32, 8, buff);
	buff = ntp_fmt_ts(tvb, 40);
	proto_tree_add_string(ntp_tree, hf_ntp_xmt, tvb, 40, 8, buff);

	if (tvb_reported_length(tvb) >= 48 + 4) {
		proto_tree_add_item(ntp_tree, hf_ntp_keyid, tvb, 48, 4, ENC_BIG_ENDIAN);
		if (tvb_reported_length(tvb) > 52)
			proto_tree_add_item(ntp_tree, hf_ntp_mac, tvb, 52, -1, ENC_NA);
	}
	if ((flags & 7) == NTP_MODE_CLIENT || (flags & 7) == NTP_MODE_SERVER)
		match_ntp(tvb, pinfo, ntp_tree, flags & 7);
}

/*
 * The data of a control message is text: name=value, name=value...
 */
static void
dissect_ntp_ctrl(tvbuff_t *tvb, packet_info *pinfo, proto_tree *ntp_tree)
{
	guint8 flags2 = tvb_get_guint8(tvb, 1);
	guint16 count = tvb_get_ntohs(tvb, 10);
	proto_tree *vars_tree;
	proto_item *ti;
	gchar **vars;
	gchar *text;
	guint i;

	proto_tree_add_item(ntp_tree, hf_ntpctrl_flags2_r, tvb, 1, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(ntp_tree, hf_ntpctrl_flags2_e, tvb, 1, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(ntp_tree, hf_ntpctrl_flags2_m, tvb, 1, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(ntp_tree, hf_ntpctrl_opcode, tvb, 1, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(ntp_tree, hf_ntpctrl_sequence, tvb, 2, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(ntp_tree, hf_ntpctrl_status, tvb, 4, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(ntp_tree, hf_ntpctrl_associd, tvb, 6, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(ntp_tree, hf_ntpctrl_offset, tvb, 8, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(ntp_tree, hf_ntpctrl_count, tvb, 10, 2, ENC_BIG_ENDIAN);
	col_append_fstr(pinfo->cinfo, COL_INFO, ", %s",
	    val_to_str(flags2 & 0x1f, ctrl_opcode_types, "unknown control operation %u"));
	if (count == 0)
		return;

	text = (gchar *)tvb_get_ephemeral_string(tvb, 12, count);
	ti = proto_tree_add_text(ntp_tree, tvb, 12, count, "Data");
	vars_tree = proto_item_add_subtree(ti, ett_ntpctrl_vars);
	vars = ep_strsplit(text, ",", 0);
	for (i = 0; vars[i] != NULL; i++) {
		gchar *var = g_strstrip(vars[i]);

		if (*var)
			proto_tree_add_string(vars_tree, hf_ntpctrl_variable, tvb, 12, count,
			    format_text((const guchar *)var, strlen(var)));
	}
	proto_item_append_text(ti, ": %u variable%s", i, plurality(i, "", "s"));
}

static void
dissect_ntp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	proto_tree *ntp_tree, *flags_tree;
	proto_item *ti;
	guint8 flags;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "NTP");
	col_clear(pinfo->cinfo, COL_INFO);

	flags = tvb_get_guint8(tvb, 0);
	col_add_fstr(pinfo->cinfo, COL_INFO, "NTP Version %u, %s", (flags >> 3) & 7,
	    val_to_str_const(flags & 7, mode_types, "Unknown"));

	ti = proto_tree_add_item(tree, proto_ntp, tvb, 0, -1, ENC_NA);
	ntp_tree = proto_item_add_subtree(ti, ett_ntp);
	ti = proto_tree_add_item(ntp_tree, hf_ntp_flags, tvb, 0, 1, ENC_BIG_ENDIAN);
	flags_tree = proto_item_add_subtree(ti, ett_ntp_flags);
	proto_tree_add_item(flags_tree, hf_ntp_flags_li, tvb, 0, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(flags_tree, hf_ntp_flags_vn, tvb, 0, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(flags_tree, hf_ntp_flags_mode, tvb, 0, 1, ENC_BIG_ENDIAN);

	switch (flags & 7) {
	case NTP_MODE_CONTROL:
		dissect_ntp_ctrl(tvb, pinfo, ntp_tree);
		break;
	case 7:
		proto_tree_add_text(ntp_tree, tvb, 1, -1, "Private data: %s",
		    tvb_bytes_to_str(tvb, 1, MIN(tvb_length_remaining(tvb, 1), 24)));
		break;
	default:
		dissect_ntp_std(tvb, pinfo, ntp_tree, flags);
		break;
	}
}

void
proto_register_ntp(void)
{
	static hf_register_info hf[] = {
		{ &hf_ntp_flags, {
			"Flags", "ntp.flags", FT_UINT8, BASE_HEX, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_flags_li, {
			"Leap Indicator", "ntp.flags.li", FT_UINT8, BASE_DEC, VALS(li_types), 0xc0, NULL, HFILL }},
		{ &hf_ntp_flags_vn, {
			"Version number", "ntp.flags.vn", FT_UINT8, BASE_DEC, NULL, 0x38, NULL, HFILL }},
		{ &hf_ntp_flags_mode, {
			"Mode", "ntp.flags.mode", FT_UINT8, BASE_DEC, VALS(mode_types), 0x07, NULL, HFILL }},
		{ &hf_ntp_stratum, {
			"Peer Clock Stratum", "ntp.stratum", FT_UINT8, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_ppoll, {
			"Peer Polling Interval", "ntp.ppoll", FT_UINT8, BASE_CUSTOM, CF_FUNC(ntp_fmt_interval), 0, NULL, HFILL }},
		{ &hf_ntp_precision, {
			"Peer Clock Precision", "ntp.precision", FT_UINT8, BASE_CUSTOM, CF_FUNC(ntp_fmt_precision), 0, NULL, HFILL }},
		{ &hf_ntp_rootdelay, {
			"Root Delay", "ntp.rootdelay", FT_FLOAT, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_rootdispersion, {
			"Root Dispersion", "ntp.rootdispersion", FT_FLOAT, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_refid, {
			"Reference ID", "ntp.refid", FT_BYTES, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_reftime, {
			"Reference Timestamp", "ntp.reftime", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_org, {
			"Origin Timestamp", "ntp.org", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_rec, {
			"Receive Timestamp", "ntp.rec", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_xmt, {
			"Transmit Timestamp", "ntp.xmt", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_keyid, {
			"Key ID", "ntp.keyid", FT_UINT32, BASE_HEX, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_mac, {
			"Message Authentication Code", "ntp.mac", FT_BYTES, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_response_to, {
			"Request In", "ntp.response_to", FT_FRAMENUM, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_response_in, {
			"Response In", "ntp.response_in", FT_FRAMENUM, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_ntp_delta_time, {
			"Delta Time", "ntp.delta_time", FT_RELATIVE_TIME, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_ntpctrl_flags2_r, {
			"Response bit", "ntpctrl.flags2.r", FT_BOOLEAN, 8, NULL, 0x80, NULL, HFILL }},
		{ &hf_ntpctrl_flags2_e, {
			"Error bit", "ntpctrl.flags2.error", FT_BOOLEAN, 8, NULL, 0x40, NULL, HFILL }},
		{ &hf_ntpctrl_flags2_m, {
			"More bit", "ntpctrl.flags2.more", FT_BOOLEAN, 8, NULL, 0x20, NULL, HFILL }},
		{ &hf_ntpctrl_opcode, {
			"Opcode", "ntpctrl.flags2.opcode", FT_UINT8, BASE_DEC, VALS(ctrl_opcode_types), 0x1f, NULL, HFILL }},
		{ &hf_ntpctrl_sequence, {
			"Sequence", "ntpctrl.sequence", FT_UINT16, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_ntpctrl_status, {
			"Status", "ntpctrl.status", FT_UINT16, BASE_HEX, NULL, 0, NULL, HFILL }},
		{ &hf_ntpctrl_associd, {
			"AssociationID", "ntpctrl.associd", FT_UINT16, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_ntpctrl_offset, {
			"Offset", "ntpctrl.offset", FT_UINT16, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_ntpctrl_count, {
			"Count", "ntpctrl.count", FT_UINT16, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_ntpctrl_variable, {
			"Variable", "ntpctrl.variable", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }}
	};
	static gint *ett[] = {
		&ett_ntp,
		&ett_ntp_flags,
		&ett_ntpctrl_vars
	};

	proto_ntp = proto_register_protocol("Network Time Protocol", "NTP", "ntp");
	proto_register_field_array(proto_ntp, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
}

void
proto_reg_handoff_ntp(void)
{
	dissector_handle_t ntp_handle = create_dissector_handle(dissect_ntp, proto_ntp);

	dissector_add_uint("udp.port", 123, ntp_handle);
}
