/* SPDX-License-Identifier: MIT */
/*
 * One file as one translation unit reads it: its tokens, the tokens that matter, and the facts that the syntax tree
 * gives for them. Inside of the analysis only; what leaves it is FileFindings.
 */
#pragma once

#include <clang-c/Index.h>

#include "model/unit_result.h"
#include "rules/rule_set.h"
#include "syntax/source.h"

/** What the syntax tree says of a token. */
typedef enum {
  FACT_CALL,      /**< the callee of a call, or a macro that expands to one */
  FACT_REFERENCE, /**< a function that is named but not called */
  FACT_TYPE,
  FACT_MEMBER,      /**< a field of an API struct */
  FACT_CONSTANT,    /**< an enumerator */
  FACT_MACRO,       /**< the expansion of a macro */
  FACT_DECLARATION, /**< a declaration of the API itself */
  FACT_SHADOW,      /**< another thing of the same name */
} FactKind;

/** Where the value of a call is put. */
typedef enum { PLACE_UNKNOWN,
               PLACE_STATIC,
               PLACE_LOCAL,
               PLACE_FIELD,
               PLACE_RETURNED } Place;

typedef struct {
  FactKind kind;
  const Rule *rule;     /**< for a member: the field's rule */
  gboolean by_tokens;   /**< the tree lost the statement over an error; the tokens alone say that it is a call */
  gboolean described;   /**< what it names is declared by nothing, or by the description of the old API (sides/old_api.h) alone */
  const char *meant;    /**< of a rule that the run made: the id of the function that the place names (syntax/names.h), or NULL */
  const char *function; /**< the function that it lies in, or NULL */
  const char *pinfo;    /**< how the packet_info that is visible there is called, or NULL */
  Place place;
  const char *root;      /**< the variable that the place begins with, or NULL */
  const char *type;      /**< the type that the value is converted to, as clang spells it, or NULL */
  const char *member;    /**< of a field that a macro's body names: its name; rule is NULL where it is no API's */
  gboolean const_misfit; /**< of a member: goes where a pointer to non-const is wanted, of type @a type */
  gboolean constant[2];  /**< whether the first two arguments are integer constants, */
  gint64 value[2];       /**< and which */
} Fact;

/** A function that is defined in a file. */
typedef struct {
  guint32 start, end; /**< its bytes, the body included */
  const char *name;
  const char *pinfo; /**< its parameter that is a packet_info, or NULL */
} FunctionPlace;

/** An occurrence together with what only the analysis knows of it. */
typedef struct {
  Occurrence *occurrence;
  const Rule *rule;
  const Fact *fact; /**< NULL: tokens alone */
  guint32 token;
} Classified;

typedef struct {
  Source *source;
  CXFile file; /**< NULL: analysed by tokens alone */
  FileFindings *findings;
  GArray *candidates;    /**< of guint32: tokens that name an API or may be a field of one, in order */
  GArray *classified;    /**< of Classified: what each of them is, once that is known */
  GArray *interesting;   /**< of guint32: sorted offsets that confirm looks at */
  GHashTable *facts;     /**< offset -> Fact */
  GArray *functions;     /**< of FunctionPlace */
  GHashTable *expanded;  /**< offset of a macro's expansion -> GPtrArray of API names that its body produced there */
  GHashTable *fields;    /**< offset of a macro's expansion -> GPtrArray of Fact: fields of structs that its body names */
  GHashTable *macros;    /**< offset of a macro's expansion -> itself */
  GHashTable *texts;     /**< offset of a macro's expansion -> GPtrArray of the texts that it made of its arguments */
  GHashTable *defined;   /**< name of a macro whose body names an API, a field that may be one's, or such a macro, or
                              pastes -> GPtrArray of what it names ("##": pastes); shared by the unit */
  gboolean is_manager;   /**< defines the old API itself */
  gboolean is_generated; /**< has #line directives */
  const char *generator; /**< who made it, where its first comment says that it is generated; or NULL */
} UnitFile;

/** Makes the file's tokens and candidates. @param defined the unit's table of macros that name an API. */
UnitFile *unit_file_new (wmem_allocator_t *pool, const RuleSet *rules, const char *path, const char *text,
                         gsize length, GHashTable *defined);

/** Fills the table of macros that the @a files (of UnitFile) of a unit share. What is not compiled counts for nothing: it
 *  has to be marked before. */
void unit_files_read_macros (wmem_allocator_t *pool, GPtrArray *files);

/** @return how often the body of @a macro, and of macros in it, has @a name (0: not at all, though it may paste it). */
guint unit_file_count_in_macro (const UnitFile *file, const char *macro, const char *name);

/** Fills @a file's interesting offsets; after all files' macros were read, since macros reach across them. */
void unit_file_mark (UnitFile *file);

/** @return the fact at @a offset, or NULL. */
const Fact *unit_file_fact (const UnitFile *file, guint32 offset);
