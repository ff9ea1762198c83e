/* SPDX-License-Identifier: MIT */
/*
 * The lines of code that the page shows: around each change, each occurrence, and each step of a finding.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "report/run_report.h"

/**
 * Adds the member "code" to the object that @a builder is in:
 *
 *     "code": { PATH: [ { "line": N, "parts": [ "lines that stay" | { "old": "lines", "new": "lines" } ] } ] }
 *
 * with the paths as shown to people, and a list of runs of lines that follow one another. All changes of a file are in
 * it, so that the lines' numbers after them can be counted.
 */
void page_code_add (JsonBuilder *builder, const RunReport *report);
