/* SPDX-License-Identifier: MIT */
/*
 * The rules as a header: which of them hold is for the after side to say.
 */
#include "run/emit_header.h"

#include <gio/gio.h>

#include "pools/pool_options.h"
#include "rules/rule_header.h"
#include "run/after_probe.h"
#include "sources/advice.h"
#include "sources/source_set.h"

static gboolean
has_input (const SourceRequest *sources)
{
  return sources->files || sources->files_from || sources->git_open || sources->git_commits > 0 || sources->database;
}

/* The commands whose after side is asked. @return (transfer full) of CompileCommand, or NULL with @error set. */
static GPtrArray *
find_commands (const SourceRequest *request, GError **error)
{
  if (has_input (request))
    {
      SourceSet *sources = source_set_resolve (request, error);
      if (!sources)
        return NULL;
      if (sources->commands->len == 0)
        {
          advise_sources (error, NULL, sources->excluded);
          source_set_free (sources);
          return NULL;
        }
      GPtrArray *commands = g_ptr_array_ref (sources->after_commands ? sources->after_commands : sources->commands);
      source_set_free (sources);
      return commands;
    }
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) compile_command_free);
  g_autofree char *here = g_get_current_dir ();
  const char *const none[] = { NULL };
  g_ptr_array_add (commands, compile_command_new_from_flags (
                                 "rules.c", here, request->flags ? (const char *const *) request->flags : none));
  return commands;
}

/* Asks the after side which rules hold there. */
static gboolean
ask (const CommandLine *line, RuleSet *rules, GError **error)
{
  g_autoptr (GPtrArray) commands = find_commands (&line->sources, error);
  if (!commands)
    return FALSE;
  UnitGroups *groups = unit_groups_new (commands, GROUP_BY_INCLUDE_PATH);
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  AfterProbe *probe = after_probe_new ();
  gboolean good = after_probe_run (probe, pool, rules, &line->run, commands, groups, error);
  const gboolean has_wmem = probe->without_wmem == G_MAXUINT;
  after_probe_free (probe);
  wmem_destroy_allocator (pool);
  unit_groups_free (groups);
  if (good && !has_wmem)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           "no usable wmem header with the flags of the after side: give --after-arg=-IFOLDER");
      return FALSE;
    }
  return good;
}

gboolean
emit_header (const CommandLine *line, RuleSet *rules, GString *out, GError **error)
{
  const char *pools[N_POOLS];
  gboolean good = ask (line, rules, error);
  if (good)
    rule_header_append (out, rules, pool_expressions (&line->run, pools));
  return good;
}

gboolean
list_rules (const CommandLine *line, RuleSet *rules, GString *out, GError **error)
{
  if (!line->sources.flags && !has_input (&line->sources))
    {
      rule_set_list (rules, out);
      return TRUE;
    }
  if (!ask (line, rules, error))
    return FALSE;
  for (guint i = 0; i < rule_set_size (rules); i++)
    for (const Rule *form = rule_set_nth (rules, i); form; form = form->next)
      {
        g_string_append (out, form->holds ? "holds  " : "-      ");
        rule_list_form (form, out);
        g_string_append_c (out, '\n');
      }
  return TRUE;
}
