/* SPDX-License-Identifier: MIT */
/* packet-icmpv6.c
 * Routines for ICMPv6 and Neighbor Discovery (RFC 4443, 4861, 3810)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/emem.h>
#include <epan/addr_resolv.h>
#include <epan/expert.h>
#include <epan/ipproto.h>
#include <epan/to_str.h>

#include "packet-icmp.h"

void proto_register_icmpv6(void);
void proto_reg_handoff_icmpv6(void);

static int proto_icmpv6 = -1;
static int hf_icmpv6_type = -1;
static int hf_icmpv6_code = -1;
static int hf_icmpv6_checksum = -1;
static int hf_icmpv6_echo_identifier = -1;
static int hf_icmpv6_echo_sequence_number = -1;
static int hf_icmpv6_mtu = -1;
static int hf_icmpv6_pointer = -1;
static int hf_icmpv6_ra_cur_hop_limit = -1;
static int hf_icmpv6_ra_flag = -1;
static int hf_icmpv6_ra_router_lifetime = -1;
static int hf_icmpv6_ra_reachable_time = -1;
static int hf_icmpv6_ra_retrans_timer = -1;
static int hf_icmpv6_nd_target = -1;
static int hf_icmpv6_na_flag = -1;
static int hf_icmpv6_opt_type = -1;
static int hf_icmpv6_opt_length = -1;
static int hf_icmpv6_opt_linkaddr = -1;
static int hf_icmpv6_opt_prefix_len = -1;
static int hf_icmpv6_opt_prefix = -1;
static int hf_icmpv6_opt_mtu = -1;
static int hf_icmpv6_opt_dns = -1;
static int hf_icmpv6_mldr_records = -1;
static int hf_icmpv6_mldr_address = -1;
static int hf_icmpv6_resp_in = -1;
static int hf_icmpv6_resp_to = -1;
static int hf_icmpv6_resptime = -1;
static int hf_icmpv6_solicited_in = -1;

static gint ett_icmpv6 = -1;
static gint ett_icmpv6_opt = -1;
static gint ett_icmpv6_quoted = -1;

static dissector_handle_t ipv6_handle;
static dissector_handle_t data_handle;

static emem_tree_t *icmpv6_by_key;
static emem_tree_t *icmpv6_by_frame;

/* What was heard of each neighbour: a tree of trees, four words of address to a string. */
static emem_tree_t *neighbours;

typedef struct _neighbour_t {
	gchar	*who;			/* "eth address (maker)" */
	guint32	solicited_in;
	guint32	advertised_in;
} neighbour_t;

enum {
	ICMP6_DST_UNREACH = 1,
	ICMP6_PACKET_TOO_BIG,
	ICMP6_TIME_EXCEEDED,
	ICMP6_PARAM_PROB,
	ICMP6_ECHO_REQUEST = 128,
	ICMP6_ECHO_REPLY,
	ICMP6_ND_ROUTER_SOLICIT = 133,
	ICMP6_ND_ROUTER_ADVERT,
	ICMP6_ND_NEIGHBOR_SOLICIT,
	ICMP6_ND_NEIGHBOR_ADVERT,
	ICMP6_ND_REDIRECT,
	ICMP6_MLDV2_REPORT = 143
};

static const value_string icmpv6_type_val[] = {
	{ ICMP6_DST_UNREACH,		"Destination Unreachable" },
	{ ICMP6_PACKET_TOO_BIG,		"Packet Too Big" },
	{ ICMP6_TIME_EXCEEDED,		"Time Exceeded" },
	{ ICMP6_PARAM_PROB,		"Parameter Problem" },
	{ ICMP6_ECHO_REQUEST,		"Echo (ping) request" },
	{ ICMP6_ECHO_REPLY,		"Echo (ping) reply" },
	{ 130,				"Multicast Listener Query" },
	{ 131,				"Multicast Listener Report" },
	{ 132,				"Multicast Listener Done" },
	{ ICMP6_ND_ROUTER_SOLICIT,	"Router Solicitation" },
	{ ICMP6_ND_ROUTER_ADVERT,	"Router Advertisement" },
	{ ICMP6_ND_NEIGHBOR_SOLICIT,	"Neighbor Solicitation" },
	{ ICMP6_ND_NEIGHBOR_ADVERT,	"Neighbor Advertisement" },
	{ ICMP6_ND_REDIRECT,		"Redirect" },
	{ ICMP6_MLDV2_REPORT,		"Multicast Listener Report Message v2" },
	{ 0, NULL }
};

