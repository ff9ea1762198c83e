/* SPDX-License-Identifier: MIT */
/*
 * Classification: what each candidate token is.
 */
#pragma once

#include "syntax/analysis.h"

/**
 * Makes the occurrences of @a file, comments included, in its findings.
 *
 * @return (array of Classified) those that could be rewritten, in file order; owned by the analysis's pool. The
 * others have their reason already.
 */
GArray *classify_file (Analysis *analysis, UnitFile *file);
