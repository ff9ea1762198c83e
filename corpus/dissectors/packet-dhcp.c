/* SPDX-License-Identifier: MIT */
/* packet-dhcp.c
 * Routines for BOOTP and DHCP packet disassembly (RFC 951, 2131, 2132, 3396)
 */

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/expert.h>
#include <epan/prefs.h>
#include <epan/strutil.h>

void proto_register_bootp(void);
void proto_reg_handoff_bootp(void);

static int proto_bootp = -1;
static int hf_bootp_type = -1;
static int hf_bootp_hw_type = -1;
static int hf_bootp_hw_len = -1;
static int hf_bootp_hops = -1;
static int hf_bootp_id = -1;
static int hf_bootp_secs = -1;
static int hf_bootp_flags = -1;
static int hf_bootp_flags_broadcast = -1;
static int hf_bootp_ip_client = -1;
static int hf_bootp_ip_your = -1;
static int hf_bootp_ip_server = -1;
static int hf_bootp_ip_relay = -1;
static int hf_bootp_hw_addr = -1;
static int hf_bootp_server = -1;
static int hf_bootp_file = -1;
static int hf_bootp_cookie = -1;
static int hf_bootp_option_type = -1;
static int hf_bootp_option_length = -1;
static int hf_bootp_dhcp = -1;
static int hf_bootp_hostname = -1;
static int hf_bootp_answers_to = -1;
static int hf_bootp_exchange_time = -1;

static gint ett_bootp = -1;
static gint ett_bootp_flags = -1;
static gint ett_bootp_option = -1;
static gint ett_bootp_params = -1;

static guint num_params_shown = 32;

/* The messages with one transaction id; kept with the capture file. */
typedef struct _bootp_exchange_t {
	guint32		xid;
	nstime_t	start;
	guint32		last_request;
	guint8		*chaddr;
	gchar		*hostname;	/* NULL until the client has told it */
	gchar		*story;		/* "Discover, Offer, Request" so far */
	emem_tree_t	*frames;	/* of bootp_step_t, by frame number */
} bootp_exchange_t;

typedef struct _bootp_step_t {
	guint32		answers_to;	/* 0: nothing */
	gchar		*story;
	nstime_t	elapsed;
} bootp_step_t;

/* by transaction id */
static emem_tree_t *bootp_exchanges = NULL;
/* the names that clients gave themselves, by hardware address as text */
static emem_tree_t *bootp_clients = NULL;

/* What one packet's options said. */
typedef struct _bootp_facts_t {
	guint8		msg_type;
	guint8		overload;
	const gchar	*msg_name;
	gchar		*hostname;	/* lives as long as the capture file */
	const gchar	*server_id;
} bootp_facts_t;

static const value_string bootp_type_vals[] = {
	{ 1, "Boot Request" },
	{ 2, "Boot Reply" },
	{ 0, NULL }
};

static const value_string bootp_hw_vals[] = {
	{ 1, "Ethernet" },
	{ 6, "IEEE 802" },
	{ 32, "InfiniBand" },
	{ 0, NULL }
};

static const value_string opt53_text[] = {
	{ 1, "Discover" },
	{ 2, "Offer" },
	{ 3, "Request" },
	{ 4, "Decline" },
	{ 5, "ACK" },
	{ 6, "NAK" },
	{ 7, "Release" },
	{ 8, "Inform" },
	{ 0, NULL }
};

static const true_false_string flag_set_broadcast = { "Broadcast", "Unicast" };

enum field_type {
	special,
	none,
	ipv4,
	ipv4_list,
	string,
	bytes,
	val_u_byte,
	val_u_short,
	val_u_long,
	time_in_secs,
	params
};

struct opt_info {
	guint8		code;
	const char	*text;
	enum field_type	ftype;
};

