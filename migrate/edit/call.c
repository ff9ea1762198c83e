/* SPDX-License-Identifier: MIT */
/*
 * A renamed call: the callee, the pool before its arguments, arguments that go.
 */
#include <string.h>

#include "edit/fresh_name.h"
#include "edit/recipes.h"
#include "syntax/postfix.h"

/* What the rule puts between the arguments that stay: before the first (index 0) and after each. */
static const char *
collect_added (Site *site, guint *at, gboolean leading)
{
  const GArray *arguments = site->rule->arguments;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *copy;

  for (; *at < arguments->len; (*at)++)
    {
      const RuleArgument *argument = &g_array_index (arguments, RuleArgument, *at);

      if (argument->pool == POOL_NONE && !argument->literal)
        break;
      if (text->len > 0 || !leading)
        g_string_append (text, ", ");
      g_string_append (text,
                       argument->literal ? argument->literal : site_pool (site, argument->pool));
    }
  copy = wmem_strdup (site->analysis->pool, text->str);
  return copy;
}

static guint32
range_start (Site *site, const Call *call, guint index)
{
  return source_token (site->source, g_array_index (call->arguments, TokenRange, index).first)->offset;
}

static guint32
range_end (Site *site, const Call *call, guint index)
{
  return source_end (site->source, g_array_index (call->arguments, TokenRange, index).last);
}

static void
note_dropped (Site *site, const Call *call, guint index)
{
  const TokenRange *range = &g_array_index (call->arguments, TokenRange, index);

  if (range->first != NO_TOKEN && site_has_side_effect (site, range->first, range->last))
    site_review (site, REASON_SIDE_EFFECT, "the argument that goes did something");
}

static void
replace_all (Site *site, const Call *call, const char *text)
{
  guint32 start = source_end (site->source, call->open);

  for (guint i = 0; i < call->arguments->len; i++)
    note_dropped (site, call, i);
  site_edit (site, start, source_token (site->source, call->close)->offset - start, text);
}

/* `(` takes the pool; the blank that a style puts after it stays where it was. */
static void
open_with (Site *site, const Call *call, const char *text)
{
  char after = site->source->text[source_end (site->source, call->open)];
  gboolean blank = g_ascii_isspace (after);
  const char *added = wmem_strdup_printf (site->analysis->pool,
                                          after == ' ' || after == '\t' ? "( %s,"
                                          : blank                       ? "(%s,"
                                                                        : "(%s, ",
                                          text);

  site_replace (site, call->open, added);
}

/* An argument that is part of an expression of the rule: `ENC_UTF_16 | encoding`. */
static void
compose_argument (Site *site, const Call *call, const RuleArgument *argument)
{
  const TokenRange *range;
  gboolean compound;

  if (!argument->before || argument->parameter >= call->arguments->len)
    return;
  range = &g_array_index (call->arguments, TokenRange, argument->parameter);
  compound = range->first != range->last;
  site_insert_before (site, range->first,
                      wmem_strdup_printf (site->analysis->pool, "%s%s", argument->before, compound ? "(" : ""));
  site_insert_after (site, range->last,
                     wmem_strdup_printf (site->analysis->pool, "%s%s", compound ? ")" : "", argument->after));
}

void
call_rewrite_arguments (Site *site, const Call *call)
{
  const GArray *template = site->rule->arguments;
  guint at = 0, kept = 0, given = call->arguments->len;
  const char *leading;

  if (!template)
    return;
  leading = collect_added (site, &at, TRUE);
  if (at == template->len)
    {
      if (given > 0 || leading[0] != '\0')
        replace_all (site, call, leading);
      return;
    }
  /* Arguments before the first that stays go together with the opening parenthesis. */
  kept = g_array_index (template, RuleArgument, at).parameter;
  for (guint i = 0; i < kept && i < given; i++)
    note_dropped (site, call, i);
  if (kept < given && kept > 0)
    {
      guint32 start = source_end (site->source, call->open);

      site_edit (site, start, range_start (site, call, kept) - start,
                 leading[0] != '\0' ? wmem_strdup_printf (site->analysis->pool, "%s, ", leading) : "");
    }
  else if (leading[0] != '\0' && given == 0)
    site_replace (site, call->open, wmem_strdup_printf (site->analysis->pool, "(%s", leading));
  else if (leading[0] != '\0')
    open_with (site, call, leading);
  while (at < template->len)
    {
      const RuleArgument *argument = &g_array_index (template, RuleArgument, at++);
      const char *added;
      guint next;

      compose_argument (site, call, argument);
      added = collect_added (site, &at, FALSE);
      next = at < template->len ? g_array_index (template, RuleArgument, at).parameter : given;

      kept = argument->rest ? given : argument->parameter + 1;
      if (added[0] != '\0')
        site_edit (site, range_end (site, call, kept - 1), 0, added);
      for (guint i = kept; i < next && i < given; i++)
        note_dropped (site, call, i);
      if (kept < next && kept < given)
        site_edit (site, range_end (site, call, kept - 1),
                   range_end (site, call, MIN (next, given) - 1) - range_end (site, call, kept - 1), "");
    }
}

