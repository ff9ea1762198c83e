/* SPDX-License-Identifier: MIT */
/* packet-smtp.c
 * Routines for SMTP packet disassembly (RFC 5321)
 *
 * The client's lines are commands until DATA is accepted, and the message until a line with a
 * single dot: a naïve look at one packet cannot tell, so each frame keeps what it was found to be.
 */

#include <stdlib.h>
#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/expert.h>
#include <epan/strutil.h>
#include <epan/emem.h>

void proto_register_smtp(void);
void proto_reg_handoff_smtp(void);

#define TCP_PORT_SMTP	25

static int proto_smtp = -1;
static int hf_smtp_req = -1;
static int hf_smtp_rsp = -1;
static int hf_smtp_command_line = -1;
static int hf_smtp_req_command = -1;
static int hf_smtp_req_parameter = -1;
static int hf_smtp_rsp_code = -1;
static int hf_smtp_rsp_parameter = -1;
static int hf_smtp_response_to = -1;
static int hf_smtp_message = -1;
static int hf_smtp_header = -1;
static int hf_smtp_eom = -1;
static int hf_smtp_sender = -1;
static int hf_smtp_recipients = -1;

static gint ett_smtp = -1;
static gint ett_smtp_cmdresp = -1;
static gint ett_smtp_message = -1;

static const value_string smtp_reply_codes[] = {
	{ 220, "<domain> Service ready" },
	{ 221, "<domain> Service closing transmission channel" },
	{ 250, "Requested mail action okay, completed" },
	{ 252, "Cannot VRFY user, but will accept message and attempt delivery" },
	{ 354, "Start mail input; end with <CRLF>.<CRLF>" },
	{ 500, "Syntax error, command unrecognized" },
	{ 502, "Command not implemented" },
	{ 503, "Bad sequence of commands" },
	{ 552, "Requested mail action aborted: exceeded storage allocation" },
	{ 0, NULL }
};

/* What a line of a frame was when it was first seen. */
typedef enum {
	SMTP_PDU_CMD,
	SMTP_PDU_MESSAGE,
	SMTP_PDU_EOM
} smtp_pdu_type_t;

struct smtp_proto_data {
	guint8	pdu_type;
	guint16	conversation_id;
	gint	end;			/* offset in the frame */
	gchar	*command;		/* NULL unless it is a command */
	struct smtp_proto_data *next;
};

/* One mail on its way. Recipients are kept as they come. */
typedef struct _smtp_mail_t {
	guint32		first_frame;
	gchar		*sender;
	emem_tree_t	*recipients;	/* texts by number */
	guint32		recipient_count;
} smtp_mail_t;

struct smtp_session_state {
	gboolean	reading_data;
	gboolean	data_asked;	/* DATA was sent, its reply was not seen */
	guint32		commands;
	guint32		replies;
	emem_tree_t	*by_number;	/* command names by number: a server answers in order */
	emem_tree_t	*mails;		/* smtp_mail_t by the frame of its MAIL command */
	smtp_mail_t	*mail;
};

static struct smtp_session_state *
get_session(packet_info *pinfo)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	struct smtp_session_state *session;

	session = (struct smtp_session_state *)conversation_get_proto_data(conversation, proto_smtp);
	if (!session) {
		session = (struct smtp_session_state *)se_alloc0(sizeof(struct smtp_session_state));
		session->by_number = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "smtp_commands");
		session->mails = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "smtp_mails");
		conversation_add_proto_data(conversation, proto_smtp, session);
	}
	return session;
}

/* The address between angle brackets of MAIL FROM:<...> and RCPT TO:<...>, file-scoped if kept. */
static gchar *
angle_address(const gchar *line, gboolean keep)
{
	const gchar *open = strchr(line, '<');
	const gchar *close = open ? strchr(open, '>') : NULL;

	if (close == NULL)
		return keep ? se_strdup("") : ep_strdup("");
	return keep ? se_strndup(open + 1, close - open - 1)
		    : ep_strndup(open + 1, close - open - 1);
}

