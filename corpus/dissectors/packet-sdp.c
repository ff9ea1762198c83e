/* SPDX-License-Identifier: MIT */
/* packet-sdp.c
 * Routines for the Session Description Protocol (RFC 4566)
 */

#include <string.h>
#include <stdio.h>
#include <stdlib.h>
#include <glib.h>

#include <epan/packet.h>
#include <epan/expert.h>
#include <epan/strutil.h>
#include <epan/emem.h>

#include "packet-rtp.h"

void proto_register_sdp(void);
void proto_reg_handoff_sdp(void);

#define SDP_MAX_RTP_CHANNELS     4
#define SDP_MAX_RTP_PAYLOAD_TYPES 20

static int proto_sdp = -1;
static int hf_sdp_version = -1;
static int hf_sdp_owner = -1;
static int hf_sdp_session_name = -1;
static int hf_sdp_session_info = -1;
static int hf_sdp_uri = -1;
static int hf_sdp_email = -1;
static int hf_sdp_connection = -1;
static int hf_sdp_connection_address = -1;
static int hf_sdp_bandwidth = -1;
static int hf_sdp_bandwidth_value = -1;
static int hf_sdp_time = -1;
static int hf_sdp_media = -1;
static int hf_sdp_media_type = -1;
static int hf_sdp_media_port = -1;
static int hf_sdp_media_proto = -1;
static int hf_sdp_media_format = -1;
static int hf_sdp_attribute = -1;
static int hf_sdp_attribute_field = -1;
static int hf_sdp_attribute_value = -1;
static int hf_sdp_unknown = -1;
static int hf_sdp_invalid = -1;

static int ett_sdp = -1;
static int ett_sdp_line = -1;

/* What one m= line announces. */
typedef struct _transport_media_t {
	const gchar *type;
	const gchar *address;	/* of its own c= line, else NULL */
	guint32      port;
	gboolean     is_rtp;
	gint         formats_n;
	gint         formats[SDP_MAX_RTP_PAYLOAD_TYPES];
	const gchar *encodings[SDP_MAX_RTP_PAYLOAD_TYPES];	/* NULL where no a=rtpmap: said so */
	guint32      rates[SDP_MAX_RTP_PAYLOAD_TYPES];
} transport_media_t;

/* What the whole description announces; packet memory, and so is all that hangs on it. */
typedef struct _transport_info_t {
	const gchar       *address;
	const gchar       *session;
	gint               count;
	transport_media_t *media[SDP_MAX_RTP_CHANNELS];
} transport_info_t;

/* The rest of the line from offset on, in packet memory. */
#define SDP_TEXT(tvb, offset, end) \
	((end) > (offset) ? (gchar *)tvb_get_ephemeral_string((tvb), (offset), (end) - (offset)) : ep_strdup(""))

static void
dissect_sdp_connection(tvbuff_t *tvb, proto_item *ti, gint offset, gint end, transport_info_t *info, transport_media_t *media)
{
	proto_tree *tree = proto_item_add_subtree(ti, ett_sdp_line);
	gchar **words = ep_strsplit(SDP_TEXT(tvb, offset, end), " ", 2);

	if (!words[0] || !words[1] || !words[2])
		return;
	/* a multicast address may have a lifetime behind it */
	words[2] = ep_strsplit(words[2], "/", 1)[0];
	if (words[2] == NULL)
		return;
	proto_tree_add_string(tree, hf_sdp_connection_address, tvb, offset, end - offset,
			      format_text((guchar *)words[2], strlen(words[2])));
	if (media)
		media->address = words[2];
	else
		info->address = words[2];
}

