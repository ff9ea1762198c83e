/* SPDX-License-Identifier: MIT */
/* packet-ftp.c
 * Routines for the File Transfer Protocol (RFC 959, 2428): the control connection, and the data
 * connections that it announces
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/addr_resolv.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/strutil.h>
#include <epan/emem.h>

void proto_register_ftp(void);
void proto_reg_handoff_ftp(void);

#define TCP_PORT_FTPDATA	20
#define TCP_PORT_FTP		21

static int proto_ftp = -1;
static int proto_ftp_data = -1;
static int hf_ftp_request = -1;
static int hf_ftp_response = -1;
static int hf_ftp_request_command = -1;
static int hf_ftp_request_arg = -1;
static int hf_ftp_response_code = -1;
static int hf_ftp_response_arg = -1;
static int hf_ftp_pasv_ip = -1;
static int hf_ftp_pasv_port = -1;
static int hf_ftp_active_ip = -1;
static int hf_ftp_active_port = -1;
static int hf_ftp_eprt_family = -1;
static int hf_ftp_eprt_port = -1;
static int hf_ftp_epsv_port = -1;
static int hf_ftp_current_command = -1;
static int hf_ftp_current_directory = -1;
static int hf_ftp_data_setup = -1;
static int hf_ftp_data_file = -1;

static gint ett_ftp = -1;
static gint ett_ftp_reqresp = -1;
static gint ett_ftp_data = -1;

static dissector_handle_t ftpdata_handle;

static const value_string response_table[] = {
	{ 125, "Data connection already open; transfer starting" },
	{ 150, "File status okay; about to open data connection" },
	{ 200, "Command okay" },
	{ 213, "File status" },
	{ 215, "NAME system type" },
	{ 220, "Service ready for new user" },
	{ 221, "Service closing control connection" },
	{ 226, "Closing data connection" },
	{ 227, "Entering Passive Mode" },
	{ 229, "Entering Extended Passive Mode" },
	{ 230, "User logged in, proceed" },
	{ 250, "Requested file action okay, completed" },
	{ 257, "PATHNAME created" },
	{ 331, "User name okay, need password" },
	{ 425, "Can't open data connection" },
	{ 530, "Not logged in" },
	{ 550, "Requested action not taken: File unavailable" },
	{ 0, NULL }
};

/* A command that waits for its replies; the data of the control connection holds them in order. */
typedef struct _ftp_command_t {
	guint32		frame;
	const gchar	*name;
	const gchar	*argument;
	const gchar	*directory;	/* where it was given */
} ftp_command_t;

/* A control connection. */
typedef struct _ftp_conversation_t {
	emem_tree_t	*commands;	/* ftp_command_t by frame: a reply belongs to the latest before it */
	const gchar	*directory;
	const gchar	*username;
} ftp_conversation_t;

/* A data connection, as the control connection announced it. */
typedef struct _ftp_data_conversation_t {
	const gchar	*method;
	guint32		setup_frame;
	const gchar	*announced_by;
	ftp_conversation_t *control;
} ftp_data_conversation_t;

static ftp_conversation_t *
find_or_create_ftp_conversation(packet_info *pinfo)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	ftp_conversation_t *ftp_conv;

	ftp_conv = (ftp_conversation_t *)conversation_get_proto_data(conversation, proto_ftp);
	if (ftp_conv == NULL) {
		ftp_conv = se_new(ftp_conversation_t);
		ftp_conv->commands = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "ftp_commands");
		ftp_conv->directory = se_strdup("?");
		ftp_conv->username = NULL;
		conversation_add_proto_data(conversation, proto_ftp, ftp_conv);
	}
	return ftp_conv;
}

/* "(192,0,2,1,195,85)" or without brackets: where the first digit is, six numbers. */
static gboolean
parse_port_pasv(const gchar *line, guint8 address_bytes[4], guint16 *port)
{
	guint number[6];
	const gchar *p;
	guint i;

	for (p = line; *p && !g_ascii_isdigit(*p); p++)
		;
	if (sscanf(p, "%u,%u,%u,%u,%u,%u", &number[0], &number[1], &number[2], &number[3], &number[4], &number[5]) != 6)
		return FALSE;
	for (i = 0; i < 6; i++)
		if (number[i] > 255)
			return FALSE;
	for (i = 0; i < 4; i++)
		address_bytes[i] = (guint8)number[i];
	*port = (guint16)(number[4] << 8 | number[5]);
	return TRUE;
}

