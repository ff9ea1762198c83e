/* SPDX-License-Identifier: MIT */
/*
 * ep_strbuf_printf() replaces the content, and wmem can only append: truncate, then append.
 *
 * Two statements where a statement stands, a comma expression elsewhere. The arguments may read the buffer
 * that is about to be emptied: then the text is made first.
 */
#include <string.h>

#include "edit/kept_value.h"
#include "edit/macro_users.h"
#include "edit/recipes.h"
#include "rules/rule_header.h"

static gboolean
same_tokens (const Source *source, guint32 one, guint32 other)
{
  const Token *a = source_token (source, one), *b = source_token (source, other);

  return a->length == b->length
         && memcmp (source->text + a->offset, source->text + b->offset, a->length) == 0;
}

/* Whether the @a argument holds the @a buffer's own expression, or hands what that begins with to a function.
 */
static gboolean
may_read (G_GNUC_UNUSED Site *site, const Source *source, TokenRange buffer, TokenRange argument)
{
  guint32 length = buffer.last - buffer.first + 1, holder = buffer.first;

  while (holder < buffer.last && source_token (source, holder)->kind != TOKEN_IDENTIFIER)
    holder++;
  for (guint32 at = argument.first; at <= argument.last; at++)
    {
      guint32 same = 0, close = source_token (source, at)->match;

      while (same < length && at + same <= argument.last
             && same_tokens (source, at + same, buffer.first + same))
        same++;
      if (same == length)
        return TRUE;
      if (close == NO_TOKEN || close < at || !source_is (source, at, "(") || at == argument.first
          || source_token (source, at - 1)->kind != TOKEN_IDENTIFIER)
        continue;
      for (guint32 i = at; i < close; i++)
        if (same_tokens (source, i, holder))
          return TRUE;
    }
  return FALSE;
}

static gboolean
hides_expression (Site *site, TokenRange range)
{
  for (guint32 i = range.first; i <= range.last; i++)
    if (macro_hides_expression (site, i))
      return TRUE;
  return FALSE;
}

/* Whether the arguments may read the buffer that is about to be emptied: as they stand, through a macro, or
 * as the users of the macro give them that the call is in. */
static gboolean
reads_buffer (Site *site, const Call *call)
{
  TokenRange buffer = g_array_index (call->arguments, TokenRange, 0);
  gboolean hidden = hides_expression (site, buffer);

  for (guint i = 1; i < call->arguments->len; i++)
    {
      TokenRange range = g_array_index (call->arguments, TokenRange, i);

      if (range.first == NO_TOKEN)
        continue;
      if (may_read (site, site->source, buffer, range) || hides_expression (site, range))
        return TRUE;
      for (guint32 token = range.first; token <= range.last; token++)
        {
          const Fact *fact = unit_file_fact (site->file, source_token (site->source, token)->offset);

          if (fact != NULL && fact->kind == FACT_MEMBER)
            return TRUE; /* some buffer's text: perhaps this one's, by another name */
          if (hidden && source_token (site->source, token)->kind == TOKEN_IDENTIFIER)
            return TRUE;
          for (guint32 part = buffer.first; part <= buffer.last; part++)
            if (macro_users_give (site, part, token, may_read))
              return TRUE;
        }
    }
  return FALSE;
}

/* Replaces from the token @a first to the call's name, a parenthesis around it included. */
static void
replace_name (Site *site, const Call *call, guint32 first, const char *text)
{
  guint32 start = source_token (site->source, first)->offset;

  site_edit (site, start, source_end (site->source, source_previous (site->source, call->open)) - start,
             text);
}

/* `{ T *wmem_buffer = BUFFER; …; }`: the buffer's expression stays at its place and is evaluated once. */
static gboolean
evaluate_once (Site *site, const Call *call, const Statement *statement, gboolean text_first)
{
  const TokenRange *buffer = &g_array_index (call->arguments, TokenRange, 0);
  const TokenRange *format = &g_array_index (call->arguments, TokenRange, 1);
  guint32 start = source_token (site->source, statement->first)->offset;
  guint32 from = source_end (site->source, buffer->last);
  wmem_allocator_t *pool = site->analysis->pool;

  site_edit (site, start, source_token (site->source, buffer->first)->offset - start,
             "{ wmem_strbuf_t *wmem_buffer = ");
  if (text_first)
    {
      site_edit (site, from, source_token (site->source, format->first)->offset - from,
                 wmem_strdup_printf (pool, "; gchar *wmem_text = wmem_strdup_printf(%s, ",
                                     site_pool (site, POOL_PACKET)));
      site_insert_after (
          site, statement->semicolon,
          " wmem_strbuf_truncate(wmem_buffer, 0); wmem_strbuf_append(wmem_buffer, wmem_text); }");
    }
  else
    {
      site_edit (site, from, source_token (site->source, format->first)->offset - from,
                 "; wmem_strbuf_truncate(wmem_buffer, 0); wmem_strbuf_append_printf(wmem_buffer, ");
      site_insert_after (site, statement->semicolon, " }");
    }
  return TRUE;
}

