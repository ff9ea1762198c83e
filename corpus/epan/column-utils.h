/* SPDX-License-Identifier: MIT */
/* Writing the columns of the packet list. What does not fit a column is cut off. */
#ifndef EPAN_COLUMN_UTILS_H
#define EPAN_COLUMN_UTILS_H

#include <glib.h>
#include <epan/column_info.h>

struct _packet_info;

/** For code that builds texts only when somebody sees them. */
gboolean check_col (column_info *cinfo, const gint column);
gboolean col_get_writable (column_info *cinfo);
void col_set_writable (column_info *cinfo, const gboolean writable);
void col_clear (column_info *cinfo, const gint column);
/** Keeps the pointer: @a text must outlive the printing of the packet. */
void col_set_str (column_info *cinfo, const gint column, const gchar *text);
/** Copies. */
void col_add_str (column_info *cinfo, const gint column, const gchar *text);
void col_add_fstr (column_info *cinfo, const gint column, const gchar *format, ...) G_GNUC_PRINTF (3, 4);
void col_append_str (column_info *cinfo, const gint column, const gchar *text);
void col_append_fstr (column_info *cinfo, const gint column, const gchar *format, ...) G_GNUC_PRINTF (3, 4);
/** Appends @a separator first, unless the column is empty; NULL means ", ". */
void col_append_sep_str (column_info *cinfo, const gint column, const gchar *separator, const gchar *text);
void col_append_sep_fstr (column_info *cinfo, const gint column, const gchar *separator, const gchar *format, ...)
  G_GNUC_PRINTF (4, 5);
void col_prepend_fstr (column_info *cinfo, const gint column, const gchar *format, ...) G_GNUC_PRINTF (3, 4);
void col_prepend_fence_fstr (column_info *cinfo, const gint column, const gchar *format, ...) G_GNUC_PRINTF (3, 4);
/** Protects what the column holds now. */
void col_set_fence (column_info *cinfo, const gint column);

#endif
