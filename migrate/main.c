/* SPDX-License-Identifier: MIT */
/*
 * wmem-migrate: from the command line to the exit status.
 *
 * Errors are values up to here; here they become one line on standard error.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <clang-c/Index.h>

#include "cli/command_line.h"
#include "cli/completion.h"
#include "cli/help.h"
#include "cli/nearest.h"
#include "lsp/server.h"
#include "report/explanation.h"
#include "run/emit_header.h"
#include "run/pipeline.h"
#include "sources/after_flags.h"
#include "terminal/terminal.h"
#include "write/recovery.h"

static RunStatus
fail (const GError *error)
{
  g_autofree char *message = g_strdelimit (g_strdup (error->message), "\n", ' ');
  terminal_say ("%s", message);
  return RUN_FAILED;
}

/* The built-in rules, and the user's after them, so that these win. */
static RuleSet *
load_rules (wmem_allocator_t *pool, CommandLine *line, GError **error)
{
  g_auto (GStrv) own = g_steal_pointer (&line->run.rule_files);
  g_auto (GStrv) builtin = rule_set_builtin_files ();
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  g_strv_builder_addv (files, (const char **) builtin);
  for (char **file = own; file && *file; file++)
    {
      /* A bare name is one of the files that come with the program, unless there is such a file. */
      gboolean is_name = !strpbrk (*file, "/.") && !g_file_test (*file, G_FILE_TEST_EXISTS);
      g_autofree char *path = is_name ? rule_set_builtin_file (*file) : g_strdup (*file);
      g_strv_builder_add (files, path);
    }
  line->run.rule_files = g_strv_builder_end (files);
  return rule_set_load (pool, (const char *const *) line->run.rule_files, error);
}

static RunStatus
explain (const RuleSet *rules, const char *id, GString *out, GError **error)
{
  if (explanation_append (rules, id, out))
    return RUN_CLEAN;
  Nearest nearest = nearest_to (id);
  for (guint i = 0; i < rule_set_size (rules); i++)
    nearest_offer (&nearest, rule_set_nth (rules, i)->name);
  for (guint i = REASON_NONE + 1; i < N_REASONS; i++)
    nearest_offer (&nearest, reason_code (i));
  g_autofree char *hint = nearest.found ? g_strdup_printf ("did you mean '%s'? ", nearest.found) : g_strdup ("");
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "no rule or reason '%s': %ssee --list-rules", id, hint);
  return RUN_FAILED;
}

static void
append_version (GString *out)
{
  CXString parser = clang_getClangVersion ();
  g_string_append_printf (out, "wmem-migrate " WMEM_MIGRATE_VERSION "\nlibclang: %s\n", clang_getCString (parser));
  clang_disposeString (parser);
}

static RunStatus
run_command (CommandLine *line, RuleSet *rules, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  RunStatus status = RUN_CLEAN;
  switch (line->command)
    {
    case COMMAND_SHOW_VERSION:
      append_version (out);
      break;
    case COMMAND_SHOW_HELP:
    case COMMAND_SHOW_ALL_HELP:
      help_append (out, line->command == COMMAND_SHOW_ALL_HELP);
      break;
    case COMMAND_LIST_RULES:
      status = list_rules (line, rules, out, error) ? RUN_CLEAN : RUN_FAILED;
      break;
    case COMMAND_DUMP_RULES:
      rule_set_dump (rules, out);
      break;
    case COMMAND_EMIT_HEADER:
      status = emit_header (line, rules, out, error) ? RUN_CLEAN : RUN_FAILED;
      break;
    case COMMAND_EXPLAIN:
      status = explain (rules, line->explained, out, error);
      break;
    case COMMAND_COMPLETE:
      completion_append (out, (Shell) line->shell, rules);
      break;
    case COMMAND_RECOVER:
      status = recovery_run_below (line->sources.files, error) ? RUN_CLEAN : RUN_FAILED;
      break;
    case COMMAND_SERVE:
      return server_run (line, rules, error) == 0 ? RUN_CLEAN : RUN_WORK_LEFT;
    case COMMAND_MIGRATE:
      return pipeline_run (line, rules, error);
    }
  g_autoptr (GString) shown = g_string_new (NULL);
  if (isatty (STDOUT_FILENO))
    terminal_append_lines (shown, out->str, out->len);
  else
    g_string_append_len (shown, out->str, (gssize) out->len);
  gboolean whole = fwrite (shown->str, 1, shown->len, stdout) == shown->len && fflush (stdout) == 0;
  /* A reader that has seen enough (`| head`) lost nothing that it wanted. */
  if (whole || errno == EPIPE)
    return status;
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, "cannot write to standard output");
  return RUN_FAILED;
}

/* A descriptor that the caller has closed would be the next file's, and messages would go into that one. It is open for what it is not for:
   to use it is an error, as before. */
static void
hold_standard_descriptors (void)
{
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
    if (fcntl (descriptor, F_GETFD) < 0 && open ("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
      return;
}

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  /* A reader that goes away, or a limit on the size of files, is an error like others, not the end in mid-write. */
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
  hold_standard_descriptors ();

  g_autoptr (GError) error = NULL;
  CommandLine *line = command_line_parse (argv, &error);
  if (!line)
    return fail (error);
  terminal_set_quiet (line->quiet);
  terminal_set_colour (line->colour);
  if (!line->run.after_arguments)
    line->run.after_arguments = after_flags_default ();
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK);
  RuleSet *rules = load_rules (pool, line, &error);
  RunStatus status = rules ? run_command (line, rules, &error) : RUN_FAILED;
  if (error)
    status = fail (error);
  wmem_destroy_allocator (pool);
  command_line_free (line);
  return status;
}