/* `{ gchar *wmem_text = wmem_strdup_printf (…); truncate; append; }` */
static gboolean
make_text_first (Site *site, const Call *call, const Statement *statement, const char *buffer)
{
  guint32 start = source_token (site->source, statement->first)->offset;
  guint32 format = source_token (site->source, g_array_index (call->arguments, TokenRange, 1).first)->offset;
  wmem_allocator_t *pool = site->analysis->pool;

  site_edit (site, start, format - start,
             wmem_strdup_printf (pool, "{ gchar *wmem_text = wmem_strdup_printf(%s, ",
                                 site_pool (site, POOL_PACKET)));
  site_insert_after (site, statement->semicolon,
                     wmem_strdup_printf (pool,
                                         " wmem_strbuf_truncate(%s, 0); wmem_strbuf_append(%s, wmem_text); }",
                                         buffer, buffer));
  return TRUE;
}

/* In an expression: `(b = BUFFER, text = wmem_strdup_printf (…), truncate, append, b)`, with variables for a
 * buffer whose expression has a @a side_effect and for a text that has to be made first. */
static gboolean
keep_parts (Site *site, const Call *call, gboolean side_effect, gboolean text_first)
{
  const TokenRange *range = &g_array_index (call->arguments, TokenRange, 0);
  guint32 start = source_token (site->source, call->first)->offset,
          from = source_end (site->source, range->last);
  guint32 format = source_token (site->source, g_array_index (call->arguments, TokenRange, 1).first)->offset;
  wmem_allocator_t *pool = site->analysis->pool;
  const char *text = NULL, *append;
  KeptValue kept = { NULL, "", ")" };

  if (text_first)
    text = statement_variable (site, call->first, call->close, "gchar *", "wmem_text");
  if (text_first && text == NULL)
    return site_leave (site, REASON_SELF_REFERENCE, NULL);
  if (side_effect && !kept_value_find (site, call, "wmem_strbuf_t *", "wmem_buffer", &kept))
    return site_leave (site, REASON_SIDE_EFFECT, NULL);
  if (!side_effect && (kept.variable = site_copy (site, range->first, range->last)) == NULL)
    return site_leave (site, REASON_SIDE_EFFECT, "the buffer's expression cannot be repeated");
  append = text_first ? wmem_strdup_printf (pool, "%s = wmem_strdup_printf(%s, ", text,
                                            site_pool (site, POOL_PACKET))
                      : wmem_strdup_printf (pool, "wmem_strbuf_truncate(%s, 0), %s(%s, ", kept.variable,
                                            site->rule->target, kept.variable);
  if (side_effect)
    {
      site_edit (site, start, source_token (site->source, range->first)->offset - start, kept.open);
      site_edit (site, from, format - from, wmem_strdup_printf (pool, ", %s", append));
    }
  else
    {
      if (site_value_is_used (site, call->first, call->close))
        kept.close = wmem_strdup_printf (pool, ", %s)", kept.variable);
      site_edit (site, start, format - start, wmem_strdup_printf (pool, "(%s", append));
    }
  site_insert_after (
      site, call->close,
      text_first ? wmem_strdup_printf (pool, ", wmem_strbuf_truncate(%s, 0), wmem_strbuf_append(%s, %s)%s",
                                       kept.variable, kept.variable, text, kept.close)
                 : kept.close);
  return TRUE;
}

gboolean
recipe_strbuf_printf (Site *site)
{
  Call call;
  Statement statement;
  const TokenRange *range;
  const char *buffer;
  gboolean side_effect, text_first, is_statement, used;
  guint32 assigned = NO_TOKEN;
  wmem_allocator_t *pool = site->analysis->pool;

  if (!site_call (site, &call))
    return FALSE;
  range = &g_array_index (call.arguments, TokenRange, 0);
  if (range->first == NO_TOKEN || g_array_index (call.arguments, TokenRange, 1).first == NO_TOKEN)
    return site_leave (site, REASON_ARGUMENTS, NULL);
  side_effect = site_has_side_effect (site, range->first, range->last);
  text_first = reads_buffer (site, &call);
  if (text_first)
    site->occurrence->form = FORM_TEXT_FIRST;
  is_statement = statement_find (site->source, call.first, call.close, &statement, NULL);
  used = !is_statement && site_value_is_used (site, call.first, call.close);
  if (!is_statement && used && statement_find (site->source, call.first, call.close, &statement, &assigned)
      && assigned != NO_TOKEN && !side_effect)
    {
      /* `b = ep_strbuf_printf (b, …);` is no different from the call alone. */
      guint32 equals = source_previous (site->source, call.first);
      const char *left = site_copy (site, assigned, source_previous (site->source, equals));

      buffer = site_copy (site, range->first, range->last);
      is_statement = g_strcmp0 (left, buffer) == 0 && buffer != NULL;
    }
  if ((side_effect || text_first) && !is_statement)
    return keep_parts (site, &call, side_effect, text_first);
  if (side_effect)
    return evaluate_once (site, &call, &statement, text_first);
  buffer = site_copy (site, range->first, range->last);
  if (buffer == NULL)
    return site_leave (site, REASON_SIDE_EFFECT, "the buffer's expression cannot be repeated");
  if (text_first)
    return make_text_first (site, &call, &statement, buffer);
  if (is_statement)
    {
      replace_name (site, &call, statement.first,
                    wmem_strdup_printf (pool, "wmem_strbuf_truncate(%s, 0);%s%s", buffer,
                                        statement_separator (site, &statement), site->rule->target));
      statement_brace (site, &statement, FALSE);
      return TRUE;
    }
  replace_name (site, &call, call.first,
                wmem_strdup_printf (pool, "(wmem_strbuf_truncate(%s, 0), %s", buffer, site->rule->target));
  site_insert_after (site, call.close, used ? wmem_strdup_printf (pool, ", %s)", buffer) : ")");
  return TRUE;
}
