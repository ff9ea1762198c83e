/* SPDX-License-Identifier: MIT */
/* packet-tcp.c
 * Routines for TCP: streams, sequence analysis, messages over several segments (RFC 793, 1323, 2018)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <glib.h>

#include <epan/packet.h>
#include <epan/addr_resolv.h>
#include <epan/prefs.h>
#include <epan/tap.h>
#include <epan/expert.h>
#include <epan/ipproto.h>
#include <epan/emem.h>
#include "packet-tcp.h"
#include "packet-tcp-int.h"

#define TCP_HEADER_MIN		20

static int tcp_tap = -1;

static gboolean tcp_desegment = TRUE;
static gboolean tcp_relative_seq = TRUE;
static gboolean tcp_analyze_seq = TRUE;

void proto_register_tcp(void);
void proto_reg_handoff_tcp(void);

static int proto_tcp = -1;
static int hf_tcp_srcport = -1;
static int hf_tcp_dstport = -1;
static int hf_tcp_port = -1;
static int hf_tcp_stream = -1;
static int hf_tcp_len = -1;
static int hf_tcp_seq = -1;
static int hf_tcp_nxtseq = -1;
static int hf_tcp_ack = -1;
static int hf_tcp_hdr_len = -1;
static int hf_tcp_flags = -1;
static int hf_tcp_flags_ns = -1;
static int hf_tcp_flags_cwr = -1;
static int hf_tcp_flags_ecn = -1;
static int hf_tcp_flags_urg = -1;
static int hf_tcp_flags_ack = -1;
static int hf_tcp_flags_push = -1;
static int hf_tcp_flags_reset = -1;
static int hf_tcp_flags_syn = -1;
static int hf_tcp_flags_fin = -1;
static int hf_tcp_window_size_value = -1;
static int hf_tcp_window_size = -1;
static int hf_tcp_checksum = -1;
static int hf_tcp_urgent_pointer = -1;
static int hf_tcp_option_kind = -1;
static int hf_tcp_option_len = -1;
static int hf_tcp_options_mss_val = -1;
static int hf_tcp_options_wscale_shift = -1;
static int hf_tcp_options_sack_le = -1;
static int hf_tcp_options_sack_re = -1;
static int hf_tcp_options_timestamp_tsval = -1;
static int hf_tcp_options_timestamp_tsecr = -1;
static int hf_tcp_time_relative = -1;
static int hf_tcp_time_delta = -1;
static int hf_tcp_analysis_flag = -1;
int hf_tcp_reassembled_in = -1;
int hf_tcp_segment_data = -1;

static gint ett_tcp = -1;
static gint ett_tcp_flags = -1;
static gint ett_tcp_options = -1;
static gint ett_tcp_option = -1;
static gint ett_tcp_analysis = -1;

static dissector_table_t subdissector_table;
static heur_dissector_list_t heur_subdissector_list;
static dissector_handle_t data_handle;

static guint32 tcp_stream_count;

/* What the first pass found out about a frame, for the second one to show. */
typedef struct _tcp_verdict_t {
	guint16		flags;
#define TV_RETRANSMISSION	0x0001
#define TV_OUT_OF_ORDER		0x0002
#define TV_GAP			0x0004
#define TV_DUP_ACK		0x0008
#define TV_KEEP_ALIVE		0x0010
#define TV_ZERO_WINDOW		0x0020
	guint32		dupack_num;
	guint32		dupack_frame;
	nstime_t	since_first;
	nstime_t	since_prev;
} tcp_verdict_t;

static const value_string tcp_verdict_vals[] = {
	{ TV_RETRANSMISSION,	"TCP Retransmission" },
	{ TV_OUT_OF_ORDER,	"TCP Out-Of-Order" },
	{ TV_GAP,		"TCP Previous segment not captured" },
	{ TV_DUP_ACK,		"TCP Dup ACK" },
	{ TV_KEEP_ALIVE,	"TCP Keep-Alive" },
	{ TV_ZERO_WINDOW,	"TCP ZeroWindow" },
	{ 0, NULL }
};

