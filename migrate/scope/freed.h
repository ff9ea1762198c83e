/* SPDX-License-Identifier: MIT */
/*
 * What a function frees: by the facts, through helpers of the program, and in the handlers of cleanups.
 */
#pragma once

#include "scope/program.h"

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

/** @return (transfer full) the fields (interned names) that something in the program frees what they hold. */
GHashTable *freed_fields (const Freed *freed);
