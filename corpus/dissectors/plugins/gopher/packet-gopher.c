/* SPDX-License-Identifier: MIT */
/* packet-gopher.c
 * A plugin: routines for the Gopher protocol (RFC 1436)
 */

#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/prefs.h>
#include <epan/emem.h>
#include <epan/strutil.h>

void proto_register_gopher(void);
void proto_reg_handoff_gopher(void);
void plugin_register(void);
void plugin_reg_handoff(void);

/* What the program that loads a plugin asks for. */
extern const gchar plugin_version[];
const gchar plugin_version[] = "0.1.0";

static int proto_gopher = -1;
static int hf_gopher_request = -1;
static int hf_gopher_type = -1;
static int hf_gopher_title = -1;
static int hf_gopher_selector = -1;
static int hf_gopher_host = -1;
static int hf_gopher_port = -1;
static int hf_gopher_text = -1;
static int hf_gopher_request_in = -1;

static gint ett_gopher = -1;
static gint ett_gopher_item = -1;

static guint gopher_port = 70;
static dissector_handle_t gopher_handle;

static const value_string gopher_types[] = {
	{ '0', "Text file" },
	{ '1', "Menu" },
	{ '3', "Error" },
	{ '5', "DOS archive" },
	{ '7', "Index server" },
	{ '9', "Binary file" },
	{ 'g', "GIF image" },
	{ 'h', "HTML file" },
	{ 'i', "Informational text" },
	{ 's', "Sound" },
	{ 0, NULL }
};

/* What was asked for on a connection; kept with the capture file. */
typedef struct _gopher_request_t {
	guint32		frame;
	gchar		*selector;
	gchar		*label;
	gboolean	menu_expected;
} gopher_request_t;

/* One printf for both lifetimes. */
static gchar *gopher_printf(gboolean persistent, const gchar *fmt, ...) G_GNUC_PRINTF(2, 3);

static gchar *
gopher_printf(gboolean persistent, const gchar *fmt, ...)
{
	gchar *text;
	va_list ap;

	va_start(ap, fmt);
	text = persistent ? se_strdup_vprintf(fmt, ap) : ep_strdup_vprintf(fmt, ap);
	va_end(ap);
	return text;
}

/* Appends to a list of words. */
static void gopher_list(emem_strbuf_t *list, const gchar *fmt, ...) G_GNUC_PRINTF(2, 3);

static void
gopher_list(emem_strbuf_t *list, const gchar *fmt, ...)
{
	va_list ap;

	if (list->len > 0)
		ep_strbuf_append(list, ", ");
	va_start(ap, fmt);
	ep_strbuf_append_vprintf(list, fmt, ap);
	va_end(ap);
}

static void
dissect_gopher_request(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, conversation_t *conversation)
{
	gopher_request_t *req = (gopher_request_t *)conversation_get_proto_data(conversation, proto_gopher);
	gint next, len = tvb_find_line_end(tvb, 0, -1, &next, FALSE);
	const gchar *selector = len > 0 ? (const gchar *)tvb_get_ephemeral_string(tvb, 0, len) : ep_strdup("");

	if (req == NULL && !pinfo->fd->flags.visited) {
		req = (gopher_request_t *)se_malloc(sizeof(gopher_request_t));
		req->frame = pinfo->fd->num;
		req->selector = se_strndup(selector, MIN(strlen(selector), 80));
		req->label = gopher_printf(TRUE, "%s (%u bytes)", *selector ? req->selector : "main menu", (guint)strlen(selector));
		req->menu_expected = *selector == '\0' || *selector == '1' || g_str_has_prefix(selector, "/1");
		conversation_add_proto_data(conversation, proto_gopher, req);
	}
	if (len == 0 && req && req->frame < pinfo->fd->num) {
		/* some send the line end in a segment of its own */
		proto_tree_add_text(tree, tvb, 0, next, "The request of frame %u ends", req->frame);
		col_add_fstr(pinfo->cinfo, COL_INFO, "End of the request for %s", req->label);
		return;
	}
	proto_tree_add_string(tree, hf_gopher_request, tvb, 0, next, *selector ? format_text((const guchar *)selector, strlen(selector)) : "[Directory list]");
	col_add_str(pinfo->cinfo, COL_INFO, gopher_printf(FALSE, "Request: %s", *selector ? selector : "[Directory list]"));
}