static const struct opt_info bootp_opt[] = {
	{   1, "Subnet Mask",				ipv4 },
	{   2, "Time Offset",				time_in_secs },
	{   3, "Router",				ipv4_list },
	{   4, "Time Server",				ipv4_list },
	{   6, "Domain Name Server",			ipv4_list },
	{  12, "Host Name",				special },
	{  15, "Domain Name",				string },
	{  17, "Root Path",				string },
	{  26, "Interface MTU",				val_u_short },
	{  28, "Broadcast Address",			ipv4 },
	{  33, "Static Route",				ipv4_list },
	{  42, "Network Time Protocol Servers",		ipv4_list },
	{  43, "Vendor-Specific Information",		bytes },
	{  44, "NetBIOS over TCP/IP Name Server",	ipv4_list },
	{  50, "Requested IP Address",			ipv4 },
	{  51, "IP Address Lease Time",			time_in_secs },
	{  52, "Option Overload",			special },
	{  53, "DHCP Message Type",			special },
	{  54, "DHCP Server Identifier",		special },
	{  55, "Parameter Request List",		params },
	{  56, "Message",				string },
	{  57, "Maximum DHCP Message Size",		val_u_short },
	{  58, "Renewal Time Value",			time_in_secs },
	{  59, "Rebinding Time Value",			time_in_secs },
	{  60, "Vendor class identifier",		string },
	{  61, "Client identifier",			special },
	{  66, "TFTP Server Name",			string },
	{  67, "Bootfile name",				string },
	{  80, "Rapid commit",				none },
	{  81, "Client Fully Qualified Domain Name",	special },
	{  82, "Agent Information Option",		bytes },
	{ 116, "DHCP Auto-Configuration",		val_u_byte },
	{ 119, "Domain Search",				bytes },
	{ 121, "Classless Static Route",		bytes },
	{ 249, "Private/Classless Static Route",	bytes }
};

static const struct opt_info *
bootp_find_opt(guint8 code)
{
	static const struct opt_info unknown = { 0, "Unknown", bytes };
	guint i;

	for (i = 0; i < array_length(bootp_opt); i++)
		if (bootp_opt[i].code == code)
			return &bootp_opt[i];
	return &unknown;
}

static const gchar *
hwaddr_to_str(const guint8 *addr, guint len)
{
	if (len == 0)
		return "<none>";
	return len == 6 ? ether_to_str(addr) : bytes_to_str_punct(addr, len, ':');
}

/*
 * The requested parameters as names. The list is made before its length is known to be small, so the
 * number that is shown is a preference.
 */
static void
dissect_parameter_list(tvbuff_t *tvb, int offset, int len, proto_tree *tree, proto_item *item)
{
	const gchar **names = ep_alloc_array(const gchar *, len + 1);
	guint8 *seen = ep_alloc_array0(guint8, 256);
	emem_strbuf_t *twice = ep_strbuf_new_label("");
	int i;

	for (i = 0; i < len; i++) {
		guint8 code = tvb_get_guint8(tvb, offset + i);

		names[i] = bootp_find_opt(code)->text;
		if (seen[code]++)
			ep_strbuf_append_printf(twice, "%s%u", twice->len ? "," : "", code);
	}
	names[len] = NULL;
	for (i = 0; names[i] && (guint)i < num_params_shown; i++)
		proto_tree_add_text(tree, tvb, offset + i, 1, "%u = %s", tvb_get_guint8(tvb, offset + i), names[i]);
	if (i < len)
		proto_tree_add_text(tree, tvb, offset + i, len - i, "[%d more]", len - i);
	if (twice->len)
		proto_item_append_text(item, " (asked twice: %s)", twice->str);
}

static const gchar *
client_id_to_str(tvbuff_t *tvb, int offset, int len)
{
	guint8 type = tvb_get_guint8(tvb, offset);
	guint8 *id = (guint8 *)ep_tvb_memdup(tvb, offset + 1, len - 1);

	if (type == 0)
		return format_text(id, len - 1);
	if (type == 255 && len == 23 && pntohs(id + 4) == 4) {
		e_guid_t uuid;

		tvb_get_ntohguid(tvb, offset + 7, &uuid);
		return ep_strdup_printf("IAID %s, UUID %s", bytes_to_str(id, 4), guid_to_str(&uuid));
	}
	if (type == 255 && len > 5)
		return ep_strdup_printf("IAID %s, DUID %s", bytes_to_str(id, 4), bytes_to_str(id + 4, len - 5));
	return ep_strconcat(val_to_str(type, bootp_hw_vals, "Type %u"), " ", hwaddr_to_str(id, len - 1), NULL);
}

