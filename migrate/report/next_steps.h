/* SPDX-License-Identifier: MIT */
/*
 * What to do next, for somebody at a terminal: the very commands.
 */
#pragma once

#include "report/run_report.h"

/** Appends a line for each: to write what is proposed, to read what is left, to have its reason explained. */
void next_steps_append (GString *out, const RunReport *report);
