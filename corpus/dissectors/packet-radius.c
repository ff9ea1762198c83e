/* SPDX-License-Identifier: MIT */
/* packet-radius.c
 * Routines for RADIUS packet disassembly (RFC 2865, 2866, 5997)
 */

#include <stdlib.h>
#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/prefs.h>
#include <epan/strutil.h>
#include <epan/tap.h>
#include <epan/emem.h>

#include "packet-radius.h"

void proto_register_radius(void);
void proto_reg_handoff_radius(void);

#define UDP_PORT_RADIUS		1812
#define UDP_PORT_RADACCT	1813

#define RADIUS_ACCESS_REQUEST		1
#define RADIUS_ACCESS_ACCEPT		2
#define RADIUS_ACCESS_REJECT		3
#define RADIUS_ACCOUNTING_REQUEST	4
#define RADIUS_ACCOUNTING_RESPONSE	5
#define RADIUS_ACCESS_CHALLENGE		11
#define RADIUS_STATUS_SERVER		12

#define RADIUS_USER_NAME	1
#define RADIUS_USER_PASSWORD	2
#define RADIUS_VENDOR_SPECIFIC	26

#define AUTHENTICATOR_LENGTH	16

/* How a value is shown. */
enum {
	RADIUS_STRING,
	RADIUS_OCTETS,
	RADIUS_INTEGER,
	RADIUS_IPADDR,
	RADIUS_IPV6PREFIX,
	RADIUS_DATE
};

static int radius_tap = -1;

static int proto_radius = -1;
static int hf_radius_code = -1;
static int hf_radius_id = -1;
static int hf_radius_length = -1;
static int hf_radius_authenticator = -1;
static int hf_radius_avp_type = -1;
static int hf_radius_avp_length = -1;
static int hf_radius_avp_value = -1;
static int hf_radius_vendor_id = -1;
static int hf_radius_user_name = -1;
static int hf_radius_request_in = -1;
static int hf_radius_response_in = -1;
static int hf_radius_time = -1;
static int hf_radius_dup = -1;

static gint ett_radius = -1;
static gint ett_radius_avps = -1;
static gint ett_radius_avp = -1;
static gint ett_radius_vsa = -1;

static const char *shared_secret = "";

static emem_tree_t *radius_attrs;	/* radius_attr_info_t by number, for ever */
static emem_tree_t *radius_vendors;	/* radius_vendor_info_t by number, for ever */
static emem_tree_t *radius_calls;	/* radius_call_t by conversation, identifier and frame: this file's */
static emem_tree_t *radius_users;	/* how many requests a user name came with: this file's */

static const value_string radius_codes[] = {
	{ RADIUS_ACCESS_REQUEST,	"Access-Request" },
	{ RADIUS_ACCESS_ACCEPT,		"Access-Accept" },
	{ RADIUS_ACCESS_REJECT,		"Access-Reject" },
	{ RADIUS_ACCOUNTING_REQUEST,	"Accounting-Request" },
	{ RADIUS_ACCOUNTING_RESPONSE,	"Accounting-Response" },
	{ RADIUS_ACCESS_CHALLENGE,	"Access-Challenge" },
	{ RADIUS_STATUS_SERVER,		"Status-Server" },
	{ 0, NULL }
};

static const value_string radius_service_types[] = {
	{ 1, "Login" },
	{ 2, "Framed" },
	{ 5, "Outbound" },
	{ 6, "Administrative" },
	{ 0, NULL }
};

static const value_string radius_framed_protocols[] = {
	{ 1, "PPP" },
	{ 2, "SLIP" },
	{ 0, NULL }
};

static const value_string radius_port_types[] = {
	{ 0,  "Async" },
	{ 5,  "Virtual" },
	{ 15, "Ethernet" },
	{ 19, "Wireless-802.11" },
	{ 0, NULL }
};

static const value_string radius_acct_status[] = {
	{ 1, "Start" },
	{ 2, "Stop" },
	{ 3, "Interim-Update" },
	{ 0, NULL }
};

