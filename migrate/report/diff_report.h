/* SPDX-License-Identifier: MIT */
/*
 * The unified diff of the run: applies with `git apply` and `patch -p1` in the working directory.
 */
#pragma once

#include "report/run_report.h"

void diff_report_append (GString *out, const RunReport *report);

/** Appends @a diff with the colours that git gives it: for eyes, it applies no more. */
void diff_report_colour (GString *out, const char *diff);
