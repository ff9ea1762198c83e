/* SPDX-License-Identifier: MIT */
/* packet-telnet.c
 * Routines for Telnet packet dissection (RFC 854, 855, and the options' own)
 */

#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/strutil.h>
#include <epan/tap.h>

void proto_register_telnet(void);
void proto_reg_handoff_telnet(void);

#define TCP_PORT_TELNET			23

#define TN_IAC	255
#define TN_DONT	254
#define TN_DO	253
#define TN_WONT	252
#define TN_WILL	251
#define TN_SB	250
#define TN_SE	240

#define TELOPT_TERMINAL_TYPE	24
#define TELOPT_NAWS		31
#define TELOPT_TSPEED		32
#define TELOPT_XDISPLOC		35
#define TELOPT_NEW_ENVIRON	39

static int telnet_tap = -1;

static int proto_telnet = -1;
static int hf_telnet_cmd = -1;
static int hf_telnet_option = -1;
static int hf_telnet_data = -1;
static int hf_telnet_terminal = -1;
static int hf_telnet_speed = -1;
static int hf_telnet_width = -1;
static int hf_telnet_height = -1;
static int hf_telnet_variable = -1;
static int hf_telnet_answer_to = -1;

static gint ett_telnet = -1;
static gint ett_telnet_cmd = -1;
static gint ett_telnet_subopt = -1;

static const value_string telnet_commands[] = {
	{ TN_SE,   "Suboption End" },
	{ 241,     "No-Operation" },
	{ 242,     "Data Mark" },
	{ 243,     "Break" },
	{ 244,     "Interrupt Process" },
	{ 245,     "Abort Output" },
	{ 246,     "Are You There" },
	{ 249,     "Go Ahead" },
	{ TN_SB,   "Suboption" },
	{ TN_WILL, "Will" },
	{ TN_WONT, "Won't" },
	{ TN_DO,   "Do" },
	{ TN_DONT, "Don't" },
	{ 0, NULL }
};

static const value_string telnet_options[] = {
	{ 0,                    "Binary Transmission" },
	{ 1,                    "Echo" },
	{ 3,                    "Suppress Go Ahead" },
	{ 5,                    "Status" },
	{ TELOPT_TERMINAL_TYPE, "Terminal Type" },
	{ TELOPT_NAWS,          "Negotiate About Window Size" },
	{ TELOPT_TSPEED,        "Terminal Speed" },
	{ 33,                   "Remote Flow Control" },
	{ 34,                   "Linemode" },
	{ TELOPT_XDISPLOC,      "X Display Location" },
	{ 36,                   "Environment Option" },
	{ TELOPT_NEW_ENVIRON,   "New Environment Option" },
	{ 0, NULL }
};

/* For the tap listeners of "telnet"; packet memory. */
typedef struct _telnet_tap_t {
	guint		commands;
	guint		data_bytes;
	const gchar	*text;		/* the data in one piece, without commands */
} telnet_tap_t;

/* Who asked for an option first, on each side of the connection. */
typedef struct _telnet_conv_t {
	emem_tree_t	*asked;		/* frames by { option, direction, verb } */
	const gchar	*terminal;
} telnet_conv_t;

/* An ep_strdup that says what it is for. Used by the sub-options below; other files have no use for it. */
#define TELNET_TEXT(tvb, offset, len)	\
	((len) > 0 ? (const gchar *)tvb_format_text((tvb), (offset), (len)) : (const gchar *)ep_strdup("(none)"))

static telnet_conv_t *
telnet_get_conv(packet_info *pinfo)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	telnet_conv_t *conv = (telnet_conv_t *)conversation_get_proto_data(conversation, proto_telnet);

	if (conv == NULL) {
		conv = (telnet_conv_t *)se_alloc(sizeof(telnet_conv_t));
		conv->asked = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "telnet_asked");
		conv->terminal = NULL;
		conversation_add_proto_data(conversation, proto_telnet, conv);
	}
	return conv;
}

/* Will answers Do and the other way round; so do the refusals. */
static guint
telnet_question_of(guint verb)
{
	switch (verb) {
	case TN_WILL:
	case TN_WONT:
		return TN_DO;
	default:
		return TN_WILL;
	}
}

