/* SPDX-License-Identifier: MIT */
/*
 * Values: what an origin of a function stands for, once all its callees are judged. The part of the judgement of
 * escape (escape.c) that looks; nothing is reported here.
 */
#pragma once

#include "scope/judgement/assumptions.h"
#include "scope/judgement/escape.h"

#define MAX_VALUES 16  /**< ways for one value */
#define MAX_EFFECTS 96 /**< of one function */
#define ROUNDS 3       /**< of the judgement: what is kept in variables of static lifetime is known after the first */
#define MAX_TRAIL 6    /**< calls between where memory comes from and where it is kept */

typedef enum {
  VALUE_OBJECT,    /**< something that lives for lifetime; site: where it was allocated, or NULL */
  VALUE_PARAMETER, /**< what parameter n is */
  VALUE_HELD,      /**< something found by way of parameter n */
  VALUE_POOLED,    /**< memory from the pool that parameter n is */
  VALUE_POOL,      /**< a pool of lifetime */
  VALUE_STATIC,    /**< the variable name itself */
  VALUE_PLAIN      /**< a literal, a function, something on the stack: nobody's memory */
} ValueKind;

typedef struct {
  ValueKind kind;
  ScopeLifetime lifetime;
  guint parameter;
  const char *name;
  const ScopeSite *site; /**< of a pool: the call that gives it */
  const ScopeSite *from; /**< the call that gave the pool from which it was allocated, or NULL */
  const FactLoan *loan;  /**< by which a callback gets it; NULL: it is no such thing */
  gboolean maybe;
  gboolean assumed;  /**< nothing else was ever seen in the field that it was read from */
  gboolean chosen;   /**< an argument that nobody can tell decided for it */
  guint guard;       /**< 1 + what ORIGIN_GUARDED says in b; 0: counts always */
  const char *flag;  /**< id of a number of static lifetime that decides for it, or NULL */
  gboolean flag_set; /**< it counts where that is not 0; else where it is */
  ScopeTrail trail;  /**< of returns, from the site on */
} Value;

typedef struct {
  guint n;
  Value *values[MAX_VALUES];
} Values;

/** A store that happens when the function is called. */
typedef struct {
  Value target, value;
  const char *field, *text;
  gboolean mixed, keeper_mixed;
  gboolean owned; /**< the target keeps a heap object that keeps the value */
  ScopePlace place;
  ScopeSet base;       /**< what the target is in the function that judges it */
  ScopeMoment moment;  /**< of the store, or of the call that leads to it, in that function */
  Assumptions assumed; /**< of that function's parameters: else it does not happen */
  ScopeTrail trail;    /**< of calls, down to the place */
  const char *flag;    /**< as in Value */
  gboolean flag_set;
  guint slot;      /**< 1 + the argument of what inserts the value into a container, the target; 0: it is no such thing */
  gboolean chosen; /**< of what is freed: a helper chose this memory, or a condition its freeing, by what nobody can tell */
  gboolean frees;  /**< the value is freed, as memory of the target's lifetime, by the function that text names (wrong_free.h) */
} Effect;

/** A store that a fact makes of a call, beside those that the summary has. */
typedef struct {
  ScopePlace place;
  ScopeMoment moment;
  ScopeSet base, value;
  ScopeSet tested;   /**< as in ScopeCall */
  gboolean contents; /**< what the value points to is copied, not the value */
  const char *field;
  guint slot; /**< as in Effect */
} Keeping;

/** What is asked of an origin. */
enum {
  BUSY_VALUES = 1,   /**< its values */
  BUSY_CONTENTS = 2, /**< of the variable that it is the address of: what is in there */
  BUSY_HELD = 4,     /**< what was put into what it points to */
};

typedef struct {
  ProgramFunction *function;
  const Values **memo; /**< NULL: nothing was asked while the function at hand is judged */
  guint8 *busy;        /**< of BUSY_…, by origin: what is being asked for at the moment */
  GArray *keepings;    /**< of Keeping */
  ScopeSite **sites;   /**< one for each call, made when needed */
  GPtrArray *effects;  /**< of Effect */
  const Values *returns;
} State;

