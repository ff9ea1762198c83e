/* SPDX-License-Identifier: MIT */
/*
 * The command line: the table of options and the checks on their values.
 */
#include "cli/command_line.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "cli/named_values.h"
#include "cli/nearest.h"
#include "cli/options.h"
#include "cli/pool_expression.h"
#include "cli/project_file.h"
#include "sources/common_folder.h"
#include "sources/exclude.h"

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError **error, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

/* @return (nullable) the name of the option that @given may be a slip of. */
static const char *
nearest_option (const GArray *options, const char *given)
{
  g_autofree char *name = g_strndup (given, strcspn (given, "="));
  Nearest nearest = nearest_to (name + strspn (name, "-"));
  for (guint i = 0; i < options->len; i++)
    for (const GOptionEntry *entry = g_array_index (options, OptionGroup, i).entries; entry->long_name; entry++)
      nearest_offer (&nearest, entry->long_name);
  return nearest.found;
}

/* GOption's messages in this program's manner: lower-case, plain quotes, no full stop. */
static void
restyle_option_error (const GArray *options, GError **error)
{
  if (!error || !*error)
    return;
  g_autoptr (GString) text = g_string_new ((*error)->message);
  g_string_replace (text, "\xe2\x80\x9c", "'", 0);
  g_string_replace (text, "\xe2\x80\x9d", "'", 0);
  const char *unknown = "Unknown option ";
  if (g_str_has_prefix (text->str, unknown))
    {
      g_autofree char *option = g_strdup (text->str + strlen (unknown));
      const char *near = nearest_option (options, option);
      if (near)
        g_string_printf (text, "unknown option '%s': did you mean '--%s'? see --help", option, near);
      else
        g_string_printf (text, "unknown option '%s': see --help", option);
    }
  text->str[0] = g_ascii_tolower (text->str[0]);
  g_clear_pointer (&(*error)->message, g_free);
  (*error)->message = g_strdup (text->str);
}

static guint
strv_length (char **strings)
{
  return strings ? g_strv_length (strings) : 0;
}

/* Two options that ask for different things at once. */
static gboolean
check_exclusive (const CommandLine *line, const RawValues *raw, GError **error)
{
  guint outputs = (raw->in_place != 0) + (raw->check != 0) + (raw->lint != 0) + (line->run.output_dir != NULL);
  if (outputs > 1)
    return fail (error, "--in-place, --check, --lint and --output-dir exclude one another: give one of them");
  if (line->sources.flags && line->sources.database)
    return fail (error, "-p and flags after '--' exclude one another: give one of them");
  if (line->emit_plan && line->apply_plan)
    return fail (error, "--emit-plan and --apply-plan exclude one another: give one of them");
  return TRUE;
}

/* What an editor's runs have no use for: it is the editor who names files, writes them and shows what was found. */
static gboolean
check_serving (const CommandLine *line, const RawValues *raw, GError **error)
{
  gboolean reports = raw->format || line->emit_plan || line->apply_plan || line->index;
  for (guint i = 0; i < N_FORMATS; i++)
    reports = reports || line->report_paths[i];
  if (raw->in_place || raw->check || line->run.output_dir || reports)
    return fail (error, "--lsp writes no files and no reports: give it options of the rewrite alone, such as -p or --packet-pool");
  if (line->sources.files || line->sources.files_from || line->sources.git_open || line->sources.git_commits)
    return fail (error, "--lsp takes the files that the editor opens: name none");
  if (line->run.verify != VERIFY_PARSE && line->run.verify != VERIFY_NONE)
    return fail (error, "--lsp proves by the parser alone: give --verify=parse or none");
  return TRUE;
}

/* @return (nullable) the entry of @entries that @argument is, and in *@joined whether its value is in it. */
static const GOptionEntry *
find_entry (const GOptionEntry *entries, const char *argument, gboolean *joined)
{
  for (const GOptionEntry *entry = entries; entry->long_name; entry++)
    {
      gsize length = strlen (entry->long_name);
      gboolean is_long = g_str_has_prefix (argument, "--") && strncmp (argument + 2, entry->long_name, length) == 0;
      *joined = is_long && argument[2 + length] == '=';
      if ((is_long && (*joined || argument[2 + length] == '\0'))
          || (entry->short_name && argument[0] == '-' && argument[1] == entry->short_name && argument[2] == '\0'))
        return entry;
    }
  return NULL;
}

/* GOption takes the last of two values, and the first is forgotten without a word. @return FALSE with @error set where there are two; @seen
 * gets the long names of all that are given. */