static int
dissect_bootp_option(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, int end, bootp_facts_t *facts)
{
	guint8 code = tvb_get_guint8(tvb, offset);
	const struct opt_info *opt;
	const gchar *value = NULL;
	emem_strbuf_t *list;
	proto_tree *v_tree;
	proto_item *vti;
	int len, optp, i;

	if (code == 0) {
		for (i = 0; offset + i < end && tvb_get_guint8(tvb, offset + i) == 0; i++)
			;
		proto_tree_add_text(tree, tvb, offset, i, "Padding (%d byte%s)", i, plurality(i, "", "s"));
		return i;
	}
	if (code == 255) {
		proto_tree_add_text(tree, tvb, offset, 1, "Option: (255) End");
		return end - offset;
	}
	opt = bootp_find_opt(code);
	len = tvb_get_guint8(tvb, offset + 1);
	optp = offset + 2;

	vti = proto_tree_add_text(tree, tvb, offset, len + 2, "Option: (%u) %s", code, opt->text);
	v_tree = proto_item_add_subtree(vti, ett_bootp_option);
	proto_tree_add_uint_format_value(v_tree, hf_bootp_option_type, tvb, offset, 1, code, "%s (%u)", opt->text, code);
	proto_tree_add_item(v_tree, hf_bootp_option_length, tvb, offset + 1, 1, ENC_BIG_ENDIAN);
	tvb_ensure_bytes_exist(tvb, optp, len);

	switch (opt->ftype) {
	case special:
		switch (code) {
		case 12:
			facts->hostname = (gchar *)tvb_get_seasonal_string(tvb, optp, len);
			proto_tree_add_string(v_tree, hf_bootp_hostname, tvb, optp, len, facts->hostname);
			value = facts->hostname;
			break;
		case 52:
			facts->overload = tvb_get_guint8(tvb, optp);
			value = facts->overload == 3 ? "file and sname" : facts->overload == 1 ? "file" : "sname";
			break;
		case 53:
			facts->msg_type = tvb_get_guint8(tvb, optp);
			facts->msg_name = val_to_str(facts->msg_type, opt53_text, "Unknown Message Type (0x%02x)");
			proto_tree_add_item(v_tree, hf_bootp_dhcp, tvb, optp, 1, ENC_BIG_ENDIAN);
			value = facts->msg_name;
			break;
		case 54:
			facts->server_id = tvb_ip_to_str(tvb, optp);
			value = facts->server_id;
			break;
		case 61:
			if (len > 1)
				value = client_id_to_str(tvb, optp, len);
			break;
		case 81:
			if (len >= 3)
				value = ep_strdup_printf("flags 0x%02x, %s", tvb_get_guint8(tvb, optp),
				    tvb_format_text(tvb, optp + 3, len - 3));
			break;
		}
		break;
	case ipv4:
		if (len == 4)
			value = tvb_ip_to_str(tvb, optp);
		break;
	case ipv4_list:
		list = ep_strbuf_new("");
		for (i = 0; i + 4 <= len; i += 4) {
			if (i > 0)
				ep_strbuf_append(list, ", ");
			ep_strbuf_append(list, tvb_ip_to_str(tvb, optp + i));
			proto_tree_add_text(v_tree, tvb, optp + i, 4, "%s: %s", opt->text, tvb_ip_to_str(tvb, optp + i));
		}
		value = list->str;
		break;
	case string:
		value = format_text(tvb_get_ephemeral_string(tvb, optp, len), len);
		break;
	case val_u_byte:
		if (len == 1)
			value = ep_strdup_printf("%u", tvb_get_guint8(tvb, optp));
		break;
	case val_u_short:
		if (len == 2)
			value = ep_strdup_printf("%u", tvb_get_ntohs(tvb, optp));
		break;
	case val_u_long:
		if (len == 4)
			value = ep_strdup_printf("%u", tvb_get_ntohl(tvb, optp));
		break;
	case time_in_secs:
		if (len == 4)
			value = ep_strdup_printf("(%us) %s", tvb_get_ntohl(tvb, optp),
			    time_secs_to_str(tvb_get_ntohl(tvb, optp)));
		break;
	case params:
		dissect_parameter_list(tvb, optp, len, proto_item_add_subtree(vti, ett_bootp_params), vti);
		break;
	case bytes:
		value = len > 0 ? tvb_bytes_to_str(tvb, optp, len) : "";
		break;
	case none:
		break;
	}
	if (value)
		proto_item_append_text(vti, " (%s)", value);
	else if (opt->ftype != params && opt->ftype != none)
		expert_add_info_format(pinfo, vti, PI_PROTOCOL, PI_WARN, "Length %d does not fit option %u", len, code);
	return len + 2;
}

