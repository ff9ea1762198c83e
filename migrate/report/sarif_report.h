/* SPDX-License-Identifier: MIT */
/*
 * The report as SARIF 2.1.0, for editors and code-review services: one result for each place that wants a person,
 * with the reason as its rule, and one for each finding, with its chain as a code flow.
 */
#pragma once

#include "report/run_report.h"

void sarif_report_append (GString *out, const RunReport *report);
