/* SPDX-License-Identifier: MIT */
/*
 * The cases of cases/NAME.d: analyses each, and compares the rewritten files and the ledger with what is
 * expected.
 *
 * A case holds input.c (or more sources and headers), expected.c (X.expected for any other file X that
 * changes), expected.txt (the ledger) and, where it wants other options, args: one option of wmem-migrate or
 * flag of the compiler a line. Also held against every case: the rewritten unit has no diagnostic that the
 * old one had not, and a second run finds nothing more to rewrite. `no-verify` in args says that a case is
 * not made to be parsed again.
 *
 * run_cases [CASE...]; with UPDATE_CASES=1 in the environment the expectations are written instead of
 * compared, with STOP_AT_FIRST_FAILURE the first that fails is the last.
 */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan/plan.h"
#include "pools/pool_options.h"
#include "pools/pool_plan.h"
#include "sides/after_side.h"
#include "sides/old_api.h"
#include "unit/analyse.h"

typedef struct
{
  wmem_allocator_t *pool;
  const char *name;
  char *folder;
  RuleSet *rules;
  RunOptions options;
  GPtrArray *flags;
  gboolean no_verify;
  gboolean has_flags;
  GString *failures;
} Case;

/* The built-in rules, read once. */
static wmem_allocator_t *common_pool;
static RuleSet *common_rules;
static char *common_old_api;

static char *const after_arguments[] = { (char *) "-I" WMEM_INCLUDE, (char *) "-DAFTER_SIDE", NULL };

static void fail (Case *this, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
fail (Case *this, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (this->failures, format, arguments);
  va_end (arguments);
  g_string_append_c (this->failures, '\n');
}

static gboolean
take_option (const char *line, const char *name, char **value)
{
  if (!g_str_has_prefix (line, name) || line[strlen (name)] != '=')
    return FALSE;
  *value = g_strdup (line + strlen (name) + 1);
  return TRUE;
}

static void
read_args (Case *this, GPtrArray *rule_files)
{
  char *path = g_build_filename (this->folder, "args", NULL), *text = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL))
    {
      char **lines = g_strsplit (g_strstrip (text), "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        {
          char *value = NULL;

          if (take_option (lines[i], "--packet-pool", &this->options.packet_pool)
              || take_option (lines[i], "--file-pool", &this->options.file_pool)
              || take_option (lines[i], "--epan-pool", &this->options.epan_pool)
              || take_option (lines[i], "--pool-name", &this->options.pool_name)
              || take_option (lines[i], "--packet-info-pool", &this->options.packet_info_pool))
            continue;
          if (take_option (lines[i], "--after-arg", &value))
            {
              /* Instead of libwmem: `-IFOLDER`, relative to that of all cases. */
              this->options.after_arguments = g_new0 (char *, 2);
              this->options.after_arguments[0] = g_strconcat ("-I", CASES_FOLDER, "/", value + 2, NULL);
              this->has_flags = TRUE;
            }
          else if (take_option (lines[i], "--rules", &value))
            g_ptr_array_add (rule_files, g_build_filename (this->folder, value, NULL));
          else if (take_option (lines[i], "--include", &value))
            {
              this->options.includes = g_new0 (char *, 2);
              this->options.includes[0] = value;
            }
          else if (g_str_equal (lines[i], "--pool-position=last"))
            this->options.pool_last = TRUE;
          else if (g_str_equal (lines[i], "--idiom=new"))
            this->options.idiom_new = TRUE;
          else if (g_str_equal (lines[i], "--only=safe"))
            this->options.only = CONFIDENCE_SAFE;
          else if (g_str_equal (lines[i], "--comments"))
            this->options.comments = TRUE;
          else if (g_str_equal (lines[i], "--realign"))
            this->options.realign = TRUE;
          else if (g_str_equal (lines[i], "no-verify"))
            this->no_verify = TRUE;
          else if (lines[i][0] == '-')
            {
              /* A folder is relative to that of all cases. */
              g_ptr_array_add (this->flags, g_str_has_prefix (lines[i], "-I")
                                                ? g_strconcat ("-I", CASES_FOLDER, "/", lines[i] + 2, NULL)
                                                : g_strdup (lines[i]));
              this->has_flags = TRUE;
            }
          else if (lines[i][0] != '\0')
            fail (this, "args: unknown line '%s'", lines[i]);
        }
      g_strfreev (lines);
    }
  g_free (text);
  g_free (path);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_sources (Case *this, const char *suffix)
{
  GPtrArray *files = g_ptr_array_new ();
  GDir *folder = g_dir_open (this->folder, 0, NULL);

  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    if (g_str_has_suffix (name, suffix) && !g_str_has_prefix (name, "expected"))
      g_ptr_array_add (files, g_build_filename (this->folder, name, NULL));
  g_dir_close (folder);
  g_ptr_array_sort (files, compare_names);
  return files;
}