static void
telnet_track_option(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, telnet_conv_t *conv, guint verb, guint option)
{
	guint32 words[3];
	emem_tree_key_t key[2];
	guint32 frame;
	proto_item *ti;
	gboolean from_server = pinfo->srcport == TCP_PORT_TELNET;

	key[0].length = 3;
	key[0].key = words;
	key[1].length = 0;
	key[1].key = NULL;

	words[0] = option;
	words[1] = !from_server;
	words[2] = telnet_question_of(verb);
	frame = GPOINTER_TO_UINT(se_tree_lookup32_array(conv->asked, key));
	if (frame && frame < pinfo->fd->num) {
		ti = proto_tree_add_uint(tree, hf_telnet_answer_to, tvb, 0, 0, frame);
		PROTO_ITEM_SET_GENERATED(ti);
	}
	words[0] = option;
	words[1] = from_server;
	words[2] = verb;
	if (!pinfo->fd->flags.visited && se_tree_lookup32_array(conv->asked, key) == NULL)
		se_tree_insert32_array(conv->asked, key, GUINT_TO_POINTER(pinfo->fd->num));
}

/* VAR name VALUE value, with four codes for the parts */
static void
dissect_new_environ(tvbuff_t *tvb, proto_tree *tree, gint offset, gint end)
{
	emem_strbuf_t *name = ep_strbuf_new_label(""), *value = NULL;
	gint start = offset;

	for (; offset <= end; offset++) {
		guint8 c = offset < end ? tvb_get_guint8(tvb, offset) : 0;

		if (c == 1) {
			value = ep_strbuf_new_label(NULL);
			continue;
		}
		if (c == 0 || c == 3) {
			if (name->len > 0)
				proto_tree_add_string(tree, hf_telnet_variable, tvb, start, offset - start,
						      value ? ep_strdup_printf("%s=%s", name->str, value->str) : name->str);
			name = ep_strbuf_truncate(name, 0);
			value = NULL;
			start = offset;
			continue;
		}
		if (g_ascii_isprint(c))
			ep_strbuf_append_c(value ? value : name, (gchar)c);
		else
			ep_strbuf_append_printf(value ? value : name, "\\%03o", c);
	}
}

/* The data of an option that is not known, with doubled IACs as the one that they stand for. */
static void
dissect_other_suboption(tvbuff_t *tvb, proto_tree *tree, gint offset, gint end)
{
	guint length = end > offset ? (guint)(end - offset) : 0, used = 0;
	guint8 *data = (guint8 *)ep_alloc(length);
	gint i;

	for (i = offset; i < end; i++) {
		data[used++] = tvb_get_guint8(tvb, i);
		if (data[used - 1] == TN_IAC)
			i++;
	}
	if (used > 0)
		proto_tree_add_text(tree, tvb, offset, end - offset, "Option data: %s", bytes_to_str(data, (int)used));
}

static void
dissect_suboption(tvbuff_t *tvb, packet_info *pinfo, proto_item *ti, gint offset, gint end,
    guint option, telnet_conv_t *conv)
{
	proto_tree *sub_tree = proto_item_add_subtree(ti, ett_telnet_subopt);
	const gchar *text;

	switch (option) {
	case TELOPT_NAWS:
		if (end - offset >= 4) {
			proto_tree_add_item(sub_tree, hf_telnet_width, tvb, offset, 2, ENC_BIG_ENDIAN);
			proto_tree_add_item(sub_tree, hf_telnet_height, tvb, offset + 2, 2, ENC_BIG_ENDIAN);
		}
		break;
	case TELOPT_TERMINAL_TYPE:
	case TELOPT_TSPEED:
	case TELOPT_XDISPLOC:
		if (end <= offset)
			break;
		if (tvb_get_guint8(tvb, offset) == 1) {
			proto_item_append_text(ti, ", send it");
			break;
		}
		text = TELNET_TEXT(tvb, offset + 1, end - offset - 1);
		proto_item_append_text(ti, ", here it is: %s", text);
		proto_tree_add_string(sub_tree, option == TELOPT_TERMINAL_TYPE ? hf_telnet_terminal : hf_telnet_speed, tvb,
		    offset + 1, end - offset - 1, text);
		if (option == TELOPT_TERMINAL_TYPE && !pinfo->fd->flags.visited)
			conv->terminal = se_strdup(text);
		break;
	case TELOPT_NEW_ENVIRON:
		if (end > offset)
			dissect_new_environ(tvb, sub_tree, offset + 1, end);
		break;
	default:
		dissect_other_suboption(tvb, sub_tree, offset, end);
		break;
	}
}

/* IAC SB option ... IAC SE: returns where the IAC of the end is, or the end of what there is */
static gint
find_suboption_end(tvbuff_t *tvb, gint offset)
{
	gint iac;

	while ((iac = tvb_find_guint8(tvb, offset, -1, TN_IAC)) != -1) {
		if (!tvb_offset_exists(tvb, iac + 1))
			return iac;
		if (tvb_get_guint8(tvb, iac + 1) != TN_IAC)
			return iac;
		offset = iac + 2;	/* a doubled one is data */
	}
	return (gint)tvb_length(tvb);
}

