/* SPDX-License-Identifier: MIT */
/* The columns of the packet list. */
#include <epan/column-utils.h>
#include "column_private.h"

#include <stdarg.h>
#include <string.h>

static gsize
column_size (gint column)
{
  return column == COL_INFO ? COL_MAX_INFO_LEN : COL_MAX_LEN;
}

void
col_init (column_info *cinfo)
{
  cinfo->num_cols = NUM_COL_FMTS;
  for (gint i = 0; i < NUM_COL_FMTS; i++)
    cinfo->col_buf[i] = g_malloc (column_size (i));
  col_reset (cinfo);
}

void
col_reset (column_info *cinfo)
{
  cinfo->writable = TRUE;
  for (gint i = 0; i < NUM_COL_FMTS; i++)
    {
      cinfo->col_buf[i][0] = '\0';
      cinfo->col_data[i] = cinfo->col_buf[i];
      cinfo->col_fence[i] = 0;
    }
}

void
col_cleanup (column_info *cinfo)
{
  for (gint i = 0; i < NUM_COL_FMTS; i++)
    g_free (cinfo->col_buf[i]);
}

gboolean
check_col (column_info *cinfo, const gint column)
{
  return cinfo != NULL && cinfo->writable && column >= 0 && column < NUM_COL_FMTS;
}

gboolean
col_get_writable (column_info *cinfo)
{
  return cinfo != NULL && cinfo->writable;
}

void
col_set_writable (column_info *cinfo, const gboolean writable)
{
  if (cinfo != NULL)
    cinfo->writable = writable;
}

/* Makes the column's own buffer hold what is shown, so that it can be changed. */
static gchar *
column_own (column_info *cinfo, gint column)
{
  gchar *buffer = cinfo->col_buf[column];
  if (cinfo->col_data[column] != buffer)
    {
      g_strlcpy (buffer, cinfo->col_data[column], column_size (column));
      cinfo->col_data[column] = buffer;
    }
  return buffer;
}

void
col_clear (column_info *cinfo, const gint column)
{
  if (check_col (cinfo, column))
    column_own (cinfo, column)[cinfo->col_fence[column]] = '\0';
}

void
col_set_str (column_info *cinfo, const gint column, const gchar *text)
{
  if (!check_col (cinfo, column))
    return;
  if (cinfo->col_fence[column] > 0)
    col_add_str (cinfo, column, text);
  else
    cinfo->col_data[column] = text;
}

void
col_add_str (column_info *cinfo, const gint column, const gchar *text)
{
  if (!check_col (cinfo, column))
    return;
  col_clear (cinfo, column);
  col_append_str (cinfo, column, text);
}

void
col_append_str (column_info *cinfo, const gint column, const gchar *text)
{
  if (check_col (cinfo, column))
    g_strlcat (column_own (cinfo, column), text, column_size (column));
}

void
col_add_fstr (column_info *cinfo, const gint column, const gchar *format, ...)
{
  if (!check_col (cinfo, column))
    return;
  va_list arguments;
  va_start (arguments, format);
  gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  col_add_str (cinfo, column, text);
  g_free (text);
}

void
col_append_fstr (column_info *cinfo, const gint column, const gchar *format, ...)
{
  if (!check_col (cinfo, column))
    return;
  va_list arguments;
  va_start (arguments, format);
  gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  col_append_str (cinfo, column, text);
  g_free (text);
}

void
col_append_sep_str (column_info *cinfo, const gint column, const gchar *separator, const gchar *text)
{
  if (!check_col (cinfo, column))
    return;
  if (column_own (cinfo, column)[0] != '\0')
    col_append_str (cinfo, column, separator == NULL ? ", " : separator);
  col_append_str (cinfo, column, text);
}

void
col_append_sep_fstr (column_info *cinfo, const gint column, const gchar *separator, const gchar *format, ...)
{
  if (!check_col (cinfo, column))
    return;
  va_list arguments;
  va_start (arguments, format);
  gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  col_append_sep_str (cinfo, column, separator, text);
  g_free (text);
}

static void
column_prepend (column_info *cinfo, gint column, const gchar *text)
{
  gchar *old = g_strdup (column_own (cinfo, column));
  g_strlcpy (cinfo->col_buf[column], text, column_size (column));
  g_strlcat (cinfo->col_buf[column], old, column_size (column));
  g_free (old);
}

void
col_prepend_fstr (column_info *cinfo, const gint column, const gchar *format, ...)
{
  if (!check_col (cinfo, column))
    return;
  va_list arguments;
  va_start (arguments, format);
  gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  column_prepend (cinfo, column, text);
  if (cinfo->col_fence[column] > 0)
    col_set_fence (cinfo, column);
  g_free (text);
}

void
col_prepend_fence_fstr (column_info *cinfo, const gint column, const gchar *format, ...)
{
  if (!check_col (cinfo, column))
    return;
  va_list arguments;
  va_start (arguments, format);
  gchar *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  column_prepend (cinfo, column, text);
  cinfo->col_fence[column] += (int) MIN (strlen (text), column_size (column) - 1);
  g_free (text);
}

void
col_set_fence (column_info *cinfo, const gint column)
{
  if (check_col (cinfo, column))
    cinfo->col_fence[column] = (int) strlen (cinfo->col_data[column]);
}
