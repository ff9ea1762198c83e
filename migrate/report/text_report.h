/* SPDX-License-Identifier: MIT */
/*
 * The ledger as text: one line a place that wants a person, and the balance at the end.
 */
#pragma once

#include "report/run_report.h"

/** Appends the whole text: residue, reviews, findings, roll-backs, unused suppressions, statistics where they were
 *  asked for, and the balance. @param colour  with terminal colours. */
void text_report_append (GString *out, const RunReport *report, gboolean colour);

/** Appends its last line alone, the balance. */
void text_report_append_balance (GString *out, const RunReport *report);
