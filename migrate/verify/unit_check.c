/* SPDX-License-Identifier: MIT */
/*
 * One unit after the rewrite: analyse again, and compare the diagnostics.
 */
#include "verify/unit_check.h"

#include <stdlib.h>
#include <string.h>

#include <clang-c/Index.h>

#include "model/text_intern.h"
#include "verify/known_diagnostics.h"

#define ANSWER_TYPE "a(ayuuusuuu)"

/* A rewritten file in the worker's memory. */
typedef struct
{
  const PlanFile *file;
  GArray *edits; /* of Edit */
  GBytes *after;
  GArray *old_lines, *new_lines; /* of guint32: where each line begins, once that was asked */
} AfterFile;

static void
after_file_clear (gpointer data)
{
  AfterFile *file = data;
  g_bytes_unref (file->after);
  g_clear_pointer (&file->old_lines, g_array_unref);
  g_clear_pointer (&file->new_lines, g_array_unref);
}

static GArray *
line_starts (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize at = 0; at < length;)
    {
      guint32 start = (guint32) at;
      g_array_append_val (starts, start);
      const char *newline = memchr (text + at, '\n', length - at);
      at = newline ? (gsize) (newline - text) + 1 : length;
    }
  return starts;
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
      gint64 start = edit->offset + shift, length = (gint64) strlen (edit->text);
      if ((gint64) offset < start)
        break;
      if ((gint64) offset < start + length)
        return end ? edit->offset + edit->length : edit->offset;
      shift += length - edit->length;
    }
  return (guint32) ((gint64) offset - shift);
}

/* The bytes of @line, counted from 1, of the rewritten @file, as bytes before. @return the byte before of its column @column. */
static guint32
locate_line (AfterFile *file, guint32 line, guint32 column, guint32 *from, guint32 *to)
{
  if (!file->new_lines)
    file->new_lines = line_starts (file->after);
  const GArray *starts = file->new_lines;
  gsize length = g_bytes_get_size (file->after);
  gsize start = line > 0 && line <= starts->len ? g_array_index (starts, guint32, line - 1) : length;
  gsize end = line < starts->len ? g_array_index (starts, guint32, line) : length;
  *from = before_offset (file->edits, start, FALSE);
  *to = before_offset (file->edits, end, TRUE);
  return before_offset (file->edits, MIN (start + MAX (column, 1) - 1, end), FALSE);
}