/* "(|||50001|)": the last number between bars */
static guint16
parse_extended_pasv(const gchar *line)
{
	const gchar *bars = strstr(line, "|||");

	return bars ? (guint16)strtoul(bars + 3, NULL, 10) : 0;
}

/* "|2|2001:db8::10|50123|": address family, address and port. Parts are packet memory. */
static gchar **
parse_eprt(const gchar *argument)
{
	gchar **parts;
	gchar delimiter[2] = { argument[0], '\0' };

	if (*argument == '\0')
		return NULL;
	parts = ep_strsplit(argument + 1, delimiter, 4);
	return parts[0] && parts[1] && parts[2] ? parts : NULL;
}

static void
expect_data(packet_info *pinfo, ftp_conversation_t *control, const address *server, guint32 port, const gchar *method)
{
	address null_addr = { AT_NONE, -1, 0, NULL };
	address kept;
	conversation_t *conversation;
	ftp_data_conversation_t *data;

	if (pinfo->fd->flags.visited || port == 0)
		return;
	/* what the address points at may be the packet's */
	COPY_ADDRESS(&kept, server);
	conversation = conversation_new(pinfo->fd->num, &kept, &null_addr, PT_TCP, port, 0, NO_ADDR2 | NO_PORT2);
	g_free((void *)kept.data);
	data = (ftp_data_conversation_t *)se_alloc(sizeof(ftp_data_conversation_t));
	data->method = se_strdup(method);
	data->setup_frame = pinfo->fd->num;
	data->announced_by = se_address_to_str(&pinfo->src);
	data->control = control;
	conversation_add_proto_data(conversation, proto_ftp_data, data);
	conversation_set_dissector(conversation, ftpdata_handle);
}

static void
show_endpoint(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, gint length, ftp_conversation_t *control,
    const gchar *text, gboolean passive)
{
	guint8 *bytes = ep_alloc(4);
	guint16 port;
	guint32 ip;
	address addr;

	if (!parse_port_pasv(text, bytes, &port))
		return;
	memcpy(&ip, bytes, 4);
	proto_tree_add_ipv4(tree, passive ? hf_ftp_pasv_ip : hf_ftp_active_ip, tvb, offset, length, ip);
	proto_tree_add_uint(tree, passive ? hf_ftp_pasv_port : hf_ftp_active_port, tvb, offset, length, port);
	SET_ADDRESS(&addr, AT_IPv4, 4, bytes);
	expect_data(pinfo, control, &addr, port, passive ? "PASV" : "PORT");
}

static void
dissect_ftp_request(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint linelen, ftp_conversation_t *conv)
{
	ftp_command_t *command;
	const gchar *line = tvb_format_text(tvb, 0, linelen);
	gchar **words = ep_strsplit(line, " ", 1);
	gchar *name, *argument, **parts;
	gint arg_offset;

	if (words[0] == NULL)
		return;
	name = ascii_strup_inplace(words[0]);
	argument = words[1] ? words[1] : ep_strdup("");
	arg_offset = (gint)strlen(name) + 1;
	proto_tree_add_string(tree, hf_ftp_request_command, tvb, 0, (gint)strlen(name), name);
	if (words[1])
		proto_tree_add_string(tree, hf_ftp_request_arg, tvb, arg_offset, linelen - arg_offset, argument);

	if (!pinfo->fd->flags.visited) {
		command = se_new0(ftp_command_t);
		command->frame = pinfo->fd->num;
		command->name = se_strdup(name);
		command->argument = se_strdup(argument);
		command->directory = conv->directory;
		se_tree_insert32(conv->commands, pinfo->fd->num, command);
		if (strcmp(name, "USER") == 0)
			conv->username = se_strdup(argument);
	}
	if (strcmp(name, "PORT") == 0)
		show_endpoint(tvb, pinfo, tree, arg_offset, linelen - arg_offset, conv, argument, FALSE);
	else if (strcmp(name, "EPRT") == 0 && (parts = parse_eprt(argument)) != NULL) {
		proto_tree_add_uint(tree, hf_ftp_eprt_family, tvb, arg_offset, 1, (guint32)strtoul(parts[0], NULL, 10));
		proto_tree_add_uint(tree, hf_ftp_eprt_port, tvb, arg_offset, linelen - arg_offset,
		    (guint32)strtoul(parts[2], NULL, 10));
		expect_data(pinfo, conv, &pinfo->src, (guint32)strtoul(parts[2], NULL, 10), "EPRT");
	}
}

