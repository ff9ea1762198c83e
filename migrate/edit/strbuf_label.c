/* SPDX-License-Identifier: MIT */
/*
 * A label with a text: wmem's takes none, so the text is appended, in a statement of its own where one can
 * stand.
 */
#include "edit/conditions.h"
#include "edit/fresh_name.h"
#include "edit/kept_value.h"
#include "edit/recipes.h"
#include "rules/rule_header.h"

static gboolean
is_empty_text (const Source *source, const TokenRange *text)
{
  return text->first == NO_TOKEN
         || (text->first == text->last
             && (source_is (source, text->first, "NULL") || source_is (source, text->first, "\"\"")
                 || source_is (source, text->first, "0")));
}

/* Drops the argument; its bytes go with the pool's insertion. */
static void
create_empty (Site *site, const Call *call)
{
  site_replace (site, site->token, site->rule->target);
  call_rewrite_arguments (site, call);
}

static guint32
statement_end (const Source *source, guint32 token)
{
  for (; token != NO_TOKEN && !source_is (source, token, ";"); token = source_next (source, token))
    if (source_token (source, token)->match != NO_TOKEN && source_token (source, token)->match > token)
      token = source_token (source, token)->match;
  return token;
}

/* After an initialiser the text is appended behind the last declaration of the block, unless one in between
 * wants it already, or the text's own place in the order of things may matter. */
static gboolean
append_after_declarations (Site *site, const Call *call)
{
  const Source *source = site->source;
  const TokenRange *range = &g_array_index (call->arguments, TokenRange, 0);
  guint32 equals = source_previous (source, call->first), name = source_previous (source, equals);
  guint32 semicolon = source_next (source, call->close), last = semicolon;
  const char *variable, *text = site_copy (site, range->first, range->last);

  if (!text || site_has_side_effect (site, range->first, range->last)
      || !source_is (source, equals, "=") || !source_is (source, semicolon, ";") || name == NO_TOKEN
      || source_token (source, name)->kind != TOKEN_IDENTIFIER
      || source_token (source, name)->outer == NO_TOKEN
      || !source_is (source, source_token (source, name)->outer, "{")
      || declarator_star (source, name) == NO_TOKEN /* `ELSE b = …` looks like a declaration */
      || !declaration_begins (source, expression_start (source, name)))
    return FALSE;
  variable = source_spelling (site->analysis->pool, source, name);
  for (guint32 next = source_next (source, semicolon); declaration_begins (source, next);
       next = source_next (source, last))
    {
      guint32 end = statement_end (source, next);

      if (end == NO_TOKEN)
        break;
      if (site_mentions (site, next, end, variable) || conditions_between (source, last, end))
        return FALSE;
      last = end;
    }
  if (last != semicolon)
    site->occurrence->form = FORM_LATER;
  create_empty (site, call);
  site_insert_after (site, last,
                     wmem_strdup_printf (site->analysis->pool, "%s%swmem_strbuf_append(%s, %s);",
                                         source->newline, line_indentation (site, last), variable, text));
  return TRUE;
}

/* `b = ep_strbuf_new_label (TEXT);` becomes two statements around TEXT, which stays where it is. */
static gboolean
append_next (Site *site, const Call *call, const Statement *statement, guint32 assigned)
{
  const Source *source = site->source;
  guint32 last = source_previous (source, source_previous (source, call->first));
  guint32 text = g_array_index (call->arguments, TokenRange, 0).first;
  const char *left = site_copy (site, assigned, last);

  if (!left || site_has_side_effect (site, assigned, last))
    return site_leave (site, REASON_SIDE_EFFECT, NULL);
  site_replace (site, site->token, site->rule->target);
  site_edit (site, source_token (source, call->open)->offset,
             source_token (source, text)->offset - source_token (source, call->open)->offset,
             wmem_strdup_printf (site->analysis->pool, "(%s);%swmem_strbuf_append(%s, ",
                                 site_pool (site, POOL_PACKET), statement_separator (site, statement), left));
  statement_brace (site, statement, FALSE);
  return TRUE;
}

/* `… ep_strbuf_new_label (TEXT) …` becomes `… (b = wmem_strbuf_new_label (POOL), wmem_strbuf_append (b,
 * TEXT), b) …`. */
static gboolean
append_in_expression (Site *site, const Call *call)
{
  const Source *source = site->source;
  guint32 start = source_token (source, call->first)->offset;
  guint32 text = source_token (source, g_array_index (call->arguments, TokenRange, 0).first)->offset;
  KeptValue kept;

  if (!kept_value_find (site, call, "wmem_strbuf_t *", FRESH_BUFFER, &kept))
    return site_leave (site, REASON_NEEDS_STATEMENT, NULL);
  site_edit (site, start, text - start,
             wmem_strdup_printf (site->analysis->pool, "%s%s(%s), wmem_strbuf_append(%s, ", kept.open,
                                 site->rule->target, site_pool (site, POOL_PACKET), kept.variable));
  site_insert_after (site, call->close, kept.close);
  return TRUE;
}

gboolean
recipe_strbuf_label (Site *site)
{
  Call call;
  Statement statement;
  const TokenRange *range;
  const char *text;
  guint32 assigned, before;
  wmem_allocator_t *pool = site->analysis->pool;

  if (!site_call (site, &call))
    return FALSE;
  range = &g_array_index (call.arguments, TokenRange, 0);
  if (is_empty_text (site->source, range))
    {
      create_empty (site, &call);
      return TRUE;
    }
  before = source_previous (site->source, call.first);
  if (statement_find (site->source, call.first, call.close, &statement, &assigned) && assigned != NO_TOKEN
      && source_previous (site->source, assigned) == statement.before && !call_reads (site, &call, assigned))
    return append_next (site, &call, &statement, assigned);
  text = site_copy (site, range->first, range->last);
  if (source_is (site->source, before, "return") && text
      && source_is (site->source, source_next (site->source, call.close), ";"))
    {
      guint32 start = source_token (site->source, before)->offset;
      const char *name = fresh_name (site, FRESH_BUFFER, 1);

      site_edit (
          site, start, source_end (site->source, call.close) - start,
          wmem_strdup_printf (pool,
                              "{ wmem_strbuf_t *%s = %s(%s); wmem_strbuf_append(%s, %s); return %s", name,
                              site->rule->target, site_pool (site, POOL_PACKET), name, text, name));
      site_insert_after (site, source_next (site->source, call.close), " }");
      return TRUE;
    }
  return append_after_declarations (site, &call) || append_in_expression (site, &call);
}
