/* SPDX-License-Identifier: MIT */
/*
 * Uses: where a function looks behind a value, hands it on, or keeps it; and what it does with what its parameters point to.
 * A comparison is none.
 */
#pragma once

#include "scope/judgement/program.h"

typedef struct {
  ScopePlace place;
  ScopeMoment moment;
  ScopeSet tested; /**< as in ScopeCall */
} ScopeUse;

/** Calls @a visit for each call, store and return of @a f that uses the origin @a id, or what is found by way of it. */
void uses_each (const ScopeFunction *f, guint32 id, void (*visit) (gpointer data, const ScopeUse *use), gpointer data);

/** @return whether @a function, on every way to its end, writes @a field of what its parameter points to; "": that itself. */
gboolean uses_surely_writes (const ProgramFunction *function, guint parameter, const char *field);

/** @return whether @a function may read that, as it was before. */
gboolean uses_read (const ProgramFunction *function, guint parameter, const char *field);
