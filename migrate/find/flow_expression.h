/* SPDX-License-Identifier: MIT */
/*
 * The parts of the walk, which call each other: a statement's expressions, calls, initialisers, declarations.
 */
#pragma once

#include "find/flow_holder.h"

/** Links what the expression or statement @a cursor brings together. @return what holds its value. */
Holder flow_eval (Flow *flow, CXCursor cursor);

/** The same for a call. @param children of CXCursor: the callee and the arguments. */
Holder flow_eval_call (Flow *flow, CXCursor cursor, const GArray *children);

/** The same for a type that is named (sizeof, _Generic, va_arg, a declaration). */
Holder flow_eval_type (Flow *flow, CXCursor cursor);

/** The initialiser @a cursor fills something of @a type that @a to holds. */
void flow_initialise (Flow *flow, CXCursor cursor, CXType type, Holder to);

/** Links what the declaration @a cursor brings together, a function's body included. */
void flow_declare (Flow *flow, CXCursor cursor);
