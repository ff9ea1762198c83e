/* SPDX-License-Identifier: MIT */
/*
 * Aliases of a buffer's text, by tokens.
 */
#include "edit/buffer_text.h"

#include <string.h>

#include "edit/conditions.h"
#include "edit/macro_users.h"
#include "edit/statement.h"
#include "edit/ways.h"
#include "syntax/postfix.h"

/* Assignments are followed so far. */
enum {
  MAX_DEPTH = 8
};

/* A function, and the buffer in it whose text is asked for. */
typedef struct
{
  Site *site;
  const Source *source;
  guint32 open;        /* the brace of the function's body, or NO_TOKEN */
  TokenRange buffer;   /* its expression */
  const char *root;    /* the variable that the expression begins with, or NULL */
  gboolean is_private; /* nobody but this function knows the buffer */
} Reader;

static gboolean
is_name (const Source *source, guint32 token, const char *name)
{
  return source_token (source, token)->kind == TOKEN_IDENTIFIER && source_is (source, token, name);
}

static gboolean
is_field (const Source *source, guint32 token)
{
  guint32 before = source_previous (source, token);

  return source_is (source, before, "->") || source_is (source, before, ".");
}

static const Rule *
rule_at (const Reader *reader, guint32 token)
{
  const Token *found = source_token (reader->source, token);

  return found->kind == TOKEN_IDENTIFIER
             ? rule_set_lookup (reader->site->analysis->context->rules, reader->source->text + found->offset,
                                found->length)
             : NULL;
}

/* Whether the function named at @a token makes a string buffer. */
static gboolean
creates_buffer (const Reader *reader, guint32 token)
{
  const Rule *rule = token != NO_TOKEN ? rule_at (reader, token) : NULL;

  return rule && rule->kind == RULE_FUNCTION && g_strcmp0 (rule->family, "strbuf") == 0
         && rule->pool != POOL_NONE;
}

static guint32
function_body (const Source *source, guint32 token)
{
  guint32 open = source_token (source, token)->outer;

  if (source_token (source, token)->directive != 0)
    return NO_TOKEN;
  while (open != NO_TOKEN && source_token (source, open)->outer != NO_TOKEN)
    open = source_token (source, open)->outer;
  return source_is (source, open, "{") ? open : NO_TOKEN;
}

static guint32
body_end (const Reader *reader)
{
  guint32 end = reader->open != NO_TOKEN ? source_token (reader->source, reader->open)->match : NO_TOKEN;

  return end != NO_TOKEN ? end : reader->source->tokens->len;
}

/* Whether the name at @a token, directly in a block, is one that a declaration declares. */
static gboolean
is_declarator (const Source *source, guint32 token)
{
  guint32 start = expression_start (source, token);
  gboolean initialiser = FALSE;

  if (start == token || !declaration_begins (source, start))
    return FALSE;
  for (guint32 i = start; i < token; i++)
    {
      if (source_is (source, i, "static") || source_is (source, i, "extern") || source_is (source, i, "typedef"))
        return FALSE;
      if (source_is (source, i, "=") || source_is (source, i, ","))
        initialiser = source_is (source, i, "=");
      if (source_token (source, i)->match != NO_TOKEN && source_token (source, i)->match > i)
        i = source_token (source, i)->match;
    }
  return !initialiser;
}

/* The declarator of the local variable @a name in the body, or NO_TOKEN. */
static guint32
find_declarator (const Reader *reader, const char *name)
{
  const Source *source = reader->source;

  for (guint32 i = reader->open; reader->open != NO_TOKEN && i < body_end (reader); i++)
    {
      guint32 after = source_next (source, i);

      if (is_name (source, i, name) && !is_field (source, i)
          && source_is (source, source_token (source, i)->outer, "{")
          && (source_is (source, after, "=") || source_is (source, after, ";") || source_is (source, after, ",")
              || source_is (source, after, "["))
          && is_declarator (source, i))
        return i;
    }
  return NO_TOKEN;
}

/* Whether the array at @a declarator holds characters, not pointers. */
static gboolean
holds_characters (const Source *source, guint32 declarator)
{
  static const char *const types[] = { "char", "gchar", "guchar", "guint8", "gint8", "uint8_t" };
  guint32 before = source_previous (source, declarator), type = expression_start (source, declarator);

  if (!source_is (source, source_next (source, declarator), "[") || source_is (source, before, "*"))
    return FALSE;
  for (; type < declarator && !source_is (source, type, ","); type++)
    for (guint i = 0; i < G_N_ELEMENTS (types); i++)
      if (source_is (source, type, types[i]))
        return TRUE;
  return FALSE;
}

