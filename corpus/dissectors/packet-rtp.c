/* SPDX-License-Identifier: MIT */
/* packet-rtp.c
 * Routines for RTP disassembly (RFC 3550)
 *
 * Nothing in a packet says that it is RTP. The protocols that set calls up call rtp_add_address().
 */

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/emem.h>
#include <epan/tap.h>

#include "packet-rtp.h"

void proto_register_rtp(void);
void proto_reg_handoff_rtp(void);

#define RTP_VERSION(octet)	((octet) >> 6)
#define RTP_PADDING(octet)	((octet) & 0x20)
#define RTP_EXTENSION(octet)	((octet) & 0x10)
#define RTP_CSRC_COUNT(octet)	((octet) & 0x0f)
#define RTP_MARKER(octet)	((octet) & 0x80)
#define RTP_PAYLOAD_TYPE(octet)	((octet) & 0x7f)

#define FIRST_DYNAMIC_PT	96

/* A source's history, newest first, at most as many as asked for: an array in packet memory. */
#define RTP_HISTORY(source, count)	rtp_history((source), (count), ep_alloc_array0(guint32, (count) + 1))

static int rtp_tap = -1;

static int proto_rtp = -1;
static int hf_rtp_version = -1;
static int hf_rtp_padding = -1;
static int hf_rtp_extension = -1;
static int hf_rtp_csrc_count = -1;
static int hf_rtp_marker = -1;
static int hf_rtp_payload_type = -1;
static int hf_rtp_seq = -1;
static int hf_rtp_extended_seq = -1;
static int hf_rtp_timestamp = -1;
static int hf_rtp_ssrc = -1;
static int hf_rtp_csrc = -1;
static int hf_rtp_ext_profile = -1;
static int hf_rtp_ext_length = -1;
static int hf_rtp_payload = -1;
static int hf_rtp_padding_count = -1;
static int hf_rtp_setup_frame = -1;
static int hf_rtp_setup_method = -1;
static int hf_rtp_previous = -1;

static gint ett_rtp = -1;
static gint ett_rtp_setup = -1;

static dissector_handle_t rtp_handle;
static dissector_table_t rtp_pt_table;
static dissector_table_t rtp_dyn_pt_table;

static const value_string rtp_payload_type_vals[] = {
	{ 0,  "ITU-T G.711 PCMU" },
	{ 3,  "GSM 06.10" },
	{ 8,  "ITU-T G.711 PCMA" },
	{ 9,  "ITU-T G.722" },
	{ 13, "Comfort noise" },
	{ 18, "ITU-T G.729" },
	{ 26, "JPEG-compressed video" },
	{ 34, "ITU-T H.263" },
	{ 0, NULL }
};

/* The formats that one host offered to another, by "from>to": this file's. */
static emem_tree_t *rtp_offers;

/* What the first look at a packet found out; kept with the packet. */
typedef struct _rtp_packet_info_t {
	guint32		extended_seq;
	guint32		previous;	/* frame of the packet before it, 0 for the first */
	guint32		interval;	/* frames since the source's packet RTP_RECENT before this one */
	gint32		gap;		/* packets missing before it; negative if it came late */
} rtp_packet_info_t;

void
rtp_add_address(packet_info *pinfo, const address *addr, guint32 port, const gchar *setup_method,
    guint32 setup_frame, emem_tree_t *formats)
{
	static address null_addr = { AT_NONE, -1, 0, NULL };
	conversation_t *conversation;
	rtp_conversation_info_t *info;

	/* the announcement is looked at more than once, but holds once */
	if (pinfo->fd->flags.visited || port == 0)
		return;
	conversation = find_conversation(setup_frame, addr, &null_addr, PT_UDP, port, 0, NO_ADDR_B | NO_PORT_B);
	if (conversation == NULL || conversation->setup_frame != setup_frame)
		conversation = conversation_new(setup_frame, addr, &null_addr, PT_UDP, port, 0, NO_ADDR2 | NO_PORT2);
	conversation_set_dissector(conversation, rtp_handle);
	info = (rtp_conversation_info_t *)conversation_get_proto_data(conversation, proto_rtp);
	if (info == NULL) {
		info = se_new(rtp_conversation_info_t);
		info->sources = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "rtp_sources");
		conversation_add_proto_data(conversation, proto_rtp, info);
	}
	info->method = se_strdup(setup_method);
	info->frame_number = setup_frame;
	info->formats = formats;
	/* an answer often leaves out what the offer had, and gets it all the same */
	info->peer_formats = (emem_tree_t *)se_tree_lookup_string(rtp_offers,
	    ep_strdup_printf("%s>%s", ep_address_to_str(&pinfo->dst), ep_address_to_str(&pinfo->src)), 0);
	if (formats != NULL)
		se_tree_insert_string(rtp_offers,
		    se_strdup_printf("%s>%s", ep_address_to_str(&pinfo->src), ep_address_to_str(&pinfo->dst)), formats, 0);
}

