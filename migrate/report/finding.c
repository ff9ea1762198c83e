/* SPDX-License-Identifier: MIT */
/*
 * Findings: names of their severities.
 */
#include "report/finding.h"

const char *
finding_severity_name (FindingSeverity severity)
{
  static const char *const names[] = { "note", "warning", "error" };
  return names[severity];
}
