/* SPDX-License-Identifier: MIT */
/*
 * Macros by tokens, in the unit's own files: what stands in their bodies, what their users hand to them, and what
 * becomes of their values.
 */
#pragma once

#include "edit/site.h"

/** @return whether some user of the macro that @a directive defines uses its value. */
gboolean macro_value_is_used (Site *site, const Directive *directive);

/** @return whether the @a token is a macro's parameter (in its body) for which some user gives, or a macro whose body
 *  has, what must not be evaluated twice. */
gboolean macro_has_side_effect (Site *site, const Source *source, guint32 token);

/** @return whether the @a token names a macro whose body is more than a constant. */
gboolean macro_hides_expression (Site *site, guint32 token);

/** @return whether the @a token names a macro in whose body @a name stands. */
gboolean macro_mentions (Site *site, guint32 token, const char *name);

/** @return whether @a token is a macro of these files in whose body a variable @a name is declared: in its arguments the name means that one. */
gboolean macro_declares (Site *site, guint32 token, const char *name);

typedef gboolean (*ArgumentTest) (Site *site, const Source *source, TokenRange one, TokenRange other);

/** @return whether @a one and @a other are parameters of the macro in whose body they stand, and @a test holds for
 *  what some user gives for them. */
gboolean macro_users_give (Site *site, guint32 one, guint32 other, ArgumentTest test);

typedef gboolean (*UseTest) (const Source *source, guint32 first, guint32 last);

/** @return whether @a token stands in a macro's body and @a test holds for some use [first, last] of that macro, or of one
 *  that it is used in. */
gboolean macro_uses_match (Site *site, guint32 token, UseTest test);