static rtp_source_t *
rtp_get_source(rtp_conversation_info_t *info, guint32 ssrc)
{
	rtp_source_t *source = (rtp_source_t *)se_tree_lookup32(info->sources, ssrc);

	if (source == NULL) {
		source = se_new0(rtp_source_t);
		source->ssrc = ssrc;
		source->frames = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "rtp_frames");
		se_tree_insert32(info->sources, ssrc, source);
	}
	return source;
}

static rtp_packet_info_t *
rtp_track(packet_info *pinfo, rtp_conversation_info_t *info, guint32 ssrc, guint16 seq)
{
	rtp_packet_info_t *packet = (rtp_packet_info_t *)p_get_proto_data(pinfo->fd, proto_rtp);
	rtp_source_t *source;
	guint32 frame;
	gint16 step;

	if (packet || pinfo->fd->flags.visited)
		return packet;
	source = rtp_get_source(info, ssrc);
	packet = se_alloc0(sizeof(rtp_packet_info_t));
	if (source->packets++ == 0) {
		source->first_frame = pinfo->fd->num;
		source->recent = se_alloc_array(guint32, RTP_RECENT);
		memset(source->recent, 0, RTP_RECENT * sizeof(guint32));
		source->last_seq = seq - 1;
		source->cycles = 0x10000;	/* room below for those that come late */
	}
	step = (gint16)(seq - source->last_seq);
	if (step > 0 && seq < source->last_seq && source->packets > 1)
		source->cycles += 0x10000;
	packet->extended_seq = source->cycles + seq;
	if (step < 0 && seq > source->last_seq)
		packet->extended_seq -= 0x10000;
	frame = GPOINTER_TO_UINT(se_tree_lookup32_le(source->frames, packet->extended_seq));
	packet->previous = frame;
	packet->gap = step - 1;
	se_tree_insert32(source->frames, packet->extended_seq, GUINT_TO_POINTER(pinfo->fd->num));
	if (step > 0)
		source->last_seq = seq;
	packet->interval = pinfo->fd->num - source->recent[source->packets % RTP_RECENT];
	source->recent[source->packets % RTP_RECENT] = pinfo->fd->num;
	p_add_proto_data(pinfo->fd, proto_rtp, packet);
	return packet;
}

static const guint32 *
rtp_history(rtp_source_t *source, guint count, guint32 *frames)
{
	guint32 seq = source->cycles + source->last_seq;
	guint i;

	for (i = 0; i < count; i++) {
		frames[i] = GPOINTER_TO_UINT(se_tree_lookup32_le(source->frames, seq));
		if (frames[i] == 0)
			break;
		seq--;
	}
	return frames;
}

static const gchar *
rtp_payload_name(rtp_conversation_info_t *info, guint payload_type, const rtp_format_t **format)
{
	*format = info ? (const rtp_format_t *)se_tree_lookup32(info->formats, payload_type) : NULL;
	if (*format == NULL && info)
		*format = (const rtp_format_t *)se_tree_lookup32(info->peer_formats, payload_type);
	if (*format)
		return (*format)->name;
	return payload_type < FIRST_DYNAMIC_PT
	    ? val_to_str(payload_type, rtp_payload_type_vals, "Unassigned type %u")
	    : ep_strdup_printf("DynamicRTP-Type-%u",
			       payload_type);
}

static void
dissect_rtp_payload(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, proto_tree *rtp_tree, int offset, int length,
    guint payload_type, const rtp_format_t *format)
{
	tvbuff_t *next_tvb = tvb_new_subset(tvb, offset, MIN(length, tvb_length_remaining(tvb, offset)), length);
	proto_item *ti;

	if (format && dissector_try_string(rtp_dyn_pt_table, format->name, next_tvb, pinfo, tree))
		return;
	if (format == NULL && dissector_try_uint(rtp_pt_table, payload_type, next_tvb, pinfo, tree))
		return;
	ti = proto_tree_add_item(rtp_tree, hf_rtp_payload, tvb, offset, length, ENC_NA);
	if (format && format->rate)
		proto_item_append_text(ti, " (%s, %u ms)", format->name, (guint)length * 1000 / format->rate);
}

static void
show_setup_info(tvbuff_t *tvb, proto_tree *tree, const rtp_conversation_info_t *info)
{
	proto_item *ti;
	proto_tree *setup_tree;

	ti = proto_tree_add_text(tree, tvb, 0, 0, "Stream setup by %s (frame %u)", info->method, info->frame_number);
	PROTO_ITEM_SET_GENERATED(ti);
	setup_tree = proto_item_add_subtree(ti, ett_rtp_setup);
	ti = proto_tree_add_uint(setup_tree, hf_rtp_setup_frame, tvb, 0, 0, info->frame_number);
	PROTO_ITEM_SET_GENERATED(ti);
	ti = proto_tree_add_string(setup_tree, hf_rtp_setup_method, tvb, 0, 0, info->method);
	PROTO_ITEM_SET_GENERATED(ti);
}