static const value_string radius_terminate_causes[] = {
	{ 1, "User-Request" },
	{ 2, "Lost-Carrier" },
	{ 4, "Idle-Timeout" },
	{ 5, "Session-Timeout" },
	{ 0, NULL }
};

static radius_attr_info_t radius_known_attrs[] = {
	{ "User-Name",			RADIUS_USER_NAME,	RADIUS_STRING,	NULL, NULL },
	{ "User-Password",		RADIUS_USER_PASSWORD,	RADIUS_OCTETS,	NULL, NULL },
	{ "CHAP-Password",		3,	RADIUS_OCTETS,	NULL, NULL },
	{ "NAS-IP-Address",		4,	RADIUS_IPADDR,	NULL, NULL },
	{ "NAS-Port",			5,	RADIUS_INTEGER,	NULL, NULL },
	{ "Service-Type",		6,	RADIUS_INTEGER,	radius_service_types, NULL },
	{ "Framed-Protocol",		7,	RADIUS_INTEGER,	radius_framed_protocols, NULL },
	{ "Framed-IP-Address",		8,	RADIUS_IPADDR,	NULL, NULL },
	{ "Filter-Id",			11,	RADIUS_STRING,	NULL, NULL },
	{ "Reply-Message",		18,	RADIUS_STRING,	NULL, NULL },
	{ "Class",			25,	RADIUS_OCTETS,	NULL, NULL },
	{ "Session-Timeout",		27,	RADIUS_INTEGER,	NULL, NULL },
	{ "Calling-Station-Id",		31,	RADIUS_STRING,	NULL, NULL },
	{ "NAS-Identifier",		32,	RADIUS_STRING,	NULL, NULL },
	{ "Acct-Status-Type",		40,	RADIUS_INTEGER,	radius_acct_status, NULL },
	{ "Acct-Input-Octets",		42,	RADIUS_INTEGER,	NULL, NULL },
	{ "Acct-Session-Id",		44,	RADIUS_STRING,	NULL, NULL },
	{ "Acct-Session-Time",		46,	RADIUS_INTEGER,	NULL, NULL },
	{ "Acct-Terminate-Cause",	49,	RADIUS_INTEGER,	radius_terminate_causes, NULL },
	{ "Event-Timestamp",		55,	RADIUS_DATE,	NULL, NULL },
	{ "CHAP-Challenge",		60,	RADIUS_OCTETS,	NULL, NULL },
	{ "NAS-Port-Type",		61,	RADIUS_INTEGER,	radius_port_types, NULL },
	{ "Message-Authenticator",	80,	RADIUS_OCTETS,	NULL, NULL },
	{ "Framed-IPv6-Prefix",		97,	RADIUS_IPV6PREFIX, NULL, NULL },
};

void
radius_register_avp_dissector(guint32 vendor_id, guint32 attribute_id, const gchar *name,
    radius_avp_dissector_t *dissector)
{
	radius_vendor_info_t *vendor;
	radius_attr_info_t *attr;

	vendor = (radius_vendor_info_t *)pe_tree_lookup32(radius_vendors, vendor_id);
	if (vendor == NULL) {
		vendor = g_new0(radius_vendor_info_t, 1);
		vendor->name = g_strdup_printf("Vendor %u", vendor_id);
		vendor->code = vendor_id;
		vendor->attrs_by_id = pe_tree_create(EMEM_TREE_TYPE_RED_BLACK, "radius_vendor_attrs");
		pe_tree_insert32(radius_vendors, vendor_id, vendor);
	}
	attr = g_new0(radius_attr_info_t, 1);
	attr->name = name;
	attr->code = attribute_id;
	attr->type = RADIUS_OCTETS;
	attr->dissector = dissector;
	pe_tree_insert32(vendor->attrs_by_id, attribute_id, attr);
}