/* Whether a table of that name stands outside of all functions. */
static gboolean
is_table (const Source *source, const char *name)
{
  for (guint32 i = 0; i < source->tokens->len; i++)
    if (source_token (source, i)->outer == NO_TOKEN && is_name (source, i, name)
        && source_is (source, source_next (source, i), "["))
      return TRUE;
  return FALSE;
}

/* A macro by the look of its name. */
static gboolean
looks_like_macro (const Source *source, guint32 token)
{
  const Token *found = source_token (source, token);

  for (guint32 i = 0; i < found->length; i++)
    if (g_ascii_islower (source->text[found->offset + i]))
      return FALSE;
  return found->length > 1;
}

/* Whether the buffer is a local variable that holds only what is created here, and is handed to nothing but the API of
 * string buffers. */
static gboolean
is_private (const Reader *reader)
{
  const Source *source = reader->source;

  if (!reader->root || reader->buffer.first != reader->buffer.last
      || find_declarator (reader, reader->root) == NO_TOKEN)
    return FALSE;
  for (guint32 i = reader->open; i < body_end (reader); i++)
    {
      guint32 before = source_previous (source, i), after = source_next (source, i), callee;
      const Rule *rule;

      if (!is_name (source, i, reader->root) || is_field (source, i))
        continue;
      callee = source_is (source, before, "(") ? source_previous (source, before) : NO_TOKEN;
      rule = callee != NO_TOKEN ? rule_at (reader, callee) : NULL;
      if (source_is (source, after, "->") || (rule && g_strcmp0 (rule->family, "strbuf") == 0))
        continue;
      if (source_is (source, after, "=") && creates_buffer (reader, source_next (source, after)))
        continue;
      if ((source_is (source, after, ";") || source_is (source, after, ","))
          && (source_is (source, before, "return") || i == find_declarator (reader, reader->root)))
        continue;
      return FALSE;
    }
  return TRUE;
}

static gboolean range_reads (const Reader *reader, guint32 first, guint32 last, gboolean value, guint depth);

/* The end of the right side that begins at @a token. */
static guint32
right_side_end (const Source *source, guint32 token, guint32 limit)
{
  guint32 last = token;

  for (guint32 i = token; i < limit; i++)
    {
      const Token *found = source_token (source, i);

      if (source_is (source, i, ";") || source_is (source, i, ",") || source_is (source, i, ")")
          || source_is (source, i, "}"))
        break;
      if (found->match != NO_TOKEN && found->match > i)
        i = found->match;
      last = i;
    }
  return last;
}

/* Whether some value that the variable (or @a field) @a name gets in the function comes from the buffer. */
static gboolean
variable_reads (const Reader *reader, const char *name, gboolean field, guint depth)
{
  const Source *source = reader->source;
  guint32 declarator = field ? NO_TOKEN : find_declarator (reader, name);

  if (!field && ((declarator != NO_TOKEN && holds_characters (source, declarator)) || is_table (source, name)))
    return FALSE; /* a copy, or nobody's pointer */
  if (depth > MAX_DEPTH || reader->open == NO_TOKEN || (declarator == NO_TOKEN && !reader->is_private))
    return TRUE;
  for (guint32 i = reader->open; i < body_end (reader); i++)
    {
      guint32 after = source_next (source, i);

      if (!is_name (source, i, name) || is_field (source, i) != field)
        continue;
      if (source_is (source, source_previous (source, i), "&"))
        return TRUE;
      while (source_is (source, after, "[") && source_token (source, after)->match != NO_TOKEN)
        after = source_next (source, source_token (source, after)->match);
      if ((source_is (source, after, "=") || source_is (source, after, "+="))
          && range_reads (reader, after + 1, right_side_end (source, after + 1, body_end (reader)), TRUE,
                          depth + 1))
        return TRUE;
    }
  return FALSE;
}

