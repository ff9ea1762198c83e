/* SPDX-License-Identifier: MIT */
/*
 * The grammar of C's postfix expressions, from right to left.
 */
#include "syntax/postfix.h"

#include <string.h>

/* Words that an expression may follow: none of them is an operand. */
static gboolean
is_word (const Source *source, guint32 token)
{
  static const char *const words[]
      = { "return", "case", "goto", "else", "do", "sizeof",
          "_Alignof", "__alignof__", "__alignof", "alignof", "default", "__extension__",
          "__real__", "__imag__", "break", "continue", "if", "while",
          "for", "switch", "typedef", "static", "extern", "register",
          "auto", "inline", "typeof", "__typeof__", "__typeof", "__attribute__",
          "_Noreturn", "__inline", "__inline__", "__attribute", "_Alignas", "__label__",
          "__asm__", "asm", "__asm", "__volatile__", NULL };

  return source_is_any (source, token, words);
}

/* Words that only a type's name begins with. */
static gboolean
is_type_word (const Source *source, guint32 token)
{
  static const char *const words[]
      = { "void", "char", "short", "int", "long", "float", "double",
          "signed", "unsigned", "struct", "union", "enum", "const", "volatile",
          "restrict", "_Bool", "_Complex", "_Atomic", "typeof", "__typeof__", "__typeof",
          "__restrict", "__const", "__volatile", "__signed__", "__restrict__", "bool", NULL };

  return source_is_any (source, token, words);
}

static gboolean
is_qualifier (const Source *source, guint32 token)
{
  static const char *const words[] = { "const", "volatile", "restrict", "__restrict", "__restrict__", "_Atomic", NULL };

  return source_is_any (source, token, words);
}

static gboolean
is_name (const Source *source, guint32 token)
{
  return token != NO_TOKEN && source_token (source, token)->kind == TOKEN_IDENTIFIER && !is_word (source, token)
         && !is_type_word (source, token);
}

guint32
expression_previous (const Source *source, guint32 token)
{
  guint32 previous = source_previous (source, token);
  const Directive *directive = previous != NO_TOKEN ? source_directive (source, previous) : NULL;

  return directive && directive->kind == DIRECTIVE_DEFINE && previous < directive->body ? NO_TOKEN
                                                                                        : previous;
}

/* Whether the file itself says `typedef … NAME;`. */
static gboolean
is_typedef_here (const Source *source, guint32 name)
{
  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      if (source_token (source, i)->kind != TOKEN_IDENTIFIER || !source_same (source, i, name) || !source_is (source, source_next (source, i), ";"))
        continue;
      for (guint32 at = source_previous (source, i); at != NO_TOKEN; at = source_previous (source, at))
        {
          if (source_is (source, at, "typedef"))
            return TRUE;
          if (source_is (source, at, "}") && source_token (source, at)->match != NO_TOKEN)
            at = source_token (source, at)->match;
          else if (source_is (source, at, ";") || source_is (source, at, "{") || source_is (source, at, "}"))
            break; /* a field's name */
        }
    }
  return FALSE;
}

/* Whether a single name in parentheses, which is no word of the language, is a type. */
static gboolean
names_type (const Source *source, guint32 name)
{
  static const char *const basic[]
      = { "gpointer", "gconstpointer", "gchar", "guchar", "gint", "guint", "gshort", "gushort", "glong",
          "gulong", "gint8", "guint8", "gint16", "guint16", "gint32", "guint32", "gint64", "guint64",
          "gsize", "gssize", "gfloat", "gdouble", "gboolean", "goffset", "FILE", NULL };
  const Token *token = source_token (source, name);

  if (token->meaning != MEANING_UNKNOWN)
    return token->meaning == MEANING_TYPE;
  return source_is_any (source, name, basic)
         || (token->length > 2 && memcmp (source->text + token->offset + token->length - 2, "_t", 2) == 0)
         || is_typedef_here (source, name);
}

/* Whether the parentheses from @a open to @a close hold the name of a type. */
static gboolean
holds_type (const Source *source, guint32 open, guint32 close)
{
  guint32 first = source_next (source, open), last = source_previous (source, close), second;

  if (first == NO_TOKEN || first == close || source_token (source, first)->kind != TOKEN_IDENTIFIER
      || is_word (source, first))
    return source_is_any (source, first, (const char *const[]){ "typeof", "__typeof__", "__typeof", NULL });
  if (is_type_word (source, first))
    return TRUE;
  if (first == last)
    return names_type (source, first);
  if (source_is (source, last, "*") || is_qualifier (source, last))
    return TRUE;
  second = source_next (source, first);
  if (source_token (source, second)->kind == TOKEN_IDENTIFIER)
    return TRUE; /* no two names stand side by side in an expression */
  /* `NAME (*) (…)`: parentheses around stars alone. */
  for (guint32 i = second; i != NO_TOKEN && i < close; i = source_next (source, i))
    if (source_is (source, i, "(") && source_is (source, source_next (source, i), "*"))
      {
        guint32 star = source_next (source, i);

        while (source_is (source, star, "*") || is_qualifier (source, star))
          star = source_next (source, star);
        if (source_is (source, star, ")"))
          return TRUE;
      }
  return FALSE;
}