/* Cisco's pair of a name and a value, "shell:priv-lvl=15". */
static const gchar *
dissect_cisco_avpair(proto_tree *tree, packet_info *pinfo _U_, tvbuff_t *tvb)
{
	gchar **halves = ep_strsplit((const gchar *)tvb_get_ephemeral_string(tvb, 0, tvb_length(tvb)), "=", 1);

	if (halves[0] == NULL || halves[1] == NULL)
		return NULL;
	proto_tree_add_text(tree, tvb, 0, (gint)strlen(halves[0]), "Name: %s", halves[0]);
	proto_tree_add_text(tree, tvb, (gint)strlen(halves[0]) + 1, -1, "Value: %s", halves[1]);
	return ep_strdup_printf("%s is %s",
				ep_strdup(halves[0]),
				ep_strndup(halves[1], 40));
}

/* Undoes the hiding of RFC 2865, 5.2: each block is xor'ed with MD5(secret + block before). */
static const gchar *
radius_decrypt_password(tvbuff_t *tvb, int offset, int length, const guint8 *authenticator)
{
	emem_strbuf_t *plain = ep_strbuf_sized_new(AUTHENTICATOR_LENGTH + 1, 128 + 1);
	const guint8 *before = authenticator;
	int block, i;

	for (block = 0; block + AUTHENTICATOR_LENGTH <= length; block += AUTHENTICATOR_LENGTH) {
		GChecksum *md5 = g_checksum_new(G_CHECKSUM_MD5);
		const guint8 *hidden = tvb_get_ptr(tvb, offset + block, AUTHENTICATOR_LENGTH);
		guint8 *digest = ep_alloc(AUTHENTICATOR_LENGTH);
		gsize digest_length = AUTHENTICATOR_LENGTH;

		g_checksum_update(md5, (const guchar *)shared_secret, (gssize)strlen(shared_secret));
		g_checksum_update(md5, before, AUTHENTICATOR_LENGTH);
		g_checksum_get_digest(md5, digest, &digest_length);
		g_checksum_free(md5);
		for (i = 0; i < AUTHENTICATOR_LENGTH; i++) {
			guint8 c = hidden[i] ^ digest[i];

			if (c == '\0')
				return plain->str;
			if (g_ascii_isprint(c))
				ep_strbuf_append_c(plain, c);
			else
				ep_strbuf_append_printf(plain, "\\%03o", c);
		}
		before = (const guint8 *)ep_memdup(hidden, AUTHENTICATOR_LENGTH);
	}
	return plain->str;
}

static const gchar *
radius_value_to_str(tvbuff_t *tvb, int offset, int length, const radius_attr_info_t *attr)
{
	emem_strbuf_t *text = ep_strbuf_new_label(NULL);
	guint32 number = 0;
	int i;

	switch (attr ? attr->type : RADIUS_OCTETS) {
	case RADIUS_STRING:
		return tvb_format_text(tvb, offset, length);
	case RADIUS_INTEGER:
	case RADIUS_DATE:
		for (i = 0; i < length && i < 4; i++)
			number = number << 8 | tvb_get_guint8(tvb, offset + i);
		if (attr->type == RADIUS_DATE)
			return abs_time_secs_to_str((time_t)number, ABSOLUTE_TIME_UTC, TRUE);
		if (attr->vs)
			ep_strbuf_printf(text, "%s(%u)", val_to_str(number, attr->vs, "Unknown-%u"), number);
		else
			ep_strbuf_printf(text, "%u", number);
		return text->str;
	case RADIUS_IPADDR:
		if (length == 4)
			return ip_to_str(tvb_get_ptr(tvb, offset, 4));
		break;
	case RADIUS_IPV6PREFIX:
		if (length >= 2 && length <= 18) {
			struct e_in6_addr prefix;

			memset(&prefix, 0, sizeof prefix);
			tvb_memcpy(tvb, &prefix, offset + 2, length - 2);
			return ep_strdup_printf("%s/%u", ip6_to_str(&prefix), tvb_get_guint8(tvb, offset + 1));
		}
		break;
	}
	if (length == 0)
		return "";
	return tvb_bytes_to_str(tvb, offset, length);
}