/* The line before, counted from 1, of @offset. */
static guint32
line_before (AfterFile *file, guint32 offset)
{
  if (!file->old_lines)
    file->old_lines = line_starts (plan_file_bytes (file->file));
  guint low = 0, high = file->old_lines->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (g_array_index (file->old_lines, guint32, middle) <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The parser's names of files are those that led there. */
static const char *
real_path (const char *path)
{
  char *real = path && *path ? realpath (path, NULL) : NULL;
  const char *interned = real ? text_intern (real) : "";
  free (real);
  return interned;
}

static AfterFile *
find_after (GArray *files, const char *path)
{
  for (guint i = 0; path && i < files->len; i++)
    {
      AfterFile *file = &g_array_index (files, AfterFile, i);
      if (g_str_equal (file->file->path, path))
        return file;
    }
  return NULL;
}

/* Where the parser complains of the rewritten file; 0: unknown. */
typedef struct
{
  guint32 line, column;
} Position;

static void
add_new (GVariantBuilder *builder, AfterFile *file, const char *path, Position at, guint severity, const char *text)
{
  guint32 from = 0, to = 0, byte = 0;
  if (file)
    byte = locate_line (file, at.line, at.column, &from, &to);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_variant_builder_add (builder, "(^ayuuusuuu)", path, at.line, at.column, severity, valid, from, to, byte);
}

/* What was said of the rewritten files, against @known. */
typedef struct
{
  GArray *after;           /* of AfterFile */
  KnownDiagnostics *known; /* of the untouched files */
  GArray *later;           /* of LaterDiagnostic */
  GArray *positions;       /* of Position: of each of them, where it is after */
} Comparison;

static Comparison
comparison_begin (GArray *after)
{
  return (Comparison){ .after = after,
                       .known = known_diagnostics_new (),
                       .later = g_array_new (FALSE, TRUE, sizeof (LaterDiagnostic)),
                       .positions = g_array_new (FALSE, FALSE, sizeof (Position)) };
}

static void
comparison_add (Comparison *comparison, const char *path, Position at, guint severity, const char *text)
{
  LaterDiagnostic later
      = { .path = real_path (path), .severity = severity, .text = text, .first = at.line, .last = at.line };
  AfterFile *file = find_after (comparison->after, later.path);
  if (file)
    {
      guint32 from, to;
      locate_line (file, at.line, at.column, &from, &to);
      later.first = line_before (file, from);
      later.last = line_before (file, to > from ? to - 1 : from);
    }
  g_array_append_val (comparison->later, later);
  g_array_append_val (comparison->positions, at);
}

/* Adds to the answer what is new, and ends the comparison. */
static void
comparison_end (Comparison *comparison, GVariantBuilder *builder)
{
  known_diagnostics_excuse (comparison->known, comparison->later);
  for (guint i = 0; i < comparison->later->len; i++)
    {
      const LaterDiagnostic *later = &g_array_index (comparison->later, LaterDiagnostic, i);
      if (!later->excused)
        add_new (builder, find_after (comparison->after, later->path), later->path,
                 g_array_index (comparison->positions, Position, i), later->severity, later->text);
    }
  known_diagnostics_free (comparison->known);
  g_array_unref (comparison->later);
  g_array_unref (comparison->positions);
}

static void
add_known (KnownDiagnostics *known, GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const UnitDiagnostic *diagnostic = diagnostics->pdata[i];
      known_diagnostics_add (known, real_path (diagnostic->path), diagnostic->severity, diagnostic->text,
                             diagnostic->line);
    }
}

/* The parser's diagnostics. The baseline is the untouched unit on the same side: what the analysis found, or where the
 * after side has flags of its own, another parse; it is made only where there is something to excuse. */
static void
add_new_diagnostics (GVariantBuilder *builder, const UnitCheck *check, const UnitResult *result,
                     GArray *after)
{
  if (result->diagnostics->len == 0)
    return;
  Comparison comparison = comparison_begin (after);
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  add_known (comparison.known, check->own_after_flags
                                   ? check->again.diagnose (pool, check->command)
                                   : check->unit->diagnostics);
  for (guint i = 0; i < result->diagnostics->len; i++)
    {
      const UnitDiagnostic *diagnostic = result->diagnostics->pdata[i];
      comparison_add (&comparison, diagnostic->path, (Position){ diagnostic->line, diagnostic->column }, diagnostic->severity,
                      diagnostic->text);
    }
  comparison_end (&comparison, builder);
  wmem_destroy_allocator (pool);
}

static guint
complaint_severity (const CompilerComplaint *complaint)
{
  return complaint->error ? CXDiagnostic_Error : CXDiagnostic_Warning;
}

/* The first place of @complaint in a file of the rewrite: a macro of the old API that the compiler looked into has become one of the new. */
static const ComplaintPlace *
complaint_place (const CompilerComplaint *complaint, GArray *after)
{
  for (guint i = 0; i < complaint->places->len; i++)
    {
      const ComplaintPlace *place = &g_array_index (complaint->places, ComplaintPlace, i);
      if (find_after (after, real_path (place->path)))
        return place;
    }
  return &g_array_index (complaint->places, ComplaintPlace, 0);
}

/* The real compiler's complaints. */
static void
add_new_complaints (GVariantBuilder *builder, const UnitCheck *check, GArray *after)
{
  g_autofree char *problem = NULL;
  g_autoptr (GPtrArray) now = compile_tree_run (check->compile_tree, check->command, TRUE, check->timeout_seconds, &problem);
  g_autoptr (GPtrArray) before
      = problem ? NULL : compile_tree_run (check->compile_tree, check->command, FALSE, check->timeout_seconds, &problem);
  if (problem)
    {
      /* No compiler, no proof: nothing excuses that. */
      add_new (builder, NULL, "", (Position){ 0 }, CXDiagnostic_Fatal, problem);
      return;
    }
  Comparison comparison = comparison_begin (after);
  for (guint i = 0; i < before->len; i++)
    {
      const CompilerComplaint *complaint = before->pdata[i];
      const ComplaintPlace *place = complaint_place (complaint, after);
      known_diagnostics_add (comparison.known, real_path (place->path), complaint_severity (complaint), complaint->text, place->line);
    }
  for (guint i = 0; i < now->len; i++)
    {
      const CompilerComplaint *complaint = now->pdata[i];
      const ComplaintPlace *place = complaint_place (complaint, after);
      comparison_add (&comparison, place->path, (Position){ place->line, place->column }, complaint_severity (complaint), complaint->text);
    }
  comparison_end (&comparison, builder);
}

/* Whether what is left for @reason is left by what the run knows beside the unit: a run that sees the place again
 * comes to the same end. Any other reason lies in the code around it, and a rewrite there may have removed it. */
static gboolean
lasts (Reason reason)
{
  switch (reason)
    {
    case REASON_VERIFY_FAILED:
    case REASON_OBJECT_DIFFERS:
    case REASON_NOT_PROVED:
    case REASON_REFUSED:
    case REASON_SUPPRESSED:
    case REASON_EXCLUDED:
    case REASON_CONFIDENCE:
    case REASON_NO_SCOPE:
    case REASON_ESCAPES:
    case REASON_UNKNOWN_CALLERS:
    case REASON_TOGETHER:
    case REASON_AMBIGUOUS:
    case REASON_OVERLAP:
    case REASON_NOT_NAMED:
    case REASON_NO_POOL:
    case REASON_ACCESSOR_STAYS:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether the occurrence that stood at @offset before the rewrite was left on purpose, and will be again. */
static gboolean
stays_left (const Plan *plan, const PlanFile *file, guint32 offset)
{
  const Occurrence *occurrence = plan_file_occurrence (file, offset);
  if (!occurrence)
    return FALSE;
  if (occurrence->change >= 0)
    return !((Change *) plan->changes->pdata[occurrence->change])->active;
  return lasts (occurrence->reason);
}

/* A rewrite that a second run would rewrite again has not ended. What was left is there again, of course. */
static void
add_second_pass (GVariantBuilder *builder, const Plan *plan, const UnitResult *result, GArray *after)
{
  for (guint i = 0; i < result->files->len; i++)
    {
      const FileFindings *findings = result->files->pdata[i];
      AfterFile *file = find_after (after, findings->path);
      for (guint j = 0; file && j < findings->occurrences->len; j++)
        {
          const Occurrence *occurrence = findings->occurrences->pdata[j];
          if (occurrence->change < 0 || !((Change *) result->changes->pdata[occurrence->change])->active
              || stays_left (plan, file->file, before_offset (file->edits, occurrence->offset, FALSE)))
            continue;
          g_autofree char *text = g_strdup_printf ("a second pass would rewrite '%s' here", occurrence->name);
          add_new (builder, file, findings->path, (Position){ occurrence->line, occurrence->column }, CXDiagnostic_Warning, text);
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
  g_autofree RewrittenFile *files = g_new0 (RewrittenFile, after->len + 1);
  for (guint i = 0; i < after->len; i++)
    {
      const AfterFile *file = &g_array_index (after, AfterFile, i);
      files[i] = (RewrittenFile){ file->file->path, file->after };
    }
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const UnitResult *result
      = check->again.analyse (pool, check->unit->command, check->command, files, after->len, check->again.data);

  GVariantBuilder builder;
  g_variant_builder_init (&builder, G_VARIANT_TYPE (ANSWER_TYPE));
  if (unit_was_parsed (result->status))
    {
      add_new_diagnostics (&builder, check, result, after);
      add_second_pass (&builder, check->plan, result, after);
      if (check->compile_tree)
        add_new_complaints (&builder, check, after);
    }
  else
    add_new (&builder, NULL, "", (Position){ 0 }, CXDiagnostic_Fatal, result->failure);
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
  return order ? order : one->line < other->line ? -1
                                                 : one->line > other->line;
}

GArray *
unit_check_read (wmem_allocator_t *pool, GVariant *answer)
{
  GArray *found = g_array_new (FALSE, TRUE, sizeof (NewDiagnostic));
  GVariantIter iterator;
  const char *path, *text;
  NewDiagnostic diagnostic;
  g_variant_iter_init (&iterator, answer);
  while (g_variant_iter_next (&iterator, "(^&ayuuu&suuu)", &path, &diagnostic.line, &diagnostic.column, &diagnostic.severity, &text,
                              &diagnostic.from, &diagnostic.to, &diagnostic.at))
    {
      diagnostic.path = *path ? text_intern (path) : NULL;
      diagnostic.text = wmem_strdup (pool, text);
      g_array_append_val (found, diagnostic);
    }
  g_array_sort (found, compare_new);
  return found;
}
