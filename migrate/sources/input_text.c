/* SPDX-License-Identifier: MIT */
/*
 * Texts that somebody has written for this program.
 */
#include "sources/input_text.h"

#include <string.h>

#include <glib/gstdio.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

const char *
input_text_cause (const GError *problem)
{
  const char *quote = "\xe2\x80\x9d: ", *cause = NULL;
  for (const char *found = strstr (problem->message, quote); found; found = strstr (cause, quote))
    cause = found + strlen (quote);
  return cause ? cause : problem->message;
}

gboolean
input_text_read (const char *path, char **text, gsize *length, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gsize read = 0;
  if (!g_file_get_contents (path, text, &read, &problem))
    {
      g_set_error_literal (error, problem->domain, problem->code, input_text_cause (problem));
      return FALSE;
    }
  if (g_str_has_prefix (*text, BYTE_ORDER_MARK))
    {
      read -= strlen (BYTE_ORDER_MARK);
      memmove (*text, *text + strlen (BYTE_ORDER_MARK), read + 1);
    }
  if (length)
    *length = read;
  return TRUE;
}

gboolean
input_text_read_plain (const char *path, char **text, gsize *length, GError **error)
{
  GStatBuf info;
  const gboolean there = g_stat (path, &info) == 0;
  if (there && !S_ISREG (info.st_mode))
    {
      g_set_error_literal (error, G_FILE_ERROR, S_ISDIR (info.st_mode) ? G_FILE_ERROR_ISDIR : G_FILE_ERROR_INVAL, "it is no regular file");
      return FALSE;
    }
  if (!there || info.st_size > 0)
    return input_text_read (path, text, length, error);
  *text = g_strdup ("");
  *length = 0;
  return TRUE;
}
