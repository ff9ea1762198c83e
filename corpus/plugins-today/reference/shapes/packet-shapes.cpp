// SPDX-License-Identifier: MIT
// Shapes: runs of equal bytes, in C++.
#include <string>
#include <vector>

#include <epan/packet.h>
#include <epan/to_str.h>

extern "C" {
extern __attribute__ ((visibility ("default"))) const gchar plugin_version[] = "1.0";
extern __attribute__ ((visibility ("default"))) const int plugin_want_major = 4;
extern __attribute__ ((visibility ("default"))) const int plugin_want_minor = 0;
WS_DLL_PUBLIC void plugin_register (void);
}

static int proto_shapes = -1, hf_run = -1, hf_text = -1, hf_address = -1;
static gint ett_shapes = -1;

namespace shapes {

struct Run {
  unsigned start, length;
  guint8 byte;
};

class Reader {
public:
  Reader (packet_info *packet, tvbuff_t *buffer) : pinfo (packet), tvb (buffer) {}

  std::vector<Run *> runs () const
  {
    std::vector<Run *> found;

    for (unsigned i = 0; i < tvb_captured_length (tvb) && found.size () < 6; i++)
      {
        guint8 byte = tvb_get_guint8 (tvb, i);

        if (found.empty () || found.back ()->byte != byte)
          {
            Run *run = wmem_new0 (pinfo->pool, Run);

            run->start = i;
            run->byte = byte;
            found.push_back (run);
          }
        found.back ()->length++;
      }
    return found;
  }

  char *head () const
  {
    return reinterpret_cast<char *> (tvb_get_string_enc (pinfo->pool, tvb, 0, static_cast<int> (MIN (8u, tvb_captured_length (tvb))), ENC_ASCII));
  }

private:
  packet_info *pinfo;
  tvbuff_t *tvb;
};

} // namespace shapes

extern "C" {

static const char *
describe (wmem_allocator_t *pool, const shapes::Run *run)
{
  return wmem_strdup_printf (pool, "%u times %02x at %u", run->length, run->byte, run->start);
}

static int
dissect_shapes (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *)
{
  proto_item *item = proto_tree_add_item (tree, proto_shapes, tvb, 0, -1, ENC_NA);
  proto_tree *own = proto_item_add_subtree (item, ett_shapes);
  const shapes::Reader reader (pinfo, tvb);
  wmem_strbuf_t *all = wmem_strbuf_new (pinfo->pool, "");

  for (const shapes::Run *run : reader.runs ())
    {
      proto_tree_add_string (own, hf_run, tvb, static_cast<int> (run->start), static_cast<int> (run->length), describe (pinfo->pool, run));
      wmem_strbuf_append_c (all, static_cast<char> ('a' + run->byte % 26));
    }
  proto_tree_add_string (own, hf_text, tvb, 0, 0, wmem_strbuf_get_str (all));
  proto_tree_add_string (own, hf_address, tvb, 0, 0, address_to_str (pinfo->pool, &pinfo->dst));
  proto_item_append_text (item, ", %d bytes of head", static_cast<int> (strlen (reader.head ())));
  return static_cast<int> (tvb_captured_length (tvb));
}

static void
proto_register_shapes (void)
{
  static hf_register_info fields[] = {
    { &hf_run, { "Run", "shapes.run", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_text, { "Text", "shapes.text", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_address, { "To", "shapes.to", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL } },
  };
  static gint *trees[] = { &ett_shapes };

  proto_shapes = proto_register_protocol ("Shapes of bytes", "Shapes", "shapes");
  proto_register_field_array (proto_shapes, fields, array_length (fields));
  proto_register_subtree_array (trees, array_length (trees));
}

static void
proto_reg_handoff_shapes (void)
{
  dissector_add_for_decode_as ("udp.port", create_dissector_handle (dissect_shapes, proto_shapes));
}

void
plugin_register (void)
{
  static proto_plugin plugin;

  plugin.register_protoinfo = proto_register_shapes;
  plugin.register_handoff = proto_reg_handoff_shapes;
  proto_register_plugin (&plugin);
}

} // extern "C"
