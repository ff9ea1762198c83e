/* SPDX-License-Identifier: MIT */
/* packet-ip.c
 * Routines for the Internet Protocol, version 4, with reassembly of fragments
 */

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/addr_resolv.h>
#include <epan/etypes.h>
#include <epan/expert.h>
#include <epan/ipproto.h>
#include <epan/prefs.h>
#include <epan/wtap.h>

void proto_register_ip(void);
void proto_reg_handoff_ip(void);

static int proto_ip = -1;
static int hf_ip_version = -1;
static int hf_ip_hdr_len = -1;
static int hf_ip_dsfield = -1;
static int hf_ip_dsfield_dscp = -1;
static int hf_ip_dsfield_ecn = -1;
static int hf_ip_len = -1;
static int hf_ip_id = -1;
static int hf_ip_flags = -1;
static int hf_ip_flags_rf = -1;
static int hf_ip_flags_df = -1;
static int hf_ip_flags_mf = -1;
static int hf_ip_frag_offset = -1;
static int hf_ip_ttl = -1;
static int hf_ip_proto = -1;
static int hf_ip_checksum = -1;
static int hf_ip_checksum_bad = -1;
static int hf_ip_src = -1;
static int hf_ip_dst = -1;
static int hf_ip_addr = -1;
static int hf_ip_host = -1;
static int hf_ip_reassembled_in = -1;
static int hf_ip_reassembled_length = -1;

static gint ett_ip = -1;
static gint ett_ip_dsfield = -1;
static gint ett_ip_flags = -1;
static gint ett_ip_options = -1;
static gint ett_ip_fragments = -1;

static dissector_table_t ip_dissector_table;
static dissector_handle_t data_handle;

static gboolean ip_defragment = TRUE;
static gboolean ip_check_checksum = TRUE;

#define IP_MIN_HDR_LEN	20
#define IP_RF		0x8000
#define IP_DF		0x4000
#define IP_MF		0x2000
#define IP_OFFSET	0x1fff
#define IP_MAX_LEN	65535

static const value_string dscp_vals[] = {
	{ 0x00, "Default" },
	{ 0x08, "Class Selector 1" },
	{ 0x0a, "Assured Forwarding 11" },
	{ 0x10, "Class Selector 2" },
	{ 0x1a, "Assured Forwarding 31" },
	{ 0x2e, "Expedited Forwarding" },
	{ 0x30, "Class Selector 6" },
	{ 0, NULL }
};

static const value_string ecn_vals[] = {
	{ 0, "Not-ECT (Not ECN-Capable Transport)" },
	{ 1, "ECT(1) (ECN-Capable Transport)" },
	{ 2, "ECT(0) (ECN-Capable Transport)" },
	{ 3, "CE (Congestion Experienced)" },
	{ 0, NULL }
};

static const value_string ip_option_vals[] = {
	{ 0, "End of Options List (EOL)" },
	{ 1, "No-Operation (NOP)" },
	{ 7, "Record Route" },
	{ 68, "Time Stamp" },
	{ 131, "Loose Source Route" },
	{ 137, "Strict Source Route" },
	{ 148, "Router Alert" },
	{ 0, NULL }
};

/* One fragment, and the datagram that it belongs to. All of it lives as long as the file. */
typedef struct _ip_fragment_t {
	struct _ip_fragment_t *next;
	guint32 frame;
	guint offset;
	guint len;
	guint8 *data;
} ip_fragment_t;

typedef struct _ip_datagram_t {
	ip_fragment_t *fragments;	/* by offset */
	guint total;			/* 0 until the last one was seen */
	guint32 done_in;		/* frame, or 0 */
	guint8 *data;
} ip_datagram_t;

static emem_tree_t *datagrams;

static ip_datagram_t *
find_datagram(packet_info *pinfo, guint16 id, guint8 proto, gboolean create)
{
	ip_datagram_t *datagram;
	emem_tree_key_t key[4];
	guint32 addrs[2], id_proto;

	memcpy(&addrs[0], pinfo->net_src.data, 4);
	memcpy(&addrs[1], pinfo->net_dst.data, 4);
	id_proto = (guint32)id << 16 | proto;
	key[0].length = 2;
	key[0].key = addrs;
	key[1].length = 1;
	key[1].key = &id_proto;
	key[2].length = 0;
	key[2].key = NULL;

	datagram = (ip_datagram_t *)se_tree_lookup32_array(datagrams, key);
	if (create && (datagram == NULL || datagram->done_in != 0)) {
		datagram = se_new0(ip_datagram_t);
		se_tree_insert32_array(datagrams, key, datagram);
	}
	return datagram;
}

