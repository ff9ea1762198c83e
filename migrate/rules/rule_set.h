/* SPDX-License-Identifier: MIT */
/*
 * The rules: what each name of the old API becomes. Data, read from files (format: wmem-migrate-rules(5)).
 *
 * A rule's id is the name that it knows; no two rules of a set share one. So reports, suppression comments and
 * --explain all say the API's name.
 */
#pragma once

#include <glib.h>

#include "model/occurrence.h"
#include "wmem/wmem.h"

typedef enum {
  RULE_FUNCTION, /**< function NAME (parameters) -> target */
  RULE_MACRO,    /**< macro NAME (parameters) -> target: may take types, so only its expansion can be looked at */
  RULE_TYPE,     /**< type NAME -> target; a target that ends in `*` adds a level of pointer */
  RULE_FIELD,    /**< field TYPE.NAME -> accessor */
  RULE_CONSTANT, /**< constant NAME -> target */
  RULE_HEADER,   /**< header PATH -> PATH: the old header is dropped where nothing needs it, the new one added */
  RULE_MOVED,    /**< moved PATH -> PATH: the same header, elsewhere */
  N_RULE_KINDS
} RuleKind;

/** The lifetime of the memory that a call hands out. POOL_HEAP is a NULL pool. */
typedef enum { POOL_NONE,
               POOL_PACKET,
               POOL_FILE,
               POOL_EPAN,
               POOL_HEAP,
               N_POOLS } RulePool;

/** One argument of a target: a pool, or a parameter of the old form. */
typedef struct {
  RulePool pool;              /**< the pool to pass, or POOL_NONE */
  guint parameter;            /**< which old argument, from 0, where pool is POOL_NONE and rest is FALSE */
  gboolean rest;              /**< `...`: all arguments from @a parameter on */
  const char *literal;        /**< a constant such as `NULL`, passed as it stands; or NULL */
  const char *before, *after; /**< what stands around the parameter in an expression such as `ENC_UTF_16 | encoding`;
                                   NULL: the parameter alone */
} RuleArgument;

typedef struct _Rule Rule;

/** What one name becomes, in one form. A rule is a chain of forms: alternatives for one number of old arguments, in the
 *  order of preference (`or`), and forms for other numbers of them (rules that share a name). The after side chooses
 *  among them (after_side_choose()). */
struct _Rule {
  const char *name; /**< the old name and the rule's id; of a field rule "emem_strbuf_t.str" */
  RuleKind kind;
  const char *owner;          /**< of a field rule: the type that has it, else NULL */
  const char *member;         /**< of a field rule: the field's own name, else NULL */
  GPtrArray *parameters;      /**< of const char *: the old parameters' names, or NULL: not called */
  gboolean variadic;          /**< takes more arguments than those */
  const Rule *next;           /**< the next form of the chain, or NULL */
  const char *target;         /**< the new name, or NULL: there is nothing like it */
  const char *cast;           /**< the type that the new form's value is cast to, or NULL */
  RulePool target_pool;       /**< the new form is the expression of this pool itself; else POOL_NONE */
  GArray *arguments;          /**< of RuleArgument: what the target is given, or NULL */
  RulePool pool;              /**< the lifetime of the memory it hands out; the first pool among the arguments */
  const char *recipe;         /**< how to rewrite where a renamed call is not enough (edit/recipes.h), or NULL */
  const char *needs;          /**< what the after side must declare, or the form does not hold; or NULL */
  const char *const *headers; /**< where that is declared, such as "epan/tvbuff.h"; NULL-terminated; NULL: wmem's header */
  gboolean quiet;             /**< where the after side keeps the old form the name is no occurrence at all */
  gboolean holds;             /**< a probe has found that the after side has what the form needs */
  gboolean heard;             /**< a probe of the after side has shown that the chain matters there (of its first form) */
  const char *family;         /**< places of one family stand or fall together within a function; or NULL */
  Confidence confidence;      /**< the best that a rewrite by this rule can have */
  Reason reason;              /**< why it is left (target NULL), or what a review looks at, or REASON_NONE */
  const char *was;            /**< how the old API declares it, lines of C; or NULL */
  const char *about;          /**< what differs between old and new: the text of --explain; may be "" */
  GHashTable *ids;            /**< of a rule that the run itself made, for functions that gain a pool: set of the ids (interned)
                                  of those that it holds for; or NULL */
  const char *file;           /**< the file of the rule */
  guint line;
};

typedef struct _RuleSet RuleSet;

#define RULE_ERROR (rule_error_quark ())
GQuark rule_error_quark (void);

