/* SPDX-License-Identifier: MIT */
/*
 * One unit from its command to its result.
 */
#include "unit/analyse.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "edit/decide.h"
#include "find/classify.h"
#include "find/function_symbols.h"
#include "find/confirm.h"
#include "find/flow.h"
#include "find/macro_sites.h"
#include "find/own_macro.h"
#include "find/pool_walk.h"
#include "find/scan.h"
#include "find/shim.h"
#include "model/pool_array.h"
#include "pools/pool_options.h"
#include "scope/summary/summarise.h"
#include "sides/after_side.h"
#include "sides/old_api.h"
#include "sources/file_text.h"
#include "syntax/header_macros.h"
#include "syntax/parse.h"
#include "syntax/suppress.h"

/* Collects the files that a unit read. */
typedef struct
{
  Analysis *analysis;
  CXTranslationUnit unit;
  GHashTable *defined;
  GHashTable *seen; /* canonical paths */
} Collector;

/* Whether the header at @a path, as interned, may be of interest. Asked for once, too: reading two hundred headers
 * again for each unit costs as much as a tenth of its parse. */
static gboolean
header_names_api (const Collector *collector, CXFile included, const char *path)
{
  static GHashTable *known; /* of path to TRUE or FALSE, + 1 */
  static const RuleSet *asked;
  const RuleSet *rules = collector->analysis->context->rules;
  gpointer answer;
  const char *text;
  size_t length;

  if (!known)
    known = g_hash_table_new (NULL, NULL);
  if (asked != rules)
    g_hash_table_remove_all (known);
  asked = rules;
  answer = g_hash_table_lookup (known, path);
  if (!answer)
    {
      text = clang_getFileContents (collector->unit, included, &length);
      answer = GINT_TO_POINTER (1 + (text && scan_names_api (rules, text, length)));
      g_hash_table_insert (known, (gpointer) path, answer);
    }
  return answer == GINT_TO_POINTER (2);
}

static void
read_macros (const Collector *collector, CXFile included, const char *path)
{
  static GHashTable *known; /* of paths */
  const char *text;
  size_t length;

  if (!known)
    known = g_hash_table_new (NULL, NULL);
  if (!g_hash_table_add (known, (gpointer) path))
    return;
  text = clang_getFileContents (collector->unit, included, &length);
  if (text)
    header_macros_read (text, length);
}

static void
collect_file (CXFile included, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
  Collector *collector = data;
  CXString name = clang_getFileName (included);
  const char *path = analysis_canonical_path (clang_getCString (name));
  const AnalysisContext *context = collector->analysis->context;
  const char *text;
  size_t length;

  (void) stack;
  clang_disposeString (name);
  if (!path || !g_hash_table_add (collector->seen, (gpointer) path))
    return;
  if (depth > 0)
    read_macros (collector, included, path);
  if (depth > 0
      && (!analysis_is_below_root (context, path) || rule_set_is_api_header (context->rules, path)
          || !header_names_api (collector, included, path)))
    return;
  text = clang_getFileContents (collector->unit, included, &length);
  if (!text || length > G_MAXINT32)
    return;
  analysis_add_file (collector->analysis, path, text, length, collector->defined)->file = included;
}

/* Of errors that say that something was not read to its end; patterns. Told to go on, libclang calls them errors like others. */
static const char *const not_read[] = {
  "*file not found",
  "*file not found, did you mean *",
  "cannot open file *",
  "error opening file *",
  "file * modified since it was first processed",
  "*too large for Clang to process*",
  "*nested too deeply",
  "*encoding is not supported",
  "empty filename",
  "expected \"FILENAME\" or <FILENAME>",
  "unterminated *",
  "too many errors emitted*",
};

static gboolean
is_not_read (const char *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (not_read); i++)
    if (fnmatch (not_read[i], words, FNM_NOESCAPE) == 0) /* a file's name in it may be no UTF-8 */
      return TRUE;
  return FALSE;
}

/* What an error says about the parse. A warning that a flag or a pragma made an error says nothing: the parser went on
 * as ever. After a syntax error, or without a header, it has not seen all of the unit. */