/* Whether the name at @a token is read through: `*name`, `name[i]`, an argument of a call. */
static gboolean
is_read_through (const Source *source, guint32 token, guint32 first)
{
  guint32 before = source_previous (source, token);

  if (source_is (source, source_next (source, token), "["))
    return TRUE;
  if (token > first && source_is (source, before, "*") && !ends_operand (source, expression_previous (source, before)))
    return TRUE;
  for (guint32 open = source_token (source, token)->outer; open != NO_TOKEN && open >= first;
       open = source_token (source, open)->outer)
    if (source_is (source, open, "(") && source_token (source, open)->match != NO_TOKEN
        && paren_kind (source, source_token (source, open)->match) == PAREN_CALL)
      return TRUE;
  return FALSE;
}

/* Whether evaluating the tokens from @a first to @a last may read the buffer's text, or (@a value) gives a pointer into
 * it. All branches of conditions are looked at. */
static gboolean
range_reads (const Reader *reader, guint32 first, guint32 last, gboolean value, guint depth)
{
  const Source *source = reader->source;
  const RuleSet *rules = reader->site->analysis->context->rules;

  for (guint32 i = first; i <= last; i++)
    {
      const Token *token = source_token (source, i);
      const Rule *rule = rule_at (reader, i);
      guint32 close = source_is (source, i, "(") ? token->match : NO_TOKEN;
      char *name;
      gboolean reads, field = is_field (source, i);

      if (token->directive != source_token (source, first)->directive)
        continue;
      if (close != NO_TOKEN && paren_kind (source, close) == PAREN_CAST)
        i = close;
      if (token->kind != TOKEN_IDENTIFIER || !ends_operand (source, i))
        continue;
      if (field && rule_set_lookup_field (rules, NULL, source->text + token->offset, token->length))
        return TRUE; /* some buffer's text */
      if (source_is (source, source_next (source, i), "("))
        {
          if (!reader->is_private && !looks_like_macro (source, i)
              && (!rule || g_strcmp0 (rule->family, "strbuf") == 0))
            return TRUE;
          /* Memory that was made before is a copy, whatever it was made of. */
          if (depth > 0 && rule && rule->pool != POOL_NONE && g_strcmp0 (rule->family, "strbuf") != 0
              && source_token (source, source_next (source, i))->match != NO_TOKEN)
            i = source_token (source, source_next (source, i))->match;
          continue;
        }
      if (rule || (!value && !is_read_through (source, i, first)) || looks_like_macro (source, i))
        continue;
      if (!field && reader->root && source_is (source, i, reader->root))
        return TRUE;
      name = (char *) source_spelling (NULL, source, i);
      reads = variable_reads (reader, name, field, depth);
      wmem_free (NULL, name);
      if (reads)
        return TRUE;
    }
  return FALSE;
}

/* Which of the arguments behind the format are read as text, one letter an argument, from the system's heap; NULL where
 * the format is not a literal to the end, so that any may be. */
static GString *
read_format (const Source *source, TokenRange format)
{
  GString *letters = g_string_new (NULL);

  for (guint32 i = format.first; i <= format.last; i++)
    {
      const Token *token = source_token (source, i);
      const char *at = source->text + token->offset, *end = at + token->length;

      if (token->kind == TOKEN_COMMENT)
        continue;
      if (token->kind != TOKEN_STRING)
        {
          g_string_free (letters, TRUE);
          return NULL;
        }
      while (at < end)
        {
          if (*at++ != '%')
            continue;
          for (; at < end && strchr ("0123456789.-+ #'hlLjztqI*", *at); at++)
            if (*at == '*')
              g_string_append_c (letters, 'd');
          if (at < end && *at != '%')
            g_string_append_c (letters, *at);
          at += at < end;
        }
    }
  return letters;
}

/* Whether arguments behind the buffer name it, or some buffer's text, or hand what it begins with to a function. */
static gboolean
names_buffer (const Reader *reader, guint32 first, guint32 last)
{
  const Source *source = reader->source;
  const RuleSet *rules = reader->site->analysis->context->rules;
  guint32 length = reader->buffer.last - reader->buffer.first + 1;

  for (guint32 i = first; i <= last; i++)
    {
      const Token *token = source_token (source, i);
      guint32 same = 0;

      while (same < length && i + same <= last)
        {
          if (!source_same (source, i + same, reader->buffer.first + same))
            break;
          same++;
        }
      if (same == length)
        return TRUE;
      if (token->kind != TOKEN_IDENTIFIER)
        continue;
      if (is_field (source, i)
          && rule_set_lookup_field (rules, NULL, source->text + token->offset, token->length))
        {
          const Fact *fact = source == reader->site->source ? unit_file_fact (reader->site->file, token->offset) : NULL;

          if (!fact || fact->kind == FACT_MEMBER)
            return TRUE;
        }
      if (reader->root && source_is (source, i, reader->root) && is_read_through (source, i, first))
        return TRUE;
    }
  return FALSE;
}

