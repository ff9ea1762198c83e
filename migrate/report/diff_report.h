/* SPDX-License-Identifier: MIT */
/*
 * The unified diff of the run: applies with `git apply` and `patch -p1` in the working directory.
 */
#pragma once

#include "report/run_report.h"

void diff_report_append (GString *out, const RunReport *report);
