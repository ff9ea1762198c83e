/* SPDX-License-Identifier: MIT */
/*
 * Which functions fields, variables and tables hold. A field is known by its type and name; where it lies in a variable of
 * static lifetime, by that variable, too: one table's handlers are not another one's.
 */
#pragma once

#include "scope/judgement/program.h"

typedef struct _Holders Holders;

Holders *holders_new (void);
void holders_free (Holders *holders);

/** @return the name under which what @a load of @a f reads is kept: the field's, or of an element or a variable the
 *  variable's; NULL where there is none. */
const char *holders_name (const ScopeFunction *f, const ScopeOrigin *load);

/** @return the variable of static lifetime that the origin @a id of @a f is, or lies in; NULL: it is no such thing. */
const char *holders_variable (const ScopeFunction *f, guint32 id);

/** @return the field, where the origin @a id of @a f is what a field of something that a parameter points to holds, and which
 *  @a parameter; else NULL. */
const char *holders_demanded (const ScopeFunction *f, guint32 id, guint *parameter);

/** Notes that @a name holds @a function, if in a field then in that of @a variable; NULL: of any object. @return whether
 *  that is new. */
gboolean holders_add (Holders *holders, const char *name, const char *variable, ProgramFunction *function);

/** Notes that the initialiser of the table @a variable is seen: it holds no more than holders_add() says. */
void holders_see (Holders *holders, const char *variable);

/** Notes that @a variable is overwritten by what nobody can tell. */
void holders_blur (Holders *holders, const char *variable);

/** @return whether all is known of what the field @a name holds in @a variable. */
gboolean holders_knows (const Holders *holders, const char *name, const char *variable);

/** Adds to @a out what @a name may hold, in @a variable if that is not NULL and all is known of it. */
void holders_get (const Holders *holders, const char *name, const char *variable, GPtrArray *out);

/** Adds @a function to @a functions. @return whether it was not there yet. */
gboolean holders_add_pointer (GPtrArray *functions, ProgramFunction *function);

/** Calls @a visit with each name, the functions (GPtrArray) that it may hold, and @a data. */
void holders_each (const Holders *holders, GHFunc visit, gpointer data);
