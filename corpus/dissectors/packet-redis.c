/* SPDX-License-Identifier: MIT */
/* packet-redis.c
 * Routines for the protocol of the Redis store
 *
 * Values nest: an array has values, which may be arrays. Requests are arrays of strings; a server
 * answers them in order, so that the n-th reply belongs to the n-th request of a connection.
 */

#include <stdlib.h>
#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/strutil.h>

void proto_register_redis(void);
void proto_reg_handoff_redis(void);

#define TCP_PORT_REDIS		6379
#define REDIS_MAX_DEPTH		16
#define REDIS_MAX_ELEMENTS	1000

static int proto_redis = -1;
static int hf_redis_type = -1;
static int hf_redis_simple = -1;
static int hf_redis_error = -1;
static int hf_redis_integer = -1;
static int hf_redis_bulk = -1;
static int hf_redis_length = -1;
static int hf_redis_inline = -1;
static int hf_redis_request_in = -1;
static int hf_redis_response_in = -1;
static int hf_redis_time = -1;

static gint ett_redis = -1;
static gint ett_redis_array = -1;

/* One request; kept with the file. */
typedef struct _redis_request_t {
	guint32		frame;
	guint32		reply_frame;
	nstime_t	time;
	gchar		*command;
} redis_request_t;

/* The data of a connection. */
typedef struct _redis_conv_t {
	guint32		server_port;
	guint32		requests;
	guint32		replies;
	emem_tree_t	*by_number;	/* redis_request_t */
} redis_conv_t;

/* The numbers of the first request or reply of a frame, since a frame is looked at twice. */
typedef struct _redis_frame_t {
	guint32		first;
	guint32		count;
} redis_frame_t;

/* An array that still waits for elements. */
typedef struct _redis_level_t {
	proto_tree	*tree;
	proto_item	*item;
	guint		left;
	guint		depth;
	gint		start;
} redis_level_t;

static const value_string redis_types[] = {
	{ '+', "Simple string" },
	{ '-', "Error" },
	{ ':', "Integer" },
	{ '$', "Bulk string" },
	{ '*', "Array" },
	{ '%', "Map" },
	{ '_', "Null" },
	{ 0, NULL }
};

static redis_conv_t *
redis_get_conv(packet_info *pinfo)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	redis_conv_t *conv = (redis_conv_t *)conversation_get_proto_data(conversation, proto_redis);

	if (!conv) {
		conv = (redis_conv_t *)se_alloc0(sizeof(redis_conv_t));
		conv->server_port = pinfo->destport == TCP_PORT_REDIS ? pinfo->destport : pinfo->srcport;
		conv->by_number = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "redis_requests");
		conversation_add_proto_data(conversation, proto_redis, conv);
	}
	return conv;
}

/* Adds a value that is no array; words takes its text. Returns the offset behind it, or -1 if it goes on. */
static gint
dissect_redis_scalar(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, guint8 type, gint linelen,
    gint next_offset, emem_strbuf_t *words)
{
	gchar *text = linelen > 1 ? tvb_format_text(tvb, offset + 1, linelen - 1) : (gchar *)ep_strdup("");
	proto_item *ti;
	gint length;

	switch (type) {
	case '+':
		proto_tree_add_string(tree, hf_redis_simple, tvb, offset, linelen, text);
		break;
	case '-':
		ti = proto_tree_add_string(tree, hf_redis_error, tvb, offset, linelen, text);
		expert_add_info_format(pinfo, ti, PI_RESPONSE_CODE, PI_NOTE, "%s", text);
		break;
	case ':':
		proto_tree_add_int64(tree, hf_redis_integer, tvb, offset, linelen, g_ascii_strtoll(text, NULL, 10));
		break;
	case '$':
		length = atoi(text);
		if (length < 0) {
			proto_tree_add_string(tree, hf_redis_bulk, tvb, offset, linelen, "(nil)");
			text = ep_strdup("(nil)");
			break;
		}
		if (tvb_reported_length_remaining(tvb, next_offset) < length + 2)
			return -1;
		text = length ? tvb_format_text(tvb, next_offset, length) : ep_strdup("");
		proto_tree_add_string(tree, hf_redis_bulk, tvb, next_offset, length, text);
		next_offset += length + 2;
		break;
	case '_':
		text = ep_strdup("(null)");
		proto_tree_add_string(tree, hf_redis_bulk, tvb, offset, linelen, text);
		break;
	default:
		proto_tree_add_string(tree, hf_redis_inline, tvb, offset, linelen, tvb_format_text(tvb, offset, linelen));
		text = tvb_format_text(tvb, offset, linelen);
		break;
	}
	if (words->len)
		ep_strbuf_append_c(words, ' ');
	if (strlen(text) > 40)
		ep_strbuf_append_printf(words, "%s...", ep_strndup(text, 40));
	else
		ep_strbuf_append(words, text);
	return next_offset;
}

