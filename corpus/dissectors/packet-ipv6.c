/* SPDX-License-Identifier: MIT */
/* packet-ipv6.c
 * Routines for IPv6: header, extension headers, fragments put together (RFC 2460)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <string.h>
#include <glib.h>
#include <epan/packet.h>
#include <epan/emem.h>
#include <epan/addr_resolv.h>
#include <epan/etypes.h>
#include <epan/expert.h>
#include <epan/ipproto.h>
#include <epan/prefs.h>
#include <epan/to_str.h>

void proto_register_ipv6(void);
void proto_reg_handoff_ipv6(void);

static int proto_ipv6 = -1;
static int hf_ipv6_version = -1;
static int hf_ipv6_class = -1;
static int hf_ipv6_flow = -1;
static int hf_ipv6_plen = -1;
static int hf_ipv6_nxt = -1;
static int hf_ipv6_hlim = -1;
static int hf_ipv6_src = -1;
static int hf_ipv6_dst = -1;
static int hf_ipv6_addr = -1;
static int hf_ipv6_opt_type = -1;
static int hf_ipv6_opt_length = -1;
static int hf_ipv6_routing_type = -1;
static int hf_ipv6_routing_left = -1;
static int hf_ipv6_fragment_offset = -1;
static int hf_ipv6_fragment_more = -1;
static int hf_ipv6_fragment_id = -1;
static int hf_ipv6_reassembled_in = -1;
static int hf_ipv6_reassembled_length = -1;
static int hf_ipv6_flow_frames = -1;

static gint ett_ipv6 = -1;
static gint ett_ipv6_ext = -1;
static gint ett_ipv6_opt = -1;
static gint ett_ipv6_fragments = -1;

static dissector_table_t ip_dissector_table;
static dissector_handle_t data_handle;

static gboolean ipv6_reassemble = TRUE;

#define IP_PROTO_DCCP		33
#define IPV6_HDR_LEN		40
#define IPV6_MAX_EXTENSIONS	32

static const value_string ipv6_opt_vals[] = {
	{ 0x00, "Pad1" },
	{ 0x01, "PadN" },
	{ 0x04, "Tunnel Encapsulation Limit" },
	{ 0x05, "Router Alert" },
	{ 0xc2, "Jumbo Payload" },
	{ 0, NULL }
};

/* A datagram of which fragments were seen; kept with the capture file. */
typedef struct _ipv6_datagram_t {
	address		src;
	address		dst;
	guint32		id;
	guint32		total;		/* 0 until the last fragment was seen */
	guint32		first_frame;
	guint32		done_in;	/* 0 until it is complete */
	guint8		nxt;
	guint8		*data;
	emem_tree_t	*fragments;	/* ipv6_fragment_t by offset */
} ipv6_datagram_t;

typedef struct _ipv6_fragment_t {
	guint32		frame;
	guint32		offset;
	guint32		len;
	guint8		*data;
} ipv6_fragment_t;

/* by source, destination and identification: nine words */
static emem_tree_t *ipv6_datagrams;
/* packets seen with each flow label, by label */
static emem_tree_t *ipv6_flows;

static void
datagram_key(emem_tree_key_t *key, guint32 *words, tvbuff_t *tvb, guint32 *id)
{
	tvb_memcpy(tvb, (guint8 *)words, 8, 32);
	key[0].length = 8;
	key[0].key = words;
	key[1].length = 1;
	key[1].key = id;
	key[2].length = 0;
	key[2].key = NULL;
}

static ipv6_datagram_t *
find_datagram(tvbuff_t *tvb, packet_info *pinfo, guint32 id, gboolean create)
{
	emem_tree_key_t key[3];
	guint32 words[8];
	ipv6_datagram_t *dg;

	datagram_key(key, words, tvb, &id);
	dg = (ipv6_datagram_t *)se_tree_lookup32_array(ipv6_datagrams, key);
	if (dg || !create)
		return dg;

	dg = se_new0(ipv6_datagram_t);
	SE_COPY_ADDRESS(&dg->src, &pinfo->src);
	SE_COPY_ADDRESS(&dg->dst, &pinfo->dst);
	dg->id = id;
	dg->first_frame = pinfo->fd->num;
	dg->fragments = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "ipv6_fragments");
	datagram_key(key, words, tvb, &id);
	se_tree_insert32_array(ipv6_datagrams, key, dg);
	return dg;
}

typedef struct _collect_t {
	ipv6_datagram_t	*dg;
	guint32		reached;
	proto_tree	*tree;
	tvbuff_t	*tvb;
	guint		count;
} collect_t;