static const value_string tcp_option_kind_vals[] = {
	{ 0,	"End of Option List (EOL)" },
	{ 1,	"No-Operation (NOP)" },
	{ 2,	"Maximum segment size" },
	{ 3,	"Window scale" },
	{ 4,	"SACK permitted" },
	{ 5,	"SACK" },
	{ 8,	"Timestamps" },
	{ 28,	"User Timeout" },
	{ 34,	"TCP Fast Open Cookie" },
	{ 0, NULL }
};

static const char *tcp_flag_names[] = { "FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECN", "CWR", "NS" };

static tcp_stream_t *
new_tcp_stream(conversation_t *conv, packet_info *pinfo)
{
	tcp_stream_t *stream = se_new0(tcp_stream_t);
	int i;

	stream->stream = tcp_stream_count++;
	for (i = 0; i < 2; i++)
		stream->flow[i].messages =
		    se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "tcp_messages");
	stream->verdicts = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "tcp_verdicts");
	stream->ts_first = pinfo->fd->abs_ts;
	stream->ts_prev = pinfo->fd->abs_ts;
	conversation_add_proto_data(conv, proto_tcp, stream);
	return stream;
}

tcp_stream_t *
get_tcp_stream(packet_info *pinfo)
{
	conversation_t *conv = find_or_create_conversation(pinfo);
	tcp_stream_t *stream = (tcp_stream_t *)conversation_get_proto_data(conv, proto_tcp);

	if (!stream)
		stream = new_tcp_stream(conv, pinfo);
	return stream;
}

/* The direction is told by the higher address, or the higher port where both ends are one host. */
static int
tcp_direction(packet_info *pinfo)
{
	int order = CMP_ADDRESS(&pinfo->src, &pinfo->dst);

	if (order == 0)
		order = pinfo->srcport > pinfo->destport ? 1 : -1;
	return order > 0 ? 0 : 1;
}

/*
 * "SYN, ACK" and the like. The label starts as <None>, which the first flag replaces.
 */
static const gchar *
tcp_flags_to_str(guint16 flags)
{
	emem_strbuf_t *buf = ep_strbuf_new_label("<None>");
	gboolean first = TRUE;
	guint i;

	for (i = 0; i < array_length(tcp_flag_names); i++) {
		if (!(flags & (1 << i)))
			continue;
		if (first)
			ep_strbuf_printf(buf, "%s", tcp_flag_names[i]);
		else
			ep_strbuf_append_printf(buf, ", %s", tcp_flag_names[i]);
		first = FALSE;
	}
	return buf->str;
}

