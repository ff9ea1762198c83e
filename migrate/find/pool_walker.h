/* SPDX-License-Identifier: MIT */
/*
 * What the walk over a unit has in hand while it looks for pools, and how it notes what it finds.
 */
#pragma once

#include "find/packet_use.h"
#include "syntax/analysis.h"
#include "syntax/names.h"

/** A file of the unit that may be edited. */
typedef struct {
  const char *path; /**< NULL: it may not */
  const char *text;
  guint32 length;
} PoolFile;

/** A call, by its token. */
typedef struct {
  const char *path;
  guint32 offset, line;
  const char *from, *to; /**< ids */
} PoolNamed;

/** A parameter that is a packet_info. */
typedef struct {
  const char *name;
  PacketUse use; /**< what the function does with it */
} PoolPacket;

typedef struct {
  Analysis *analysis;
  CXTranslationUnit unit;
  Names *names;
  PoolSources *sources;
  PoolFacts *facts;
  GHashTable *files;        /**< CXFile -> PoolFile */
  GHashTable *functions;    /**< id -> index in the facts, + 1; pointers as well */
  GHashTable *pointers;     /**< canonical CXCursor (by value) -> pointer to the id of the pointer to functions that it declares: of NULL, none that can be followed */
  GHashTable *uses;         /**< key of a use -> itself */
  GHashTable *balance;      /**< "path:offset:id" -> how often it is named more than that is accounted for */
  GArray *named;            /**< of PoolNamed */
  GArray *packets;          /**< of PoolPacket: parameters of the function that is walked */
  GHashTable *making;       /**< canonical CXCursor of a variable -> how the packet_info that it is, or points to, came about (find/packet_made.h); or NULL */
  GHashTable *texts;        /**< "path:offset" of a macro's name -> GPtrArray of texts that it made of its arguments */
  gboolean by_caller;       /**< each caller counts: a pool of the file is at hand nowhere */
  const char *function;     /**< the id of the one whose body is walked, or NULL */
  CXCursor function_cursor; /**< its definition */
  const PoolFile *file;
  guint32 scope_end;
} PoolWalker;

/** @return the file at @a location, NULL where it may not be edited. @param line set to the line there, unless NULL. */
const PoolFile *pool_walker_locate (PoolWalker *walk, CXSourceLocation location, guint32 *offset, guint32 *line);

/** @return @a string (transfer full), interned. */
const char *pool_walker_spell (CXString string);

/** Notes @a use, once. */
void pool_walker_add_use (PoolWalker *walk, PoolUse use);

/** Notes that @a id is named there in a way that fixes its type. */
void pool_walker_bar (PoolWalker *walk, const char *id, const char *path, guint32 line, const char *text);

/** Notes that @a id is named at @a offset once more (1), or that a naming there is accounted for (-1). @return what the
 *  balance was before. */
int pool_walker_shift_balance (PoolWalker *walk, const PoolFile *file, guint32 offset, const char *id, int by);
