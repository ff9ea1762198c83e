/* SPDX-License-Identifier: MIT */
/*
 * The lines of code that the page shows: each line is marked that somebody wants to see, and runs of marked lines are
 * written.
 */
#include "report/page_code.h"

#include <string.h>

#include "plan/active_edits.h"
#include "report/json_text.h"
#include "write/diff_blocks.h"

#define CONTEXT_LINES 3

/* Beyond that no person looks at it. */
#define LARGEST_FILE (64u << 20)

typedef struct
{
  const char *shown;
  TextLines lines;
  GBytes *bytes;
  GArray *blocks; /* of DiffBlock */
  guint8 *wanted; /* for each line */
} CodeFile;

static void
code_file_free (gpointer data)
{
  CodeFile *file = data;
  text_lines_clear (&file->lines);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_array_unref (file->blocks);
  g_free (file->wanted);
  g_free (file);
}

/* Marks the lines [first, end) (from 0), and those around them. */
static void
want_lines (CodeFile *file, guint first, guint end)
{
  guint from = first > CONTEXT_LINES ? first - CONTEXT_LINES : 0;
  for (guint line = from; line < MIN (end + CONTEXT_LINES, file->lines.count); line++)
    file->wanted[line] = TRUE;
}

/* @param edits  of Edit, or NULL. */
static CodeFile *
code_file_new (const char *shown, GBytes *bytes, const GArray *edits)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (Edit));
  CodeFile *file = g_new0 (CodeFile, 1);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  file->shown = shown;
  file->bytes = g_bytes_ref (bytes);
  text_lines_split (&file->lines, text ? text : "", length);
  file->wanted = g_malloc0 (file->lines.count + 1);
  file->blocks = diff_blocks_new (&file->lines, edits ? edits : none);
  for (guint i = 0; i < file->blocks->len; i++)
    {
      const DiffBlock *block = &g_array_index (file->blocks, DiffBlock, i);
      want_lines (file, block->first, block->end);
    }
  return file;
}

/* Marks @line (from 1; 0: none) of the file at @shown, which is read where it is not one of the plan. */
static void
want_place (GHashTable *files, const char *shown, guint line)
{
  CodeFile *file = g_hash_table_lookup (files, shown);
  if (!file)
    {
      char *text = NULL;
      gsize length = 0;
      /* A file of an earlier run may be gone by now: then there is nothing to show. */
      if (!g_file_get_contents (shown, &text, &length, NULL) || length > LARGEST_FILE)
        length = 0;
      g_autoptr (GBytes) bytes = g_bytes_new_take (text, length);
      file = code_file_new (shown, bytes, NULL);
      g_hash_table_insert (files, (gpointer) shown, file);
    }
  if (line > 0 && line <= file->lines.count)
    want_lines (file, line - 1, line);
}

static void
add_lines (JsonBuilder *builder, const TextLines *lines, guint first, guint end)
{
  gsize start = text_lines_start (lines, first);
  g_autofree char *valid = g_utf8_make_valid (lines->text + start, (gssize) (text_lines_start (lines, end) - start));
  json_builder_add_string_value (builder, valid);
}

static void
add_block (JsonBuilder *builder, const TextLines *lines, const DiffBlock *block)
{
  g_autofree char *after = g_utf8_make_valid (block->after->str, (gssize) block->after->len);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "old");
  add_lines (builder, lines, block->first, block->end);
  json_builder_set_member_name (builder, "new");
  json_builder_add_string_value (builder, after);
  json_builder_end_object (builder);
}

/* Writes the lines [first, end), all wanted, with the blocks in them from number *@next on. */
static void
add_run (JsonBuilder *builder, const CodeFile *file, guint first, guint end, guint *next)
{
  json_builder_begin_object (builder);
  json_add_number (builder, "line", first + 1);
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (; *next < file->blocks->len; (*next)++)
    {
      const DiffBlock *block = &g_array_index (file->blocks, DiffBlock, *next);
      if (block->first > end)
        break;
      if (first < block->first)
        add_lines (builder, &file->lines, first, block->first);
      add_block (builder, &file->lines, block);
      first = block->end;
    }
  if (first < end)
    add_lines (builder, &file->lines, first, end);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_file (JsonBuilder *builder, const CodeFile *file)
{
  guint next = 0;
  g_autofree char *valid = g_utf8_make_valid (file->shown, -1);
  json_builder_set_member_name (builder, valid);
  json_builder_begin_array (builder);
  for (guint line = 0; line < file->lines.count;)
    {
      guint end = line;
      while (end < file->lines.count && file->wanted[end])
        end++;
      if (end > line)
        add_run (builder, file, line, end, &next);
      line = end + 1;
    }
  json_builder_end_array (builder);
}

static void
want_all (GHashTable *files, const RunReport *report)
{
  ActiveEdits *edits = active_edits_new (report->plan);
  for (guint i = 0; i < report->plan->files->len; i++)
    {
      const PlanFile *file = report->plan->files->pdata[i];
      g_hash_table_insert (files, (gpointer) file->shown,
                           code_file_new (file->shown, plan_file_bytes (file), active_edits_of (edits, file)));
      for (guint j = 0; j < file->occurrences->len; j++)
        want_place (files, file->shown, ((const Occurrence *) file->occurrences->pdata[j])->line);
    }
  active_edits_free (edits);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const Finding *finding = report->findings->pdata[i];
      want_place (files, finding->shown, finding->line);
      for (guint j = 0; finding->steps && j < finding->steps->len; j++)
        {
          const FindingStep *step = finding->steps->pdata[j];
          want_place (files, step->path, step->line);
        }
    }
  for (guint i = 0; report->proofs && i < report->proofs->len; i++)
    {
      const FunctionProof *proof = report->proofs->pdata[i];
      want_place (files, proof->file->shown, proof->line);
    }
}

void
page_code_add (JsonBuilder *builder, const RunReport *report)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, code_file_free);
  want_all (files, report);
  g_autoptr (GList) paths = g_list_sort (g_hash_table_get_keys (files), (GCompareFunc) g_strcmp0);
  json_builder_set_member_name (builder, "code");
  json_builder_begin_object (builder);
  for (const GList *path = paths; path; path = path->next)
    add_file (builder, g_hash_table_lookup (files, path->data));
  json_builder_end_object (builder);
}
