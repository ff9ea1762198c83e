/* SPDX-License-Identifier: MIT */
/* packet-udp.c
 * Routines for the User Datagram Protocol
 */

#include <glib.h>

#include <epan/packet.h>
#include <epan/addr_resolv.h>
#include <epan/conversation.h>
#include <epan/emem.h>
#include <epan/expert.h>
#include <epan/ipproto.h>
#include <epan/prefs.h>
#include <epan/tap.h>

#include "packet-udp.h"

void proto_register_udp(void);
void proto_reg_handoff_udp(void);

static int proto_udp = -1;
static int hf_udp_srcport = -1;
static int hf_udp_dstport = -1;
static int hf_udp_port = -1;
static int hf_udp_length = -1;
static int hf_udp_checksum = -1;
static int hf_udp_stream = -1;

static gint ett_udp = -1;

static dissector_table_t udp_dissector_table;
static heur_dissector_list_t heur_subdissector_list;
static dissector_handle_t data_handle;
static int udp_tap = -1;

static gboolean udp_summary_in_tree = TRUE;
static gboolean udp_check_checksum = FALSE;
static gboolean udp_try_heuristic_first = FALSE;

static guint32 stream_count;

static void
udp_init(void)
{
	stream_count = 0;
}

static udp_stream_t *
get_stream(packet_info *pinfo)
{
	conversation_t *conv = find_or_create_conversation(pinfo);
	udp_stream_t *stream = (udp_stream_t *)conversation_get_proto_data(conv, proto_udp);

	if (stream == NULL) {
		stream = se_new0(udp_stream_t);
		stream->number = stream_count++;
		SE_COPY_ADDRESS(&stream->initiator, &pinfo->src);
		conversation_add_proto_data(conv, proto_udp, stream);
	}
	if (!pinfo->fd->flags.visited)
		stream->packets++;
	return stream;
}

static int
checksum_of(tvbuff_t *tvb, packet_info *pinfo, guint len)
{
	vec_t vec[4];
	guint8 pseudo[8];

	pseudo[0] = pseudo[1] = pseudo[4] = pseudo[5] = pseudo[6] = 0;
	pseudo[2] = (guint8)(len >> 8);
	pseudo[3] = (guint8)len;
	pseudo[7] = IP_PROTO_UDP;
	vec[0].ptr = (const guint8 *)pinfo->net_src.data;
	vec[0].len = pinfo->net_src.len;
	vec[1].ptr = (const guint8 *)pinfo->net_dst.data;
	vec[1].len = pinfo->net_dst.len;
	vec[2].ptr = pseudo;
	vec[2].len = sizeof pseudo;
	vec[3].ptr = tvb_get_ptr(tvb, 0, len);
	vec[3].len = len;
	return in_cksum(vec, 4);
}

static void
hand_on(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, guint low, guint high)
{
	if (try_conversation_dissector(&pinfo->src, &pinfo->dst, PT_UDP, pinfo->srcport, pinfo->destport, tvb, pinfo, tree))
		return;
	if (udp_try_heuristic_first && dissector_try_heuristic(heur_subdissector_list, tvb, pinfo, tree))
		return;
	/* The lower port is more likely a service's. */
	if (low != 0 && dissector_try_uint(udp_dissector_table, low, tvb, pinfo, tree))
		return;
	if (high != 0 && dissector_try_uint(udp_dissector_table, high, tvb, pinfo, tree))
		return;
	if (!udp_try_heuristic_first && dissector_try_heuristic(heur_subdissector_list, tvb, pinfo, tree))
		return;
	call_dissector(data_handle, tvb, pinfo, tree);
}

