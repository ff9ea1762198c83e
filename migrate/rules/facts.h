/* SPDX-License-Identifier: MIT */
/*
 * Facts about the program around the analysed code: roots and sinks. Data, read from rules/NAME.roots and NAME.sinks.
 *
 * One fact a line, words separated by blanks, `#` to the end of the line is a comment. A FUNCTION may be a pattern of shells
 * with `*` and `?`, or NAME/N: only calls with N arguments. Arguments count from 0. A RECORD is a struct's tag or
 * typedef name; a leading `_` and a trailing `_t` do not matter. TEXT runs to the end of the line and stands in
 * messages.
 *
 * Roots: where code starts, and which scopes are active there. CONTEXT is packet (and file), file, or none.
 *
 *     argument FUNCTION ARGUMENT CONTEXT TEXT   a function handed over there is called back in CONTEXT
 *     field RECORD.MEMBER CONTEXT TEXT          so is one that is stored there
 *     function FUNCTION CONTEXT TEXT            a function of that name is called in CONTEXT
 *     takes RECORD CONTEXT TEXT                 a function handed to unknown code that takes a RECORD * runs there
 *     source PATH CONTEXT TEXT                  so is any function without a known caller in a file of that path
 *     program FUNCTION TEXT                     the program starts there: without a scope, where anything in it enters
 *                                               one; else nobody says where its scopes begin
 *     early FUNCTION                            what it registers runs between files, when the last one's memory is gone;
 *                                               and before the first one, too, in the old host
 *     enters FUNCTION CONTEXT                   what that function calls runs in CONTEXT, whoever called it
 *     closes FUNCTION ARGUMENT                  the function handed over there runs at the end of the packet at hand
 *     begins FUNCTION CONTEXT                   what calls that function enters CONTEXT
 *     lends FUNCTION ARGUMENT PARAMETER LIFETIME TEXT  the function handed over there gets, as that parameter, what
 *                                               lives no longer, as far as anybody can tell
 *     calls FUNCTION ARGUMENT                   calls the function handed over there before it returns
 *
 * Sinks: how long things live. LIFETIME is packet, pinfo (one step longer: columns, data sources and the tree are
 * still used), file, epan, or heap.
 *
 *     allocates FUNCTION LIFETIME [maybe]       needs that scope; returns memory of it (maybe: or something constant)
 *     holds FUNCTION                            what lies in what it returns lives as long as that
 *     gives FUNCTION LIFETIME                   returns what lives as long, and needs no scope
 *     takes-pool FUNCTION                       returns memory from the pool that it is given
 *     pool FUNCTION LIFETIME                    returns the pool itself
 *     pool-member RECORD.MEMBER LIFETIME        that member is the pool
 *     points RECORD.MEMBER LIFETIME             what that member points to lives as long, of whatever object it is
 *     object RECORD LIFETIME                    an object of that type lives as long
 *     spares RECORD.MEMBER TEXT                 what is kept there is not used after the packet
 *     keeps FUNCTION ARGUMENT LIFETIME TEXT     keeps what it is given there
 *     inserts FUNCTION ARGUMENT INTO            keeps it in the object that is argument INTO
 *     passes FUNCTION ARGUMENT                  returns it (or a place inside it, or a list that holds it)
 *     fetches FUNCTION FROM                     returns what was inserted into argument FROM
 *     copies FUNCTION FROM TO                   copies bytes, so the pointers in them; TO is an argument or `result`
 *     reads FUNCTION                            keeps nothing of what it is given
 *     frees FUNCTION ARGUMENT [heap|POOL]       frees what it is given there; heap: which has to be the heap's; POOL: of the
 *                                               pool that is argument POOL
 *     owns FUNCTION CALLBACK ARGUMENT           what is inserted, as argument ARGUMENT of what inserts, into what it returns is
 *                                               freed by the function handed over at CALLBACK
 *     disposes FUNCTION CALLBACK ARGUMENT       has what gave ARGUMENT free what that keeps by the function handed over at CALLBACK
 *     cleans FUNCTION CALLBACK ARGUMENT         calls the function handed over at CALLBACK with ARGUMENT when the
 *                                               function that calls it is left
 *     throws FUNCTION                           never returns: what it is given is for an error's message
 */
#pragma once

#include <glib.h>

#include "rules/rule_set.h"
#include "wmem/wmem.h"

typedef enum { CONTEXT_PACKET,
               CONTEXT_FILE,
               CONTEXT_NONE,
               CONTEXT_UNKNOWN,
               N_CONTEXTS } ScopeContext;

/** Ascending: something of a lower lifetime must not be kept by something of a higher one. */
typedef enum { LIFETIME_UNKNOWN,
               LIFETIME_PACKET,
               LIFETIME_PINFO,
               LIFETIME_FILE,
               LIFETIME_EPAN,
               LIFETIME_HEAP,
               N_LIFETIMES } ScopeLifetime;

#define FACT_RESULT 63u /**< in place of an argument: what the function returns */
#define FACT_HEAP 62u   /**< in place of an argument that is a pool: the heap */
#define FACT_NO_CONTEXT N_CONTEXTS

typedef struct {
  guint argument;
  ScopeContext context;
  const char *text;
} FactCallback;

