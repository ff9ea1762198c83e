/* SPDX-License-Identifier: MIT */
/*
 * The options, one table for each task.
 */
#include "cli/options.h"

#include "cli/named_values.h"

/* The tables point to what they fill, so each command line has its own. */
#define OWN_COPY(entries) g_memdup2 (entries, sizeof (entries))

static GOptionEntry *
source_options (CommandLine *line, RawValues *raw)
{
  RunOptions *run = &line->run;
  SourceRequest *sources = &line->sources;
  const GOptionEntry entries[] = {
    { "build-path", 'p', 0, G_OPTION_ARG_FILENAME, &sources->database,
      "compile database, or the folder of compile_commands.json", "PATH" },
    { "files-from", 0, 0, G_OPTION_ARG_FILENAME, &sources->files_from,
      "read file names from FILE, one a line ('-': standard input)", "FILE" },
    { "open", 0, 0, G_OPTION_ARG_NONE, &sources->git_open, "take the files with open changes in git", NULL },
    { "commits", 0, 0, G_OPTION_ARG_INT, &sources->git_commits, "take the files that the last N commits changed",
      "N" },
    { "root", 0, OPTION_OF_PROJECT, G_OPTION_ARG_FILENAME, &run->root,
      "edit only below DIR (default: the common folder of the sources)", "DIR" },
    { "define-set", 0, OPTION_OF_PROJECT, G_OPTION_ARG_STRING_ARRAY, &sources->define_sets,
      "look at another configuration, too (repeatable)", "A[=1][,B…]" },
    { "exclude", 0, OPTION_OF_PROJECT | OPTION_PATTERN, G_OPTION_ARG_FILENAME_ARRAY, &raw->excludes,
      "leave these files and folders alone ('*': any text; repeatable)", "PATTERN" },
    { "guess-flags", 0, 0, G_OPTION_ARG_NONE, &sources->guess_flags,
      "give a file without flags those of its nearest neighbour", NULL },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &raw->config,
      "options and accepted findings of the project (default: .wmem-migrate)", "FILE" },
    { "no-config", 0, 0, G_OPTION_ARG_NONE, &raw->no_config, "do without .wmem-migrate", NULL },
    G_OPTION_ENTRY_NULL,
  };
  return OWN_COPY (entries);
}

static GOptionEntry *
rewrite_options (CommandLine *line, RawValues *raw)
{
  RunOptions *run = &line->run;
  const GOptionEntry entries[] = {
    { "rules", 0, OPTION_OF_PROJECT | OPTION_OR_NAME, G_OPTION_ARG_FILENAME_ARRAY, &run->rule_files, "read more rules from FILE (repeatable)",
      "FILE" },
    { "facts", 0, OPTION_OF_PROJECT, G_OPTION_ARG_FILENAME_ARRAY, &run->fact_files,
      "read more roots or sinks for the scope checker (repeatable)", "FILE" },
    { "packet-pool", 0, OPTION_OF_PROJECT, G_OPTION_ARG_STRING, &raw->packet_pool,
      "pool of ep_*: 'pinfo', 'explicit' (passed on), wmem_packet_scope()",
      "EXPR" },
    { "file-pool", 0, OPTION_OF_PROJECT, G_OPTION_ARG_STRING, &raw->file_pool,
      "pool of se_*: 'explicit' (passed along), or wmem_file_scope()", "EXPR" },
    { "epan-pool", 0, OPTION_OF_PROJECT, G_OPTION_ARG_STRING, &raw->epan_pool, "pool of pe_* (default: wmem_epan_scope())", "EXPR" },
    { "pool-name", 0, OPTION_OF_PROJECT, G_OPTION_ARG_STRING, &raw->pool_name, "what explicit pools call a parameter (default: pool)", "NAME" },
    { "pool-position", 0, OPTION_OF_PROJECT, G_OPTION_ARG_STRING, &raw->pool_position, "where explicit pools put it (default: first)", named_values_of ("pool-position") },
    { "packet-info-pool", 0, OPTION_OF_PROJECT, G_OPTION_ARG_STRING, &raw->packet_info_pool,
      "the pool of a packet_info, which '%' stands for (default: %->pool)", "EXPR" },
    { "include", 0, OPTION_OF_PROJECT, G_OPTION_ARG_STRING_ARRAY, &run->includes,
      "add this header instead of the automatic choice (repeatable)", "HEADER" },
    { "idiom", 0, OPTION_OF_PROJECT, G_OPTION_ARG_STRING, &raw->idiom, "'new': ep_alloc(sizeof(T)) becomes wmem_new(pool, T)",
      named_values_of ("idiom") },
    { "comments", 0, OPTION_OF_PROJECT, G_OPTION_ARG_NONE, &run->comments, "rewrite names in comments, too", NULL },
    { "realign", 0, OPTION_OF_PROJECT, G_OPTION_ARG_NONE, &run->realign, "move continuation lines along with their parenthesis",
      NULL },
    { "unsafe", 0, 0, G_OPTION_ARG_NONE, &run->unsafe, "apply what may change behaviour, too", NULL },
    { "only", 0, OPTION_OF_PROJECT, G_OPTION_ARG_STRING, &raw->only, "apply no more than this confidence", named_values_of ("only") },
    { "fix-scope", 0, OPTION_OF_PROJECT, G_OPTION_ARG_NONE, &run->fix_scope, "apply the scope checker's certain proposals", NULL },
    G_OPTION_ENTRY_NULL,
  };
  return OWN_COPY (entries);
}

