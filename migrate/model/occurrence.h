/* SPDX-License-Identifier: MIT */
/*
 * Occurrences: every place in a file that names an API of the rules, and what became of it.
 *
 * The rule of the whole tool: lexically find, semantically confirm. The raw tokens of a file give all
 * occurrences; the syntax tree only says what each one is. So nothing escapes, and the ledger can balance:
 *
 *     occurrences found == rewritten + left, each one left with a reason
 */
#pragma once

#include <glib.h>

/** What a recipe may choose where a rule leaves a choice, the usual form aside (Occurrence.form). */
#define FORM_DISCARDED "discarded"   /**< the value is not used, and the new form has none */
#define FORM_TEXT_FIRST "text-first" /**< the text reads the buffer: it is made before that is emptied */
#define FORM_NEW_BUFFER "new-buffer" /**< the buffer was just made: there is nothing to empty */
#define FORM_FILE "file"             /**< a tree that goes with the file */
#define FORM_LATER "later"           /**< a label's text is appended behind the declarations that follow */

/** What an occurrence is. The order is the order of trust: where two translation units see the same bytes
 *  differently, the lower value wins. */
typedef enum {
  OCCURRENCE_CALL,            /**< a call that the syntax tree confirms */
  OCCURRENCE_MACRO_EXPANSION, /**< the expansion of a macro of the API, such as ep_new(T) */
  OCCURRENCE_TYPE,            /**< a type name in a declaration, cast, sizeof, prototype */
  OCCURRENCE_MEMBER,          /**< a field of an API struct, such as buf->str */
  OCCURRENCE_CONSTANT,        /**< an enumerator or constant macro */
  OCCURRENCE_SIGNATURE,       /**< a declaration or definition of a function that gains a pool */
  OCCURRENCE_REFERENCE,       /**< a function named without a call: its address is taken */
  OCCURRENCE_MACRO_ARGUMENT,  /**< in an argument of another macro, confirmed through its expansion */
  OCCURRENCE_MACRO_BODY,      /**< in the body of a #define, confirmed through an expansion or not */
  OCCURRENCE_DIRECTIVE,       /**< on an #ifdef, #undef, #define line, as its subject */
  OCCURRENCE_INCLUDE,         /**< an #include of the old header */
  OCCURRENCE_DECLARATION,     /**< the API's own declaration, or a second prototype of it */
  OCCURRENCE_INACTIVE,        /**< in a region that this configuration does not compile */
  OCCURRENCE_SHADOWED,        /**< the same name, but another thing: a local, a field, a label */
  OCCURRENCE_COMMENT,         /**< in a comment */
  OCCURRENCE_UNCONFIRMED,     /**< a token that the syntax tree does not explain */
  N_OCCURRENCE_KINDS
} OccurrenceKind;

/** How sure a decision is. Safe and review edits are applied, unsafe ones only on request. */
typedef enum {
  CONFIDENCE_SAFE,   /**< same behaviour, proved by declaration and context */
  CONFIDENCE_REVIEW, /**< very likely right; a person should look: the note says at what */
  CONFIDENCE_UNSAFE, /**< may change behaviour; applied with --unsafe only */
  N_CONFIDENCES
} Confidence;

/** Why an occurrence was left, or what a review should look at. One row a reason in model/reasons.def. */
typedef enum {
#define REASON(name, code, cause, advice, end) REASON_##name,
#include "model/reasons.def"
#undef REASON
  N_REASONS
} Reason;

/** What --verify=object has shown of a place (proof/). */
typedef enum {
  PROOF_NONE,           /**< nobody asked */
  PROOF_IDENTICAL,      /**< the function around it is the same machine code as the rules make of the original */
  PROOF_DIFFERS,        /**< it is not */
  PROOF_NOT_COMPARABLE, /**< not compiled, or no way to tell */
  N_PROOFS
} Proof;

/** What an occurrence has to do with a function that gains a pool. */
typedef enum {
  THREAD_NONE,      /**< nothing: it names an API */
  THREAD_SIGNATURE, /**< the function's declaration gets the parameter */
  THREAD_CALL,      /**< a call of it passes the pool on */
} ThreadKind;

/** One occurrence. Strings belong to the pool that the result was made from. */
typedef struct {
  guint32 offset;   /**< bytes from the start of the file, a BOM included */
  guint32 length;   /**< bytes of the name as it stands, spliced lines included */
  guint32 line;     /**< physical line, from 1 */
  guint32 column;   /**< physical column in bytes, from 1 */
  const char *name; /**< the API name */
  const char *rule; /**< the id of the rule that knows the name */
  OccurrenceKind kind;
  gboolean keeps_header; /**< while it is left, the file needs the old header */
  Confidence confidence;
  Reason reason;           /**< REASON_NONE: rewritten and nothing to say. With a change: what to review */
  const char *note;        /**< a sentence on this very place, or NULL */
  const char *together;    /**< in the plan: the family (all that shares values with it), as in Change.together; or NULL */
  guint32 variant;         /**< which form of the rule's chain the after side chose */
  const char *form;        /**< what was decided here where the rule leaves a choice: FORM_…, a slab's type, or NULL */
  const char *pool;        /**< the packet's pool's expression where the place decided about it, or NULL */
  const char *file_pool;   /**< the parameter that is the file's pool there, or NULL */
  const char *symbol;      /**< in C++: what the object calls the function around it, of several one behind the other with a blank between; "":
                              nobody knows, or there is none. NULL: what the source calls it */
  const char *function;    /**< with a symbol: the function around it, or NULL, */
  guint32 function_offset; /**< and where its name stands */
  ThreadKind thread;
  guint pools; /**< bits: the pools (RulePool) that it takes memory from; not kept beyond the analysis of a unit */
  Proof proof;
  gint32 change; /**< the change (by its id in the file's result) that rewrites it, or -1: left */
} Occurrence;

/** @return the stable, lower-case code of @a reason that reports and suppressions name, such as "macro-body". */
const char *reason_code (Reason reason);

/** @return one sentence that says what @a reason means and what to do. */
const char *reason_text (Reason reason);

/** @return what @a reason means, without what to do. */
const char *reason_cause (Reason reason);

/** @return what to do about @a reason, "" where that is nothing. */
const char *reason_advice (Reason reason);

/** @return the reason with the code @a code, or N_REASONS where there is none. */
Reason reason_from_code (const char *code);

/** @return the stable lower-case name of @a kind, such as "macro-expansion". */
const char *occurrence_kind_name (OccurrenceKind kind);

/** @return "safe", "review" or "unsafe". */
const char *confidence_name (Confidence confidence);

/** @return the stable name of @a proof: "identical", "differs", "not-comparable", or "none". */
const char *proof_name (Proof proof);

/** @return whether an occurrence of this @a kind wants no rewrite at all: it counts as left but is no residue
 *  (comments, shadowed names, the API's own declarations). */
gboolean occurrence_kind_is_neutral (OccurrenceKind kind);

/** @return whether @a occurrence, which was left, is for a person to deal with: not where nothing is to be done
 *  (neutral kinds, suppressed ones, helpers that the after side has in the old form only). */
gboolean occurrence_is_residue (const Occurrence *occurrence);
