/* SPDX-License-Identifier: MIT */
/*
 * One unit after the rewrite: analyse again, and compare the diagnostics.
 */
#include "verify/unit_check.h"

#include <stdlib.h>
#include <string.h>

#include <clang-c/Index.h>


#define ANSWER_TYPE "a(suusuu)"

/* A rewritten file in the worker's memory. */
typedef struct
{
  const PlanFile *file;
  GArray *edits; /* of Edit */
  GBytes *after;
} AfterFile;

static void
after_file_clear (gpointer data)
{
  g_bytes_unref (((AfterFile *)data)->after);
}

/* Where byte @offset of the rewritten file comes from; inside of a new text, the start or the end of what it
 * replaces. */
static guint32
before_offset (GArray *edits, gsize offset, gboolean end)
{
  gint64 shift = 0;
  for (guint i = 0; edits && i < edits->len; i++)
    {
      const Edit *edit = &g_array_index (edits, Edit, i);
      gint64 start = edit->offset + shift, length = (gint64)strlen (edit->text);
      if ((gint64)offset < start)
        break;
      if ((gint64)offset < start + length)
        return end ? edit->offset + edit->length : edit->offset;
      shift += length - edit->length;
    }
  return (guint32)((gint64)offset - shift);
}

/* The bytes of @line, counted from 1, of the rewritten @file, as bytes before. */
static void
locate_line (const AfterFile *file, guint32 line, guint32 *from, guint32 *to)
{
  gsize length, start = 0;
  const char *text = g_bytes_get_data (file->after, &length);
  for (guint32 current = 1; current < line && start < length; current++)
    {
      const char *newline = memchr (text + start, '\n', length - start);
      start = newline ? (gsize)(newline - text) + 1 : length;
    }
  const char *newline = start < length ? memchr (text + start, '\n', length - start) : NULL;
  gsize end = newline ? (gsize)(newline - text) + 1 : length;
  *from = before_offset (file->edits, start, FALSE);
  *to = before_offset (file->edits, end, TRUE);
}

/* The parser's names of files are those that led there. */
static const char *
real_path (const char *path)
{
  char *real = path && *path ? realpath (path, NULL) : NULL;
  const char *interned = real ? g_intern_string (real) : "";
  free (real);
  return interned;
}

static const AfterFile *
find_after (GArray *files, const char *path)
{
  for (guint i = 0; path && i < files->len; i++)
    {
      const AfterFile *file = &g_array_index (files, AfterFile, i);
      if (g_str_equal (file->file->path, path))
        return file;
    }
  return NULL;
}

/* The line before, of offset @from. */
static guint32
line_before (const AfterFile *file, guint32 from)
{
  gsize length;
  const char *text = g_bytes_get_data (file->file->bytes, &length);
  guint32 line = 1;
  for (gsize i = 0; i < from && i < length; i++)
    line += text[i] == '\n';
  return line;
}

/* What was said before: a set of messages by their text, and by their place. */
static void
remember (GHashTable *known, const char *path, guint severity, const char *text, guint32 line)
{
  g_hash_table_add (known, g_strdup_printf ("%s\n%u\n%s", path, severity, text));
  g_hash_table_add (known, g_strdup_printf ("%s\n%u\n@%u", path, severity, line));
}

/* A diagnostic is known where one of its text was there in the file before, or one of its severity on its
 * line: names of types in the text change with the rewrite. */
static gboolean
is_known (GHashTable *known, const char *path, guint severity, const char *text, guint32 line)
{
  g_autofree char *by_text = g_strdup_printf ("%s\n%u\n%s", path, severity, text);
  g_autofree char *by_place = g_strdup_printf ("%s\n%u\n@%u", path, severity, line);
  return g_hash_table_contains (known, by_text) || g_hash_table_contains (known, by_place);
}

static void
add_new (GVariantBuilder *builder, const AfterFile *file, const char *path, guint32 line, guint severity,
         const char *text)
{
  guint32 from = 0, to = 0;
  if (file)
    locate_line (file, line, &from, &to);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_variant_builder_add (builder, "(suusuu)", path, line, severity, valid, from, to);
}

/* Adds the message unless it is known. */
static void
compare_message (GVariantBuilder *builder, GHashTable *known, GArray *after, const char *path, guint32 line,
                 guint severity, const char *text)
{
  const AfterFile *file = find_after (after, path);
  guint32 old_line = line;
  if (file)
    {
      guint32 from, to;
      locate_line (file, line, &from, &to);
      old_line = line_before (file, from);
    }
  if (!is_known (known, path, severity, text, old_line))
    add_new (builder, file, path, line, severity, text);
}

static void
add_new_diagnostics (GVariantBuilder *builder, const UnitResult *result, const PlanUnit *before,
                     GArray *after)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < before->diagnostics->len; i++)
    {
      const UnitDiagnostic *diagnostic = before->diagnostics->pdata[i];
      remember (known, real_path (diagnostic->path), diagnostic->severity, diagnostic->text,
                diagnostic->line);
    }
  for (guint i = 0; i < result->diagnostics->len; i++)
    {
      const UnitDiagnostic *diagnostic = result->diagnostics->pdata[i];
      compare_message (builder, known, after, real_path (diagnostic->path), diagnostic->line,
                       diagnostic->severity, diagnostic->text);
    }
}

static guint
complaint_severity (const CompilerComplaint *complaint)
{
  return complaint->error ? CXDiagnostic_Error : CXDiagnostic_Warning;
}

