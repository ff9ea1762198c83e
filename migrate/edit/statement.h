/* SPDX-License-Identifier: MIT */
/*
 * Statements by tokens: where an expression stands, and how one statement becomes two.
 *
 * Tokens, not the syntax tree: the same answer is wanted in inactive regions and macro bodies.
 */
#pragma once

#include "edit/site.h"
#include "syntax/postfix.h"

/** An expression statement. */
typedef struct {
  guint32 first, last; /**< the whole expression, an assignment's left side included */
  guint32 semicolon;
  guint32 before;    /**< the token before it */
  gboolean unbraced; /**< the body of an if, else, for, while, do or label without braces around */
} Statement;

/** @return whether the expression [first, last] is itself a statement, or the right side of an assignment that is.
 *  @param assigned set to the first token of the assignment's left side, or NO_TOKEN. May be NULL: then an assignment
 *  does not count. */
gboolean statement_find (const Source *source, guint32 first, guint32 last, Statement *statement, guint32 *assigned);

/** @return whether a statement begins after the token @a before. @param unbraced set to whether it is a body without
 *  braces. */
gboolean statement_begins (const Source *source, guint32 before, gboolean *unbraced);

/** @return whether the value of the expression [first, last] is used by what stands around it.
 *  @param whole_body set to TRUE where it is all of a macro's body, so that the macro's users decide. */
gboolean expression_is_used (const Source *source, guint32 first, guint32 last, gboolean *whole_body);

/** @return whether the parenthesis at @a close ends `(void)`. */
gboolean is_void_cast (const Source *source, guint32 close);

/** @return what goes between two statements where @a statement stands: a newline and its indentation where it begins
 *  its line, else a blank. */
const char *statement_separator (Site *site, const Statement *statement);

/** Adds braces around @a statement where it is an unbraced body (or @a always); further statements stay inside. */
void statement_brace (Site *site, const Statement *statement, gboolean always);

/** @return the whitespace that the line of @a token begins with. */
const char *line_indentation (Site *site, guint32 token);

/** @return the first token of the whole expression around @a token, in the same brackets; of a declaration, where
 *  @a token is in its initialiser. */
guint32 expression_start (const Source *source, guint32 token);

/** @return whether a declaration begins at @a first: two names, or a name, stars, and a name. */
gboolean declaration_begins (const Source *source, guint32 first);

/** @return the `*` that the declarator @a name follows, qualifiers of the pointer passed over; NO_TOKEN: none stands there. */
guint32 declarator_star (const Source *source, guint32 name);

/** Makes the statement around the expression [first, last] a block that declares a variable of @a type (with
 *  its stars) before it, so that a comma expression in it has a place to keep a value.
 *  @return the variable's name, made from @a name, no other one's in this statement; NULL where only a
 *  declaration, a condition or a macro's body is around: nothing is edited then. */
const char *statement_variable (Site *site, guint32 first, guint32 last, const char *type, const char *name);