/* The path between double quotes, where two of them stand for one. */
static gchar *
quoted_path(const gchar *text)
{
	emem_strbuf_t *path = ep_strbuf_new(NULL);
	const gchar *p = strchr(text, '"');

	if (p == NULL)
		return NULL;
	for (p++; *p; p++) {
		if (*p == '"' && *++p != '"')
			break;
		ep_strbuf_append_c(path, *p);
	}
	return ep_strdup(path->str);
}

static void
dissect_ftp_response(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint linelen, ftp_conversation_t *conv)
{
	const ftp_command_t *command = (const ftp_command_t *)se_tree_lookup32_le(conv->commands, pinfo->fd->num);
	const gchar *line = tvb_format_text(tvb, 0, linelen);
	gchar *path;
	guint code;
	proto_item *ti;

	if (linelen < 3 || !g_ascii_isdigit(line[0]))
		return;
	code = (guint)strtoul(ep_strndup(line, 3), NULL, 10);
	ti = proto_tree_add_uint(tree, hf_ftp_response_code, tvb, 0, 3, code);
	if (code >= 400)
		expert_add_info_format(pinfo, ti, PI_RESPONSE_CODE, PI_NOTE, "%s: %s",
		    command ? ep_strconcat(command->name, " ", command->argument, NULL) : "Refused",
		    val_to_str(code, response_table, "Unknown (%u)"));
	if (linelen > 4)
		proto_tree_add_string(tree, hf_ftp_response_arg, tvb, 4, linelen - 4, line + 4);
	if (command) {
		ti = proto_tree_add_string(tree, hf_ftp_current_command, tvb, 0, 0, command->name);
		PROTO_ITEM_SET_GENERATED(ti);
		proto_item_append_text(ti, " in frame %u", command->frame);
		if (!strcmp(command->name, "PASS") && conv->username)
			proto_item_append_text(ti, " (user %s)", conv->username);
	}

	switch (code) {
	case 227:
		show_endpoint(tvb, pinfo, tree, 4, linelen - 4, conv, line + 3, TRUE);
		break;
	case 229:
		proto_tree_add_uint(tree, hf_ftp_epsv_port, tvb, 4, linelen - 4, parse_extended_pasv(line));
		expect_data(pinfo, conv, &pinfo->src, parse_extended_pasv(line), "EPSV");
		break;
	case 250:
		if (command && !strcmp(command->name, "CWD") && !pinfo->fd->flags.visited)
			conv->directory = command->argument[0] == '/' ? command->argument :
			    se_strdup_printf("%s/%s", strcmp(conv->directory, "/") ? conv->directory : "",
				command->argument);
		break;
	case 257:
		path = quoted_path(line);
		if (path) {
			if (!pinfo->fd->flags.visited)
				conv->directory = se_strdup(path);
			ti = proto_tree_add_string(tree, hf_ftp_current_directory, tvb, 0, linelen, path);
			PROTO_ITEM_SET_GENERATED(ti);
		}
		break;
	default:
		break;
	}
}

static void
dissect_ftp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	ftp_conversation_t *conv = find_or_create_ftp_conversation(pinfo);
	gboolean is_request = pinfo->destport == TCP_PORT_FTP;
	proto_item *ti;
	proto_tree *ftp_tree, *line_tree;
	gint linelen, next_offset = 0, offset;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "FTP");
	linelen = tvb_find_line_end(tvb, 0, -1, &next_offset, FALSE);
	col_add_fstr(pinfo->cinfo, COL_INFO, "%s: %s", is_request ? "Request" : "Response", tvb_format_text(tvb, 0, linelen));

	ti = proto_tree_add_item(tree, proto_ftp, tvb, 0, -1, ENC_NA);
	ftp_tree = proto_item_add_subtree(ti, ett_ftp);
	ti = proto_tree_add_boolean(ftp_tree, is_request ? hf_ftp_request : hf_ftp_response, tvb, 0, linelen, TRUE);
	line_tree = proto_item_add_subtree(ti, ett_ftp_reqresp);
	proto_item_set_text(ti, "%s", tvb_format_text(tvb, 0, linelen));
	if (is_request)
		dissect_ftp_request(tvb, pinfo, line_tree, linelen, conv);
	else
		dissect_ftp_response(tvb, pinfo, line_tree, linelen, conv);

	/* a reply may have more lines, which are text */
	for (offset = next_offset; tvb_offset_exists(tvb, offset); offset = next_offset) {
		linelen = tvb_find_line_end(tvb, offset, -1, &next_offset, FALSE);
		proto_tree_add_text(ftp_tree, tvb, offset, next_offset - offset, "%s", tvb_format_text(tvb, offset, linelen));
	}
}