/* One line of a menu: type and title, selector, host and port, with tabs between. */
static void
dissect_gopher_item(tvbuff_t *tvb, proto_tree *tree, gint offset, gint len, emem_strbuf_t *summary)
{
	gchar *line = (gchar *)tvb_get_ephemeral_string(tvb, offset, len);
	gchar **parts = g_strsplit(line + 1, "\t", 4);
	guint n = g_strv_length(parts);
	proto_tree *sub;
	proto_item *ti;

	ti = proto_tree_add_text(tree, tvb, offset, len, "%s: %s", val_to_str((guchar)line[0], gopher_types, "Unknown (0x%02x)"),
	    n > 0 ? format_text((guchar *)parts[0], strlen(parts[0])) : "");
	sub = proto_item_add_subtree(ti, ett_gopher_item);
	proto_tree_add_item(sub, hf_gopher_type, tvb, offset, 1, ENC_BIG_ENDIAN);
	if (n > 0)
		proto_tree_add_string(sub, hf_gopher_title, tvb, offset + 1, (gint)strlen(parts[0]), parts[0]);
	if (n > 1)
		proto_tree_add_string(sub, hf_gopher_selector, tvb, offset, len, parts[1]);
	if (n > 2)
		proto_tree_add_string(sub, hf_gopher_host, tvb, offset, len, parts[2]);
	if (n > 3)
		proto_tree_add_uint(sub, hf_gopher_port, tvb, offset, len, (guint32)strtoul(parts[3], NULL, 10) & 0xffff);
	if (line[0] != 'i' && n > 0)
		gopher_list(summary, "%s", ep_strndup(parts[0], 20));
	g_strfreev(parts);
}

static void
dissect_gopher_response(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, gopher_request_t *req)
{
	emem_strbuf_t *summary = ep_strbuf_sized_new(32, 120);
	gint offset = 0, next, len;
	proto_item *ti;
	guint lines = 0;

	if (req) {
		ti = proto_tree_add_uint(tree, hf_gopher_request_in, tvb, 0, 0, req->frame);
		PROTO_ITEM_SET_GENERATED(ti);
		proto_item_append_text(ti, ": %s", req->label);
	}
	while (tvb_length_remaining(tvb, offset) > 0) {
		len = tvb_find_line_end(tvb, offset, -1, &next, FALSE);
		if (len == 1 && tvb_get_guint8(tvb, offset) == '.') {
			proto_tree_add_text(tree, tvb, offset, next - offset, "End of the list");
			break;
		}
		if (req && req->menu_expected && len > 1)
			dissect_gopher_item(tvb, tree, offset, len, summary);
		else
			proto_tree_add_item(tree, hf_gopher_text, tvb, offset, next - offset, ENC_ASCII|ENC_NA);
		lines++;
		offset = next;
	}
	if (summary->len > 0)
		col_append_fstr(pinfo->cinfo, COL_INFO, "Response: %s", summary->str);
	else
		col_append_fstr(pinfo->cinfo, COL_INFO, "Response: %u line%s", lines, plurality(lines, "", "s"));
}

static void
dissect_gopher(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	conversation_t *conversation = find_or_create_conversation(pinfo);
	proto_item *ti = proto_tree_add_item(tree, proto_gopher, tvb, 0, -1, ENC_NA);
	proto_tree *gopher_tree = proto_item_add_subtree(ti, ett_gopher);

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "Gopher");
	col_clear(pinfo->cinfo, COL_INFO);
	if (pinfo->destport == gopher_port)
		dissect_gopher_request(tvb, pinfo, gopher_tree, conversation);
	else
		dissect_gopher_response(tvb, pinfo, gopher_tree,
		    (gopher_request_t *)conversation_get_proto_data(conversation, proto_gopher));
}

void
proto_register_gopher(void)
{
	static hf_register_info hf[] = {
		{ &hf_gopher_request,
		  { "Gopher client request", "gopher.request", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_gopher_type,
		  { "Type", "gopher.x_type", FT_UINT8, BASE_HEX, VALS(gopher_types), 0x0, NULL, HFILL }},
		{ &hf_gopher_title,
		  { "Name", "gopher.x_name", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_gopher_selector,
		  { "Selector", "gopher.x_selector", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_gopher_host,
		  { "Host", "gopher.x_host", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_gopher_port,
		  { "Port", "gopher.x_port", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		{ &hf_gopher_text,
		  { "Text", "gopher.text", FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }},
		{ &hf_gopher_request_in,
		  { "Request In", "gopher.request_in", FT_FRAMENUM, BASE_NONE, NULL, 0x0, NULL, HFILL }}
	};
	static gint *ett[] = {
		&ett_gopher,
		&ett_gopher_item
	};
	module_t *gopher_module;

	proto_gopher = proto_register_protocol("Gopher", "Gopher", "gopher");
	proto_register_field_array(proto_gopher, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("gopher", dissect_gopher, proto_gopher);
	gopher_module = prefs_register_protocol(proto_gopher, proto_reg_handoff_gopher);
	prefs_register_uint_preference(gopher_module, "tcp.port", "Gopher port", "Where requests go to", 10, &gopher_port);
}

void
proto_reg_handoff_gopher(void)
{
	static guint port = 0;

	if (gopher_handle == NULL)
		gopher_handle = find_dissector("gopher");
	else
		dissector_delete_uint("tcp.port", port, gopher_handle);
	port = gopher_port;
	dissector_add_uint("tcp.port", port, gopher_handle);
}

/* The entry points that a loader looks for by name. */
void
plugin_register(void)
{
	if (proto_gopher == -1)
		proto_register_gopher();
}

void
plugin_reg_handoff(void)
{
	proto_reg_handoff_gopher();
}
