/* SPDX-License-Identifier: MIT */
/* packet-tcp-messages.c
 * Messages of the protocols above TCP that take several segments, and segments that hold several messages
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <string.h>

#include <glib.h>

#include <epan/packet.h>
#include <epan/emem.h>
#include "packet-tcp.h"
#include "packet-tcp-int.h"

#define TCP_MESSAGE_MAX		(1024 * 1024)

/* One piece of a message, by its distance from the message's start. */
typedef struct _tcp_piece_t {
	guint32		offset;
	guint32		len;
	guint8		*data;
} tcp_piece_t;

static gboolean
copy_piece(void *value, void *userdata)
{
	tcp_piece_t *piece = (tcp_piece_t *)value;
	tcp_message_t *msg = (tcp_message_t *)userdata;

	if (piece->offset < msg->size)
		memcpy(msg->data + piece->offset, piece->data, MIN(piece->len, msg->size - piece->offset));
	return FALSE;
}

static guint32
message_bytes_so_far(tcp_message_t *msg)
{
	guint32 reached = 0;
	tcp_piece_t *piece;

	/* the piece that starts at or before the byte looked for; stop where it ends before that byte */
	while ((piece = (tcp_piece_t *)se_tree_lookup32_le(msg->pieces, reached)) != NULL &&
	    piece->offset + piece->len > reached)
		reached = piece->offset + piece->len;
	return reached;
}

static void
message_add(tcp_message_t *msg, tvbuff_t *tvb, int offset, guint32 seq)
{
	tcp_piece_t *piece = se_new(tcp_piece_t);

	piece->offset = seq - msg->seq;
	piece->len = tvb_length_remaining(tvb, offset);
	piece->data = (guint8 *)se_memdup(tvb_get_ptr(tvb, offset, piece->len), piece->len);
	se_tree_insert32(msg->pieces, piece->offset, piece);
}

static tcp_message_t *
message_start(tcp_flow_t *flow, packet_info *pinfo, tvbuff_t *tvb, int offset, guint32 seq)
{
	tcp_message_t *msg = (tcp_message_t *)se_alloc0(sizeof(tcp_message_t));

	msg->seq = seq;
	msg->first_frame = pinfo->fd->num;
	msg->pieces = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK,
	    "tcp_message_pieces");
	message_add(msg, tvb, offset, seq);
	se_tree_insert32(flow->messages, seq - flow->base_seq, msg);
	return msg;
}

static void
message_want(tcp_message_t *msg, packet_info *pinfo, guint32 have)
{
	msg->until_more = pinfo->desegment_len == DESEGMENT_ONE_MORE_SEGMENT;
	msg->nxtpdu = msg->seq + have + (msg->until_more ? 1 : pinfo->desegment_len);
}

static void
message_complete(tcp_message_t *msg, packet_info *pinfo)
{
	msg->size = message_bytes_so_far(msg);
	msg->data = (guint8 *)se_alloc(msg->size + 1);
	se_tree_foreach(msg->pieces, copy_piece, msg);
	msg->last_frame = pinfo->fd->num;
}

static void
show_segment(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, tcp_message_t *msg)
{
	proto_item *item;

	proto_tree_add_item(tree, hf_tcp_segment_data, tvb, 0, -1, ENC_NA);
	if (msg->last_frame && msg->last_frame != pinfo->fd->num) {
		item = proto_tree_add_uint(tree, hf_tcp_reassembled_in, tvb, 0, 0, msg->last_frame);
		PROTO_ITEM_SET_GENERATED(item);
	}
	col_append_str(pinfo->cinfo, COL_INFO, " [TCP segment of a reassembled PDU]");
}

