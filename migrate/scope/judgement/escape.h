/* SPDX-License-Identifier: MIT */
/*
 * Escape: how long what a value points to lives, and whether something that lives longer keeps it.
 *
 * Each function is judged once, whoever calls it: what it does with its parameters is an effect, and each caller
 * puts its own arguments in the parameters' place. So a helper that copies a pointer into a struct is not blamed for
 * what one of its callers hands it.
 */
#pragma once

#include "scope/judgement/freed.h"
#include "scope/judgement/reach.h"

/** Steps in order. */
typedef struct {
  guint n;
  const ChainStep *steps;
} ScopeTrail;

/** The place where memory is allocated. */
typedef struct {
  const ProgramFunction *function;
  const ScopeCall *call;
} ScopeSite;

/** A place where packet memory is kept by what outlives it. */
typedef struct {
  const ProgramFunction *function; /**< in which both ends are known */
  ScopePlace place;                /**< of the store, or of the call that keeps it */
  const ScopeSite *site;           /**< where the memory comes from */
  ScopeLifetime lifetime;          /**< of that memory */
  ScopeLifetime keeper;            /**< of what keeps it */
  const char *variable;            /**< id of the static variable that keeps it, or NULL */
  const char *field;               /**< the field that keeps it, or "" */
  const char *text;                /**< what a sink says of itself, or NULL */
  gboolean mixed;                  /**< the value may also be something that lives long enough */
  gboolean chosen;                 /**< the helper chose this memory by an argument whose value is not known */
  gboolean maybe;                  /**< the helper that returns it may return something constant */
  const char *lent;                /**< what the memory or its keeper is for a callback that gets it, or NULL */
  gboolean owned;                  /**< the keeper keeps a heap object that keeps it */
  gboolean keeper_mixed;           /**< the keeper may also be something that lives no longer */
  ScopeTrail trail;                /**< from the allocation to the keeping, both left out */
} Escape;

/** A GLib object kept in a field of a scoped object. */
typedef struct {
  const ProgramFunction *function;
  ScopePlace place;
  const char *field;
  const ScopeSite *site; /**< of the GLib object */
  ScopeLifetime keeper;
} HeapMember;

/** A place where memory is freed by what did not allocate it. */
typedef struct {
  const ProgramFunction *function;
  ScopePlace place;      /**< of the call that frees it, or that hands it to what does */
  const ScopeSite *site; /**< where the memory comes from */
  ScopeLifetime made;    /**< of what the memory is */
  ScopeLifetime right;   /**< of what it would have to be */
  const char *freer;     /**< the function that frees it */
  gboolean chosen;       /**< what gives it may give something else, or it is freed only in some cases, and nobody can tell when */
  gboolean mixed;        /**< it may also be something else, or is freed only on one of its ways */
  ScopeTrail trail;      /**< from the allocation to the place, both left out */
} WrongFree;

typedef struct {
  GPtrArray *escapes;      /**< of Escape */
  GPtrArray *wrong_frees;  /**< of WrongFree */
  GPtrArray *heap_members; /**< of HeapMember */
} EscapeResult;

/** Judges the whole program. Everything lies in the program's pool; free the arrays with
 *  escape_result_clear(). */
void escape_analyse (Program *program, const Freed *freed, EscapeResult *result);
void escape_result_clear (EscapeResult *result);

/** @return the lifetime of the memory that call number @a call in @a function gives where that is plain from the call
 *  itself. */
ScopeLifetime escape_site_lifetime (const Program *program, const ProgramFunction *function, guint call);