typedef enum { RULE_ERROR_SYNTAX,
               RULE_ERROR_DUPLICATE,
               RULE_ERROR_RECIPE,
               RULE_ERROR_IO } RuleError;

/**
 * Reads rule files. A later file may replace rules of an earlier one (with `replace` before the rule's kind).
 *
 * @param pool  owns the set and its strings.
 * @param files NULL-terminated paths; see rule_set_builtin_files().
 * @param error "FILE:LINE:COLUMN: what is wrong".
 * @return the set, or NULL with @a error set.
 */
RuleSet *rule_set_load (wmem_allocator_t *pool, const char *const *files, GError **error);

/** @return a set of the rules of @a set (NULL: none) and @a more (of Rule), allocated from @a pool; where a rule of @a set counts for a
 *  name (rule_counts()), @a more does not change that, and replaces one that does not. */
RuleSet *rule_set_extend (wmem_allocator_t *pool, const RuleSet *set, GPtrArray *more);

/** @return (transfer full) the path of the rules called @a name that come with the program, such as "porting"; whether they
 *  exist or not. */
char *rule_set_builtin_file (const char *name);

/** @return (transfer full) the names, parted by blanks, of the rules that come with the program and are used on request only. */
char *rule_set_builtin_names (void);

/** @return (transfer full) the NULL-terminated paths of emem.rules, epan.rules and wmem.rules: those installed beside the
 *  running executable, or those of the source tree that it was built from. Free with g_strfreev(). */
char **rule_set_builtin_files (void);

/** @return the rule for @a name of @a length bytes, not NUL-terminated; fields are not found by it. NULL: none. */
const Rule *rule_set_lookup (const RuleSet *set, const char *name, gsize length);

/** @return the rule for a field @a member of @a length bytes of the struct @a owner, or of any struct where
 *  @a owner is NULL; or NULL. */
const Rule *rule_set_lookup_field (const RuleSet *set, const char *owner, const char *member, gsize length);

/** @return the rule whose id is @a id, of any kind, or NULL. */
const Rule *rule_set_find (const RuleSet *set, const char *id);

guint rule_set_size (const RuleSet *set);

/** @return the rule number @a index, in the order of the files. */
const Rule *rule_set_nth (const RuleSet *set, guint index);

/** @return whether @a path (or the operand of an #include) is one of the old headers of the rules, or of the new. */
gboolean rule_set_is_api_header (const RuleSet *set, const char *path);

/** @return whether @a rule is of the old API's own header: its file has a header rule. Others are of helpers that the
 *  tree has besides. */
gboolean rule_set_is_core (const RuleSet *set, const Rule *rule);

/** @return the rule for the old header at @a path, or NULL. */
const Rule *rule_set_header (const RuleSet *set, const char *path);

/** @return the rule for a header that moved away from @a path, the operand of an #include; or NULL. */
const Rule *rule_set_moved (const RuleSet *set, const char *path);

/** Remembers that @a rule matters on the after side: from then on the scan counts a quiet rule's name. */
void rule_set_heard (RuleSet *set, const Rule *rule);

/** Remembers that the after side has what the form number @a form of @a rule's chain needs. */
void rule_set_holds (RuleSet *set, const Rule *rule, guint form);

/** @return the form of @a rule's chain that needs nothing, or that a probe has found to hold; or NULL. */
const Rule *rule_first_that_holds (const Rule *rule);

/** @return the form number @a number of @a rule's chain; the first one where there are not so many. */
const Rule *rule_form (const Rule *rule, guint number);

/** @return which number @a form has in @a rule's chain. */
guint rule_form_number (const Rule *rule, const Rule *form);

/** @return whether the scan counts the name of @a rule: it is loud, or was heard. */
gboolean rule_counts (const Rule *rule);

/** @return whether @a set has a rule for @a name that counts. */
gboolean rule_set_counts (const RuleSet *set, const char *name);

/** @return whether a call with @a given arguments is one of the old @a form. */
gboolean rule_takes (const Rule *form, guint given);

/** Appends the line of one @a form, without its end. */
void rule_list_form (const Rule *form, GString *out);

/** --list-rules: one line a form. */
void rule_set_list (const RuleSet *set, GString *out);

/** --explain @a rule: the form, the difference, the confidence. */
void rule_explain (const Rule *rule, GString *out);

/** --dump-rules: a rule file that gives the same set. */
void rule_set_dump (const RuleSet *set, GString *out);

/** @return "function", "type", … */
const char *rule_kind_name (RuleKind kind);

/** @return "packet", "file", … */
const char *rule_pool_name (RulePool pool);