static UnitStatus
status_of (CXDiagnostic diagnostic)
{
  enum CXDiagnosticSeverity severity = clang_getDiagnosticSeverity (diagnostic);
  CXString option = clang_getDiagnosticOption (diagnostic, NULL);
  CXString category = clang_getDiagnosticCategoryText (diagnostic), text = clang_getDiagnosticSpelling (diagnostic);
  const char *words = clang_getCString (text);
  const char *flag = clang_getCString (option), *kind = clang_getCString (category);
  UnitStatus status = UNIT_PARSE_ERRORS;

  if (severity < CXDiagnostic_Error || (severity == CXDiagnostic_Error && flag && *flag != '\0'))
    status = UNIT_OK;
  else if (severity == CXDiagnostic_Fatal || g_strcmp0 (kind, "Parse Issue") == 0 || is_not_read (words))
    status = UNIT_BROKEN;
  clang_disposeString (text);
  clang_disposeString (option);
  clang_disposeString (category);
  return status;
}

static void
read_diagnostics (wmem_allocator_t *pool, UnitResult *result, CXTranslationUnit unit)
{
  CXDiagnosticSet all = clang_getDiagnosticSetFromTU (unit); /* asked for once: it is made anew each time */
  for (unsigned i = 0; i < clang_getNumDiagnosticsInSet (all); i++)
    {
      CXDiagnostic diagnostic = clang_getDiagnosticInSet (all, i);
      UnitDiagnostic *copy = wmem_new0 (pool, UnitDiagnostic);
      CXString text = clang_getDiagnosticSpelling (diagnostic), name;
      CXString option = clang_getDiagnosticOption (diagnostic, NULL);
      const char *words = clang_getCString (text), *flag = clang_getCString (option);
      UnitStatus status = status_of (diagnostic);
      CXFile file;
      unsigned line, column;

      copy->severity = clang_getDiagnosticSeverity (diagnostic);
      copy->text = flag && *flag != '\0' ? wmem_strdup_printf (pool, "%s [%s]", words, flag)
                                         : wmem_strdup (pool, words);
      clang_disposeString (text);
      clang_disposeString (option);
      clang_getFileLocation (clang_getDiagnosticLocation (diagnostic), &file, &line, &column, NULL);
      name = clang_getFileName (file);
      copy->path = wmem_strdup (pool, file ? clang_getCString (name) : "");
      clang_disposeString (name);
      copy->line = line;
      copy->column = column;
      clang_disposeDiagnostic (diagnostic);
      if (copy->severity < CXDiagnostic_Warning)
        continue;
      g_ptr_array_add (result->diagnostics, copy);
      if (status > result->status)
        {
          result->status = status;
          result->failure = file ? wmem_strdup_printf (pool, "%s:%u:%u: %s", copy->path, line, column, copy->text)
                                 : wmem_strdup_printf (pool, "%s (no line)", copy->text);
        }
    }
}

/* Asked file by file: to tell all ranges libclang reads the text of every header of the unit again. */
static void
mark_skipped (Analysis *analysis, CXTranslationUnit unit)
{
  for (guint i = 0; i < analysis->files->len; i++)
    {
      UnitFile *file = g_ptr_array_index (analysis->files, i);
      CXSourceRangeList *ranges = clang_getSkippedRanges (unit, file->file);

      for (unsigned j = 0; ranges && j < ranges->count; j++)
        {
          unsigned start, end;

          clang_getFileLocation (clang_getRangeStart (ranges->ranges[j]), NULL, NULL, NULL, &start);
          clang_getFileLocation (clang_getRangeEnd (ranges->ranges[j]), NULL, NULL, NULL, &end);
          source_skip (file->source, start, end);
        }
      clang_disposeSourceRangeList (ranges);
    }
}

static void
mark_files (Analysis *analysis)
{
  unit_files_read_macros (analysis->pool, analysis->files);
  for (guint i = 0; i < analysis->files->len; i++)
    unit_file_mark (g_ptr_array_index (analysis->files, i));
}

