/* SPDX-License-Identifier: MIT */
/*
 * A site: one occurrence in hand while a recipe decides about it.
 *
 * A recipe either fills the site's change with edits and returns TRUE, or says why the place is left:
 * `return site_leave (site, REASON_…, note)`. It never touches bytes of another occurrence, so changes compose.
 */
#pragma once

#include "sides/after_side.h"
#include "syntax/analysis.h"

typedef struct {
  Analysis *analysis;
  UnitFile *file;
  Source *source;
  const Rule *rule;
  const Fact *fact; /**< NULL: tokens alone */
  Occurrence *occurrence;
  guint32 token;
  Change *change;       /**< in the making */
  const char *no_pool;  /**< why no pool can be passed to here, where the after side has no accessor either; or NULL */
  const char *bound[4]; /**< the functions whose gained pool this place relies on */
  guint n_bound;
} Site;

typedef gboolean (*Recipe) (Site *site);

/** The call at a site, by tokens. */
typedef struct {
  guint32 first;       /**< the name, or the parenthesis before it in `(name) (…)` */
  guint32 open, close; /**< the parentheses */
  GArray *arguments;   /**< of TokenRange */
} Call;

/** Reads the call at @a site. @return FALSE where none follows the name, or not as many arguments as the rule says:
 *  the site is then left already. */
gboolean site_call (Site *site, Call *call);

/** Replaces bytes. @a text is copied. */
void site_edit (Site *site, guint32 offset, guint32 length, const char *text);

/** Replaces one token. */
void site_replace (Site *site, guint32 token, const char *text);

/** Inserts before or after a token. */
void site_insert_before (Site *site, guint32 token, const char *text);
void site_insert_after (Site *site, guint32 token, const char *text);

/** Leaves the place. @param note more about it, or NULL. @return FALSE. */
gboolean site_leave (Site *site, Reason reason, const char *note);

/** Lowers the confidence to review (never raises it). */
void site_review (Site *site, Reason reason, const char *note);

/** The same down to unsafe. */
void site_doubt (Site *site, Reason reason, const char *note);

/** Links the place with the @a holder (find/flow.h): what leaves the one in its old form leaves the other so. */
void site_link (Site *site, const char *holder);

/** @return the expression for @a pool at this place. */
const char *site_pool (Site *site, RulePool pool);

/** @return the text of the tokens from @a first to @a last with the changes of types, constants and fields in it made, to
 *  stand a second time elsewhere (the site's change then goes with theirs); NULL where it holds what cannot be repeated, or a preprocessor line is in it or beside it,
 *  so that other configurations have something else there. */
const char *site_copy (Site *site, guint32 first, guint32 last);

/** @return whether evaluating the tokens twice is different from once: a call, an assignment, ++ or --. */
gboolean tokens_have_side_effect (const Source *source, guint32 first, guint32 last);

/** The same, with what macros among the tokens stand for, and what is given for the parameters of the macro in whose
 *  body they are. */
gboolean site_has_side_effect (Site *site, guint32 first, guint32 last);

/** @return whether the value of the expression [first, last] is used, if by the users of the macro that it is. */
gboolean site_value_is_used (Site *site, guint32 first, guint32 last);

/** @return whether the tokens name what @a name names. */
gboolean site_mentions (Site *site, guint32 first, guint32 last, const char *name);

/** Leaves the place since the after side has no form that the rule knows: nothing is to be done where it keeps the old one,
 *  else that is residue. @return FALSE. */
gboolean site_leave_unmet (Site *site, const char *note);

/** @return the target of the rule where the after side has it, or NULL: the site is left already. */
const char *site_target (Site *site);

/** @return the name of the variable that the tokens begin with (`p` of `p->buf[i]`), or NULL. */
const char *site_root (Site *site, guint32 first, guint32 last);