/*
 * One value with all that is in it. The stack has the arrays that are open, the innermost on top.
 * Returns the offset behind the value, or -1 if the segment ends before.
 */
static gint
dissect_redis_value(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, emem_strbuf_t *words)
{
	ep_stack_t open = ep_stack_new();
	redis_level_t *level;

	do {
		gint next_offset, linelen, count;
		guint8 type;

		if (tvb_reported_length_remaining(tvb, offset) <= 0)
			return -1;
		linelen = tvb_find_line_end(tvb, offset, -1, &next_offset, TRUE);
		if (linelen < 1)
			return -1;
		type = tvb_get_guint8(tvb, offset);
		level = (redis_level_t *)ep_stack_peek(open);
		if (type == '*' || type == '%') {
			count = atoi((char *)tvb_get_ephemeral_string(tvb, offset + 1, linelen - 1));
			if (type == '%')
				count *= 2;
			if (count > REDIS_MAX_ELEMENTS)
				return -1;
			if (level)
				level->left--;
			if (count > 0) {
				redis_level_t *inner = ep_new(redis_level_t);

				inner->start = offset;
				inner->depth = level ? level->depth + 1 : 1;
				inner->left = count;
				if (inner->depth > REDIS_MAX_DEPTH)
					return -1;
				inner->item = proto_tree_add_uint_format(level ? level->tree : tree, hf_redis_length, tvb, offset,
				    -1, count, "%s(%d)", val_to_str(type, redis_types, "%u"), count);
				inner->tree = proto_item_add_subtree(inner->item, ett_redis_array);
				ep_stack_push(open, inner);
			} else
				ep_strbuf_append(words, count < 0 ? "(nil)" : "(empty)");
			offset = next_offset;
		} else {
			offset = dissect_redis_scalar(tvb, pinfo, level ? level->tree : tree, offset, type, linelen,
			    next_offset, words);
			if (offset == -1)
				return -1;
			if (level)
				level->left--;
		}
		/* close the arrays that are complete */
		while ((level = (redis_level_t *)ep_stack_peek(open)) && level->left == 0) {
			proto_item_set_end(level->item, tvb, offset);
			ep_stack_pop(open);
		}
	} while (level != NULL);
	return offset;
}

static void
redis_show_match(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, redis_conv_t *conv, guint32 number,
    gboolean is_request, const gchar *words)
{
	redis_request_t *request = (redis_request_t *)se_tree_lookup32(conv->by_number, number);
	proto_item *ti;
	nstime_t delta;

	if (is_request) {
		if (request == NULL) {
			request = se_new0(redis_request_t);
			request->frame = pinfo->fd->num;
			request->time = pinfo->fd->abs_ts;
			request->command = se_strndup(words, strcspn(words, " "));
			se_tree_insert32(conv->by_number, number, request);
		}
		if (request->reply_frame) {
			ti = proto_tree_add_uint(tree, hf_redis_response_in, tvb, 0, 0, request->reply_frame);
			PROTO_ITEM_SET_GENERATED(ti);
		}
		return;
	}
	if (request == NULL)
		return;
	if (request->reply_frame == 0)
		request->reply_frame = pinfo->fd->num;
	ti = proto_tree_add_uint(tree, hf_redis_request_in, tvb, 0, 0, request->frame);
	PROTO_ITEM_SET_GENERATED(ti);
	proto_item_append_text(ti, " (%s)", request->command);
	nstime_delta(&delta, &pinfo->fd->abs_ts, &request->time);
	ti = proto_tree_add_time(tree, hf_redis_time, tvb, 0, 0, &delta);
	PROTO_ITEM_SET_GENERATED(ti);
}

