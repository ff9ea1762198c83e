/* SPDX-License-Identifier: MIT */
/* Words: the lines of any text protocol, counted. */
#include <gmodule.h>

#include <epan/packet.h>
#include <epan/conversation.h>
#include <epan/to_str.h>
#include <epan/proto_data.h>

#include "words_text.h"

WS_DLL_PUBLIC_DEF const gchar plugin_version[] = "1.0";
WS_DLL_PUBLIC_DEF const int plugin_want_major = 4;
WS_DLL_PUBLIC_DEF const int plugin_want_minor = 0;
WS_DLL_PUBLIC void plugin_register (void);

static int proto_words = -1, hf_words_line = -1, hf_words_about = -1, hf_words_bytes = -1, hf_words_from = -1,
           hf_words_number = -1;
static gint ett_words = -1;

static words_seen_t *
seen_of (packet_info *pinfo)
{
  conversation_t *conversation = find_or_create_conversation (pinfo);
  words_seen_t *seen = (words_seen_t *) conversation_get_proto_data (conversation, proto_words);

  if (!seen)
    {
      seen = se_new0 (words_seen_t);
      conversation_add_proto_data (conversation, proto_words, seen);
    }
  return seen;
}

static void
add_line (packet_info *pinfo, proto_tree *tree, tvbuff_t *tvb, int offset, int length)
{
  char *line = words_lower (tvb, offset, length);

  col_append_sep_str (pinfo->cinfo, COL_INFO, NULL, line);
  proto_tree_add_string (tree, hf_words_line, tvb, offset, length, line);
  proto_tree_add_string (tree, hf_words_about, tvb, offset, length, words_describe (line));
}

static int
dissect_words (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data _U_)
{
  proto_item *item = proto_tree_add_item (tree, proto_words, tvb, 0, -1, ENC_NA);
  proto_tree *words_tree = proto_item_add_subtree (item, ett_words);
  int offset = 0, next, length, lines = 0;
  int head = MIN (4, (int) tvb_reported_length (tvb));
  guint8 *first = (guint8 *) ep_tvb_memdup (tvb, 0, head);
  char *raw = (char *) tvb_get_string (tvb, 0, head);
  unsigned *number = (unsigned *) p_get_proto_data (pinfo->fd, proto_words);

  if (!number)
    {
      number = (unsigned *) se_memdup (&pinfo->num, sizeof pinfo->num);
      p_add_proto_data (pinfo->fd, proto_words, number);
    }
  proto_tree_add_uint (words_tree, hf_words_number, tvb, 0, 0, *number);
  proto_tree_add_string (words_tree, hf_words_from, tvb, 0, 0, ep_address_to_str (&pinfo->src));
  proto_tree_add_string (words_tree, hf_words_bytes, tvb, 0, head,
                         ep_strdup_printf ("%s (%s)", bytes_to_str (first, head), tvb_format_text (tvb, 0, head)));
  while (tvb_reported_length_remaining (tvb, offset) > 0 && lines < 5)
    {
      length = tvb_find_line_end (tvb, offset, -1, &next, FALSE);
      add_line (pinfo, words_tree, tvb, offset, length);
      words_remember (seen_of (pinfo), words_lower (tvb, offset, length));
      offset = next;
      lines++;
    }
  proto_item_append_text (item, ": %d lines, begins with %d bytes", lines, (int) strlen (raw));
  g_free (raw);
  return tvb_captured_length (tvb);
}

static void
proto_register_words (void)
{
  static hf_register_info fields[] = {
    { &hf_words_line, { "Line", "words.line", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_words_about, { "About", "words.about", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_words_bytes, { "Begins with", "words.bytes", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_words_from, { "From", "words.from", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_words_number, { "Kept number", "words.number", FT_UINT32, BASE_DEC, NULL, 0, NULL, HFILL } },
  };
  static gint *trees[] = { &ett_words };

  proto_words = proto_register_protocol ("Words of lines", "Words", "words");
  proto_register_field_array (proto_words, fields, array_length (fields));
  proto_register_subtree_array (trees, array_length (trees));
}

static void
proto_reg_handoff_words (void)
{
  dissector_add_for_decode_as ("tcp.port", create_dissector_handle (dissect_words, proto_words));
}

void
plugin_register (void)
{
  static proto_plugin plugin;

  plugin.register_protoinfo = proto_register_words;
  plugin.register_handoff = proto_reg_handoff_words;
  proto_register_plugin (&plugin);
}