static gboolean
has_candidates (Analysis *analysis)
{
  for (guint i = 0; i < analysis->files->len; i++)
    if (((UnitFile *) g_ptr_array_index (analysis->files, i))->interesting->len > 0)
      return TRUE;
  return FALSE;
}

/* File by file: what is found in one, and what becomes of it. */
static void
find_and_decide (Analysis *analysis)
{
  for (guint i = 0; i < analysis->files->len; i++)
    {
      UnitFile *file = g_ptr_array_index (analysis->files, i);
      suppressions_read (analysis->pool, file);
      file->classified = classify_file (analysis, file);
      decide_file (analysis, file);
    }
}

/* Parses again with the old API described where the unit misses it. @return the diagnostics of the unit as it stands (of
 * UnitDiagnostic), or NULL where it misses nothing. */
static GPtrArray *
parse_described (wmem_allocator_t *pool, ParsedUnit *parsed, const AnalysisContext *context,
                 const CompileCommand *command)
{
  UnitResult result = { .diagnostics = pool_pointers (pool) };
  g_autofree char *path = g_build_filename (context->old_api, OLD_API_FILE, NULL), *text = NULL;
  const char *const extra[] = { "-idirafter", context->old_api, "-include", path, NULL };
  struct CXUnsavedFile description = { .Filename = path };

  read_diagnostics (pool, &result, parsed->unit);
  if (!old_api_is_missed (context->rules, result.diagnostics))
    return NULL;
  if (context->precompiled)
    {
      /* Its declarations cannot be visited. */
      parsed_unit_clear (parsed);
      parse_unit (parsed, command, NULL, NULL, NULL, 0);
    }
  if (!parsed->unit)
    return NULL;
  text = old_api_describe (context->rules, parsed->unit);
  description.Contents = text;
  description.Length = strlen (text);
  parsed_unit_clear (parsed);
  parse_unit (parsed, command, extra, NULL, &description, 1);
  return result.diagnostics;
}

/* Whether one of @diagnostics that is not marked as @used says what @wanted does; it is marked then. */
static gboolean
is_said (const GPtrArray *diagnostics, const UnitDiagnostic *wanted, GHashTable *used)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      UnitDiagnostic *one = g_ptr_array_index (diagnostics, i);
      if (one->line == wanted->line && one->severity == wanted->severity && g_str_equal (one->text, wanted->text)
          && g_str_equal (one->path, wanted->path) && g_hash_table_add (used, one))
        return TRUE;
    }
  return FALSE;
}

/* Errors of a statement that the parser gives up for the lack of the old API's names are not told: those that are told with these, of
 * @described, are the file's own as well. */
static void
add_hidden (GPtrArray *without, const GPtrArray *described)
{
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < described->len; i++)
    {
      UnitDiagnostic *one = g_ptr_array_index (described, i);
      if (!is_said (without, one, used))
        {
          g_ptr_array_add (without, one);
          g_hash_table_add (used, one);
        }
    }
}

/* A set of rules, and whether one of their old headers was met. */
typedef struct {
  const RuleSet *rules;
  gboolean met;
} OldHeader;

static void
look_at_inclusion (CXFile included, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
  OldHeader *old = data;
  (void) stack;
  (void) depth;
  CXString name = clang_getFileName (included);
  old->met |= clang_getCString (name) && rule_set_header (old->rules, clang_getCString (name));
  clang_disposeString (name);
}

static gboolean
reads_old_header (const RuleSet *rules, CXTranslationUnit unit)
{
  OldHeader old = { rules, FALSE };
  clang_getInclusions (unit, look_at_inclusion, &old);
  return old.met;
}

/* Whether something is rewritten at @line of @path. */
static gboolean
is_rewritten (const Analysis *analysis, const char *path, guint32 line)
{
  const char *canonical = analysis_canonical_path (path);
  const UnitFile *file = canonical ? analysis_file (analysis, canonical) : NULL;
  for (guint i = 0; file && i < file->findings->occurrences->len; i++)
    {
      const Occurrence *occurrence = g_ptr_array_index (file->findings->occurrences, i);
      if (occurrence->line == line && occurrence->change >= 0)
        return TRUE;
    }
  return FALSE;
}

