/* SPDX-License-Identifier: MIT */
/*
 * What the project accepts (model/project.h): findings that are told no more, and places that nobody has to deal with.
 */
#pragma once

#include "model/project.h"
#include "report/run_report.h"

/** A finding that is accepted. */
typedef struct {
  const Finding *finding;
  const Acceptance *acceptance;
} AcceptedFinding;

/** @return whether @a acceptance is about a change that is for review: such are not accepted, since they are gone once they are written. */
gboolean acceptance_is_of_review (const RunReport *report, const Acceptance *acceptance);

/**
 * Moves what the project's configuration accepts from the findings of @a report to its accepted ones, gives the places that it accepts
 * the reason `accepted`, and notes which of its entries are about nothing in the files that the run has looked at.
 *
 * @param pool  what new texts are allocated from.
 */
void accepted_apply (wmem_allocator_t *pool, RunReport *report);
