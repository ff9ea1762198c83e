/* SPDX-License-Identifier: MIT */
/*
 * What the scope checker keeps of one translation unit: functions, calls, stores, and where the values come from.
 *
 * A summary knows no API: it says "the result of this call is stored in that field", not "packet memory escapes".
 * So it can be saved, merged with others, and judged later by any set of facts (facts.h).
 *
 * Terms:
 *   origin  where a value comes from, as the function itself can tell: a parameter, the result of a call, what a
 *           field of another origin holds. A value has a set of origins, one for each way it can have come about.
 *   base    the origins of the object that a store writes into.
 *   field   "record.member", "*" for what a pointer points to or an array holds, "" for a variable itself.
 *   id      of a function or variable: its name where the linker sees it, else path and name. Interned: compare
 *           by pointer.
 */
#pragma once

#include <glib.h>

#include "model/constant.h"
#include "model/place.h"
#include "wmem/wmem.h"

typedef enum {
  ORIGIN_PARAMETER, /**< a: which one, from 0 */
  ORIGIN_CALL,      /**< a: index into calls: what it returns */
  ORIGIN_OUT,       /**< a: index into calls, b: argument: what the callee stored where that points, name: field */
  ORIGIN_LOAD,      /**< a: origin of the object, name: the field read */
  ORIGIN_GLOBAL,    /**< name: id of the variable: its address; its value is a LOAD of field "". a: 1 where a callee
                     *   has written it, so that it does not hold what it held at the start; b: 1 where it is that of an
                     *   element of an array */
  ORIGIN_LOCAL,     /**< name, a: a variable of this function and where it is declared: its address */
  ORIGIN_FUNCTION,  /**< name: id of the function: its address */
  ORIGIN_TEXT,      /**< a string literal */
  ORIGIN_MEMBER,    /**< a: origin of an object, name: the address of that struct inside it */
  ORIGIN_GUARDED,   /**< a: an origin, b: 2 * parameter + 1 where it counts only if that is not 0, + 0 if it is */
  ORIGIN_CONDITION, /**< b: 2 * a condition of this function + 1 where it holds, + 0 where it does not: of what is tested
                     *   only */
  ORIGIN_ANSWER,    /**< a: index into calls, b: 1 where what it gave is not 0, 0 where it is: of what is tested only */
  N_ORIGIN_KINDS
} ScopeOriginKind;

/** A program has a million of them. */
typedef struct {
  guint32 kind : 6; /**< a ScopeOriginKind */
  guint32 b : 26;   /**< at most SCOPE_MAX_B */
  guint32 a;
  const char *name;
} ScopeOrigin;

#define SCOPE_MAX_B ((1u << 26) - 1)

/** A set of origins of one function: ascending indices into its table. Immutable, so that sets can be shared. */
typedef struct {
  guint32 n;
  const guint32 *ids;
} ScopeSet;

/** More ways than that for one value tell nothing that the first ones do not: keeps long switches linear. */
#define SCOPE_MAX_ORIGINS 24

/** @return whether @a id is in @a set. */
gboolean scope_set_contains (ScopeSet set, guint32 id);

#define SCOPE_NO_POOL G_MAXUINT32

/** When something happens in the walk over its function: what can be told of the order of two places (moments.h). */
typedef struct {
  guint32 step;   /**< ascending along the text */
  guint32 branch; /**< index into branches */
} ScopeMoment;

/** An arm of an `if`, a `case`, the body of a loop. Branch 0 is the function itself. */
typedef struct {
  guint32 parent;
  guint32 construct; /**< the arms of one construct exclude each other */
  guint32 condition; /**< of an `if`: 1 + what ORIGIN_CONDITION says in b where the arm is taken; 0: nothing known again */
  guint32 asks;      /**< of an `if`: whether it asks for more than whether pointers are there, such as for whose a value is */
} ScopeBranch;

/** A `return`, `break`, `continue` or `goto`. */
typedef struct {
  ScopeMoment moment;
  guint32 target; /**< the step where it goes on; G_MAXUINT32: nowhere */
} ScopeJump;

