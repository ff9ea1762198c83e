/* SPDX-License-Identifier: MIT */
/* packet-memcache.c
 * Routines for the memcached protocols, text and binary
 */

#include <stdlib.h>
#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/prefs.h>
#include <epan/strutil.h>

#include "packet-tcp.h"

void proto_register_memcache(void);
void proto_reg_handoff_memcache(void);

#define PORT_MEMCACHE		11211
#define MEMCACHE_HEADER_LEN	24
#define MAGIC_REQUEST		0x80
#define MAGIC_RESPONSE		0x81
#define MEMCACHE_UDP_HEADER_LEN	8

static int proto_memcache = -1;
static int hf_memcache_magic = -1;
static int hf_memcache_opcode = -1;
static int hf_memcache_key_length = -1;
static int hf_memcache_extras_length = -1;
static int hf_memcache_data_type = -1;
static int hf_memcache_status = -1;
static int hf_memcache_vbucket = -1;
static int hf_memcache_body_length = -1;
static int hf_memcache_opaque = -1;
static int hf_memcache_cas = -1;
static int hf_memcache_extras = -1;
static int hf_memcache_key = -1;
static int hf_memcache_value = -1;
static int hf_memcache_command = -1;
static int hf_memcache_reply = -1;
static int hf_memcache_argument = -1;
static int hf_memcache_udp_id = -1;
static int hf_memcache_udp_seq = -1;
static int hf_memcache_udp_total = -1;
static int hf_memcache_request_in = -1;
static int hf_memcache_response_in = -1;

static gint ett_memcache = -1;
static gint ett_memcache_line = -1;

static const value_string memcache_magics[] = {
	{ MAGIC_REQUEST,  "Request" },
	{ MAGIC_RESPONSE, "Response" },
	{ 0, NULL }
};

static const value_string memcache_opcodes[] = {
	{ 0x00, "Get" },
	{ 0x01, "Set" },
	{ 0x02, "Add" },
	{ 0x03, "Replace" },
	{ 0x04, "Delete" },
	{ 0x05, "Increment" },
	{ 0x06, "Decrement" },
	{ 0x07, "Quit" },
	{ 0x08, "Flush" },
	{ 0x09, "Get Quietly" },
	{ 0x0a, "NOOP" },
	{ 0x0b, "Version" },
	{ 0x0c, "Get Key" },
	{ 0x0d, "Get Key Quietly" },
	{ 0, NULL }
};

static const value_string memcache_statuses[] = {
	{ 0, "No error" },
	{ 1, "Key not found" },
	{ 2, "Key exists" },
	{ 3, "Value too big" },
	{ 4, "Invalid arguments" },
	{ 5, "Item not stored" },
	{ 0x81, "Unknown command" },
	{ 0, NULL }
};

/* Text commands with a data block behind the line; the length is the fourth word, 0-based. */
static const char *memcache_storage[] = { "set", "add", "replace", "append", "prepend", "cas", NULL };

typedef struct _memcache_call_t {
	guint32 req_frame;
	guint32 rsp_frame;
	guint8  opcode;
	gchar  *key;
} memcache_call_t;

/* How often each binary command was seen in this file. Blocks come and go with files, so they are from a slab. */
typedef struct _memcache_stat_t {
	guint32 requests;
	guint32 responses;
} memcache_stat_t;

static struct ws_memory_slab memcache_stat_slab = WS_MEMORY_SLAB_INIT(memcache_stat_t, 16);
#ifdef MEMCACHE_TRACE
/* lines of the trace, a cache line each */
static struct ws_memory_slab memcache_trace_slab = WS_MEMORY_SLAB_INIT_UNALIGNED(64, 16);
#endif
static memcache_stat_t *memcache_stats[256];

/* Keys that were stored, whatever the connection: how often. This file's. */
static emem_tree_t *memcache_keys;

/* Binary calls by conversation, opaque and opcode: three words. This file's; made anew by the init routine. */
static emem_tree_t *memcache_calls;

static void
memcache_init(void)
{
	guint i;

	for (i = 0; i < array_length(memcache_stats); i++)
		if (memcache_stats[i] != NULL) {
			sl_free(&memcache_stat_slab, memcache_stats[i]);
			memcache_stats[i] = NULL;
		}
#ifdef MEMCACHE_TRACE
	sl_free_all(&memcache_trace_slab);
#endif
	memcache_calls = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "memcache_calls");
}

