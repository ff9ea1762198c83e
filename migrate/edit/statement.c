/* SPDX-License-Identifier: MIT */
/*
 * Where an expression stands.
 */
#include "edit/statement.h"

#include <string.h>

#include "edit/conditions.h"
#include "edit/fresh_name.h"

static gboolean
is_keyword (const Source *source, guint32 token)
{
  static const char *const words[]
      = { "if", "while", "for", "switch", "return", "sizeof", "do", "else", "case", NULL };

  return source_is_any (source, token, words);
}

/* Whether the `:` at @a colon ends a label, a case or a default; @a label set to its first token. */
static gboolean
ends_label (const Source *source, guint32 colon, guint32 *label)
{
  guint32 token = source_previous (source, colon);
  guint questions = 0;

  if (token == NO_TOKEN)
    return FALSE;
  for (; token != NO_TOKEN; token = source_previous (source, token))
    {
      if (source_token (source, token)->match != NO_TOKEN && source_token (source, token)->match < token)
        {
          token = source_token (source, token)->match;
          continue;
        }
      if (source_is (source, token, "?"))
        {
          questions++;
          continue;
        }
      if (source_is (source, token, "case") || source_is (source, token, "default"))
        {
          *label = token;
          return questions == 0;
        }
      if (source_is (source, token, ";") || source_is (source, token, "{") || source_is (source, token, "}")
          || source_is (source, token, ":"))
        break;
    }
  /* A plain label: one name after the end of a statement. */
  *label = source_previous (source, colon);
  return questions == 0 && source_token (source, *label)->kind == TOKEN_IDENTIFIER
         && source_previous (source, *label) == token && token != NO_TOKEN;
}

/* Whether `NAME (…)`, whose parentheses end at @a close, is the head of a statement by a macro: a name
 * follows, as it does in no expression. */
static gboolean
is_macro_head (const Source *source, guint32 name, guint32 close)
{
  guint32 next = source_next (source, close);

  return name != NO_TOKEN && source_token (source, name)->kind == TOKEN_IDENTIFIER
         && source_token (source, name)->directive == 0 && !is_keyword (source, name)
         && !g_str_has_prefix (source->text + source_token (source, name)->offset, "__") && next != NO_TOKEN
         && source_token (source, next)->kind == TOKEN_IDENTIFIER;
}

gboolean
statement_begins (const Source *source, guint32 before, gboolean *unbraced)
{
  guint32 token = before;

  *unbraced = FALSE;
  while (source_is (source, token, ":"))
    {
      guint32 label;

      if (!ends_label (source, token, &label))
        return FALSE;
      token = source_previous (source, label);
    }
  if (source_is (source, token, ";") || source_is (source, token, "{") || source_is (source, token, "}"))
    {
      guint32 outer = source_token (source, token)->outer;

      if (source_is (source, token, "{"))
        return TRUE;
      return outer == NO_TOKEN || source_is (source, outer, "{"); /* not in a for's head */
    }
  *unbraced = TRUE;
  if (source_is (source, token, "else") || source_is (source, token, "do"))
    return TRUE;
  if (source_is (source, token, ")") && source_token (source, token)->match != NO_TOKEN)
    {
      static const char *const heads[] = { "if", "while", "for", "switch", NULL };
      guint32 name = source_previous (source, source_token (source, token)->match);

      return source_is_any (source, name, heads) || is_macro_head (source, name, before);
    }
  return FALSE;
}

/* Whether a macro that is no part of an expression stands before the call at @a first: `ELSE call (…);`. */
static gboolean
follows_macro (const Source *source, guint32 first)
{
  guint32 before = source_previous (source, first);

  return before != NO_TOKEN && source_token (source, before)->kind == TOKEN_IDENTIFIER
         && source_token (source, before)->directive == 0 && !is_keyword (source, before);
}

gboolean
statement_find (const Source *source, guint32 first, guint32 last, Statement *statement, guint32 *assigned)
{
  guint32 before = source_previous (source, first);

  statement->first = first;
  statement->last = last;
  statement->semicolon = source_next (source, last);
  if (assigned)
    *assigned = NO_TOKEN;
  if (!source_is (source, statement->semicolon, ";"))
    return FALSE;
  if (source_is (source, before, ")") && source_is (source, source_previous (source, before), "void"))
    {
      statement->first = source_token (source, before)->match;
      before = statement->first != NO_TOKEN ? source_previous (source, statement->first) : NO_TOKEN;
    }
  else if (assigned && source_is (source, before, "="))
    {
      guint32 start = assigned_start (source, before);

      if (start == NO_TOKEN)
        return FALSE;
      statement->first = *assigned = start;
      before = source_previous (source, start);
    }
  statement->before = before;
  if (before == NO_TOKEN)
    return FALSE;
  if (!conditions_balanced (source, statement->first, statement->semicolon))
    return FALSE;
  if (statement->first == first && follows_macro (source, first))
    return statement->unbraced = TRUE;
  if (!statement_begins (source, before, &statement->unbraced))
    return FALSE;
  statement->unbraced |= conditions_may_open (source, statement->first);
  return TRUE;
}

