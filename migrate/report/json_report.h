/* SPDX-License-Identifier: MIT */
/*
 * The report as JSON, for programs: everything that the run found, and what became of it.
 *
 * The shape ("format": 1; members are only ever added):
 *
 *     { "tool": "wmem-migrate", "version": "…", "format": 1,
 *       "output": "diff" | "in-place" | "directory" | "check" | "lint", "verify": "parse" | "compile" | "object" | "none",
 *       "ledger": LEDGER, "changed_files": N,
 *       "units": { "total": N, "parsed": N, "verified": N, "failed": N },
 *       "files": [ { "path": "…", "ledger": LEDGER, "changed": BOOL,
 *           "occurrences": [ { "line": N, "column": N, "offset": N, "length": N, "name": "…",
 *                              "rule": "…", "kind": "…",
 *               "outcome": "rewritten" | "left", "neutral": BOOL, "residue": BOOL, "confidence": "safe" | "review" | "unsafe",
 *               "reason": "CODE", "note": "…" | null } ],
 *           "unused_suppressions": [ { "line": N, "rules": "…" } ] } ],
 *       "failures": [ { "file": "…", "status": "…", "message": "…" } ],
 *       "without_flags": [ "…" ],
 *       "findings": [ { "rule", "severity", "certainty", "path", "line", "column", "message", "advice",
 *           "steps": [ { "path", "line", "text" } ] } ],
 *       "roll_backs": [ { "path", "line", "message", "culprit" } ],
 *       "proof": { "functions": N, "identical": N, "differs": N, "not-comparable": N, "explained": N,
 *           "places": [ { "path", "function": "…" | null, "line", "proof", "explained": BOOL, "difference": "…" | null,
 *               "lines": [ N ] } ] }, only with --verify=object; each occurrence then has its "proof"
 *       "stages": [ { "name", "seconds", "processor_seconds" } ], only with --stats
 *     }
 *     LEDGER = { "found", "rewritten", "left", "residue", "confidence": { NAME: N }, "reasons": { CODE: N } }
 */
#pragma once

#include <json-glib/json-glib.h>

#include "report/run_report.h"

/** Adds the members of the whole to the object that @a builder is in. */
void json_report_add_members (JsonBuilder *builder, const RunReport *report);

void json_report_append (GString *out, const RunReport *report);
