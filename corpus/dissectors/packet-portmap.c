/* SPDX-License-Identifier: MIT */
/* packet-portmap.c
 * Routines for the port mapper, later rpcbind (RFC 1833)
 */

#include <glib.h>
#include <epan/packet.h>
#include <epan/strutil.h>

#include "packet-rpc.h"

void proto_register_portmap(void);
void proto_reg_handoff_portmap(void);

#define PORTMAP_PROGRAM	100000
#define PORTMAP_MAX_NAMED	16

static int proto_portmap = -1;
static int hf_portmap_prog = -1;
static int hf_portmap_vers = -1;
static int hf_portmap_proto = -1;
static int hf_portmap_port = -1;
static int hf_rpcb_netid = -1;
static int hf_rpcb_addr = -1;
static int hf_rpcb_owner = -1;
static int hf_portmap_more = -1;

static gint ett_portmap = -1;
static gint ett_portmap_entry = -1;

/* Entries of a dump that were met in this packet, so that the summary can be written behind them. */
typedef struct _portmap_summary {
	guint		entries;
	emem_strbuf_t	*names;
	guint		named;
	guint32		*progs;		/* those named already, at most PORTMAP_MAX_NAMED */
} portmap_summary;

static const value_string portmap_transports[] = {
	{ 6,	"TCP" },
	{ 17,	"UDP" },
	{ 0, NULL }
};

static proto_tree *
portmap_tree(tvbuff_t *tvb, int offset, proto_tree *tree)
{
	proto_item *ti = proto_tree_add_item(tree, proto_portmap, tvb, offset, -1, ENC_NA);

	return proto_item_add_subtree(ti, ett_portmap);
}

static void
summarise(portmap_summary *summary, guint32 prog)
{
	guint i;

	summary->entries++;
	for (i = 0; i < summary->named; i++)
		if (summary->progs[i] == prog)
			return;
	if (i == PORTMAP_MAX_NAMED)
		return;
	summary->progs[summary->named++] = prog;
	if (summary->names->len != 0)
		summary->names = ep_strbuf_append(summary->names, ", ");
	ep_strbuf_append(summary->names, rpc_prog_name(prog));
}

static int
dissect_mapping(tvbuff_t *tvb, proto_tree *tree, int offset)
{
	guint32 prog = tvb_get_ntohl(tvb, offset);

	proto_tree_add_uint_format(tree, hf_portmap_prog, tvb, offset, 4, prog, "Program: %s (%u)",
	    rpc_prog_name(prog), prog);
	offset = dissect_rpc_uint32(tvb, tree, hf_portmap_vers, offset + 4);
	offset = dissect_rpc_uint32(tvb, tree, hf_portmap_proto, offset);
	return dissect_rpc_uint32(tvb, tree, hf_portmap_port, offset);
}

static int
dissect_getport_call(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree)
{
	col_append_fstr(pinfo->cinfo, COL_INFO, " %s(%u) V:%u", rpc_prog_name(tvb_get_ntohl(tvb, offset)),
	    tvb_get_ntohl(tvb, offset), tvb_get_ntohl(tvb, offset + 4));
	return dissect_mapping(tvb, portmap_tree(tvb, offset, tree), offset);
}

static int
dissect_getport_reply(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree)
{
	col_append_fstr(pinfo->cinfo, COL_INFO, " Port:%u", tvb_get_ntohl(tvb, offset));
	return dissect_rpc_uint32(tvb, portmap_tree(tvb, offset, tree), hf_portmap_port, offset);
}

static int
dissect_dump_reply(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree)
{
	portmap_summary *summary = (portmap_summary *)ep_malloc(sizeof(portmap_summary));

	summary->entries = 0;
	summary->names = ep_strbuf_sized_new(64, 512);
	summary->named = 0;
	summary->progs = ep_alloc_array(guint32, PORTMAP_MAX_NAMED);
	tree = portmap_tree(tvb, offset, tree);
	while (tvb_get_ntohl(tvb, offset) != 0) {
		proto_item *ti = proto_tree_add_text(tree, tvb, offset, 20, "%s",
		    ep_strdup_printf("Map Entry: %s V%u %s",
			rpc_prog_name(tvb_get_ntohl(tvb, offset + 4)),
			tvb_get_ntohl(tvb, offset + 8),
			val_to_str(tvb_get_ntohl(tvb, offset + 12), portmap_transports, "protocol %u")));

		summarise(summary, tvb_get_ntohl(tvb, offset + 4));
		offset = dissect_mapping(tvb, proto_item_add_subtree(ti, ett_portmap_entry), offset + 4);
	}
	offset = dissect_rpc_uint32(tvb, tree, hf_portmap_more, offset);
	col_append_fstr(pinfo->cinfo, COL_INFO, ", %u %s: %s", summary->entries,
	    plurality(summary->entries, "entry", "entries"), summary->names->str);
	return offset;
}

static int
dissect_rpcb(tvbuff_t *tvb, proto_tree *tree, int offset, const char **netid)
{
	guint32 prog = tvb_get_ntohl(tvb, offset);

	proto_tree_add_uint_format(tree, hf_portmap_prog, tvb, offset, 4, prog, "Program: %s (%u)",
	    rpc_prog_name(prog), prog);
	offset = dissect_rpc_uint32(tvb, tree, hf_portmap_vers, offset + 4);
	offset = dissect_rpc_string(tvb, tree, hf_rpcb_netid, offset, netid);
	offset = dissect_rpc_string(tvb, tree, hf_rpcb_addr, offset, NULL);
	return dissect_rpc_string(tvb, tree, hf_rpcb_owner, offset, NULL);
}

