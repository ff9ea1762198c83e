/* SPDX-License-Identifier: MIT */
/* Looking names up. */
#include <epan/value_string.h>
#include <epan/tfs.h>
#include "to_str_private.h"

#include <string.h>

const true_false_string tfs_true_false = { "True", "False" };
const true_false_string tfs_yes_no = { "Yes", "No" };
const true_false_string tfs_set_notset = { "Set", "Not set" };
const true_false_string tfs_on_off = { "On", "Off" };
const true_false_string tfs_enabled_disabled = { "Enabled", "Disabled" };
const true_false_string tfs_request_response = { "Request", "Response" };
const true_false_string tfs_response_request = { "Response", "Request" };

/* The caller's format takes one integer or one string, which no compiler can check. */
G_GNUC_PRINTF (1, 0)
static gchar *
print_unknown (const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  gchar *text = host_vprintf (HOST_PACKET_POOL, format, arguments);
  va_end (arguments);
  return text;
}

const gchar *
match_strval_idx (guint32 val, const value_string *table, gint *idx)
{
  *idx = -1;
  if (table != NULL)
    for (gint i = 0; table[i].strptr != NULL; i++)
      if (table[i].value == val)
        {
          *idx = i;
          return table[i].strptr;
        }
  return NULL;
}

const gchar *
match_strval (guint32 val, const value_string *table)
{
  gint idx;
  return match_strval_idx (val, table, &idx);
}

const gchar *
val_to_str_const (guint32 val, const value_string *table, const char *unknown)
{
  const gchar *name = match_strval (val, table);
  return name != NULL ? name : unknown;
}

const gchar *
val_to_str (guint32 val, const value_string *table, const char *fmt)
{
  const gchar *name = match_strval (val, table);
  return name != NULL ? name : print_unknown (fmt, val);
}

const gchar *
match_strval_ext (guint32 val, value_string_ext *table)
{
  guint low = 0;
  guint high = table->rows;
  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      if (table->table[middle].value == val)
        return table->table[middle].strptr;
      if (table->table[middle].value < val)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

const gchar *
val_to_str_ext_const (guint32 val, value_string_ext *table, const char *unknown)
{
  const gchar *name = match_strval_ext (val, table);
  return name != NULL ? name : unknown;
}

const gchar *
val_to_str_ext (guint32 val, value_string_ext *table, const char *fmt)
{
  const gchar *name = match_strval_ext (val, table);
  return name != NULL ? name : print_unknown (fmt, val);
}

const gchar *
match_strrval (guint32 val, const range_string *table)
{
  if (table != NULL)
    for (; table->strptr != NULL; table++)
      if (val >= table->value_min && val <= table->value_max)
        return table->strptr;
  return NULL;
}

const gchar *
rval_to_str (guint32 val, const range_string *table, const char *fmt)
{
  const gchar *name = match_strrval (val, table);
  return name != NULL ? name : print_unknown (fmt, val);
}

const gchar *
match_strstr (const gchar *val, const string_string *table)
{
  if (table != NULL)
    for (; table->strptr != NULL; table++)
      if (strcmp (table->value, val) == 0)
        return table->strptr;
  return NULL;
}

const gchar *
str_to_str (const gchar *val, const string_string *table, const char *fmt)
{
  const gchar *name = match_strstr (val, table);
  return name != NULL ? name : print_unknown (fmt, val);
}
