/* SPDX-License-Identifier: MIT */
/*
 * Where a pool of the packet is at hand: a packet_info under any name, or a struct that holds one, or a pool parameter.
 *
 * By places in the text, so that code which is not compiled, arguments of macros, and code by its tokens are answered alike.
 */
#pragma once

#include <glib.h>

#include "wmem/wmem.h"

/** What there is to pass at a place. */
typedef struct {
  const char *function;  /**< the id of the function around the place, or NULL: none */
  const char *text;      /**< the pool's expression, or NULL: nothing is at hand */
  gboolean by_parameter; /**< of a packet_info that is a parameter of that function */
  gboolean unread;       /**< of which the function reads nothing itself: it would not have noticed a NULL */
  gboolean tested;       /**< of which the function asks whether it is NULL */
  const char *doubt;     /**< what is assumed, or NULL */
  gboolean closed;       /**< it stands in a lambda that does not see all that is around */
} PoolAtHand;

typedef struct _PoolSources PoolSources;

PoolSources *pool_sources_new (wmem_allocator_t *pool);

/** Notes that the function @a id, called @a name, has its body from @a from to @a to of @a path (interned). */
void pool_sources_add_body (PoolSources *sources, const char *path, guint32 from, guint32 to, const char *id);

/** How a variable gives a pool. Ascending: of several at one place the lowest counts. */
typedef enum {
  POOL_BY_PARAMETER, /**< a packet_info that is a parameter, from which the function reads */
  POOL_BY_UNREAD,    /**< a parameter from which it reads nothing */
  POOL_BY_TESTED,    /**< a parameter of which it asks whether it is NULL */
  POOL_BY_CHANGED,   /**< a parameter which it changes */
  POOL_BY_LOCAL,     /**< a local pointer to one */
  POOL_BY_STRUCT,    /**< a struct's pointer to one */
  POOL_BY_MEMBER,    /**< a member of the object that a method is of: a pointer to one */
  POOL_AS_PARAMETER, /**< a parameter that is a pool itself */
  POOL_HIDES,        /**< not at all: it hides others of its name */
} PoolSourceRank;

/** Notes a variable @a name that is visible from @a from to @a to; @a text is the expression of the pool. */
void pool_sources_add (PoolSources *sources, const char *path, guint32 from, guint32 to, PoolSourceRank rank,
                       const char *name, const char *text);

/** Notes that from @a from to @a to of @a path only those of what is declared around are seen that @a captures (interned) names, and
 *  nothing that the function around gains: a lambda's body. */
void pool_sources_close (PoolSources *sources, const char *path, guint32 from, guint32 to, const char *captures);

/** @return whether a variable @a name of that path gives something already, which another one would hide. */
gboolean pool_sources_know (const PoolSources *sources, const char *path, const char *name);

/** @return what is at hand at @a offset of @a path (interned). */
PoolAtHand pool_sources_at (const PoolSources *sources, const char *path, guint32 offset);

/** Notes that @a name means the function @a id in this unit; in C++ it may mean others as well. */
void pool_sources_name (PoolSources *sources, const char *name, const char *id);

/** Notes that @a name means the macro @a id in this unit, unless it means functions. */
void pool_sources_name_macro (PoolSources *sources, const char *name, const char *id);

/** @return (nullable) the id of what @a name means in this unit; NULL also where it means several functions. */
const char *pool_sources_named (const PoolSources *sources, const char *name);

/** @return (nullable) the ids of all functions that @a name means in this unit. */
const GPtrArray *pool_sources_all_named (const PoolSources *sources, const char *name);

/** What a token has to do with pointers to functions. */
typedef enum {
  POINTER_NONE,
  POINTER_DECLARED, /**< it declares one, and spells its type */
  POINTER_CALLED,   /**< something is called by it */
  POINTER_GIVEN,    /**< it is a function whose address goes to one */
} PointerPlaceKind;

/** Notes that the token at @a offset of @a path (interned) names the pointer to functions, or the function, @a id. */
void pool_sources_add_pointer (PoolSources *sources, const char *path, guint32 offset, const char *id, PointerPlaceKind kind);

/** @return (nullable) the id of what the token at @a offset names as *@a kind says. */
const char *pool_sources_pointer_at (const PoolSources *sources, const char *path, guint32 offset, PointerPlaceKind *kind);

/** Notes that what is not compiled here may mean the pointer @a id by @a name (interned): as a member of something, or by itself. */
void pool_sources_name_pointer (PoolSources *sources, const char *name, gboolean member, const char *id);

/** @return (nullable) the ids of the pointers that may be meant. */
const GPtrArray *pool_sources_pointers_named (const PoolSources *sources, const char *name, gboolean member);