static void
dissect_vendor_specific(proto_tree *tree, packet_info *pinfo, tvbuff_t *tvb, int offset, int length, proto_item *avp_item)
{
	guint32 vendor_id = tvb_get_ntohl(tvb, offset);
	radius_vendor_info_t *vendor = (radius_vendor_info_t *)pe_tree_lookup32(radius_vendors, vendor_id);
	int end = offset + length;

	proto_tree_add_uint(tree, hf_radius_vendor_id, tvb, offset, 4, vendor_id);
	offset += 4;
	while (offset < end) {
		guint8 code = tvb_get_guint8(tvb, offset);
		guint8 avp_length = tvb_get_guint8(tvb, offset + 1);
		/* a NULL tree has nothing in it */
		radius_attr_info_t *attr = pe_tree_lookup32(vendor ? vendor->attrs_by_id : NULL, code);
		const gchar *text = NULL;
		proto_item *ti;
		proto_tree *vsa_tree;

		if (avp_length < 2 || offset + avp_length > end) {
			expert_add_info_format(pinfo, avp_item, PI_MALFORMED, PI_ERROR, "Bad length %u of a vendor's attribute",
			    avp_length);
			return;
		}
		ti = proto_tree_add_text(tree, tvb, offset, avp_length, "VSA: l=%u t=%s(%u)", avp_length,
		    attr ? attr->name : "Unknown", code);
		vsa_tree = proto_item_add_subtree(ti, ett_radius_vsa);
		if (attr && attr->dissector)
			text = attr->dissector(vsa_tree, pinfo,
			    tvb_new_subset(tvb, offset + 2, avp_length - 2, avp_length - 2));
		if (text == NULL)
			text = radius_value_to_str(tvb, offset + 2, avp_length - 2, attr);
		proto_item_append_text(ti, ": %s", text);
		proto_item_append_text(avp_item, ", %s", text);
		offset += avp_length;
	}
}

/* Shows all attributes and returns the user's name, if there is one. */
static const gchar *
dissect_attribute_value_pairs(proto_tree *tree, packet_info *pinfo, tvbuff_t *tvb, int offset, int end,
    const guint8 *authenticator)
{
	const gchar *user = NULL, *text;

	while (offset < end) {
		guint8 code = tvb_get_guint8(tvb, offset);
		guint8 length = tvb_get_guint8(tvb, offset + 1);
		radius_attr_info_t *attr = (radius_attr_info_t *)pe_tree_lookup32(radius_attrs, code);
		proto_item *ti;
		proto_tree *avp_tree;

		ti = proto_tree_add_text(tree, tvb, offset, length, "AVP: l=%u  t=%s(%u)", length,
		    attr ? attr->name : code == RADIUS_VENDOR_SPECIFIC ? "Vendor-Specific" : "Unknown-Attribute", code);
		if (length < 2) {
			expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_ERROR, "AVP too short: length %u < 2", length);
			break;
		}
		avp_tree = proto_item_add_subtree(ti, ett_radius_avp);
		proto_tree_add_uint(avp_tree, hf_radius_avp_type, tvb, offset, 1, code);
		proto_tree_add_uint(avp_tree, hf_radius_avp_length, tvb, offset + 1, 1, length);
		offset += 2;
		length -= 2;
		if (code == RADIUS_VENDOR_SPECIFIC && length > 4) {
			dissect_vendor_specific(avp_tree, pinfo, tvb, offset, length, ti);
			offset += length;
			continue;
		}
		if (code == RADIUS_USER_PASSWORD && *shared_secret)
			text = ep_strdup_printf("Decrypted: \"%s\"", radius_decrypt_password(tvb, offset, length, authenticator));
		else
			text = radius_value_to_str(tvb, offset, length, attr);
		proto_item_append_text(ti, ": %s", text);
		if (code == RADIUS_USER_NAME) {
			user = text;
			proto_tree_add_string(avp_tree, hf_radius_user_name, tvb, offset, length, user);
		} else
			proto_tree_add_string(avp_tree, hf_radius_avp_value, tvb, offset, length, text);
		offset += length;
	}
	return user;
}

