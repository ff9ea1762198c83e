/* SPDX-License-Identifier: MIT */
/* Running the dissectors over one packet: the frame, what nobody knows, and what goes wrong. */
#include "packet_private.h"
#include "proto_private.h"
#include <epan/expert.h>
#include <epan/wtap.h>

#include <string.h>

static int proto_frame = -1;
static int proto_data = -1;
static int proto_malformed = -1;
static int hf_frame_number = -1;
static int hf_frame_length = -1;
static int hf_data = -1;
static gint ett_frame = -1;
static gint ett_data = -1;
static dissector_table_t encap_table;

static void
dissect_data (tvbuff_t *tvb, packet_info *pinfo G_GNUC_UNUSED, proto_tree *tree)
{
  const gint length = (gint) tvb_length (tvb);
  if (length == 0)
    return;
  proto_item *item = proto_tree_add_protocol_format (tree, proto_data, tvb, 0, length, "Data (%d byte%s)", length,
                                                     length == 1 ? "" : "s");
  proto_tree *data_tree = proto_item_add_subtree (item, ett_data);
  proto_tree_add_item (data_tree, hf_data, tvb, 0, length, ENC_NA);
}

void
proto_register_frame_and_data (void)
{
  static hf_register_info frame_fields[] = {
    { &hf_frame_number, { "Frame Number", "frame.number", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL } },
    { &hf_frame_length, { "Frame Length", "frame.len", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL } },
  };
  static hf_register_info data_fields[] = {
    { &hf_data, { "Data", "data.data", FT_BYTES, BASE_NONE, NULL, 0, NULL, HFILL } },
  };
  static gint *ett[] = { &ett_frame, &ett_data };

  proto_frame = proto_register_protocol ("Frame", "Frame", "frame");
  proto_data = proto_register_protocol ("Data", "Data", "data");
  proto_malformed = proto_register_protocol ("Malformed Packet", "Malformed packet", "malformed");
  proto_register_field_array (proto_frame, frame_fields, array_length (frame_fields));
  proto_register_field_array (proto_data, data_fields, array_length (data_fields));
  proto_register_subtree_array (ett, array_length (ett));
  register_dissector ("data", dissect_data, proto_data);
  encap_table = register_dissector_table ("wtap_encap", "Link type", FT_UINT32, BASE_DEC);
}

void
show_exception (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, unsigned long exception, const char *message)
{
  switch (exception)
    {
    case BoundsError:
    case ScsiBoundsError:
      col_append_str (pinfo->cinfo, COL_INFO, "[Packet size limited during capture]");
      proto_tree_add_text (tree, tvb, 0, 0, "[Packet size limited during capture: %s truncated]",
                           pinfo->current_proto);
      break;
    case ReportedBoundsError:
    case TypeError:
      col_append_str (pinfo->cinfo, COL_INFO, "[Malformed Packet]");
      proto_tree_add_protocol_format (tree, proto_malformed, tvb, 0, 0, "[Malformed Packet: %s]",
                                      pinfo->current_proto);
      break;
    default:
      col_append_fstr (pinfo->cinfo, COL_INFO, "[Dissector bug, protocol %s: %s]", pinfo->current_proto,
                       message == NULL ? "no message" : message);
      proto_tree_add_text (tree, tvb, 0, 0, "[Dissector bug, protocol %s: %s]", pinfo->current_proto,
                           message == NULL ? "no message" : message);
      break;
    }
}

void
frame_dissect (epan_dissect_t *edt)
{
  packet_info *pinfo = &edt->pi;
  tvbuff_t *tvb = edt->tvb;
  const frame_data *fd = pinfo->fd;

  proto_item *item
    = proto_tree_add_protocol_format (edt->tree, proto_frame, tvb, 0, -1, "Frame %u: %u bytes on wire, %u captured",
                                      fd->num, fd->pkt_len, fd->cap_len);
  proto_tree *frame_tree = proto_item_add_subtree (item, ett_frame);
  proto_tree_add_uint (frame_tree, hf_frame_number, tvb, 0, 0, fd->num);
  proto_tree_add_uint (frame_tree, hf_frame_length, tvb, 0, 0, fd->pkt_len);

  TRY
  {
    if (!dissector_try_uint (encap_table, (guint32) fd->lnk_t, tvb, pinfo, edt->tree))
      {
        col_set_str (pinfo->cinfo, COL_PROTOCOL, "UNKNOWN");
        col_add_fstr (pinfo->cinfo, COL_INFO, "WTAP_ENCAP = %d", fd->lnk_t);
        call_dissector (find_dissector ("data"), tvb, pinfo, edt->tree);
      }
  }
  CATCH_ALL
  {
    show_exception (tvb, pinfo, edt->tree, EXCEPT_CODE, GET_MESSAGE);
  }
  ENDTRY;

  TRY
  {
    postdissectors_call (tvb, pinfo, edt->tree);
  }
  CATCH_ALL
  {
    show_exception (tvb, pinfo, edt->tree, EXCEPT_CODE, GET_MESSAGE);
  }
  ENDTRY;
}

void
add_new_data_source (packet_info *pinfo G_GNUC_UNUSED, tvbuff_t *tvb G_GNUC_UNUSED, const char *name G_GNUC_UNUSED)
{
  /* Only what a dissector says about the bytes is printed. */
}

void
expert_add_info_format (packet_info *pinfo G_GNUC_UNUSED, proto_item *item, int group G_GNUC_UNUSED, int severity,
                        const char *format, ...)
{
  static const value_string severities[]
    = { { PI_CHAT, "Chat" }, { PI_NOTE, "Note" }, { PI_WARN, "Warn" }, { PI_ERROR, "Error" }, { 0, NULL } };
  if (item == NULL)
    return;
  va_list arguments;
  va_start (arguments, format);
  gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  proto_item *remark = proto_tree_add_text (item, NULL, 0, 0, "Expert Info (%s): %s",
                                            val_to_str_const ((guint32) severity, severities, "Unknown"), text);
  proto_item_set_generated (remark);
  g_free (text);
}

void
expert_add_undecoded_item (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, int offset, int length,
                           const int severity)
{
  proto_item *item = proto_tree_add_text (tree, tvb, offset, length, "Not dissected yet");
  expert_add_info_format (pinfo, item, PI_UNDECODED, severity, "Not dissected yet");
}

int
in_cksum (const vec_t *pieces, int count)
{
  guint32 sum = 0;
  gboolean odd = FALSE;
  for (int i = 0; i < count; i++)
    for (int at = 0; at < pieces[i].len; at++, odd = !odd)
      sum += odd ? pieces[i].ptr[at] : (guint32) pieces[i].ptr[at] << 8;
  while (sum > 0xffff)
    sum = (sum & 0xffff) + (sum >> 16);
  return (int) g_htons ((guint16) (~sum & 0xffff));
}