static const value_string icmpv6_unreach_code_val[] = {
	{ 0, "No route to destination" },
	{ 1, "Administratively prohibited" },
	{ 2, "Beyond scope of source address" },
	{ 3, "Address unreachable" },
	{ 4, "Port unreachable" },
	{ 0, NULL }
};

static const value_string option_vals[] = {
	{ 1,	"Source link-layer address" },
	{ 2,	"Target link-layer address" },
	{ 3,	"Prefix information" },
	{ 4,	"Redirected header" },
	{ 5,	"MTU" },
	{ 14,	"Nonce" },
	{ 25,	"Recursive DNS Server" },
	{ 31,	"DNS Search List" },
	{ 0,	NULL }
};

static const value_string mldr_types[] = {
	{ 1, "Include" },
	{ 2, "Exclude" },
	{ 3, "Changed to include" },
	{ 4, "Changed to exclude" },
	{ 5, "Allow new sources" },
	{ 6, "Block old sources" },
	{ 0, NULL }
};

/* Flags by their letters: "rtr, sol, ovr". */
static const gchar *
flags_to_str(guint8 flags, const char *first, const char *second, const char *third)
{
	const char *names[3];
	emem_strbuf_t *buf = ep_strbuf_new_label("none");
	int i;

	names[0] = first;
	names[1] = second;
	names[2] = third;
	for (i = 0; i < 3; i++)
		if (flags & (0x80 >> i)) {
			if (strcmp(buf->str, "none") == 0)
				ep_strbuf_truncate(buf, 0);
			else
				ep_strbuf_append(buf, ", ");
			ep_strbuf_append(buf, names[i]);
		}
	return buf->str;
}

static neighbour_t *
get_neighbour(tvbuff_t *tvb, int offset, gboolean create)
{
	guint32 words[4];
	emem_tree_key_t key[2] = { { 4, words }, { 0, NULL } };
	neighbour_t *nb;

	tvb_memcpy(tvb, (guint8 *)words, offset, 16);
	nb = (neighbour_t *)emem_tree_lookup32_array(neighbours, key);
	if (nb == NULL && create) {
		emem_tree_key_t new_key[2] = { { 4, words }, { 0, NULL } };

		nb = se_new0(neighbour_t);
		emem_tree_insert32_array(neighbours, new_key, nb);
	}
	return nb;
}

/* The maker's name comes from a table that is there for ever; together with the address it is kept for the file. */
static void
note_link_address(packet_info *pinfo, neighbour_t *nb, tvbuff_t *tvb, int offset)
{
	const guint8 *mac = tvb_get_ptr(tvb, offset, 6);
	const gchar *maker = get_manuf_name_if_known(mac);

	if (nb == NULL || pinfo->fd->flags.visited)
		return;
	nb->who = maker ? se_strdup_printf("%s (%s)", ether_to_str(mac), maker) : se_strdup(ether_to_str(mac));
}

