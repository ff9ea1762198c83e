/* SPDX-License-Identifier: MIT */
/*
 * The lines of facts as they are read, before anybody asks for a name. Private to facts.c and facts_lines.c.
 */
#pragma once

#include "rules/facts.h"

typedef enum {
  FACT_ARGUMENT,
  FACT_FIELD,
  FACT_FUNCTION,
  FACT_SOURCE,
  FACT_TAKES,
  FACT_ENTERS,
  FACT_CLOSES,
  FACT_LENDS,
  FACT_PROGRAM,
  FACT_EARLY,
  FACT_BEGINS,
  FACT_CALLS,
  FACT_ALLOCATES,
  FACT_GIVES,
  FACT_POOL,
  FACT_POOL_MEMBER,
  FACT_OBJECT,
  FACT_POINTS,
  FACT_SPARES,
  FACT_KEEPS,
  FACT_INSERTS,
  FACT_PASSES,
  FACT_FETCHES,
  FACT_COPIES,
  FACT_READS,
  FACT_TAKES_POOL,
  FACT_FREES,
  FACT_THROWS,
  FACT_CLEANS,
  FACT_OWNS,
  FACT_DISPOSES,
  FACT_HOLDS,
  N_FACT_KINDS
} FactKind;

typedef struct {
  FactKind kind;
  const char *name;
  gboolean is_pattern; /* of shells: `*`, `?`; bytes that are no UTF-8 fit, too */
  guint argument, to;
  ScopeContext context;
  ScopeLifetime lifetime;
  gboolean maybe;
  const char *text;
} Fact;

struct _Facts {
  wmem_allocator_t *pool;
  GArray *lines;          /* of Fact */
  GHashTable *exact;      /* name -> GArray of line numbers */
  GHashTable *by_arity;   /* names of which a line NAME/N speaks */
  GArray *patterns;       /* of line numbers */
  GHashTable *functions;  /* name -> FunctionFacts */
  GPtrArray *known;       /* of FunctionFacts: those in there */
  FunctionFacts *nothing; /* what is known of most */
  GHashTable *members;    /* name -> MemberFacts */
};

/** @return (transfer full) @a name as a reader means it: "_packet_info" and "packet_info_t" are the same record. */
char *facts_normalise_record (const char *name);
