/* SPDX-License-Identifier: MIT */
/*
 * The report as SARIF 2.1.0, for editors and code-review services: one result for each place that wants a person,
 * with the reason as its rule, one for each that a run proposes to rewrite, with the fix, and one for each finding, with its
 * chain as a code flow. Where nothing is to be done nothing is said.
 */
#pragma once

#include "report/run_report.h"

void sarif_report_append (GString *out, const RunReport *report);
