/* SPDX-License-Identifier: MIT */
/* packet-rpc.c
 * Routines for ONC RPC disassembly (RFC 1057, 1831, 5531)
 *
 * The dissectors of programs register a table of procedures for each version; a reply says nothing
 * about its program, so that calls are remembered by transaction number.
 */

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/strutil.h>
#include <epan/emem.h>

#include "packet-rpc.h"
#include "packet-tcp.h"

void proto_register_rpc(void);
void proto_reg_handoff_rpc(void);

#define RPC_RM_LASTFRAG	0x80000000U
#define RPC_RM_FRAGLEN	0x7fffffffU
#define RPC_MAX_FRAGMENT	1000000

#define MSG_ACCEPTED	0
#define MSG_DENIED	1

#define SUCCESS		0
#define PROG_MISMATCH	2

#define RPC_MISMATCH	0
#define AUTH_ERROR	1

#define AUTH_NULL	0
#define AUTH_UNIX	1

static int proto_rpc = -1;
static int hf_rpc_lastfrag = -1;
static int hf_rpc_fraglen = -1;
static int hf_rpc_xid = -1;
static int hf_rpc_msgtype = -1;
static int hf_rpc_version = -1;
static int hf_rpc_program = -1;
static int hf_rpc_programversion = -1;
static int hf_rpc_procedure = -1;
static int hf_rpc_auth_flavor = -1;
static int hf_rpc_auth_length = -1;
static int hf_rpc_auth_stamp = -1;
static int hf_rpc_auth_machinename = -1;
static int hf_rpc_auth_uid = -1;
static int hf_rpc_auth_gid = -1;
static int hf_rpc_state_reply = -1;
static int hf_rpc_state_accept = -1;
static int hf_rpc_state_reject = -1;
static int hf_rpc_state_auth = -1;
static int hf_rpc_version_min = -1;
static int hf_rpc_version_max = -1;
static int hf_rpc_reqframe = -1;
static int hf_rpc_repframe = -1;
static int hf_rpc_time = -1;
static int hf_rpc_dup = -1;

static gint ett_rpc = -1;
static gint ett_rpc_fragment = -1;
static gint ett_rpc_cred = -1;
static gint ett_rpc_verf = -1;
static gint ett_rpc_gids = -1;

static dissector_handle_t data_handle;

/* Registered programs; permanent, as registration is. */
static emem_tree_t *rpc_progs;		/* rpc_prog_info_value by number */
static emem_tree_t *rpc_procs;		/* vsff rows by program, version, procedure */

/* How often each program was called in this file; made empty with each file. */
static emem_tree_t *rpc_call_counts;

static const value_string rpc_msg_type[] = {
	{ RPC_CALL,	"Call" },
	{ RPC_REPLY,	"Reply" },
	{ 0, NULL }
};

static const value_string rpc_reply_state[] = {
	{ MSG_ACCEPTED,	"accepted" },
	{ MSG_DENIED,	"denied" },
	{ 0, NULL }
};

static const value_string rpc_accept_state[] = {
	{ SUCCESS,	"RPC executed successfully" },
	{ 1,		"remote hasn't exported program" },
	{ PROG_MISMATCH, "remote can't support version #" },
	{ 3,		"program can't support procedure" },
	{ 4,		"procedure can't decode params" },
	{ 5,		"system error" },
	{ 0, NULL }
};

static const value_string rpc_reject_state[] = {
	{ RPC_MISMATCH,	"RPC_MISMATCH" },
	{ AUTH_ERROR,	"AUTH_ERROR" },
	{ 0, NULL }
};

static const value_string rpc_auth_flavor[] = {
	{ AUTH_NULL,	"AUTH_NULL" },
	{ AUTH_UNIX,	"AUTH_UNIX" },
	{ 2,		"AUTH_SHORT" },
	{ 3,		"AUTH_DES" },
	{ 6,		"RPCSEC_GSS" },
	{ 0, NULL }
};

static const value_string rpc_auth_state[] = {
	{ 1, "bad credential (seal broken)" },
	{ 2, "client must begin new session" },
	{ 3, "bad verifier (seal broken)" },
	{ 4, "verifier expired or replayed" },
	{ 5, "rejected for security reasons" },
	{ 0, NULL }
};

