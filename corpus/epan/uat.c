/* SPDX-License-Identifier: MIT */
/* User-accessible tables: one record a line, fields in double quotes with commas between them. */
#include <epan/uat.h>
#include "packet_private.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

struct epan_uat
{
  const char *name; /* of the file that the user keeps it in: how a setting names it */
  gsize size;
  void **records;
  guint *count;
  uat_copy_cb_t copy_cb;
  uat_update_cb_t update_cb;
  uat_free_cb_t free_cb;
  uat_post_update_cb_t post_update_cb;
  const uat_field_t *fields;
  GByteArray *data;
};

static GPtrArray *tables;

uat_t *
uat_new (const char *name G_GNUC_UNUSED, size_t size, const char *filename, gboolean from_profile G_GNUC_UNUSED,
         void **records, guint *count, const char *category G_GNUC_UNUSED, const char *help G_GNUC_UNUSED,
         uat_copy_cb_t copy_cb, uat_update_cb_t update_cb, uat_free_cb_t free_cb,
         uat_post_update_cb_t post_update_cb, uat_field_t *fields)
{
  uat_t *uat = g_new (uat_t, 1);
  *uat = (uat_t){ filename, size,          records, count, copy_cb, update_cb,
                  free_cb, post_update_cb, fields,  g_byte_array_new () };
  *records = NULL;
  *count = 0;
  if (tables == NULL)
    tables = g_ptr_array_new ();
  g_ptr_array_add (tables, uat);
  return uat;
}

static void *
uat_copy_records (uat_t *uat, host_pool_t pool, guint *length)
{
  *length = uat->data->len;
  void *copy = host_alloc (pool, MAX (uat->data->len, 1));
  if (uat->data->len > 0)
    memcpy (copy, uat->data->data, uat->data->len);
  return copy;
}

void *
uat_se_dup (uat_t *uat, guint *length)
{
  return uat_copy_records (uat, HOST_FILE_POOL, length);
}

void *
uat_dup (uat_t *uat, guint *length)
{
  return uat_copy_records (uat, HOST_HEAP_POOL, length);
}

/* --- what fields are made of -------------------------------------------------------------------------------- */

guint
uat_number_of (const char *text, unsigned length)
{
  g_autofree gchar *digits = g_strndup (text, length);
  return (guint) strtoul (digits, NULL, 10);
}

const char *
uat_number_text (guint number)
{
  static gchar text[16];
  g_snprintf (text, sizeof text, "%u", number);
  return text;
}

gboolean
uat_value_of (const value_string *table, const char *text, unsigned length, guint *value)
{
  for (; table->strptr != NULL; table++)
    if (strlen (table->strptr) == length && strncmp (table->strptr, text, length) == 0)
      {
        *value = table->value;
        return TRUE;
      }
  return FALSE;
}

gboolean
uat_fld_chk_str (void *record G_GNUC_UNUSED, const char *text, unsigned length G_GNUC_UNUSED,
                 const void *chk_data G_GNUC_UNUSED, const void *fld_data G_GNUC_UNUSED, const char **error)
{
  *error = text == NULL ? "no text" : NULL;
  return text != NULL;
}

gboolean
uat_fld_chk_num_dec (void *record G_GNUC_UNUSED, const char *text, unsigned length,
                     const void *chk_data G_GNUC_UNUSED, const void *fld_data G_GNUC_UNUSED, const char **error)
{
  for (unsigned i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      {
        *error = "not a decimal number";
        return FALSE;
      }
  *error = length == 0 ? "no number" : NULL;
  return length > 0;
}

gboolean
uat_fld_chk_enum (void *record G_GNUC_UNUSED, const char *text, unsigned length, const void *chk_data,
                  const void *fld_data G_GNUC_UNUSED, const char **error)
{
  guint value;
  const gboolean known = uat_value_of (chk_data, text, length, &value);
  *error = known ? NULL : "not one of the values";
  return known;
}

/* --- reading ------------------------------------------------------------------------------------------------ */

/* Takes the next field of a line: what stands between the quotes. */
static gchar *
field_take (const gchar **line)
{
  const gchar *start = strchr (*line, '"');
  const gchar *end = start == NULL ? NULL : strchr (start + 1, '"');
  if (end == NULL)
    return NULL;
  *line = end + 1;
  return g_strndup (start + 1, (gsize) (end - start - 1));
}

static gboolean
record_read (uat_t *uat, const gchar *line, GError **error)
{
  g_autofree guint8 *record = g_malloc0 (uat->size);
  const char *problem = NULL;
  for (const uat_field_t *field = uat->fields; field->name != NULL && problem == NULL; field++)
    {
      g_autofree gchar *text = field_take (&line);
      const unsigned length = text == NULL ? 0 : (unsigned) strlen (text);
      if (text == NULL)
        problem = "a field is missing";
      else if (field->cb.chk == NULL
               || field->cb.chk (record, text, length, field->cbdata.chk, field->fld_data, &problem))
        field->cb.set (record, text, length, field->cbdata.set, field->fld_data);
    }
  if (problem == NULL && uat->update_cb != NULL)
    uat->update_cb (record, &problem);
  if (problem != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "table '%s': %s in '%s'", uat->name, problem, line);
      if (uat->free_cb != NULL)
        uat->free_cb (record);
      return FALSE;
    }
  /* The table gets a copy of its own, as it does when a user edits it. */
  g_autofree guint8 *kept = g_memdup2 (record, uat->size);
  if (uat->copy_cb != NULL)
    {
      uat->copy_cb (kept, record, uat->size);
      if (uat->free_cb != NULL)
        uat->free_cb (record);
    }
  g_byte_array_append (uat->data, kept, (guint) uat->size);
  *uat->records = uat->data->data;
  *uat->count = uat->data->len / (guint) uat->size;
  return TRUE;
}

gboolean
uat_load (const char *setting, GError **error)
{
  const char *colon = strchr (setting, ':');
  uat_t *uat = NULL;
  for (guint i = 0; colon != NULL && tables != NULL && i < tables->len; i++)
    {
      uat_t *candidate = g_ptr_array_index (tables, i);
      if (strlen (candidate->name) == (gsize) (colon - setting)
          && strncmp (candidate->name, setting, (gsize) (colon - setting)) == 0)
        uat = candidate;
    }
  if (uat == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "table '%s' does not exist, or is not of the form name:FILE", setting);
      return FALSE;
    }
  g_autofree gchar *text = NULL;
  if (!g_file_get_contents (colon + 1, &text, NULL, error))
    return FALSE;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (gchar **line = lines; *line != NULL; line++)
    if (**line != '\0' && **line != '#' && !record_read (uat, *line, error))
      return FALSE;
  if (uat->post_update_cb != NULL)
    uat->post_update_cb ();
  return TRUE;
}

void
uat_cleanup (void)
{
  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      uat_t *uat = g_ptr_array_index (tables, i);
      for (guint at = 0; uat->free_cb != NULL && at < uat->data->len; at += (guint) uat->size)
        uat->free_cb (uat->data->data + at);
      g_byte_array_unref (uat->data);
      g_free (uat);
    }
  g_clear_pointer (&tables, g_ptr_array_unref);
}