static gboolean
measure_fragment(void *value, void *userdata)
{
	ipv6_fragment_t *frag = (ipv6_fragment_t *)value;
	collect_t *collect = (collect_t *)userdata;

	if (frag->offset > collect->reached)
		return TRUE;	/* a hole: no need to look further */
	collect->reached = MAX(collect->reached, frag->offset + frag->len);
	return FALSE;
}

static gboolean
copy_fragment(void *value, void *userdata)
{
	ipv6_fragment_t *frag = (ipv6_fragment_t *)value;
	ipv6_datagram_t *dg = ((collect_t *)userdata)->dg;

	if (frag->offset < dg->total)
		memcpy(dg->data + frag->offset, frag->data, MIN(frag->len, dg->total - frag->offset));
	return FALSE;
}

static gboolean
show_fragment(void *value, void *userdata)
{
	ipv6_fragment_t *frag = (ipv6_fragment_t *)value;
	collect_t *collect = (collect_t *)userdata;

	proto_tree_add_text(collect->tree, collect->tvb, frag->offset, frag->len, "Frame: %u, payload: %u-%u (%u bytes)",
	    frag->frame, frag->offset, frag->offset + frag->len - 1, frag->len);
	collect->count++;
	return FALSE;
}

static void
add_fragment(ipv6_datagram_t *dg, packet_info *pinfo, tvbuff_t *tvb, int at, guint32 offset, gboolean more, guint8 nxt)
{
	ipv6_fragment_t *frag;
	collect_t collect = { dg, 0, NULL, NULL, 0 };
	guint32 len = tvb_length_remaining(tvb, at);

	if (dg->done_in || se_tree_lookup32(dg->fragments, offset))
		return;
	frag = se_new(ipv6_fragment_t);
	frag->frame = pinfo->fd->num;
	frag->offset = offset;
	frag->len = len;
	frag->data = (guint8 *)se_memdup(tvb_get_ptr(tvb, at, len), len);
	se_tree_insert32(dg->fragments, offset, frag);
	if (offset == 0)
		dg->nxt = nxt;
	if (!more)
		dg->total = offset + len;

	if (dg->total == 0)
		return;
	se_tree_foreach(dg->fragments, measure_fragment, &collect);
	if (collect.reached < dg->total)
		return;
	dg->data = se_alloc0(dg->total);
	se_tree_foreach(dg->fragments, copy_fragment, &collect);
	dg->done_in = pinfo->fd->num;
}

/* Returns the datagram's data if this frame completes it. */
static tvbuff_t *
dissect_fragment(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, guint8 *nxt)
{
	guint16 word = tvb_get_ntohs(tvb, offset + 2);
	guint32 id = tvb_get_ntohl(tvb, offset + 4);
	ipv6_datagram_t *dg;
	tvbuff_t *whole;
	proto_item *ti;
	collect_t collect = { NULL, 0, NULL, NULL, 0 };

	ti = proto_tree_add_uint_format_value(tree, hf_ipv6_fragment_offset, tvb, offset + 2, 2, word, "%u (0x%04x)",
	    word >> 3, word & ~7);
	proto_tree_add_item(tree, hf_ipv6_fragment_more, tvb, offset + 2, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(tree, hf_ipv6_fragment_id, tvb, offset + 4, 4, ENC_BIG_ENDIAN);
	if ((word & 1) && tvb_reported_length_remaining(tvb, offset + 8) % 8 != 0)
		expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_WARN, "Fragment length is not a multiple of 8");
	if ((word & ~6) == 0)
		return tvb_new_subset_remaining(tvb, offset + 8);	/* an "atomic" fragment is the whole */
	if (!ipv6_reassemble || tvb_length(tvb) < tvb_reported_length(tvb))
		return NULL;

	dg = find_datagram(tvb, pinfo, id, !pinfo->fd->flags.visited);
	if (!dg)
		return NULL;
	if (!pinfo->fd->flags.visited)
		add_fragment(dg, pinfo, tvb, offset + 8, word & ~7, word & 1, *nxt);
	if (dg->done_in && dg->done_in != pinfo->fd->num) {
		ti = proto_tree_add_uint(tree, hf_ipv6_reassembled_in, tvb, 0, 0, dg->done_in);
		PROTO_ITEM_SET_GENERATED(ti);
	}
	if (dg->done_in != pinfo->fd->num)
		return NULL;

	/* the data was allocated with the file's lifetime, as the buffer made of it may be looked at later */
	whole = tvb_new_child_real_data(tvb, dg->data, dg->total, dg->total);
	add_new_data_source(pinfo, whole, "Reassembled IPv6");
	ti = proto_tree_add_uint(tree, hf_ipv6_reassembled_length, whole, 0, dg->total, dg->total);
	PROTO_ITEM_SET_GENERATED(ti);
	collect.tree = proto_item_add_subtree(ti, ett_ipv6_fragments);
	collect.tvb = whole;
	se_tree_foreach(dg->fragments, show_fragment, &collect);
	proto_item_append_text(ti, " (%u fragments, %s to %s)", collect.count, ep_address_to_str(&dg->src),
	    ep_address_to_str(&dg->dst));
	*nxt = dg->nxt;
	return whole;
}

