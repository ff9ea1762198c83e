/* SPDX-License-Identifier: MIT */
/*
 * What the analysis of one translation unit found: the value that a worker process hands to the parent.
 *
 * It is a plain tree of values: no libclang object, no pointer into a source buffer. It travels as a GVariant.
 *
 * What always holds:
 *   - each file once, whatever paths lead to it; of a file each occurrence once, by offset;
 *   - changes->pdata[i] has the id i; Occurrence.change is such an id, or -1: left, and then Occurrence.reason says why;
 *   - a change edits only files of the result; what is not editable is left;
 *   - links name places of the result ("@PATH:OFFSET"), or holders, which mean the same in every unit.
 */
#pragma once

#include <glib.h>

#include "model/change.h"
#include "model/occurrence.h"
#include "wmem/wmem.h"

/** A suppression comment: `wmem-migrate: ignore RULE…` */
typedef struct {
  guint32 offset, line; /**< of the comment */
  const char *rules;    /**< as written */
  gboolean used;        /**< it kept something from being rewritten */
} Suppression;

/** What one unit says of one file that it read (its main file, or a header below the root). */
typedef struct {
  const char *path;       /**< canonical absolute path, interned */
  guint64 device, inode;  /**< identity: two paths of one file meet in the merge */
  guint64 content_hash;   /**< of the bytes that were analysed: equal in all units, or the file changed meanwhile */
  gboolean editable;      /**< below the root, and not the old or new API's own header */
  GPtrArray *occurrences; /**< of Occurrence, by offset */
  GArray *suppressions;   /**< of Suppression, by offset */
} FileFindings;

/** A diagnostic of the parser, for the report and for the before/after comparison. */
typedef struct {
  const char *path;
  guint32 line, column;
  guint severity; /**< CXDiagnosticSeverity */
  const char *text;
} UnitDiagnostic;

/** How two holders of values (find/flow.h) have to do with each other. */
typedef enum {
  LINK_SAME,    /**< both of a family: they have one type */
  LINK_VOID,    /**< both `void *` */
  LINK_INTO,    /**< what @a from holds goes into the `void *` @a to */
  LINK_OUT,     /**< what the `void *` @a to holds comes out as what @a from is */
  LINK_STRUCT,  /**< of the family @a to, the struct that @a from holds is itself copied, held or measured, not pointed to */
  LINK_EXPANDS, /**< the macro that is expanded at @a from has the occurrence @a to in its body (find/macro_sites.h) */
} LinkKind;

typedef struct {
  LinkKind kind;
  const char *from, *to; /**< interned */
} Link;

/** The holder of what goes into or comes from nobody knows where. */
#define FLOW_UNTRACKED "void|?"

/** How far the parser came. */
typedef enum {
  UNIT_OK,
  UNIT_PARSE_ERRORS, /**< it was read to its end, but has errors: its own matter */
  UNIT_BROKEN,       /**< a syntax error, a header that is missing, or no C at all: the parser did not see all of it */
  UNIT_UNPARSABLE,   /**< libclang gave nothing at all */
  UNIT_CRASHED,
  UNIT_TIMED_OUT,
} UnitStatus;

/** @return whether there are diagnostics that can be compared. */
static inline gboolean
unit_was_parsed (UnitStatus status)
{
  return status <= UNIT_BROKEN;
}

/** @return whether the parser has seen all of the unit: what it says of a place is worth something. */
static inline gboolean
unit_was_whole (UnitStatus status)
{
  return status <= UNIT_PARSE_ERRORS;
}

typedef struct {
  const char *main_file;
  UnitStatus status;
  const char *failure;     /**< one line, where status is not UNIT_OK; NULL: the new forms mend all errors */
  GPtrArray *files;        /**< of FileFindings */
  GPtrArray *changes;      /**< of Change; Occurrence.change indexes it */
  GArray *links;           /**< of Link: what has to be of one type, in this unit's eyes */
  GPtrArray *diagnostics;  /**< of UnitDiagnostic: errors and warnings before the rewrite */
  GVariant *pool_facts;    /**< what the unit says of explicit pools (model/pool_facts.h), or NULL */
  GVariant *scope_summary; /**< functions, calls, sites and flows for the scope checker, or NULL */
} UnitResult;

/** Gives @a result, which lies in @a pool, its scope summary. @param summary (transfer full). */
void unit_result_own_summary (wmem_allocator_t *pool, UnitResult *result, GVariant *summary);

/** Gives @a result, which lies in @a pool, its pool facts. @param facts (transfer full). */
void unit_result_own_facts (wmem_allocator_t *pool, UnitResult *result, GVariant *facts);

/** Lets the pool facts go before the pool does. Without any, nothing happens. */
void unit_result_drop_facts (UnitResult *result);

/** Lets the scope summary go before the pool does. Without one, nothing happens. */
void unit_result_drop_summary (UnitResult *result);

/** Packs @a result for the pipe. @return (transfer full) a floating GVariant. */
GVariant *unit_result_to_variant (const UnitResult *result);

/** Unpacks what unit_result_to_variant() packed. @param pool owns everything that the result points to. */
UnitResult *unit_result_from_variant (wmem_allocator_t *pool, GVariant *variant);