static Reader
reader_new (Site *site, const Source *source, TokenRange buffer)
{
  Reader reader = { site, source, function_body (source, buffer.first), buffer, NULL, FALSE };

  for (guint32 i = buffer.first; i <= buffer.last && !reader.root; i++)
    if (source_token (source, i)->kind == TOKEN_IDENTIFIER && ends_operand (source, i))
      reader.root = source_spelling (site->analysis->pool, source, i);
  reader.is_private = is_private (&reader);
  return reader;
}

/* What users of the macro give, in whose body the call is. */
static gboolean
given_names_buffer (Site *site, const Source *source, TokenRange buffer, TokenRange argument)
{
  Reader reader = reader_new (site, source, buffer);

  return names_buffer (&reader, argument.first, argument.last);
}

static gboolean
given_may_read (Site *site, const Source *source, TokenRange buffer, TokenRange argument)
{
  Reader reader = reader_new (site, source, buffer);

  return range_reads (&reader, argument.first, argument.last, TRUE, 0);
}

/* The same of a number's conversion. */
static gboolean
given_reads_through (Site *site, const Source *source, TokenRange buffer, TokenRange argument)
{
  Reader reader = reader_new (site, source, buffer);

  return range_reads (&reader, argument.first, argument.last, FALSE, 0);
}

static gboolean
users_give (Site *site, TokenRange buffer, guint32 first, guint32 last, ArgumentTest test)
{
  for (guint32 part = buffer.first; part <= buffer.last; part++)
    for (guint32 token = first; token <= last; token++)
      if (source_token (site->source, token)->kind == TOKEN_IDENTIFIER && macro_users_give (site, part, token, test))
        return TRUE;
  return FALSE;
}

static gboolean
hides_expression (Site *site, guint32 first, guint32 last)
{
  for (guint32 i = first; i <= last; i++)
    if (macro_hides_expression (site, i))
      return TRUE;
  return FALSE;
}

/* Whether a function is called that cannot be seen through. */
static gboolean
calls_unknown (const Reader *reader, guint32 first, guint32 last)
{
  for (guint32 i = first; i <= last; i++)
    if (source_token (reader->source, i)->kind == TOKEN_IDENTIFIER && !rule_at (reader, i)
        && source_is (reader->source, source_next (reader->source, i), "(") && ends_operand (reader->source, i))
      return TRUE;
  return FALSE;
}

static gboolean
argument_may_read (const Reader *reader, const TokenRange *range, gboolean text)
{
  if (range->first == NO_TOKEN)
    return FALSE;
  /* In a macro's body what is no parameter can only read by a function. */
  if (source_directive (reader->source, range->first))
    return calls_unknown (reader, range->first, range->last)
           || users_give (reader->site, reader->buffer, range->first, range->last,
                          text ? given_may_read : given_reads_through);
  return range_reads (reader, range->first, range->last, text, 0);
}

/* Argument by argument, where the format says which ones are read as text. */
static gboolean
arguments_may_read (const Reader *reader, const Call *call)
{
  const Source *source = reader->source;
  const TokenRange *format = &g_array_index (call->arguments, TokenRange, 1);
  GString *letters = read_format (source, *format);
  gboolean reads = !letters && argument_may_read (reader, format, TRUE);

  if (!source_directive (source, call->close) && conditions_between (source, reader->buffer.last, call->close))
    reads = reads || range_reads (reader, reader->buffer.last + 1, call->close - 1, TRUE, 0);
  else
    for (guint i = 2; i < call->arguments->len && !reads; i++)
      reads = argument_may_read (reader, &g_array_index (call->arguments, TokenRange, i),
                                 !letters || i - 2 >= letters->len
                                     || strchr ("sSn", letters->str[i - 2]));
  if (letters)
    g_string_free (letters, TRUE);
  return reads;
}

