/* SPDX-License-Identifier: MIT */
/*
 * What one unit says of how pools could get from function to function: who calls whom without a pool at hand, and whose
 * signature is somebody else's. The decision is the whole program's (pools/pool_plan.h).
 */
#pragma once

#include <glib.h>

#include "wmem/wmem.h"

/** A function, a macro with parameters, or a pointer to functions (a field, variable, parameter or typedef) that the unit declares or
 *  defines. Strings are interned. */
typedef struct {
  const char *id; /**< as names_id() says; of a macro "PATH#NAME" */
  const char *name;
  const char *path; /**< where this unit sees it, and */
  guint32 line;
  gboolean internal; /**< static, or a macro of the unit's own file: only this unit can call it by name */
  gboolean defined;  /**< with its body */
  gboolean macro;
  gboolean plain;        /**< a macro without parameters: it gains its first */
  gboolean pointer;      /**< to functions */
  gboolean part;         /**< the parameter of a function, @a name, by its number: its declarations are pointers of their own */
  guint32 n_parameters;  /**< 0 of one that takes a variable number */
  const char *barred;    /**< why its signature is not ours, as far as one unit can tell; or NULL */
  const char *carrier;   /**< what of its parameters could carry a pool, as a proposal; or NULL */
  const char *parameter; /**< of a definition: a name that means nothing in it yet; or NULL */
  const char *owner;     /**< of a field: what its struct is called, without which nobody gives it anything; or NULL */
} PoolFunction;

typedef enum {
  POOL_USE_SITE,    /**< memory is taken from a pool in @a from */
  POOL_USE_CALL,    /**< @a from calls @a to */
  POOL_USE_NULL,    /**< @a from calls @a to with a NULL packet_info */
  POOL_USE_MADE,    /**< @a from calls @a to with a packet_info that it has made itself */
  POOL_USE_STRANGE, /**< @a from calls @a to with a packet_info of which nobody can tell whether it has a pool */
  POOL_USE_MAYBE,   /**< @a from calls @a to with a packet_info that may be NULL, as far as one can see */
  POOL_USE_HANDS,   /**< @a from calls @a to with the packet_info that is its own parameter */
  POOL_USE_BAR,     /**< @a to is named there in a way that fixes its signature: text says how */
  POOL_USE_MEETS,   /**< the pointer @a to is given @a from there: both have one type */
} PoolUseKind;

typedef struct {
  PoolUseKind kind;
  guint32 pool;     /**< of a site: its RulePool */
  gboolean covered; /**< a pool of the packet is at hand */
  gboolean unsure;  /**< by a parameter of @a from which may be NULL where a caller gives one: the packet_info that gives it */
  const char *from; /**< id, or NULL: outside of functions */
  const char *to;   /**< id, or NULL */
  const char *path;
  guint32 line;
  const char *text; /**< or NULL */
} PoolUse;

typedef struct {
  GArray *functions; /**< of PoolFunction */
  GArray *uses;      /**< of PoolUse: of equal ones those that bind most */
} PoolFacts;

/** What a link (model/unit_result.h) calls the function, macro or pointer with the id that follows. */
#define POOL_LINK "pool|"

/** @return whether the function, macro or pointer @a id is called @a name. */
gboolean pool_id_is_called (const char *id, const char *name);

PoolFacts *pool_facts_new (wmem_allocator_t *pool);

/** @return (transfer floating) @a facts packed for the pipe. */
GVariant *pool_facts_pack (const PoolFacts *facts);

/** @return what pool_facts_pack() packed, allocated from @a pool. */
PoolFacts *pool_facts_unpack (wmem_allocator_t *pool, GVariant *packed);