static const memcache_stat_t *
memcache_count(packet_info *pinfo, guint8 opcode, gboolean is_request)
{
	memcache_stat_t *stat = memcache_stats[opcode];

	if (stat == NULL) {
		stat = (memcache_stat_t *)sl_alloc0(&memcache_stat_slab);
		memcache_stats[opcode] = stat;
	}
	if (!pinfo->fd->flags.visited) {
		if (is_request)
			stat->requests++;
		else
			stat->responses++;
	}
	return stat;
}

static guint32
memcache_key_stored(packet_info *pinfo, const gchar *key)
{
	guint32 *count = (guint32 *)se_tree_lookup_string(memcache_keys, key, 0);

	if (count == NULL) {
		count = se_new0(guint32);
		se_tree_insert_string(memcache_keys, se_strdup(key), count, 0);
	}
	if (!pinfo->fd->flags.visited)
		++*count;
	return *count;
}

static memcache_call_t *
memcache_find_call(packet_info *pinfo, guint32 opaque, guint8 opcode, gboolean is_request)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	guint32 *words = (guint32 *)ep_alloc(sizeof(guint32) * 3);
	emem_tree_key_t *key = ep_alloc_array(emem_tree_key_t, 2);
	memcache_call_t *call;

	words[0] = conversation->index;
	words[1] = opaque;
	words[2] = opcode;
	key[0].length = 3;
	key[0].key = words;
	key[1].length = 0;
	key[1].key = NULL;
	call = (memcache_call_t *)se_tree_lookup32_array(memcache_calls, key);
	if (call == NULL && is_request && !pinfo->fd->flags.visited) {
		call = se_new0(memcache_call_t);
		call->req_frame = pinfo->fd->num;
		call->opcode = opcode;
		se_tree_insert32_array(memcache_calls, key, call);
	} else if (call && !is_request && call->rsp_frame == 0)
		call->rsp_frame = pinfo->fd->num;
	return call;
}

static void
dissect_memcache_message(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	memcache_call_t *call;
	const memcache_stat_t *stat;
	emem_strbuf_t *info = ep_strbuf_new_label(NULL);
	const gchar *key_text = NULL;
	proto_item *ti;
	proto_tree *memcache_tree;
	guint8 magic = tvb_get_guint8(tvb, 0), opcode = tvb_get_guint8(tvb, 1), extras_len = tvb_get_guint8(tvb, 4);
	guint16 key_len = tvb_get_ntohs(tvb, 2), status = tvb_get_ntohs(tvb, 6);
	guint32 body_len = tvb_get_ntohl(tvb, 8), opaque = tvb_get_ntohl(tvb, 12);
	gboolean is_request = magic == MAGIC_REQUEST;
	gint offset = MEMCACHE_HEADER_LEN, value_len;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "MEMCACHE");
	ti = proto_tree_add_item(tree, proto_memcache, tvb, 0, -1, ENC_NA);
	memcache_tree = proto_item_add_subtree(ti, ett_memcache);
	proto_tree_add_uint(memcache_tree, hf_memcache_magic, tvb, 0, 1, magic);
	ti = proto_tree_add_uint(memcache_tree, hf_memcache_opcode, tvb, 1, 1, opcode);
	stat = memcache_count(pinfo, opcode, is_request);
	proto_item_append_text(ti, " [%u requests, %u responses]", stat->requests, stat->responses);
	proto_tree_add_uint(memcache_tree, hf_memcache_key_length, tvb, 2, 2, key_len);
	proto_tree_add_uint(memcache_tree, hf_memcache_extras_length, tvb, 4, 1, extras_len);
	proto_tree_add_item(memcache_tree, hf_memcache_data_type, tvb, 5, 1, ENC_BIG_ENDIAN);
	proto_tree_add_uint(memcache_tree, is_request ? hf_memcache_vbucket : hf_memcache_status, tvb, 6, 2, status);
	proto_tree_add_uint(memcache_tree, hf_memcache_body_length, tvb, 8, 4, body_len);
	proto_tree_add_uint(memcache_tree, hf_memcache_opaque, tvb, 12, 4, opaque);
	proto_tree_add_item(memcache_tree, hf_memcache_cas, tvb, 16, 8, ENC_BIG_ENDIAN);

	ep_strbuf_printf(info, "%s %s", val_to_str(opcode, memcache_opcodes, "Opcode %u"),
	    val_to_str(magic, memcache_magics, "0x%02x"));
	if (extras_len) {
		proto_tree_add_item(memcache_tree, hf_memcache_extras, tvb, offset, extras_len, ENC_NA);
		offset += extras_len;
	}
	if (key_len) {
		key_text = tvb_format_text(tvb, offset, key_len);
		proto_tree_add_string(memcache_tree, hf_memcache_key, tvb, offset, key_len, key_text);
		offset += key_len;
	}
	value_len = (gint)body_len - extras_len - key_len;
	if (value_len > 0) {
		proto_tree_add_string(memcache_tree, hf_memcache_value, tvb, offset, value_len,
		    tvb_format_text(tvb, offset, value_len));
		if (is_request && key_text)
			ep_strbuf_append_printf(info, ", stored %u times", memcache_key_stored(pinfo, key_text));
	} else if (value_len < 0)
		expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_ERROR, "Body of %u bytes with %u of extras and %u of key",
		    body_len, extras_len, key_len);

	call = memcache_find_call(pinfo, opaque, opcode, is_request);
	if (call && is_request) {
		if (key_text && call->key == NULL && !pinfo->fd->flags.visited)
			call->key = se_strdup(key_text);
		if (call->rsp_frame) {
			ti = proto_tree_add_uint(memcache_tree, hf_memcache_response_in, tvb, 0, 0, call->rsp_frame);
			PROTO_ITEM_SET_GENERATED(ti);
		}
	} else if (call) {
		ti = proto_tree_add_uint(memcache_tree, hf_memcache_request_in, tvb, 0, 0, call->req_frame);
		PROTO_ITEM_SET_GENERATED(ti);
		if (key_text == NULL)
			key_text = call->key;
	}
	if (key_text)
		ep_strbuf_append_printf(info, " \"%s\"", key_text);
	if (!is_request && status)
		ep_strbuf_append_printf(info, " (%s)", val_to_str(status, memcache_statuses, "status 0x%04x"));
	col_append_sep_str(pinfo->cinfo, COL_INFO, ", ", info->str);
}