static void
dissect_bootp_options(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, int end, bootp_facts_t *facts)
{
	while (offset < end)
		offset += dissect_bootp_option(tvb, pinfo, tree, offset, end, facts);
}

/*
 * Follows an exchange over its packets. Everything in it was put down with the capture file's
 * lifetime: the story grows by a se_strdup_printf a packet.
 */
static bootp_step_t *
follow_exchange(packet_info *pinfo, guint32 xid, const guint8 *chaddr, guint hlen, gboolean is_reply,
    bootp_facts_t *facts)
{
	bootp_exchange_t *ex = (bootp_exchange_t *)se_tree_lookup32(bootp_exchanges, xid);
	bootp_step_t *step;

	if (!ex) {
		if (pinfo->fd->flags.visited)
			return NULL;
		ex = se_alloc0(sizeof(bootp_exchange_t));
		ex->xid = xid;
		ex->start = pinfo->fd->abs_ts;
		ex->chaddr = (guint8 *)se_memdup(chaddr, hlen);
		ex->frames = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "bootp_frames");
		se_tree_insert32(bootp_exchanges, xid, (void *)ex);
	}
	step = (bootp_step_t *)se_tree_lookup32(ex->frames, pinfo->fd->num);
	if (step || pinfo->fd->flags.visited)
		return step;

	step = se_new0(bootp_step_t);
	nstime_delta(&step->elapsed, &pinfo->fd->abs_ts, &ex->start);
	if (is_reply)
		step->answers_to = ex->last_request;
	else
		ex->last_request = pinfo->fd->num;
	ex->story = ex->story ? se_strdup_printf("%s, %s", ex->story, facts->msg_name)
			      : se_strdup(facts->msg_name);
	step->story = ex->story;
	if (facts->hostname)
		ex->hostname = facts->hostname;
	se_tree_insert32(ex->frames, pinfo->fd->num, step);
	return step;
}

static const gchar *
client_name(const gchar *hw, bootp_facts_t *facts, gboolean visited)
{
	gchar *known = (gchar *)se_tree_lookup_string(bootp_clients, hw, EMEM_TREE_STRING_NOCASE);

	if (facts->hostname && !visited && (!known || strcmp(known, facts->hostname) != 0)) {
		se_tree_insert_string(bootp_clients, hw, facts->hostname, EMEM_TREE_STRING_NOCASE);
		known = facts->hostname;
	}
	return known;
}

