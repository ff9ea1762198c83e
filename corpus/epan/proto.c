/* SPDX-License-Identifier: MIT */
/* The registry of protocols, fields and subtrees. */
#include "proto_private.h"

#include <string.h>

static GPtrArray *fields;    /* header_field_info by id; 0 stays empty, so that a forgotten id is noticed */
static GHashTable *by_abbrev;
static GPtrArray *protocols; /* protocol_t, in order of registration */
static gint subtree_count;
static const char *registering_file;

static int
field_register (header_field_info *field)
{
  if (fields == NULL)
    {
      fields = g_ptr_array_new ();
      g_ptr_array_add (fields, NULL);
      by_abbrev = g_hash_table_new (g_str_hash, g_str_equal);
    }
  if (g_hash_table_contains (by_abbrev, field->abbrev) && field->type == FT_PROTOCOL)
    g_error ("protocol '%s' is registered twice", field->abbrev);
  field->id = (int) fields->len;
  g_ptr_array_add (fields, field);
  g_hash_table_insert (by_abbrev, (gpointer) (gsize) field->abbrev, field);
  return field->id;
}

int
proto_register_protocol (const char *name, const char *short_name, const char *filter_name)
{
  header_field_info *field = g_new0 (header_field_info, 1);
  field->name = name;
  field->abbrev = filter_name;
  field->type = FT_PROTOCOL;
  field->parent = -1;

  protocol_t *protocol = g_new0 (protocol_t, 1);
  *protocol = (protocol_t){ name, short_name, filter_name, field_register (field), registering_file };
  field->strings = protocol;
  if (protocols == NULL)
    protocols = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (protocols, protocol);
  return protocol->id;
}

void
proto_register_field_array (const int parent, hf_register_info *array, const int count)
{
  for (int i = 0; i < count; i++)
    {
      header_field_info *field = &array[i].hfinfo;
      field->parent = parent;
      field->bitshift = field->bitmask == 0 ? 0 : __builtin_ctz (field->bitmask);
      *array[i].p_id = field_register (field);
    }
}

void
proto_register_subtree_array (gint *const *indices, const int count)
{
  for (int i = 0; i < count; i++)
    *indices[i] = subtree_count++;
}

void
proto_set_cant_toggle (const int proto G_GNUC_UNUSED)
{
}

gboolean
proto_is_protocol_enabled (const protocol_t *protocol)
{
  return protocol != NULL;
}

protocol_t *
find_protocol_by_id (const int proto)
{
  for (guint i = 0; protocols != NULL && i < protocols->len; i++)
    {
      protocol_t *protocol = g_ptr_array_index (protocols, i);
      if (protocol->id == proto)
        return protocol;
    }
  return NULL;
}

int
proto_get_id (const protocol_t *protocol)
{
  return protocol->id;
}

int
proto_get_id_by_filter_name (const gchar *filter_name)
{
  const header_field_info *field = proto_registrar_get_byname (filter_name);
  return field == NULL ? -1 : field->id;
}

const char *
proto_get_protocol_name (const int proto)
{
  const protocol_t *protocol = find_protocol_by_id (proto);
  return protocol == NULL ? NULL : protocol->name;
}

const char *
proto_get_protocol_short_name (const protocol_t *protocol)
{
  return protocol == NULL ? "(none)" : protocol->short_name;
}

const char *
proto_get_protocol_filter_name (const int proto)
{
  const protocol_t *protocol = find_protocol_by_id (proto);
  return protocol == NULL ? NULL : protocol->filter_name;
}

header_field_info *
proto_registrar_get_nth (guint hf)
{
  if (fields == NULL || hf == 0 || hf >= fields->len)
    g_error ("field %u is not registered", hf);
  return g_ptr_array_index (fields, hf);
}

header_field_info *
proto_registrar_get_byname (const char *abbrev)
{
  return by_abbrev == NULL ? NULL : g_hash_table_lookup (by_abbrev, abbrev);
}

void
proto_set_registering_file (const char *file)
{
  registering_file = file;
}

const char *
proto_get_registering_file (void)
{
  return registering_file;
}

const char *
proto_get_file (int proto)
{
  const protocol_t *protocol = find_protocol_by_id (proto);
  return protocol == NULL ? NULL : protocol->file;
}

void
proto_cleanup (void)
{
  for (guint i = 0; protocols != NULL && i < protocols->len; i++)
    {
      const protocol_t *protocol = g_ptr_array_index (protocols, i);
      g_free (g_ptr_array_index (fields, (guint) protocol->id));
    }
  g_clear_pointer (&protocols, g_ptr_array_unref);
  g_clear_pointer (&fields, g_ptr_array_unref);
  g_clear_pointer (&by_abbrev, g_hash_table_unref);
}
