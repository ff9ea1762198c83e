/* SPDX-License-Identifier: MIT */
/*
 * A unified diff from edits: hunks of blocks with their context.
 */
#include "write/unified_diff.h"

#include <string.h>

#include "terminal/terminal.h"
#include "write/diff_blocks.h"

#define CONTEXT_LINES 3

static void
append_lines (GString *out, char mark, const char *text, gsize length)
{
  for (gsize start = 0; start < length;)
    {
      const char *newline = memchr (text + start, '\n', length - start);
      gsize end = newline ? (gsize) (newline - text) + 1 : length;
      g_string_append_c (out, mark);
      g_string_append_len (out, text + start, (gssize) (end - start));
      if (!newline)
        g_string_append (out, "\n\\ No newline at end of file\n");
      start = end;
    }
}

static void
append_range (GString *out, guint first, guint count)
{
  /* An empty side is named by the line before it. */
  g_string_append_printf (out, "%u", count == 0 ? first : first + 1);
  if (count != 1)
    g_string_append_printf (out, ",%u", count);
}

static void
append_hunk (GString *out, const TextLines *lines, const DiffBlock *blocks, guint n_blocks, gint64 *shift)
{
  const DiffBlock *last = &blocks[n_blocks - 1];
  guint first = blocks[0].first > CONTEXT_LINES ? blocks[0].first - CONTEXT_LINES : 0;
  guint end = MIN (last->end + CONTEXT_LINES, lines->count);
  gint64 growth = 0;
  for (guint i = 0; i < n_blocks; i++)
    growth += (gint64) blocks[i].after_lines - (blocks[i].end - blocks[i].first);

  g_string_append (out, "@@ -");
  append_range (out, first, end - first);
  g_string_append (out, " +");
  append_range (out, (guint) (first + *shift), (guint) (end - first + growth));
  g_string_append (out, " @@\n");
  *shift += growth;

  guint line = first;
  for (guint i = 0; i < n_blocks; i++)
    {
      const DiffBlock *block = &blocks[i];
      gsize start = text_lines_start (lines, line), from = text_lines_start (lines, block->first),
            to = text_lines_start (lines, block->end);
      append_lines (out, ' ', lines->text + start, from - start);
      append_lines (out, '-', lines->text + from, to - from);
      append_lines (out, '+', block->after->str, block->after->len);
      line = block->end;
    }
  gsize start = text_lines_start (lines, line);
  append_lines (out, ' ', lines->text + start, text_lines_start (lines, end) - start);
}

/* A name as git writes it: in C quotes where it holds a quote, a backslash or what a terminal might obey. */
static void
append_name (GString *out, const char *mark, const char *side, const char *name)
{
  g_autofree char *shown = terminal_text (name);
  g_autofree char *escaped = g_strescape (name, NULL);
  if (strpbrk (name, "\"\\") || (g_utf8_validate (name, -1, NULL) && !g_str_equal (shown, name)))
    g_string_append_printf (out, "%s \"%s/%s\"", mark, side, escaped);
  else
    /* patch(1) would take a name with spaces for a name and a date. */
    g_string_append_printf (out, "%s %s/%s%s", mark, side, name, strchr (name, ' ') ? "\t" : "");
  g_string_append_c (out, '\n');
}

void
unified_diff_append (GString *out, const char *name, GBytes *before, GArray *edits)
{
  gsize length;
  const char *text = g_bytes_get_data (before, &length);
  TextLines lines;
  text_lines_split (&lines, text ? text : "", length);

  g_autoptr (GArray) blocks = diff_blocks_new (&lines, edits);
  if (blocks->len > 0)
    {
      append_name (out, "---", "a", name);
      append_name (out, "+++", "b", name);
    }
  gint64 shift = 0;
  for (guint i = 0; i < blocks->len;)
    {
      guint n = 1;
      while (i + n < blocks->len
             && g_array_index (blocks, DiffBlock, i + n).first
                    <= g_array_index (blocks, DiffBlock, i + n - 1).end + 2 * CONTEXT_LINES)
        n++;
      append_hunk (out, &lines, &g_array_index (blocks, DiffBlock, i), n, &shift);
      i += n;
    }
  text_lines_clear (&lines);
}
