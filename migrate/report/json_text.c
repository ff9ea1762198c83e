/* SPDX-License-Identifier: MIT */
/*
 * Members of JSON objects.
 */
#include "report/json_text.h"

void
json_add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (!text)
    {
      json_builder_add_null_value (builder);
      return;
    }
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  json_builder_add_string_value (builder, valid);
}

void
json_add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

void
json_add_flag (JsonBuilder *builder, const char *name, gboolean flag)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, flag);
}

void
json_begin_member (JsonBuilder *builder, const char *name, gboolean array)
{
  json_builder_set_member_name (builder, name);
  if (array)
    json_builder_begin_array (builder);
  else
    json_builder_begin_object (builder);
}

void
json_append (GString *out, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_indent (generator, 1);
  json_generator_to_gstring (generator, out);
  g_string_append_c (out, '\n');
}