/* Of the errors that a whole unit has, names the first that stays: what the new form mends is nobody's matter any more. */
static void
name_error_that_stays (Analysis *analysis, const GPtrArray *diagnostics)
{
  UnitResult *result = analysis->result;
  if (result->status != UNIT_PARSE_ERRORS || analysis->is_incomplete)
    return;
  result->failure = NULL;
  for (guint i = 0; !result->failure && i < diagnostics->len; i++)
    {
      const UnitDiagnostic *one = diagnostics->pdata[i];
      if (one->severity >= CXDiagnostic_Error && !is_rewritten (analysis, one->path, one->line))
        result->failure = wmem_strdup_printf (analysis->pool, "%s:%u:%u: %s", one->path, one->line, one->column, one->text);
    }
}

/* @return (transfer full, nullable) the function that @diagnostic says nobody declares, and that no rule knows. A compiler may call that a
 * warning. */
static char *
undeclared_function (const Analysis *analysis, const UnitDiagnostic *diagnostic)
{
  const char *open = strstr (diagnostic->text, "[-Wimplicit-function-declaration") ? strchr (diagnostic->text, '\'') : NULL;
  const char *close = open ? strchr (open + 1, '\'') : NULL;
  char *name = close ? g_strndup (open + 1, (gsize) (close - open) - 1) : NULL;
  if (name && rule_set_counts (analysis->context->rules, name))
    g_clear_pointer (&name, g_free);
  return name;
}

/* What can be done about names that are not about memory. */
static const char *
advice_on_names (const RunOptions *options)
{
  g_autofree char *porting = rule_set_builtin_file ("porting");
  return options->rule_files && g_strv_contains ((const char *const *) options->rule_files, porting)
             ? "not about memory, and no rule is: by hand"
             : "not about memory: --rules porting converts some such names, the rest is by hand";
}

/* Today's headers lack more than memory: names that no rule knows are in no ledger, and the file does not build for all that. */
static void
name_undeclared_functions (Analysis *analysis, const GPtrArray *diagnostics)
{
  UnitResult *result = analysis->result;
  const UnitDiagnostic *first = NULL;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *first_name = NULL;
  if (!unit_was_whole (result->status) || result->failure || !analysis->context->after || !after_side_has_helpers (analysis->context->after))
    return;
  for (guint i = 0; i < diagnostics->len; i++)
    {
      char *name = undeclared_function (analysis, diagnostics->pdata[i]);
      if (name && !first)
        {
          first = diagnostics->pdata[i];
          first_name = g_strdup (name);
        }
      if (name)
        g_hash_table_add (names, name);
    }
  if (!first)
    return;
  g_autofree char *more = g_hash_table_size (names) > 1 ? g_strdup_printf (", and %u more", g_hash_table_size (names) - 1) : g_strdup ("");
  result->status = UNIT_PARSE_ERRORS;
  result->failure = wmem_strdup_printf (analysis->pool, "%s:%u:%u: nobody declares '%s'%s: %s", first->path, first->line, first->column,
                                        first_name, more, advice_on_names (analysis->context->options));
}

