/* SPDX-License-Identifier: MIT */
/*
 * What a trace says, added up: for each pool how its bytes went, what sizes it was asked for, what lived when all was freed; and for each
 * place in the program what it asked for.
 */
#pragma once

#include "report/trace_reader.h"
#include "wmem/wmem_pool.h"

/** Points in time that a pool's course is told in, at most. */
#define TRACE_STEPS 1000

/** Bytes of a pool in one step of time: where they began and ended, and their least and most. */
typedef struct {
  guint number; /**< below TRACE_STEPS */
  guint64 first, least, most, last;
} PoolStep;

/** What lived when all was freed. */
typedef struct {
  guint64 time, pieces, bytes;
} PoolFreeAll;

/** Sums over pieces. */
typedef struct {
  guint64 pieces, bytes;
} PieceSum;

typedef struct {
  guint number;
  char *name, *policy;
  guint64 began, ended;                     /**< microseconds; ended: G_MAXUINT64 where it did not */
  PieceSum allocated;                       /**< ever; a piece that was resized counts again with what it grew */
  PieceSum freed;                           /**< one by one */
  PieceSum live;                            /**< at the end of the trace */
  guint64 peak;                             /**< bytes */
  PieceSum classes[WMEM_SIZE_CLASSES];      /**< of all that was asked for, as in wmem_pool_statistics_t */
  PieceSum live_classes[WMEM_SIZE_CLASSES]; /**< of what is live */
  GArray *steps;                            /**< of PoolStep: those in which something happened, in their order */
  GArray *free_alls;                        /**< of PoolFreeAll, in their order; those of an empty pool are only counted */
  guint64 empty_free_alls;
  GHashTable *lived;  /**< PieceSum by site number: what lived at some free_all */
  GHashTable *pieces; /**< while it is read: what lives, by address */
} TracePool;

/** A place in the program, in one pool. */
typedef struct {
  guint64 site;
  TracePool *pool;
  PieceSum allocated, live;
} TraceSite;

typedef struct {
  char *program;
  guint64 process, started, duration; /**< duration: microseconds */
  TraceEnding ending;
  guint64 records;
  GPtrArray *pools; /**< of TracePool, by number */
  GPtrArray *names; /**< of char *: the sites' names, by number from 1; the first is NULL: unknown */
  GPtrArray *sites; /**< of TraceSite: by bytes, the most first */
} TraceModel;

/** Reads @a path. @return (transfer full) NULL with @a error set: it cannot be read, is no trace, or damaged. */
TraceModel *trace_model_read (const char *path, GError **error);

void trace_model_free (TraceModel *model);
