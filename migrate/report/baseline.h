/* SPDX-License-Identifier: MIT */
/*
 * The baseline: findings that an earlier run told, and that are known by now (--baseline).
 *
 * It is that run's JSON report; those that were known to it are in there, too. A finding is the same where its rule, severity, file and message are; lines may have moved. As
 * many as the report has of one kind are known, one more is new.
 */
#pragma once

#include "model/finding.h"

typedef struct Baseline Baseline;

/** Reads the report at @a path. @return (transfer full) NULL with @a error set: it cannot be read, or is no such report. */
Baseline *baseline_load (const char *path, GError **error);

void baseline_free (Baseline *baseline);

/** Counts @a finding off. @return whether @a baseline has it. */
gboolean baseline_take (Baseline *baseline, const Finding *finding);

/**
 * Moves from @a findings (of Finding) to @a known those that @a baseline has; to be called once.
 *
 * @param gone   set: how many the baseline has that are not there any more.
 */
void baseline_apply (Baseline *baseline, GPtrArray *findings, GPtrArray *known, guint *gone);
