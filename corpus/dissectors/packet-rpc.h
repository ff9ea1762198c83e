/* SPDX-License-Identifier: MIT */
/* packet-rpc.h
 * ONC RPC: what a program's dissector registers, and what it is told about a call
 */

#ifndef __PACKET_RPC_H__
#define __PACKET_RPC_H__

#include <epan/packet.h>
#include <epan/conversation.h>

#define RPC_CALL	0
#define RPC_REPLY	1

/* Arguments or results of a procedure; returns the offset behind them. */
typedef int (dissect_function_t)(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree);

/* One row for each procedure of a version; the table ends with a NULL name. */
typedef struct _vsff {
	guint32			value;
	const gchar		*strptr;
	dissect_function_t	*dissect_call;
	dissect_function_t	*dissect_reply;
} vsff;

/* A program that is known by number; kept for ever. */
typedef struct _rpc_prog_info_value {
	int		proto;
	const char	*progname;
	emem_tree_t	*versions;	/* procedure tables by version number */
} rpc_prog_info_value;

/* A call and its reply; kept with the capture file. */
typedef struct _rpc_call_info_value {
	guint32		req_num;	/* frame of the call, 0 if it was not seen */
	guint32		rep_num;
	guint32		prog;
	guint32		vers;
	guint32		proc;
	guint32		xid;
	guint32		nth;		/* among the calls of its program in this file */
	nstime_t	req_time;
	const vsff	*procedure;	/* NULL if the program is not known */
} rpc_call_info_value;

/* The data of a conversation. */
typedef struct _rpc_conv_info_t {
	emem_tree_t	*xids;		/* rpc_call_info_value by xid */
	guint32		calls;
} rpc_conv_info_t;

/* The key of a procedure among all of them. The words must live as long as the key is used. */
#define RPC_PROC_KEY(key, words, prog_, vers_, proc_)		\
	do {							\
		(words)[0] = (prog_);				\
		(words)[1] = (vers_);				\
		(words)[2] = (proc_);				\
		(key)[0].length = 3;				\
		(key)[0].key = (words);				\
		(key)[1].length = 0;				\
		(key)[1].key = NULL;				\
	} while (0)

/* How a program without a name is shown. */
#define RPC_UNKNOWN_PROGRAM(prog) ep_strdup_printf("Program %u", (prog))

extern void rpc_init_prog(int proto, guint32 prog, const char *name);
extern void rpc_init_proc_table(guint32 prog, guint32 vers, const vsff *table);
extern const char *rpc_prog_name(guint32 prog);
extern const char *rpc_proc_name(guint32 prog, guint32 vers, guint32 proc);

extern int dissect_rpc_uint32(tvbuff_t *tvb, proto_tree *tree, int hf, int offset);
/* The string is packet memory. */
extern int dissect_rpc_string(tvbuff_t *tvb, proto_tree *tree, int hf, int offset, const char **string_buffer_ret);

#endif /* packet-rpc.h */
