/* SPDX-License-Identifier: MIT */
/*
 * The walk over one function's statements: the state that its parts share. Origins and variables are in origins.c,
 * what is read and written in places.c, expressions in expressions.c, statements and the whole in interpret.c.
 *
 * libclang before 17 does not tell one binary or unary operator from another, so types must: an operator whose value
 * and both sides are pointers assigns, one that yields a pointer to its operand takes an address, and so on.
 */
#pragma once

#include "scope/summary/environment.h"
#include "syntax/names.h"

/** A loop or a switch. */
typedef struct {
  guint mark;
  guint32 id;       /**< stands for its end in the jumps there, until that is known */
  GArray *branches; /**< of Branch: those that jump to the construct's end (or, in a loop, to its head) */
} Construct;

typedef struct {
  wmem_allocator_t *pool;
  Names *names;
  ScopeUnit *unit;
  ScopeFunction *f;
  Environment *environment;
  GHashTable *variables;    /**< CXCursor -> Variable */
  GHashTable *origin_index; /**< ScopeOrigin -> its index + 1 */
  GHashTable *call_index;   /**< place and callee -> index + 1: a call in a loop is walked twice */
  GPtrArray *locals;        /**< origin -> the Variable whose address it is, or NULL */
  GHashTable *seen;         /**< places of reads that are recorded */
  GHashTable *globals;      /**< id -> Variable */
  GPtrArray *frames;        /**< of GArray of CXCursor: children, one array a depth */
  guint depth, loops;
  Construct *breaks, *continues;
  guint32 step, branch, next_branch, n_constructs;
  guint32 switch_branch, switch_construct; /**< the branch that the switch is in, and that of its first case */
  ScopeSet switch_tested;                  /**< what is tested where its cases begin */
  gboolean again;                          /**< a loop is walked for the second time: everything comes as it did before */
  ScopeSet tested;                         /**< as in ScopeCall */
  gboolean tests_pointer;                  /**< the pointer that is read next is only compared: nobody looks at what it points to */
  GArray *conditions;                      /**< of what condition_keys.c knows again */
  GHashTable *condition_index;             /**< what a condition compares -> its number + 1 */
  GHashTable *field_writes;                /**< field -> the count of writes at the last one to it */
  guint32 writes, tests;                   /**< counts */
  guint32 round_writes;                    /**< that of writes where the round of the innermost loop began */
  gboolean has_end[3];                     /**< a way to the function's end was seen; one that may return 0; one that may not */
  GArray *gotos;                           /**< of Goto */
  GHashTable *labels;                      /**< name -> step */
  gboolean has_default;
  gboolean in_lambda;         /**< what is walked is the body of one: a `return` there ends no more than that */
  GArray *returns;            /**< of Return */
  int guard;                  /**< the parameter that the branch hangs on, as walk_tested_parameter() gives it, or -1 */
  const char *pinfo;          /**< how this function says packet_info, or NULL */
  const char *none, *content; /**< the fields "" and "*", interned */
} Walk;

/** Where a value is read from or written to. */
typedef struct {
  enum { PLACE_NONE,
         PLACE_VARIABLE,
         PLACE_MEMORY,
         PLACE_VALUE } kind;
  Variable *variable;
  ScopeSet base; /**< of PLACE_VALUE the value: what a call gives has no place */
  const char *field;
  gboolean weak; /**< one of several elements: a store does not replace */
  Variable *by;  /**< the pointer by which that element is named, or NULL */
} Place;

static const ScopeSet EMPTY = { 0, NULL };

#define CHILD(children, i) g_array_index ((children), CXCursor, (i))

/** A `goto` whose label may come later. */
typedef struct {
  guint jump;
  const char *label;
  Branch state; /**< all that was changed so far; without any changes where nothing comes there, or where the label has them */
} Goto;

/** What one `return` gives. */
typedef struct {
  ScopeSet value, tested; /**< tested: as in ScopeCall */
  int guard;              /**< as in Walk */
} Return;

/** Makes a new function to walk. */
void walk_begin (Walk *w, wmem_allocator_t *pool, ScopeUnit *unit, Names *names);

/** Frees what the walk needed; the function stays. */
void walk_end (Walk *w);

/** @return the children of @a cursor, valid until walk_leave(): one array a depth is used again and again. */
GArray *walk_enter (Walk *w, CXCursor cursor);
void walk_leave (Walk *w);

