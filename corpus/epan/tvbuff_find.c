/* SPDX-License-Identifier: MIT */
/* Searching in tvbuffs: bytes, ends of strings, ends of lines. */
#define _GNU_SOURCE 1 /* memmem */
#include "tvbuff_private.h"

#include <string.h>

/* The bytes that a search may look at: `maxlength` at most (-1: all), fewer where fewer were captured. */
static const guint8 *
search_range (tvbuff_t *tvb, gint offset, gint maxlength, guint *start, guint *size)
{
  tvb_resolve (tvb, offset, -1, start, size);
  if (maxlength >= 0)
    *size = MIN (*size, (guint) maxlength);
  return tvb->data + *start;
}

gint
tvb_find_guint8 (tvbuff_t *tvb, gint offset, gint maxlength, guint8 needle)
{
  guint start;
  guint size;
  const guint8 *bytes = search_range (tvb, offset, maxlength, &start, &size);
  const guint8 *found = size == 0 ? NULL : memchr (bytes, needle, size);
  return found == NULL ? -1 : (gint) (start + (guint) (found - bytes));
}

gint
tvb_pbrk_guint8 (tvbuff_t *tvb, gint offset, gint maxlength, const guint8 *needles, guchar *found)
{
  guint start;
  guint size;
  const guint8 *bytes = search_range (tvb, offset, maxlength, &start, &size);
  for (guint i = 0; i < size; i++)
    if (bytes[i] != 0 && strchr ((const char *) needles, bytes[i]) != NULL)
      {
        if (found != NULL)
          *found = bytes[i];
        return (gint) (start + i);
      }
  return -1;
}

gint
tvb_find_tvb (tvbuff_t *haystack, tvbuff_t *needle, gint offset)
{
  guint start;
  guint size;
  const guint8 *bytes = search_range (haystack, offset, -1, &start, &size);
  if (needle->length == 0)
    return -1;
  const guint8 *found = memmem (bytes, size, needle->data, needle->length);
  return found == NULL ? -1 : (gint) (start + (guint) (found - bytes));
}

guint
tvb_strsize (tvbuff_t *tvb, gint offset)
{
  guint start;
  guint size;
  tvb_resolve (tvb, offset, 0, &start, &size);
  const gint end = tvb_find_guint8 (tvb, (gint) start, -1, 0);
  if (end == -1)
    THROW (tvb->length < tvb->reported_length ? BoundsError : ReportedBoundsError);
  return (guint) end - start + 1;
}

gint
tvb_strnlen (tvbuff_t *tvb, gint offset, guint maxlength)
{
  guint start;
  guint size;
  tvb_resolve (tvb, offset, 0, &start, &size);
  const gint end = tvb_find_guint8 (tvb, (gint) start, maxlength > G_MAXINT ? -1 : (gint) maxlength, 0);
  return end == -1 ? -1 : end - (gint) start;
}

/* A line end at `end`, or none: sets where the next line starts and returns the line's length. */
static gint
line_finish (tvbuff_t *tvb, gint start, gint end, gint limit, gint *next_offset)
{
  gint next = limit;
  if (end == -1)
    end = limit;
  else if (tvb_get_guint8 (tvb, end) == '\r' && end + 1 < limit && tvb_get_guint8 (tvb, end + 1) == '\n')
    next = end + 2;
  else
    next = end + 1;
  if (next_offset != NULL)
    *next_offset = next;
  return end - start;
}

static gint
line_limit (tvbuff_t *tvb, gint offset, int length)
{
  const gint rest = tvb_length_remaining (tvb, offset);
  if (rest < 0)
    THROW (ReportedBoundsError);
  return offset + (length < 0 ? rest : MIN (rest, length));
}

gint
tvb_find_line_end (tvbuff_t *tvb, gint offset, int length, gint *next_offset, gboolean desegment)
{
  const gint limit = line_limit (tvb, offset, length);
  const gint end = tvb_pbrk_guint8 (tvb, offset, limit - offset, (const guint8 *) "\r\n", NULL);
  if (desegment)
    {
      if (end == -1)
        return -1;
      /* A CR that ends what is there may be half of a line end. */
      if (end + 1 >= limit && tvb_get_guint8 (tvb, end) == '\r')
        return -1;
    }
  return line_finish (tvb, offset, end, limit, next_offset);
}

gint
tvb_find_line_end_unquoted (tvbuff_t *tvb, gint offset, int length, gint *next_offset)
{
  const gint limit = line_limit (tvb, offset, length);
  gboolean quoted = FALSE;
  gint end = -1;
  for (gint at = offset; at < limit && end == -1; at++)
    {
      const guint8 byte = tvb_get_guint8 (tvb, at);
      if (byte == '"')
        quoted = !quoted;
      else if (!quoted && (byte == '\r' || byte == '\n'))
        end = at;
    }
  return line_finish (tvb, offset, end, limit, next_offset);
}

int
get_token_len (const guchar *line, const guchar *line_end, const guchar **next_token)
{
  const guchar *end = line;
  while (end < line_end && *end != ' ' && *end != '\r' && *end != '\n')
    end++;
  const guchar *next = end;
  while (next < line_end && *next == ' ')
    next++;
  *next_token = next;
  return (int) (end - line);
}

gint
tvb_skip_wsp (tvbuff_t *tvb, gint offset, gint maxlength)
{
  const gint limit = line_limit (tvb, offset, maxlength);
  while (offset < limit && g_ascii_isspace ((gchar) tvb_get_guint8 (tvb, offset)))
    offset++;
  return offset;
}

gint
tvb_get_nstringz (tvbuff_t *tvb, gint offset, guint size, guint8 *buffer)
{
  if (size == 0)
    return 0;
  guint start;
  guint captured;
  tvb_resolve (tvb, offset, -1, &start, &captured);
  const guint copied = MIN (size, captured);
  if (copied == 0)
    THROW (ReportedBoundsError);
  memcpy (buffer, tvb->data + start, copied);
  const guint8 *end = memchr (buffer, 0, copied);
  if (end != NULL)
    return (gint) (end - buffer) + 1;
  if (copied < size)
    THROW (tvb->length < tvb->reported_length ? BoundsError : ReportedBoundsError);
  buffer[size - 1] = '\0';
  return -1;
}

gint
tvb_get_nstringz0 (tvbuff_t *tvb, gint offset, guint size, guint8 *buffer)
{
  const gint copied = tvb_get_nstringz (tvb, offset, size, buffer);
  return copied == -1 ? (gint) size - 1 : copied - (size == 0 ? 0 : 1);
}