static void
smtp_follow_command(packet_info *pinfo, struct smtp_session_state *session, const gchar *command, const gchar *line)
{
	session->commands++;
	se_tree_insert32(session->by_number, session->commands, se_strdup(command));
	if (strcmp(command, "DATA") == 0)
		session->data_asked = TRUE;
	else if (strcmp(command, "MAIL") == 0) {
		smtp_mail_t *mail = se_new0(smtp_mail_t);

		mail->first_frame = pinfo->fd->num;
		mail->sender = angle_address(line, TRUE);
		mail->recipients = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "smtp_recipients");
		session->mail = mail;
		se_tree_insert32(session->mails, mail->first_frame, mail);
	} else if (strcmp(command, "RCPT") == 0 && session->mail)
		se_tree_insert32(session->mail->recipients, ++session->mail->recipient_count, angle_address(line, TRUE));
	else if (strcmp(command, "RSET") == 0)
		session->mail = NULL;
}

/* First look at a client's frame: one record for each line, linked in order. */
static struct smtp_proto_data *
smtp_first_look(tvbuff_t *tvb, packet_info *pinfo, struct smtp_session_state *session)
{
	struct smtp_proto_data *first = NULL, **last = &first;
	gint offset = 0, next_offset, linelen;

	while (tvb_offset_exists(tvb, offset)) {
		struct smtp_proto_data *line = se_new(struct smtp_proto_data);
		const gchar *text;

		linelen = tvb_find_line_end(tvb, offset, -1, &next_offset, FALSE);
		text = linelen > 0 ? tvb_format_text(tvb, offset, linelen) : "";
		line->conversation_id = 0;
		line->command = NULL;
		line->next = NULL;
		line->end = next_offset;
		if (session->reading_data) {
			line->pdu_type = strcmp(text, ".") == 0 ? SMTP_PDU_EOM : SMTP_PDU_MESSAGE;
			if (line->pdu_type == SMTP_PDU_EOM) {
				session->reading_data = FALSE;
				session->commands++;
				se_tree_insert32(session->by_number, session->commands, (void *)"end of message");
			}
		} else {
			line->pdu_type = SMTP_PDU_CMD;
			line->command = ascii_strup_inplace(se_strndup(text, strcspn(text, " ")));
			smtp_follow_command(pinfo, session, line->command, text);
		}
		*last = line;
		last = &line->next;
		offset = next_offset;
	}
	p_add_proto_data(pinfo->fd, proto_smtp, first);
	return first;
}

static void
show_mail(tvbuff_t *tvb, proto_tree *tree, smtp_mail_t *mail)
{
	emem_strbuf_t *list = ep_strbuf_new_label(NULL);
	proto_item *ti;
	guint32 i;

	ti = proto_tree_add_string(tree, hf_smtp_sender, tvb, 0, 0, *mail->sender ? mail->sender : "<>");
	PROTO_ITEM_SET_GENERATED(ti);
	for (i = 1; i <= mail->recipient_count; i++) {
		const gchar *recipient = (const gchar *)se_tree_lookup32(mail->recipients, i);

		if (i > 1) ep_strbuf_append(list, ", ");
		ep_strbuf_append(list, recipient);
	}
	ti = proto_tree_add_string(tree, hf_smtp_recipients, tvb, 0, 0, list->str);
	PROTO_ITEM_SET_GENERATED(ti);
}

