/* SPDX-License-Identifier: MIT */
/*
 * Analysing a unit once more, as it will be after the rewrite: what the run lends to the verification.
 */
#pragma once

#include "run/analysis.h"
#include "verify/unit_check.h"

/** @return the means to analyse the units of @a analysis again, which has to outlive it. */
Reanalysis reanalysis_of (RunAnalysis *analysis);
