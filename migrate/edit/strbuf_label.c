/* SPDX-License-Identifier: MIT */
/*
 * A label with a text: wmem's takes none, so the text is appended in a statement of its own.
 */
#include "edit/recipes.h"
#include "edit/statement.h"

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

/* Whether the tokens of a declaration that begins a statement at @a first: two names, or a name and a star.
 */
static gboolean
is_declaration (const Source *source, guint32 first)
{
  static const char *const words[] = { "return", "goto", "case",   "default", "if",       "else",  "for",
                                       "while",  "do",   "switch", "break",   "continue", "sizeof" };
  guint32 second = source_next (source, first);

  if (first == NO_TOKEN || source_token (source, first)->kind != TOKEN_IDENTIFIER || second == NO_TOKEN)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (source_is (source, first, words[i]))
      return FALSE;
  if (source_token (source, second)->kind == TOKEN_IDENTIFIER)
    return TRUE;
  /* `name *name` that is followed by what only a declarator is followed by. */
  while (source_is (source, second, "*"))
    second = source_next (source, second);
  if (second == source_next (source, first) || second == NO_TOKEN
      || source_token (source, second)->kind != TOKEN_IDENTIFIER)
    return FALSE;
  guint32 after = source_next (source, second);

  return source_is (source, after, ";") || source_is (source, after, "=") || source_is (source, after, ",")
         || source_is (source, after, "[");
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
 * wants it already; then right here. */
static gboolean
append_after_declarations (Site *site, const Call *call, const char *text)
{
  const Source *source = site->source;
  guint32 equals = source_previous (source, call->first), name = source_previous (source, equals);
  guint32 semicolon = statement_end (source, call->close), last = semicolon;
  const char *variable;

  if (!source_is (source, equals, "=") || name == NO_TOKEN
      || source_token (source, name)->kind != TOKEN_IDENTIFIER || semicolon == NO_TOKEN
      || source_token (source, name)->outer == NO_TOKEN
      || !source_is (source, source_token (source, name)->outer, "{"))
    return FALSE;
  variable = source_spelling (site->analysis->pool, source, name);
  if (source_next (source, call->close) != semicolon
      && site_mentions (site, source_next (source, call->close), semicolon, variable))
    return FALSE;
  for (guint32 next = source_next (source, semicolon); is_declaration (source, next);
       next = source_next (source, last))
    {
      guint32 end = statement_end (source, next);

      if (end == NO_TOKEN)
        break;
      if (site_mentions (site, next, end, variable))
        {
          site_review (site, REASON_NEEDS_STATEMENT,
                       "a declaration after it wants the text: a statement between declarations");
          break;
        }
      last = end;
    }
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

  if (left == NULL || site_has_side_effect (site, assigned, last))
    return site_leave (site, REASON_SIDE_EFFECT, NULL);
  site_replace (site, site->token, site->rule->target);
  site_edit (site, source_token (source, call->open)->offset,
             source_token (source, text)->offset - source_token (source, call->open)->offset,
             wmem_strdup_printf (site->analysis->pool, "(%s);%swmem_strbuf_append(%s, ",
                                 site_pool (site, POOL_PACKET), statement_separator (site, statement), left));
  statement_brace (site, statement, FALSE);
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
      && source_previous (site->source, assigned) == statement.before)
    return append_next (site, &call, &statement, assigned);
  text = site_copy (site, range->first, range->last);
  if (text == NULL)
    return site_leave (site, REASON_NEEDS_STATEMENT, "the label's text is itself to be rewritten");
  if (source_is (site->source, before, "return")
      && source_is (site->source, source_next (site->source, call.close), ";"))
    {
      guint32 start = source_token (site->source, before)->offset;

      site_edit (
          site, start, source_end (site->source, call.close) - start,
          wmem_strdup_printf (pool,
                              "{ wmem_strbuf_t *wmem_buffer = %s(%s); wmem_strbuf_append(wmem_buffer, %s); "
                              "return wmem_buffer",
                              site->rule->target, site_pool (site, POOL_PACKET), text));
      site_insert_after (site, source_next (site->source, call.close), " }");
      return TRUE;
    }
  if (append_after_declarations (site, &call, text))
    return TRUE;
  return site_leave (site, REASON_NEEDS_STATEMENT, NULL);
}