void
rpc_init_prog(int proto, guint32 prog, const char *name)
{
	rpc_prog_info_value *value;

	value = (rpc_prog_info_value *)g_malloc(sizeof(rpc_prog_info_value));
	value->proto = proto;
	value->progname = name;
	value->versions = pe_tree_create(EMEM_TREE_TYPE_RED_BLACK, "rpc_versions");
	pe_tree_insert32(rpc_progs, prog, value);
}

void
rpc_init_proc_table(guint32 prog, guint32 vers, const vsff *table)
{
	rpc_prog_info_value *value = (rpc_prog_info_value *)pe_tree_lookup32(rpc_progs, prog);
	const vsff *row;

	DISSECTOR_ASSERT(value != NULL);
	pe_tree_insert32(value->versions, vers, (void *)table);
	for (row = table; row->strptr != NULL; row++) {
		guint32 words[3];
		emem_tree_key_t key[2];

		RPC_PROC_KEY(key, words, prog, vers, row->value);
		pe_tree_insert32_array(rpc_procs, key, (void *)row);
	}
}

const char *
rpc_prog_name(guint32 prog)
{
	rpc_prog_info_value *value = (rpc_prog_info_value *)pe_tree_lookup32(rpc_progs, prog);

	return value ? value->progname : RPC_UNKNOWN_PROGRAM(prog);
}

static const vsff *
rpc_find_proc(guint32 prog, guint32 vers, guint32 proc)
{
	guint32 words[3];
	emem_tree_key_t key[2];

	RPC_PROC_KEY(key, words, prog, vers, proc);
	return (const vsff *)pe_tree_lookup32_array(rpc_procs, key);
}

const char *
rpc_proc_name(guint32 prog, guint32 vers, guint32 proc)
{
	const vsff *row = rpc_find_proc(prog, vers, proc);

	if (row)
		return row->strptr;
	return ep_strdup_printf("proc-%u", proc);
}

int
dissect_rpc_uint32(tvbuff_t *tvb, proto_tree *tree, int hf, int offset)
{
	proto_tree_add_item(tree, hf, tvb, offset, 4, ENC_BIG_ENDIAN);
	return offset + 4;
}

int
dissect_rpc_string(tvbuff_t *tvb, proto_tree *tree, int hf, int offset, const char **string_buffer_ret)
{
	guint32 length = tvb_get_ntohl(tvb, offset);
	guint32 padded = (length + 3) & ~3U;
	const char *string;

	if (length > RPC_MAX_FRAGMENT)
		THROW(ReportedBoundsError);
	if (length == 0)
		string = ep_strdup("<EMPTY>");
	else
		string = format_text(
			tvb_get_ephemeral_string(tvb,
				offset + 4,
				(gint)length),	/* the padding is not part of it */
			length);
	proto_tree_add_string(tree, hf, tvb, offset, 4 + padded, string);
	if (string_buffer_ret)
		*string_buffer_ret = string;
	return offset + 4 + padded;
}

static int
dissect_rpc_authunix(tvbuff_t *tvb, proto_tree *tree, int offset)
{
	emem_strbuf_t *gids = ep_strbuf_new("");
	guint32 count, i;
	int start;

	offset = dissect_rpc_uint32(tvb, tree, hf_rpc_auth_stamp, offset);
	offset = dissect_rpc_string(tvb, tree, hf_rpc_auth_machinename, offset, NULL);
	offset = dissect_rpc_uint32(tvb, tree, hf_rpc_auth_uid, offset);
	offset = dissect_rpc_uint32(tvb, tree, hf_rpc_auth_gid, offset);

	count = tvb_get_ntohl(tvb, offset);
	start = offset;
	offset += 4;
	for (i = 0; i < count; i++, offset += 4)
		ep_strbuf_append_printf(gids, "%s%u", i ? ", " : "", tvb_get_ntohl(tvb, offset));
	proto_tree_add_text(tree, tvb, start, offset - start, "Auxiliary GIDs (%u) [%s]", count, gids->str);
	return offset;
}

