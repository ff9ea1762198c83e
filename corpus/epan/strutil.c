/* SPDX-License-Identifier: MIT */
/* Strings out of packets. */
#include <epan/strutil.h>
#include "to_str_private.h"

#include <string.h>

/* The letter that C writes after a backslash for a control character, or NUL. */
static gchar
escape_letter (guchar character)
{
  static const gchar letters[] = "abtnvfr"; /* from 7 on */
  return character >= '\a' && character <= '\r' ? letters[character - '\a'] : '\0';
}

static gchar *
text_format (const guchar *line, size_t length, gboolean blanks)
{
  gchar *text = host_alloc (HOST_PACKET_POOL, length * 4 + 1);
  gchar *end = text;
  for (size_t i = 0; i < length; i++)
    {
      const guchar character = line[i];
      if (g_ascii_isprint ((gchar) character))
        *end++ = (gchar) character;
      else if (blanks && g_ascii_isspace ((gchar) character))
        *end++ = ' ';
      else if (escape_letter (character) != '\0')
        {
          *end++ = '\\';
          *end++ = escape_letter (character);
        }
      else
        {
          *end++ = '\\';
          *end++ = (gchar) ('0' + (character >> 6));
          *end++ = (gchar) ('0' + (character >> 3 & 7));
          *end++ = (gchar) ('0' + (character & 7));
        }
    }
  *end = '\0';
  return text;
}

gchar *
format_text (const guchar *line, size_t length)
{
  return text_format (line, length, FALSE);
}

gchar *
format_text_wsp (const guchar *line, size_t length)
{
  return text_format (line, length, TRUE);
}

const guchar *
find_line_end (const guchar *data, const guchar *data_end, const guchar **eol)
{
  while (data < data_end && *data != '\r' && *data != '\n')
    data++;
  *eol = data;
  if (data == data_end)
    return data_end;
  if (*data == '\r' && data + 1 < data_end && data[1] == '\n')
    return data + 2;
  return data + 1;
}

gchar *
bytestring_to_str (const guint8 *bytes, const guint32 length, const char punct)
{
  return bytes_to_str_punct (bytes, (int) length, punct);
}

gboolean
hex_str_to_bytes (const char *text, GByteArray *bytes, gboolean force_separators)
{
  g_byte_array_set_size (bytes, 0);
  while (*text != '\0')
    {
      if (!g_ascii_isxdigit (text[0]) || !g_ascii_isxdigit (text[1]))
        return FALSE;
      const guint8 byte = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
      g_byte_array_append (bytes, &byte, 1);
      text += 2;
      if (*text == ':' || *text == '-' || *text == '.')
        text++;
      else if (force_separators && *text != '\0')
        return FALSE;
    }
  return TRUE;
}

gchar *
uri_str_to_bytes_text (const char *text)
{
  gchar *plain = g_uri_unescape_string (text, NULL);
  if (plain == NULL)
    return NULL;
  gchar *copy = host_strdup (HOST_PACKET_POOL, plain);
  g_free (plain);
  return copy;
}

gchar *
ascii_strdown_inplace (gchar *text)
{
  for (gchar *at = text; *at != '\0'; at++)
    *at = g_ascii_tolower (*at);
  return text;
}

gchar *
ascii_strup_inplace (gchar *text)
{
  for (gchar *at = text; *at != '\0'; at++)
    *at = g_ascii_toupper (*at);
  return text;
}