static gboolean
is_request(guint8 code)
{
	return code == RADIUS_ACCESS_REQUEST || code == RADIUS_ACCOUNTING_REQUEST || code == RADIUS_STATUS_SERVER;
}

/*
 * Finds the call that the packet begins, repeats or answers. Identifiers come round after 256 requests,
 * hence the frame in the key: the latest call not after this frame is the right one.
 */
static radius_call_t *
radius_find_call(packet_info *pinfo, tvbuff_t *tvb, guint8 code, guint8 ident)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	radius_call_t *call;
	guint32 words[3];
	emem_tree_key_t key[2];

	words[0] = conversation->index;
	words[1] = ident;
	words[2] = pinfo->fd->num;
	key[0].length = 3;
	key[0].key = words;
	key[1].length = 0;
	key[1].key = NULL;
	call = (radius_call_t *)se_tree_lookup32_array_le(radius_calls, key);
	if (call && (call->conv_index != conversation->index || call->ident != ident))
		call = NULL;
	if (call && is_request(code) && tvb_memeql(tvb, 4, call->authenticator, AUTHENTICATOR_LENGTH) != 0)
		call = NULL;
	if (call == NULL && is_request(code) && !pinfo->fd->flags.visited) {
		call = (radius_call_t *)se_alloc0(sizeof(radius_call_t));
		call->req_num = pinfo->fd->num;
		call->req_time = pinfo->fd->abs_ts;
		call->conv_index = conversation->index;
		call->ident = ident;
		call->code = code;
		tvb_memcpy(tvb, call->authenticator, 4, AUTHENTICATOR_LENGTH);
		se_tree_insert32_array(radius_calls, key, call);
	}
	return call;
}

static void
dissect_radius(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	radius_info_t *info = ep_new0(radius_info_t);
	radius_call_t *call;
	proto_item *ti, *avps_item;
	proto_tree *radius_tree;
	guint8 code = tvb_get_guint8(tvb, 0);
	guint8 ident = tvb_get_guint8(tvb, 1);
	guint16 length = tvb_get_ntohs(tvb, 2);
	guint32 *seen;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "RADIUS");
	col_add_fstr(pinfo->cinfo, COL_INFO, "%s(%u) (id=%u, l=%u)", val_to_str(code, radius_codes, "Unknown Packet %u"),
	    code, ident, length);

	ti = proto_tree_add_item(tree, proto_radius, tvb, 0, length, ENC_NA);
	radius_tree = proto_item_add_subtree(ti, ett_radius);
	proto_tree_add_uint(radius_tree, hf_radius_code, tvb, 0, 1, code);
	proto_tree_add_uint(radius_tree, hf_radius_id, tvb, 1, 1, ident);
	proto_tree_add_uint(radius_tree, hf_radius_length, tvb, 2, 2, length);
	proto_tree_add_item(radius_tree, hf_radius_authenticator, tvb, 4, AUTHENTICATOR_LENGTH, ENC_NA);

	info->code = code;
	info->ident = ident;
	call = radius_find_call(pinfo, tvb, code, ident);
	if (call && is_request(code)) {
		if (call->req_num != pinfo->fd->num) {
			info->is_duplicate = TRUE;
			if (!pinfo->fd->flags.visited)
				call->repeats++;
			ti = proto_tree_add_uint(radius_tree, hf_radius_dup, tvb, 0, 0, ident);
			PROTO_ITEM_SET_GENERATED(ti);
			col_append_str(pinfo->cinfo, COL_INFO, ", Duplicate Request");
		}
		if (call->rsp_num) {
			ti = proto_tree_add_uint(radius_tree, hf_radius_response_in, tvb, 0, 0, call->rsp_num);
			PROTO_ITEM_SET_GENERATED(ti);
		}
	} else if (call) {
		if (call->rsp_num == 0)
			call->rsp_num = pinfo->fd->num;
		info->request_available = TRUE;
		ti = proto_tree_add_uint(radius_tree, hf_radius_request_in, tvb, 0, 0, call->req_num);
		PROTO_ITEM_SET_GENERATED(ti);
		nstime_delta(&info->delta, &pinfo->fd->abs_ts, &call->req_time);
		ti = proto_tree_add_time(radius_tree, hf_radius_time, tvb, 0, 0, &info->delta);
		PROTO_ITEM_SET_GENERATED(ti);
		if (call->user)
			col_append_fstr(pinfo->cinfo, COL_INFO, " for %s", call->user);
	}

	if (length > 20) {
		avps_item = proto_tree_add_text(radius_tree, tvb, 20, length - 20, "Attribute Value Pairs");
		info->user = dissect_attribute_value_pairs(proto_item_add_subtree(avps_item, ett_radius_avps), pinfo, tvb, 20,
		    length, tvb_get_ptr(tvb, 4, AUTHENTICATOR_LENGTH));
	}
	if (info->user && call && is_request(code)) {
		if (call->user == NULL && !pinfo->fd->flags.visited) {
			call->user = se_strdup(info->user);
			seen = (guint32 *)se_tree_lookup_string(radius_users, call->user, EMEM_TREE_STRING_NOCASE);
			if (seen == NULL) {
				seen = se_new0(guint32);
				se_tree_insert_string(radius_users, call->user, seen, EMEM_TREE_STRING_NOCASE);
			}
			++*seen;
		}
		col_append_fstr(pinfo->cinfo, COL_INFO, ", user %s", info->user);
	}
	tap_queue_packet(radius_tap, pinfo, info);
}

