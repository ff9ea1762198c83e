/* SPDX-License-Identifier: MIT */
/*
 * Which functions gain a pool as a parameter: one decision a function, for the whole program.
 *
 * A function *needs* a pool where it takes memory from one and nothing is at hand, or calls what gains one. It *can* gain
 * one where its signature is ours. It is *supplied* where a caller has a pool at hand, or gains one and is supplied itself:
 * else the parameter would only move the accessor up. What needs, can and is supplied gains a parameter. All three are least
 * fixed points, so recursion does no harm.
 *
 * What a pointer to functions is given, and the pointer, are one *family*: one of them needs where any does, can where all can,
 * and is supplied where any is; so they gain together, or not at all.
 */
#pragma once

#include "model/pool_facts.h"
#include "model/run_options.h"
#include "rules/facts.h"
#include "rules/rule_set.h"

/** What was decided of a function, of a macro with parameters, or of a pointer to functions. */
typedef struct {
  const char *id, *name;
  gboolean macro;
  gboolean plain;                  /**< a macro without parameters so far */
  gboolean idle;                   /**< it gains what it does not use: since its family does */
  const char *family;              /**< the id that stands for all that share its type; its own where it is alone */
  const char *parameters[N_POOLS]; /**< what it gains; NULL: nothing */
  guint position;                  /**< before which of the old parameters, from 0 */
  const char *why[N_POOLS];        /**< why it gains nothing, though it needs it: with the chain; or NULL */
  const char *without_packet;      /**< its packet_info may be NULL: where it is called so; or NULL */
  const char *doubt;               /**< its packet_info may be NULL as far as can be seen: where it is called so; or NULL */
  const char *stranger;            /**< its packet_info may be one without a pool: where it is called so; or NULL */
  const char *assumed;             /**< what is assumed of its callers; or NULL */
} PoolThread;

typedef struct _PoolPlan PoolPlan;

typedef struct {
  GPtrArray *facts; /**< of PoolFacts, NULL elements allowed */
  Facts *known;     /**< which functions the host calls by name; or NULL */
  const RunOptions *options;
  const RuleSet *rules;
  gboolean has_accessor[N_POOLS];
  gboolean whole; /**< a database says which units there are */
  /** @return (nullable) where else the name stands: a file that is not part of the run. Of a field with its @a owner, and of what is
   *  only known by a @a header, only one that may mean it (run/outside.h). */
  const char *(*elsewhere) (gpointer data, const char *name, const char *owner, const char *header);
  /** @return (nullable) why the function @a id cannot gain a parameter: it was tried. */
  const char *(*refused) (gpointer data, const char *id);
  /** @return whether the function @a id also runs where @a pool's scope is not active. */
  gboolean (*out_of_scope) (gpointer data, const char *id, RulePool pool);
  gpointer data;
} PoolQuestion;

/** Decides. @a pool owns the plan. */
PoolPlan *pool_plan_new (wmem_allocator_t *pool, const PoolQuestion *question);

/** @return (nullable) what was decided of the function @a id (interned). */
const PoolThread *pool_plan_thread (const PoolPlan *plan, const char *id);

/** @return how many functions and macros gain a parameter. */
guint pool_plan_size (const PoolPlan *plan);

/** @return the rules of @a rules, and one for each name that gains a parameter: allocated from @a pool.
 *  @param before  only for what differs from that plan; NULL: for all. */
RuleSet *pool_plan_rules (wmem_allocator_t *pool, const PoolPlan *plan, const PoolPlan *before, const RuleSet *rules);
