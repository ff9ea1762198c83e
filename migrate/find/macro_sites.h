/* SPDX-License-Identifier: MIT */
/*
 * Where the names that come out of a macro's expansion stand: in which macros' bodies.
 */
#pragma once

#include "syntax/analysis.h"

/** Adds to @a analysis's result a LINK_EXPANDS from each expansion to the occurrences that it is made of. */
void macro_sites_collect (Analysis *analysis);