/** @return the index of that origin in the function's table. */
guint32 walk_origin (Walk *w, ScopeOriginKind kind, guint32 a, guint32 b, const char *name);
const ScopeOrigin *walk_origin_at (const Walk *w, guint32 id);

/** @return the origin that reading @a field of @a object is: too deep, @a object itself. */
guint32 walk_load_of (Walk *w, guint32 object, const char *field);

ScopeSet walk_set_of (Walk *w, guint32 id);
ScopeSet walk_unite (Walk *w, ScopeSet a, ScopeSet b);

/** @return the variable that @a declaration declares. */
Variable *walk_variable (Walk *w, CXCursor declaration);

/** @return the origin that is @a variable's address. */
guint32 walk_address_of (Walk *w, Variable *variable);

/** @return the variable of this function whose address is the origin @a id, or NULL. */
Variable *walk_local_at (const Walk *w, guint32 id);

/** @return the variable of static lifetime @a id, known by name alone where this function did not name it yet. */
Variable *walk_global (Walk *w, const char *id);

/** @return the moment that the walk has come to. */
ScopeMoment walk_moment (const Walk *w);

/** Goes into the next arm of a construct. @param construct 0 for its first arm, set for the others. */
void walk_enter_arm (Walk *w, guint32 *construct);

/** @return the addresses of the struct @a field in each of @a base. */
ScopeSet walk_members (Walk *w, ScopeSet base, const char *field);

/** @return the interned spelling of @a cursor. */
const char *walk_spelling (CXCursor cursor);

/** @return the interned name of a function; of a class's with that: what is known of functions by their names holds for no method. */
const char *walk_function_name (CXCursor function);

/** @return (nullable) the id of the function, or of the method, that @a call names. */
const char *walk_callee (Walk *w, CXCursor call);

/** Walks the expression @a cursor, but for reading what it names. @return the place that it names; PLACE_VALUE where it
 *  names none. */
Place walk_place (Walk *w, CXCursor cursor);

/** @return what is read at @a place. @param at where, for the record. */
ScopeSet place_load (Walk *w, CXCursor at, Place place);
ScopeSet place_load_memory (Walk *w, ScopeSet base, const char *field);
void place_store (Walk *w, CXCursor at, Place place, ScopeSet value);

/** @return the origins that the address of @a place is. */
ScopeSet place_address (Walk *w, Place place);

/** @return the same of a struct: of one inside another its own address. */
ScopeSet place_record_address (Walk *w, Place place);

/** Records what the variable whose address is the origin @a local holds: somebody gets that address. */
void place_note_contents (Walk *w, CXCursor at, guint32 local);

/** Records that @a place is read here, where it may still hold what it held when the function started. */
void place_note_read (Walk *w, CXCursor at, Place place);

/** Notes that @a variable as a whole is overwritten: nothing that it held before can be read any more. */
void place_overwrite (Walk *w, Variable *variable);

/** Notes that the pointer @a variable goes to something else, if it pointed to an element of a static array. */
void place_leave_element (Walk *w, Variable *variable);

/** The same of the pointer @a cursor. */
void place_move_on (Walk *w, CXCursor cursor);

/** Copies the struct that @a from is to @a to: field by field where they are known, else all at once. */
void place_copy_record (Walk *w, CXCursor at, Place to, CXCursor from);

/** @return the variables of static lifetime that are surely written by now, as ScopeCall says it. */
ScopeSet walk_written (Walk *w);

/** @return whether the function @a cursor returns a struct: by way of a hidden last parameter, as machines do it. */
gboolean walk_gives_record (CXCursor function);

/** Walks the expression @a cursor, of whatever form: of one that is not known its parts, and its value may be any of
 *  theirs. @return where its value comes from. */
ScopeSet walk_eval (Walk *w, CXCursor cursor);

/** @return 1 + the number of the call @a cursor, if it was walked; else 0. */
guint walk_call_number (Walk *w, CXCursor cursor);

/** @return the local pointer that is NULL where @a condition holds, or, @a holds being FALSE, where it fails; else NULL. */
Variable *walk_null_where (Walk *w, CXCursor condition, gboolean *holds);

/** @return whether @a condition asks for more than whether pointers are there. */
gboolean walk_asks_more (Walk *w, CXCursor condition);

/** Notes what @a value says of the variable @a target, to which it was just assigned: the answer of a call, or a copy of a
 *  number of static lifetime. */
void walk_note_assigned (Walk *w, CXCursor target, CXCursor value);

