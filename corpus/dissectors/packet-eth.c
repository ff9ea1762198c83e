/* SPDX-License-Identifier: MIT */
/* packet-eth.c
 * Routines for Ethernet: version II and IEEE 802.3 frames
 */

#include <glib.h>

#include <epan/packet.h>
#include <epan/addr_resolv.h>
#include <epan/emem.h>
#include <epan/etypes.h>
#include <epan/expert.h>
#include <epan/prefs.h>
#include <epan/tap.h>
#include <epan/wtap.h>

#include "packet-eth.h"

void proto_register_eth(void);
void proto_reg_handoff_eth(void);

static int proto_eth = -1;
static int hf_eth_dst = -1;
static int hf_eth_src = -1;
static int hf_eth_addr = -1;
static int hf_eth_type = -1;
static int hf_eth_len = -1;
static int hf_eth_lg = -1;
static int hf_eth_ig = -1;
static int hf_eth_padding = -1;
static int hf_eth_station = -1;

static gint ett_eth = -1;
static gint ett_eth_addr = -1;

static dissector_table_t ethertype_table;
static dissector_handle_t data_handle;
static int eth_tap = -1;
static gboolean eth_number_stations = FALSE;

static const true_false_string lg_tfs = {
	"Locally administered address",
	"Globally unique address (factory default)"
};
static const true_false_string ig_tfs = {
	"Group address (multicast/broadcast)",
	"Individual address (unicast)"
};

/* Stations in the order in which they were first heard, by address: 0 is "not yet". */
static emem_tree_t *stations;
static guint32 station_count;

static void
eth_init(void)
{
	station_count = 0;
}

static guint32
station_number(tvbuff_t *tvb, int offset)
{
	emem_tree_key_t key[2];
	guint32 words[2];
	guint32 *number;

	words[0] = tvb_get_ntohl(tvb, offset);
	words[1] = tvb_get_ntohs(tvb, offset + 4);
	key[0].length = 2;
	key[0].key = words;
	key[1].length = 0;
	key[1].key = NULL;

	number = (guint32 *)se_tree_lookup32_array(stations, key);
	if (number == NULL) {
		number = se_new(guint32);
		*number = ++station_count;
		se_tree_insert32_array(stations, key, number);
	}
	return *number;
}

static void
add_address(tvbuff_t *tvb, proto_tree *tree, int hf, int offset)
{
	proto_item *ti;
	proto_tree *addr_tree;

	ti = proto_tree_add_item(tree, hf, tvb, offset, 6, ENC_NA);
	addr_tree = proto_item_add_subtree(ti, ett_eth_addr);
	proto_tree_add_item(addr_tree, hf_eth_lg, tvb, offset, 3, ENC_BIG_ENDIAN);
	proto_tree_add_item(addr_tree, hf_eth_ig, tvb, offset, 3, ENC_BIG_ENDIAN);
	ti = proto_tree_add_item(tree, hf_eth_addr, tvb, offset, 6, ENC_NA);
	PROTO_ITEM_SET_HIDDEN(ti);
}