static guint
get_memcache_pdu_len(packet_info *pinfo _U_, tvbuff_t *tvb, int offset)
{
	guint32 body_len = tvb_get_ntohl(tvb, offset + 8);

	return MEMCACHE_HEADER_LEN + MIN(body_len, 0x1000000);
}

/* The length of the data block that follows the line, or -1. */
static gint
memcache_data_length(gchar **words, gboolean is_request)
{
	gint count, i;

	for (count = 0; words[count]; count++)
		;
	if (!is_request)
		return count >= 4 && strcmp(words[0], "VALUE") == 0 ? atoi(words[3]) : -1;
	for (i = 0; memcache_storage[i]; i++)
		if (count >= 5 && strcmp(words[0], memcache_storage[i]) == 0)
			return atoi(words[4]);
	return -1;
}

static void
dissect_memcache_text(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset)
{
	gboolean is_request = pinfo->destport == PORT_MEMCACHE;
	proto_item *ti;
	proto_tree *memcache_tree, *line_tree;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "MEMCACHE");
	ti = proto_tree_add_item(tree, proto_memcache, tvb, offset, -1, ENC_NA);
	memcache_tree = proto_item_add_subtree(ti, ett_memcache);
	while (tvb_offset_exists(tvb, offset)) {
		gint next_offset, i, data_len;
		gint linelen = tvb_find_line_end(tvb, offset, -1, &next_offset, FALSE);
		const gchar *line = linelen > 0 ? tvb_format_text(tvb, offset, linelen) : "";
		gchar **words = ep_strsplit(line, " ", 0);

		ti = proto_tree_add_string(memcache_tree, is_request ? hf_memcache_command : hf_memcache_reply, tvb, offset,
		    linelen, line);
		line_tree = proto_item_add_subtree(ti, ett_memcache_line);
		for (i = 1; words[0] && words[i]; i++)
			proto_tree_add_string(line_tree, i == 1 && (is_request || strcmp(words[0], "VALUE") == 0)
			    ? hf_memcache_key : hf_memcache_argument, tvb, offset, linelen, words[i]);
		if (*line)
			col_append_sep_str(pinfo->cinfo, COL_INFO, " | ", line);
		offset = next_offset;
		data_len = words[0] ? memcache_data_length(words, is_request) : -1;
		if (data_len < 0)
			continue;
		if (is_request && words[1])
			proto_item_append_text(ti, " [stored %u times]", memcache_key_stored(pinfo, words[1]));
		/* the block may come in a later segment */
		if (data_len > 0 && tvb_reported_length_remaining(tvb, offset) >= data_len) {
			proto_tree_add_string(line_tree, hf_memcache_value, tvb, offset, data_len,
			    tvb_format_text(tvb, offset, data_len));
			offset += data_len;
			if (tvb_bytes_exist(tvb, offset, 2) && tvb_get_ntohs(tvb, offset) == 0x0d0a)
				offset += 2;
		}
	}
}