static void
dissect_rtp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	rtp_info_t *rtp_info = (rtp_info_t *)ep_alloc(sizeof(struct _rtp_info_t));
	rtp_conversation_info_t *info = NULL;
	conversation_t *conversation;
	rtp_packet_info_t *packet = NULL;
	const rtp_format_t *format;
	proto_item *ti, *rtp_item;
	proto_tree *rtp_tree;
	guint8 octet1 = tvb_get_guint8(tvb, 0), octet2 = tvb_get_guint8(tvb, 1);
	guint csrcs = RTP_CSRC_COUNT(octet1), i;
	guint32 ssrc;
	gint offset, length, padding = 0;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "RTP");
	rtp_item = proto_tree_add_item(tree, proto_rtp, tvb, 0, -1, ENC_NA);
	rtp_tree = proto_item_add_subtree(rtp_item, ett_rtp);
	proto_tree_add_item(rtp_tree, hf_rtp_version, tvb, 0, 1, ENC_BIG_ENDIAN);
	if (RTP_VERSION(octet1) != 2) {
		col_add_fstr(pinfo->cinfo, COL_INFO, "Unknown RTP version %u", RTP_VERSION(octet1));
		return;
	}

	conversation = find_conversation(pinfo->fd->num, &pinfo->dst, &pinfo->src, pinfo->ptype, pinfo->destport,
	    pinfo->srcport, NO_ADDR_B | NO_PORT_B);
	if (conversation)
		info = (rtp_conversation_info_t *)conversation_get_proto_data(conversation, proto_rtp);

	rtp_info->payload_type = RTP_PAYLOAD_TYPE(octet2);
	rtp_info->marker = RTP_MARKER(octet2) != 0;
	rtp_info->seq_num = tvb_get_ntohs(tvb, 2);
	rtp_info->timestamp = tvb_get_ntohl(tvb, 4);
	rtp_info->sync_src = ssrc = tvb_get_ntohl(tvb, 8);
	rtp_info->payload_len = 0;
	rtp_info->payload_name = rtp_payload_name(info, rtp_info->payload_type, &format);

	if (info) {
		show_setup_info(tvb, rtp_tree, info);
		packet = rtp_track(pinfo, info, ssrc, rtp_info->seq_num);
	}
	proto_tree_add_item(rtp_tree, hf_rtp_padding, tvb, 0, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(rtp_tree, hf_rtp_extension, tvb, 0, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(rtp_tree, hf_rtp_csrc_count, tvb, 0, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(rtp_tree, hf_rtp_marker, tvb, 1, 1, ENC_BIG_ENDIAN);
	proto_tree_add_uint_format(rtp_tree, hf_rtp_payload_type, tvb, 1, 1, rtp_info->payload_type, "Payload type: %s (%u)",
	    rtp_info->payload_name, rtp_info->payload_type);
	ti = proto_tree_add_uint(rtp_tree, hf_rtp_seq, tvb, 2, 2, rtp_info->seq_num);
	if (packet) {
		proto_item *gen;

		gen = proto_tree_add_uint(rtp_tree, hf_rtp_extended_seq, tvb, 2, 2, packet->extended_seq);
		PROTO_ITEM_SET_GENERATED(gen);
		if (packet->previous) {
			gen = proto_tree_add_uint(rtp_tree, hf_rtp_previous, tvb, 2, 2, packet->previous);
			PROTO_ITEM_SET_GENERATED(gen);
		}
		proto_item_append_text(ti, ", %u frames for the last %u packets", packet->interval, RTP_RECENT);
		if (packet->gap > 0)
			expert_add_info_format(pinfo, ti, PI_SEQUENCE, PI_WARN, "%d packets lost before this one",
			    packet->gap);
		else if (packet->gap < 0) {
			const guint32 *frames = RTP_HISTORY(rtp_get_source(info, ssrc), 3);

			expert_add_info_format(pinfo, ti, PI_SEQUENCE, PI_NOTE, "Late or doubled; newest are in %u, %u, %u",
			    frames[0], frames[1], frames[2]);
		}
	}
	proto_tree_add_uint(rtp_tree, hf_rtp_timestamp, tvb, 4, 4, rtp_info->timestamp);
	proto_tree_add_uint(rtp_tree, hf_rtp_ssrc, tvb, 8, 4, ssrc);
	col_add_fstr(pinfo->cinfo, COL_INFO, "PT=%s, SSRC=0x%X, Seq=%u, Time=%u%s", rtp_info->payload_name, ssrc,
	    rtp_info->seq_num, rtp_info->timestamp, rtp_info->marker ? ", Mark" : "");

	offset = 12;
	for (i = 0; i < csrcs; i++, offset += 4)
		proto_tree_add_item(rtp_tree, hf_rtp_csrc, tvb, offset, 4, ENC_BIG_ENDIAN);
	if (RTP_EXTENSION(octet1)) {
		guint words = tvb_get_ntohs(tvb, offset + 2);

		proto_tree_add_item(rtp_tree, hf_rtp_ext_profile, tvb, offset, 2, ENC_BIG_ENDIAN);
		proto_tree_add_uint(rtp_tree, hf_rtp_ext_length, tvb, offset + 2, 2, words);
		offset += 4 + 4 * (gint)words;
	}
	length = tvb_reported_length_remaining(tvb, offset);
	if (RTP_PADDING(octet1) && length > 0) {
		padding = tvb_get_guint8(tvb, tvb_reported_length(tvb) - 1);
		if (padding > length) {
			expert_add_info_format(pinfo, rtp_item, PI_MALFORMED, PI_ERROR, "Padding of %d in %d bytes", padding, length);
			padding = 0;
		}
		length -= padding;
	}
	if (length > 0) {
		rtp_info->payload_len = length;
		dissect_rtp_payload(tvb, pinfo, tree, rtp_tree, offset, length, rtp_info->payload_type, format);
	}
	if (padding)
		proto_tree_add_item(rtp_tree, hf_rtp_padding_count, tvb, tvb_reported_length(tvb) - 1, 1, ENC_BIG_ENDIAN);
	tap_queue_packet(rtp_tap, pinfo, rtp_info);
}

void
proto_register_rtp(void)
{
	static hf_register_info hf[] = {
		{ &hf_rtp_version, { "Version", "rtp.version", FT_UINT8, BASE_DEC, NULL, 0xC0, NULL, HFILL }},
		{ &hf_rtp_padding, { "Padding", "rtp.padding", FT_BOOLEAN, 8, NULL, 0x20, NULL, HFILL }},
		{ &hf_rtp_extension, { "Extension", "rtp.ext", FT_BOOLEAN, 8, NULL, 0x10, NULL, HFILL }},
		{ &hf_rtp_csrc_count, { "Contributing source identifiers count", "rtp.cc", FT_UINT8, BASE_DEC, NULL, 0x0F,
		    NULL, HFILL }},
		{ &hf_rtp_marker, { "Marker", "rtp.marker", FT_BOOLEAN, 8, NULL, 0x80, NULL, HFILL }},
		{ &hf_rtp_payload_type, { "Payload type", "rtp.p_type", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_rtp_seq, { "Sequence number", "rtp.seq", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_rtp_extended_seq, { "Extended sequence number", "rtp.extseq", FT_UINT32, BASE_DEC, NULL, 0x0, NULL,
		    HFILL }},
		{ &hf_rtp_timestamp, { "Timestamp", "rtp.timestamp", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_rtp_ssrc, { "Synchronization Source identifier", "rtp.ssrc", FT_UINT32, BASE_HEX_DEC, NULL, 0x0, NULL,
		    HFILL }},
		{ &hf_rtp_csrc, { "CSRC item", "rtp.csrc.item", FT_UINT32, BASE_HEX_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_rtp_ext_profile, { "Defined by profile", "rtp.ext.profile", FT_UINT16, BASE_HEX_DEC, NULL, 0x0, NULL,
		    HFILL }},
		{ &hf_rtp_ext_length, { "Extension length", "rtp.ext.len", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_rtp_payload, { "Payload", "rtp.payload", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_rtp_padding_count, { "Padding count", "rtp.padding.count", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_rtp_setup_frame, { "Setup frame", "rtp.setup-frame", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_rtp_setup_method, { "Setup Method", "rtp.setup-method", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_rtp_previous, { "Previous packet in frame", "rtp.previous", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL,
		    HFILL }},
	};
	static gint *ett[] = {
		&ett_rtp,
		&ett_rtp_setup
	};

	proto_rtp = proto_register_protocol("Real-Time Transport Protocol", "RTP", "rtp");
	proto_register_field_array(proto_rtp, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("rtp", dissect_rtp, proto_rtp);
	rtp_tap = register_tap("rtp");
	rtp_offers = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "rtp_offers");
	rtp_pt_table = register_dissector_table("rtp.pt", "RTP payload type", FT_UINT8, BASE_DEC);
	rtp_dyn_pt_table = register_dissector_table("rtp_dyn_payload_type", "Dynamic RTP payload type", FT_STRING, BASE_NONE);
}

void
proto_reg_handoff_rtp(void)
{
	rtp_handle = find_dissector("rtp");
}