typedef struct {
  guint argument;
  ScopeLifetime lifetime;
  const char *text;
} FactKeep;

typedef struct {
  guint from, to;
} FactFlow;

typedef struct {
  guint argument, parameter;
  ScopeLifetime lifetime;
  const char *text;
} FactLoan;

/** All that is known of one function. */
typedef struct {
  gboolean known;      /**< at least one sink fact names it */
  ScopeContext starts; /**< FACT_NO_CONTEXT: it does not start anything */
  const char *starts_text;
  gboolean program;    /**< the program starts there; starts_text says so */
  gboolean early;      /**< what it registers runs before the first file, too */
  ScopeContext enters; /**< FACT_NO_CONTEXT: it enters nothing */
  ScopeContext begins; /**< FACT_NO_CONTEXT: what calls it enters nothing by that */
  GArray *callbacks;   /**< of FactCallback */
  GArray *lends;       /**< of FactLoan */
  guint64 closes;      /**< bit n: runs argument n at the packet's end */
  guint64 calls;       /**< bit n: calls argument n */
  ScopeLifetime allocates;
  gboolean maybe;
  ScopeLifetime gives;
  ScopeLifetime pool;
  GArray *keeps;      /**< of FactKeep */
  GArray *inserts;    /**< of FactFlow */
  GArray *copies;     /**< of FactFlow */
  GArray *cleans;     /**< of FactFlow: from the callback, to what it gets */
  GArray *disposes;   /**< of FactFlow: from the callback that frees, to the argument that was made of what it frees */
  GArray *owns;       /**< of FactFlow: from the callback that frees, to the argument of what inserts */
  GArray *frees_from; /**< of FactFlow: from what it frees, to the pool of which that has to be, or FACT_HEAP */
  guint64 passes;     /**< bit n: returns argument n */
  guint64 fetches;    /**< bit n: returns what argument n holds */
  guint64 frees;      /**< bit n: frees argument n */
  gboolean reads;
  gboolean throws;
  gboolean holds;      /**< what lies in what it returns lives as long as that */
  gboolean takes_pool; /**< it returns memory of its wmem_allocator_t * argument, whatever its body says */
} FunctionFacts;

/** All that is known of one member or record. */
typedef struct {
  ScopeContext context; /**< a function stored there is called in it; FACT_NO_CONTEXT: not known */
  const char *text;
  ScopeContext takes; /**< a function handed over that takes the record runs in it; FACT_NO_CONTEXT: any */
  const char *takes_text;
  ScopeLifetime pool;
  ScopeLifetime points;   /**< of what the member points to */
  ScopeLifetime lifetime; /**< of objects of the record */
  gboolean spared;
} MemberFacts;

typedef struct _Facts Facts;

#define FACTS_ERROR (facts_error_quark ())
GQuark facts_error_quark (void);

typedef enum { FACTS_ERROR_SYNTAX,
               FACTS_ERROR_IO } FactsError;

/**
 * Reads @a files (NULL-terminated), roots and sinks alike.
 *
 * @param error "FILE:LINE:COLUMN: what is wrong".
 * @return the facts, allocated from @a pool, or NULL with @a error set.
 */
Facts *facts_load (wmem_allocator_t *pool, const char *const *files, GError **error);

/** Reads @a text as facts_load() would; @a name stands for the file in errors. */
gboolean facts_parse (Facts *facts, const char *name, const char *text, GError **error);

/** @return facts without any line. */
Facts *facts_new (wmem_allocator_t *pool);

/** @return (transfer full) the NULL-terminated paths of the roots and sinks that come with the tool: those beside the
 *  built-in rules. */
char **facts_builtin_files (void);

/** Adds what the rules know: which functions allocate, and from which pool. */
void facts_add_rules (Facts *facts, const RuleSet *rules);

/** @return what is known of the function @a name; never NULL. */
const FunctionFacts *facts_function (Facts *facts, const char *name);

/** @return what is known of a call of the function @a name (NULL allowed) with @a n_arguments; never NULL. */
const FunctionFacts *facts_call (Facts *facts, const char *name, guint n_arguments);

/** @return what is known of "record.member"; never NULL. */
const MemberFacts *facts_member (Facts *facts, const char *field);

/** @return what is known of the record @a name (NULL allowed); never NULL. */
const MemberFacts *facts_record (Facts *facts, const char *name);

/** @return in which context functions without callers in the file @a path start, or FACT_NO_CONTEXT.
 *  @param text set to the fact's text. */
ScopeContext facts_source (const Facts *facts, const char *path, const char **text);

/** Calls @a visit, @a data first, with the interned name of each function of which a line says that it needs a scope or
 *  gives a pool. Of a pattern no name can be told. */
void facts_each_scoped (Facts *facts, void (*visit) (gpointer data, gpointer name), gpointer data);

/** The same for each function that enters a scope, by itself or by being called: where a program calls or defines none, nobody knows
 *  where its scopes begin. */
void facts_each_entering (Facts *facts, void (*visit) (gpointer data, gpointer name), gpointer data);

/** @return "packet", "pinfo", "file", … */
const char *scope_lifetime_name (ScopeLifetime lifetime);