static void
dissect_smtp_request(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, struct smtp_session_state *session)
{
	struct smtp_proto_data *line = (struct smtp_proto_data *)p_get_proto_data(pinfo->fd, proto_smtp);
	proto_tree *message_tree = NULL;
	proto_item *ti;
	proto_tree *cmd_tree;
	gint offset = 0, linelen, next_offset;
	gboolean in_headers = TRUE;
	smtp_mail_t *mail;

	if (line == NULL && !pinfo->fd->flags.visited)
		line = smtp_first_look(tvb, pinfo, session);
	for (; line != NULL; line = line->next) {
		linelen = tvb_find_line_end(tvb, offset, -1, &next_offset, FALSE);
		switch (line->pdu_type) {
		case SMTP_PDU_CMD:
			ti = proto_tree_add_string(tree, hf_smtp_command_line, tvb, offset, line->end - offset,
			    tvb_format_text(tvb, offset, linelen));
			cmd_tree = proto_item_add_subtree(ti, ett_smtp_cmdresp);
			proto_tree_add_string(cmd_tree, hf_smtp_req_command, tvb, offset, (gint)strlen(line->command), line->command);
			if (linelen > (gint)strlen(line->command) + 1)
				proto_tree_add_item(cmd_tree, hf_smtp_req_parameter, tvb, offset + (gint)strlen(line->command) + 1,
				    linelen - (gint)strlen(line->command) - 1, ENC_ASCII|ENC_NA);
			if (!strcmp(line->command, "RCPT") || !strcmp(line->command, "MAIL"))
				proto_item_append_text(ti, " [%s]", angle_address(tvb_format_text(tvb, offset, linelen), FALSE));
			col_append_sep_str(pinfo->cinfo, COL_INFO, " | ", tvb_format_text(tvb, offset, linelen));
			break;

		case SMTP_PDU_MESSAGE:
			if (message_tree == NULL) {
				ti = proto_tree_add_item(tree, hf_smtp_message, tvb, offset, -1, ENC_ASCII|ENC_NA);
				proto_item_set_text(ti, "Message");
				message_tree = proto_item_add_subtree(ti, ett_smtp_message);
				col_append_sep_str(pinfo->cinfo, COL_INFO, " | ", "DATA fragment");
			}
			if (linelen == 0)
				in_headers = FALSE;
			else
				proto_tree_add_string(message_tree, in_headers ? hf_smtp_header : hf_smtp_message, tvb, offset, linelen,
				    tvb_format_text(tvb, offset, linelen));
			break;

		default:
			proto_tree_add_item(tree, hf_smtp_eom, tvb, offset, line->end - offset, ENC_NA);
			mail = (smtp_mail_t *)se_tree_lookup32_le(session->mails, pinfo->fd->num);
			if (mail)
				show_mail(tvb, tree, mail);
			break;
		}
		offset = line->end;
	}
}

/* The replies that a frame begins with; kept with it. */
typedef struct _smtp_replies_t {
	guint32	first;
} smtp_replies_t;

static void
dissect_smtp_response(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, struct smtp_session_state *session)
{
	smtp_replies_t *replies = (smtp_replies_t *)p_get_proto_data(pinfo->fd, proto_smtp);
	emem_strbuf_t *info = ep_strbuf_new("");
	gint offset = 0, linelen, next_offset;
	guint32 number, code;
	proto_item *ti;
	proto_tree *rsp_tree;

	if (replies == NULL) {
		replies = se_alloc(sizeof *replies);
		replies->first = session->replies;
		p_add_proto_data(pinfo->fd, proto_smtp, replies);
	}
	number = replies->first;
	while (tvb_offset_exists(tvb, offset)) {
		const gchar *text, *command;
		gboolean last;

		linelen = tvb_find_line_end(tvb, offset, -1, &next_offset, FALSE);
		text = linelen > 0 ? tvb_format_text(tvb, offset, linelen) : "";
		code = (guint32)strtoul(ep_strndup(text, 3), NULL, 10);
		last = linelen <= 3 || tvb_get_guint8(tvb, offset + 3) != '-';
		ti = proto_tree_add_text(tree, tvb, offset, next_offset - offset, "Response: %s", text);
		rsp_tree = proto_item_add_subtree(ti, ett_smtp_cmdresp);
		ti = proto_tree_add_uint(rsp_tree, hf_smtp_rsp_code, tvb, offset, MIN(linelen, 3), code);
		if (code >= 400)
			expert_add_info_format(pinfo, ti, PI_RESPONSE_CODE, PI_NOTE, "Refused: %s", text);
		if (linelen > 4)
			proto_tree_add_string(rsp_tree, hf_smtp_rsp_parameter, tvb, offset + 4, linelen - 4, text + 4);
		/* number 0 is the greeting */
		command = number ? (const gchar *)se_tree_lookup32(session->by_number, number) : "the connection";
		if (command) {
			ti = proto_tree_add_string(rsp_tree, hf_smtp_response_to, tvb, 0, 0, command);
			PROTO_ITEM_SET_GENERATED(ti);
		}
		if (last) {
			number++;
			if (!pinfo->fd->flags.visited) {
				session->replies = number;
				if (session->data_asked && command && strcmp(command, "DATA") == 0) {
					session->reading_data = code == 354;
					session->data_asked = FALSE;
				}
			}
		}
		if (info->len == 0) ep_strbuf_printf(info, "S: %s", text);
		else
			ep_strbuf_append_printf(info, " | %s", text);
		offset = next_offset;
	}
	col_add_str(pinfo->cinfo, COL_INFO, info->str);
}