UnitResult *
unit_analyse (wmem_allocator_t *pool, const AnalysisContext *context, const CompileCommand *command)
{
  Analysis *analysis = analysis_new (pool, context, command, command->file);
  Collector collector = { .analysis = analysis };
  ParsedUnit parsed;
  GPtrArray *without = NULL;

  parse_unit (&parsed, command, NULL, context->precompiled, context->unsaved, context->n_unsaved);
  if (parsed.unit && context->old_api)
    without = parse_described (pool, &parsed, context, command);
  if (!parsed.unit)
    {
      analysis->result->status = UNIT_UNPARSABLE;
      analysis->result->failure = parsed.failure;
      parsed_unit_clear (&parsed);
      return analysis->result;
    }
  read_diagnostics (pool, analysis->result, parsed.unit);
  const GPtrArray *met = analysis->result->diagnostics;
  analysis->has_errors = analysis->result->status != UNIT_OK;
  if (without)
    {
      /* What is rewritten has to be no worse than the untouched file, on the side that has no old API. */
      add_hidden (without, analysis->result->diagnostics);
      analysis->result->diagnostics = without;
      analysis->is_described = TRUE;
    }
  /* Old code against today's headers misses more than the old API; without these it is the flags that are wrong, and with the old
   * ones a tree that is not built. */
  analysis->is_incomplete = analysis->result->status == UNIT_BROKEN && context->after && after_side_has_helpers (context->after)
                            && (without || !reads_old_header (context->rules, parsed.unit));
  if (analysis->is_incomplete)
    analysis->result->status = UNIT_PARSE_ERRORS;
  collector.unit = analysis->unit = parsed.unit;
  collector.defined = pool_table (pool, g_hash_table_new (g_str_hash, g_str_equal));
  collector.seen = pool_table (pool, g_hash_table_new (NULL, NULL));
  clang_getInclusions (parsed.unit, collect_file, &collector);
  mark_skipped (analysis, parsed.unit);
  mark_files (analysis);
  shims_read (analysis);
  own_macros_read (analysis);
  if (has_candidates (analysis))
    confirm_unit (pool, context->rules, parsed.unit, analysis->files,
                  g_strcmp0 (context->options->packet_pool, "pinfo") == 0);
  const gboolean pools = (pool_is_explicit (context->options, POOL_PACKET) || pool_is_explicit (context->options, POOL_FILE))
                         && context->n_unsaved == 0;
  if (pools)
    pool_walk (analysis, parsed.unit);
  find_and_decide (analysis);
  name_error_that_stays (analysis, met);
  name_undeclared_functions (analysis, met);
  function_symbols_find (analysis);
  if (pools && !context->threads)
    {
      pool_walk_add_sites (analysis);
      unit_result_own_facts (pool, analysis->result, g_variant_ref_sink (pool_facts_pack (analysis->pool_facts)));
    }
  /* A second pass asks only what is left to rewrite. */
  if (context->n_unsaved == 0)
    {
      flows_collect (analysis, parsed.unit);
      macro_sites_collect (analysis);
    }
  if (context->n_unsaved == 0 && !context->has_summary)
    analysis->result->scope_summary = scope_summarise (pool, parsed.unit);
  if (analysis->result->scope_summary)
    {
      unit_result_own_summary (pool, analysis->result, g_variant_take_ref (analysis->result->scope_summary));
    }
  parsed_unit_clear (&parsed);
  return analysis->result;
}

GPtrArray *
unit_diagnose (wmem_allocator_t *pool, const CompileCommand *command)
{
  UnitResult result = { .diagnostics = pool_pointers (pool) };
  ParsedUnit parsed;

  parse_unit (&parsed, command, NULL, NULL, NULL, 0);
  if (parsed.unit)
    read_diagnostics (pool, &result, parsed.unit);
  parsed_unit_clear (&parsed);
  return result.diagnostics;
}

UnitResult *
file_analyse (wmem_allocator_t *pool, const AnalysisContext *context, const char *path)
{
  Analysis *analysis = analysis_new (pool, context, NULL, path);
  char *text = NULL;
  gsize length;
  GError *error = NULL;
  const char *canonical = analysis_canonical_path (path);

  if (!canonical || !file_text_read (path, &text, &length, &error))
    {
      analysis->result->status = UNIT_UNPARSABLE;
      analysis->result->failure = wmem_strdup (pool, error ? error->message : "no such file");
      g_clear_error (&error);
      return analysis->result;
    }
  analysis_add_file (analysis, canonical, text, length, pool_table (pool, g_hash_table_new (g_str_hash, g_str_equal)));
  mark_files (analysis);
  shims_read (analysis);
  own_macros_read (analysis);
  find_and_decide (analysis);
  g_free (text);
  return analysis->result;
}