static void
dissect_bootp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	bootp_facts_t *facts = ep_new0(bootp_facts_t);
	proto_tree *bp_tree, *flags_tree;
	proto_item *ti;
	bootp_step_t *step;
	const gchar *hw, *name;
	guint8 op, hlen;
	guint32 xid;
	int end = tvb_reported_length(tvb);

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "BOOTP");
	col_clear(pinfo->cinfo, COL_INFO);

	op = tvb_get_guint8(tvb, 0);
	hlen = MIN(tvb_get_guint8(tvb, 2), 16);
	xid = tvb_get_ntohl(tvb, 4);
	hw = hwaddr_to_str(tvb_get_ptr(tvb, 28, 16), hlen);
	col_add_fstr(pinfo->cinfo, COL_INFO, "%s from %s", val_to_str(op, bootp_type_vals, "Unknown BOOTP message (%u)"), hw);

	ti = proto_tree_add_item(tree, proto_bootp, tvb, 0, -1, ENC_NA);
	bp_tree = proto_item_add_subtree(ti, ett_bootp);
	proto_tree_add_item(bp_tree, hf_bootp_type, tvb, 0, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(bp_tree, hf_bootp_hw_type, tvb, 1, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(bp_tree, hf_bootp_hw_len, tvb, 2, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(bp_tree, hf_bootp_hops, tvb, 3, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(bp_tree, hf_bootp_id, tvb, 4, 4, ENC_BIG_ENDIAN);
	proto_tree_add_item(bp_tree, hf_bootp_secs, tvb, 8, 2, ENC_BIG_ENDIAN);
	ti = proto_tree_add_item(bp_tree, hf_bootp_flags, tvb, 10, 2, ENC_BIG_ENDIAN);
	flags_tree = proto_item_add_subtree(ti, ett_bootp_flags);
	proto_tree_add_item(flags_tree, hf_bootp_flags_broadcast, tvb, 10, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(bp_tree, hf_bootp_ip_client, tvb, 12, 4, ENC_BIG_ENDIAN);
	proto_tree_add_item(bp_tree, hf_bootp_ip_your, tvb, 16, 4, ENC_BIG_ENDIAN);
	proto_tree_add_item(bp_tree, hf_bootp_ip_server, tvb, 20, 4, ENC_BIG_ENDIAN);
	proto_tree_add_item(bp_tree, hf_bootp_ip_relay, tvb, 24, 4, ENC_BIG_ENDIAN);
	if (hlen == 6)
		proto_tree_add_item(bp_tree, hf_bootp_hw_addr, tvb, 28, 6, ENC_NA);
	else
		proto_tree_add_text(bp_tree, tvb, 28, hlen, "Client address: %s", hw);

	facts->msg_name = val_to_str(op, bootp_type_vals, "Unknown BOOTP message (%u)");
	if (end > 240 && tvb_get_ntohl(tvb, 236) == 0x63825363) {
		proto_tree_add_text(bp_tree, tvb, 236, 4, "Magic cookie: DHCP");
		dissect_bootp_options(tvb, pinfo, bp_tree, 240, end, facts);
	} else if (end > 236)
		proto_tree_add_item(bp_tree, hf_bootp_cookie, tvb, 236, MIN(end - 236, 4), ENC_NA);

	if (facts->overload & 2)
		dissect_bootp_options(tvb, pinfo, bp_tree, 44, 108, facts);
	else if (tvb_get_guint8(tvb, 44) != 0) {
		gint taken;
		guint8 *server = tvb_get_ephemeral_stringz(tvb, 44, &taken);

		proto_tree_add_string(bp_tree, hf_bootp_server, tvb, 44, MIN(taken, 64), format_text(server, MIN(taken - 1, 64)));
	}
	if (facts->overload & 1)
		dissect_bootp_options(tvb, pinfo, bp_tree, 108, 236, facts);
	else if (tvb_get_guint8(tvb, 108) != 0 && tvb_strnlen(tvb, 108, 128) > 0) {
		gint size;
		gchar *file = (gchar *)tvb_get_stringz(tvb, 108, &size);

		proto_tree_add_string(bp_tree, hf_bootp_file, tvb, 108, size, file);
		g_free(file);
	}

	if (facts->msg_type) {
		col_set_str(pinfo->cinfo, COL_PROTOCOL, "DHCP");
		col_add_fstr(pinfo->cinfo, COL_INFO, "DHCP %-8s - Transaction ID 0x%x", facts->msg_name, xid);
	}
	step = follow_exchange(pinfo, xid, tvb_get_ptr(tvb, 28, 16), hlen, op == 2, facts);
	if (step) {
		ti = proto_tree_add_time(bp_tree, hf_bootp_exchange_time, tvb, 0, 0, &step->elapsed);
		PROTO_ITEM_SET_GENERATED(ti);
		proto_item_append_text(ti, " (%s)", step->story);
		if (step->answers_to) {
			ti = proto_tree_add_uint(bp_tree, hf_bootp_answers_to, tvb, 0, 0, step->answers_to);
			PROTO_ITEM_SET_GENERATED(ti);
		}
	}
	if ((name = client_name(hw, facts, pinfo->fd->flags.visited)))
		col_append_fstr(pinfo->cinfo, COL_INFO, " (%s)", name);
}

void
proto_register_bootp(void)
{
	static hf_register_info hf[] = {
		{ &hf_bootp_type,
		  { "Message type", "bootp.type", FT_UINT8, BASE_DEC, VALS(bootp_type_vals), 0x0, NULL, HFILL }},
		{ &hf_bootp_hw_type,
		  { "Hardware type", "bootp.hw.type", FT_UINT8, BASE_HEX, VALS(bootp_hw_vals), 0x0, NULL, HFILL }},
		{ &hf_bootp_hw_len,
		  { "Hardware address length", "bootp.hw.len", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_hops,
		  { "Hops", "bootp.hops", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_id,
		  { "Transaction ID", "bootp.id", FT_UINT32, BASE_HEX, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_secs,
		  { "Seconds elapsed", "bootp.secs", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_flags,
		  { "Bootp flags", "bootp.flags", FT_UINT16, BASE_HEX, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_flags_broadcast,
		  { "Broadcast flag", "bootp.flags.bc", FT_BOOLEAN, 16, TFS(&flag_set_broadcast), 0x8000, NULL, HFILL }},
		{ &hf_bootp_ip_client,
		  { "Client IP address", "bootp.ip.client", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_ip_your,
		  { "Your (client) IP address", "bootp.ip.your", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_ip_server,
		  { "Next server IP address", "bootp.ip.server", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_ip_relay,
		  { "Relay agent IP address", "bootp.ip.relay", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_hw_addr,
		  { "Client MAC address", "bootp.hw.mac_addr", FT_ETHER, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_server,
		  { "Server host name", "bootp.server", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_file,
		  { "Boot file name", "bootp.file", FT_STRINGZ, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_cookie,
		  { "Vendor area", "bootp.cookie", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_option_type,
		  { "Option", "bootp.option.type", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_option_length,
		  { "Length", "bootp.option.length", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_dhcp,
		  { "DHCP", "bootp.option.dhcp", FT_UINT8, BASE_DEC, VALS(opt53_text), 0x0, NULL, HFILL }},
		{ &hf_bootp_hostname,
		  { "Host Name", "bootp.option.hostname", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_answers_to,
		  { "Answer to", "bootp.answers_to", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_bootp_exchange_time,
		  { "Time since the exchange began", "bootp.exchange_time", FT_RELATIVE_TIME, BASE_NONE, NULL, 0x0,
		    NULL, HFILL }}
	};
	static gint *ett[] = {
		&ett_bootp,
		&ett_bootp_flags,
		&ett_bootp_option,
		&ett_bootp_params
	};
	module_t *bootp_module;

	proto_bootp = proto_register_protocol("Bootstrap Protocol", "BOOTP/DHCP", "bootp");
	proto_register_field_array(proto_bootp, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));

	bootp_exchanges = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "bootp_exchanges");
	bootp_clients = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "bootp_clients");

	bootp_module = prefs_register_protocol(proto_bootp, NULL);
	prefs_register_uint_preference(bootp_module, "shown_parameters", "Parameters shown",
	    "How many entries of a parameter request list are named", 10, &num_params_shown);
}

void
proto_reg_handoff_bootp(void)
{
	dissector_handle_t bootp_handle = create_dissector_handle(dissect_bootp, proto_bootp);

	dissector_add_uint("udp.port", 67, bootp_handle);
	dissector_add_uint("udp.port", 68, bootp_handle);
}

#if 0
/*
 * The options of a file without the program around them: the manager has to be started by hand, and
 * what the packets and the file took has to be given back.
 */
static gboolean
print_option(void *value, void *userdata)
{
	return fputs((const char *)value, (FILE *)userdata) < 0;
}

int
main(int argc, char **argv)
{
	static struct ws_memory_slab triples = WS_MEMORY_SLAB_INIT_UNALIGNED(3, 64);
	tree_foreach_func print = print_option;
	emem_tree_t *seen;

	emem_init();
	seen = se_tree_create_string();
	while (--argc > 0)
		se_tree_insert_string(seen, argv[argc], ep_strdup(argv[argc]), EMEM_TREE_STRING_NOCASE);
	if (seen->tree != NULL)
		emem_print_tree(seen);
	sl_free_all(&triples);
	ep_free_all();
	se_free_all();
	return print == NULL;
}
#endif