static gint
dissect_telnet_command(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gint offset, telnet_conv_t *conv,
    emem_strbuf_t *info)
{
	guint command = tvb_get_guint8(tvb, offset + 1), option;
	const gchar *name = val_to_str(command, telnet_commands, "Unknown command %u");
	proto_item *ti;
	proto_tree *cmd_tree;
	gint end;

	if (info->len > 0)
		ep_strbuf_append(info, ", ");
	ep_strbuf_append(info, name);
	ti = proto_tree_add_uint(tree, hf_telnet_cmd, tvb, offset, 2, command);
	cmd_tree = proto_item_add_subtree(ti, ett_telnet_cmd);
	if (command < TN_SB)
		return offset + 2;
	option = tvb_get_guint8(tvb, offset + 2);
	ep_strbuf_append_printf(info, " %s", val_to_str(option, telnet_options, "option %u"));
	proto_item_append_text(ti, " %s", val_to_str(option, telnet_options, "option %u"));
	proto_tree_add_uint(cmd_tree, hf_telnet_option, tvb, offset + 2, 1, option);
	if (command != TN_SB) {
		telnet_track_option(tvb, pinfo, cmd_tree, conv, command, option);
		proto_item_set_len(ti, 3);
		return offset + 3;
	}
	end = find_suboption_end(tvb, offset + 3);
	dissect_suboption(tvb, pinfo, ti, offset + 3, end, option, conv);
	proto_item_set_end(ti, tvb, end);
	return end;
}

static void
dissect_telnet(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	telnet_conv_t *conv = telnet_get_conv(pinfo);
	telnet_tap_t *tap = ep_new0(telnet_tap_t);
	emem_strbuf_t *info = ep_strbuf_new_label(NULL), *text = ep_strbuf_sized_new(64, 4096);
	proto_item *ti;
	proto_tree *telnet_tree;
	gint offset = 0, iac, end;

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "TELNET");
	ti = proto_tree_add_item(tree, proto_telnet, tvb, 0, -1, ENC_NA);
	if (conv->terminal)
		proto_item_append_text(ti, " (terminal %s, %s)", conv->terminal, address_to_str(&pinfo->dst));
	telnet_tree = proto_item_add_subtree(ti, ett_telnet);

	while (tvb_offset_exists(tvb, offset)) {
		iac = tvb_find_guint8(tvb, offset, -1, TN_IAC);
		end = iac == -1 ? (gint)tvb_length(tvb) : iac;
		/* data, line for line */
		while (offset < end) {
			gint next_offset, linelen;

			linelen = tvb_find_line_end(tvb, offset, end - offset, &next_offset, FALSE);
			next_offset = MIN(next_offset, end);
			proto_tree_add_string(telnet_tree, hf_telnet_data, tvb, offset, next_offset - offset,
			    tvb_format_text(tvb, offset, next_offset - offset));
			if (linelen > 0)
				ep_strbuf_append_printf(text, "%s ", tvb_format_text(tvb, offset, linelen));
			tap->data_bytes += next_offset - offset;
			offset = next_offset;
		}
		if (iac == -1)
			break;
		offset = dissect_telnet_command(tvb, pinfo, telnet_tree, iac, conv, info);
		tap->commands++;
	}
	if (info->len == 0)
		ep_strbuf_printf(info, "Telnet Data: %s", text->str);
	col_add_str(pinfo->cinfo, COL_INFO, info->str);
	tap->text = text->str;
	tap_queue_packet(telnet_tap, pinfo, tap);
}

void
proto_register_telnet(void)
{
	static hf_register_info hf[] = {
		{ &hf_telnet_cmd, { "Command", "telnet.cmd", FT_UINT8, BASE_DEC, VALS(telnet_commands), 0x0, NULL, HFILL }},
		{ &hf_telnet_option, { "Subcommand", "telnet.subcmd", FT_UINT8, BASE_DEC, VALS(telnet_options), 0x0, NULL, HFILL }},
		{ &hf_telnet_data, { "Data", "telnet.data", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_telnet_terminal, { "Terminal", "telnet.terminal", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_telnet_speed, { "Value", "telnet.value", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_telnet_width, { "Width", "telnet.naws.width", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_telnet_height, { "Height", "telnet.naws.height", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_telnet_variable, { "Variable", "telnet.environ.variable", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_telnet_answer_to, { "Answer to frame", "telnet.answer_to", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }}
	};
	static gint *ett[] = {
		&ett_telnet,
		&ett_telnet_cmd,
		&ett_telnet_subopt
	};

	proto_telnet = proto_register_protocol("Telnet", "TELNET", "telnet");
	proto_register_field_array(proto_telnet, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	telnet_tap = register_tap("telnet");
}

void
proto_reg_handoff_telnet(void)
{
	dissector_add_uint("tcp.port", TCP_PORT_TELNET, create_dissector_handle(dissect_telnet, proto_telnet));
}