static CompileCommand
command_for (Case *this, const char *file)
{
  CompileCommand command = { .file = realpath (file, NULL),
                             .directory = this->folder,
                             .arguments = (char **) this->flags->pdata };

  return command;
}

/* The answer is the same for all cases without rules and flags of their own. */
static const AfterSide *
probe (Case *this, const CompileCommand *command)
{
  static AfterSide *common;

  if (this->rules != common_rules || this->has_flags)
    return after_side_probe (this->pool, this->rules, &this->options, command);
  if (common == NULL)
    common = after_side_probe (common_pool, this->rules, &this->options, command);
  return common;
}

static GPtrArray *
analyse_units (Case *this, AnalysisContext *context)
{
  GPtrArray *results = g_ptr_array_new (), *sources = list_sources (this, ".c");

  for (guint i = 0; i < sources->len; i++)
    {
      CompileCommand command = command_for (this, g_ptr_array_index (sources, i));
      UnitResult *result;
      GVariant *packed;

      if (context->after == NULL)
        context->after = probe (this, &command);
      if (!after_side_has_wmem (context->after))
        fail (this, "the after side does not declare wmem_alloc()");
      result = unit_analyse (this->pool, context, &command);
      if (result->status == UNIT_UNPARSABLE)
        fail (this, "%s: %s", command.file, result->failure);
      /* By the same way as between processes. */
      packed = g_variant_ref_sink (unit_result_to_variant (result));
      g_ptr_array_add (results, unit_result_from_variant (this->pool, packed));
      g_variant_unref (packed);
    }
  return results;
}

/* The second round, with explicit pools: as a run does it, but that no host is known. */
static GPtrArray *
thread_pools (Case *this, AnalysisContext *context, GPtrArray *results)
{
  GPtrArray *facts = g_ptr_array_new ();
  for (guint i = 0; i < results->len; i++)
    {
      const UnitResult *result = g_ptr_array_index (results, i);
      g_ptr_array_add (facts, result->pool_facts != NULL ? pool_facts_unpack (this->pool, result->pool_facts) : NULL);
    }
  const PoolQuestion question
      = {
          .facts = facts,
          .options = &this->options,
          .rules = this->rules,
          .whole = TRUE,
          .has_accessor = { [POOL_PACKET] = after_side_declares (context->after, "wmem_packet_scope"), [POOL_FILE] = after_side_declares (context->after, "wmem_file_scope") },
        };
  AnalysisContext again = *context;
  again.threads = pool_plan_new (this->pool, &question);
  again.rules = pool_plan_rules (this->pool, again.threads, NULL, this->rules);
  return analyse_units (this, &again);
}

static GPtrArray *
analyse (Case *this)
{
  AnalysisContext context
      = { .rules = this->rules, .options = &this->options, .root = realpath (this->folder, NULL), .old_api = common_old_api };
  GPtrArray *results = analyse_units (this, &context);

  if (pool_is_explicit (&this->options, POOL_PACKET) || pool_is_explicit (&this->options, POOL_FILE))
    results = thread_pools (this, &context, results);
  GPtrArray *fragments = list_sources (this, ".inc");
  for (guint i = 0; i < fragments->len; i++)
    g_ptr_array_add (results, file_analyse (this->pool, &context, g_ptr_array_index (fragments, i)));
  return results;
}

/* What is said of a place, without the folder of the case in it, from wherever that is named. */
static void
describe_note (const Case *this, const char *note, GString *out)
{
  g_autofree char *base = g_path_get_basename (this->name), *folder = g_strdup_printf ("(?:[^ ']*/)?%s/", base);
  g_autoptr (GRegex) pattern = g_regex_new (folder, 0, 0, NULL);
  g_autofree char *bare = g_regex_replace_literal (pattern, note, -1, 0, "", 0, NULL);

  g_string_append_printf (out, ": %s", bare);
}