static void
tcp_judge(packet_info *pinfo, tcp_stream_t *stream, tcp_header_t *tcph, tcp_flow_t *fwd, tcp_flow_t *rev)
{
	tcp_verdict_t *v = se_new0(tcp_verdict_t);
	guint32 end = tcph->seq + tcph->seglen;

	nstime_delta(&v->since_first, &pinfo->fd->abs_ts, &stream->ts_first);
	nstime_delta(&v->since_prev, &pinfo->fd->abs_ts, &stream->ts_prev);
	stream->ts_prev = pinfo->fd->abs_ts;

	if (!fwd->base_known) {
		fwd->base_known = TRUE;
		fwd->base_seq = tcph->seq;
		fwd->nextseq = tcph->seq;
	}
	if (!rev->base_known && (tcph->flags & TH_ACK)) {
		/* joined in the middle, or the SYN's answer comes next */
		rev->base_known = TRUE;
		rev->base_seq = (tcph->flags & TH_SYN) ? tcph->ack - 1 : tcph->ack;
		rev->nextseq = tcph->ack;
	}
	if (tcph->flags & (TH_SYN | TH_FIN))
		end++;

	if (tcph->seglen <= 1 && tcph->seq == fwd->nextseq - 1 && !(tcph->flags & (TH_SYN | TH_FIN | TH_RST)))
		v->flags |= TV_KEEP_ALIVE;
	else if (end != tcph->seq && SEQ_GT(tcph->seq, fwd->nextseq))
		v->flags |= TV_GAP;
	else if (end != tcph->seq && SEQ_LE(end, fwd->nextseq)) {
		if (SEQ_LE(end, rev->lastack))
			v->flags |= TV_RETRANSMISSION;
		else
			v->flags |= TV_OUT_OF_ORDER;
	}
	if (tcph->window == 0 && !(tcph->flags & (TH_RST | TH_SYN | TH_FIN)))
		v->flags |= TV_ZERO_WINDOW;

	if (tcph->flags & TH_ACK) {
		if (end == tcph->seq && tcph->ack == fwd->lastack && fwd->lastack_frame != 0 &&
		    SEQ_LT(tcph->ack, rev->nextseq) && !(v->flags & TV_KEEP_ALIVE)) {
			v->flags |= TV_DUP_ACK;
			v->dupack_num = ++fwd->dupacks;
			v->dupack_frame = fwd->lastack_frame;
		} else if (tcph->ack != fwd->lastack || fwd->lastack_frame == 0) {
			fwd->lastack = tcph->ack;
			fwd->lastack_frame = pinfo->fd->num;
			fwd->dupacks = 0;
		}
	}
	if (SEQ_GT(end, fwd->nextseq))
		fwd->nextseq = end;
	fwd->bytes += tcph->seglen;

	se_tree_insert32(stream->verdicts, pinfo->fd->num, (void *)v);
}

static void
tcp_show_verdict(packet_info *pinfo, tvbuff_t *tvb, proto_tree *tree, tcp_stream_t *stream)
{
	tcp_verdict_t *v = (tcp_verdict_t *)se_tree_lookup32(stream->verdicts, pinfo->fd->num);
	proto_tree *sub;
	proto_item *item;
	guint i;

	if (!v)
		return;
	item = proto_tree_add_text(tree, tvb, 0, 0, "SEQ/ACK analysis");
	PROTO_ITEM_SET_GENERATED(item);
	sub = proto_item_add_subtree(item, ett_tcp_analysis);

	item = proto_tree_add_time(sub, hf_tcp_time_relative, tvb, 0, 0, &v->since_first);
	PROTO_ITEM_SET_GENERATED(item);
	item = proto_tree_add_time(sub, hf_tcp_time_delta, tvb, 0, 0, &v->since_prev);
	PROTO_ITEM_SET_GENERATED(item);

	for (i = 0; tcp_verdict_vals[i].strptr; i++) {
		const gchar *what;

		if (!(v->flags & tcp_verdict_vals[i].value))
			continue;
		what = tcp_verdict_vals[i].strptr;
		if (tcp_verdict_vals[i].value == TV_DUP_ACK)
			what = ep_strdup_printf("%s %u#%u", what,
			    v->dupack_frame,
			    v->dupack_num);
		item = proto_tree_add_string(sub, hf_tcp_analysis_flag, tvb, 0, 0, what);
		PROTO_ITEM_SET_GENERATED(item);
		expert_add_info_format(pinfo, item, PI_SEQUENCE, PI_NOTE, "%s", what);
		col_prepend_fstr(pinfo->cinfo, COL_INFO, "[%s] ", what);
	}
}

/* Options */