static gboolean
check_repeated (char **arguments, const GArray *options, GHashTable *seen, GError **error)
{
  for (char **argument = arguments; *argument; argument++)
    {
      const GOptionEntry *entry = NULL;
      gboolean joined = FALSE;
      for (guint i = 0; i < options->len && !entry; i++)
        entry = find_entry (g_array_index (options, OptionGroup, i).entries, *argument, &joined);
      gboolean has_value = entry && entry->arg != G_OPTION_ARG_NONE;
      gboolean once = has_value
                      && (entry->arg == G_OPTION_ARG_FILENAME || entry->arg == G_OPTION_ARG_STRING
                          || entry->arg == G_OPTION_ARG_INT);
      if (entry && !g_hash_table_add (seen, (gpointer) entry->long_name) && once)
        return entry->short_name ? fail (error, "-%c was given twice: give it once", entry->short_name)
                                 : fail (error, "--%s was given twice: give it once", entry->long_name);
      if (has_value && !joined && argument[1])
        argument++;
    }
  return TRUE;
}

static gboolean
check_pool (const char *option, const char *expression, GError **error)
{
  if (!pool_expression_is_valid (expression))
    return fail (error, "'%s' is no pool expression for %s: give a C expression such as 'pinfo->pool'", expression,
                 option);
  return TRUE;
}