static void
add_fragment(ip_datagram_t *datagram, tvbuff_t *tvb, packet_info *pinfo, int hlen, guint offset, guint len, gboolean more)
{
	ip_fragment_t *fragment, **at;
	guint reached = 0;

	fragment = (ip_fragment_t *)se_alloc(sizeof(ip_fragment_t));
	fragment->frame = pinfo->fd->num;
	fragment->offset = offset;
	fragment->len = len;
	fragment->data = (guint8 *)se_memdup(tvb_get_ptr(tvb, hlen, len), len);
	for (at = &datagram->fragments; *at != NULL && (*at)->offset < offset; at = &(*at)->next)
		;
	fragment->next = *at;
	*at = fragment;
	if (!more)
		datagram->total = offset + len;
	if (datagram->total == 0)
		return;

	for (fragment = datagram->fragments; fragment != NULL; fragment = fragment->next)
		if (fragment->offset <= reached && fragment->offset + fragment->len > reached)
			reached = fragment->offset + fragment->len;
	if (reached < datagram->total)
		return;

	datagram->data = (guint8 *)se_alloc0(datagram->total);
	for (fragment = datagram->fragments; fragment != NULL; fragment = fragment->next)
		if (fragment->offset < datagram->total)
			memcpy(datagram->data + fragment->offset, fragment->data,
			    MIN(fragment->len, datagram->total - fragment->offset));
	datagram->done_in = pinfo->fd->num;
}

/* Returns the whole datagram's payload in the frame that completes it, else NULL. */
static tvbuff_t *
reassemble(tvbuff_t *tvb, packet_info *pinfo, proto_tree *ip_tree, int hlen, guint offset, guint len, gboolean more,
    guint16 id, guint8 proto)
{
	ip_datagram_t *datagram;
	ip_fragment_t *fragment;
	emem_strbuf_t *list;
	proto_item *ti;
	proto_tree *frag_tree;
	tvbuff_t *whole;

	if (!pinfo->fd->flags.visited) {
		datagram = find_datagram(pinfo, id, proto, TRUE);
		add_fragment(datagram, tvb, pinfo, hlen, offset, len, more);
		p_add_proto_data(pinfo->fd, proto_ip, datagram);
	}
	datagram = (ip_datagram_t *)p_get_proto_data(pinfo->fd, proto_ip);
	if (datagram == NULL || datagram->done_in == 0)
		return NULL;
	if (datagram->done_in != pinfo->fd->num) {
		ti = proto_tree_add_uint(ip_tree, hf_ip_reassembled_in, tvb, 0, 0, datagram->done_in);
		PROTO_ITEM_SET_GENERATED(ti);
		return NULL;
	}

	whole = tvb_new_child_real_data(tvb, datagram->data, datagram->total, (gint)datagram->total);
	add_new_data_source(pinfo, whole, "Reassembled IPv4");
	list = ep_strbuf_new(NULL);
	for (fragment = datagram->fragments; fragment != NULL; fragment = fragment->next)
		ep_strbuf_append_printf(list, "%s#%u(%u)", list->len > 0 ? ", " : "", fragment->frame, fragment->len);
	ti = proto_tree_add_text(ip_tree, whole, 0, -1, "Reassembled from %s", list->str);
	frag_tree = proto_item_add_subtree(ti, ett_ip_fragments);
	ti = proto_tree_add_uint(frag_tree, hf_ip_reassembled_length, whole, 0, 0, datagram->total);
	PROTO_ITEM_SET_GENERATED(ti);
	return whole;
}