static void
dissect_tcp_options(tvbuff_t *tvb, packet_info *pinfo, int offset, int end, proto_tree *tree, tcp_flow_t *fwd,
    guint16 flags)
{
	proto_item *ti = proto_tree_add_text(tree, tvb, offset, end - offset, "Options: (%d bytes)", end - offset);
	proto_tree *opts = proto_item_add_subtree(ti, ett_tcp_options);
	emem_strbuf_t *summary = ep_strbuf_new("");

	while (offset < end) {
		guint8 kind = tvb_get_guint8(tvb, offset);
		guint8 len = 1;
		const gchar *name = val_to_str(kind, tcp_option_kind_vals, "Unknown option %u");
		proto_tree *sub;
		int at;

		if (kind > 1) {
			len = tvb_get_guint8(tvb, offset + 1);
			if (len < 2 || offset + len > end) {
				expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_WARN,
				    "Option %u has the bad length %u", kind, len);
				break;
			}
		}
		ti = proto_tree_add_text(opts, tvb, offset, len, "%s", name);
		sub = proto_item_add_subtree(ti, ett_tcp_option);
		proto_tree_add_item(sub, hf_tcp_option_kind, tvb, offset, 1, ENC_BIG_ENDIAN);
		if (kind > 1)
			proto_tree_add_item(sub, hf_tcp_option_len, tvb, offset + 1, 1, ENC_BIG_ENDIAN);

		switch (kind) {
		case 2:
			if (len != 4)
				break;
			proto_tree_add_item(sub, hf_tcp_options_mss_val, tvb, offset + 2, 2, ENC_BIG_ENDIAN);
			ep_strbuf_append_printf(summary, " MSS=%u", tvb_get_ntohs(tvb, offset + 2));
			break;
		case 3:
			if (len != 3)
				break;
			proto_tree_add_item(sub, hf_tcp_options_wscale_shift, tvb, offset + 2, 1, ENC_BIG_ENDIAN);
			if (flags & TH_SYN)
				fwd->win_scale = MIN(tvb_get_guint8(tvb, offset + 2), 14) + 1;
			ep_strbuf_append_printf(summary, " WS=%u", 1U << MIN(tvb_get_guint8(tvb, offset + 2), 14));
			break;
		case 4:
			ep_strbuf_append(summary, " SACK_PERM=1");
			break;
		case 5:
			for (at = offset + 2; at + 8 <= offset + len; at += 8) {
				proto_tree_add_item(sub, hf_tcp_options_sack_le, tvb, at, 4, ENC_BIG_ENDIAN);
				proto_tree_add_item(sub, hf_tcp_options_sack_re, tvb, at + 4, 4, ENC_BIG_ENDIAN);
				ep_strbuf_append_printf(summary, " SLE=%u SRE=%u",
				    tvb_get_ntohl(tvb, at), tvb_get_ntohl(tvb, at + 4));
			}
			break;
		case 8:
			if (len != 10)
				break;
			proto_tree_add_item(sub, hf_tcp_options_timestamp_tsval, tvb, offset + 2, 4, ENC_BIG_ENDIAN);
			proto_tree_add_item(sub, hf_tcp_options_timestamp_tsecr, tvb, offset + 6, 4, ENC_BIG_ENDIAN);
			ep_strbuf_append_printf(summary, " TSval=%u TSecr=%u",
			    tvb_get_ntohl(tvb, offset + 2), tvb_get_ntohl(tvb, offset + 6));
			break;
		}
		offset += len;
		if (kind == 0)
			break;
	}
	if (summary->len > 0)
		col_append_str(pinfo->cinfo, COL_INFO, summary->str);
}

static void
decode_tcp_ports(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	guint32 low = MIN(pinfo->srcport, pinfo->destport);
	guint32 high = MAX(pinfo->srcport, pinfo->destport);

	if (try_conversation_dissector(&pinfo->src, &pinfo->dst, PT_TCP, pinfo->srcport, pinfo->destport,
	    tvb, pinfo, tree))
		return;
	if (dissector_try_uint(subdissector_table, low, tvb, pinfo, tree))
		return;
	if (dissector_try_uint(subdissector_table, high, tvb, pinfo, tree))
		return;
	if (dissector_try_heuristic(heur_subdissector_list, tvb, pinfo, tree))
		return;
	call_dissector(data_handle, tvb, pinfo, tree);
}