static void
dissect_nd_options(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, neighbour_t *nb)
{
	while (tvb_reported_length_remaining(tvb, offset) > 0) {
		guint8 type = tvb_get_guint8(tvb, offset);
		int len = tvb_get_guint8(tvb, offset + 1) * 8;
		proto_tree *opt_tree;
		proto_item *ti;
		int i;

		ti = proto_tree_add_text(tree, tvb, offset, MAX(len, 2), "ICMPv6 Option (%s",
		    val_to_str(type, option_vals, "Unknown %u"));
		opt_tree = proto_item_add_subtree(ti, ett_icmpv6_opt);
		proto_tree_add_item(opt_tree, hf_icmpv6_opt_type, tvb, offset, 1, ENC_BIG_ENDIAN);
		proto_tree_add_uint_format_value(opt_tree, hf_icmpv6_opt_length, tvb, offset + 1, 1, len / 8, "%u (%d bytes)",
		    len / 8, len);
		if (len == 0) {
			proto_item_append_text(ti, ")");
			expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_ERROR, "Invalid option length (Zero)");
			return;
		}
		tvb_ensure_bytes_exist(tvb, offset, len);
		switch (type) {
		case 1:
		case 2:
			if (len != 8)
				break;
			proto_tree_add_item(opt_tree, hf_icmpv6_opt_linkaddr, tvb, offset + 2, 6, ENC_NA);
			note_link_address(pinfo, nb, tvb, offset + 2);
			proto_item_append_text(ti, " : %s", tvb_ether_to_str(tvb, offset + 2));
			break;
		case 3:
			if (len != 32)
				break;
			proto_tree_add_item(opt_tree, hf_icmpv6_opt_prefix_len, tvb, offset + 2, 1, ENC_BIG_ENDIAN);
			proto_tree_add_text(opt_tree, tvb, offset + 3, 1, "Flags: %s",
			    flags_to_str(tvb_get_guint8(tvb, offset + 3), "on-link", "autonomous", "router"));
			proto_tree_add_text(opt_tree, tvb, offset + 4, 4, "Valid Lifetime: %s",
			    tvb_get_ntohl(tvb, offset + 4) == 0xffffffff ? "infinity" :
			    time_secs_to_str((gint32)tvb_get_ntohl(tvb, offset + 4)));
			proto_tree_add_item(opt_tree, hf_icmpv6_opt_prefix, tvb, offset + 16, 16, ENC_NA);
			proto_item_append_text(ti, " : %s/%u", tvb_ip6_to_str(tvb, offset + 16), tvb_get_guint8(tvb, offset + 2));
			break;
		case 5:
			proto_tree_add_item(opt_tree, hf_icmpv6_opt_mtu, tvb, offset + 4, 4, ENC_BIG_ENDIAN);
			proto_item_append_text(ti, " : %u", tvb_get_ntohl(tvb, offset + 4));
			break;
		case 25:
			for (i = 8; i + 16 <= len; i += 16) {
				proto_tree_add_item(opt_tree, hf_icmpv6_opt_dns, tvb, offset + i, 16, ENC_NA);
				proto_item_append_text(ti, " %s", tvb_ip6_to_str(tvb, offset + i));
			}
			break;
		default:
			proto_tree_add_text(opt_tree, tvb, offset + 2, len - 2, "Data: %s",
			    tvb_bytes_to_str(tvb, offset + 2, MIN(len - 2, 24)));
			break;
		}
		proto_item_append_text(ti, ")");
		offset += len;
	}
}

