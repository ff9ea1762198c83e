/* SPDX-License-Identifier: MIT */
/*
 * Which variable keeps the text, where the buffer grows, who reads the variable then; and which arguments are the text.
 */
#include "edit/text_kept.h"

#include <string.h>

#include "syntax/postfix.h"

/* The variable that the text, which begins at @first, is assigned to; or NO_TOKEN. */
static guint32
keeping_variable (const Source *source, guint32 first)
{
  guint32 before = source_previous (source, first);
  if (source_is (source, before, ")") && paren_kind (source, before) == PAREN_CAST)
    before = source_previous (source, source_token (source, before)->match);
  const guint32 name = source_is (source, before, "=") ? source_previous (source, before) : NO_TOKEN;
  if (name == NO_TOKEN || source_token (source, name)->kind != TOKEN_IDENTIFIER)
    return NO_TOKEN;
  before = source_previous (source, name);
  return source_is (source, before, "->") || source_is (source, before, ".") ? NO_TOKEN : name;
}

/* The rule of the function that the token calls, if it may make the buffer [first, last] grow; else NULL. */
static const Rule *
growing_rule (const Site *site, guint32 token, guint32 first, guint32 last)
{
  const Source *source = site->source;
  const Token *name = source_token (source, token);
  const Rule *rule = name->kind == TOKEN_IDENTIFIER
                         ? rule_set_lookup (site->analysis->context->rules, source->text + name->offset, name->length)
                         : NULL;
  if (!rule || !rule->target || g_strcmp0 (rule->family, "strbuf") != 0 || !g_str_has_prefix (rule->target, "wmem_strbuf_append"))
    return NULL;
  guint32 at = source_next (source, token);
  if (!source_is (source, at, "("))
    return NULL;
  for (guint32 ours = first; ours <= last; ours = source_next (source, ours))
    {
      at = source_next (source, at);
      if (at == NO_TOKEN || !source_same (source, ours, at))
        return NULL;
    }
  return source_is (source, source_next (source, at), ",") ? rule : NULL;
}

static gboolean
reads (const Source *source, guint32 token, guint32 variable)
{
  const guint32 before = source_previous (source, token);
  return source_token (source, token)->kind == TOKEN_IDENTIFIER && source_same (source, token, variable) && !source_is (source, before, "->")
         && !source_is (source, before, ".") && !source_is (source, source_next (source, token), "=");
}

/* Whether the variable itself is an argument of the call: what else is made of it has been read before the buffer grows. */
static gboolean
is_handed (const Source *source, guint32 open, guint32 variable)
{
  for (guint32 token = open + 1; token < source_token (source, open)->match; token++)
    if (source_token (source, token)->outer == open && source_is (source, source_previous (source, token), ",")
        && (source_is (source, source_next (source, token), ",") || source_is (source, source_next (source, token), ")"))
        && reads (source, token, variable))
      return TRUE;
  return FALSE;
}

/* The first token of the outermost loop around @token whose body begins behind @behind, or NO_TOKEN. */
static guint32
loop_around (const Source *source, guint32 token, guint32 behind)
{
  static const char *const heads[] = { "for", "while", NULL };
  guint32 found = NO_TOKEN;
  for (guint32 open = source_token (source, token)->outer; open != NO_TOKEN && open > behind; open = source_token (source, open)->outer)
    {
      const guint32 before = source_previous (source, open);
      if (!source_is (source, open, "{"))
        continue;
      if (source_is (source, before, "do"))
        found = open;
      else if (source_is (source, before, ")") && source_token (source, before)->match != NO_TOKEN
               && source_is_any (source, source_previous (source, source_token (source, before)->match), heads))
        found = source_token (source, before)->match;
    }
  return found;
}

/* The brace of the function around the token: the outermost behind a list of parameters, those of `extern "C"` and of namespaces passed
 * over; in the old style the outermost of all. NO_TOKEN: none is around. */
