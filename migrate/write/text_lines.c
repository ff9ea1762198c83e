/* SPDX-License-Identifier: MIT */
/*
 * A text by lines.
 */
#include "write/text_lines.h"

#include <string.h>

void
text_lines_split (TextLines *lines, const char *text, gsize length)
{
  *lines = (TextLines){ .text = text, .length = length, .starts = g_array_new (FALSE, FALSE, sizeof (gsize)) };
  for (gsize start = 0; start < length;)
    {
      g_array_append_val (lines->starts, start);
      const char *newline = memchr (text + start, '\n', length - start);
      start = newline ? (gsize) (newline - text) + 1 : length;
    }
  lines->count = lines->starts->len;
  g_array_append_val (lines->starts, length);
}

gsize
text_lines_start (const TextLines *lines, guint line)
{
  return g_array_index (lines->starts, gsize, MIN (line, lines->count));
}

guint
text_lines_at (const TextLines *lines, gsize offset)
{
  guint low = 0, high = lines->count;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (text_lines_start (lines, middle + 1) > offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

void
text_lines_clear (TextLines *lines)
{
  g_clear_pointer (&lines->starts, g_array_unref);
}