/* How explicit pools are written. */
static gboolean
take_pool_form (RunOptions *run, RawValues *raw, GError **error)
{
  int last = FALSE;
  if (!named_value_choose ("pool-position", raw->pool_position, &last, error))
    return FALSE;
  run->pool_last = last;
  run->pool_name = raw->pool_name ? g_steal_pointer (&raw->pool_name) : g_strdup ("pool");
  run->packet_info_pool = raw->packet_info_pool ? g_steal_pointer (&raw->packet_info_pool) : g_strdup ("%->pool");
  const char *name = run->pool_name;
  if (!(g_ascii_isalpha (*name) || *name == '_')
      || strspn (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_") != strlen (name))
    return fail (error, "'%s' is no name for --pool-name: give a C identifier such as 'pool'", name);
  g_auto (GStrv) parts = g_strsplit (run->packet_info_pool, "%", -1);
  g_autofree char *expression = g_strjoinv ("pinfo", parts);
  if (g_strv_length (parts) < 2 || !pool_expression_is_valid (expression))
    return fail (error, "'%s' is no expression for --packet-info-pool: give one such as '%%->pool', with '%%' for the packet_info",
                 run->packet_info_pool);
  return TRUE;
}

static gboolean
take_excludes (CommandLine *line, const RawValues *raw, GError **error)
{
  g_autoptr (GStrvBuilder) patterns = g_strv_builder_new ();
  for (char **given = raw->excludes; given && *given; given++)
    {
      if (**given == '\0')
        return fail (error, "--exclude has no pattern: give one, as in \"--exclude=generated\"");
      g_autofree char *pattern = exclude_pattern (NULL, *given);
      g_strv_builder_add (patterns, pattern);
    }
  line->sources.excludes = g_strv_builder_end (patterns);
  return TRUE;
}

static gboolean
take_values (CommandLine *line, RawValues *raw, GError **error)
{
  RunOptions *run = &line->run;
  int verify = VERIFY_PARSE, only = CONFIDENCE_REVIEW, idiom = FALSE, format = FORMAT_DIFF, colour = COLOUR_AUTO;

  int shell = N_SHELLS;
  const struct
  {
    const char *option, *text;
    int *target;
  } choices[] = {
    { "verify", raw->verify, &verify },
    { "only", raw->only, &only },
    { "idiom", raw->idiom, &idiom },
    { "format", raw->format, &format },
    { "color", raw->colour, &colour },
    { "completion", raw->completion, &shell },
  };
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (!named_value_choose (choices[i].option, choices[i].text, choices[i].target, error))
      return FALSE;
  if (raw->jobs < 0 || raw->jobs > 1024)
    return fail (error, "'%d' is no number of jobs for -j: use 1 to 1024", raw->jobs);
  if (raw->timeout < 1)
    return fail (error, "'%d' is no number of seconds for --timeout: use 1 or more", raw->timeout);
  if (line->sources.git_commits < 0)
    return fail (error, "'%d' is no number of commits for --commits: use 1 or more", line->sources.git_commits);

  run->verify = verify;
  run->only_proved = only == ONLY_PROVED;
  if (run->only_proved && verify != VERIFY_OBJECT)
    return fail (error, "--only=proved goes with --verify=object: give both");
  run->only = raw->only && !run->only_proved ? (Confidence) only : (run->unsafe ? CONFIDENCE_UNSAFE : CONFIDENCE_REVIEW);
  run->idiom_new = idiom;
  line->format = format;
  line->colour = colour;
  run->jobs = raw->jobs ? (guint) raw->jobs : g_get_num_processors ();
  run->timeout_seconds = raw->timeout;
  run->packet_pool_asked = raw->packet_pool != NULL;
  run->packet_pool = raw->packet_pool ? g_steal_pointer (&raw->packet_pool) : g_strdup ("wmem_packet_scope()");
  run->file_pool = raw->file_pool ? g_steal_pointer (&raw->file_pool) : g_strdup ("wmem_file_scope()");
  run->epan_pool = raw->epan_pool ? g_steal_pointer (&raw->epan_pool) : g_strdup ("wmem_epan_scope()");
  if (!check_pool ("--packet-pool", run->packet_pool, error) || !check_pool ("--file-pool", run->file_pool, error)
      || !check_pool ("--epan-pool", run->epan_pool, error) || !take_pool_form (run, raw, error))
    return FALSE;

  run->output = raw->in_place     ? OUTPUT_IN_PLACE
                : run->output_dir ? OUTPUT_DIRECTORY
                : raw->check      ? OUTPUT_CHECK
                : raw->lint       ? OUTPUT_LINT
                                  : OUTPUT_DIFF;
  line->command = raw->help          ? COMMAND_SHOW_HELP
                  : raw->help_all    ? COMMAND_SHOW_ALL_HELP
                  : raw->version     ? COMMAND_SHOW_VERSION
                  : raw->list_rules  ? COMMAND_LIST_RULES
                  : line->explained  ? COMMAND_EXPLAIN
                  : raw->completion  ? COMMAND_COMPLETE
                  : raw->dump_rules  ? COMMAND_DUMP_RULES
                  : raw->emit_header ? COMMAND_EMIT_HEADER
                  : raw->recover     ? COMMAND_RECOVER
                  : raw->lsp         ? COMMAND_SERVE
                                     : COMMAND_MIGRATE;
  line->shell = (guint) shell;
  if (!take_excludes (line, raw, error))
    return FALSE;
  if (run->root)
    {
      g_autofree char *given = g_steal_pointer (&run->root);
      run->root = realpath (given, NULL);
      if (!run->root)
        return fail (error, "cannot use '%s' as --root: %s", given, g_strerror (errno));
    }
  return TRUE;
}

/* Parts @arguments: what GOption shall see, in its manner, and the flags behind "--". */
static char **
part_arguments (char **arguments, char ***flags)
{
  /* GOption would take "--" for the end of the options and leave what follows among the files. */
  g_autoptr (GStrvBuilder) before = g_strv_builder_new ();
  char **argument = arguments;
  for (; *argument && !g_str_equal (*argument, "--"); argument++)
    {
      /* It does not know "-j8" either. */
      gboolean joined = argument != arguments
                        && (g_str_has_prefix (*argument, "-j") || g_str_has_prefix (*argument, "-p"))
                        && (*argument)[2] != '\0';
      if (joined)
        g_strv_builder_add (before, (*argument)[1] == 'j' ? "-j" : "-p");
      g_strv_builder_add (before, joined ? *argument + 2 : *argument);
    }
  *flags = *argument ? g_strdupv (argument + 1) : NULL;
  return g_strv_builder_end (before);
}

/* One reading of the arguments. */
typedef struct {
  CommandLine *line;
  RawValues raw;
  GArray *options;   /* of OptionGroup: they fill the two above */
  GHashTable *given; /* set of long names */
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->options, g_array_unref);
  g_clear_pointer (&reading->given, g_hash_table_unref);
  raw_values_clear (&reading->raw);
  command_line_free (reading->line);
}

static gboolean
read_arguments (Reading *reading, char **arguments, GError **error)
{
  *reading = (Reading){ .line = g_new0 (CommandLine, 1), .raw = { .timeout = 60 }, .given = g_hash_table_new (g_str_hash, g_str_equal) };
  reading->options = options_new (reading->line, &reading->raw);
  SourceRequest *sources = &reading->line->sources;
  g_auto (GStrv) rest = part_arguments (arguments, &sources->flags);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_option_context_set_help_enabled (context, FALSE);
  for (guint i = 0; i < reading->options->len; i++)
    g_option_context_add_main_entries (context, g_array_index (reading->options, OptionGroup, i).entries, NULL);
  gboolean parsed = check_repeated (rest, reading->options, reading->given, error) && g_option_context_parse_strv (context, &rest, error);
  if (!parsed)
    restyle_option_error (reading->options, error);
  if (parsed && rest[0] && rest[1])
    sources->files = g_strdupv (rest + 1);
  return parsed;
}

/* The folder from which the project's configuration is looked for: the root, else that of all that is named, else that of the database, else the
 * current one. */
static char *
start_folder (const CommandLine *line)
{
  const SourceRequest *sources = &line->sources;
  g_autofree char *common = NULL;
  gboolean database_alone = sources->database && !sources->files && !sources->files_from && !sources->git_open && sources->git_commits == 0;
  if (line->run.root)
    return g_canonicalize_filename (line->run.root, NULL);
  for (char **file = sources->files; file && *file; file++)
    {
      g_autofree char *inside = g_build_filename (*file, ".", NULL);
      common_folder_narrow (&common, g_file_test (*file, G_FILE_TEST_IS_DIR) ? inside : *file);
    }
  if (database_alone)
    {
      g_autofree char *inside = g_build_filename (sources->database, ".", NULL);
      common_folder_narrow (&common, g_file_test (sources->database, G_FILE_TEST_IS_DIR) ? inside : sources->database);
    }
  return common ? g_steal_pointer (&common) : g_get_current_dir ();
}

/* @return whether the run is one that a project has a say in. */
static gboolean
asks_project (const RawValues *raw)
{
  return !raw->no_config && !raw->help && !raw->help_all && !raw->version && !raw->recover && !raw->completion;
}

/* Reads the project's configuration, where there is one, and the arguments once more behind its own. */
static gboolean
read_project (Reading *reading, char **arguments, GError **error)
{
  if (reading->raw.no_config && reading->raw.config)
    return fail (error, "--config and --no-config exclude one another: give one of them");
  if (!asks_project (&reading->raw))
    return TRUE;
  g_autofree char *start = start_folder (reading->line);
  g_autofree char *path = reading->raw.config ? g_canonicalize_filename (reading->raw.config, NULL) : project_file_find (start);
  if (!path)
    return TRUE;
  ProjectFile *project = project_file_load (path, reading->options, error);
  if (!project)
    return FALSE;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_add (builder, arguments[0]);
  project_file_add_arguments (project, reading->given, builder);
  g_strv_builder_addv (builder, (const char **) arguments + 1);
  g_auto (GStrv) merged = g_strv_builder_end (builder);
  Reading both = { 0 };
  gboolean good = read_arguments (&both, merged, error);
  reading_clear (reading);
  *reading = both;
  reading->line->project = project;
  return good;
}

CommandLine *
command_line_parse (char **arguments, GError **error)
{
  Reading reading = { 0 };
  GError *problem = NULL;
  gboolean good = read_arguments (&reading, arguments, &problem) && read_project (&reading, arguments, &problem);
  CommandLine *line = reading.line;
  SourceRequest *sources = &line->sources;
  line->arguments = g_strdupv (arguments);
  good = good && take_values (line, &reading.raw, &problem) && check_exclusive (line, &reading.raw, &problem)
         && (line->command != COMMAND_SERVE || check_serving (line, &reading.raw, &problem));
  if (good && line->command == COMMAND_MIGRATE && strv_length (sources->files) == 0 && !sources->files_from
      && !sources->git_open && sources->git_commits == 0 && !sources->database)
    good = fail (&problem, "no input: give files or folders, as in \"wmem-migrate packet-foo.c -- -I.\", or a build with -p");
  if (problem && line->project)
    project_file_blame (line->project, problem);
  if (problem)
    g_propagate_error (error, problem);
  if (good)
    reading.line = NULL;
  reading_clear (&reading);
  return good ? line : NULL;
}

void
command_line_free (CommandLine *line)
{
  if (!line)
    return;
  RunOptions *run = &line->run;
  g_free (run->output_dir);
  g_free (run->packet_pool);
  g_free (run->file_pool);
  g_free (run->epan_pool);
  g_free (run->pool_name);
  g_free (run->packet_info_pool);
  g_strfreev (run->includes);
  g_free (run->root);
  g_strfreev (run->rule_files);
  g_strfreev (run->fact_files);
  g_strfreev (run->after_arguments);
  g_strfreev (line->sources.files);
  g_free (line->sources.files_from);
  g_free (line->sources.database);
  g_free (line->sources.after_database);
  g_strfreev (line->sources.flags);
  g_strfreev (line->sources.define_sets);
  g_strfreev (line->sources.excludes);
  project_file_free (line->project);
  g_strfreev (line->arguments);
  g_free (line->explained);
  for (guint i = 0; i < N_FORMATS; i++)
    g_free (line->report_paths[i]);
  g_free (line->emit_plan);
  g_free (line->apply_plan);
  g_free (line->index);
  g_free (line->baseline);
  g_free (line);
}