/* Credential or verifier: both look the same. */
static int
dissect_rpc_auth(tvbuff_t *tvb, proto_tree *tree, int offset, gint ett, const char *name)
{
	guint32 flavor = tvb_get_ntohl(tvb, offset);
	guint32 length = tvb_get_ntohl(tvb, offset + 4);
	guint32 padded = (length + 3) & ~3U;
	proto_item *ti;
	proto_tree *auth_tree;

	if (length > RPC_MAX_FRAGMENT)
		THROW(ReportedBoundsError);
	ti = proto_tree_add_text(tree, tvb, offset, 8 + padded, "%s", name);
	auth_tree = proto_item_add_subtree(ti, ett);
	proto_tree_add_uint(auth_tree, hf_rpc_auth_flavor, tvb, offset, 4, flavor);
	proto_tree_add_uint(auth_tree, hf_rpc_auth_length, tvb, offset + 4, 4, length);
	if (flavor == AUTH_UNIX && length != 0)
		dissect_rpc_authunix(tvb, auth_tree, offset + 8);
	else if (length != 0)
		proto_tree_add_text(auth_tree, tvb, offset + 8, padded, "data: %s",
		    tvb_bytes_to_str(tvb, offset + 8, length));
	return offset + 8 + padded;
}

static rpc_conv_info_t *
rpc_get_conv_info(packet_info *pinfo)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	rpc_conv_info_t *info = conversation_get_proto_data(conversation, proto_rpc);

	if (!info) {
		info = se_alloc(sizeof(rpc_conv_info_t));
		info->xids = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "rpc_xids");
		info->calls = 0;
		conversation_add_proto_data(conversation, proto_rpc, info);
	}
	return info;
}

static guint32
rpc_count_call(guint32 prog)
{
	guint32 *count = (guint32 *)se_tree_lookup32(rpc_call_counts, prog);

	if (count == NULL) {
		count = se_new0(guint32);
		se_tree_insert32(rpc_call_counts, prog, count);
	}
	return ++*count;
}

static void
dissect_rpc_body(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, dissect_function_t *dissect)
{
	if (tvb_reported_length_remaining(tvb, offset) <= 0)
		return;
	if (dissect != NULL)
		offset = dissect(tvb, offset, pinfo, tree);
	if (tvb_reported_length_remaining(tvb, offset) > 0)
		call_dissector(data_handle, tvb_new_subset_remaining(tvb, offset), pinfo, tree);
}

static void
dissect_rpc_call(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, proto_tree *top, int offset,
    rpc_conv_info_t *conv, guint32 xid)
{
	rpc_call_info_value *call;
	proto_item *ti;
	guint32 prog, vers, proc;

	proto_tree_add_item(tree, hf_rpc_version, tvb, offset, 4, ENC_BIG_ENDIAN);
	prog = tvb_get_ntohl(tvb, offset + 4);
	vers = tvb_get_ntohl(tvb, offset + 8);
	proc = tvb_get_ntohl(tvb, offset + 12);
	proto_tree_add_uint_format(tree, hf_rpc_program, tvb, offset + 4, 4, prog,
	    "Program: %s (%u)", rpc_prog_name(prog), prog);
	proto_tree_add_uint(tree, hf_rpc_programversion, tvb, offset + 8, 4, vers);
	proto_tree_add_uint_format(tree, hf_rpc_procedure, tvb, offset + 12, 4, proc,
	    "Procedure: %s (%u)", rpc_proc_name(prog, vers, proc), proc);

	call = se_tree_lookup32(conv->xids, xid);
	if (call == NULL || (!pinfo->fd->flags.visited && call->rep_num != 0)) {
		call = se_new0(rpc_call_info_value);
		call->req_num = pinfo->fd->num;
		call->prog = prog;
		call->vers = vers;
		call->proc = proc;
		call->xid = xid;
		call->req_time = pinfo->fd->abs_ts;
		call->procedure = rpc_find_proc(prog, vers, proc);
		se_tree_insert32(conv->xids, xid, (void *)call);
		conv->calls++;
		call->nth = rpc_count_call(prog);
	} else if (call->req_num != pinfo->fd->num) {
		ti = proto_tree_add_uint(tree, hf_rpc_dup, tvb, 0, 0, xid);
		PROTO_ITEM_SET_GENERATED(ti);
		expert_add_info_format(pinfo, ti, PI_SEQUENCE, PI_NOTE, "%s",
		    ep_strdup_printf("Call %s was sent before", rpc_proc_name(prog, vers, proc)));
	}
	if (call->rep_num) {
		ti = proto_tree_add_uint(tree, hf_rpc_repframe, tvb, 0, 0, call->rep_num);
		PROTO_ITEM_SET_GENERATED(ti);
	}
	if (call->nth > 1)
		proto_item_append_text(proto_tree_get_parent(tree), ", call %u of its program", call->nth);

	col_add_fstr(pinfo->cinfo, COL_INFO, "V%u %s Call", vers, rpc_proc_name(prog, vers, proc));
	col_add_str(pinfo->cinfo, COL_PROTOCOL, ep_strndup(rpc_prog_name(prog), 20));
	offset += 16;
	offset = dissect_rpc_auth(tvb, tree, offset, ett_rpc_cred, "Credentials");
	offset = dissect_rpc_auth(tvb, tree, offset, ett_rpc_verf, "Verifier");
	dissect_rpc_body(tvb, pinfo, top, offset, call->procedure ? call->procedure->dissect_call : NULL);
}

