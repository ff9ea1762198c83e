/* SPDX-License-Identifier: MIT */
/**
 * @file
 * String buffers: characters, escapes, and what is no UTF-8.
 */
#include "wmem/wmem_strbuf.h"

#define REPLACEMENT_CHARACTER 0xFFFD

void
wmem_strbuf_append_unichar_validated (wmem_strbuf_t *strbuf, const gunichar c)
{
  wmem_strbuf_append_unichar (strbuf, g_unichar_validate (c) ? c : REPLACEMENT_CHARACTER);
}

/** Appends what was just made, or nothing of it where a limit would cut it. */
static void
append_whole (wmem_strbuf_t *strbuf, const gchar *text, gsize length)
{
  if (strbuf->max_len == 0 || strbuf->len + length < strbuf->max_len)
    wmem_strbuf_append_len (strbuf, text, length);
}

void
wmem_strbuf_append_hex (wmem_strbuf_t *strbuf, guint8 byte)
{
  gchar escape[8];

  append_whole (strbuf, escape, (gsize) g_snprintf (escape, sizeof escape, "\\x%02X", byte));
}

gsize
wmem_strbuf_append_hex_unichar (wmem_strbuf_t *strbuf, gunichar c)
{
  gchar escape[16];
  gint length = g_snprintf (escape, sizeof escape, c <= 0x7f ? "\\x%02X" : c <= 0xffff ? "\\u%04X"
                                                                                       : "\\U%08X",
                            c);

  append_whole (strbuf, escape, (gsize) length);
  return (gsize) length;
}

gboolean
wmem_strbuf_utf8_validate (wmem_strbuf_t *strbuf, const char **endptr)
{
  const gchar *valid = strbuf->str, *end = strbuf->str + strbuf->len;

  /* GLib stops at a NUL. */
  while (!g_utf8_validate (valid, end - valid, &valid) && valid < end && *valid == '\0')
    valid++;
  if (endptr != NULL)
    *endptr = valid;
  return valid == end;
}

void
wmem_strbuf_utf8_make_valid (wmem_strbuf_t *strbuf)
{
  const gchar *bad, *from, *end = strbuf->str + strbuf->len;
  GString *valid;

  if (wmem_strbuf_utf8_validate (strbuf, &bad))
    return;
  valid = g_string_new (NULL);
  for (from = bad; from < end; from++)
    {
      const gchar *start = from;

      g_utf8_validate (start, end - start, &from);
      g_string_append_len (valid, start, from - start);
      if (from < end)
        g_string_append_unichar (valid, *from == '\0' ? 0 : REPLACEMENT_CHARACTER);
    }
  wmem_strbuf_truncate (strbuf, (gsize) (bad - strbuf->str));
  wmem_strbuf_append_len (strbuf, valid->str, valid->len);
  g_string_free (valid, TRUE);
  /* The last character may be beyond a limit, with some of its bytes. */
  wmem_strbuf_utf8_validate (strbuf, &bad);
  wmem_strbuf_truncate (strbuf, (gsize) (bad - strbuf->str));
}
