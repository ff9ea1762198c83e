/* SPDX-License-Identifier: MIT */
/* packet-vlan.c
 * Routines for IEEE 802.1Q and 802.1ad tags
 */

#include <glib.h>
#include <epan/packet.h>
#include <epan/expert.h>

void proto_register_vlan(void);
void proto_reg_handoff_vlan(void);

static int proto_vlan = -1;
static int hf_vlan_priority = -1;
static int hf_vlan_cfi = -1;
static int hf_vlan_id = -1;
static int hf_vlan_etype = -1;
static int hf_vlan_len = -1;
static int hf_vlan_frames = -1;

static gint ett_vlan = -1;

static dissector_table_t ethertype_table;
static dissector_handle_t data_handle;

#define ETHERTYPE_8021Q		0x8100
#define ETHERTYPE_8021AD	0x88a8
#define ETHERTYPE_QINQ_OLD	0x9100
#define IEEE_802_3_MAX_LEN	1500

static const value_string vlan_pri_vals[] = {
	{ 0, "Best Effort (default)" },
	{ 1, "Background" },
	{ 2, "Spare" },
	{ 3, "Excellent Effort" },
	{ 4, "Controlled Load" },
	{ 5, "Video, < 100ms latency and jitter" },
	{ 6, "Voice, < 10ms latency and jitter" },
	{ 7, "Network Control" },
	{ 0, NULL }
};

/* The number of the first frame with each VLAN identifier, and how many came since. */
typedef struct _vlan_seen_t {
	guint32 first_frame;
	guint32 frames;
} vlan_seen_t;

static emem_tree_t *vlans_seen;

static vlan_seen_t *
count_vlan(packet_info *pinfo, guint16 id)
{
	vlan_seen_t *seen = (vlan_seen_t *)emem_tree_lookup32(vlans_seen, id);

	if (pinfo->fd->flags.visited)
		return seen;
	if (seen == NULL) {
		seen = se_new0(vlan_seen_t);
		seen->first_frame = pinfo->fd->num;
		emem_tree_insert32(vlans_seen, id, seen);
	}
	seen->frames++;
	return seen;
}

static void
dissect_vlan(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	guint16 tci = tvb_get_ntohs(tvb, 0);
	guint16 encap_proto = tvb_get_ntohs(tvb, 2);
	vlan_seen_t *seen;
	proto_tree *vlan_tree;
	proto_item *ti;
	tvbuff_t *next_tvb;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "VLAN");
	col_add_str(pinfo->cinfo, COL_INFO, ep_strdup_printf("PRI: %d  CFI: %d  ID: %d", tci >> 13,
							      (tci >> 12) & 1,
							      tci & 0xfff));

	ti = proto_tree_add_item(tree, proto_vlan, tvb, 0, 4, ENC_NA);
	proto_item_append_text(ti, ", PRI: %d, CFI: %d, ID: %d", tci >> 13, (tci >> 12) & 1, tci & 0xfff);
	vlan_tree = proto_item_add_subtree(ti, ett_vlan);
	proto_tree_add_item(vlan_tree, hf_vlan_priority, tvb, 0, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(vlan_tree, hf_vlan_cfi, tvb, 0, 2, ENC_BIG_ENDIAN);
	ti = proto_tree_add_item(vlan_tree, hf_vlan_id, tvb, 0, 2, ENC_BIG_ENDIAN);
	if ((tci & 0xfff) == 0xfff)
		expert_add_info_format(pinfo, ti, PI_PROTOCOL, PI_WARN, "VLAN ID 4095 is reserved");
	seen = count_vlan(pinfo, tci & 0xfff);
	if (seen != NULL) {
		ti = proto_tree_add_uint(vlan_tree, hf_vlan_frames, tvb, 0, 0, seen->frames);
		PROTO_ITEM_SET_GENERATED(ti);
		proto_item_append_text(ti, " (since frame %u)", seen->first_frame);
	}

	next_tvb = tvb_new_subset_remaining(tvb, 4);
	if (encap_proto <= IEEE_802_3_MAX_LEN) {
		proto_tree_add_item(vlan_tree, hf_vlan_len, tvb, 2, 2, ENC_BIG_ENDIAN);
		call_dissector(data_handle, next_tvb, pinfo, tree);
		return;
	}
	proto_tree_add_item(vlan_tree, hf_vlan_etype, tvb, 2, 2, ENC_BIG_ENDIAN);
	pinfo->ethertype = encap_proto;
	if (!dissector_try_uint(ethertype_table, encap_proto, next_tvb, pinfo, tree))
		call_dissector(data_handle, next_tvb, pinfo, tree);
}

void
proto_register_vlan(void)
{
	static hf_register_info hf[] = {
		{ &hf_vlan_priority, {
			"Priority", "vlan.priority", FT_UINT16, BASE_DEC, VALS(vlan_pri_vals), 0xE000, NULL, HFILL }},
		{ &hf_vlan_cfi, {
			"CFI", "vlan.cfi", FT_UINT16, BASE_DEC, NULL, 0x1000, "Canonical Format Identifier", HFILL }},
		{ &hf_vlan_id, {
			"ID", "vlan.id", FT_UINT16, BASE_DEC, NULL, 0x0FFF, "VLAN ID", HFILL }},
		{ &hf_vlan_etype, {
			"Type", "vlan.etype", FT_UINT16, BASE_HEX, NULL, 0x0, "Ethertype", HFILL }},
		{ &hf_vlan_len, {
			"Length", "vlan.len", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_vlan_frames, {
			"Frames with this ID", "vlan.frames", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }}
	};
	static gint *ett[] = {
		&ett_vlan
	};

	proto_vlan = proto_register_protocol("802.1Q Virtual LAN", "VLAN", "vlan");
	proto_register_field_array(proto_vlan, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	vlans_seen = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "vlans_seen");
}

void
proto_reg_handoff_vlan(void)
{
	dissector_handle_t vlan_handle = create_dissector_handle(dissect_vlan, proto_vlan);

	data_handle = find_dissector("data");
	ethertype_table = find_dissector_table("ethertype");
	dissector_add_uint("ethertype", ETHERTYPE_8021Q, vlan_handle);
	dissector_add_uint("ethertype", ETHERTYPE_8021AD, vlan_handle);
	dissector_add_uint("ethertype", ETHERTYPE_QINQ_OLD, vlan_handle);
}