/* SPDX-License-Identifier: MIT */
/*
 * What a type holds: a family's, `void *`, or neither; and the names of holders.
 */
#pragma once

#include <clang-c/Index.h>

#include "rules/rule_set.h"

/** What a type that ends in `void *` holds. */
#define HOLDS_VOID "void"

typedef struct {
  const RuleSet *rules;
  GHashTable *records; /**< canonical record type -> Rule of the type that it is */
  GHashTable *known;   /**< type -> what it holds, or "" */
} FlowTypes;

/** Finds the types of the rules in @a unit. */
void flow_types_init (FlowTypes *types, const RuleSet *rules, CXTranslationUnit unit);
void flow_types_clear (FlowTypes *types);

/** @return (nullable) the family (interned) that values of @a type, what it points to, or what a function of that type
 *  takes or returns, belong to; HOLDS_VOID for a pointer to void or a va_list. */
const char *flow_types_holds (FlowTypes *types, CXType type);

/** @return whether @a type is the struct itself, or an array of it, of a type that has other fields in the new API. */
gboolean flow_types_is_struct (const FlowTypes *types, CXType type);

/** @return whether @a type is a function, or a pointer to one. */
gboolean flow_types_is_function (CXType type);

/** @return (interned) what @a declaration is called in all units: by name where that is the same thing everywhere, else by
 *  place. */
const char *flow_key (CXCursor declaration);