static void
dissect_ip_options(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, int end)
{
	proto_item *ti;
	proto_tree *opt_tree;
	emem_strbuf_t *route;
	guint8 type, len;
	int i;

	ti = proto_tree_add_text(tree, tvb, offset, end - offset, "Options (%d bytes)", end - offset);
	opt_tree = proto_item_add_subtree(ti, ett_ip_options);
	while (offset < end) {
		type = tvb_get_guint8(tvb, offset);
		len = type <= 1 ? 1 : tvb_get_guint8(tvb, offset + 1);
		if (len == 0 || offset + len > end) {
			expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_ERROR, "Option length %u goes past the header", len);
			return;
		}
		ti = proto_tree_add_text(opt_tree, tvb, offset, len, "%s",
		    val_to_str(type, ip_option_vals, "Unknown option %u"));
		if (type == 7 || type == 131 || type == 137) {
			route = ep_strbuf_new_label("");
			for (i = 3; i + 4 <= len; i += 4) {
				if (route->len)
					ep_strbuf_append(route, " > ");
				ep_strbuf_append(route, ip_to_str((const guint8 *)ep_tvb_memdup(tvb, offset + i, 4)));
			}
			proto_item_append_text(ti, ": %s", route->str);
		}
		offset += len;
		if (type == 0)
			break;
	}
}

