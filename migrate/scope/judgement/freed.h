/* SPDX-License-Identifier: MIT */
/*
 * What a function frees: by the facts, through helpers of the program, and in the handlers of cleanups.
 */
#pragma once

#include "scope/judgement/program.h"

typedef struct _Freed Freed;

/** @return what the functions of @a program free; free with freed_free(). */
Freed *freed_new (const Program *program);
void freed_free (Freed *freed);

/** @return which arguments call number @a call in @a function frees: bit n, argument n. */
guint64 freed_by_call (const Freed *freed, const ProgramFunction *function, guint call);

/** @return whether what the origin @a id is has surely been freed when @a function ends, if it was there @a since. */
gboolean freed_surely (const Freed *freed, const ProgramFunction *function, guint32 id, ScopeMoment since);

/** @return whether @a function frees what the origin @a id is, be it on some ways only. */
gboolean freed_maybe (const Freed *freed, const ProgramFunction *function, guint32 id);

/** @return whether what a field of an object holds when its life ends is freed where @a function frees it. */
typedef gboolean (*FreedCounts) (const ProgramFunction *function, const char *field, gpointer data);

/** @return (transfer full) the fields (interned names) that something in the program frees what they hold. @param counts
 *  which functions count; NULL: all. */
GHashTable *freed_fields (const Freed *freed, FreedCounts counts, gpointer data);

/** @return whether @a function frees what @a field holds only to put something new there. */
gboolean freed_before_replaced (const Freed *freed, const ProgramFunction *function, const char *field);

/** @return whether @a function frees something that a field of what @a call gives leads to: another one of its list. */
gboolean freed_linked (const Freed *freed, const ProgramFunction *function, const ScopeCall *call);
