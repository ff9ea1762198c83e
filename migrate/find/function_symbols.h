/* SPDX-License-Identifier: MIT */
/*
 * What the object calls the functions of C++ in which places lie: only the parser knows which of several of one name is meant.
 */
#pragma once

#include "syntax/analysis.h"

/** Sets Occurrence.symbol and .function of all that was found in a unit of C++. In other units, and by tokens alone, they stay as they are. */
void function_symbols_find (Analysis *analysis);
