/* SPDX-License-Identifier: MIT */
/* packet-rtp-events.c
 * Routines for the telephone events in RTP (RFC 2833, 4733)
 */

#include <glib.h>

#include <epan/packet.h>
#include <epan/emem.h>

void proto_register_rtp_events(void);
void proto_reg_handoff_rtp_events(void);

static int proto_rtp_events = -1;
static int hf_rtp_event_id = -1;
static int hf_rtp_event_end = -1;
static int hf_rtp_event_volume = -1;
static int hf_rtp_event_duration = -1;

static gint ett_rtp_events = -1;

static const value_string rtp_event_vals[] = {
	{ 0,  "DTMF Zero 0" },
	{ 1,  "DTMF One 1" },
	{ 2,  "DTMF Two 2" },
	{ 3,  "DTMF Three 3" },
	{ 4,  "DTMF Four 4" },
	{ 5,  "DTMF Five 5" },
	{ 6,  "DTMF Six 6" },
	{ 7,  "DTMF Seven 7" },
	{ 8,  "DTMF Eight 8" },
	{ 9,  "DTMF Nine 9" },
	{ 10, "DTMF Star *" },
	{ 11, "DTMF Pound #" },
	{ 0, NULL }
};

static void
dissect_rtp_events(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
	proto_item *ti;
	proto_tree *event_tree;
	guint8 event = tvb_get_guint8(tvb, 0);

	col_set_str(pinfo->cinfo, COL_PROTOCOL, "RTP EVENT");
	col_add_fstr(pinfo->cinfo, COL_INFO, "Payload type=RTP Event, %s%s",
	    val_to_str_const(event, rtp_event_vals, "Unknown event"), tvb_get_guint8(tvb, 1) & 0x80 ? " (end)" : "");
	ti = proto_tree_add_item(tree, proto_rtp_events, tvb, 0, -1, ENC_NA);
	event_tree = proto_item_add_subtree(ti, ett_rtp_events);
	proto_tree_add_uint(event_tree, hf_rtp_event_id, tvb, 0, 1, event);
	proto_tree_add_item(event_tree, hf_rtp_event_end, tvb, 1, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(event_tree, hf_rtp_event_volume, tvb, 1, 1, ENC_BIG_ENDIAN);
	proto_tree_add_item(event_tree, hf_rtp_event_duration, tvb, 2, 2, ENC_BIG_ENDIAN);
}

void
proto_register_rtp_events(void)
{
	static hf_register_info hf[] = {
		{ &hf_rtp_event_id, { "Event ID", "rtpevent.event_id", FT_UINT8, BASE_DEC, VALS(rtp_event_vals), 0x0, NULL,
		    HFILL }},
		{ &hf_rtp_event_end, { "End of Event", "rtpevent.end_of_event", FT_BOOLEAN, 8, NULL, 0x80, NULL, HFILL }},
		{ &hf_rtp_event_volume, { "Volume", "rtpevent.volume", FT_UINT8, BASE_DEC, NULL, 0x3f, NULL, HFILL }},
		{ &hf_rtp_event_duration, { "Event Duration", "rtpevent.duration", FT_UINT16, BASE_DEC, NULL, 0x0, NULL,
		    HFILL }},
	};
	static gint *ett[] = {
		&ett_rtp_events
	};

	proto_rtp_events = proto_register_protocol("RFC 2833 RTP Event", "RTP Event", "rtpevent");
	proto_register_field_array(proto_rtp_events, hf, array_length(hf));
	proto_register_subtree_array(ett, array_length(ett));
}

void
proto_reg_handoff_rtp_events(void)
{
	dissector_add_string("rtp_dyn_payload_type", "TELEPHONE-EVENT",
	    create_dissector_handle(dissect_rtp_events, proto_rtp_events));
}
