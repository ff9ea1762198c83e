/* SPDX-License-Identifier: MIT */
/*
 * Where a postfix expression begins: one grammar, for whatever has to put something before an operand.
 *
 * Read backwards from an operator, by tokens, in every configuration and in macro bodies alike. What tokens cannot tell
 * is whether `(name)(x)` casts or calls: there the syntax tree's word counts (TokenMeaning), and where it has none (an
 * inactive region, a macro's body), the looks of the name.
 */
#pragma once

#include "syntax/source.h"

/** What parentheses hold. */
typedef enum {
  PAREN_CALL,    /**< the arguments of a call, or of a macro */
  PAREN_CAST,    /**< a type's name: a cast, a compound literal's type, a sizeof's operand */
  PAREN_HEAD,    /**< the head of a statement, an attribute: no part of an expression */
  PAREN_PRIMARY, /**< an expression, a statement expression included */
} ParenKind;

/** @return what the parentheses that end at @a close hold. */
ParenKind paren_kind (const Source *source, guint32 close);

/** @return whether @a token may be the last of an operand, so that a `[`, `(`, `.` or `->` behind it belongs to it. */
gboolean ends_operand (const Source *source, guint32 token);

/** @return the first token of the postfix expression that ends before @a op, which may be any operator; NO_TOKEN where
 *  no operand stands there (a designator's dot). Casts and prefix operators are no part of it. */
guint32 postfix_start (const Source *source, guint32 op);

/** @return the first token of the left side of the assignment at @a equals: a postfix expression with the stars, and
 *  the casts between them, that stand before it (a declarator's stars, too); NO_TOKEN where there is none. */
guint32 assigned_start (const Source *source, guint32 equals);

/** @return the token before @a token; NO_TOKEN at the start of a macro's body. */
guint32 expression_previous (const Source *source, guint32 token);
