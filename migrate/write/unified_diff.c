/* SPDX-License-Identifier: MIT */
/*
 * A unified diff from edits: blocks of touched lines, then hunks of blocks with their context.
 */
#include "write/unified_diff.h"

#include <string.h>

#include "cli/terminal.h"
#include "edit/change.h"

#define CONTEXT_LINES 3

/* Whole lines that change: the lines [first, end) before, and their text after. */
typedef struct
{
  guint first, end;
  GString *after;
  guint after_lines;
} Block;

typedef struct
{
  const char *text;
  gsize length;
  GArray *starts; /* of gsize: the offset of each line, and the length at the end */
  guint count;    /* lines; a last line without newline counts */
} Lines;

static void
block_clear (gpointer data)
{
  Block *block = data;
  if (block->after)
    g_string_free (block->after, TRUE);
}

static void
lines_split (Lines *lines, const char *text, gsize length)
{
  *lines = (Lines){ .text = text, .length = length, .starts = g_array_new (FALSE, FALSE, sizeof (gsize)) };
  for (gsize start = 0; start < length;)
    {
      g_array_append_val (lines->starts, start);
      const char *newline = memchr (text + start, '\n', length - start);
      start = newline ? (gsize)(newline - text) + 1 : length;
    }
  lines->count = lines->starts->len;
  g_array_append_val (lines->starts, length);
}

static gsize
line_start (const Lines *lines, guint line)
{
  return g_array_index (lines->starts, gsize, MIN (line, lines->count));
}

/* The line that holds @offset; the end of the text belongs to no line. */
static guint
line_of (const Lines *lines, gsize offset)
{
  guint low = 0, high = lines->count;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (line_start (lines, middle + 1) > offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static gboolean
ends_in_newline (const GString *text)
{
  return text->len == 0 || text->str[text->len - 1] == '\n';
}

/* Drops lines at both ends of @block that did not change. */
static void
block_trim (Block *block, const Lines *lines)
{
  gsize skipped = 0;
  while (block->first < block->end)
    {
      gsize start = line_start (lines, block->first), length = line_start (lines, block->first + 1) - start;
      if (skipped + length > block->after->len
          || memcmp (block->after->str + skipped, lines->text + start, length) != 0
          || lines->text[start + length - 1] != '\n')
        break;
      skipped += length;
      block->first++;
    }
  g_string_erase (block->after, 0, (gssize)skipped);
  while (block->first < block->end)
    {
      gsize start = line_start (lines, block->end - 1), length = line_start (lines, block->end) - start;
      if (length > block->after->len)
        break;
      gsize at = block->after->len - length;
      if (memcmp (block->after->str + at, lines->text + start, length) != 0
          || (at > 0 && block->after->str[at - 1] != '\n'))
        break;
      g_string_truncate (block->after, at);
      block->end--;
    }
}

static guint
count_lines (const GString *text)
{
  guint count = 0;
  for (gsize i = 0; i < text->len; i++)
    count += text->str[i] == '\n';
  return count + !ends_in_newline (text);
}

/* Collects the edits from number *@next on that touch common lines. */
static Block
next_block (const Lines *lines, GArray *edits, guint *next)
{
  const Edit *edit = &g_array_index (edits, Edit, *next);
  Block block = { .first = MIN (line_of (lines, edit->offset), lines->count ? lines->count - 1 : 0) };
  gsize copied = line_start (lines, block.first);
  block.after = g_string_new (NULL);
  block.end = block.first;
  while (*next < edits->len)
    {
      edit = &g_array_index (edits, Edit, *next);
      gsize edit_end = (gsize)edit->offset + edit->length;
      guint first = line_of (lines, edit->offset);
      /* Lines that touch one another read better as one block. */
      if (first > block.end && block.end > block.first && ends_in_newline (block.after)
          && copied == line_start (lines, block.end))
        break;
      g_string_append_len (block.after, lines->text + copied, (gssize)(edit->offset - copied));
      g_string_append (block.after, edit->text);
      copied = edit_end;
      /* The line where the edit ends is touched, unless the edit ended with its line before. */
      guint last = edit->length > 0 && lines->text[edit_end - 1] == '\n' ? line_of (lines, edit_end - 1)
                                                                         : line_of (lines, edit_end);
      block.end = MAX (block.end, MIN (last + 1, lines->count));
      (*next)++;
      /* Take the rest of the last line, and of further lines while the text does not end with a line. */
      const Edit *following = *next < edits->len ? &g_array_index (edits, Edit, *next) : NULL;
      for (;;)
        {
          gsize end = line_start (lines, block.end);
          if (following && following->offset < end)
            break;
          g_string_append_len (block.after, lines->text + copied, (gssize)(end - copied));
          copied = end;
          if (ends_in_newline (block.after) || block.end >= lines->count)
            break;
          block.end++;
        }
    }
  block_trim (&block, lines);
  block.after_lines = count_lines (block.after);
  return block;
}

static void
append_lines (GString *out, char mark, const char *text, gsize length)
{
  for (gsize start = 0; start < length;)
    {
      const char *newline = memchr (text + start, '\n', length - start);
      gsize end = newline ? (gsize)(newline - text) + 1 : length;
      g_string_append_c (out, mark);
      g_string_append_len (out, text + start, (gssize)(end - start));
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
append_hunk (GString *out, const Lines *lines, const Block *blocks, guint n_blocks, gint64 *shift)
{
  const Block *last = &blocks[n_blocks - 1];
  guint first = blocks[0].first > CONTEXT_LINES ? blocks[0].first - CONTEXT_LINES : 0;
  guint end = MIN (last->end + CONTEXT_LINES, lines->count);
  gint64 growth = 0;
  for (guint i = 0; i < n_blocks; i++)
    growth += (gint64)blocks[i].after_lines - (blocks[i].end - blocks[i].first);

  g_string_append (out, "@@ -");
  append_range (out, first, end - first);
  g_string_append (out, " +");
  append_range (out, (guint)(first + *shift), (guint)(end - first + growth));
  g_string_append (out, " @@\n");
  *shift += growth;

  guint line = first;
  for (guint i = 0; i < n_blocks; i++)
    {
      const Block *block = &blocks[i];
      gsize start = line_start (lines, line), from = line_start (lines, block->first),
            to = line_start (lines, block->end);
      append_lines (out, ' ', lines->text + start, from - start);
      append_lines (out, '-', lines->text + from, to - from);
      append_lines (out, '+', block->after->str, block->after->len);
      line = block->end;
    }
  gsize start = line_start (lines, line);
  append_lines (out, ' ', lines->text + start, line_start (lines, end) - start);
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
  Lines lines;
  lines_split (&lines, text ? text : "", length);

  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (blocks, block_clear);
  for (guint next = 0; next < edits->len;)
    {
      Block block = next_block (&lines, edits, &next);
      if (block.first == block.end && block.after->len == 0)
        block_clear (&block);
      else
        g_array_append_val (blocks, block);
    }
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
             && g_array_index (blocks, Block, i + n).first
                    <= g_array_index (blocks, Block, i + n - 1).end + 2 * CONTEXT_LINES)
        n++;
      append_hunk (out, &lines, &g_array_index (blocks, Block, i), n, &shift);
      i += n;
    }
  g_array_unref (lines.starts);
}
