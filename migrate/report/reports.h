/* SPDX-License-Identifier: MIT */
/*
 * All reports: what goes to standard output, to standard error, and into files.
 *
 * Standard output gets what --format says, by default the diff, so that it can be piped into `patch -p1`; standard
 * error gets the ledger.
 */
#pragma once

#include "report/run_report.h"

/** Looks, before the work, whether what @a line asks for in files can be written. @return FALSE with @a error set. */
gboolean reports_check_targets (const CommandLine *line, GError **error);

/** Writes the reports that go into files; before anything else is written, so that a failure leaves all as it was.
 *  @return FALSE with @a error set where one cannot be written. */
gboolean reports_write_files (const RunReport *report, GError **error);

/** Prints what goes to standard output and standard error. @return FALSE with @a error set where that fails. */
gboolean reports_print (const RunReport *report, GError **error);