static void
dissect_options(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, int end)
{
	while (offset < end) {
		guint8 type = tvb_get_guint8(tvb, offset);
		guint8 len = 0, i;
		guint8 *value;
		proto_tree *opt_tree;
		proto_item *ti;

		if (type != 0)
			len = tvb_get_guint8(tvb, offset + 1);
		ti = proto_tree_add_text(tree, tvb, offset, type ? len + 2 : 1, "Option: %s",
		    val_to_str(type, ipv6_opt_vals, "Unknown (0x%02x)"));
		opt_tree = proto_item_add_subtree(ti, ett_ipv6_opt);
		proto_tree_add_item(opt_tree, hf_ipv6_opt_type, tvb, offset, 1, ENC_BIG_ENDIAN);
		if (type == 0) {
			offset++;
			continue;
		}
		proto_tree_add_item(opt_tree, hf_ipv6_opt_length, tvb, offset + 1, 1, ENC_BIG_ENDIAN);
		if (offset + 2 + len > end) {
			expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_ERROR, "Option goes beyond its header");
			return;
		}
		if (type == 0x05 && len == 2)
			proto_item_append_text(ti, ", value %u", tvb_get_ntohs(tvb, offset + 2));
		else {
			/* a PadN of two bytes has no value at all */
			value = (guint8 *)ep_alloc(len);
			for (i = 0; i < len; i++)
				value[i] = tvb_get_guint8(tvb, offset + 2 + i);
			if (len > 0)
				proto_item_append_text(ti, ", %s", bytes_to_str(value, len));
		}
		offset += len + 2;
	}
}

static void
count_flow(packet_info *pinfo, tvbuff_t *tvb, proto_tree *tree, guint32 flow)
{
	guint32 *frames = (guint32 *)se_tree_lookup32(ipv6_flows, flow);
	proto_item *ti;

	if (flow == 0)
		return;
	if (!pinfo->fd->flags.visited) {
		if (!frames) {
			frames = (guint32 *)se_alloc0(sizeof *frames);
			se_tree_insert32(ipv6_flows, flow, frames);
		}
		++*frames;
	}
	if (frames) {
		ti = proto_tree_add_uint(tree, hf_ipv6_flow_frames, tvb, 0, 4, *frames);
		PROTO_ITEM_SET_GENERATED(ti);
	}
}

/* Transports without a dissector of their own begin with their ports, too. */
static const gchar *
ports_to_str(tvbuff_t *tvb, guint8 nxt)
{
	guint16 from = tvb_get_ntohs(tvb, 0), to = tvb_get_ntohs(tvb, 2);

	switch (nxt) {
	case IP_PROTO_SCTP:
		return ep_strconcat(" ", get_sctp_port(from), " > ", get_sctp_port(to), NULL);
	case IP_PROTO_DCCP:
		return ep_strconcat(" ", get_dccp_port(from), " > ", get_dccp_port(to), NULL);
	default:
		return "";
	}
}