guint32
expression_start (const Source *source, guint32 token)
{
  for (guint32 previous = source_previous (source, token); previous != NO_TOKEN;
       previous = source_previous (source, token))
    {
      gboolean unbraced;
      const Token *found = source_token (source, previous);

      if (found->match != NO_TOKEN && found->match < previous && !source_is (source, previous, "}"))
        {
          if (statement_begins (source, previous, &unbraced))
            return token;
          token = found->match;
          continue;
        }
      if (found->match != NO_TOKEN || source_is (source, previous, ";")
          || source_is (source, previous, "else") || source_is (source, previous, "do")
          || statement_begins (source, previous, &unbraced))
        return token;
      token = previous;
    }
  return token;
}

/* The last token of the expression at this level. */
static guint32
level_end (const Source *source, guint32 token)
{
  for (guint32 next = source_next (source, token); next != NO_TOKEN; next = source_next (source, token))
    {
      const Token *found = source_token (source, next);

      if (source_is (source, next, ";") || (found->match != NO_TOKEN && found->match < next)
          || source_is (source, next, "}"))
        return token;
      token = found->match != NO_TOKEN ? found->match : next;
    }
  return token;
}

/* The first and the last token of the operand of a comma, or of the whole expression, at this level. */
static guint32
operand_start (const Source *source, guint32 token)
{
  guint32 start = expression_start (source, token), operand = start;

  for (guint32 i = start; i < token; i = source_next (source, i))
    {
      if (source_is (source, i, ","))
        operand = source_next (source, i);
      if (source_token (source, i)->match != NO_TOKEN && source_token (source, i)->match > i)
        i = source_token (source, i)->match;
    }
  return operand;
}

static guint32
operand_end (const Source *source, guint32 token)
{
  guint32 end = level_end (source, token);

  for (guint32 i = token; i < end; i = source_next (source, i))
    {
      if (source_token (source, i)->match != NO_TOKEN && source_token (source, i)->match > i)
        i = source_token (source, i)->match;
      if (source_is (source, source_next (source, i), ","))
        return i;
    }
  return end;
}

static gboolean
level_has (const Source *source, guint32 first, guint32 last, const char *text)
{
  for (guint32 i = first; i != NO_TOKEN && i <= last; i = source_next (source, i))
    {
      if (source_is (source, i, text))
        return TRUE;
      if (source_token (source, i)->match != NO_TOKEN && source_token (source, i)->match > i)
        i = source_token (source, i)->match;
    }
  return FALSE;
}

static const char *const qualifiers[] = { "const", "volatile", "restrict", "__restrict", NULL };

guint32
declarator_star (const Source *source, guint32 name)
{
  guint32 before = source_previous (source, name);
  while (source_is_any (source, before, qualifiers))
    before = source_previous (source, before);
  return source_is (source, before, "*") ? before : NO_TOKEN;
}

gboolean
declaration_begins (const Source *source, guint32 first)
{
  static const char *const words[] = { "return", "goto", "case", "default", "if", "else", "for",
                                       "while", "do", "switch", "break", "continue", "sizeof" };
  guint32 second = source_next (source, first);

  if (first == NO_TOKEN || source_token (source, first)->kind != TOKEN_IDENTIFIER || second == NO_TOKEN)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (source_is (source, first, words[i]))
      return FALSE;
  if (source_token (source, second)->kind == TOKEN_IDENTIFIER)
    return TRUE;
  /* `name *name` that is followed by what only a declarator is followed by. */
  while (source_is (source, second, "*") || (second != source_next (source, first) && source_is_any (source, second, qualifiers)))
    second = source_next (source, second);
  if (second == source_next (source, first) || second == NO_TOKEN
      || source_token (source, second)->kind != TOKEN_IDENTIFIER)
    return FALSE;
  guint32 after = source_next (source, second);

  return source_is (source, after, ";") || source_is (source, after, "=") || source_is (source, after, ",")
         || source_is (source, after, "[");
}