static GOptionEntry *
proof_options (CommandLine *line, RawValues *raw)
{
  RunOptions *run = &line->run;
  SourceRequest *sources = &line->sources;
  const GOptionEntry entries[] = {
    { "verify", 0, 0, G_OPTION_ARG_STRING, &raw->verify, "how to prove the result (default: parse)",
      named_values_of ("verify") },
    { "after-p", 0, 0, G_OPTION_ARG_FILENAME, &sources->after_database, "compile database of the after side",
      "PATH" },
    { "after-arg", 0, 0, G_OPTION_ARG_STRING_ARRAY, &run->after_arguments,
      "flag of the after side, instead of libwmem's own (repeatable)", "FLAG" },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &raw->jobs, "worker processes (default: one a processor)", "N" },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &raw->timeout, "give up on a translation unit after SECONDS (default: 60)",
      "SECONDS" },
    { "no-cache", 0, 0, G_OPTION_ARG_NONE, &run->no_cache, "--verify=object: do not use or keep earlier verdicts", NULL },
    G_OPTION_ENTRY_NULL,
  };
  return OWN_COPY (entries);
}

static GOptionEntry *
output_options (CommandLine *line, RawValues *raw)
{
  RunOptions *run = &line->run;
  const GOptionEntry entries[] = {
    { "in-place", 0, 0, G_OPTION_ARG_NONE, &raw->in_place, "write the files, all or none", NULL },
    { "output-dir", 0, 0, G_OPTION_ARG_FILENAME, &run->output_dir, "write the changed files below DIR", "DIR" },
    { "check", 0, 0, G_OPTION_ARG_NONE, &raw->check, "write nothing, only say whether something is left to do", NULL },
    { "lint", 0, 0, G_OPTION_ARG_NONE, &raw->lint, "rewrite nothing, check the scopes of code that uses wmem", NULL },
    { "recover", 0, 0, G_OPTION_ARG_NONE, &raw->recover,
      "finish or undo what an interrupted run left in FILEs and FOLDERs (default: here)", NULL },
    { "allow-dirty", 0, 0, G_OPTION_ARG_NONE, &line->allow_dirty, "write files of which git has no copy, too",
      NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &raw->format, "what standard output gets (default: diff)",
      named_values_of ("format") },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &line->report_paths[FORMAT_JSON], "write the report as JSON", "FILE" },
    { "sarif", 0, 0, G_OPTION_ARG_FILENAME, &line->report_paths[FORMAT_SARIF], "write the report as SARIF 2.1.0",
      "FILE" },
    { "replacements", 0, 0, G_OPTION_ARG_FILENAME, &line->report_paths[FORMAT_REPLACEMENTS],
      "write the edits as clang replacements", "FILE" },
    { "html", 0, 0, G_OPTION_ARG_FILENAME, &line->report_paths[FORMAT_HTML], "write one page to read", "FILE" },
    { "emit-plan", 0, 0, G_OPTION_ARG_FILENAME, &line->emit_plan, "write the decisions to FILE, for a person to edit",
      "FILE" },
    { "apply-plan", 0, 0, G_OPTION_ARG_FILENAME, &line->apply_plan, "take the decisions from FILE", "FILE" },
    { "baseline", 0, OPTION_OF_PROJECT, G_OPTION_ARG_FILENAME, &line->baseline, "leave out the findings that an earlier JSON report has", "FILE" },
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &line->index, "keep the whole-program summary of other runs in FILE",
      "FILE" },
    { "stats", 0, 0, G_OPTION_ARG_NONE, &line->stats, "print counts by rule and the time of each stage", NULL },
    { "color", 0, 0, G_OPTION_ARG_STRING, &raw->colour, "colour: on a terminal (default), always, never", named_values_of ("color") },
    { "no-pager", 0, 0, G_OPTION_ARG_NONE, &line->no_pager, "show nothing in the program that PAGER names", NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &line->quiet, "no ledger", NULL },
    G_OPTION_ENTRY_NULL,
  };
  return OWN_COPY (entries);
}