static transport_media_t *
dissect_sdp_media(tvbuff_t *tvb, packet_info *pinfo, proto_item *ti, gint offset, gint end)
{
	transport_media_t *media = ep_alloc0(sizeof(transport_media_t));
	proto_tree *tree = proto_item_add_subtree(ti, ett_sdp_line);
	emem_strbuf_t *names = ep_strbuf_new_label("");
	gchar **words = ep_strsplit(SDP_TEXT(tvb, offset, end), " ", SDP_MAX_RTP_PAYLOAD_TYPES + 2);
	gint i;

	for (i = 0; i < 3; i++)
		if (words[i] == NULL) {
			expert_add_info_format(pinfo, ti, PI_MALFORMED, PI_WARN, "A media line of %d words", i);
			return NULL;
		}
	media->type = words[0];
	media->port = (guint32)strtoul(words[1], NULL, 10) & 0xffff;
	media->is_rtp = strncmp(words[2], "RTP/", 4) == 0;
	proto_tree_add_string(tree, hf_sdp_media_type, tvb, offset, end - offset, words[0]);
	proto_tree_add_uint(tree, hf_sdp_media_port, tvb, offset, end - offset, media->port);
	proto_tree_add_string(tree, hf_sdp_media_proto, tvb, offset, end - offset, words[2]);

	for (i = 3; words[i] && media->formats_n < SDP_MAX_RTP_PAYLOAD_TYPES; i++) {
		proto_tree_add_string(tree, hf_sdp_media_format, tvb, offset, end - offset, words[i]);
		if (media->is_rtp)
			media->formats[media->formats_n++] = atoi(words[i]) & 0x7f;
		names = ep_strbuf_append(names, words[i]);
		names = ep_strbuf_append_c(names, ',');
	}
	if (names->len)
		names = ep_strbuf_truncate(names, names->len - 1);
	proto_item_append_text(ti, " [%s over %s: %s]", media->type, words[2], names->str);
	return media;
}

/* a=rtpmap:101 telephone-event/8000 */
static void
dissect_sdp_rtpmap(transport_media_t *media, const gchar *value)
{
	gchar **words = ep_strsplit(value, " ", 1);
	gchar **parts;
	gint pt, i;

	if (!words[0] || !words[1])
		return;
	pt = atoi(words[0]);
	parts = ep_strsplit(words[1], "/", 3);
	if (!parts[0])
		return;
	for (i = 0; i < media->formats_n; i++)
		if (media->formats[i] == pt) {
			media->encodings[i] = ascii_strup_inplace(ep_strdup(parts[0]));
			media->rates[i] = parts[1] ? (guint32)strtoul(parts[1], NULL, 10) : 0;
		}
}

static void
dissect_sdp_attribute(tvbuff_t *tvb, proto_item *ti, gint offset, gint end, transport_media_t *media)
{
	proto_tree *tree = proto_item_add_subtree(ti, ett_sdp_line);
	gint colon = tvb_find_guint8(tvb, offset, end - offset, ':');
	gchar *field, *value;

	if (colon == -1) {
		proto_tree_add_item(tree, hf_sdp_attribute_field, tvb, offset, end - offset, ENC_ASCII|ENC_NA);
		return;
	}
	field = SDP_TEXT(tvb, offset, colon);
	value = SDP_TEXT(tvb, colon + 1, end);
	proto_tree_add_string(tree, hf_sdp_attribute_field, tvb, offset, colon - offset,
			      format_text((guchar *)field, strlen(field)));
	proto_tree_add_string(tree, hf_sdp_attribute_value, tvb, colon + 1, end - colon - 1,
			      format_text((guchar *)value, strlen(value)));
	if (media && !strcmp(field, "rtpmap"))
		dissect_sdp_rtpmap(media, value);
}

/* b=AS:128 */
static void
dissect_sdp_bandwidth(tvbuff_t *tvb, proto_item *ti, gint offset, gint end)
{
	gint colon = tvb_find_guint8(tvb, offset, end - offset, ':');
	emem_strbuf_t *text = ep_strbuf_new(NULL);
	gchar *modifier;

	if (colon == -1)
		return;
	modifier = SDP_TEXT(tvb, offset, colon);
	if (!strcmp(modifier, "AS"))
		ep_strbuf_printf(text, "%s kb/s for the application", SDP_TEXT(tvb, colon + 1, end));
	else if (!strcmp(modifier, "TIAS"))
		ep_strbuf_printf(text, "%s b/s without the transport", SDP_TEXT(tvb, colon + 1, end));
	else
		ep_strbuf_printf(text, "%s of unknown unit \"%s\"", SDP_TEXT(tvb, colon + 1, end), modifier);
	proto_tree_add_string(proto_item_add_subtree(ti, ett_sdp_line), hf_sdp_bandwidth_value, tvb, colon + 1, end - colon - 1,
			      format_text((const guchar *)text->str, text->len));
}

