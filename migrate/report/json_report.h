/* SPDX-License-Identifier: MIT */
/*
 * The report as JSON, for programs: everything that the run found, and what became of it.
 *
 * report.schema.json says what is in it.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "report/run_report.h"

/** Adds the members of the whole to the object that @a builder is in. */
void json_report_add_members (JsonBuilder *builder, const RunReport *report);

void json_report_append (GString *out, const RunReport *report);