static void
dissect_rpc_reply(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, proto_tree *top, int offset,
    rpc_conv_info_t *conv, guint32 xid)
{
	rpc_call_info_value *call = (rpc_call_info_value *)se_tree_lookup32(conv->xids, xid);
	emem_strbuf_t *label = ep_strbuf_new_label("Reply");
	dissect_function_t *dissect = NULL;
	proto_item *ti;
	guint32 state, reason;
	nstime_t delta;

	if (call) {
		if (!pinfo->fd->flags.visited && call->rep_num == 0)
			call->rep_num = pinfo->fd->num;
		ti = proto_tree_add_uint(tree, hf_rpc_reqframe, tvb, 0, 0, call->req_num);
		PROTO_ITEM_SET_GENERATED(ti);
		nstime_delta(&delta, &pinfo->fd->abs_ts, &call->req_time);
		ti = proto_tree_add_time(tree, hf_rpc_time, tvb, 0, 0, &delta);
		PROTO_ITEM_SET_GENERATED(ti);
		ep_strbuf_printf(label, "V%u %s Reply (Call In %u)", call->vers,
		    rpc_proc_name(call->prog, call->vers, call->proc), call->req_num);
		col_add_str(pinfo->cinfo, COL_PROTOCOL, ep_strndup(rpc_prog_name(call->prog), 20));
		if (call->procedure)
			dissect = call->procedure->dissect_reply;
	} else
		ep_strbuf_append_printf(label, " to a call that was not captured, xid 0x%08x", xid);

	state = tvb_get_ntohl(tvb, offset);
	proto_tree_add_uint(tree, hf_rpc_state_reply, tvb, offset, 4, state);
	offset += 4;
	if (state == MSG_ACCEPTED) {
		offset = dissect_rpc_auth(tvb, tree, offset, ett_rpc_verf, "Verifier");
		reason = tvb_get_ntohl(tvb, offset);
		proto_tree_add_uint(tree, hf_rpc_state_accept, tvb, offset, 4, reason);
		offset += 4;
		if (reason != SUCCESS)
			ep_strbuf_append_printf(label, ": %s", val_to_str(reason, rpc_accept_state, "error %u"));
		if (reason == PROG_MISMATCH) {
			offset = dissect_rpc_uint32(tvb, tree, hf_rpc_version_min, offset);
			offset = dissect_rpc_uint32(tvb, tree, hf_rpc_version_max, offset);
		}
		if (reason != SUCCESS)
			dissect = NULL;
	} else {
		reason = tvb_get_ntohl(tvb, offset);
		proto_tree_add_uint(tree, hf_rpc_state_reject, tvb, offset, 4, reason);
		offset += 4;
		if (reason == AUTH_ERROR)
			offset = dissect_rpc_uint32(tvb, tree, hf_rpc_state_auth, offset);
		if (reason == RPC_MISMATCH)
			ep_strbuf_printf(label, "Reply: the RPC version is not supported, xid 0x%08x", xid);
		else
			ep_strbuf_printf(label, "Reply denied: %s, xid 0x%08x",
			    val_to_str(reason, rpc_reject_state, "unknown reason %u"), xid);
		dissect = NULL;
	}
	col_add_str(pinfo->cinfo, COL_INFO, label->str);
	dissect_rpc_body(tvb, pinfo, top, offset, dissect);
}

