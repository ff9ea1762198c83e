/* SPDX-License-Identifier: MIT */
/*
 * Memory that is only the message of an error: an assertion's text, what is formatted into it.
 */
#pragma once

#include "scope/judgement/statics.h"

/** @return whether what call number @a call in @a function gives only goes to what never returns (a `throws` fact),
 *  directly, formatted into something else, or through functions of the program. */
gboolean thrown_only (const Statics *callers, const ProgramFunction *function, guint call);