static void
dissect_neighbour(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gboolean is_advert)
{
	const gchar *target = tvb_ip6_to_str(tvb, 8);
	neighbour_t *nb = get_neighbour(tvb, 8, !pinfo->fd->flags.visited);
	proto_item *ti;

	if (is_advert) {
		guint8 flags = tvb_get_guint8(tvb, 4);

		proto_tree_add_uint_format_value(tree, hf_icmpv6_na_flag, tvb, 4, 4, flags, "0x%02x (%s)", flags,
		    flags_to_str(flags, "rtr", "sol", "ovr"));
		col_append_fstr(pinfo->cinfo, COL_INFO, " %s (%s)", target, flags_to_str(flags, "rtr", "sol", "ovr"));
	} else
		col_append_fstr(pinfo->cinfo, COL_INFO, " for %s", target);
	proto_tree_add_item(tree, hf_icmpv6_nd_target, tvb, 8, 16, ENC_NA);
	dissect_nd_options(tvb, pinfo, tree, 24, is_advert ? nb : NULL);
	if (nb == NULL)
		return;
	if (is_advert && nb->solicited_in) {
		ti = proto_tree_add_uint(tree, hf_icmpv6_solicited_in, tvb, 0, 0, nb->solicited_in);
		PROTO_ITEM_SET_GENERATED(ti);
	}
	if (!pinfo->fd->flags.visited) {
		if (is_advert)
			nb->advertised_in = pinfo->fd->num;
		else
			nb->solicited_in = pinfo->fd->num;
	}
	if (tvb_get_ntohs(tvb, 19) == 0xfffe)
		proto_tree_add_text(tree, tvb, 16, 8, "Interface identifier: %s", get_eui64_name(tvb_get_ntoh64(tvb, 16)));
	if (nb->who)
		col_append_fstr(pinfo->cinfo, COL_INFO, " is at %s", nb->who);
}

static void
dissect_mldv2_report(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	guint16 records = tvb_get_ntohs(tvb, 6);
	int offset = 8;

	proto_tree_add_item(tree, hf_icmpv6_mldr_records, tvb, 6, 2, ENC_BIG_ENDIAN);
	while (records-- > 0) {
		guint8 type = tvb_get_guint8(tvb, offset);
		guint16 sources = tvb_get_ntohs(tvb, offset + 2);
		proto_item *ti;

		ti = proto_tree_add_item(tree, hf_icmpv6_mldr_address, tvb, offset + 4, 16, ENC_NA);
		proto_item_append_text(ti, " (%s, %u source%s)", val_to_str(type, mldr_types, "type %u"), sources,
		    sources == 1 ? "" : "s");
		col_append_fstr(pinfo->cinfo, COL_INFO, ", %s %s", val_to_str(type, mldr_types, "type %u"),
		    tvb_ip6_to_str(tvb, offset + 4));
		offset += 20 + sources * 16 + tvb_get_guint8(tvb, offset + 1) * 4;
	}
}

static void
dissect_quoted_ipv6(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	address saved[4], target;

	saved[0] = pinfo->src;
	saved[1] = pinfo->dst;
	saved[2] = pinfo->net_src;
	saved[3] = pinfo->net_dst;
	if (pinfo->in_error_pkt)
		return;
	/* the quoted packet overwrites both, and its buffer may be cut short */
	COPY_ADDRESS(&target, &pinfo->dst);
	pinfo->in_error_pkt = TRUE;
	col_set_writable(pinfo->cinfo, FALSE);
	TRY {
		call_dissector(ipv6_handle, tvb, pinfo, tree);
	}
	CATCH_ALL {
		proto_tree_add_text(tree, tvb, 0, 0, "[Quoted packet is cut short]");
	}
	ENDTRY;
	if (!ADDRESSES_EQUAL(&target, &pinfo->src))
		proto_tree_add_text(tree, tvb, 0, 0, "[The quoted packet was not sent by %s]", ep_address_to_str(&target));
	g_free((void *)target.data);
	col_set_writable(pinfo->cinfo, TRUE);
	pinfo->in_error_pkt = FALSE;
	pinfo->src = saved[0];
	pinfo->dst = saved[1];
	pinfo->net_src = saved[2];
	pinfo->net_dst = saved[3];
}