static void
dissect_smtp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	struct smtp_session_state *session = get_session(pinfo);
	gboolean request = pinfo->destport == TCP_PORT_SMTP;
	proto_item *ti;
	proto_tree *smtp_tree;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "SMTP");
	col_clear(pinfo->cinfo, COL_INFO);
	ti = proto_tree_add_item(tree, proto_smtp, tvb, 0, -1, ENC_NA);
	smtp_tree = proto_item_add_subtree(ti, ett_smtp);
	ti = proto_tree_add_boolean(smtp_tree, request ? hf_smtp_req : hf_smtp_rsp, tvb, 0, 0, TRUE);
	PROTO_ITEM_SET_HIDDEN(ti);
	if (request) {
		dissect_smtp_request(tvb, pinfo, smtp_tree, session);
		col_prepend_fstr(pinfo->cinfo, COL_INFO, "C: ");
	} else
		dissect_smtp_response(tvb, pinfo, smtp_tree, session);
}

void
proto_register_smtp(void)
{
	static hf_register_info hf[] = {
		{ &hf_smtp_req, { "Request", "smtp.req", FT_BOOLEAN, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_smtp_rsp, { "Response", "smtp.rsp", FT_BOOLEAN, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_smtp_command_line, { "Command Line", "smtp.command_line", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_smtp_req_command, { "Command", "smtp.req.command", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_smtp_req_parameter, { "Request parameter", "smtp.req.parameter", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_smtp_rsp_code, { "Response code", "smtp.response.code", FT_UINT32, BASE_DEC, VALS(smtp_reply_codes), 0x0, NULL, HFILL }},
		{ &hf_smtp_rsp_parameter, { "Response parameter", "smtp.rsp.parameter", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_smtp_response_to, { "Response to", "smtp.response_to", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_smtp_message, { "Message", "smtp.message", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_smtp_header, { "Header", "smtp.message.header", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_smtp_eom, { "EOM", "smtp.eom", FT_NONE, BASE_NONE, NULL, 0x0, "End of message", HFILL }},
		{ &hf_smtp_sender, { "Sender", "smtp.sender", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_smtp_recipients, { "Recipients", "smtp.recipients", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }}
	};
	static gint *ett[] = {
		&ett_smtp,
		&ett_smtp_cmdresp,
		&ett_smtp_message
	};

	proto_smtp = proto_register_protocol("Simple Mail Transfer Protocol", "SMTP", "smtp");
	proto_register_field_array(proto_smtp, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("smtp", dissect_smtp, proto_smtp);
}

void
proto_reg_handoff_smtp(void)
{
	dissector_add_uint("tcp.port", TCP_PORT_SMTP, find_dissector("smtp"));
}
