/* SPDX-License-Identifier: MIT */
/*
 * Fixes as SARIF has them: what a change edits, for the place that it rewrites.
 *
 * What goes all or none (a family of values, an include that nobody else asks for) is one fix: it stands at the first of
 * its places, and the others name that one.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "report/run_report.h"
#include "report/sarif_region.h"

typedef struct SarifFixes SarifFixes;

SarifFixes *sarif_fixes_new (const RunReport *report, SarifTexts *texts);

void sarif_fixes_free (SarifFixes *fixes);

/** @return (transfer full) (nullable) "FILE:LINE" of the place that has the fix of @a place already; NULL: none has, and
 *  sarif_fixes_add() is to be called for it. */
char *sarif_fixes_told (SarifFixes *fixes, const ReportPlace *place);

/** Adds "fixes" to the result of @a place. */
void sarif_fixes_add (SarifFixes *fixes, JsonBuilder *builder, const ReportPlace *place);
