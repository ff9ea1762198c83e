/* SPDX-License-Identifier: MIT */
/*
 * The scope checker's cases: one file each, parsed twice. With BUG defined exactly the findings must come that its
 * comments expect, on the lines where they stand; without it, as the correct twin, none at all. Both once more after their
 * conversion, with WMEM_FORM: what a rewriting run tells of the old code, --lint tells of the new one.
 *
 *     expect: RULE           certain
 *     expect: RULE likely    less than certain
 *     expect: RULE note      counts for nothing: the twin may have some, too
 *
 * All that is said of each case in its old form, with steps and advice, and the verdict of each site stand in said.txt: UPDATE_CASES=1 in the environment
 * writes it anew.
 *
 * Prints the table of expected findings. With a case's name as argument, runs that alone and prints all that is said of it.
 */
#include <stdio.h>
#include <string.h>

#include "model/finding.h"
#include "scope/judgement/scope_check.h"
#include "scope/summary/summarise.h"

typedef enum { TWIN = 0,
               BUG = 1,
               CONVERTED = 2 } Form;

typedef struct {
  GString *problems;
  GString *said;
} Runner;

static GVariant *
summarise (wmem_allocator_t *pool, const char *path, guint form, GString *problems)
{
  const char *arguments[] = { "-std=gnu11", ("-I" CASE_INCLUDE), "-Wno-everything", (form & BUG) != 0 ? "-DBUG" : "-DTWIN",
                              "-DWMEM_FORM" };
  CXIndex index = clang_createIndex (0, 0);
  CXTranslationUnit unit = NULL;
  clang_parseTranslationUnit2 (index, path, arguments, (form & CONVERTED) != 0 ? 5 : 4, NULL, 0, CXTranslationUnit_DetailedPreprocessingRecord,
                               &unit);
  for (unsigned i = 0; i < clang_getNumDiagnostics (unit); i++)
    {
      CXDiagnostic diagnostic = clang_getDiagnostic (unit, i);
      if (clang_getDiagnosticSeverity (diagnostic) >= CXDiagnostic_Error)
        {
          CXString text = clang_formatDiagnostic (diagnostic, clang_defaultDiagnosticDisplayOptions ());
          g_string_append_printf (problems, "  does not parse: %s\n", clang_getCString (text));
          clang_disposeString (text);
        }
      clang_disposeDiagnostic (diagnostic);
    }
  GVariant *summary = g_variant_ref_sink (scope_summarise (pool, unit));
  clang_disposeTranslationUnit (unit);
  clang_disposeIndex (index);
  return summary;
}

/* What comes of the case at @path in @form. */
static GPtrArray *
check (wmem_allocator_t *pool, const char *path, guint form, GArray *verdicts, GString *problems)
{
  GPtrArray *findings = g_ptr_array_new ();
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_ptr_array_add (summaries, summarise (pool, path, form, problems));
  GError *error = NULL;
  g_auto (GStrv) files = facts_builtin_files ();
  const ScopeCheck request = { .summaries = summaries, .facts = facts_load (pool, (const char *const *) files, &error) };
  if (request.facts == NULL)
    g_error ("%s", error->message);
  if (!scope_check (pool, &request, findings, verdicts))
    g_string_append (problems, "  the summary is damaged\n");
  /* What is said of the host is said once a run, of a correct twin as well. */
  for (guint i = findings->len; i > 0; i--)
    if (g_str_has_prefix (((Finding *) g_ptr_array_index (findings, i - 1))->rule, "host-"))
      g_ptr_array_remove_index (findings, i - 1);
  return findings;
}

static void
say (GString *said, const GPtrArray *findings, const GArray *verdicts)
{
  static const char *const names[] = { [VERDICT_SAFE] = "safe", [VERDICT_UNKNOWN] = "unknown", [VERDICT_NO_SCOPE] = "no scope", [VERDICT_ESCAPES] = "escapes" };
  static const char *const fixes[] = { [FIX_NONE] = "", [FIX_PINFO_POOL] = ", to the packet's pool of ", [FIX_FILE_POOL] = ", to the file's pool" };
  for (guint i = 0; i < findings->len; i++)
    {
      const Finding *finding = g_ptr_array_index (findings, i);
      g_string_append_printf (said, "  %u:%u: %s %s, %s: %s: %s\n", finding->line, finding->column, finding_severity_name (finding->severity), finding->rule,
                              confidence_name (finding->certainty), finding->message, finding->advice);
      for (guint s = 0; s < finding->steps->len; s++)
        {
          const FindingStep *step = g_ptr_array_index (finding->steps, s);
          g_autofree char *base = g_path_get_basename (step->path);
          g_string_append_printf (said, "    %s:%u: %s\n", base, step->line, step->text);
        }
    }
  for (guint i = 0; i < verdicts->len; i++)
    {
      const SiteVerdict *verdict = &g_array_index (verdicts, SiteVerdict, i);
      g_string_append_printf (said, "  %u:%u: %s() %s%s%s%s%s\n", verdict->place.line, verdict->place.column, verdict->name, names[verdict->verdict],
                              fixes[verdict->fix], verdict->fix == FIX_PINFO_POOL ? verdict->pinfo : "", verdict->note ? ": " : "",
                              verdict->note ? verdict->note : "");
    }
}

/* What the comments expect: "line rule certainty". */
static GPtrArray *
expectations (const char *path)
{
  static const char MARK[] = "/* expect: ";
  GPtrArray *expected = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return expected;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *mark = strstr (lines[i], MARK);
      if (mark == NULL)
        continue;
      g_auto (GStrv) words = g_strsplit (mark + strlen (MARK), " ", 3);
      g_ptr_array_add (expected, g_strdup_printf ("%u %s %s", i + 1, words[0], g_str_equal (words[1], "likely") || g_str_equal (words[1], "note") ? words[1] : ""));
    }
  return expected;
}

