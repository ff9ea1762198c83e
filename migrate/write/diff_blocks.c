/* SPDX-License-Identifier: MIT */
/*
 * Blocks of lines that edits touch, trimmed by the lines at both ends that stay the same.
 */
#include "write/diff_blocks.h"

#include <string.h>

#include "model/change.h"

static void
block_clear (gpointer data)
{
  DiffBlock *block = data;
  if (block->after)
    g_string_free (block->after, TRUE);
}

static gboolean
ends_in_newline (const GString *text)
{
  return text->len == 0 || text->str[text->len - 1] == '\n';
}

/* Drops lines at both ends of @block that did not change. */
static void
block_trim (DiffBlock *block, const TextLines *lines)
{
  gsize skipped = 0;
  while (block->first < block->end)
    {
      gsize start = text_lines_start (lines, block->first), length = text_lines_start (lines, block->first + 1) - start;
      if (skipped + length > block->after->len
          || memcmp (block->after->str + skipped, lines->text + start, length) != 0
          || lines->text[start + length - 1] != '\n')
        break;
      skipped += length;
      block->first++;
    }
  g_string_erase (block->after, 0, (gssize) skipped);
  while (block->first < block->end)
    {
      gsize start = text_lines_start (lines, block->end - 1), length = text_lines_start (lines, block->end) - start;
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
static DiffBlock
next_block (const TextLines *lines, const GArray *edits, guint *next)
{
  const Edit *edit = &g_array_index (edits, Edit, *next);
  DiffBlock block = { .first = MIN (text_lines_at (lines, edit->offset), lines->count ? lines->count - 1 : 0) };
  gsize copied = text_lines_start (lines, block.first);
  block.after = g_string_new (NULL);
  block.end = block.first;
  while (*next < edits->len)
    {
      edit = &g_array_index (edits, Edit, *next);
      gsize edit_end = (gsize) edit->offset + edit->length;
      guint first = text_lines_at (lines, edit->offset);
      /* Lines that touch one another read better as one block. */
      if (first > block.end && block.end > block.first && ends_in_newline (block.after)
          && copied == text_lines_start (lines, block.end))
        break;
      g_string_append_len (block.after, lines->text + copied, (gssize) (edit->offset - copied));
      g_string_append (block.after, edit->text);
      copied = edit_end;
      /* The line where the edit ends is touched, unless the edit ended with its line before. */
      guint last = edit->length > 0 && lines->text[edit_end - 1] == '\n' ? text_lines_at (lines, edit_end - 1)
                                                                         : text_lines_at (lines, edit_end);
      block.end = MAX (block.end, MIN (last + 1, lines->count));
      (*next)++;
      /* Take the rest of the last line, and of further lines while the text does not end with a line. */
      const Edit *following = *next < edits->len ? &g_array_index (edits, Edit, *next) : NULL;
      for (;;)
        {
          gsize end = text_lines_start (lines, block.end);
          if (following && following->offset < end)
            break;
          g_string_append_len (block.after, lines->text + copied, (gssize) (end - copied));
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

GArray *
diff_blocks_new (const TextLines *lines, const GArray *edits)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (DiffBlock));
  g_array_set_clear_func (blocks, block_clear);
  for (guint next = 0; next < edits->len;)
    {
      DiffBlock block = next_block (lines, edits, &next);
      if (block.first == block.end && block.after->len == 0)
        block_clear (&block);
      else
        g_array_append_val (blocks, block);
    }
  return blocks;
}
