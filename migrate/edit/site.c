/* SPDX-License-Identifier: MIT */
/*
 * What recipes are made of.
 */
#include "edit/site.h"

#include <string.h>

#include "edit/macro_users.h"
#include "edit/pool_choice.h"
#include "edit/statement.h"
#include "model/text_intern.h"
#include "pools/pool_options.h"

gboolean
site_leave (Site *site, Reason reason, const char *note)
{
  g_array_set_size (site->change->edits, 0);
  site->occurrence->reason = reason;
  site->occurrence->note = note;
  return FALSE;
}

static void
lower (Site *site, Confidence confidence, Reason reason, const char *note)
{
  if (site->occurrence->confidence >= confidence && site->occurrence->reason != REASON_NONE)
    return;
  site->occurrence->confidence = MAX (site->occurrence->confidence, confidence);
  site->occurrence->reason = reason;
  site->occurrence->note = note;
}

void
site_review (Site *site, Reason reason, const char *note)
{
  lower (site, CONFIDENCE_REVIEW, reason, note);
}

void
site_doubt (Site *site, Reason reason, const char *note)
{
  lower (site, CONFIDENCE_UNSAFE, reason, note);
}

void
site_link (Site *site, const char *holder)
{
  g_autofree char *place = g_strdup_printf ("@%s:%u", site->source->path, site->occurrence->offset);
  const Link link = { LINK_SAME, text_intern (place), text_intern (holder) };

  g_array_append_val (site->analysis->result->links, link);
}

void
site_edit (Site *site, guint32 offset, guint32 length, const char *text)
{
  Edit edit = { site->source->path, offset, length, wmem_strdup (site->analysis->pool, text) };
  guint i;

  /* Kept in file order; of two at one offset, in the order of making. */
  for (i = site->change->edits->len;
       i > 0 && g_array_index (site->change->edits, Edit, i - 1).offset > offset; i--)
    ;
  g_array_insert_val (site->change->edits, i, edit);
}

void
site_replace (Site *site, guint32 token, const char *text)
{
  site_edit (site, source_token (site->source, token)->offset, source_token (site->source, token)->length,
             text);
}

void
site_insert_before (Site *site, guint32 token, const char *text)
{
  site_edit (site, source_token (site->source, token)->offset, 0, text);
}

void
site_insert_after (Site *site, guint32 token, const char *text)
{
  site_edit (site, source_end (site->source, token), 0, text);
}

gboolean
site_call (Site *site, Call *call)
{
  const Source *source = site->source;
  guint32 next = source_next (source, site->token);
  guint expected = site->rule->parameters ? site->rule->parameters->len : 0;

  call->first = site->token;
  while (source_is (source, next, ")")
         && source_token (source, next)->match == source_previous (source, call->first))
    {
      call->first = source_token (source, next)->match;
      next = source_next (source, next);
    }
  if (!source_is (source, next, "("))
    return site_leave (site, REASON_REFERENCE, NULL);
  call->open = next;
  call->close = source_token (source, next)->match;
  call->arguments = source_arguments (site->analysis->pool, source, next);
  if (!call->arguments)
    return site_leave (site, REASON_UNCONFIRMED,
                       "the parentheses of the call are not closed as the tokens stand");
  if (call->arguments->len < expected || (call->arguments->len > expected && !site->rule->variadic))
    return site_leave (site, REASON_ARGUMENTS,
                       wmem_strdup_printf (site->analysis->pool, "%u arguments where %u are expected",
                                           call->arguments->len, expected));
  return TRUE;
}

/* @return (nullable) the macro around the site in whose arguments @name is a variable of its own. */
static const char *
catching_macro (Site *site, const char *name)
{
  const Source *source = site->source;

  for (guint32 open = source_token (source, site->token)->outer; open != NO_TOKEN; open = source_token (source, open)->outer)
    {
      const guint32 macro = source_is (source, open, "(") ? source_previous (source, open) : NO_TOKEN;

      if (macro != NO_TOKEN && macro_declares (site, macro, name))
        return source_spelling (site->analysis->pool, source, macro);
    }
  return NULL;
}

static const char *
pool_expression (Site *site, RulePool pool)
{
  const RunOptions *options = site->analysis->context->options;

  if (pool_is_explicit (options, pool))
    return pool_choose (site, pool);
  switch (pool)
    {
    case POOL_PACKET:
      if (g_strcmp0 (options->packet_pool, "pinfo") == 0)
        {
          if (site->fact && site->fact->pinfo)
            site->occurrence->pool = wmem_strdup_printf (site->analysis->pool, "%s->pool", site->fact->pinfo);
          else
            {
              site_review (site, REASON_NO_PINFO, NULL);
              site->occurrence->pool = "wmem_packet_scope()";
            }
          return site->occurrence->pool;
        }
      return options->packet_pool ? options->packet_pool : "wmem_packet_scope()";
    case POOL_FILE:
      return options->file_pool ? options->file_pool : "wmem_file_scope()";
    case POOL_EPAN:
      return options->epan_pool ? options->epan_pool : "wmem_epan_scope()";
    default:
      return "NULL";
    }
}