void
proto_register_radius(void)
{
	static hf_register_info hf[] = {
		{ &hf_radius_code, { "Code", "radius.code", FT_UINT8, BASE_DEC, VALS(radius_codes), 0x0, NULL, HFILL }},
		{ &hf_radius_id, { "Identifier", "radius.id", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_radius_length, { "Length", "radius.length", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_radius_authenticator, { "Authenticator", "radius.authenticator", FT_BYTES, BASE_NONE, NULL, 0x0, NULL,
		    HFILL }},
		{ &hf_radius_avp_type, { "Type", "radius.avp.type", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_radius_avp_length, { "Length", "radius.avp.length", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_radius_avp_value, { "Value", "radius.avp.value", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_radius_vendor_id, { "Vendor", "radius.avp.vendor_id", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_radius_user_name, { "User-Name", "radius.User_Name", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_radius_request_in, { "Request frame", "radius.reqframe", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_radius_response_in, { "Response frame", "radius.rspframe", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_radius_time, { "Time from request", "radius.time", FT_RELATIVE_TIME, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_radius_dup, { "Duplicate Request", "radius.req.dup", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
	};
	static gint *ett[] = {
		&ett_radius,
		&ett_radius_avps,
		&ett_radius_avp,
		&ett_radius_vsa
	};
	module_t *radius_module;
	guint i;

	proto_radius = proto_register_protocol("Radius Protocol", "RADIUS", "radius");
	proto_register_field_array(proto_radius, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	radius_tap = register_tap("radius");
	radius_module = prefs_register_protocol(proto_radius, NULL);
	prefs_register_string_preference(radius_module, "shared_secret", "Shared Secret",
	    "Needed to show passwords", &shared_secret);

	radius_attrs = pe_tree_create(EMEM_TREE_TYPE_RED_BLACK, "radius_attrs");
	radius_vendors = pe_tree_create(EMEM_TREE_TYPE_RED_BLACK, "radius_vendors");
	radius_calls = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "radius_calls");
	radius_users = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "radius_users");
	for (i = 0; i < array_length(radius_known_attrs); i++)
		pe_tree_insert32(radius_attrs, radius_known_attrs[i].code, &radius_known_attrs[i]);
	radius_register_avp_dissector(9, 1, "Cisco-AVPair", dissect_cisco_avpair);
}

void
proto_reg_handoff_radius(void)
{
	dissector_handle_t radius_handle = create_dissector_handle(dissect_radius, proto_radius);

	dissector_add_uint("udp.port", UDP_PORT_RADIUS, radius_handle);
	dissector_add_uint("udp.port", UDP_PORT_RADACCT, radius_handle);
}