/** Adds @a call to the function's, or what it gets to the one that is already known of its place. @return its number. */
guint walk_record_call (Walk *w, ScopeCall call);

/** Puts the initialiser @a value of @a type into @a to. */
void walk_initialise (Walk *w, CXCursor at, Place to, CXType type, CXCursor value);

/** What a condition says: of variables of static lifetime which are surely not 0 where it holds, and where not; of parameters
 *  and of itself, if it can be known again. */
typedef struct {
  ScopeSet holds, fails;
  guint32 condition; /**< 0: unknown; 1 + what ORIGIN_CONDITION says in b where it holds */
} Tested;

/** @return @a cursor without parentheses and casts. */
CXCursor walk_strip (Walk *w, CXCursor cursor);

/** Notes that @a variable, or @a field of any object, is written: a condition that reads it is another one from here on. */
void walk_note_written (Walk *w, Variable *variable);
void walk_note_field_written (Walk *w, const char *field);

/** @return Tested.condition of the test at @a at: that @a left is not 0, or where @a right is no null cursor of the comparison
 *  between them as it is written. */
guint32 walk_condition (Walk *w, CXCursor at, CXCursor left, CXCursor right);

/** @return the same of "both": @a left and @a right are Tested.condition of the two. */
guint32 walk_condition_of_both (Walk *w, CXCursor at, guint32 left, guint32 right);

/** A loop ends that began at those counts: what was written in it may be another value in the next round. */
void walk_leave_round (Walk *w, guint32 tests, guint32 writes);

/** @return whether condition number @a condition is tested more than once, and is the same each time. */
gboolean walk_condition_counts (const Walk *w, guint32 condition);

GArray *walk_conditions_new (void);

/** @return what @a condition tests (conditions.c). */
Tested walk_tested (Walk *w, CXCursor condition);

/** @return the load of the number @a cursor, where that is a variable of static lifetime. */
ScopeSet walk_static_number (Walk *w, CXCursor cursor);

/** Walks the condition @a cursor. A pointer is only asked for whether it is there. */
void walk_eval_tested (Walk *w, CXCursor cursor);

/** @return what of @a tested hangs neither on a parameter nor on a condition. */
ScopeSet walk_without_guards (Walk *w, ScopeSet tested);

/** Notes that the number @a target is written where it is of static lifetime. @param value what is assigned, or the
 *  null cursor where it changes in another way. */
void walk_note_flag (Walk *w, CXCursor target, CXCursor value);

/** @return the parameter that @a condition tests, 2 * its number + 1, or with `!` + 0; or -1. */
int walk_tested_parameter (Walk *w, CXCursor condition);

/** @return @a set, counting only under @a guard (-1: always). */
ScopeSet walk_guarded (Walk *w, ScopeSet set, int guard);

/** @return the CONSTANT_… that an argument which is no pointer is. */
guint32 walk_constant (Walk *w, CXCursor argument);

/** Walks the statement or declaration @a cursor, of whatever form. */
void walk_statement (Walk *w, CXCursor cursor);

/** Walks the declaration of a variable. */
void walk_declare (Walk *w, CXCursor cursor);

/** Walks what the lengths of the arrays that @a declaration declares, or names as a type, are computed from. */
void walk_lengths (Walk *w, CXCursor declaration);

/** @return what the lambda @a cursor is as a value: one that captures nothing is a function of its own, what another one does is walked here. */
ScopeSet walk_lambda (Walk *w, CXCursor cursor);

/** @return the last of @a children where @a kind says that it is a designated initialiser, and what it names in @a field
 *  (a null cursor: an element); else @a child itself. */
CXCursor walk_designated (Walk *w, CXCursor child, CXCursor *field);

static inline gboolean
is_pointer (CXType type)
{
  return type.kind == CXType_Pointer;
}

static inline gboolean
is_array (CXType type)
{
  return type.kind == CXType_ConstantArray || type.kind == CXType_IncompleteArray
         || type.kind == CXType_VariableArray;
}

static inline gboolean
is_function (CXType type)
{
  return type.kind == CXType_FunctionProto || type.kind == CXType_FunctionNoProto;
}

static inline CXType
canonical_type (CXCursor cursor)
{
  return clang_getCanonicalType (clang_getCursorType (cursor));
}

static inline gboolean
same_type (CXType a, CXType b)
{
  return clang_equalTypes (clang_getCanonicalType (a), clang_getCanonicalType (b)) != 0;
}
