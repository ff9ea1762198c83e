/* SPDX-License-Identifier: MIT */
/*
 * --help: the options by task.
 */
#include "cli/help.h"

#include <string.h>

#include "cli/options.h"

#define COLUMN 30

/* What fits on one screen, and most people need no more of. */
static const char *const everyday[]
    = { "build-path", "open", "commits", "root", "packet-pool", "rules", "only", "fix-scope", "verify", "jobs", "in-place", "output-dir",
        "check", "lint", "html", "json", "sarif", "quiet", "list-rules", "explain", "help-all", "version", NULL };

static void
append_option (GString *out, const GOptionEntry *entry)
{
  g_autoptr (GString) name = g_string_new (NULL);
  if (entry->short_name)
    g_string_append_printf (name, "  -%c, ", entry->short_name);
  else
    g_string_append (name, "  ");
  g_string_append_printf (name, "--%s", entry->long_name);
  if (entry->arg_description)
    g_string_append_printf (name, "=%s", entry->arg_description);
  if (g_utf8_strlen (name->str, -1) < COLUMN)
    g_string_append_printf (out, "%s%*s%s\n", name->str, (int) (COLUMN - g_utf8_strlen (name->str, -1)), "", entry->description);
  else
    g_string_append_printf (out, "%s\n%*s%s\n", name->str, COLUMN, "", entry->description);
}

void
help_append (GString *out, gboolean all)
{
  CommandLine line = { 0 };
  RawValues raw = { 0 };
  g_autoptr (GArray) options = options_new (&line, &raw);
  g_string_append (out, "Usage: wmem-migrate [OPTIONS] FILE|FOLDER... [-- COMPILER-FLAGS...]\n"
                        "Rewrites code from Wireshark's old memory manager (emem) to wmem, and proves what it did.\n"
                        "Without --in-place or --output-dir nothing is written: a diff shows what would be.\n");
  for (guint i = 0; i < options->len; i++)
    {
      const OptionGroup *group = &g_array_index (options, OptionGroup, i);
      g_string_append_printf (out, "\n%s:\n", group->task);
      for (const GOptionEntry *entry = group->entries; entry->long_name; entry++)
        if (all || g_strv_contains (everyday, entry->long_name))
          append_option (out, entry);
    }
  g_string_append (out, "\nExit status: 0 nothing left to do, 1 changes proposed or residue left, 2 it failed.\n"
                        "See wmem-migrate(1).\n");
}
