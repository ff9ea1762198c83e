/* SPDX-License-Identifier: MIT */
/*
 * Flows: what of the old types' values meets what, as the syntax tree shows it.
 *
 * A *holder* keeps a value: a variable, a field, a function (what it takes and returns), a typedef, an occurrence. Holders of
 * a family whose values meet (assignments, arguments, results, initialisers, choices, comparisons) are linked; so are those
 * of `void *`. Where a value goes into a `void *` or comes out of one, the link says which: whether creator and user meet is
 * for the whole program to say (plan/plan_families.c). Where a holder is no pointer but the struct itself, a link says that, too.
 *
 * A holder is a text that is the same in every unit: "FAMILY|…" or "void|…", or "@PATH:OFFSET" for an occurrence.
 */
#pragma once

#include "syntax/analysis.h"

/** Walks @a unit and adds its links to @a analysis's result. */
void flows_collect (Analysis *analysis, CXTranslationUnit unit);