/* The new form's value has another type: a cast goes around all of the call, and binds less than what may follow it. */
static void
cast_call (Site *site, const Call *call)
{
  guint32 next = source_next (site->source, call->close);
  gboolean tight = source_is (site->source, next, "[") || source_is (site->source, next, "->")
                   || source_is (site->source, next, ".") || source_is (site->source, next, "++");

  if (!site->rule->cast)
    return;
  site_insert_before (site, call->first,
                      wmem_strdup_printf (site->analysis->pool, "%s(%s) ", tight ? "(" : "", site->rule->cast));
  if (tight)
    site_insert_after (site, call->close, ")");
}

/* The new name may be a macro, which parentheses around it would hide; those of a macro's argument stay. */
void
call_rename (Site *site, const Call *call, const char *target)
{
  const guint32 before = source_previous (site->source, call->open);
  const gboolean is_argument = before != site->token && paren_kind (site->source, before) == PAREN_CALL;

  for (guint32 i = call->first; !is_argument && i < call->open; i++)
    if (source_is (site->source, i, "(") || source_is (site->source, i, ")"))
      site_replace (site, i, "");
  site_replace (site, site->token, target);
}

void
call_rewrite (Site *site, const Call *call, const char *target)
{
  cast_call (site, call);
  call_rename (site, call, target);
  call_rewrite_arguments (site, call);
}

/* `ep_strdup_printf fmtd` in a macro's body, where the argument brings the parentheses: `("…", x)`. They are
 * taken off by a macro of their own, defined before. */
static gboolean
unpack_argument (Site *site, const char *target)
{
  static const char helper[] = "#define " FRESH_MACRO "(...) __VA_ARGS__";
  const Source *source = site->source;
  const Directive *directive = source_directive (source, site->token);
  const GArray *template = site->rule->arguments;
  guint32 next = source_next (source, site->token), after = source_next (source, next);

  if (!directive || directive->kind != DIRECTIVE_DEFINE || next == NO_TOKEN
      || source_token (source, next)->kind != TOKEN_IDENTIFIER || !template || template->len < 2
      || g_array_index (template, RuleArgument, 0).pool == POOL_NONE || source_is (source, after, "("))
    return FALSE;
  for (guint32 i = directive->name + 1;
       !source_is (source, i, source_spelling (site->analysis->pool, source, next)); i++)
    if (i >= directive->body)
      return FALSE;
  site_insert_before (site, directive->hash,
                      wmem_strdup_printf (site->analysis->pool, "%s%s", helper, source->newline));
  site_edit (site, source_token (source, site->token)->offset,
             source_token (source, next)->offset - source_token (source, site->token)->offset,
             wmem_strdup_printf (site->analysis->pool, "%s(%s, " FRESH_MACRO " ", target,
                                 site_pool (site, g_array_index (template, RuleArgument, 0).pool)));
  site_insert_after (site, next, ")");
  site_review (site, REASON_MACRO_BODY,
               "the macro's argument brings the parentheses: they are taken off by a helper");
  return TRUE;
}

gboolean
recipe_call (Site *site)
{
  Call call;
  const char *target = site_target (site);

  if (!target)
    return FALSE;
  if (site->rule->parameters && unpack_argument (site, target))
    return TRUE;
  if (!site->rule->parameters)
    {
      site_replace (site, site->token, target);
      return TRUE;
    }
  if (!site_call (site, &call))
    return FALSE;
  call_rewrite (site, &call, target);
  return TRUE;
}

gboolean
recipe_rename (Site *site)
{
  const char *target = site_target (site);

  if (!target)
    return FALSE;
  site_replace (site, site->token, target);
  return TRUE;
}
