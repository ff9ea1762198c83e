/* SPDX-License-Identifier: MIT */
/*
 * The edits as clang's replacement YAML, for clang-apply-replacements and what understands its files.
 */
#pragma once

#include "report/run_report.h"

void replacements_report_append (GString *out, const RunReport *report);