ParenKind
paren_kind (const Source *source, guint32 close)
{
  static const char *const heads[] = { "if", "while", "for", "switch", "__attribute__",
                                       "__attribute", "_Alignas", "typeof", "__typeof__", "__typeof",
                                       "asm", "__asm__", "__asm", "__volatile__", NULL };
  guint32 open = source_token (source, close)->match;
  guint32 before;

  if (open == NO_TOKEN)
    return PAREN_PRIMARY;
  before = expression_previous (source, open);
  if (source_is_any (source, before, heads))
    return PAREN_HEAD;
  if (ends_operand (source, before) && source_token (source, before)->kind != TOKEN_STRING)
    return PAREN_CALL;
  return holds_type (source, open, close) ? PAREN_CAST : PAREN_PRIMARY;
}

/* Whether the brace that closes at @a close ends a compound literal: a type in parentheses stands before it. */
static gboolean
ends_literal (const Source *source, guint32 close)
{
  guint32 open = source_token (source, close)->match;
  guint32 type = open != NO_TOKEN ? expression_previous (source, open) : NO_TOKEN;
  ParenKind kind = PAREN_HEAD;

  if (source_is (source, type, ")"))
    kind = paren_kind (source, type);
  return kind == PAREN_CAST || kind == PAREN_PRIMARY;
}

gboolean
ends_operand (const Source *source, guint32 token)
{
  if (token == NO_TOKEN)
    return FALSE;
  switch (source_token (source, token)->kind)
    {
    case TOKEN_IDENTIFIER:
      return is_name (source, token);
    case TOKEN_PUNCTUATOR:
      break;
    default:
      return source_token (source, token)->kind != TOKEN_COMMENT;
    }
  if (source_is (source, token, "]"))
    return TRUE;
  if (source_is (source, token, ")"))
    {
      ParenKind kind = paren_kind (source, token);

      return kind == PAREN_CALL || kind == PAREN_PRIMARY;
    }
  if (source_is (source, token, "}"))
    return ends_literal (source, token);
  return (source_is (source, token, "++") || source_is (source, token, "--"))
         && ends_operand (source, expression_previous (source, token));
}

/* Strings stand side by side, and macros that are strings stand between them. */
static guint32
first_string (const Source *source, guint32 token)
{
  for (guint32 previous = expression_previous (source, token); previous != NO_TOKEN;
       previous = expression_previous (source, token))
    {
      if (source_token (source, previous)->kind != TOKEN_STRING && !is_name (source, previous))
        break;
      token = previous;
    }
  return token;
}

guint32
postfix_start (const Source *source, guint32 op)
{
  guint32 token = expression_previous (source, op);

  if (!ends_operand (source, token))
    return NO_TOKEN;
  for (;;)
    {
      guint32 open = source_token (source, token)->match, previous;

      if (source_is (source, token, "++") || source_is (source, token, "--"))
        {
          token = expression_previous (source, token);
          continue;
        }
      if (source_is (source, token, "}"))
        return source_token (source, expression_previous (source, open))->match;
      if (source_is (source, token, "]") || source_is (source, token, ")"))
        {
          if (open == NO_TOKEN)
            return token;
          previous = expression_previous (source, open);
          if (source_is (source, token, ")") ? paren_kind (source, token) != PAREN_CALL
                                             : !ends_operand (source, previous))
            return open;
          token = previous;
          continue;
        }
      if (source_token (source, token)->kind == TOKEN_STRING)
        return first_string (source, token);
      previous = expression_previous (source, token);
      if (!source_is (source, previous, "->") && !source_is (source, previous, "."))
        return token;
      if (!ends_operand (source, expression_previous (source, previous)))
        return previous;
      token = expression_previous (source, previous);
    }
}

guint32
assigned_start (const Source *source, guint32 equals)
{
  guint32 start = postfix_start (source, equals);

  while (start != NO_TOKEN)
    {
      guint32 before = expression_previous (source, start);

      /* A cast is no left side by itself: something has to point through it. */
      while (source_is (source, before, ")") && paren_kind (source, before) == PAREN_CAST)
        before = expression_previous (source, source_token (source, before)->match);
      if (!source_is (source, before, "*"))
        break;
      start = before;
    }
  return start;
}