static void
dissect_ftpdata(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	conversation_t *conversation;
	ftp_data_conversation_t *data = NULL;
	const ftp_command_t *command;
	proto_item *ti;
	proto_tree *data_tree;
	emem_strbuf_t *info = ep_strbuf_new_label("FTP Data: ");

	conversation = find_conversation(pinfo->fd->num, &pinfo->src, &pinfo->dst, PT_TCP, pinfo->srcport,
	    pinfo->destport, NO_ADDR_B | NO_PORT_B);
	if (conversation == NULL || conversation_get_proto_data(conversation, proto_ftp_data) == NULL)
		conversation = find_conversation(pinfo->fd->num, &pinfo->dst, &pinfo->src, PT_TCP, pinfo->destport,
		    pinfo->srcport, NO_ADDR_B | NO_PORT_B);
	if (conversation)
		data = (ftp_data_conversation_t *)conversation_get_proto_data(conversation, proto_ftp_data);
	col_set_str(pinfo->cinfo, COL_PROTOCOL, "FTP-DATA");
	ep_strbuf_append_printf(info, "%u bytes", tvb_reported_length(tvb));
	ti = proto_tree_add_item(tree, proto_ftp_data, tvb, 0, -1, ENC_NA);
	data_tree = proto_item_add_subtree(ti, ett_ftp_data);
	if (data) {
		ti = proto_tree_add_uint(data_tree, hf_ftp_data_setup, tvb, 0, 0, data->setup_frame);
		PROTO_ITEM_SET_GENERATED(ti);
		proto_item_append_text(ti, " (%s of %s, to %s port %s)", data->method, data->announced_by,
		    get_addr_name(&pinfo->dst), get_tcp_port(pinfo->destport));
		command = (const ftp_command_t *)emem_tree_lookup32_le(data->control->commands, pinfo->fd->num);
		if (command) {
			ep_strbuf_append_printf(info, " (%s %s%s%s)", command->name, command->directory,
			    *command->argument ? "/" : "", command->argument);
			ti = proto_tree_add_string(data_tree, hf_ftp_data_file, tvb, 0, 0, command->argument);
			PROTO_ITEM_SET_GENERATED(ti);
		}
	}
	col_add_str(pinfo->cinfo, COL_INFO, info->str);
}

void
proto_register_ftp(void)
{
	static hf_register_info hf[] = {
		{ &hf_ftp_request, { "Request", "ftp.request", FT_BOOLEAN, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_response, { "Response", "ftp.response", FT_BOOLEAN, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_request_command, { "Request command", "ftp.request.command", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_request_arg, { "Request arg", "ftp.request.arg", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_response_code, { "Response code", "ftp.response.code", FT_UINT32, BASE_DEC, VALS(response_table), 0x0, NULL, HFILL }},
		{ &hf_ftp_response_arg, { "Response arg", "ftp.response.arg", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_pasv_ip, { "Passive IP address", "ftp.passive.ip", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_pasv_port, { "Passive port", "ftp.passive.port", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_active_ip, { "Active IP address", "ftp.active.cip", FT_IPv4, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_active_port, { "Active port", "ftp.active.port", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_eprt_family, { "EPRT network address family", "ftp.eprt.af", FT_UINT8, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_eprt_port, { "Extended active port", "ftp.eprt.port", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_epsv_port, { "Extended passive port", "ftp.epsv.port", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_current_command, { "Reply to", "ftp.current-command", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_current_directory, { "Current working directory", "ftp.current-working-directory", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_data_setup, { "Setup frame", "ftp-data.setup-frame", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_ftp_data_file, { "File", "ftp-data.file", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }}
	};
	static gint *ett[] = {
		&ett_ftp,
		&ett_ftp_reqresp,
		&ett_ftp_data
	};

	proto_ftp = proto_register_protocol("File Transfer Protocol (FTP)", "FTP", "ftp");
	proto_ftp_data = proto_register_protocol("FTP Data", "FTP-DATA", "ftp-data");
	proto_register_field_array(proto_ftp, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("ftp-data", dissect_ftpdata, proto_ftp_data);
}

void
proto_reg_handoff_ftp(void)
{
	ftpdata_handle = find_dissector("ftp-data");
	dissector_add_uint("tcp.port", TCP_PORT_FTPDATA, ftpdata_handle);
	dissector_add_uint("tcp.port", TCP_PORT_FTP, create_dissector_handle(dissect_ftp, proto_ftp));
}