static void
dissect_rpc_message(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, tvbuff_t *frag_tvb)
{
	rpc_conv_info_t *conv;
	proto_item *ti;
	proto_tree *rpc_tree, *frag_tree;
	guint32 xid, type, marker;

	xid = tvb_get_ntohl(tvb, 0);
	type = tvb_get_ntohl(tvb, 4);

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "RPC");
	ti = proto_tree_add_protocol_format(tree, proto_rpc, tvb, 0, -1, "Remote Procedure Call, Type:%s XID:0x%08x",
	    val_to_str(type, rpc_msg_type, "Unknown (%u)"), xid);
	rpc_tree = proto_item_add_subtree(ti, ett_rpc);
	if (frag_tvb) {
		marker = tvb_get_ntohl(frag_tvb, 0);
		ti = proto_tree_add_text(rpc_tree, frag_tvb, 0, 4, "Fragment header: %s%u bytes",
		    (marker & RPC_RM_LASTFRAG) ? "Last fragment, " : "", marker & RPC_RM_FRAGLEN);
		frag_tree = proto_item_add_subtree(ti, ett_rpc_fragment);
		proto_tree_add_item(frag_tree, hf_rpc_lastfrag, frag_tvb, 0, 4, ENC_BIG_ENDIAN);
		proto_tree_add_item(frag_tree, hf_rpc_fraglen, frag_tvb, 0, 4, ENC_BIG_ENDIAN);
	}
	proto_tree_add_uint(rpc_tree, hf_rpc_xid, tvb, 0, 4, xid);
	proto_tree_add_uint(rpc_tree, hf_rpc_msgtype, tvb, 4, 4, type);
	conv = rpc_get_conv_info(pinfo);
	if (type == RPC_CALL)
		dissect_rpc_call(tvb, pinfo, rpc_tree, tree, 8, conv, xid);
	else
		dissect_rpc_reply(tvb, pinfo, rpc_tree, tree, 8, conv, xid);
}

/* Neither UDP nor TCP says that it carries RPC; the first words do. */
static gboolean
looks_like_rpc(tvbuff_t *tvb, packet_info *pinfo, int offset)
{
	conversation_t *conversation;
	rpc_conv_info_t *info;

	if (!tvb_bytes_exist(tvb, offset, 16))
		return FALSE;
	switch (tvb_get_ntohl(tvb, offset + 4)) {
	case RPC_CALL:
		return tvb_get_ntohl(tvb, offset + 8) == 2;
	case RPC_REPLY:
		if (tvb_get_ntohl(tvb, offset + 8) > MSG_DENIED)
			return FALSE;
		conversation = find_conversation(pinfo->fd->num, &pinfo->src, &pinfo->dst, pinfo->ptype,
		    pinfo->srcport, pinfo->destport, 0);
		if (conversation == NULL)
			return FALSE;
		info = (rpc_conv_info_t *)conversation_get_proto_data(conversation, proto_rpc);
		return info && se_tree_lookup32(info->xids, tvb_get_ntohl(tvb, offset)) != NULL;
	}
	return FALSE;
}

static gboolean
dissect_rpc_heur(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	if (!looks_like_rpc(tvb, pinfo, 0))
		return FALSE;
	dissect_rpc_message(tvb, pinfo, tree, NULL);
	return TRUE;
}

static guint
get_rpc_fragment_len(packet_info *pinfo _U_, tvbuff_t *tvb, int offset)
{
	return 4 + (tvb_get_ntohl(tvb, offset) & RPC_RM_FRAGLEN);
}

static void
dissect_rpc_fragment(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	if (looks_like_rpc(tvb, pinfo, 4))
		dissect_rpc_message(tvb_new_subset_remaining(tvb, 4), pinfo, tree, tvb);
	else {
		col_set_str(pinfo->cinfo, COL_PROTOCOL, "RPC");
		col_set_str(pinfo->cinfo, COL_INFO, "Continuation");
		call_dissector(data_handle, tvb, pinfo, tree);
	}
}

static gboolean
dissect_rpc_tcp_heur(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	if (!tvb_bytes_exist(tvb, 0, 4) || (tvb_get_ntohl(tvb, 0) & RPC_RM_FRAGLEN) > RPC_MAX_FRAGMENT
	    || !looks_like_rpc(tvb, pinfo, 4))
		return FALSE;
	tcp_dissect_pdus(tvb, pinfo, tree, TRUE, 4, get_rpc_fragment_len, dissect_rpc_fragment);
	return TRUE;
}