static gboolean
sdp_address(const gchar *text, address *addr)
{
	guint bytes[4];
	guint8 *data;
	gint i;

	if (text == NULL || sscanf(text, "%3u.%3u.%3u.%3u", &bytes[0], &bytes[1], &bytes[2], &bytes[3]) != 4)
		return FALSE;
	data = (guint8 *)ep_alloc(4);
	for (i = 0; i < 4; i++)
		data[i] = (guint8)bytes[i];
	/* conversations copy what they keep */
	SET_ADDRESS(addr, AT_IPv4, 4, data);
	return TRUE;
}

/* Tells RTP what to expect. The formats go with the file, as the conversation does. */
static void
announce_media(packet_info *pinfo, const transport_info_t *info, const transport_media_t *media)
{
	emem_tree_t *formats = NULL;
	address addr;
	gint i;

	if (!media->is_rtp || media->port == 0 || pinfo->fd->flags.visited)
		return;
	if (!sdp_address(media->address ? media->address : info->address, &addr))
		return;
	for (i = 0; i < media->formats_n; i++) {
		rtp_format_t *format;

		if (media->encodings[i] == NULL)
			continue;
		if (formats == NULL)
			formats = se_tree_create_non_persistent(EMEM_TREE_TYPE_RED_BLACK, "sdp_formats");
		format = se_new(rtp_format_t);
		format->pt = (guint8)media->formats[i];
		format->rate = media->rates[i];
		format->name = se_strdup(media->encodings[i]);
		se_tree_insert32(formats, format->pt, (void *)format);
	}
	rtp_add_address(pinfo, &addr, media->port, "SDP", pinfo->fd->num, formats);
}

static void
dissect_sdp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	transport_info_t *info = ep_new0(transport_info_t);
	transport_media_t *media = NULL;
	emem_strbuf_t *summary = ep_strbuf_sized_new(32, ITEM_LABEL_LENGTH);
	proto_item *ti, *sdp_item;
	proto_tree *sdp_tree;
	gint offset = 0, next_offset, linelen, hf, i;
	gboolean in_media_description = FALSE;

	col_append_str(pinfo->cinfo, COL_PROTOCOL, "/SDP");
	sdp_item = proto_tree_add_item(tree, proto_sdp, tvb, 0, -1, ENC_NA);
	sdp_tree = proto_item_add_subtree(sdp_item, ett_sdp);

	while (tvb_reported_length_remaining(tvb, offset) > 0) {
		gint end;
		guint8 type;

		linelen = tvb_find_line_end(tvb, offset, -1, &next_offset, FALSE);
		end = offset + linelen;
		if (linelen < 2 || tvb_get_guint8(tvb, offset + 1) != '=') {
			if (linelen > 0)
				proto_tree_add_item(sdp_tree, hf_sdp_invalid, tvb, offset, linelen, ENC_ASCII|ENC_NA);
			offset = next_offset;
			continue;
		}
		type = tvb_get_guint8(tvb, offset);
		switch (type) {
		case 'v': hf = hf_sdp_version; break;
		case 'o': hf = hf_sdp_owner; break;
		case 's': hf = hf_sdp_session_name; break;
		case 'i': hf = hf_sdp_session_info; break;
		case 'u': hf = hf_sdp_uri; break;
		case 'e': hf = hf_sdp_email; break;
		case 'c': hf = hf_sdp_connection; break;
		case 'b': hf = hf_sdp_bandwidth; break;
		case 't': hf = hf_sdp_time; break;
		case 'm': hf = hf_sdp_media; break;
		case 'a': hf = hf_sdp_attribute; break;
		default:  hf = hf_sdp_unknown; break;
		}
		ti = proto_tree_add_string(sdp_tree, hf, tvb, offset, linelen,
					   linelen > 2 ? tvb_format_text(tvb, offset + 2, linelen - 2) : "");
		offset += 2;
		switch (type) {
		case 's':
			info->session = linelen > 2 ? tvb_format_text(tvb, offset, linelen - 2) : NULL;
			break;
		case 'c':
			dissect_sdp_connection(tvb, ti, offset, end, info, in_media_description ? media : NULL);
			break;
		case 'b':
			dissect_sdp_bandwidth(tvb, ti, offset, end);
			break;
		case 'm':
			in_media_description = TRUE;
			media = dissect_sdp_media(tvb, pinfo, ti, offset, end);
			if (media && info->count < SDP_MAX_RTP_CHANNELS)
				info->media[info->count++] = media;
			break;
		case 'a':
			dissect_sdp_attribute(tvb, ti, offset, end, media);
			break;
		}
		offset = next_offset;
	}

	for (i = 0; i < info->count; i++) {
		announce_media(pinfo, info, info->media[i]);
		ep_strbuf_append_printf(summary, "%s%s port %u", summary->len ? ", " : "", info->media[i]->type, info->media[i]->port);
	}
	if (info->session && strcmp(info->session, "-") != 0) ep_strbuf_append_printf(summary, " (%s)", info->session);
	proto_item_append_text(sdp_item, ", %s", summary->str);
	col_append_str(pinfo->cinfo, COL_INFO, ", with session description");
}