typedef struct {
  ScopePlace place;
  const char *callee; /**< id, or NULL: called through a pointer */
  const char *name;   /**< the callee's name, or NULL */
  ScopeSet target;    /**< through a pointer: where the pointer comes from */
  ScopeSet *arguments;
  guint32 n_arguments : 31;
  guint32 last : 1;         /**< nothing comes after it: a loop without an end, as macros that end the program have it */
  guint32 pool;             /**< the argument that is a wmem_allocator_t *, or SCOPE_NO_POOL */
  const guint32 *constants; /**< for each argument CONSTANT_…; NULL: nothing is known of any */
  const char *pinfo;        /**< the expression of a packet_info * that is visible here, or NULL */
  ScopeMoment moment;
  ScopeSet written; /**< variables of static lifetime that this function has surely written before: a GLOBAL as
                         *   a whole, a LOAD of one that field */
  ScopeSet tested;  /**< what had to be so to come here: a LOAD of a variable of static lifetime was not 0, a
                         *   GUARDED says it of a parameter as the caller gave it, a CONDITION of one that is tested
                         *   more than once, an ANSWER of what a call gave */
} ScopeCall;

typedef struct {
  ScopePlace place;
  ScopeSet base;
  const char *field;
  ScopeSet value;
  gboolean weak; /**< into one of several elements: the others stay */
  ScopeMoment moment;
  ScopeSet tested; /**< as in ScopeCall */
} ScopeStore;

/** A number of static lifetime that is written: a flag, a count, a type. */
typedef struct {
  const char *variable;
  const char *field;
  gboolean zero; /**< it is 0 afterwards */
} ScopeFlag;

/** A static variable read where this function has not surely written it before. */
typedef struct {
  ScopePlace place;
  const char *variable;
  const char *field; /**< which of its fields, "" for the variable itself */
  ScopeMoment moment;
  gboolean compared; /**< only that: a pointer that nobody looks behind */
  ScopeSet tested;   /**< as in ScopeCall */
} ScopeRead;

/** Rows that g_array_index() reads. Tens of thousands of them are held at once, most of them short or empty: they grow in their
 *  pool while a function is walked, and have no room to spare where they come out of a package. */
typedef struct {
  char *data;
  guint len, room;
} ScopeTable;

typedef struct {
  const char *id, *name;
  ScopePlace place;
  gboolean internal;         /**< static: only this unit can call it by name */
  gboolean torn;             /**< of a unit with parse errors: the parser may have dropped calls */
  guint32 n_parameters;      /**< one more than written where it returns a struct: the last one points to where that goes */
  const char **records;      /**< for each parameter the struct that it points to, or NULL */
  ScopeTable *origins;       /**< of ScopeOrigin */
  ScopeTable *calls;         /**< of ScopeCall */
  ScopeTable *stores;        /**< of ScopeStore */
  ScopeTable *reads;         /**< of ScopeRead */
  ScopeTable *flags;         /**< of ScopeFlag */
  ScopeTable *branches;      /**< of ScopeBranch */
  ScopeTable *jumps;         /**< of ScopeJump */
  ScopeSet written;          /**< as in ScopeCall: on every way to the function's end */
  ScopeSet written_where[2]; /**< the same on every way on which it returns 0, and on which it returns anything else */
  ScopeSet returns;
} ScopeFunction;

/** A function named in the initialiser of a table; and one row for the table: all that is in it is seen. */
typedef struct {
  ScopePlace place;
  const char *variable; /**< id of the table */
  const char *field;    /**< as in ScopeStore */
  const char *function; /**< id; NULL: this is the table's row */
} ScopeEntry;

typedef struct {
  wmem_allocator_t *pool; /**< which it lies in */
  GPtrArray *functions;   /**< of ScopeFunction */
  GHashTable *by_id;      /**< interned id -> ScopeFunction: those of this unit that are walked, while it is summarised */
  GArray *inner;          /**< of CXCursor: lambdas that capture nothing and classes, whose functions are functions of their own, while it is summarised */
  ScopeTable *entries;    /**< of ScopeEntry */
} ScopeUnit;

/** Names are bytes, not text: paths may be in any encoding. */
#define SCOPE_SUMMARY_TYPE "(aayau)"

/** Appends @a row, which has as many bytes as all rows of @a table, to it. @param pool  that of its function. */
void scope_table_append (wmem_allocator_t *pool, ScopeTable *table, gconstpointer row, gsize size);

/** @return a new empty unit, allocated from @a pool (its tables too: freed with the pool). */
ScopeUnit *scope_unit_new (wmem_allocator_t *pool);

/** @return a new function without a name, that is not in any unit yet. */
ScopeFunction *scope_function_new (wmem_allocator_t *pool);

/** @return (transfer floating) @a unit packed for the pipe and the index file. */
GVariant *scope_unit_pack (const ScopeUnit *unit);

/** @return the unit that @a packed holds, allocated from @a pool, all of it: @a packed can be let go; NULL where it is damaged. */
ScopeUnit *scope_unit_unpack (wmem_allocator_t *pool, GVariant *packed);