static void
describe_file (const Case *this, const Plan *plan, const PlanFile *file, GString *out)
{
  Ledger ledger = plan_ledger (plan, file);
  char *name = g_path_get_basename (file->path);

  g_string_append_printf (out, "%s: found %u, rewritten %u, left %u, residue %u\n", name, ledger.found,
                          ledger.rewritten, ledger.left, ledger.residue);
  for (guint i = 0; i < file->occurrences->len; i++)
    {
      const Occurrence *occurrence = g_ptr_array_index (file->occurrences, i);
      const Change *change
          = occurrence->change >= 0 ? g_ptr_array_index (plan->changes, (guint) occurrence->change) : NULL;
      gboolean rewritten = change != NULL && change->active;

      g_string_append_printf (out, "  %u:%u %s %s %s", occurrence->line, occurrence->column, occurrence->name,
                              occurrence_kind_name (occurrence->kind),
                              rewritten ? confidence_name (occurrence->confidence) : "left");
      if (occurrence->reason != REASON_NONE)
        g_string_append_printf (out, " %s", reason_code (occurrence->reason));
      if (occurrence->note != NULL)
        describe_note (this, occurrence->note, out);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < file->suppressions->len; i++)
    if (!g_array_index (file->suppressions, Suppression, i).used)
      g_string_append_printf (out, "  unused suppression:%s\n",
                              g_array_index (file->suppressions, Suppression, i).rules);
  g_free (name);
}

static void
compare (Case *this, const char *name, const char *text, gsize length)
{
  char *path = g_build_filename (this->folder, name, NULL), *expected = NULL;
  gsize expected_length = 0;

  if (g_getenv ("UPDATE_CASES") != NULL)
    g_file_set_contents (path, text, (gssize) length, NULL);
  else if (!g_file_get_contents (path, &expected, &expected_length, NULL))
    fail (this, "%s: missing", path);
  else if (length != expected_length || memcmp (text, expected, length) != 0)
    fail (this, "%s: expected\n%s\nbut got\n%s", path, expected, text);
  g_free (expected);
  g_free (path);
}

/* A diagnostic of the rewritten unit that the old one had not. */
static void
compare_diagnostics (Case *this, GPtrArray *before, GPtrArray *after)
{
  GHashTable *known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < before->len; i++)
    {
      const UnitResult *result = g_ptr_array_index (before, i);

      for (guint j = 0; j < result->diagnostics->len; j++)
        g_hash_table_add (known,
                          (gpointer) ((UnitDiagnostic *) g_ptr_array_index (result->diagnostics, j))->text);
    }
  for (guint i = 0; i < after->len; i++)
    {
      const UnitResult *result = g_ptr_array_index (after, i);

      for (guint j = 0; j < result->diagnostics->len; j++)
        {
          const UnitDiagnostic *found = g_ptr_array_index (result->diagnostics, j);

          if (!g_hash_table_contains (known, found->text))
            fail (this, "new diagnostic: %s:%u: %s", found->path, found->line, found->text);
        }
    }
  g_hash_table_unref (known);
}

/* The second run: in a copy of the folder that holds the rewritten files. */
static void
run_again (Case *this, const Plan *plan, GPtrArray *before)
{
  char *folder = g_dir_make_tmp ("wmem-migrate-XXXXXX", NULL), *old_folder = this->folder;
  GDir *entries = g_dir_open (this->folder, 0, NULL);
  GPtrArray *results;
  Plan *again;

  for (const char *name = g_dir_read_name (entries); name != NULL; name = g_dir_read_name (entries))
    {
      char *from = g_build_filename (this->folder, name, NULL), *to = g_build_filename (folder, name, NULL),
           *text;
      char *real = realpath (from, NULL);
      gsize length;

      if (g_file_get_contents (from, &text, &length, NULL))
        {
          for (guint i = 0; i < plan->files->len; i++)
            {
              const PlanFile *file = g_ptr_array_index (plan->files, i);

              if (g_str_equal (file->path, real))
                {
                  g_free (text);
                  text = g_bytes_unref_to_data (plan_file_after (file), &length);
                }
            }
          g_file_set_contents (to, text, (gssize) length, NULL);
          g_free (text);
        }
      free (real);
      g_free (from);
      g_free (to);
    }
  g_dir_close (entries);
  this->folder = folder;
  g_ptr_array_set_size (this->flags, (int) this->flags->len - 1);
  for (guint i = 0; this->options.after_arguments[i] != NULL; i++)
    g_ptr_array_add (this->flags, this->options.after_arguments[i]);
  g_ptr_array_add (this->flags, NULL);
  results = analyse (this);
  compare_diagnostics (this, before, results);
  again = plan_merge (this->pool, results);
  plan_limit (again, this->options.only);
  if (plan_ledger (again, NULL).rewritten > 0)
    {
      GString *text = g_string_new (NULL);

      for (guint i = 0; i < again->files->len; i++)
        describe_file (this, again, g_ptr_array_index (again->files, i), text);
      fail (this, "a second run rewrites again:\n%s", text->str);
    }
  entries = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (entries); name != NULL; name = g_dir_read_name (entries))
    {
      char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
      g_free (path);
    }
  g_dir_close (entries);
  g_rmdir (folder);
  this->folder = old_folder;
}