/* The real compiler's complaints. */
static void
add_new_complaints (GVariantBuilder *builder, const UnitCheck *check, GArray *after)
{
  g_autoptr (GPtrArray) before = compile_tree_run (check->compile_tree, check->before_command, FALSE);
  g_autoptr (GPtrArray) now = compile_tree_run (check->compile_tree, check->command, TRUE);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < before->len; i++)
    {
      const CompilerComplaint *complaint = before->pdata[i];
      remember (known, real_path (complaint->path), complaint_severity (complaint), complaint->text,
                complaint->line);
    }
  for (guint i = 0; i < now->len; i++)
    {
      const CompilerComplaint *complaint = now->pdata[i];
      compare_message (builder, known, after, real_path (complaint->path), complaint->line,
                       complaint_severity (complaint), complaint->text);
    }
}

/* Whether the occurrence that stood at @offset before the rewrite was left on purpose. */
static gboolean
was_left (const Plan *plan, const PlanFile *file, guint32 offset)
{
  for (guint i = 0; i < file->occurrences->len; i++)
    {
      const Occurrence *occurrence = file->occurrences->pdata[i];
      if (occurrence->offset == offset)
        return occurrence->change < 0 || !((Change *)plan->changes->pdata[occurrence->change])->active;
    }
  return FALSE;
}

/* A rewrite that a second run would rewrite again has not ended. What was left is there again, of course. */
static void
add_second_pass (GVariantBuilder *builder, const Plan *plan, const UnitResult *result, GArray *after)
{
  for (guint i = 0; i < result->files->len; i++)
    {
      const FileFindings *findings = result->files->pdata[i];
      const AfterFile *file = find_after (after, findings->path);
      for (guint j = 0; file && j < findings->occurrences->len; j++)
        {
          const Occurrence *occurrence = findings->occurrences->pdata[j];
          if (occurrence->change < 0 || !((Change *)result->changes->pdata[occurrence->change])->active
              || was_left (plan, file->file, before_offset (file->edits, occurrence->offset, FALSE)))
            continue;
          g_autofree char *text = g_strdup_printf ("a second pass would rewrite '%s' here", occurrence->name);
          add_new (builder, file, findings->path, occurrence->line, CXDiagnostic_Warning, text);
        }
    }
}

/* The rewritten files of the unit, in memory. */
static GArray *
make_after_files (const UnitCheck *check)
{
  GArray *after = g_array_new (FALSE, TRUE, sizeof (AfterFile));
  g_array_set_clear_func (after, after_file_clear);
  for (guint i = 0; i < check->files->len; i++)
    {
      const PlanFile *file = check->files->pdata[i];
      AfterFile rewritten = { .file = file, .edits = active_edits_of (check->edits, file) };
      if (!rewritten.edits)
        continue;
      rewritten.after = plan_file_after (file);
      g_array_append_val (after, rewritten);
    }
  return after;
}

GVariant *
unit_check_run (const UnitCheck *check)
{
  g_autoptr (GArray) after = make_after_files (check);
  g_autofree struct CXUnsavedFile *unsaved = g_new0 (struct CXUnsavedFile, after->len + 1);
  for (guint i = 0; i < after->len; i++)
    {
      const AfterFile *file = &g_array_index (after, AfterFile, i);
      gsize length;
      unsaved[i].Filename = file->file->path;
      unsaved[i].Contents = g_bytes_get_data (file->after, &length);
      unsaved[i].Length = length;
    }
  AnalysisContext context = check->context;
  context.unsaved = unsaved;
  context.n_unsaved = after->len;
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const UnitResult *result = unit_analyse (pool, &context, check->command);

  GVariantBuilder builder;
  g_variant_builder_init (&builder, G_VARIANT_TYPE (ANSWER_TYPE));
  if (result->status == UNIT_OK || result->status == UNIT_PARSE_ERRORS)
    {
      add_new_diagnostics (&builder, result, check->unit, after);
      add_second_pass (&builder, check->plan, result, after);
      if (check->compile_tree)
        add_new_complaints (&builder, check, after);
    }
  else
    add_new (&builder, NULL, "", 0, CXDiagnostic_Fatal, result->failure);
  wmem_destroy_allocator (pool);
  return g_variant_builder_end (&builder);
}

static gint
compare_new (gconstpointer left, gconstpointer right)
{
  const NewDiagnostic *one = left, *other = right;
  if (one->severity != other->severity)
    return one->severity > other->severity ? -1 : 1;
  int order = g_strcmp0 (one->path, other->path);
  return order ? order : one->line < other->line ? -1 : one->line > other->line;
}

GArray *
unit_check_read (wmem_allocator_t *pool, GVariant *answer)
{
  GArray *found = g_array_new (FALSE, TRUE, sizeof (NewDiagnostic));
  GVariantIter iterator;
  const char *path, *text;
  NewDiagnostic diagnostic;
  g_variant_iter_init (&iterator, answer);
  while (g_variant_iter_next (&iterator, "(&suu&suu)", &path, &diagnostic.line, &diagnostic.severity, &text,
                              &diagnostic.from, &diagnostic.to))
    {
      diagnostic.path = *path ? g_intern_string (path) : NULL;
      diagnostic.text = wmem_strdup (pool, text);
      g_array_append_val (found, diagnostic);
    }
  g_array_sort (found, compare_new);
  return found;
}
