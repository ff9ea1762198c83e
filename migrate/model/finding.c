/* SPDX-License-Identifier: MIT */
/*
 * Findings: names of their severities.
 */
#include "model/finding.h"

const char *
finding_severity_name (FindingSeverity severity)
{
  static const char *const names[] = { "note", "warning", "error" };
  return names[severity];
}

gboolean
finding_is_repaired (const Finding *finding)
{
  if (!finding->repairs || finding->sites == 0 || finding->repairs->len < finding->sites)
    return FALSE;
  for (guint i = 0; i < finding->repairs->len; i++)
    if (!((Change *) finding->repairs->pdata[i])->active)
      return FALSE;
  return TRUE;
}
