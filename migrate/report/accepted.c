/* SPDX-License-Identifier: MIT */
/*
 * What the project accepts.
 */
#include "report/accepted.h"

#include <stdlib.h>
#include <string.h>

#include "sources/exclude.h"

static gboolean
fits (const Acceptance *acceptance, const char *code, const char *path, const char *name, const char *message)
{
  const char *text = acceptance->text;
  return g_str_equal (acceptance->finding, code) && exclude_fits (acceptance->path, path)
         && (!text || strstr (message, text) || (name && strstr (name, text)));
}

/* @return (nullable) the first of the entries that are about it; all of them are used. */
static const Acceptance *
find_acceptance (const GPtrArray *acceptances, GHashTable *used, const char *code, const char *path, const char *name, const char *message)
{
  const Acceptance *first = NULL;
  for (guint i = 0; i < acceptances->len; i++)
    {
      Acceptance *acceptance = acceptances->pdata[i];
      if (!fits (acceptance, code, path, name, message))
        continue;
      g_hash_table_add (used, acceptance);
      first = first ? first : acceptance;
    }
  return first;
}

static void
accept_findings (wmem_allocator_t *pool, RunReport *report, GHashTable *used)
{
  for (guint i = 0; i < report->findings->len;)
    {
      const Finding *finding = report->findings->pdata[i];
      const Acceptance *acceptance
          = find_acceptance (report->line->project->acceptances, used, finding->rule, finding->path, NULL, finding->message);
      if (!acceptance)
        {
          i++;
          continue;
        }
      AcceptedFinding *accepted = wmem_new (pool, AcceptedFinding);
      *accepted = (AcceptedFinding){ .finding = finding, .acceptance = acceptance };
      g_ptr_array_add (report->accepted, accepted);
      g_ptr_array_remove_index (report->findings, i);
    }
}

/* The old header's include stays for what stays: where all of that is accepted, so is the include. */
static void
accept_includes (const PlanFile *file)
{
  gboolean accepts = FALSE;
  for (guint i = 0; i < file->occurrences->len; i++)
    {
      const Occurrence *occurrence = file->occurrences->pdata[i];
      accepts |= occurrence->reason == REASON_ACCEPTED;
      if (occurrence->change < 0 && occurrence_is_residue (occurrence) && occurrence->kind != OCCURRENCE_INCLUDE)
        return;
    }
  for (guint i = 0; accepts && i < file->occurrences->len; i++)
    {
      Occurrence *occurrence = file->occurrences->pdata[i];
      if (occurrence->kind != OCCURRENCE_INCLUDE || occurrence->reason != REASON_TOGETHER)
        continue;
      occurrence->reason = REASON_ACCEPTED;
      occurrence->note = "what is accepted in this file needs it";
    }
}

static void
accept_places (wmem_allocator_t *pool, RunReport *report, GHashTable *used)
{
  g_autoptr (GArray) places = report_places (report, OUTCOME_RESIDUE);
  for (guint i = 0; i < places->len; i++)
    {
      const ReportPlace *place = &g_array_index (places, ReportPlace, i);
      Occurrence *occurrence = plan_file_occurrence (place->file, place->occurrence->offset);
      const char *code = reason_code (occurrence->reason);
      const Acceptance *acceptance
          = find_acceptance (report->line->project->acceptances, used, code, place->file->path, occurrence->name, place->cause);
      if (!acceptance)
        continue;
      occurrence->reason = REASON_ACCEPTED;
      occurrence->note = wmem_strdup_printf (pool, "%s, which is accepted: %s", code, acceptance->reason);
      report->accepted_places++;
    }
  for (guint i = 0; report->accepted_places > 0 && i < report->plan->files->len; i++)
    accept_includes (report->plan->files->pdata[i]);
}

/* Whether the run has looked at a file of @acceptance, or there can be none: only then its silence says something. */
static gboolean
was_looked_at (const RunReport *report, const Acceptance *acceptance, GPtrArray *units)
{
  for (guint i = 0; i < report->plan->files->len; i++)
    if (exclude_fits (acceptance->path, ((const PlanFile *) report->plan->files->pdata[i])->path))
      return TRUE;
  for (guint i = 0; i < units->len; i++)
    if (exclude_fits (acceptance->path, units->pdata[i]))
      return TRUE;
  return !strpbrk (acceptance->given, "*?[") && !g_file_test (acceptance->path, G_FILE_TEST_EXISTS);
}

gboolean
acceptance_is_of_review (const RunReport *report, const Acceptance *acceptance)
{
  g_autoptr (GArray) places = report_places (report, OUTCOME_REVIEW);
  for (guint i = 0; i < places->len; i++)
    {
      const ReportPlace *place = &g_array_index (places, ReportPlace, i);
      if (fits (acceptance, reason_code (place->occurrence->reason), place->file->path, place->occurrence->name, place->cause))
        return TRUE;
    }
  return FALSE;
}

/* A lint tells findings alone. */
static gboolean
is_judged (const RunReport *report, const Acceptance *acceptance)
{
  return report->line->run.output != OUTPUT_LINT || g_str_equal (acceptance->finding, reason_code (REASON_NO_SCOPE))
         || g_str_equal (acceptance->finding, reason_code (REASON_ESCAPES));
}

static void
note_unused (RunReport *report, GHashTable *used)
{
  const GPtrArray *acceptances = report->line->project->acceptances;
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (free);
  for (guint i = 0; i < report->sources->own; i++)
    {
      char *real = realpath (((const CompileCommand *) report->sources->commands->pdata[i])->file, NULL);
      if (real)
        g_ptr_array_add (units, real);
    }
  for (guint i = 0; i < acceptances->len; i++)
    {
      Acceptance *acceptance = acceptances->pdata[i];
      if (!g_hash_table_contains (used, acceptance) && is_judged (report, acceptance) && was_looked_at (report, acceptance, units))
        g_ptr_array_add (report->unused_acceptances, acceptance);
    }
}

void
accepted_apply (wmem_allocator_t *pool, RunReport *report)
{
  if (!report->line->project)
    return;
  g_autoptr (GHashTable) used = g_hash_table_new (g_direct_hash, g_direct_equal);
  accept_findings (pool, report, used);
  accept_places (pool, report, used);
  note_unused (report, used);
}
