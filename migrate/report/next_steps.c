/* SPDX-License-Identifier: MIT */
/*
 * What to do next.
 */
#include "report/next_steps.h"

#include <string.h>

#include "terminal/terminal.h"

#define PLAIN_CHARACTERS G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-+=,./:@%"

static void
append_word (GString *out, const char *word)
{
  g_autofree char *quoted = word[0] && strspn (word, PLAIN_CHARACTERS) == strlen (word) ? g_strdup (word) : g_shell_quote (word);
  g_autofree char *shown = terminal_text (quoted);
  g_string_append_printf (out, " %s", shown);
}

/* This run's command with @option first, and without what asks for another output. */
static void
append_command (GString *out, const RunReport *report, const char *what, const char *option)
{
  char **arguments = report->line->arguments;
  gboolean of_compiler = FALSE;
  g_string_append_printf (out, "  %-28s", what);
  append_word (out, arguments[0]);
  append_word (out, option);
  for (char **argument = arguments + 1; *argument; argument++)
    {
      of_compiler |= g_str_equal (*argument, "--");
      if (of_compiler || !g_str_equal (*argument, "--check"))
        append_word (out, *argument);
    }
  g_string_append_c (out, '\n');
}

/* @return the reason of most of what waits for a person, or REASON_NONE. */
static Reason
most_frequent_reason (const RunReport *report, const GArray *residue, const GArray *reviews)
{
  guint counts[N_REASONS] = { 0 };
  Reason most = REASON_NONE;
  const GArray *const lists[] = { residue, reviews };
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      counts[g_array_index (lists[i], ReportPlace, j).occurrence->reason]++;
  counts[REASON_NONE] = 0;
  for (guint i = 0; i < N_REASONS; i++)
    if (counts[i] > counts[most])
      most = i;
  return report->line->run.output == OUTPUT_LINT ? REASON_NONE : most;
}

void
next_steps_append (GString *out, const RunReport *report)
{
  OutputMode output = report->line->run.output;
  g_autoptr (GArray) residue = report_places (report, OUTCOME_RESIDUE);
  g_autoptr (GArray) reviews = report_places (report, OUTCOME_REVIEW);
  g_autoptr (GString) steps = g_string_new (NULL);
  if ((output == OUTPUT_DIFF || output == OUTPUT_CHECK) && report_changed_files (report) > 0)
    append_command (steps, report, "to write what is proposed:", "--in-place");
  if (!report->line->report_paths[FORMAT_HTML] && residue->len + reviews->len + report->findings->len > 0)
    append_command (steps, report, "to read it in a browser:", "--html=report.html");
  Reason reason = most_frequent_reason (report, residue, reviews);
  if (reason != REASON_NONE)
    {
      g_string_append_printf (steps, "  %-28s", "what a reason means:");
      append_word (steps, report->line->arguments[0]);
      g_string_append_printf (steps, " --explain=%s\n", reason_code (reason));
    }
  if (steps->len > 0)
    g_string_append_printf (out, "next:\n%s", steps->str);
}