static int
dissect_getaddr_call(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree)
{
	const char *netid = NULL;
	guint32 prog = tvb_get_ntohl(tvb, offset);

	offset = dissect_rpcb(tvb, portmap_tree(tvb, offset, tree), offset, &netid);
	col_append_str(pinfo->cinfo, COL_INFO, ep_strconcat(" ", rpc_prog_name(prog), " over ", netid, NULL));
	return offset;
}

static int
dissect_getaddr_reply(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree)
{
	const char *uaddr = NULL;
	gchar **parts;
	guint count = 0;

	offset = dissect_rpc_string(tvb, portmap_tree(tvb, offset, tree), hf_rpcb_addr, offset, &uaddr);
	/* 192.0.2.1.0.111 is port 111 of 192.0.2.1 */
	parts = ep_strsplit(uaddr, ".", 0);
	while (parts[count])
		count++;
	if (count == 6)
		col_append_fstr(pinfo->cinfo, COL_INFO, " %s.%s.%s.%s port %u", parts[0], parts[1], parts[2], parts[3],
		    (guint)(g_ascii_strtoull(parts[4], NULL, 10) * 256 + g_ascii_strtoull(parts[5], NULL, 10)));
	else
		col_append_fstr(pinfo->cinfo, COL_INFO, " %s", uaddr);
	return offset;
}

static int
dissect_rpcb_dump_reply(tvbuff_t *tvb, int offset, packet_info *pinfo, proto_tree *tree)
{
	guint entries = 0;

	tree = portmap_tree(tvb, offset, tree);
	while (tvb_get_ntohl(tvb, offset) != 0) {
		const char *netid = NULL;
		proto_item *ti = proto_tree_add_text(tree, tvb, offset, -1, "RPC Broker Entry");

		offset = dissect_rpcb(tvb, proto_item_add_subtree(ti, ett_portmap_entry), offset + 4, &netid);
		proto_item_append_text(ti, ": %s", netid);
		proto_item_set_end(ti, tvb, offset);
		entries++;
	}
	col_append_fstr(pinfo->cinfo, COL_INFO, ", %u %s", entries, plurality(entries, "entry", "entries"));
	return dissect_rpc_uint32(tvb, tree, hf_portmap_more, offset);
}

static const vsff portmap2_proc[] = {
	{ 0, "NULL",	NULL, NULL },
	{ 1, "SET",	dissect_getport_call, NULL },
	{ 2, "UNSET",	dissect_getport_call, NULL },
	{ 3, "GETPORT",	dissect_getport_call, dissect_getport_reply },
	{ 4, "DUMP",	NULL, dissect_dump_reply },
	{ 5, "CALLIT",	NULL, NULL },
	{ 0, NULL, NULL, NULL }
};

/* Versions 3 and 4 differ in the procedures that only 4 has. */
#define RPCB_PROCS_3					\
	{ 0, "NULL",	NULL, NULL },			\
	{ 1, "SET",	dissect_getaddr_call, NULL },	\
	{ 2, "UNSET",	dissect_getaddr_call, NULL },	\
	{ 3, "GETADDR",	dissect_getaddr_call, dissect_getaddr_reply }, \
	{ 4, "DUMP",	NULL, dissect_rpcb_dump_reply },	\
	{ 5, "CALLIT",	NULL, NULL },			\
	{ 6, "GETTIME",	NULL, NULL },			\
	{ 7, "UADDR2TADDR", NULL, NULL },		\
	{ 8, "TADDR2UADDR", NULL, NULL }

static const vsff portmap3_proc[] = {
	RPCB_PROCS_3,
	{ 0, NULL, NULL, NULL }
};

static const vsff portmap4_proc[] = {
	RPCB_PROCS_3,
	{ 9, "GETVERSADDR", dissect_getaddr_call, dissect_getaddr_reply },
	{ 10, "INDIRECT", NULL, NULL },
	{ 11, "GETADDRLIST", dissect_getaddr_call, NULL },
	{ 12, "GETSTAT", NULL, NULL },
	{ 0, NULL, NULL, NULL }
};

void
proto_register_portmap(void)
{
	static hf_register_info hf[] = {
		{ &hf_portmap_prog, { "Program", "portmap.prog", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_portmap_vers, { "Version", "portmap.version", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_portmap_proto, { "Protocol", "portmap.proto", FT_UINT32, BASE_DEC, VALS(portmap_transports), 0,
		    NULL, HFILL }},
		{ &hf_portmap_port, { "Port", "portmap.port", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL }},
		{ &hf_rpcb_netid, { "Network Id", "portmap.rpcb.netid", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_rpcb_addr, { "Universal Address", "portmap.uaddr", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL }},
		{ &hf_rpcb_owner, { "Owner of this Service", "portmap.rpcb.owner", FT_STRING, BASE_NONE, NULL, 0, NULL,
		    HFILL }},
		{ &hf_portmap_more, { "Value Follows", "portmap.more", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL }},
	};
	static gint *ett[] = {
		&ett_portmap,
		&ett_portmap_entry
	};

	proto_portmap = proto_register_protocol("Portmap", "Portmap", "portmap");
	proto_register_field_array(proto_portmap, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
}

void
proto_reg_handoff_portmap(void)
{
	rpc_init_prog(proto_portmap, PORTMAP_PROGRAM, "Portmap");
	rpc_init_proc_table(PORTMAP_PROGRAM, 2, portmap2_proc);
	rpc_init_proc_table(PORTMAP_PROGRAM, 3, portmap3_proc);
	rpc_init_proc_table(PORTMAP_PROGRAM, 4, portmap4_proc);
}