static void
dissect_redis(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	redis_conv_t *conv = redis_get_conv(pinfo);
	redis_frame_t *frame = (redis_frame_t *)p_get_proto_data(pinfo->fd, proto_redis);
	gboolean is_request = pinfo->destport == conv->server_port;
	guint32 number;
	gint offset = 0, start;
	emem_strbuf_t *words;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "RESP");
	col_add_str(pinfo->cinfo, COL_INFO, is_request ? "Request:" : "Response:");
	if (frame == NULL) {
		frame = se_new(redis_frame_t);
		frame->first = is_request ? conv->requests : conv->replies;
		frame->count = 0;
		p_add_proto_data(pinfo->fd, proto_redis, frame);
	}
	number = frame->first;

	while (tvb_reported_length_remaining(tvb, offset) > 0) {
		proto_item *ti = proto_tree_add_item(tree, proto_redis, tvb, offset, -1, ENC_NA);
		proto_tree *redis_tree = proto_item_add_subtree(ti, ett_redis);

		start = offset;
		words = ep_strbuf_sized_new(
			32,
			200);
		offset = dissect_redis_value(tvb, pinfo, redis_tree, start, words);
		if (offset == -1) {
			/* the rest is in segments to come */
			if (pinfo->can_desegment) {
				pinfo->desegment_offset = start;
				pinfo->desegment_len = DESEGMENT_ONE_MORE_SEGMENT;
			}
			col_append_str(pinfo->cinfo, COL_INFO, " [fragment]");
			return;
		}
		proto_item_set_end(ti, tvb, offset);
		proto_item_append_text(ti, ", %s", words->str);
		number++;
		if (!pinfo->fd->flags.visited) {
			frame->count++;
			if (is_request)
				conv->requests++;
			else
				conv->replies++;
		}
		redis_show_match(tvb, pinfo, redis_tree, conv, number, is_request, words->str);
		col_append_fstr(pinfo->cinfo, COL_INFO, " %s", words->str);
	}
}

void
proto_register_redis(void)
{
	static hf_register_info hf[] = {
		{ &hf_redis_type, { "Type", "redis.type", FT_UINT8, BASE_HEX, VALS(redis_types), 0x0, NULL, HFILL }},
		{ &hf_redis_simple, { "Simple string", "redis.simple", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_redis_error, { "Error", "redis.error", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_redis_integer, { "Integer", "redis.integer", FT_INT64, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_redis_bulk, { "Bulk string", "redis.bulk", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_redis_length, { "Length", "redis.length", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_redis_inline, { "Inline command", "redis.inline", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_redis_request_in, { "Request in", "redis.request_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_redis_response_in, { "Response in", "redis.response_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_redis_time, { "Time from request", "redis.time", FT_RELATIVE_TIME, BASE_NONE, NULL, 0x0, NULL, HFILL }},
	};
	static gint *ett[] = {
		&ett_redis,
		&ett_redis_array
	};

	proto_redis = proto_register_protocol("Redis Serialization Protocol", "RESP", "redis");
	proto_register_field_array(proto_redis, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
}

void
proto_reg_handoff_redis(void)
{
	dissector_handle_t redis_handle;

	redis_handle = create_dissector_handle(dissect_redis, proto_redis);
	dissector_add_uint("tcp.port", TCP_PORT_REDIS, redis_handle);
}
