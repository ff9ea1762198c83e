/* SPDX-License-Identifier: MIT */
/*
 * Where a suppression comment goes.
 */
#include "lsp/suppress_edit.h"

#include <string.h>

/* The end of the line of @offset, its newline not counted. */
static gsize
line_end (const char *text, gsize length, gsize offset)
{
  const char *newline = memchr (text + offset, '\n', length - offset);
  gsize end = newline ? (gsize) (newline - text) : length;
  return end > offset && text[end - 1] == '\r' ? end - 1 : end;
}

static gsize
skip_blanks_back (const char *text, gsize start, gsize end)
{
  while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\t'))
    end--;
  return end;
}

char *
suppress_edit (const char *text, gsize length, gsize offset, const char *rule, gsize *where)
{
  gsize start = MIN (offset, length);
  while (start > 0 && text[start - 1] != '\n')
    start--;
  gsize end = line_end (text, length, start);
  /* The line above, without its newline: a backslash at its end makes this one go on. */
  gsize above = start > 0 ? start - 1 : 0;
  above -= above > 0 && text[above - 1] == '\r';
  above = skip_blanks_back (text, 0, above);
  if (above > 0 && text[above - 1] == '\\')
    {
      gsize code = skip_blanks_back (text, start, end);
      if (code > start && text[code - 1] == '\\')
        code = skip_blanks_back (text, start, code - 1);
      *where = code;
      return g_strdup_printf (" /* wmem-migrate: ignore %s */", rule);
    }
  gsize indent = start;
  while (indent < end && (text[indent] == ' ' || text[indent] == '\t'))
    indent++;
  g_autofree char *blanks = g_strndup (text + start, indent - start);
  const char *newline = end < length && text[end] == '\r' ? "\r\n" : "\n";
  *where = start;
  return g_strdup_printf ("%s/* wmem-migrate: ignore %s */%s", blanks, rule, newline);
}