/* Compares what comes of the case at @path in @form with what it expects. */
static void
run_form (const Runner *runner, const char *path, guint form, GString *problems)
{
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE);
  g_autoptr (GPtrArray) expected = expectations (path);
  g_autoptr (GArray) verdicts = g_array_new (FALSE, FALSE, sizeof (SiteVerdict)), twin_verdicts = g_array_new (FALSE, FALSE, sizeof (SiteVerdict));
  g_autoptr (GPtrArray) found = check (pool, path, BUG | form, verdicts, problems), twin = check (pool, path, TWIN | form, twin_verdicts, problems);
  g_autofree char *base = g_path_get_basename (path);
  if (form != CONVERTED)
    {
      g_string_append_printf (runner->said, "%s, the bug\n", base);
      say (runner->said, found, verdicts);
      g_string_append_printf (runner->said, "%s, the correct twin\n", base);
      say (runner->said, twin, twin_verdicts);
    }
  for (guint i = 0; i < found->len; i++)
    {
      const Finding *finding = g_ptr_array_index (found, i);
      const gboolean review_rule = finding->severity == FINDING_WARNING
                                   && (g_str_equal (finding->rule, "never-kept") || g_str_equal (finding->rule, "nested-free")
                                       || g_str_equal (finding->rule, "gone-memory") || g_str_equal (finding->rule, "heap-member"));
      g_autofree char *key = g_strdup_printf ("%u %s %s", finding->line, finding->rule,
                                              finding->severity == FINDING_NOTE ? "note" : finding->certainty == CONFIDENCE_SAFE || review_rule ? ""
                                                                                                                                                : "likely");
      guint at;
      if (g_ptr_array_find_with_equal_func (expected, key, g_str_equal, &at))
        g_ptr_array_remove_index (expected, at);
      else
        g_string_append_printf (problems, "  not expected: %s: %s\n", key, finding->message);
    }
  for (guint i = 0; i < expected->len; i++)
    g_string_append_printf (problems, "  not found: %s\n", (const char *) g_ptr_array_index (expected, i));
  for (guint i = 0; i < twin->len; i++)
    {
      const Finding *finding = g_ptr_array_index (twin, i);
      if (finding->severity == FINDING_NOTE)
        continue;
      g_string_append_printf (problems, "  the correct twin: line %u: %s: %s\n", finding->line, finding->rule, finding->message);
    }
  wmem_destroy_allocator (pool);
}

static void
run_case (Runner *runner, const char *name)
{
  g_autofree char *path = g_build_filename (CASES_FOLDER, name, NULL);
  g_autoptr (GPtrArray) expected = expectations (path);
  for (guint i = 0; i < expected->len; i++)
    g_print ("%-34s %s\n", name, (const char *) g_ptr_array_index (expected, i));
  for (guint form = 0; form <= CONVERTED; form += CONVERTED)
    {
      g_autoptr (GString) problems = g_string_new (NULL);
      run_form (runner, path, form, problems);
      if (problems->len > 0)
        g_string_append_printf (runner->problems, "%s%s:\n%s", name, form == CONVERTED ? ", converted" : "", problems->str);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Compares all that was said with what is written down, line by line: the first that differ are shown. */
static void
compare_said (Runner *runner)
{
  g_autofree char *path = g_build_filename (CASES_FOLDER, "..", "said.txt", NULL), *text = NULL;
  if (g_getenv ("UPDATE_CASES") && !g_file_set_contents (path, runner->said->str, (gssize) runner->said->len, NULL))
    g_string_append_printf (runner->problems, "cannot write %s\n", path);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_string_append_printf (runner->problems, "cannot read %s\n", path);
  g_auto (GStrv) before = g_strsplit (text ? text : "", "\n", -1), now = g_strsplit (runner->said->str, "\n", -1);
  for (guint i = 0; before[i] || now[i]; i++)
    if (g_strcmp0 (before[i], now[i]) != 0)
      {
        g_string_append_printf (runner->problems, "%s:%u: UPDATE_CASES=1 writes it anew:\n-%s\n+%s\n", path, i + 1, before[i] ? before[i] : "", now[i] ? now[i] : "");
        return;
      }
}

int
main (int argc, char **argv)
{
  Runner runner = { .problems = g_string_new (NULL), .said = g_string_new (NULL) };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  wmem_init ();
  if (argc > 1)
    g_ptr_array_add (names, g_strconcat (argv[1], ".c", NULL));
  else
    {
      GDir *folder = g_dir_open (CASES_FOLDER, 0, NULL);
      for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
        if (g_str_has_suffix (name, ".c"))
          g_ptr_array_add (names, g_strdup (name));
      g_dir_close (folder);
    }
  g_ptr_array_sort (names, compare_names);
  g_print ("case                               line rule\n");
  for (guint i = 0; i < names->len; i++)
    run_case (&runner, g_ptr_array_index (names, i));
  g_print ("%u cases and their twins\n", names->len);
  if (argc > 1)
    g_print ("%s", runner.said->str);
  else
    compare_said (&runner);
  if (runner.problems->len > 0)
    g_printerr ("%s", runner.problems->str);
  const gboolean failed = runner.problems->len > 0 || names->len == 0;
  g_string_free (runner.problems, TRUE);
  g_string_free (runner.said, TRUE);
  wmem_cleanup ();
  return failed ? 1 : 0;
}
