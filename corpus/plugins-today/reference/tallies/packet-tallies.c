/* SPDX-License-Identifier: MIT */
/* Tallies: bytes by kind, with a tap, a table of the user's and preferences. */
#include <gmodule.h>

#include <epan/packet.h>
#include <epan/prefs.h>
#include <epan/tap.h>
#include <epan/to_str.h>
#include <epan/uat.h>
#include <wsutil/str_util.h>

WS_DLL_PUBLIC_DEF const gchar plugin_version[] = "1.0";
WS_DLL_PUBLIC_DEF const int plugin_want_major = 4;
WS_DLL_PUBLIC_DEF const int plugin_want_minor = 0;
WS_DLL_PUBLIC void plugin_register (void);

typedef struct {
  char *name;
  guint value;
} kind_t;

typedef struct {
  const char *label;
  guint bytes;
} tally_t;

static int proto_tallies = -1, tallies_tap = -1, hf_label = -1, hf_total = -1, hf_when = -1;
static gint ett_tallies = -1;
static guint shown = 16;
static gboolean with_time = TRUE;
static kind_t *kinds;
static guint n_kinds;
static wmem_tree_t *totals;

UAT_CSTRING_CB_DEF (kinds, name, kind_t)
UAT_DEC_CB_DEF (kinds, value, kind_t)

static void *
copy_kind (void *to, const void *from, size_t length _U_)
{
  ((kind_t *) to)->name = g_strdup (((const kind_t *) from)->name);
  ((kind_t *) to)->value = ((const kind_t *) from)->value;
  return to;
}

static void
free_kind (void *kind)
{
  g_free (((kind_t *) kind)->name);
}

static const char *
name_of (packet_info *pinfo, guint value)
{
  guint i;

  for (i = 0; i < n_kinds; i++)
    if (kinds[i].value == value)
      return wmem_strdup (pinfo->pool, kinds[i].name);
  return value < 32 ? "control" : wmem_strdup_printf (pinfo->pool, "'%c'", (int) value);
}

static guint
add_to_total (guint value, guint count)
{
  guint *total = (guint *) wmem_tree_lookup32 (totals, value);

  if (!total)
    {
      total = wmem_new0 (wmem_file_scope (), guint);
      wmem_tree_insert32 (totals, value, total);
    }
  *total += count;
  return *total;
}

static int
dissect_tallies (tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data _U_)
{
  proto_item *item = proto_tree_add_item (tree, proto_tallies, tvb, 0, -1, ENC_NA);
  proto_tree *own = proto_item_add_subtree (item, ett_tallies);
  guint length = tvb_captured_length (tvb), i;
  wmem_stack_t *kept = wmem_stack_new (pinfo->pool);
  wmem_strbuf_t *label = wmem_strbuf_new (pinfo->pool, NULL);

  for (i = 0; i < length && i < shown; i++)
    {
      tally_t *tally = wmem_new (pinfo->pool, tally_t);

      tally->label = name_of (pinfo, tvb_get_guint8 (tvb, i));
      tally->bytes = add_to_total (tvb_get_guint8 (tvb, i), 1);
      wmem_stack_push (kept, tally);
      tap_queue_packet (tallies_tap, pinfo, tally);
    }
  while (wmem_stack_count (kept) > 0)
    {
      tally_t *tally = (tally_t *) wmem_stack_pop (kept);

      wmem_strbuf_append_printf (label, "%s ", tally->label);
      proto_tree_add_string (own, hf_label, tvb, 0, 1, wmem_strdup_printf (pinfo->pool, "%s: %u", tally->label, tally->bytes));
    }
  proto_tree_add_string (own, hf_total, tvb, 0, length, wmem_strbuf_get_str (label));
  if (with_time)
    proto_tree_add_string (own, hf_when, tvb, 0, 0,
                           wmem_strconcat (pinfo->pool, rel_time_to_str (pinfo->pool, &pinfo->rel_ts), ", ", signed_time_secs_to_str (pinfo->pool, length), NULL));
  label = wmem_strbuf_new (pinfo->pool, NULL);
  wmem_strbuf_append_printf (label, "%u of %u", i, length);
  proto_item_append_text (item, ", %s", wmem_strbuf_get_str (label));
  return length;
}

static void
proto_register_tallies (void)
{
  static hf_register_info fields[] = {
    { &hf_label, { "Tally", "tallies.tally", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_total, { "Bytes", "tallies.bytes", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL } },
    { &hf_when, { "When", "tallies.when", FT_STRING, BASE_NONE, NULL, 0, NULL, HFILL } },
  };
  static gint *trees[] = { &ett_tallies };
  static uat_field_t columns[] = {
    UAT_FLD_CSTRING (kinds, name, "Name", "What to call it"),
    UAT_FLD_DEC (kinds, value, "Value", "The byte"),
    UAT_END_FIELDS
  };
  module_t *module;

  proto_tallies = proto_register_protocol ("Tallies of bytes", "Tallies", "tallies");
  proto_register_field_array (proto_tallies, fields, array_length (fields));
  proto_register_subtree_array (trees, array_length (trees));
  tallies_tap = register_tap ("tallies");
  totals = wmem_tree_new_autoreset (wmem_epan_scope (), wmem_file_scope ());
  module = prefs_register_protocol (proto_tallies, NULL);
  prefs_register_uint_preference (module, "shown", "Bytes shown", "How many bytes are shown", 10, &shown);
  prefs_register_bool_preference (module, "time", "Time", "Whether the time is shown", &with_time);
  prefs_register_uat_preference (module, "kinds", "Kinds", "Names of bytes",
                                 uat_new ("Kinds of bytes", sizeof (kind_t), "tallies_kinds", TRUE, &kinds, &n_kinds,
                                          UAT_AFFECTS_DISSECTION, NULL, copy_kind, NULL, free_kind, NULL, NULL, columns));
}

static void
proto_reg_handoff_tallies (void)
{
  dissector_add_for_decode_as ("udp.port", create_dissector_handle (dissect_tallies, proto_tallies));
}

void
plugin_register (void)
{
  static proto_plugin plugin;

  plugin.register_protoinfo = proto_register_tallies;
  plugin.register_handoff = proto_reg_handoff_tallies;
  proto_register_plugin (&plugin);
}