static void
dissect_eth(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	proto_item *ti;
	proto_tree *eth_tree;
	tvbuff_t *next_tvb;
	eth_hdr *ehdr;
	guint16 type;
	gint padding;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "Ethernet");
	col_clear(pinfo->cinfo, COL_INFO);

	type = tvb_get_ntohs(tvb, 12);
	TVB_SET_ADDRESS(&pinfo->dl_dst, AT_ETHER, tvb, 0, 6);
	TVB_SET_ADDRESS(&pinfo->dst, AT_ETHER, tvb, 0, 6);
	TVB_SET_ADDRESS(&pinfo->dl_src, AT_ETHER, tvb, 6, 6);
	TVB_SET_ADDRESS(&pinfo->src, AT_ETHER, tvb, 6, 6);

	ehdr = ep_new0(eth_hdr);
	ehdr->type = type;
	SET_ADDRESS(&ehdr->src, AT_ETHER, 6, ep_tvb_memdup(tvb, 6, 6));
	SET_ADDRESS(&ehdr->dst, AT_ETHER, 6, ep_tvb_memdup(tvb, 0, 6));

	ti = proto_tree_add_protocol_format(tree, proto_eth, tvb, 0, ETH_HDR_LEN, "Ethernet %s, Src: %s, Dst: %s",
	    type > IEEE_802_3_MAX_LEN ? "II" : "802.3",
	    get_ether_name((const guint8 *)ehdr->src.data), get_ether_name((const guint8 *)ehdr->dst.data));
	eth_tree = proto_item_add_subtree(ti, ett_eth);
	add_address(tvb, eth_tree, hf_eth_dst, 0);
	add_address(tvb, eth_tree, hf_eth_src, 6);
	if (eth_number_stations) {
		ti = proto_tree_add_uint(eth_tree, hf_eth_station, tvb, 6, 6, station_number(tvb, 6));
		PROTO_ITEM_SET_GENERATED(ti);
	}

	if (type > IEEE_802_3_MAX_LEN) {
		proto_tree_add_item(eth_tree, hf_eth_type, tvb, 12, 2, ENC_BIG_ENDIAN);
		next_tvb = tvb_new_subset_remaining(tvb, ETH_HDR_LEN);
		pinfo->ethertype = type;
		col_add_str(pinfo->cinfo, COL_INFO, val_to_str(type, etype_vals, "Unknown type 0x%04x"));
		tap_queue_packet(eth_tap, pinfo, ehdr);
		if (!dissector_try_uint(ethertype_table, type, next_tvb, pinfo, tree))
			call_dissector(data_handle, next_tvb, pinfo, tree);
		return;
	}

	ti = proto_tree_add_item(eth_tree, hf_eth_len, tvb, 12, 2, ENC_BIG_ENDIAN);
	tap_queue_packet(eth_tap, pinfo, ehdr);
	padding = tvb_reported_length_remaining(tvb, ETH_HDR_LEN) - type;
	if (padding < 0) {
		expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_ERROR, "Length field value goes past the end of the payload");
		next_tvb = tvb_new_subset_remaining(tvb, ETH_HDR_LEN);
	} else {
		next_tvb = tvb_new_subset(tvb, ETH_HDR_LEN, MIN(type, tvb_length_remaining(tvb, ETH_HDR_LEN)), type);
		if (padding > 0 && tvb_bytes_exist(tvb, ETH_HDR_LEN + type, padding))
			proto_tree_add_item(eth_tree, hf_eth_padding, tvb, ETH_HDR_LEN + type, padding, ENC_NA);
	}
	col_add_fstr(pinfo->cinfo, COL_INFO, "802.3 frame, %u bytes", type);
	call_dissector(data_handle, next_tvb, pinfo, tree);
}

void
proto_register_eth(void)
{
	static hf_register_info hf[] = {
		{ &hf_eth_dst,
		  { "Destination", "eth.dst", FT_ETHER, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_eth_src,
		  { "Source", "eth.src", FT_ETHER, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_eth_addr,
		  { "Address", "eth.addr", FT_ETHER, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_eth_type,
		  { "Type", "eth.type", FT_UINT16, BASE_HEX, VALS(etype_vals), 0x0, NULL, HFILL }},
		{ &hf_eth_len,
		  { "Length", "eth.len", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_eth_lg,
		  { "LG bit", "eth.lg", FT_BOOLEAN, 24, TFS(&lg_tfs), 0x020000, NULL, HFILL }},
		{ &hf_eth_ig,
		  { "IG bit", "eth.ig", FT_BOOLEAN, 24, TFS(&ig_tfs), 0x010000, NULL, HFILL }},
		{ &hf_eth_padding,
		  { "Padding", "eth.padding", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_eth_station,
		  { "Station", "eth.station", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
	};
	static gint *ett[] = {
		&ett_eth,
		&ett_eth_addr,
	};
	module_t *eth_module;

	proto_eth = proto_register_protocol("Ethernet", "Ethernet", "eth");
	proto_register_field_array(proto_eth, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("eth", dissect_eth, proto_eth);
	ethertype_table = register_dissector_table("ethertype", "Ethertype", FT_UINT16, BASE_HEX);

	eth_module = prefs_register_protocol(proto_eth, NULL);
	prefs_register_bool_preference(eth_module, "number_stations", "Number the stations",
	    "Whether to show in which order stations were first heard", &eth_number_stations);

	stations = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "eth_stations");
	register_init_routine(eth_init);
	eth_tap = register_tap("eth");
}

void
proto_reg_handoff_eth(void)
{
	data_handle = find_dissector("data");
	dissector_add_uint("wtap_encap", WTAP_ENCAP_ETHERNET, find_dissector("eth"));
}
