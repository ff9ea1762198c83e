/* SPDX-License-Identifier: MIT */
/*
 * The rules as a header for the C preprocessor: each old name a macro for its new form.
 *
 * So the preprocessor is a second rewriter, which shares nothing with the recipes but the rules themselves: what the
 * recipes write with edits stands here as an expression of the same meaning. --emit-header prints it; --verify=object
 * compiles the original with it (proof/reference.h).
 *
 * A *form* is what a recipe may choose at a place where a rule leaves a choice: a tree of the file or one that is
 * emptied with it, the type of a slab. The rule's usual form has no name.
 */
#pragma once

#include "model/occurrence.h"
#include "rules/rule_set.h"

/** What becomes of the operand that a new form names twice. */
typedef enum {
  OPERAND_VALUE,    /**< its value is kept */
  OPERAND_PLACE,    /**< it is an lvalue: found once, and read anew each time */
  OPERAND_REPEATED, /**< it stands twice, as recipes write it: what is more than a variable may have changed in between */
} RuleOperand;

typedef struct {
  const Rule *rule;
  const char *form; /**< one of those in model/occurrence.h, the type of a slab, or NULL */
  RuleOperand operand;
  gboolean named;           /**< the operand is one word: where that is no macro, it is a variable, and stands twice */
  const char *const *pools; /**< the pool expressions, by RulePool */
} RuleForm;

/**
 * Appends `#define NAME…` for @a form.
 *
 * @return FALSE where a macro cannot say it: nothing was appended then. Of a field rule, the macro takes the struct's
 *   address.
 */
gboolean rule_form_define (GString *out, const char *name, const RuleForm *form);

/** Appends what the macros of rule_form_define() lean on. */
void rule_header_begin (GString *out);

/**
 * --emit-header: the rules that hold on the after side, in the order of their files, old names as they are.
 *
 * @param pools  the pool expressions, by RulePool.
 */
void rule_header_append (GString *out, const RuleSet *rules, const char *const *pools);