/* The checksum covers a header that is not in the packet: addresses, length and protocol. */
static gboolean
checksum_is_right(tvbuff_t *tvb, packet_info *pinfo)
{
	guint8 *pseudo = ep_alloc0(40);
	guint32 len = tvb_reported_length(tvb);
	vec_t vec[2];

	memcpy(pseudo, pinfo->src.data, 16);
	memcpy(pseudo + 16, pinfo->dst.data, 16);
	pseudo[34] = (guint8)(len >> 8);
	pseudo[35] = (guint8)len;
	pseudo[39] = IP_PROTO_ICMPV6;
	vec[0].ptr = pseudo;
	vec[0].len = 40;
	vec[1].ptr = tvb_get_ptr(tvb, 0, len);
	vec[1].len = len;
	return in_cksum(vec, 2) == 0;
}

static void
dissect_icmpv6(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	guint8 type = tvb_get_guint8(tvb, 0);
	guint8 code = tvb_get_guint8(tvb, 1);
	guint16 id, seq, sum = tvb_get_ntohs(tvb, 2);
	icmp_transaction_t *trans;
	proto_tree *icmp6_tree;
	proto_item *ti, *item;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "ICMPv6");
	col_add_str(pinfo->cinfo, COL_INFO, val_to_str(type, icmpv6_type_val, "Unknown (%u)"));
	ti = proto_tree_add_item(tree, proto_icmpv6, tvb, 0, -1, ENC_NA);
	icmp6_tree = proto_item_add_subtree(ti, ett_icmpv6);
	proto_tree_add_item(icmp6_tree, hf_icmpv6_type, tvb, 0, 1, ENC_BIG_ENDIAN);
	item = proto_tree_add_item(icmp6_tree, hf_icmpv6_code, tvb, 1, 1, ENC_BIG_ENDIAN);
	if (type == ICMP6_DST_UNREACH) {
		const gchar *code_name = val_to_str(code, icmpv6_unreach_code_val, "Unknown (%u)");

		proto_item_append_text(item, " (%s)", code_name);
		col_append_fstr(pinfo->cinfo, COL_INFO, " (%s)", code_name);
	}
	if (!pinfo->in_error_pkt && pinfo->src.type == AT_IPv6 && tvb_length(tvb) >= tvb_reported_length(tvb)) {
		gboolean right = checksum_is_right(tvb, pinfo);

		item = proto_tree_add_uint_format_value(icmp6_tree, hf_icmpv6_checksum, tvb, 2, 2, sum, "0x%04x [%scorrect]",
		    sum, right ? "" : "in");
		if (!right)
			expert_add_info_format(pinfo, item, PI_CHECKSUM, PI_WARN, "ICMPv6 Checksum Incorrect");
	} else
		proto_tree_add_item(icmp6_tree, hf_icmpv6_checksum, tvb, 2, 2, ENC_BIG_ENDIAN);

	switch (type) {
	case ICMP6_ECHO_REQUEST:
	case ICMP6_ECHO_REPLY:
		id = tvb_get_ntohs(tvb, 4);
		seq = tvb_get_ntohs(tvb, 6);
		proto_tree_add_item(icmp6_tree, hf_icmpv6_echo_identifier, tvb, 4, 2, ENC_BIG_ENDIAN);
		proto_tree_add_item(icmp6_tree, hf_icmpv6_echo_sequence_number, tvb, 6, 2, ENC_BIG_ENDIAN);
		col_append_fstr(pinfo->cinfo, COL_INFO, " id=0x%04x, seq=%u", id, seq);
		if (!pinfo->in_error_pkt) {
			if (type == ICMP6_ECHO_REQUEST)
				trans = icmp_echo_request(icmpv6_by_key, icmpv6_by_frame, pinfo, id, seq);
			else
				trans = icmp_echo_reply(icmpv6_by_key, icmpv6_by_frame, pinfo, id, seq);
			icmp_show_echo(trans, tvb, pinfo, icmp6_tree, type == ICMP6_ECHO_REQUEST, hf_icmpv6_resp_in,
			    hf_icmpv6_resp_to, hf_icmpv6_resptime);
		}
		if (tvb_length_remaining(tvb, 8) > 0)
			call_dissector(data_handle, tvb_new_subset_remaining(tvb, 8), pinfo, icmp6_tree);
		break;
	case ICMP6_DST_UNREACH:
	case ICMP6_PACKET_TOO_BIG:
	case ICMP6_TIME_EXCEEDED:
	case ICMP6_PARAM_PROB:
		if (type == ICMP6_PACKET_TOO_BIG)
			proto_tree_add_item(icmp6_tree, hf_icmpv6_mtu, tvb, 4, 4, ENC_BIG_ENDIAN);
		else if (type == ICMP6_PARAM_PROB)
			proto_tree_add_item(icmp6_tree, hf_icmpv6_pointer, tvb, 4, 4, ENC_BIG_ENDIAN);
		dissect_quoted_ipv6(tvb_new_subset_remaining(tvb, 8), pinfo,
		    proto_item_add_subtree(ti, ett_icmpv6_quoted));
		break;
	case ICMP6_ND_ROUTER_SOLICIT:
		dissect_nd_options(tvb, pinfo, icmp6_tree, 8, NULL);
		break;
	case ICMP6_ND_ROUTER_ADVERT:
		proto_tree_add_item(icmp6_tree, hf_icmpv6_ra_cur_hop_limit, tvb, 4, 1, ENC_BIG_ENDIAN);
		proto_tree_add_uint_format_value(icmp6_tree, hf_icmpv6_ra_flag, tvb, 5, 1, tvb_get_guint8(tvb, 5), "0x%02x (%s)",
		    tvb_get_guint8(tvb, 5), flags_to_str(tvb_get_guint8(tvb, 5), "managed", "other", "home agent"));
		proto_tree_add_item(icmp6_tree, hf_icmpv6_ra_router_lifetime, tvb, 6, 2, ENC_BIG_ENDIAN);
		proto_tree_add_item(icmp6_tree, hf_icmpv6_ra_reachable_time, tvb, 8, 4, ENC_BIG_ENDIAN);
		proto_tree_add_item(icmp6_tree, hf_icmpv6_ra_retrans_timer, tvb, 12, 4, ENC_BIG_ENDIAN);
		dissect_nd_options(tvb, pinfo, icmp6_tree, 16, NULL);
		break;
	case ICMP6_ND_NEIGHBOR_SOLICIT:
	case ICMP6_ND_NEIGHBOR_ADVERT:
		dissect_neighbour(tvb, pinfo, icmp6_tree, type == ICMP6_ND_NEIGHBOR_ADVERT);
		break;
	case ICMP6_MLDV2_REPORT:
		dissect_mldv2_report(tvb, pinfo, icmp6_tree);
		break;
	}
}