void
tcp_call_subdissector(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, guint32 seq, guint32 stream,
    gboolean is_reassembled)
{
	struct tcpinfo info;
	void *saved = pinfo->private_data;

	info.seq = seq;
	info.nxtseq = seq + tvb_reported_length(tvb);
	info.stream = stream;
	info.is_reassembled = is_reassembled;
	info.urgent_pointer = 0;
	pinfo->private_data = &info;
	pinfo->desegment_offset = 0;
	pinfo->desegment_len = 0;
	TRY {
		decode_tcp_ports(tvb, pinfo, tree);
	}
	CATCH_ALL {
		pinfo->private_data = saved;
		RETHROW;
	}
	ENDTRY;
	pinfo->private_data = saved;
}

static void
dissect_tcp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	tcp_header_t *tcph = ep_new0(tcp_header_t);
	tcp_stream_t *stream;
	tcp_flow_t *fwd, *rev;
	proto_tree *tcp_tree, *sub;
	proto_item *ti, *item;
	tvbuff_t *next_tvb;
	guint32 rel = 0, rel_ack = 0;
	int dir, captured;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "TCP");
	col_clear(pinfo->cinfo, COL_INFO);

	tcph->sport = tvb_get_ntohs(tvb, 0);
	tcph->dport = tvb_get_ntohs(tvb, 2);
	tcph->seq = tvb_get_ntohl(tvb, 4);
	tcph->ack = tvb_get_ntohl(tvb, 8);
	tcph->hlen = (tvb_get_guint8(tvb, 12) >> 4) * 4;
	tcph->flags = tvb_get_ntohs(tvb, 12) & TH_MASK;
	tcph->window = tvb_get_ntohs(tvb, 14);
	SET_ADDRESS(&tcph->src, pinfo->src.type, pinfo->src.len, pinfo->src.data);
	SET_ADDRESS(&tcph->dst, pinfo->dst.type, pinfo->dst.len, pinfo->dst.data);

	pinfo->ptype = PT_TCP;
	pinfo->srcport = tcph->sport;
	pinfo->destport = tcph->dport;

	ti = proto_tree_add_item(tree, proto_tcp, tvb, 0, MAX(tcph->hlen, TCP_HEADER_MIN), ENC_NA);
	tcp_tree = proto_item_add_subtree(ti, ett_tcp);
	proto_item_append_text(ti, ", Src Port: %s (%u), Dst Port: %s (%u)", get_tcp_port(tcph->sport), tcph->sport,
	    get_tcp_port(tcph->dport), tcph->dport);
	proto_tree_add_item(tcp_tree, hf_tcp_srcport, tvb, 0, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(tcp_tree, hf_tcp_dstport, tvb, 2, 2, ENC_BIG_ENDIAN);
	item = proto_tree_add_item(tcp_tree, hf_tcp_port, tvb, 0, 2, ENC_BIG_ENDIAN);
	PROTO_ITEM_SET_HIDDEN(item);
	item = proto_tree_add_item(tcp_tree, hf_tcp_port, tvb, 2, 2, ENC_BIG_ENDIAN);
	PROTO_ITEM_SET_HIDDEN(item);

	if (pinfo->in_error_pkt)
		return;		/* quoted by ICMP: not part of the stream */
	if (tcph->hlen < TCP_HEADER_MIN) {
		col_add_fstr(pinfo->cinfo, COL_INFO, "%u > %u, bogus TCP header length (%u, must be at least %u)",
		    tcph->sport, tcph->dport, tcph->hlen, TCP_HEADER_MIN);
		expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_ERROR, "Bogus TCP header length %u", tcph->hlen);
		return;
	}
	tcph->seglen = tvb_reported_length(tvb) > tcph->hlen ? tvb_reported_length(tvb) - tcph->hlen : 0;

	stream = get_tcp_stream(pinfo);
	tcph->stream = stream->stream;
	dir = tcp_direction(pinfo);
	fwd = &stream->flow[dir];
	rev = &stream->flow[!dir];
	if (tcp_analyze_seq && !pinfo->fd->flags.visited)
		tcp_judge(pinfo, stream, tcph, fwd, rev);
	rel = tcp_relative_seq ? tcph->seq - fwd->base_seq : tcph->seq;
	rel_ack = tcp_relative_seq && rev->base_known ? tcph->ack - rev->base_seq : tcph->ack;

	col_add_fstr(pinfo->cinfo, COL_INFO, "%u > %u [%s] Seq=%u", tcph->sport, tcph->dport,
	    tcp_flags_to_str(tcph->flags), rel);
	if (tcph->flags & TH_ACK)
		col_append_fstr(pinfo->cinfo, COL_INFO, " Ack=%u", rel_ack);
	col_append_fstr(pinfo->cinfo, COL_INFO, " Win=%u Len=%u", tcph->window, tcph->seglen);

	item = proto_tree_add_uint(tcp_tree, hf_tcp_stream, tvb, 0, 0, stream->stream);
	PROTO_ITEM_SET_GENERATED(item);
	item = proto_tree_add_uint(tcp_tree, hf_tcp_len, tvb, 12, 1, tcph->seglen);
	PROTO_ITEM_SET_GENERATED(item);
	proto_tree_add_uint_format_value(tcp_tree, hf_tcp_seq, tvb, 4, 4, rel, "%u%s", rel,
	    tcp_relative_seq ? "    (relative sequence number)" : "");
	if (tcph->seglen) {
		item = proto_tree_add_uint(tcp_tree, hf_tcp_nxtseq, tvb, 0, 0, rel + tcph->seglen);
		PROTO_ITEM_SET_GENERATED(item);
	}
	if (tcph->flags & TH_ACK)
		proto_tree_add_uint(tcp_tree, hf_tcp_ack, tvb, 8, 4, rel_ack);
	proto_tree_add_uint_format_value(tcp_tree, hf_tcp_hdr_len, tvb, 12, 1, tcph->hlen, "%u bytes", tcph->hlen);
	item = proto_tree_add_uint_format_value(tcp_tree, hf_tcp_flags, tvb, 12, 2, tcph->flags, "0x%03x (%s)",
	    tcph->flags, tcp_flags_to_str(tcph->flags));
	sub = proto_item_add_subtree(item, ett_tcp_flags);
	proto_tree_add_item(sub, hf_tcp_flags_ns, tvb, 12, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(sub, hf_tcp_flags_cwr, tvb, 12, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(sub, hf_tcp_flags_ecn, tvb, 12, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(sub, hf_tcp_flags_urg, tvb, 12, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(sub, hf_tcp_flags_ack, tvb, 12, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(sub, hf_tcp_flags_push, tvb, 12, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(sub, hf_tcp_flags_reset, tvb, 12, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(sub, hf_tcp_flags_syn, tvb, 12, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(sub, hf_tcp_flags_fin, tvb, 12, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(tcp_tree, hf_tcp_window_size_value, tvb, 14, 2, ENC_BIG_ENDIAN);
	if (!(tcph->flags & TH_SYN) && fwd->win_scale && rev->win_scale) {
		item = proto_tree_add_uint(tcp_tree, hf_tcp_window_size, tvb, 14, 2,
		    (guint32)tcph->window << (fwd->win_scale - 1));
		PROTO_ITEM_SET_GENERATED(item);
	}
	proto_tree_add_item(tcp_tree, hf_tcp_checksum, tvb, 16, 2, ENC_BIG_ENDIAN);
	if (tcph->flags & TH_URG)
		proto_tree_add_item(tcp_tree, hf_tcp_urgent_pointer, tvb, 18, 2, ENC_BIG_ENDIAN);
	if (tcph->hlen > TCP_HEADER_MIN)
		dissect_tcp_options(tvb, pinfo, TCP_HEADER_MIN, tcph->hlen, tcp_tree, fwd, tcph->flags);
	tcp_show_verdict(pinfo, tvb, tcp_tree, stream);

	captured = tvb_length_remaining(tvb, tcph->hlen);
	if (tcph->seglen > 0 && captured > 0) {
		tcp_verdict_t *v = (tcp_verdict_t *)se_tree_lookup32(stream->verdicts, pinfo->fd->num);

		next_tvb = tvb_new_subset(tvb, tcph->hlen, captured, tcph->seglen);
		tcph->payload = next_tvb;
		tcph->retransmitted = v && (v->flags & (TV_RETRANSMISSION | TV_KEEP_ALIVE | TV_OUT_OF_ORDER));
	}
	tap_queue_packet(tcp_tap, pinfo, tcph);
	if (!tcph->payload)
		return;
	if (tcph->retransmitted || (guint32)captured < tcph->seglen)
		tcp_call_subdissector(tcph->payload, pinfo, tree, tcph->seq, stream->stream, FALSE);
	else
		tcp_dissect_segment(tcph->payload, pinfo, tree, tcp_tree, stream->stream, fwd, tcph->seq, tcp_desegment);
}

static void
tcp_init(void)
{
	tcp_stream_count = 0;
}

void
proto_register_tcp(void)
{
	static hf_register_info hf[] = {
		{ &hf_tcp_srcport,
		  { "Source Port", "tcp.srcport", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_dstport,
		  { "Destination Port", "tcp.dstport", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_port,
		  { "Source or Destination Port", "tcp.port", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_stream,
		  { "Stream index", "tcp.stream", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_len,
		  { "TCP Segment Len", "tcp.len", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_seq,
		  { "Sequence number", "tcp.seq", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_nxtseq,
		  { "Next sequence number", "tcp.nxtseq", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_ack,
		  { "Acknowledgment number", "tcp.ack", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_hdr_len,
		  { "Header length", "tcp.hdr_len", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_flags,
		  { "Flags", "tcp.flags", FT_UINT16, BASE_HEX, NULL, TH_MASK, NULL, HFILL }},
		{ &hf_tcp_flags_ns,
		  { "Nonce", "tcp.flags.ns", FT_BOOLEAN, 12, TFS(&tfs_set_notset), TH_NS, NULL, HFILL }},
		{ &hf_tcp_flags_cwr,
		  { "Congestion Window Reduced (CWR)", "tcp.flags.cwr", FT_BOOLEAN, 12, TFS(&tfs_set_notset), TH_CWR,
		    NULL, HFILL }},
		{ &hf_tcp_flags_ecn,
		  { "ECN-Echo", "tcp.flags.ecn", FT_BOOLEAN, 12, TFS(&tfs_set_notset), TH_ECN, NULL, HFILL }},
		{ &hf_tcp_flags_urg,
		  { "Urgent", "tcp.flags.urg", FT_BOOLEAN, 12, TFS(&tfs_set_notset), TH_URG, NULL, HFILL }},
		{ &hf_tcp_flags_ack,
		  { "Acknowledgment", "tcp.flags.ack", FT_BOOLEAN, 12, TFS(&tfs_set_notset), TH_ACK, NULL, HFILL }},
		{ &hf_tcp_flags_push,
		  { "Push", "tcp.flags.push", FT_BOOLEAN, 12, TFS(&tfs_set_notset), TH_PUSH, NULL, HFILL }},
		{ &hf_tcp_flags_reset,
		  { "Reset", "tcp.flags.reset", FT_BOOLEAN, 12, TFS(&tfs_set_notset), TH_RST, NULL, HFILL }},
		{ &hf_tcp_flags_syn,
		  { "Syn", "tcp.flags.syn", FT_BOOLEAN, 12, TFS(&tfs_set_notset), TH_SYN, NULL, HFILL }},
		{ &hf_tcp_flags_fin,
		  { "Fin", "tcp.flags.fin", FT_BOOLEAN, 12, TFS(&tfs_set_notset), TH_FIN, NULL, HFILL }},
		{ &hf_tcp_window_size_value,
		  { "Window size value", "tcp.window_size_value", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_window_size,
		  { "Calculated window size", "tcp.window_size", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_checksum,
		  { "Checksum", "tcp.checksum", FT_UINT16, BASE_HEX, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_urgent_pointer,
		  { "Urgent pointer", "tcp.urgent_pointer", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_option_kind,
		  { "Kind", "tcp.option_kind", FT_UINT8, BASE_DEC, VALS(tcp_option_kind_vals), 0x0, NULL, HFILL }},
		{ &hf_tcp_option_len,
		  { "Length", "tcp.option_len", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_options_mss_val,
		  { "MSS Value", "tcp.options.mss_val", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_options_wscale_shift,
		  { "Shift count", "tcp.options.wscale.shift", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_options_sack_le,
		  { "Left edge", "tcp.options.sack_le", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_options_sack_re,
		  { "Right edge", "tcp.options.sack_re", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_options_timestamp_tsval,
		  { "Timestamp value", "tcp.options.timestamp.tsval", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_options_timestamp_tsecr,
		  { "Timestamp echo reply", "tcp.options.timestamp.tsecr", FT_UINT32, BASE_DEC, NULL, 0x0, NULL,
		    HFILL }},
		{ &hf_tcp_time_relative,
		  { "Time since first frame in this TCP stream", "tcp.time_relative", FT_RELATIVE_TIME, BASE_NONE,
		    NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_time_delta,
		  { "Time since previous frame in this TCP stream", "tcp.time_delta", FT_RELATIVE_TIME, BASE_NONE,
		    NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_analysis_flag,
		  { "TCP analysis", "tcp.analysis.flags", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_tcp_reassembled_in,
		  { "Reassembled PDU in frame", "tcp.reassembled_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL,
		    HFILL }},
		{ &hf_tcp_segment_data,
		  { "TCP segment data", "tcp.segment_data", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }}
	};
	static gint *ett[] = {
		&ett_tcp,
		&ett_tcp_flags,
		&ett_tcp_options,
		&ett_tcp_option,
		&ett_tcp_analysis
	};
	module_t *tcp_module;

	proto_tcp = proto_register_protocol("Transmission Control Protocol", "TCP", "tcp");
	proto_register_field_array(proto_tcp, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));

	subdissector_table = register_dissector_table("tcp.port", "TCP port", FT_UINT16, BASE_DEC);
	register_heur_dissector_list("tcp", &heur_subdissector_list);
	register_dissector("tcp", dissect_tcp, proto_tcp);

	tcp_module = prefs_register_protocol(proto_tcp, NULL);
	prefs_register_bool_preference(tcp_module, "desegment_tcp_streams",
	    "Allow subdissector to reassemble TCP streams",
	    "Whether a message may be put together from several segments", &tcp_desegment);
	prefs_register_bool_preference(tcp_module, "analyze_sequence_numbers", "Analyze TCP sequence numbers",
	    "Look for retransmissions, gaps and doubled acknowledgments", &tcp_analyze_seq);
	prefs_register_bool_preference(tcp_module, "relative_sequence_numbers", "Relative sequence numbers",
	    "Count sequence numbers from the start of the stream", &tcp_relative_seq);

	register_init_routine(tcp_init);
}

void
proto_reg_handoff_tcp(void)
{
	dissector_handle_t tcp_handle = find_dissector("tcp");

	data_handle = find_dissector("data");
	dissector_add_uint("ip.proto", IP_PROTO_TCP, tcp_handle);
	tcp_tap = register_tap("tcp");
}