static void
dissect_ip(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	proto_item *ti, *tf, *len_item;
	proto_tree *ip_tree, *field_tree;
	tvbuff_t *next_tvb = NULL;
	vec_t vec;
	guint16 len, id, off, sum;
	guint8 proto, hlen, ttl;
	gboolean more;
	gint left;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "IP");
	col_clear(pinfo->cinfo, COL_INFO);

	hlen = (guint8)(lo_nibble(tvb_get_guint8(tvb, 0)) * 4);
	ti = proto_tree_add_item(tree, proto_ip, tvb, 0, hlen, ENC_NA);
	ip_tree = proto_item_add_subtree(ti, ett_ip);
	proto_tree_add_item(ip_tree, hf_ip_version, tvb, 0, 1, ENC_BIG_ENDIAN);
	if (hlen < IP_MIN_HDR_LEN) {
		col_add_fstr(pinfo->cinfo, COL_INFO, "Bogus IP header length (%u, must be at least %u)", hlen, IP_MIN_HDR_LEN);
		proto_tree_add_uint_format(ip_tree, hf_ip_hdr_len, tvb, 0, 1, hlen,
		    "Header length: %u bytes (bogus, must be at least %u)", hlen, IP_MIN_HDR_LEN);
		return;
	}
	proto_tree_add_uint_format(ip_tree, hf_ip_hdr_len, tvb, 0, 1, hlen, "Header length: %u bytes", hlen);

	tf = proto_tree_add_item(ip_tree, hf_ip_dsfield, tvb, 1, 1, ENC_BIG_ENDIAN);
	field_tree = proto_item_add_subtree(tf, ett_ip_dsfield);
	proto_tree_add_item(field_tree, hf_ip_dsfield_dscp, tvb, 1, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(field_tree, hf_ip_dsfield_ecn, tvb, 1, 1, ENC_BIG_ENDIAN);

	len = tvb_get_ntohs(tvb, 2);
	len_item = proto_tree_add_item(ip_tree, hf_ip_len, tvb, 2, 2, ENC_BIG_ENDIAN);
	id = tvb_get_ntohs(tvb, 4);
	proto_tree_add_item(ip_tree, hf_ip_id, tvb, 4, 2, ENC_BIG_ENDIAN);

	off = tvb_get_ntohs(tvb, 6);
	more = (off & IP_MF) != 0;
	tf = proto_tree_add_item(ip_tree, hf_ip_flags, tvb, 6, 1, ENC_BIG_ENDIAN);
	field_tree = proto_item_add_subtree(tf, ett_ip_flags);
	proto_tree_add_item(field_tree, hf_ip_flags_rf, tvb, 6, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(field_tree, hf_ip_flags_df, tvb, 6, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(field_tree, hf_ip_flags_mf, tvb, 6, 1, ENC_BIG_ENDIAN);
	proto_tree_add_uint(ip_tree, hf_ip_frag_offset, tvb, 6, 2, (off & IP_OFFSET) * 8);

	ttl = tvb_get_guint8(tvb, 8);
	tf = proto_tree_add_item(ip_tree, hf_ip_ttl, tvb, 8, 1, ENC_BIG_ENDIAN);
	if (ttl < 5 && (tvb_get_guint8(tvb, 16) & 0xf0) != 0xe0)
		expert_add_info_format(pinfo, tf, PI_SEQUENCE, PI_NOTE, "\"Time To Live\" only %u", ttl);
	proto = tvb_get_guint8(tvb, 9);
	proto_tree_add_uint_format_value(ip_tree, hf_ip_proto, tvb, 9, 1, proto, "%s (%u)", ipprotostr(proto), proto);

	sum = tvb_get_ntohs(tvb, 10);
	if (ip_check_checksum && tvb_bytes_exist(tvb, 0, hlen)) {
		vec.ptr = tvb_get_ptr(tvb, 0, hlen);
		vec.len = hlen;
		if (in_cksum(&vec, 1) == 0) {
			proto_tree_add_uint_format_value(ip_tree, hf_ip_checksum, tvb, 10, 2, sum, "0x%04x [correct]", sum);
		} else {
			tf = proto_tree_add_uint_format_value(ip_tree, hf_ip_checksum, tvb, 10, 2, sum, "0x%04x [incorrect]", sum);
			expert_add_info_format(pinfo, tf, PI_CHECKSUM, PI_ERROR, "Bad checksum");
			tf = proto_tree_add_boolean(ip_tree, hf_ip_checksum_bad, tvb, 10, 2, TRUE);
			PROTO_ITEM_SET_HIDDEN(tf);
		}
	} else {
		proto_tree_add_uint(ip_tree, hf_ip_checksum, tvb, 10, 2, sum);
	}

	TVB_SET_ADDRESS(&pinfo->net_src, AT_IPv4, tvb, 12, 4);
	TVB_SET_ADDRESS(&pinfo->src, AT_IPv4, tvb, 12, 4);
	TVB_SET_ADDRESS(&pinfo->net_dst, AT_IPv4, tvb, 16, 4);
	TVB_SET_ADDRESS(&pinfo->dst, AT_IPv4, tvb, 16, 4);
	proto_item_append_text(ti, ", Src: %s, Dst: %s", ep_address_to_str(&pinfo->src), ep_address_to_str(&pinfo->dst));
	proto_tree_add_item(ip_tree, hf_ip_src, tvb, 12, 4, ENC_BIG_ENDIAN);
	proto_tree_add_item(ip_tree, hf_ip_dst, tvb, 16, 4, ENC_BIG_ENDIAN);
	tf = proto_tree_add_item(ip_tree, hf_ip_addr, tvb, 12, 4, ENC_BIG_ENDIAN);
	PROTO_ITEM_SET_HIDDEN(tf);
	tf = proto_tree_add_string(ip_tree, hf_ip_host, tvb, 12, 4, get_hostname(tvb_get_ipv4(tvb, 12)));
	PROTO_ITEM_SET_HIDDEN(tf);
	if (hlen > IP_MIN_HDR_LEN)
		dissect_ip_options(tvb, pinfo, ip_tree, IP_MIN_HDR_LEN, hlen);

	left = tvb_reported_length_remaining(tvb, 0);
	if (len < hlen) {
		/* Zero is what a card that cuts segments itself leaves there. */
		if (len != 0)
			expert_add_info_format(pinfo, len_item, PI_PROTOCOL, PI_ERROR,
			    "Bogus IP length (%u, less than header length %u)", len, hlen);
		len = (guint16)MIN(left, IP_MAX_LEN);
	} else if (len > left && !pinfo->in_error_pkt) {
		expert_add_info_format(pinfo, len_item, PI_PROTOCOL, PI_WARN, "IPv4 total length exceeds packet length (%d bytes)", left);
		len = (guint16)left;
	} else if (len < left) {
		tvb_set_reported_length(tvb, len);
	}

	pinfo->ipproto = proto;
	if (off & (IP_MF | IP_OFFSET)) {
		if (ip_defragment && !pinfo->in_error_pkt && tvb_bytes_exist(tvb, hlen, len - hlen) && len > hlen)
			next_tvb = reassemble(tvb, pinfo, ip_tree, hlen, (off & IP_OFFSET) * 8, len - hlen, more, id, proto);
		if (next_tvb == NULL) {
			col_add_fstr(pinfo->cinfo, COL_INFO, "Fragmented IP protocol (proto=%s %u, off=%u, ID=%04x)",
			    ipprotostr(proto), proto, (off & IP_OFFSET) * 8, id);
			pinfo->fragmented = TRUE;
			call_dissector(data_handle, tvb_new_subset_remaining(tvb, hlen), pinfo, tree);
			return;
		}
	} else {
		next_tvb = tvb_new_subset_remaining(tvb, hlen);
	}
	if (!dissector_try_uint(ip_dissector_table, proto, next_tvb, pinfo, tree)) {
		col_add_fstr(pinfo->cinfo, COL_INFO, "%s (%u)", ipprotostr(proto), proto);
		call_dissector(data_handle, next_tvb, pinfo, tree);
	}
}

void
proto_register_ip(void)
{
	static hf_register_info hf[] = {
		{ &hf_ip_version, { "Version", "ip.version", FT_UINT8, BASE_DEC, NULL, 0xf0, NULL, HFILL }},
		{ &hf_ip_hdr_len, { "Header Length", "ip.hdr_len", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_dsfield, { "Differentiated Services Field", "ip.dsfield", FT_UINT8, BASE_HEX, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_dsfield_dscp, { "Differentiated Services Codepoint", "ip.dsfield.dscp", FT_UINT8, BASE_HEX,
		    VALS(dscp_vals), 0xfc, NULL, HFILL }},
		{ &hf_ip_dsfield_ecn, { "Explicit Congestion Notification", "ip.dsfield.ecn", FT_UINT8, BASE_HEX,
		    VALS(ecn_vals), 0x03, NULL, HFILL }},
		{ &hf_ip_len, { "Total Length", "ip.len", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_id, { "Identification", "ip.id", FT_UINT16, BASE_HEX_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_flags, { "Flags", "ip.flags", FT_UINT8, BASE_HEX, NULL, 0xe0, NULL, HFILL }},
		{ &hf_ip_flags_rf, { "Reserved bit", "ip.flags.rb", FT_BOOLEAN, 8, TFS(&tfs_set_notset), 0x80, NULL, HFILL }},
		{ &hf_ip_flags_df, { "Don't fragment", "ip.flags.df", FT_BOOLEAN, 8, TFS(&tfs_set_notset), 0x40, NULL, HFILL }},
		{ &hf_ip_flags_mf, { "More fragments", "ip.flags.mf", FT_BOOLEAN, 8, TFS(&tfs_set_notset), 0x20, NULL, HFILL }},
		{ &hf_ip_frag_offset, { "Fragment offset", "ip.frag_offset", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_ttl, { "Time to live", "ip.ttl", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_proto, { "Protocol", "ip.proto", FT_UINT8, BASE_DEC, VALS(ipproto_val), 0x0, NULL, HFILL }},
		{ &hf_ip_checksum, { "Header checksum", "ip.checksum", FT_UINT16, BASE_HEX, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_checksum_bad, { "Bad", "ip.checksum_bad", FT_BOOLEAN, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_src, { "Source", "ip.src", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_dst, { "Destination", "ip.dst", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_addr, { "Source or Destination Address", "ip.addr", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_host, { "Source or Destination Host", "ip.host", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_reassembled_in, { "Reassembled in frame", "ip.reassembled_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ip_reassembled_length, { "Reassembled length", "ip.reassembled.length", FT_UINT32, BASE_DEC, NULL, 0x0,
		    NULL, HFILL }},
	};
	static gint *ett[] = {
		&ett_ip,
		&ett_ip_dsfield,
		&ett_ip_flags,
		&ett_ip_options,
		&ett_ip_fragments,
	};
	module_t *ip_module;

	proto_ip = proto_register_protocol("Internet Protocol Version 4", "IPv4", "ip");
	proto_register_field_array(proto_ip, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	ip_dissector_table = register_dissector_table("ip.proto", "IP protocol", FT_UINT8, BASE_DEC);
	register_dissector("ip", dissect_ip, proto_ip);

	ip_module = prefs_register_protocol(proto_ip, NULL);
	prefs_register_bool_preference(ip_module, "defragment", "Reassemble fragmented IPv4 datagrams",
	    "Whether fragmented datagrams should be reassembled", &ip_defragment);
	prefs_register_bool_preference(ip_module, "check_checksum", "Validate the checksum",
	    "Whether to validate the header's checksum", &ip_check_checksum);
	datagrams = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "ip_datagrams");
}

void
proto_reg_handoff_ip(void)
{
	dissector_handle_t ip_handle = find_dissector("ip");

	data_handle = find_dissector("data");
	dissector_add_uint("ethertype", ETHERTYPE_IP, ip_handle);
	dissector_add_uint("wtap_encap", WTAP_ENCAP_RAW_IP, ip_handle);
	dissector_add_uint("ip.proto", IP_PROTO_IPIP, ip_handle);
}