static GOptionEntry *
other_options (CommandLine *line, RawValues *raw)
{
  const GOptionEntry entries[] = {
    { "list-rules", 0, 0, G_OPTION_ARG_NONE, &raw->list_rules, "list the rules", NULL },
    { "explain", 0, OPTION_OF_EXPLANATION, G_OPTION_ARG_STRING, &line->explained, "say what a rule does, or what a reason means", "RULE|REASON" },
    { "dump-rules", 0, 0, G_OPTION_ARG_NONE, &raw->dump_rules, "print the rules as a rules file", NULL },
    { "emit-header", 0, 0, G_OPTION_ARG_NONE, &raw->emit_header,
      "print the rules as a C header: each old name a macro for its new form", NULL },
    { "completion", 0, 0, G_OPTION_ARG_STRING, &raw->completion, "print the completion of these options for a shell", named_values_of ("completion") },
    { "lsp", 0, 0, G_OPTION_ARG_NONE, &raw->lsp, "serve an editor: the language server protocol on standard input and output", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &raw->version, "print the versions of the program and of its parser", NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &raw->help, "print the options of every day", NULL },
    { "help-all", 0, 0, G_OPTION_ARG_NONE, &raw->help_all, "print all options", NULL },
    G_OPTION_ENTRY_NULL,
  };
  return OWN_COPY (entries);
}

static void
free_entries (gpointer data)
{
  g_free (((OptionGroup *) data)->entries);
}

GArray *
options_new (CommandLine *line, RawValues *raw)
{
  const OptionGroup groups[] = {
    { "What to look at", source_options (line, raw) },
    { "How to rewrite it", rewrite_options (line, raw) },
    { "How to prove it", proof_options (line, raw) },
    { "What to write, and to tell", output_options (line, raw) },
    { "What the tool knows", other_options (line, raw) },
  };
  GArray *options = g_array_new (FALSE, FALSE, sizeof (OptionGroup));
  g_array_set_clear_func (options, free_entries);
  g_array_append_vals (options, groups, G_N_ELEMENTS (groups));
  return options;
}

void
raw_values_clear (RawValues *raw)
{
  g_free (raw->verify);
  g_free (raw->only);
  g_free (raw->idiom);
  g_free (raw->format);
  g_free (raw->packet_pool);
  g_free (raw->file_pool);
  g_free (raw->epan_pool);
  g_free (raw->pool_name);
  g_free (raw->pool_position);
  g_free (raw->packet_info_pool);
  g_free (raw->colour);
  g_free (raw->completion);
  g_free (raw->config);
  g_strfreev (raw->excludes);
}