void
proto_register_rpc(void)
{
	static hf_register_info hf[] = {
		{ &hf_rpc_lastfrag, { "Last Fragment", "rpc.lastfrag", FT_BOOLEAN, 32, TFS(&tfs_yes_no),
		    RPC_RM_LASTFRAG, NULL, HFILL }},
		{ &hf_rpc_fraglen, { "Fragment Length", "rpc.fraglen", FT_UINT32, BASE_DEC, NULL,
		    RPC_RM_FRAGLEN, NULL, HFILL }},
		{ &hf_rpc_xid, { "XID", "rpc.xid", FT_UINT32, BASE_HEX_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_rpc_msgtype, { "Message Type", "rpc.msgtyp", FT_UINT32, BASE_DEC, VALS(rpc_msg_type), 0,
		    NULL, HFILL }},
		{ &hf_rpc_version, { "RPC Version", "rpc.version", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_rpc_program, { "Program", "rpc.program", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_rpc_programversion, { "Program Version", "rpc.programversion", FT_UINT32, BASE_DEC, NULL, 0,
		    NULL, HFILL }},
		{ &hf_rpc_procedure, { "Procedure", "rpc.procedure", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_rpc_auth_flavor, { "Flavor", "rpc.auth.flavor", FT_UINT32, BASE_DEC, VALS(rpc_auth_flavor), 0,
		    NULL, HFILL }},
		{ &hf_rpc_auth_length, { "Length", "rpc.auth.length", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_rpc_auth_stamp, { "Stamp", "rpc.auth.stamp", FT_UINT32, BASE_HEX, NULL, 0, NULL, HFILL }},
		{ &hf_rpc_auth_machinename, { "Machine Name", "rpc.auth.machinename", FT_STRING, BASE_NONE, NULL, 0,
		    NULL, HFILL }},
		{ &hf_rpc_auth_uid, { "UID", "rpc.auth.uid", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_rpc_auth_gid, { "GID", "rpc.auth.gid", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_rpc_state_reply, { "Reply State", "rpc.replystat", FT_UINT32, BASE_DEC, VALS(rpc_reply_state),
		    0, NULL, HFILL }},
		{ &hf_rpc_state_accept, { "Accept State", "rpc.state_accept", FT_UINT32, BASE_DEC,
		    VALS(rpc_accept_state), 0, NULL, HFILL }},
		{ &hf_rpc_state_reject, { "Reject State", "rpc.state_reject", FT_UINT32, BASE_DEC,
		    VALS(rpc_reject_state), 0, NULL, HFILL }},
		{ &hf_rpc_state_auth, { "Auth State", "rpc.state_auth", FT_UINT32, BASE_DEC, VALS(rpc_auth_state), 0,
		    NULL, HFILL }},
		{ &hf_rpc_version_min, { "Program Version (Minimum)", "rpc.programversion.min", FT_UINT32, BASE_DEC,
		    NULL, 0, NULL, HFILL }},
		{ &hf_rpc_version_max, { "Program Version (Maximum)", "rpc.programversion.max", FT_UINT32, BASE_DEC,
		    NULL, 0, NULL, HFILL }},
		{ &hf_rpc_reqframe, { "This is a reply to the call in frame", "rpc.repframe", FT_FRAMENUM, BASE_NONE,
		    NULL, 0, NULL, HFILL }},
		{ &hf_rpc_repframe, { "The reply to this call is in frame", "rpc.reqframe", FT_FRAMENUM, BASE_NONE,
		    NULL, 0, NULL, HFILL }},
		{ &hf_rpc_time, { "Time from request", "rpc.time", FT_RELATIVE_TIME, BASE_NONE, NULL, 0, NULL,
		    HFILL }},
		{ &hf_rpc_dup, { "Duplicate Call", "rpc.dup", FT_UINT32, BASE_HEX, NULL, 0, NULL, HFILL }},
	};
	static gint *ett[] = {
		&ett_rpc,
		&ett_rpc_fragment,
		&ett_rpc_cred,
		&ett_rpc_verf,
		&ett_rpc_gids
	};

	proto_rpc = proto_register_protocol("Remote Procedure Call", "RPC", "rpc");
	proto_register_field_array(proto_rpc, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));

	rpc_progs = pe_tree_create(EMEM_TREE_TYPE_RED_BLACK, "rpc_programs");
	rpc_procs = pe_tree_create(EMEM_TREE_TYPE_RED_BLACK, "rpc_procedures");
	rpc_call_counts = se_tree_create(EMEM_TREE_TYPE_RED_BLACK, "rpc_call_counts");
}

void
proto_reg_handoff_rpc(void)
{
	heur_dissector_add("tcp", dissect_rpc_tcp_heur, proto_rpc);
	heur_dissector_add("udp", dissect_rpc_heur, proto_rpc);
	data_handle = find_dissector("data");
}
