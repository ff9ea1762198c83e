/* SPDX-License-Identifier: MIT */
/*
 * What the judgement of the program says of one allocation site: kept apart from how it is shown and applied.
 */
#pragma once

#include "model/finding.h"
#include "model/site_verdict.h"
#include "scope/judgement/escape.h"

/**
 * Judges all sites of @a program.
 *
 * @param pool  of findings and notes: they point to nothing of the program.
 * @param findings (of Finding): the finding of each bug is appended.
 * @param verdicts (of SiteVerdict): one for each site.
 */
void verdict_judge (wmem_allocator_t *pool, Program *program, GPtrArray *findings, GArray *verdicts);
