/* SPDX-License-Identifier: MIT */
/*
 * Own macros: a source may give a name of the old API another meaning (`#define ep_strdup(text) strdup (text)`, or a wrapper that
 * counts). What uses the name then uses the macro, and stays; a name of the API in the macro's body is one.
 *
 * Not own is what stands for the new form (a shim), and what the old API's own headers define: those declare its functions as well, or
 * build its macros of them.
 */
#pragma once

#include "find/classify.h"

/** Looks for own macros in the files of the unit, once their inactive regions are marked and its shims are known. */
void own_macros_read (Analysis *analysis);

/** @return whether @a found is an expansion of an own macro, or about one; not in the body of the macro itself, where the name is the
 *  API's. */
gboolean own_macro_is_meant (const Analysis *analysis, const UnitFile *file, const Classified *found);