static void
dissect_udp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	proto_item *ti, *item, *hidden;
	proto_tree *udp_tree;
	udp_header_t *header;
	guint len, reported;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "UDP");
	col_clear(pinfo->cinfo, COL_INFO);

	header = ep_new(udp_header_t);
	header->srcport = tvb_get_ntohs(tvb, 0);
	header->dstport = tvb_get_ntohs(tvb, 2);
	pinfo->ptype = PT_UDP;
	pinfo->srcport = header->srcport;
	pinfo->destport = header->dstport;
	col_add_fstr(pinfo->cinfo, COL_INFO, "Source port: %s  Destination port: %s", get_udp_port(header->srcport),
	    get_udp_port(header->dstport));

	ti = proto_tree_add_item(tree, proto_udp, tvb, 0, 8, ENC_NA);
	if (udp_summary_in_tree)
		proto_item_append_text(ti, ", Src Port: %s, Dst Port: %s",
		    ep_strdup_printf("%s (%u)", get_udp_port(header->srcport), header->srcport),
		    ep_strdup_printf("%s (%u)", get_udp_port(header->dstport), header->dstport));
	udp_tree = proto_item_add_subtree(ti, ett_udp);
	proto_tree_add_item(udp_tree, hf_udp_srcport, tvb, 0, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(udp_tree, hf_udp_dstport, tvb, 2, 2, ENC_BIG_ENDIAN);
	hidden = proto_tree_add_item(udp_tree, hf_udp_port, tvb, 0, 2, ENC_BIG_ENDIAN);
	PROTO_ITEM_SET_HIDDEN(hidden);
	hidden = proto_tree_add_item(udp_tree, hf_udp_port, tvb, 2, 2, ENC_BIG_ENDIAN);
	PROTO_ITEM_SET_HIDDEN(hidden);

	header->len = tvb_get_ntohs(tvb, 4);
	reported = tvb_reported_length(tvb);
	item = proto_tree_add_item(udp_tree, hf_udp_length, tvb, 4, 2, ENC_BIG_ENDIAN);
	len = header->len;
	if (len == 0)
		len = reported;
	if (len < 8) {
		expert_add_info_format(pinfo, item, PI_MALFORMED, PI_ERROR, "Bad length value %u < 8", len);
		col_append_fstr(pinfo->cinfo, COL_INFO, " [BAD UDP LENGTH %u < 8]", len);
		return;
	}
	if (len > reported) {
		/* Quoted by ICMP there is only the start of it. */
		if (!pinfo->in_error_pkt) {
			expert_add_info_format(pinfo, item, PI_MALFORMED, PI_ERROR, "Bad length value %u > IP payload length", len);
			col_append_fstr(pinfo->cinfo, COL_INFO, " [BAD UDP LENGTH %u > IP PAYLOAD LENGTH]", len);
		}
	} else {
		tvb_set_reported_length(tvb, len);
	}

	header->sum = tvb_get_ntohs(tvb, 6);
	item = proto_tree_add_item(udp_tree, hf_udp_checksum, tvb, 6, 2, ENC_BIG_ENDIAN);
	if (header->sum == 0)
		proto_item_append_text(item, " (none)");
	else if (udp_check_checksum && !pinfo->fragmented && !pinfo->in_error_pkt && tvb_bytes_exist(tvb, 0, (gint)len))
		proto_item_append_text(item, " [%s]", checksum_of(tvb, pinfo, len) == 0 ? "correct" : "incorrect");

	SET_ADDRESS(&header->src, pinfo->src.type, pinfo->src.len, pinfo->src.data);
	SET_ADDRESS(&header->dst, pinfo->dst.type, pinfo->dst.len, pinfo->dst.data);
	if (!pinfo->in_error_pkt) {
		header->stream = get_stream(pinfo);
		item = proto_tree_add_uint(udp_tree, hf_udp_stream, tvb, 0, 0, header->stream->number);
		PROTO_ITEM_SET_GENERATED(item);
		tap_queue_packet(udp_tap, pinfo, header);
	}
	hand_on(tvb_new_subset_remaining(tvb, 8), pinfo, tree, MIN(pinfo->srcport, pinfo->destport),
	    MAX(pinfo->srcport, pinfo->destport));
}

void
proto_register_udp(void)
{
	static hf_register_info hf[] = {
		{ &hf_udp_srcport, { "Source Port", "udp.srcport", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_udp_dstport, { "Destination Port", "udp.dstport", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_udp_port, { "Source or Destination Port", "udp.port", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_udp_length, { "Length", "udp.length", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_udp_checksum, { "Checksum", "udp.checksum", FT_UINT16, BASE_HEX, NULL, 0x0, NULL, HFILL }},
		{ &hf_udp_stream, { "Stream index", "udp.stream", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
	};
	static gint *ett[] = {
		&ett_udp,
	};
	module_t *udp_module;

	proto_udp = proto_register_protocol("User Datagram Protocol", "UDP", "udp");
	proto_register_field_array(proto_udp, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("udp", dissect_udp, proto_udp);
	udp_dissector_table = register_dissector_table("udp.port", "UDP port", FT_UINT16, BASE_DEC);
	register_heur_dissector_list("udp", &heur_subdissector_list);

	udp_module = prefs_register_protocol(proto_udp, NULL);
	prefs_register_bool_preference(udp_module, "summary_in_tree", "Show UDP summary in protocol tree",
	    "Whether the UDP summary line should be shown in the protocol tree", &udp_summary_in_tree);
	prefs_register_bool_preference(udp_module, "check_checksum", "Validate the checksum",
	    "Whether to validate the UDP checksum", &udp_check_checksum);
	prefs_register_bool_preference(udp_module, "try_heuristic_first", "Try heuristic sub-dissectors first",
	    "Try to decode a packet with a heuristic dissector before one for its port", &udp_try_heuristic_first);
	register_init_routine(udp_init);
	udp_tap = register_tap("udp");
}

void
proto_reg_handoff_udp(void)
{
	data_handle = find_dissector("data");
	dissector_add_uint("ip.proto", IP_PROTO_UDP, find_dissector("udp"));
}
