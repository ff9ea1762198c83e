/* SPDX-License-Identifier: MIT */
/*
 * Positions as editors count them.
 */
#include "lsp/positions.h"

#include <string.h>

#define MARK "\xef\xbb\xbf"

const char *
position_encoding_name (PositionEncoding encoding)
{
  static const char *const names[N_ENCODINGS]
      = { [ENCODING_UTF16] = "utf-16", [ENCODING_UTF8] = "utf-8", [ENCODING_UTF32] = "utf-32" };
  return names[encoding];
}

void
position_map_init (PositionMap *map, const char *text, gsize length, PositionEncoding encoding)
{
  *map = (PositionMap){ .text = text ? text : "", .length = length, .encoding = encoding };
  map->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize start = length >= strlen (MARK) && memcmp (text, MARK, strlen (MARK)) == 0 ? strlen (MARK) : 0;
  g_array_append_val (map->starts, start);
  for (gsize i = start; i < length; i++)
    {
      if (text[i] != '\n' && (text[i] != '\r' || (i + 1 < length && text[i + 1] == '\n')))
        continue;
      start = i + 1;
      g_array_append_val (map->starts, start);
    }
}

void
position_map_clear (PositionMap *map)
{
  g_clear_pointer (&map->starts, g_array_unref);
}

gsize
position_line_start (const PositionMap *map, guint line)
{
  return line < map->starts->len ? g_array_index (map->starts, gsize, line) : map->length;
}

/* The line that holds @offset. */
static guint
line_of (const PositionMap *map, gsize offset)
{
  guint low = 0, high = map->starts->len;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (map->starts, gsize, middle) <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

Position
position_of (const PositionMap *map, gsize offset)
{
  offset = MIN (offset, map->length);
  Position position = { .line = line_of (map, offset) };
  const char *end = map->text + offset;
  for (const char *at = map->text + position_line_start (map, position.line); at < end;)
    {
      gunichar character = g_utf8_get_char_validated (at, (gssize) (map->text + map->length - at));
      gboolean valid = character != (gunichar) -1 && character != (gunichar) -2;
      /* A byte that is no UTF-8 reached the editor as one character. */
      gsize bytes = valid ? (gsize) (g_utf8_next_char (at) - at) : 1;
      if (at + bytes > end)
        break;
      position.character += map->encoding == ENCODING_UTF8    ? (valid ? (guint) bytes : 1)
                            : map->encoding == ENCODING_UTF16 ? (valid && character > 0xffff ? 2 : 1)
                                                              : 1;
      at += bytes;
    }
  return position;
}
