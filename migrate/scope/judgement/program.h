/* SPDX-License-Identifier: MIT */
/*
 * The whole program: all units' functions in one graph, with calls through pointers resolved as far as can be told.
 */
#pragma once

#include "rules/facts.h"
#include "scope/judgement/assumptions.h"
#include "scope/summary/summary.h"

typedef struct _ProgramFunction ProgramFunction;

/** By way of which other functions an edge leads: the next one, and its call. */
typedef struct _ProgramVia ProgramVia;
struct _ProgramVia {
  const ProgramFunction *function;
  guint call;
  const ProgramVia *next; /**< NULL: that call is the one */
};

/** A call of one function by another; of several calls of one pair those that may differ in what reach.c asks. */
typedef struct {
  ProgramFunction *to;
  guint call;            /**< which one of the caller's */
  gboolean handed;       /**< called by what is called there: with other arguments */
  const ProgramVia *via; /**< where the call leads by other functions: with other arguments, too; else NULL */
  Assumptions needed;    /**< of the caller's parameters, beside what was tested before the call: of a via only */
} ProgramEdge;

/** One way to start a function. */
typedef struct {
  ScopeContext context;
  ScopePlace place; /**< where it is registered; no path: by its name or place */
  const char *text;
  gboolean early;   /**< it is also called before the first file, in the old host */
  gboolean assumed; /**< told by what it takes: something that the run does not know calls it */
} ProgramRoot;

/** What a parameter is wherever the function is called back. */
typedef struct {
  const FactLoan *fact;
  const ProgramFunction *lender; /**< in which it was handed over */
  guint call;                    /**< by which call of that */
} ProgramLoan;

struct _ProgramFunction {
  const ScopeFunction *f;
  const FunctionFacts *facts;
  guint index;
  ScopeContext enters;              /**< what it calls runs there, whoever called it; FACT_NO_CONTEXT: where its callers do */
  ProgramFunction **callees;        /**< for each call the function called by name, where the run has it; else NULL */
  const FunctionFacts **call_facts; /**< for each call what is known of the function called; never NULL */
  GArray *edges;                    /**< of ProgramEdge */
  GArray *roots;                    /**< of ProgramRoot */
  GArray *loans;                    /**< of ProgramLoan; NULL: none */
  ProgramFunction *namesake;        /**< another function of that id, of another program perhaps, or NULL */
  gboolean called;                  /**< some edge leads here */
  gboolean handed_over;             /**< its address goes where nobody can tell who calls it */
  GPtrArray **pointers;             /**< for each parameter the functions that are passed there; NULL: none */
};

/** A routine that is to run at the end of a packet, or of the function that sets it up. */
typedef struct {
  const ProgramFunction *routine, *registrar;
} ProgramClosing;

typedef struct {
  wmem_allocator_t *pool;
  Facts *facts;
  GPtrArray *functions;  /**< of ProgramFunction */
  GArray *closings;      /**< of ProgramClosing */
  GHashTable *by_id;     /**< interned id -> ProgramFunction */
  gboolean has_roots;    /**< some function starts somewhere: without any, nothing can be said of contexts */
  gboolean shows_scopes; /**< something in it enters a scope */
} Program;

/** Merges @a units (of ScopeUnit). A function that several units define (a header's) counts once; where different ones
 *  have one name, as main() in a tree of several programs, a call by that name may go to any of them.
 *  @param forms  as in ScopeCheck. */
Program *program_new (wmem_allocator_t *pool, Facts *facts, GHashTable *forms, GPtrArray *units);

/** Frees what does not lie in the pool. */
void program_free (Program *program);

/** Adds an edge from @a from, by its call number @a call, on by @a via (NULL: directly), where @a needed is so. */
void program_add_edge (ProgramFunction *from, ProgramFunction *to, guint call, const ProgramVia *via, Assumptions needed);

/** @return whether @a caller has @a function run by a call that does not name it, as one through a pointer. */
gboolean program_calls_otherwise (const ProgramFunction *caller, const ProgramFunction *function);

/** @return the function with the interned @a id, or NULL. */
ProgramFunction *program_lookup (const Program *program, const char *id);

static inline const ScopeOrigin *
function_origin (const ScopeFunction *f, guint32 id)
{
  return &g_array_index (f->origins, ScopeOrigin, id);
}

static inline const ScopeCall *
function_call (const ScopeFunction *f, guint32 index)
{
  return &g_array_index (f->calls, ScopeCall, index);
}
