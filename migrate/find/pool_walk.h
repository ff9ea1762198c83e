/* SPDX-License-Identifier: MIT */
/*
 * The walk over a unit that finds where pools are at hand, and who hands them to whom.
 */
#pragma once

#include "syntax/analysis.h"
#include "model/pool_facts.h"

/** Walks @a unit and gives @a analysis its pool sources and facts: after its files were read, before anything is decided. */
void pool_walk (Analysis *analysis, CXTranslationUnit unit);

/** Adds the sites: the places of @a analysis's files that take memory from a pool, as decided. */
void pool_walk_add_sites (Analysis *analysis);