/* The statement, an expression's or a return's, that [first, last] is part of. */
static gboolean
enclosing_statement (const Source *source, guint32 first, guint32 last, Statement *statement)
{
  guint32 outer = source_token (source, first)->outer;

  for (; outer != NO_TOKEN && !source_is (source, outer, "{"); outer = source_token (source, outer)->outer)
    {
      first = outer;
      last = source_token (source, outer)->match;
      if (last == NO_TOKEN)
        return FALSE;
    }
  if (outer == NO_TOKEN)
    return FALSE;
  statement->first = expression_start (source, first);
  statement->last = level_end (source, last);
  statement->before = source_previous (source, statement->first);
  statement->semicolon = source_next (source, statement->last);
  if (!source_is (source, statement->semicolon, ";")
      || !conditions_balanced (source, statement->first, statement->semicolon))
    return FALSE;
  if (source_is (source, statement->first, "return"))
    return statement_begins (source, statement->before, &statement->unbraced);
  return !is_keyword (source, statement->first)
         && (source_token (source, statement->first)->kind == TOKEN_IDENTIFIER
             || source_is (source, statement->first, "(") || source_is (source, statement->first, "*"))
         && !declaration_begins (source, statement->first)
         && statement_begins (source, statement->before, &statement->unbraced)
         /* The last statement of `({ … })` is its value. */
         && !(source_is (source, source_next (source, statement->semicolon), "}")
              && source_is (source, source_previous (source, outer), "("));
}

const char *
statement_variable (Site *site, guint32 first, guint32 last, const char *type, const char *name)
{
  const Source *source = site->source;
  wmem_allocator_t *pool = site->analysis->pool;
  Statement statement;
  guint before = 0;

  if (!enclosing_statement (source, first, last, &statement))
    return NULL;
  for (guint32 i = statement.first; i < site->token; i++)
    {
      const Token *token = source_token (source, i);
      const Rule *rule = token->kind == TOKEN_IDENTIFIER ? rule_set_lookup (
                             site->analysis->context->rules, source->text + token->offset, token->length)
                                                         : NULL;

      before += rule != NULL && rule->recipe;
    }
  name = fresh_name (site, name, before + 1);
  site_insert_before (site, statement.first, wmem_strdup_printf (pool, "{ %s%s; ", type, name));
  /* The blanks tell it from another one's: what two changes insert alike at one place is inserted once. */
  site_insert_after (site, statement.semicolon, wmem_strdup_printf (pool, "%*s}", (int) before + 1, ""));
  return name;
}

/* What stands before an expression; in a macro's body nothing stands before its first token. */
static guint32
before_expression (const Source *source, guint32 first)
{
  const Directive *directive = source_directive (source, first);
  guint32 before = source_previous (source, first);

  return directive && before != NO_TOKEN && before < directive->body ? NO_TOKEN : before;
}

gboolean
is_void_cast (const Source *source, guint32 close)
{
  guint32 word = source_is (source, close, ")") ? source_previous (source, close) : NO_TOKEN;

  return source_is (source, word, "void") && source_token (source, close)->match == source_previous (source, word);
}

/* Whether the parenthesis at @a open begins the arguments of a call: by name, or as `(f) (x)`, `f[0] (x)`. */
static gboolean
holds_arguments (const Source *source, guint32 open)
{
  guint32 callee = open != NO_TOKEN && source_is (source, open, "(") ? source_previous (source, open) : NO_TOKEN;

  if (callee == NO_TOKEN)
    return FALSE;
  if (source_token (source, callee)->kind == TOKEN_IDENTIFIER)
    return !is_keyword (source, callee);
  return (source_is (source, callee, ")") || source_is (source, callee, "]")) && source_token (source, open)->match != NO_TOKEN
         && paren_kind (source, source_token (source, open)->match) == PAREN_CALL;
}

