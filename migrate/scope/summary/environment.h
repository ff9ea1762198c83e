/* SPDX-License-Identifier: MIT */
/*
 * What the variables of a function hold at the point that a walk over its statements has reached.
 *
 * Assignments replace (so the walk is sensitive to order), branches are walked one after the other from the same
 * state and then met: a journal of changed cells takes a branch back, at a cost of what it changed.
 */
#pragma once

#include "scope/summary/summary.h"

typedef enum { VARIABLE_LOCAL,
               VARIABLE_PARAMETER,
               VARIABLE_GLOBAL } VariableKind;

typedef struct _Cell Cell;

typedef struct {
  VariableKind kind;
  const char *name;  /**< the id of a global */
  guint32 declared;  /**< offset: tells locals of one name apart */
  guint parameter;   /**< which one */
  gboolean assigned; /**< a parameter that is no longer what the caller gave: it decides nothing that a caller knows */
  gboolean many;     /**< an array: what is stored through a pointer to it leaves the other elements */
  gboolean pointer;  /**< its fields are those of the element of a static array that it points to */
  guint32 written;   /**< the count of writes at the last one to it */
  guint32 answer;    /**< 1 + the index of the call that gave it, at the write @a answered; 0: none did */
  guint32 answered;
  const char *copied_from, *copied_field; /**< the number of static lifetime that it was copied from, at the write @a copied */
  guint32 copied;
  Cell *cells; /**< the variable itself (field "") and the fields that were touched */
} Variable;

/** A variable or one of its fields. */
struct _Cell {
  Variable *variable;
  const char *field; /**< interned; "" for the variable itself */
  Cell *next;
  gboolean known; /**< written on some path: else it holds what it held at the function's start */
  ScopeSet value;
  guint met; /**< scratch of environment_meet() */
  ScopeSet meeting;
};

/** What a branch changed. */
typedef struct {
  gboolean dead;   /**< the branch never comes to its end: return, break */
  GArray *changes; /**< of cells and their values at its end */
} Branch;

typedef struct _Environment Environment;

Environment *environment_new (wmem_allocator_t *pool);
void environment_free (Environment *environment);

/** @return the cell of @a field in @a variable, made where it is not there yet. */
Cell *environment_cell (Environment *environment, Variable *variable, const char *field);

/** @return what @a cell holds; a cell not written yet gives what it held at the function's start, which
 *  @a initial_value computes. */
ScopeSet environment_value (Environment *environment, Cell *cell);
void environment_set_initial (Environment *environment, ScopeSet (*initial_value) (gpointer, Cell *), gpointer data);

void environment_assign (Environment *environment, Cell *cell, ScopeSet value);

/** Adds @a value to what @a cell may hold. */
void environment_add (Environment *environment, Cell *cell, ScopeSet value);

/** @return whether the point is reached at all. */
gboolean environment_is_dead (const Environment *environment);
void environment_set_dead (Environment *environment, gboolean dead);

/** @return a mark to take a branch from. */
guint environment_mark (const Environment *environment);

/** Takes a copy of what changed since @a mark; the state stays. Free with branch_clear(). */
Branch environment_since (const Environment *environment, guint mark);

/** The same, and goes back to the state at @a mark. */
Branch environment_take (Environment *environment, guint mark);

/**
 * Goes on from where @a n_branches that all started from the present state come together, and frees them.
 *
 * @param stays whether control may also come here without any of the branches.
 * @return whether the state changed.
 */
gboolean environment_meet (Environment *environment, Branch *branches, guint n_branches, gboolean stays);

void branch_clear (Branch *branch);

/** @return all variables of static lifetime that were surely written, through @a visit. */
void environment_each_global (Environment *environment, void (*visit) (gpointer, Cell *), gpointer data);

/** @return the union, sharing one of the two where it can. */
ScopeSet scope_set_union (wmem_allocator_t *pool, ScopeSet a, ScopeSet b);