void
proto_register_icmpv6(void)
{
#define ICMPV6_UINT(var, name, abbrev, type, base, strings) \
	{ &var, { name, abbrev, type, base, strings, 0x0, NULL, HFILL }}
	static hf_register_info hf[] = {
		ICMPV6_UINT(hf_icmpv6_type, "Type", "icmpv6.type", FT_UINT8, BASE_DEC, VALS(icmpv6_type_val)),
		ICMPV6_UINT(hf_icmpv6_code, "Code", "icmpv6.code", FT_UINT8, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_checksum, "Checksum", "icmpv6.checksum", FT_UINT16, BASE_HEX, NULL),
		ICMPV6_UINT(hf_icmpv6_echo_identifier, "Identifier", "icmpv6.echo.identifier", FT_UINT16, BASE_HEX, NULL),
		ICMPV6_UINT(hf_icmpv6_echo_sequence_number, "Sequence", "icmpv6.echo.sequence_number", FT_UINT16, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_mtu, "MTU", "icmpv6.mtu", FT_UINT32, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_pointer, "Pointer", "icmpv6.pointer", FT_UINT32, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_ra_cur_hop_limit, "Cur hop limit", "icmpv6.nd.ra.cur_hop_limit", FT_UINT8, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_ra_flag, "Flags", "icmpv6.nd.ra.flag", FT_UINT8, BASE_HEX, NULL),
		ICMPV6_UINT(hf_icmpv6_ra_router_lifetime, "Router lifetime (s)", "icmpv6.nd.ra.router_lifetime", FT_UINT16, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_ra_reachable_time, "Reachable time (ms)", "icmpv6.nd.ra.reachable_time", FT_UINT32, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_ra_retrans_timer, "Retrans timer (ms)", "icmpv6.nd.ra.retrans_timer", FT_UINT32, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_nd_target, "Target Address", "icmpv6.nd.target_address", FT_IPv6, BASE_NONE, NULL),
		ICMPV6_UINT(hf_icmpv6_na_flag, "Flags", "icmpv6.nd.na.flag", FT_UINT8, BASE_HEX, NULL),
		ICMPV6_UINT(hf_icmpv6_opt_type, "Type", "icmpv6.opt.type", FT_UINT8, BASE_DEC, VALS(option_vals)),
		ICMPV6_UINT(hf_icmpv6_opt_length, "Length", "icmpv6.opt.length", FT_UINT8, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_opt_linkaddr, "Link-layer address", "icmpv6.opt.linkaddr", FT_ETHER, BASE_NONE, NULL),
		ICMPV6_UINT(hf_icmpv6_opt_prefix_len, "Prefix Length", "icmpv6.opt.prefix.length", FT_UINT8, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_opt_prefix, "Prefix", "icmpv6.opt.prefix", FT_IPv6, BASE_NONE, NULL),
		ICMPV6_UINT(hf_icmpv6_opt_mtu, "MTU", "icmpv6.opt.mtu", FT_UINT32, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_opt_dns, "Recursive DNS Server", "icmpv6.opt.rdnss", FT_IPv6, BASE_NONE, NULL),
		ICMPV6_UINT(hf_icmpv6_mldr_records, "Number of Multicast Address Records", "icmpv6.mldr.nb_mcast_records", FT_UINT16, BASE_DEC, NULL),
		ICMPV6_UINT(hf_icmpv6_mldr_address, "Multicast Address", "icmpv6.mldr.mar.multicast_address", FT_IPv6, BASE_NONE, NULL),
		ICMPV6_UINT(hf_icmpv6_resp_in, "Response In", "icmpv6.resp_in", FT_FRAMENUM, BASE_NONE, NULL),
		ICMPV6_UINT(hf_icmpv6_resp_to, "Response To", "icmpv6.resp_to", FT_FRAMENUM, BASE_NONE, NULL),
		ICMPV6_UINT(hf_icmpv6_resptime, "Response Time", "icmpv6.resptime", FT_RELATIVE_TIME, BASE_NONE, NULL),
		ICMPV6_UINT(hf_icmpv6_solicited_in, "Solicited in frame", "icmpv6.nd.na.solicited_in", FT_FRAMENUM, BASE_NONE, NULL)
	};
	static gint *ett[] = { &ett_icmpv6, &ett_icmpv6_opt, &ett_icmpv6_quoted };

	proto_icmpv6 = proto_register_protocol("Internet Control Message Protocol v6", "ICMPv6", "icmpv6");
	proto_register_field_array(proto_icmpv6, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("icmpv6", dissect_icmpv6, proto_icmpv6);

	icmpv6_by_key = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "icmpv6_by_key");
	icmpv6_by_frame = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "icmpv6_by_frame");
	neighbours = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "icmpv6_neighbours");
}

void
proto_reg_handoff_icmpv6(void)
{
	dissector_handle_t icmpv6_handle = find_dissector("icmpv6");

	ipv6_handle = find_dissector("ipv6");
	data_handle = find_dissector("data");
	dissector_add_uint("ip.proto", IP_PROTO_ICMPV6, icmpv6_handle);
}