static void
dissect_ipv6(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	proto_tree *ipv6_tree, *ext_tree;
	proto_item *ti, *item;
	emem_strbuf_t *chain = ep_strbuf_new_label("IPv6");
	tvbuff_t *next_tvb = NULL;
	guint32 flow;
	guint16 plen;
	guint8 nxt;
	int offset = IPV6_HDR_LEN, len, left;
	guint extensions = 0;
	gboolean fragmented = FALSE;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "IPv6");
	col_clear(pinfo->cinfo, COL_INFO);
	flow = tvb_get_ntohl(tvb, 0) & 0xfffff;
	plen = tvb_get_ntohs(tvb, 4);
	nxt = tvb_get_guint8(tvb, 6);
	TVB_SET_ADDRESS(&pinfo->net_src, AT_IPv6, tvb, 8, 16);
	TVB_SET_ADDRESS(&pinfo->src, AT_IPv6, tvb, 8, 16);
	TVB_SET_ADDRESS(&pinfo->net_dst, AT_IPv6, tvb, 24, 16);
	TVB_SET_ADDRESS(&pinfo->dst, AT_IPv6, tvb, 24, 16);

	ti = proto_tree_add_item(tree, proto_ipv6, tvb, 0, IPV6_HDR_LEN, ENC_NA);
	proto_item_append_text(ti, ", Src: %s, Dst: %s", tvb_ip6_to_str(tvb, 8), tvb_ip6_to_str(tvb, 24));
	ipv6_tree = proto_item_add_subtree(ti, ett_ipv6);
	proto_tree_add_item(ipv6_tree, hf_ipv6_version, tvb, 0, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(ipv6_tree, hf_ipv6_class, tvb, 0, 4, ENC_BIG_ENDIAN);
	proto_tree_add_item(ipv6_tree, hf_ipv6_flow, tvb, 0, 4, ENC_BIG_ENDIAN);
	count_flow(pinfo, tvb, ipv6_tree, flow);
	item = proto_tree_add_item(ipv6_tree, hf_ipv6_plen, tvb, 4, 2, ENC_BIG_ENDIAN);
	proto_tree_add_uint_format_value(ipv6_tree, hf_ipv6_nxt, tvb, 6, 1, nxt, "%s (%u)", ipprotostr(nxt), nxt);
	proto_tree_add_item(ipv6_tree, hf_ipv6_hlim, tvb, 7, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(ipv6_tree, hf_ipv6_src, tvb, 8, 16, ENC_NA);
	proto_tree_add_item(ipv6_tree, hf_ipv6_dst, tvb, 24, 16, ENC_NA);
	ti = proto_tree_add_item(ipv6_tree, hf_ipv6_addr, tvb, 8, 16, ENC_NA);
	PROTO_ITEM_SET_HIDDEN(ti);

	left = tvb_reported_length_remaining(tvb, IPV6_HDR_LEN);
	if (plen > left)
		expert_add_info_format(pinfo, item, PI_PROTOCOL, PI_WARN,
		    "IPv6 payload length exceeds framing length (%d bytes)", left);
	else
		tvb_set_reported_length(tvb, plen + IPV6_HDR_LEN);

	for (;;) {
		const gchar *name;

		if (nxt != IP_PROTO_HOPOPTS && nxt != IP_PROTO_ROUTING && nxt != IP_PROTO_FRAGMENT &&
		    nxt != IP_PROTO_DSTOPTS)
			break;
		if (++extensions > IPV6_MAX_EXTENSIONS) {
			expert_add_info_format(pinfo, item, PI_PROTOCOL, PI_WARN, "More than %d extension headers",
			    IPV6_MAX_EXTENSIONS);
			break;
		}
		name = nxt == IP_PROTO_HOPOPTS ? "Hop-by-Hop Options" : nxt == IP_PROTO_ROUTING ? "Routing" :
		    nxt == IP_PROTO_FRAGMENT ? "Fragment" : "Destination Options";
		ep_strbuf_append_printf(chain, " > %s", name);
		len = nxt == IP_PROTO_FRAGMENT ? 8 : (tvb_get_guint8(tvb, offset + 1) + 1) * 8;
		ti = proto_tree_add_text(ipv6_tree, tvb, offset, len, "%s Header", name);
		ext_tree = proto_item_add_subtree(ti, ett_ipv6_ext);
		proto_tree_add_text(ext_tree, tvb, offset, 1, "Next header: %s (%u)", ipprotostr(tvb_get_guint8(tvb, offset)),
		    tvb_get_guint8(tvb, offset));
		switch (nxt) {
		case IP_PROTO_FRAGMENT:
			nxt = tvb_get_guint8(tvb, offset);
			next_tvb = dissect_fragment(tvb, pinfo, ext_tree, offset, &nxt);
			if (next_tvb == NULL)
				fragmented = TRUE;
			break;
		case IP_PROTO_ROUTING:
			proto_tree_add_item(ext_tree, hf_ipv6_routing_type, tvb, offset + 2, 1, ENC_BIG_ENDIAN);
			proto_tree_add_item(ext_tree, hf_ipv6_routing_left, tvb, offset + 3, 1, ENC_BIG_ENDIAN);
			nxt = tvb_get_guint8(tvb, offset);
			break;
		default:
			dissect_options(tvb, pinfo, ext_tree, offset + 2, offset + len);
			nxt = tvb_get_guint8(tvb, offset);
			break;
		}
		offset += len;
		if (next_tvb || fragmented)
			break;
	}
	if (extensions)
		proto_tree_add_text(ipv6_tree, tvb, IPV6_HDR_LEN, offset - IPV6_HDR_LEN, "Headers: %s > %s", chain->str, ipprotostr(nxt));

	pinfo->ipproto = nxt;
	if (fragmented) {
		col_add_fstr(pinfo->cinfo, COL_INFO, "IPv6 fragment (%s)", chain->str);
		call_dissector(data_handle, tvb_new_subset_remaining(tvb, offset), pinfo, tree);
		return;
	}
	if (nxt == IP_PROTO_NONE) {
		col_set_str(pinfo->cinfo, COL_INFO, "IPv6 no next header");
		return;
	}
	if (!next_tvb)
		next_tvb = tvb_new_subset_remaining(tvb, offset);
	if (!dissector_try_uint(ip_dissector_table, nxt, next_tvb, pinfo, tree)) {
		col_add_fstr(pinfo->cinfo, COL_INFO, "%s (%u)%s", ipprotostr(nxt), nxt, ports_to_str(next_tvb, nxt));
		call_dissector(data_handle, next_tvb, pinfo, tree);
	}
}

void
proto_register_ipv6(void)
{
	static hf_register_info hf[] = {
		{ &hf_ipv6_version, { "Version", "ipv6.version", FT_UINT8, BASE_DEC, NULL, 0xF0, NULL, HFILL }},
		{ &hf_ipv6_class,
		  { "Traffic class", "ipv6.class", FT_UINT32, BASE_HEX, NULL, 0x0FF00000, NULL, HFILL }},
		{ &hf_ipv6_flow,
		  { "Flowlabel", "ipv6.flow", FT_UINT32, BASE_HEX, NULL, 0x000FFFFF, NULL, HFILL }},
		{ &hf_ipv6_plen, { "Payload length", "ipv6.plen", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_nxt, { "Next header", "ipv6.nxt", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_hlim, { "Hop limit", "ipv6.hlim", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_src, { "Source", "ipv6.src", FT_IPv6, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_dst, { "Destination", "ipv6.dst", FT_IPv6, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_addr, { "Address", "ipv6.addr", FT_IPv6, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_opt_type,
		  { "Type", "ipv6.opt.type", FT_UINT8, BASE_HEX, VALS(ipv6_opt_vals), 0x0, NULL, HFILL }},
		{ &hf_ipv6_opt_length, { "Length", "ipv6.opt.length", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_routing_type, { "Type", "ipv6.routing_hdr.type", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_routing_left, { "Left Segments", "ipv6.routing_hdr.left", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_fragment_offset,
		  { "Offset", "ipv6.fragment.offset", FT_UINT16, BASE_DEC, NULL, 0xFFF8, NULL, HFILL }},
		{ &hf_ipv6_fragment_more,
		  { "More Fragment", "ipv6.fragment.more", FT_BOOLEAN, 16, NULL, 0x0001, NULL, HFILL }},
		{ &hf_ipv6_fragment_id,
		  { "Identification", "ipv6.fragment.id", FT_UINT32, BASE_HEX, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_reassembled_in,
		  { "Reassembled IPv6 in frame", "ipv6.reassembled.in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_reassembled_length,
		  { "Reassembled IPv6 length", "ipv6.reassembled.length", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ipv6_flow_frames,
		  { "Packets of this flow so far", "ipv6.flow.frames", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }}
	};
	static gint *ett[] = { &ett_ipv6, &ett_ipv6_ext, &ett_ipv6_opt, &ett_ipv6_fragments };
	module_t *ipv6_module;

	proto_ipv6 = proto_register_protocol("Internet Protocol Version 6", "IPv6", "ipv6");
	proto_register_field_array(proto_ipv6, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("ipv6", dissect_ipv6, proto_ipv6);

	ipv6_datagrams = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "ipv6_datagrams");
	ipv6_flows = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "ipv6_flows");

	ipv6_module = prefs_register_protocol(proto_ipv6, NULL);
	prefs_register_bool_preference(ipv6_module, "defragment", "Reassemble fragmented IPv6 datagrams",
	    "Whether fragments are put together", &ipv6_reassemble);
}

void
proto_reg_handoff_ipv6(void)
{
	dissector_handle_t ipv6_handle = find_dissector("ipv6");

	data_handle = find_dissector("data");
	ip_dissector_table = find_dissector_table("ip.proto");
	dissector_add_uint("ethertype", ETHERTYPE_IPv6, ipv6_handle);
	dissector_add_uint("ip.proto", IP_PROTO_IPV6, ipv6_handle);
}