static void
dissect_memcache_tcp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	guint8 magic = tvb_get_guint8(tvb, 0);

	col_clear(pinfo->cinfo, COL_INFO);
	if (magic == MAGIC_REQUEST || magic == MAGIC_RESPONSE)
		tcp_dissect_pdus(tvb, pinfo, tree, TRUE, 12, get_memcache_pdu_len, dissect_memcache_message);
	else
		dissect_memcache_text(tvb, pinfo, tree, 0);
}

static void
dissect_memcache_udp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	guint8 magic;

	col_clear(pinfo->cinfo, COL_INFO);
	proto_tree_add_item(tree, hf_memcache_udp_id, tvb, 0, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(tree, hf_memcache_udp_seq, tvb, 2, 2, ENC_BIG_ENDIAN);
	proto_tree_add_item(tree, hf_memcache_udp_total, tvb, 4, 2, ENC_BIG_ENDIAN);
	magic = tvb_get_guint8(tvb, MEMCACHE_UDP_HEADER_LEN);
	if (magic == MAGIC_REQUEST || magic == MAGIC_RESPONSE)
		dissect_memcache_message(tvb_new_subset_remaining(tvb, MEMCACHE_UDP_HEADER_LEN), pinfo, tree);
	else
		dissect_memcache_text(tvb, pinfo, tree, MEMCACHE_UDP_HEADER_LEN);
}

void
proto_register_memcache(void)
{
	static hf_register_info hf[] = {
		{ &hf_memcache_magic, { "Magic", "memcache.magic", FT_UINT8, BASE_HEX, VALS(memcache_magics), 0x0, NULL, HFILL }},
		{ &hf_memcache_opcode, { "Opcode", "memcache.opcode", FT_UINT8, BASE_DEC, VALS(memcache_opcodes), 0x0, NULL, HFILL }},
		{ &hf_memcache_key_length, { "Key Length", "memcache.key.length", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_extras_length, { "Extras length", "memcache.extras.length", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_data_type, { "Data type", "memcache.data_type", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_status, { "Status", "memcache.status", FT_UINT16, BASE_DEC, VALS(memcache_statuses), 0x0, NULL, HFILL }},
		{ &hf_memcache_vbucket, { "VBucket", "memcache.vbucket", FT_UINT16, BASE_HEX_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_body_length, { "Total body length", "memcache.total_body_length", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_opaque, { "Opaque", "memcache.opaque", FT_UINT32, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_cas, { "CAS", "memcache.cas", FT_UINT64, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_extras, { "Extras", "memcache.extras", FT_BYTES, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_key, { "Key", "memcache.key", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_value, { "Value", "memcache.value", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_command, { "Command", "memcache.command", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_reply, { "Reply", "memcache.reply", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_argument, { "Argument", "memcache.argument", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_udp_id, { "Request ID", "memcache.udp.id", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_udp_seq, { "Sequence", "memcache.udp.seq", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_udp_total, { "Datagrams", "memcache.udp.total", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_request_in, { "Request in", "memcache.request_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_memcache_response_in, { "Response in", "memcache.response_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }}
	};
	static gint *ett[] = {
		&ett_memcache,
		&ett_memcache_line
	};

	proto_memcache = proto_register_protocol("Memcache Protocol", "MEMCACHE", "memcache");
	proto_register_field_array(proto_memcache, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	memcache_keys = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "memcache_keys");
	register_init_routine(memcache_init);
}

void
proto_reg_handoff_memcache(void)
{
	dissector_add_uint("tcp.port", PORT_MEMCACHE, create_dissector_handle(dissect_memcache_tcp, proto_memcache));
	dissector_add_uint("udp.port", PORT_MEMCACHE, create_dissector_handle(dissect_memcache_udp, proto_memcache));
}