const char *
site_pool (Site *site, RulePool pool)
{
  const char *expression = pool_expression (site, pool), *end = expression;

  while (g_ascii_isalnum (*end) || *end == '_')
    end++;
  g_autofree char *name = g_strndup (expression, (gsize) (end - expression));
  const char *macro = *name ? catching_macro (site, name) : NULL;
  if (macro)
    site_review (site, REASON_POOL_ASSUMED,
                 wmem_strdup_printf (site->analysis->pool, "it stands in the arguments of %s(), which has a '%s' of its own: it is that one's pool", macro, name));
  return expression;
}

gboolean
tokens_have_side_effect (const Source *source, guint32 first, guint32 last)
{
  static const char *const effects[]
      = { "++", "--", "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=" };

  for (guint32 i = first; i <= last && first != NO_TOKEN; i++)
    {
      const Token *token = source_token (source, i);

      if (token->kind == TOKEN_PUNCTUATOR)
        for (guint j = 0; j < G_N_ELEMENTS (effects); j++)
          if (source_is (source, i, effects[j]))
            return TRUE;
      /* A call, or what may be one through a macro; a statement expression, or a compound literal. */
      if (source_is (source, i, "(") && token->match != NO_TOKEN && paren_kind (source, token->match) == PAREN_CALL)
        return TRUE;
      if (source_is (source, i, "{"))
        return TRUE;
    }
  return FALSE;
}

gboolean
site_has_side_effect (Site *site, guint32 first, guint32 last)
{
  if (tokens_have_side_effect (site->source, first, last))
    return TRUE;
  for (guint32 i = first; i <= last && first != NO_TOKEN; i++)
    if (macro_has_side_effect (site, site->source, i))
      return TRUE;
  return FALSE;
}

gboolean
site_value_is_used (Site *site, guint32 first, guint32 last)
{
  gboolean whole = FALSE;

  /* What gives nothing may stand where a value does: `return ep_strbuf_append_printf (…);` in a function that returns none. */
  if (site->rule->was && g_str_has_prefix (site->rule->was, "void ") && site->rule->was[strlen ("void ")] != '*')
    return FALSE;
  return expression_is_used (site->source, first, last, &whole)
         || (whole && macro_value_is_used (site, source_directive (site->source, first)));
}

gboolean
site_mentions (Site *site, guint32 first, guint32 last, const char *name)
{
  for (guint32 i = first; i <= last && first != NO_TOKEN; i++)
    if (source_token (site->source, i)->kind == TOKEN_IDENTIFIER && source_is (site->source, i, name))
      return TRUE;
  return FALSE;
}

const char *
site_root (Site *site, guint32 first, guint32 last)
{
  for (guint32 i = first; i <= last && first != NO_TOKEN; i++)
    if (source_token (site->source, i)->kind == TOKEN_IDENTIFIER)
      {
        const char *name = source_spelling (site->analysis->pool, site->source, i);
        const Rule *rule = rule_set_lookup (site->analysis->context->rules, name, strlen (name));

        if (!rule || rule->kind != RULE_TYPE) /* of a cast */
          return name;
      }
  return NULL;
}

/* Whether the after side has nothing of the name, or something else. */
static gboolean
is_gone (const Site *site, const AfterSide *after)
{
  const Rule *rule = rule_set_find (site->analysis->context->rules, site->rule->name);

  return !after_side_declares (after, site->rule->name) || after_side_is_gone (after, rule ? rule : site->rule);
}

gboolean
site_leave_unmet (Site *site, const char *note)
{
  const AfterSide *after = site->analysis->context->after;
  /* Declared by what the unit itself reads, if not by what was asked for. */
  gboolean declared = site->fact && !site->fact->described;

  return site_leave (site,
                     declared || !after || !is_gone (site, after)
                         ? REASON_AFTER_SIDE_LACKS
                         : REASON_GONE,
                     note);
}

const char *
site_target (Site *site)
{
  const Rule *rule = site->rule;
  const AfterSide *after = site->analysis->context->after;

  if (rule->target && (!rule->needs || (after && after_side_form_holds (after, rule))))
    return rule->target;
  if (!rule->target && rule->reason != REASON_AFTER_SIDE_LACKS)
    site_leave (site, rule->reason, NULL);
  else
    site_leave_unmet (site, NULL);
  return NULL;
}