TextRead
buffer_text_read (Site *site, const Call *call)
{
  TokenRange buffer = g_array_index (call->arguments, TokenRange, 0);
  Reader reader = reader_new (site, site->source, buffer);
  guint32 first = buffer.last + 1, last = call->close - 1;

  if (names_buffer (&reader, first, last) || hides_expression (site, first, last)
      || users_give (site, buffer, first, last, given_names_buffer))
    return TEXT_READ;
  if (hides_expression (site, buffer.first, buffer.last))
    for (guint32 i = first; i <= last; i++)
      if (source_token (site->source, i)->kind == TOKEN_IDENTIFIER)
        return TEXT_READ;
  return arguments_may_read (&reader, call) ? TEXT_MAYBE_READ : TEXT_NOT_READ;
}

/* --- Buffers that are certainly empty --- */

/* Whether the text of the creation at @a name is certainly empty. */
static gboolean
creates_empty (const Reader *reader, guint32 name, guint32 *semicolon)
{
  const Source *source = reader->source;
  guint32 open = source_next (source, name), first = source_next (source, open);
  guint32 close = source_is (source, open, "(") ? source_token (source, open)->match : NO_TOKEN;

  if (!creates_buffer (reader, name) || close == NO_TOKEN || !source_is (source, source_next (source, close), ";"))
    return FALSE;
  *semicolon = source_next (source, close);
  return rule_at (reader, name)->parameters->len == 2
         || (source_next (source, first) == close && !source_directive (source, name)
             && (source_is (source, first, "NULL") || source_is (source, first, "\"\"")
                 || source_is (source, first, "0")));
}

/* Whether the name before a `:` is a label's: it stands where a statement begins, behind a case's or another label's `:`, too. */
static gboolean
is_label (const Source *source, guint32 name)
{
  static const char *const ends[] = { ";", "}", "{", ":", "else", "do", NULL };
  const guint32 before = source_previous (source, name);

  return source_token (source, name)->kind == TOKEN_IDENTIFIER && !source_is (source, name, "default")
         && (source_is_any (source, before, ends) || (source_is (source, before, ")") && paren_kind (source, before) != PAREN_CAST));
}

gboolean
buffer_is_new (Site *site, const Call *call)
{
  TokenRange buffer = g_array_index (call->arguments, TokenRange, 0);
  const Source *source = site->source;
  Reader reader = reader_new (site, source, buffer);
  guint32 created = NO_TOKEN, semicolon = NO_TOKEN, open;

  if (reader.open == NO_TOKEN || buffer.first != buffer.last || !reader.root
      || find_declarator (&reader, reader.root) == NO_TOKEN)
    return FALSE;
  for (guint32 i = reader.open; i < call->first; i++)
    {
      guint32 end;

      if (is_name (source, i, reader.root) && source_is (source, source_previous (source, i), "&"))
        return FALSE;
      if (is_name (source, i, reader.root) && !is_field (source, i)
          && source_is (source, source_next (source, i), "=")
          && creates_empty (&reader, source_next (source, source_next (source, i)), &end))
        {
          created = i;
          semicolon = end;
        }
    }
  open = created != NO_TOKEN ? source_token (source, created)->outer : NO_TOKEN;
  if (open == NO_TOKEN || ways_place (source, call->first, open) == NO_TOKEN
      || ways_repeat (source, open, call->first) || conditions_between (source, created, semicolon)
      || source_token (source, created)->inactive != source_token (source, call->first)->inactive)
    return FALSE;
  for (guint32 i = semicolon; i < call->first; i++)
    {
      guint32 common = open;

      /* A way from elsewhere: a label, or another section of the switch that the creation itself is in. */
      if (source_is (source, i, ":") && is_label (source, source_previous (source, i)))
        return FALSE;
      if (source_token (source, i)->outer == open && (source_is (source, i, "case") || source_is (source, i, "default")))
        return FALSE;
      if (!is_name (source, i, reader.root) && !macro_mentions (site, i, reader.root))
        continue;
      /* The innermost braces around both decide. */
      for (guint32 at = source_token (source, i)->outer; at != NO_TOKEN && at != open;
           at = source_token (source, at)->outer)
        if (source_is (source, at, "{") && ways_place (source, call->first, at) != NO_TOKEN)
          {
            common = at;
            break;
          }
      if (!ways_exclude (source, common, i, call->first))
        return FALSE;
    }
  return TRUE;
}