typedef struct {
  Program *program;
  const Freed *freed;
  wmem_allocator_t *pool;
  wmem_allocator_t *scratch; /**< for what one function needs, values and trails among it; what stays is copied */
  GPtrArray *awake;          /**< of State: those that have a memo */
  State *states;
  GHashTable *statics; /**< "id field" -> Values: what static variables were seen to hold */
  GHashTable *reported;
  GHashTable *fields;          /**< field -> ScopeSite of packet memory that was seen to be stored in it, in whatever object */
  GHashTable *other_fields;    /**< those that were seen to get anything else */
  GHashTable *pool_fields;     /**< field -> Value: a pool's memory that was seen to be stored in it, in whatever object */
  GHashTable *unpooled_fields; /**< those that were seen to get anything else */
  GHashTable *owners;          /**< ScopeSite of a GLib object -> the one field that keeps it, or "" where several do */
  EscapeResult *result;
  guint round;
  const char *content, *none;
} Judge;

/** @return whether two values say the same. */
gboolean value_same (const Value *a, const Value *b);

/** @return whether only a caller can tell what @a value is. */
gboolean value_is_symbolic (const Value *value);

/** @return whether @a value is not known to be gone with its packet. */
gboolean value_lives_long (const Value *value);

/** @return whether what decides for one of them decides otherwise for the other. */
gboolean value_disagrees (const Value *a, const Value *b);

/** @return something of @a lifetime without a site. */
Value value_object (ScopeLifetime lifetime);

void values_add (Judge *j, Values *to, Value value);

/** Adds all of @a from; values are never changed once they are in a set, so sets share them. */
void values_add_all (Values *to, const Values *from);

/** Adds copies of @a from that outlive the function at hand. */
void values_keep (Judge *j, Values *to, const Values *from);

/** @return a copy of @a values from @a pool, of the same values. */
const Values *values_copied (wmem_allocator_t *pool, const Values *values);

/** @return a copy of @a values that outlives it, as long as they are. */
const Values *values_kept (Judge *j, const Values *values);

/** Adds what the origins of @a set stand for. */
void values_of_set (Judge *j, State *s, ScopeSet set, Values *out);

/** The same where @a tested had to be so: what was made where the contrary was so is not there. */
void values_of_set_where (Judge *j, State *s, ScopeSet set, ScopeSet tested, Values *out);

/** Gives @a s a memo, if it has none, until judge_rest(). */
void judge_wake (Judge *j, State *s);

/** Forgets all that lies in the scratch pool. */
void judge_rest (Judge *j);

/** @return what the origin @a id of the function stands for. */
const Values *values_of_origin (Judge *j, State *s, guint32 id);

/** @return what @a field of the static variable @a id was seen to hold. */
Values *values_of_static (Judge *j, const char *id, const char *field);

/** @return how @a call has its argument @a visitor call @a function: the last argument is the visitor's last parameter, the others
 *  are what lies in the first argument. */
ScopeCall value_visit (Judge *j, const State *s, const ScopeCall *call, guint visitor, const ProgramFunction *function);

/** @return what lies in @a container, as the walk noted it for a visitor. */
ScopeSet values_lying_in (Judge *j, const ScopeFunction *f, ScopeSet container);

/** Adds @a value of a callee with the arguments of @a call in the place of its parameters. @param returned: it comes
 *  back to the caller, which belongs in its trail. */
void value_substitute (Judge *j, State *s, const ScopeCall *call, const Value *value, gboolean returned, Values *out);

/** @return the number of static lifetime that is argument @a argument of @a call, or NULL. */
const char *value_flag_given (const State *s, const ScopeCall *call, guint argument);

/** @return what is known of the function that call number @a call goes to, or NULL. */
State *judge_callee (const Judge *j, const State *s, guint call);

/** @return whether what is stored in field @a a may be read from field @a b. */
gboolean judge_fields_meet (const char *a, const char *b);

/** @return a copy of @a value that outlives the function at hand. */
Value *value_kept (Judge *j, const Value *value);

/** @return a copy of @a effect that outlives the function at hand. */
Effect *effect_kept (Judge *j, const Effect *effect);

/** @return a copy of @a trail that outlives the function at hand. */
ScopeTrail trail_kept (Judge *j, ScopeTrail trail);

ScopeTrail trail_joined (Judge *j, ScopeTrail a, ScopeTrail b);

/** @return a trail of one step: @a what and the name of the function called. */
ScopeTrail trail_of_call (Judge *j, const ScopeCall *call, const char *what);