static guint32
function_body (const Source *source, guint32 token)
{
  guint32 body = NO_TOKEN, outermost = NO_TOKEN;
  for (guint32 open = source_token (source, token)->outer; open != NO_TOKEN; open = source_token (source, open)->outer)
    {
      outermost = open;
      if (source_is (source, open, "{") && source_is (source, source_previous (source, open), ")"))
        body = open;
    }
  return body != NO_TOKEN ? body : outermost;
}

gboolean
text_is_kept (const Site *site, guint32 first, guint32 last)
{
  const Source *source = site->source;
  const guint32 variable = keeping_variable (source, first);
  const guint32 body = function_body (source, site->token);
  gboolean grown = FALSE;

  if (variable == NO_TOKEN || body == NO_TOKEN || source_is (source, source_next (source, site->token), "["))
    return FALSE;
  const guint32 end = source_token (source, body)->match;
  for (guint32 token = source_next (source, site->token); end != NO_TOKEN && token != NO_TOKEN && token < end; token = source_next (source, token))
    {
      const Rule *rule = growing_rule (site, token, first, last);
      if (rule)
        {
          const gboolean text_first = g_strcmp0 (rule->recipe, "strbuf-printf") == 0; /* it copies what it prints of its own */
          const guint32 loop = loop_around (source, token, site->token);
          for (guint32 again = loop; again != NO_TOKEN && again < token; again = source_next (source, again))
            if (reads (source, again, variable))
              return TRUE;
          const guint32 open = source_next (source, token), close = source_token (source, open)->match;
          if (close == NO_TOKEN || (!text_first && is_handed (source, open, variable)))
            return close != NO_TOKEN;
          if (!grown)
            token = close;
          grown = TRUE;
        }
      else if (grown && reads (source, token, variable))
        return TRUE;
      else if (source_token (source, token)->kind == TOKEN_IDENTIFIER && source_same (source, token, variable)
               && source_is (source, source_next (source, token), "="))
        grown = FALSE;
    }
  return FALSE;
}

/* Where the tokens that end with @last begin, if they are those of the range; else NO_TOKEN. */
static guint32
copy_start (const Source *source, guint32 last, const TokenRange *range)
{
  guint32 token = range->last;
  for (; last != NO_TOKEN; last = source_previous (source, last), token = source_previous (source, token))
    {
      if (!source_same (source, last, token))
        return NO_TOKEN;
      if (token == range->first)
        return last;
    }
  return NO_TOKEN;
}

/* Whether the token, in an argument of the call, is in the argument of one that is made before and whose result is a number, or new
 * memory. */
static gboolean
is_consumed (const Site *site, const Call *call, guint32 token)
{
  const Source *source = site->source;
  static const char *const measures[] = { "strlen", "strcmp", "strncmp", "sizeof", NULL };
  for (guint32 open = source_token (source, token)->outer; open != call->open && open != NO_TOKEN; open = source_token (source, open)->outer)
    {
      const guint32 name = source_previous (source, open);
      if (source_is (source, open, "[") || source_is_any (source, name, measures))
        return TRUE;
      const char *called = name != NO_TOKEN ? source_spelling (site->analysis->pool, source, name) : "";
      const Rule *rule = rule_set_lookup (site->analysis->context->rules, called, strlen (called));
      if (rule && rule->pool != POOL_NONE)
        return TRUE;
    }
  return FALSE;
}

gboolean
text_is_appended (const Site *site, const Call *call)
{
  const Source *source = site->source;
  const TokenRange *buffer = &g_array_index (call->arguments, TokenRange, 0);
  const guint32 comma = buffer->last != NO_TOKEN ? source_next (source, buffer->last) : NO_TOKEN;

  for (guint32 token = comma; token != NO_TOKEN && token < call->close; token = source_next (source, token))
    {
      const guint32 arrow = source_previous (source, token);
      const guint32 start = source_is (source, token, "str") && source_is (source, arrow, "->")
                                ? copy_start (source, source_previous (source, arrow), buffer)
                                : NO_TOKEN;
      const gboolean is_byte = source_is (source, source_next (source, token), "[")
                               && !(start != NO_TOKEN && source_is (source, source_previous (source, start), "&"));
      if (start != NO_TOKEN && !is_byte && !is_consumed (site, call, token))
        return TRUE;
    }
  return FALSE;
}
