/* SPDX-License-Identifier: MIT */
/*
 * The report as one page to read in a browser: the balance, what wants a person, and every file's diff.
 * Self-contained.
 */
#pragma once

#include "report/run_report.h"

void html_report_append (GString *out, const RunReport *report);