void
tcp_dissect_segment(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, proto_tree *tcp_tree, guint32 stream,
    tcp_flow_t *flow, guint32 seq, gboolean desegment)
{
	guint32 len = tvb_length(tvb);
	tcp_message_t *msg;
	guint32 used = 0;

	/* Does a message that began earlier reach into this segment? */
	msg = (tcp_message_t *)se_tree_lookup32_le(flow->messages, seq - flow->base_seq);
	if (msg && (msg->seq != seq || msg->first_frame != pinfo->fd->num) && SEQ_LT(seq, msg->nxtpdu) &&
	    (msg->last_frame == 0 || msg->last_frame >= pinfo->fd->num)) {
		tvbuff_t *whole;

		if (!pinfo->fd->flags.visited) {
			message_add(msg, tvb, 0, seq);
			if (msg->until_more || SEQ_GE(msg->seq + message_bytes_so_far(msg), msg->nxtpdu) ||
			    message_bytes_so_far(msg) > TCP_MESSAGE_MAX)
				message_complete(msg, pinfo);
		}
		if (msg->last_frame != pinfo->fd->num) {
			show_segment(tvb, pinfo, tcp_tree, msg);
			return;
		}
		whole = tvb_new_child_real_data(tvb, msg->data, msg->size, msg->size);
		add_new_data_source(pinfo, whole, "Reassembled TCP");
		pinfo->can_desegment = 2;	/* each dissector that is called takes one */
		tcp_call_subdissector(whole, pinfo, tree, msg->seq, stream, TRUE);
		if (pinfo->desegment_len != 0 && pinfo->desegment_offset == 0 && !pinfo->fd->flags.visited) {
			/* still not enough: go on collecting in the same message */
			message_want(msg, pinfo, msg->size);
			msg->last_frame = 0;
		} else if (pinfo->desegment_len != 0 && pinfo->desegment_offset > 0 &&
		    (guint32)pinfo->desegment_offset < msg->size) {
			/* the rest begins the next message */
			guint32 rest = msg->seq + pinfo->desegment_offset;

			if (!pinfo->fd->flags.visited) {
				tcp_message_t *next = message_start(flow, pinfo, whole, pinfo->desegment_offset, rest);

				message_want(next, pinfo, msg->size - pinfo->desegment_offset);
			}
			used = pinfo->desegment_offset;
			proto_tree_add_text(tcp_tree, whole, used, msg->size - used, "TCP segment data (%u bytes)",
			    msg->size - used);
		}
		pinfo->can_desegment = 0;
		return;
	}

	pinfo->can_desegment = desegment ? 2 : 0;
	tcp_call_subdissector(tvb, pinfo, tree, seq, stream, FALSE);
	pinfo->can_desegment = 0;
	if (pinfo->desegment_len == 0 || !desegment)
		return;
	used = pinfo->desegment_offset;
	if (used >= len)
		return;
	if (!pinfo->fd->flags.visited) {
		msg = message_start(flow, pinfo, tvb, used, seq + used);
		message_want(msg, pinfo, len - used);
	} else
		msg = (tcp_message_t *)se_tree_lookup32(flow->messages, seq + used - flow->base_seq);
	if (msg)
		show_segment(tvb_new_subset_remaining(tvb, used), pinfo, tcp_tree, msg);
}

void
tcp_dissect_pdus(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gboolean proto_desegment, guint fixed_len,
    guint (*get_pdu_len)(packet_info *, tvbuff_t *, int), dissector_t dissect_pdu)
{
	volatile int offset = 0;

	while (tvb_reported_length_remaining(tvb, offset) > 0) {
		guint have = (guint)MAX(tvb_length_remaining(tvb, offset), 0);
		guint want;
		tvbuff_t *next_tvb;

		if (have < fixed_len && proto_desegment && pinfo->can_desegment) {
			pinfo->desegment_offset = offset;
			pinfo->desegment_len = DESEGMENT_ONE_MORE_SEGMENT;
			return;
		}
		want = get_pdu_len(pinfo, tvb, offset);
		if (want < fixed_len) {
			/* A length that does not cover its own header leads nowhere. */
			show_reported_bounds_error(tvb, pinfo, tree);
			return;
		}
		if (have < want && proto_desegment && pinfo->can_desegment && want <= TCP_MESSAGE_MAX) {
			pinfo->desegment_offset = offset;
			pinfo->desegment_len = want - have;
			return;
		}
		next_tvb = tvb_new_subset(tvb, offset, MIN(have, want), want);
		TRY {
			(*dissect_pdu)(next_tvb, pinfo, tree);
		}
		CATCH(BoundsError) {
			RETHROW;
		}
		CATCH(ReportedBoundsError) {
			show_reported_bounds_error(tvb, pinfo, tree);
		}
		ENDTRY;
		offset += want;
	}
}