gboolean
expression_is_used (const Source *source, guint32 first, guint32 last, gboolean *whole_body)
{
  if (follows_macro (source, first) && source_is (source, source_next (source, last), ";"))
    return FALSE;
  for (;;)
    {
      guint32 before = before_expression (source, first), after = source_next (source, last);
      gboolean unbraced;

      if (before == NO_TOKEN && after == NO_TOKEN)
        {
          *whole_body = TRUE;
          return FALSE;
        }
      if (is_void_cast (source, before))
        return FALSE;
      if (source_is (source, before, "(") && source_token (source, before)->match == after
          && after != NO_TOKEN)
        {
          guint32 name = source_previous (source, before);

          if (name != NO_TOKEN
              && (source_token (source, name)->kind == TOKEN_IDENTIFIER || source_is (source, name, ")")
                  || source_is (source, name, "]"))
              && !statement_begins (source, name, &unbraced))
            return TRUE;
          first = before;
          last = after;
          continue;
        }
      /* A name there can only be a macro that brings the semicolon. */
      if ((source_is (source, after, ";")
           || (after != NO_TOKEN && source_token (source, after)->kind == TOKEN_IDENTIFIER))
          && before != NO_TOKEN && statement_begins (source, before, &unbraced))
        return FALSE;
      if (before == NO_TOKEN && (source_is (source, after, ";")))
        return FALSE; /* a statement at the start of a macro's body */
      if (source_token (source, first)->directive != 0 && after == NO_TOKEN
          && statement_begins (source, before, &unbraced))
        return FALSE;
      guint32 outer = source_token (source, first)->outer;
      gboolean in_for = outer != NO_TOKEN && source_is (source, outer, "(")
                        && source_is (source, source_previous (source, outer), "for");
      gboolean in_call = !in_for && holds_arguments (source, outer);

      if (in_for
          && ((source_is (source, before, "(") && source_is (source, after, ";"))
              || (source_is (source, before, ";") && source_is (source, after, ")"))))
        return FALSE;
      gboolean in_choice = (source_is (source, before, "?") || source_is (source, before, ":"))
                           && !statement_begins (source, before, &unbraced);

      if (source_is (source, after, ",") && !in_call && !in_choice
          && (outer == NO_TOKEN || !source_is (source, outer, "[")))
        {
          if (outer != NO_TOKEN && source_is (source, outer, "{")
              && source_is (source, source_previous (source, outer), "="))
            return TRUE; /* an initialiser's element */
          if (source_is (source, before, "="))
            return TRUE;
          return FALSE; /* the left side of a comma */
        }
      if (source_is (source, before, ",") && !in_call)
        {
          guint32 start = expression_start (source, first);

          if (start == first || source_is (source, start, "return"))
            return TRUE;
          first = start;
          continue;
        }
      if (in_choice)
        {
          guint32 start = operand_start (source, first), end = operand_end (source, last);

          if (in_call || level_has (source, start, end, "=") || source_is (source, start, "return")
              || (start == first && end == last))
            return TRUE;
          first = start;
          last = end;
          continue;
        }
      return TRUE;
    }
}

const char *
line_indentation (Site *site, guint32 token)
{
  const Source *source = site->source;
  guint32 line = source_line (source, source_token (source, token)->offset, NULL);
  const char *start = source->text + g_array_index (source->lines, guint32, line - 1);

  return wmem_strndup (site->analysis->pool, start, strspn (start, " \t"));
}

static gboolean
begins_line (Site *site, guint32 token)
{
  const Source *source = site->source;
  guint32 offset = source_token (source, token)->offset;
  guint32 start = g_array_index (source->lines, guint32, source_line (source, offset, NULL) - 1);

  return strspn (source->text + start, " \t") == offset - start;
}

const char *
statement_separator (Site *site, const Statement *statement)
{
  if (source_token (site->source, statement->first)->directive != 0 || !begins_line (site, statement->first))
    return " ";
  return wmem_strdup_printf (site->analysis->pool, "%s%s", site->source->newline,
                             line_indentation (site, statement->first));
}

/* The brace opens after the head and closes on a line of its own, where the body has its own line; a comment
 * that trails the statement stays inside. */
void
statement_brace (Site *site, const Statement *statement, gboolean always)
{
  const Source *source = site->source;
  guint32 end = statement->semicolon, head = statement->before;

  if (!statement->unbraced && !always)
    return;
  if (!statement->unbraced || source_token (source, statement->first)->directive != 0
      || !begins_line (site, statement->first)
      || conditions_between (source, statement->before, statement->first))
    {
      site_insert_before (site, statement->first, "{ ");
      site_insert_after (site, end, " }");
      return;
    }
  while (end + 1 < source->tokens->len && source_token (source, end + 1)->kind == TOKEN_COMMENT
         && source_line (source, source_token (source, end + 1)->offset, NULL)
                == source_line (source, source_token (source, end)->offset, NULL))
    end++;
  site_insert_after (site, statement->before, " {");
  if (source_is (source, head, ")"))
    head = source_previous (source, source_token (source, head)->match);
  site_insert_after (
      site, end,
      wmem_strdup_printf (site->analysis->pool, "%s%s}", source->newline, line_indentation (site, head)));
}
