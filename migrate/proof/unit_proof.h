/* SPDX-License-Identifier: MIT */
/*
 * One unit, compiled as the rules make it of the original and as it was rewritten, and compared.
 */
#pragma once

#include "plan/plan.h"
#include "proof/object_compile.h"
#include "proof/reference.h"
#include "proof/unit_cache.h"

/** The sides of the comparison, and both in one (proof/joint_text.h). */
typedef enum { SIDE_EXPECTED,
               SIDE_FOUND,
               SIDE_JOINT,
               N_SIDES } ProofSide;

struct UnitProof {
  const CompileCommand *command;     /**< of the after side */
  GPtrArray *changed;                /**< of const char *: the paths of the changed files that the unit reads */
  gboolean reads_only;               /**< none of them is its own, and no function in them changes: the text may tell */
  const ShadowTree *trees[N_SIDES];  /**< SIDE_JOINT: for a unit that only reads; NULL: a changed file cannot be said so */
  const char *headers[N_REFERENCES]; /**< the macros of the rules; NULL: none but REFERENCE_EXACT */
  const char *version;               /**< a header that has the compiler say which one it is */
  const char *object;                /**< where objects go, without an ending */
  const RuleSet *rules;              /**< whose old names are looked for in the rewritten code */
  guint timeout_seconds;
  const UnitCache *cache; /**< NULL: none */
};

/** Compiles and compares, where the cache does not know the answer. Runs in a worker process. @return (transfer full) a floating GVariant for unit_judgement_read(). */
GVariant *unit_proof_run (const UnitProof *proof);

/** What UnitProof.version holds. */
#define UNIT_PROOF_VERSION "wmem_migrate_compiler __VERSION__\n"

/** What was found of a function or a variable of the unit. */
typedef struct {
  const char *name;
  gboolean function, identical;
  gboolean explained;     /**< it differs, and is what the rules make where operands stand twice, as recipes write them */
  const char *difference; /**< in words; "" where identical */
} UnitItem;

/** A name of the old API that the rewritten unit still uses. */
typedef struct {
  const char *user; /**< the function or variable */
  const char *name;
} UnitUse;

/** @return whether the rewriter is to find all uses of the function @a name: it is of the old API itself, and has another name
 *  on the after side. */
gboolean unit_proof_is_old_name (const char *name, gconstpointer rules);

typedef struct {
  const char *failure; /**< why nothing can be said, or NULL */
  gboolean leaks;      /**< that is since a changed file was read as it was: around the tree */
  GArray *items;       /**< of UnitItem, by name */
  GArray *uses;        /**< of UnitUse */
  GPtrArray *read;     /**< of const char *, interned: the changed files that both sides have read */
  gboolean same_text;  /**< there is nothing to compile: the preprocessor gives the same */
} UnitJudgement;

/** @param pool  owns everything. */
UnitJudgement *unit_judgement_read (wmem_allocator_t *pool, GVariant *answer);

/** The judgement of a unit that nothing can be said of. */
UnitJudgement *unit_judgement_failed (wmem_allocator_t *pool, const char *failure);

/** @return (nullable) what was found of the @a function (else variable) @a name. */
const UnitItem *unit_judgement_find (const UnitJudgement *judgement, const char *name, gboolean function);