void
proto_register_sdp(void)
{
#define SDP_FIELD(hf, name, abbrev) { &hf, { name, abbrev, FT_STRING, BASE_NONE, NULL, 0x0, NULL, HFILL }}
	static hf_register_info hf[] = {
		SDP_FIELD(hf_sdp_version, "Session Description Protocol Version (v)", "sdp.version"),
		SDP_FIELD(hf_sdp_owner, "Owner/Creator, Session Id (o)", "sdp.owner"),
		SDP_FIELD(hf_sdp_session_name, "Session Name (s)", "sdp.session_name"),
		SDP_FIELD(hf_sdp_session_info, "Session Information (i)", "sdp.session_info"),
		SDP_FIELD(hf_sdp_uri, "URI of Description (u)", "sdp.uri"),
		SDP_FIELD(hf_sdp_email, "E-mail Address (e)", "sdp.email"),
		SDP_FIELD(hf_sdp_connection, "Connection Information (c)", "sdp.connection_info"),
		SDP_FIELD(hf_sdp_connection_address, "Connection Address", "sdp.connection_info.address"),
		SDP_FIELD(hf_sdp_bandwidth, "Bandwidth Information (b)", "sdp.bandwidth"),
		SDP_FIELD(hf_sdp_bandwidth_value, "Bandwidth Value", "sdp.bandwidth.value"),
		SDP_FIELD(hf_sdp_time, "Time Description, active time (t)", "sdp.time"),
		SDP_FIELD(hf_sdp_media, "Media Description, name and address (m)", "sdp.media"),
		SDP_FIELD(hf_sdp_media_type, "Media Type", "sdp.media.media"),
		{ &hf_sdp_media_port, { "Media Port", "sdp.media.port", FT_UINT16, BASE_DEC, NULL, 0x0, NULL, HFILL }},
		SDP_FIELD(hf_sdp_media_proto, "Media Protocol", "sdp.media.proto"),
		SDP_FIELD(hf_sdp_media_format, "Media Format", "sdp.media.format"),
		SDP_FIELD(hf_sdp_attribute, "Media Attribute (a)", "sdp.media_attr"),
		SDP_FIELD(hf_sdp_attribute_field, "Media Attribute Fieldname", "sdp.media_attribute.field"),
		SDP_FIELD(hf_sdp_attribute_value, "Media Attribute Value", "sdp.media_attribute.value"),
		SDP_FIELD(hf_sdp_unknown, "Unknown", "sdp.unknown"),
		SDP_FIELD(hf_sdp_invalid, "Invalid line", "sdp.invalid"),
	};
	static gint *ett[] = {
		&ett_sdp,
		&ett_sdp_line,
	};

	proto_sdp = proto_register_protocol("Session Description Protocol", "SDP", "sdp");
	proto_register_field_array(proto_sdp, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
	register_dissector("sdp", dissect_sdp, proto_sdp);
}

void
proto_reg_handoff_sdp(void)
{
	dissector_add_string("media_type", "application/sdp", find_dissector("sdp"));
}