static gboolean
run_case (const char *name)
{
  Case this = { .name = name,
                .pool = wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE),
                .failures = g_string_new (NULL),
                .flags = g_ptr_array_new () };
  char **builtin = rule_set_builtin_files ();
  GPtrArray *rule_files = g_ptr_array_new (), *results;
  GString *ledger = g_string_new (NULL);
  GError *error = NULL;
  Plan *plan;

  for (guint i = 0; builtin[i] != NULL; i++)
    g_ptr_array_add (rule_files, builtin[i]);
  this.folder = g_build_filename (CASES_FOLDER, name, NULL);
  this.options.after_arguments = (char **) after_arguments;
  this.options.only = CONFIDENCE_REVIEW;
  this.options.pool_name = g_strdup ("pool");
  this.options.packet_info_pool = g_strdup ("%->pool");
  for (const char *const *flag = (const char *const[]){ "-I" CASES_FOLDER "/../include", CASE_FLAGS NULL };
       *flag != NULL; flag++)
    g_ptr_array_add (this.flags, (gpointer) *flag);
  read_args (&this, rule_files);
  /* A run adds the flags of the after side to those of the units; here only what is converted already has to find its header. */
  if (this.options.after_arguments == (char **) after_arguments)
    g_ptr_array_add (this.flags, (gpointer) "-idirafter" WMEM_INCLUDE);
  g_ptr_array_add (this.flags, NULL);
  g_ptr_array_add (rule_files, NULL);
  if (rule_files->len > 3)
    this.rules = rule_set_load (this.pool, (const char *const *) rule_files->pdata, &error);
  else
    this.rules = common_rules;
  if (this.rules == NULL)
    {
      g_printerr ("not ok %s: %s\n", name, error->message);
      return FALSE;
    }
  results = analyse (&this);
  plan = plan_merge (this.pool, results);
  plan_limit (plan, this.options.only);
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = g_ptr_array_index (plan->files, i);
      GBytes *after = plan_file_after (file);
      char *base = g_path_get_basename (file->path);
      char *expected
          = g_str_equal (base, "input.c") ? g_strdup ("expected.c") : g_strconcat (base, ".expected", NULL);
      gsize length;
      const char *text = g_bytes_get_data (after, &length);

      if (after != file->bytes || g_str_equal (base, "input.c"))
        compare (&this, expected, text, length);
      describe_file (&this, plan, file, ledger);
      g_bytes_unref (after);
      g_free (expected);
      g_free (base);
    }
  compare (&this, "expected.txt", ledger->str, ledger->len);
  if (!this.no_verify)
    run_again (&this, plan, results);
  if (this.failures->len > 0)
    g_print ("not ok %s\n%s\n", name, this.failures->str);
  else
    g_print ("ok %s\n", name);
  wmem_destroy_allocator (this.pool);
  g_string_free (ledger, TRUE);
  return g_string_free (this.failures, FALSE)[0] == '\0';
}

int
main (int argc, char **argv)
{
  GPtrArray *names = g_ptr_array_new ();
  guint failed = 0;

  char **builtin = rule_set_builtin_files ();

  wmem_init ();
  common_pool = wmem_allocator_new (WMEM_ALLOCATOR_SIMPLE);
  common_rules = rule_set_load (common_pool, (const char *const *) builtin, NULL);
  common_old_api = old_api_folder_new (common_rules, NULL);
  g_strfreev (builtin);
  for (int i = 1; i < argc; i++)
    g_ptr_array_add (names, argv[i]);
  if (argc == 1)
    {
      GDir *folder = g_dir_open (CASES_FOLDER, 0, NULL);

      for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
        if (g_str_has_suffix (name, ".d"))
          g_ptr_array_add (names, g_strdup (name));
      g_ptr_array_sort (names, compare_names);
    }
  const gboolean stop = g_getenv ("STOP_AT_FIRST_FAILURE") != NULL;
  for (guint i = 0; i < names->len && !(stop && failed > 0); i++)
    failed += !run_case (g_ptr_array_index (names, i));
  g_print ("%u cases, %u failed\n", names->len, failed);
  wmem_destroy_allocator (common_pool);
  wmem_cleanup ();
  old_api_folder_free (common_old_api);
  return failed > 0;
}
