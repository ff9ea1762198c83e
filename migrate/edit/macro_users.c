/* SPDX-License-Identifier: MIT */
/*
 * What users of a macro do with it.
 */
#include "edit/macro_users.h"

#include "edit/statement.h"

/* Macros that use each other in a circle end somewhere. */
enum {
  MAX_DEPTH = 8
};

static gboolean range_has_side_effect (Site *site, const Source *source, guint32 first, guint32 last,
                                       guint depth);

/* The use of the macro @a name at @a token, as a range; FALSE where it is none. */
static gboolean
read_use (const Source *source, guint32 token, const char *name, gboolean has_parameters, TokenRange *use)
{
  const Directive *directive = source_directive (source, token);
  guint32 open = source_next (source, token);

  if (source_token (source, token)->kind != TOKEN_IDENTIFIER || !source_is (source, token, name)
      || (directive && (directive->kind != DIRECTIVE_DEFINE || token < directive->body)))
    return FALSE;
  use->first = use->last = token;
  if (!has_parameters)
    return TRUE;
  use->last = source_is (source, open, "(") ? source_token (source, open)->match : NO_TOKEN;
  return use->last != NO_TOKEN;
}

static gboolean
has_parameters (const Directive *directive)
{
  return directive->body > directive->name + 1;
}

static gboolean
value_is_used (Site *site, const Source *source, const Directive *directive, guint depth)
{
  const char *name = source_spelling (site->analysis->pool, source, directive->name);

  for (guint i = 0; i < site->analysis->files->len; i++)
    {
      const Source *other = ((UnitFile *) g_ptr_array_index (site->analysis->files, i))->source;

      for (guint32 token = 0; token < other->tokens->len; token++)
        {
          TokenRange use;
          gboolean whole = FALSE;

          if (!read_use (other, token, name, has_parameters (directive), &use))
            continue;
          if (expression_is_used (other, use.first, use.last, &whole)
              || (whole && depth < MAX_DEPTH
                  && value_is_used (site, other, source_directive (other, token), depth + 1)))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
macro_value_is_used (Site *site, const Directive *directive)
{
  return value_is_used (site, site->source, directive, 0);
}

/* The number of the parameter that @a token of a body is, from 0; -1: none. */
static int
parameter_index (Site *site, const Source *source, const Directive *directive, guint32 token)
{
  const char *name = source_spelling (site->analysis->pool, source, token);
  int index = 0;

  for (guint32 i = directive->name + 1; i < directive->body; i++)
    {
      if (source_is (source, i, name) || (source_is (source, i, "...") && g_str_equal (name, "__VA_ARGS__")))
        return index;
      index += source_is (source, i, ",");
    }
  return -1;
}

/* Whether some user gives an argument with a side effect for the parameter @a index. */
static gboolean
argument_has_side_effect (Site *site, const Source *source, const Directive *directive, guint index,
                          guint depth)
{
  const char *name = source_spelling (site->analysis->pool, source, directive->name);

  for (guint i = 0; i < site->analysis->files->len; i++)
    {
      const Source *other = ((UnitFile *) g_ptr_array_index (site->analysis->files, i))->source;

      for (guint32 token = 0; token < other->tokens->len; token++)
        {
          TokenRange use;
          GArray *arguments;

          if (!read_use (other, token, name, TRUE, &use))
            continue;
          arguments = source_arguments (site->analysis->pool, other, source_next (other, token));
          if (!arguments || index >= arguments->len)
            continue;
          const TokenRange *range = &g_array_index (arguments, TokenRange, index);

          if (range_has_side_effect (site, other, range->first, range->last, depth + 1))
            return TRUE;
        }
    }
  return FALSE;
}

/* The definition of the macro @a name in @a source, or NULL. */
static const Directive *
find_definition (const Source *source, const char *name)
{
  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);

      if (directive->kind == DIRECTIVE_DEFINE && directive->name != NO_TOKEN
          && source_is (source, directive->name, name))
        return directive;
    }
  return NULL;
}

static gboolean
token_has_side_effect (Site *site, const Source *source, guint32 token, guint depth)
{
  const Directive *directive = source_directive (source, token);
  const char *name;

  if (depth > MAX_DEPTH || source_token (source, token)->kind != TOKEN_IDENTIFIER)
    return depth > MAX_DEPTH;
  if (directive && directive->kind == DIRECTIVE_DEFINE && token >= directive->body)
    {
      int index = parameter_index (site, source, directive, token);

      if (index >= 0)
        return argument_has_side_effect (site, source, directive, (guint) index, depth);
    }
  name = source_spelling (site->analysis->pool, source, token);
  for (guint i = 0; i < site->analysis->files->len; i++)
    {
      const Source *other = ((UnitFile *) g_ptr_array_index (site->analysis->files, i))->source;
      const Directive *definition = find_definition (other, name);

      if (definition && definition->body < definition->end && definition != directive
          && range_has_side_effect (site, other, definition->body, definition->end - 1, depth + 1))
        return TRUE;
    }
  return FALSE;
}

static gboolean
range_has_side_effect (Site *site, const Source *source, guint32 first, guint32 last, guint depth)
{
  if (tokens_have_side_effect (source, first, last))
    return TRUE;
  for (guint32 i = first; first != NO_TOKEN && i <= last; i++)
    if (token_has_side_effect (site, source, i, depth))
      return TRUE;
  return FALSE;
}

gboolean
macro_has_side_effect (Site *site, const Source *source, guint32 token)
{
  return token_has_side_effect (site, source, token, 0);
}

gboolean
macro_hides_expression (Site *site, guint32 token)
{
  const char *name;

  if (source_token (site->source, token)->kind != TOKEN_IDENTIFIER)
    return FALSE;
  name = source_spelling (site->analysis->pool, site->source, token);
  for (guint i = 0; i < site->analysis->files->len; i++)
    {
      const Source *other = ((UnitFile *) g_ptr_array_index (site->analysis->files, i))->source;
      const Directive *definition = find_definition (other, name);

      for (guint32 j = definition ? definition->body : 0; definition && j < definition->end;
           j++)
        if (source_token (other, j)->kind == TOKEN_IDENTIFIER)
          return TRUE;
    }
  return FALSE;
}

/* Whether the token is the name in `TYPE name`, `TYPE *name`. */
static gboolean
is_declarator (const Source *source, guint32 token)
{
  static const char *const statements[] = { "return", "else", "do", "goto", "case", "sizeof", NULL };
  guint32 star;

  while ((star = declarator_star (source, token)) != NO_TOKEN)
    token = star;
  const guint32 before = source_previous (source, token);
  return before != NO_TOKEN && source_token (source, before)->kind == TOKEN_IDENTIFIER && !source_is_any (source, before, statements);
}

typedef gboolean (*BodyTest) (const Source *source, guint32 token);

/* Whether the body of the macro @token has the name at a place that passes @test (NULL: at any). */
static gboolean
body_has (Site *site, guint32 token, const char *name, BodyTest test)
{
  const char *macro;

  if (source_token (site->source, token)->kind != TOKEN_IDENTIFIER)
    return FALSE;
  macro = source_spelling (site->analysis->pool, site->source, token);
  for (guint i = 0; i < site->analysis->files->len; i++)
    {
      const Source *other = ((UnitFile *) g_ptr_array_index (site->analysis->files, i))->source;
      const Directive *definition = find_definition (other, macro);

      for (guint32 j = definition ? definition->body : 0; definition && j < definition->end; j++)
        if (source_token (other, j)->kind == TOKEN_IDENTIFIER && source_is (other, j, name) && (!test || test (other, j)))
          return TRUE;
    }
  return FALSE;
}

gboolean
macro_mentions (Site *site, guint32 token, const char *name)
{
  return body_has (site, token, name, NULL);
}

gboolean
macro_declares (Site *site, guint32 token, const char *name)
{
  return body_has (site, token, name, is_declarator);
}

gboolean
macro_users_give (Site *site, guint32 one, guint32 other, ArgumentTest test)
{
  const Directive *directive = source_directive (site->source, one);
  const char *name;
  int first, second;

  if (!directive || directive->kind != DIRECTIVE_DEFINE || one < directive->body)
    return FALSE;
  first = parameter_index (site, site->source, directive, one);
  second = parameter_index (site, site->source, directive, other);
  if (first < 0 || second < 0)
    return FALSE;
  name = source_spelling (site->analysis->pool, site->source, directive->name);
  for (guint i = 0; i < site->analysis->files->len; i++)
    {
      const Source *source = ((UnitFile *) g_ptr_array_index (site->analysis->files, i))->source;

      for (guint32 token = 0; token < source->tokens->len; token++)
        {
          TokenRange use;
          const GArray *arguments;

          if (!read_use (source, token, name, TRUE, &use))
            continue;
          arguments = source_arguments (site->analysis->pool, source, source_next (source, token));
          if (!arguments || (guint) MAX (first, second) >= arguments->len)
            continue;
          TokenRange a = g_array_index (arguments, TokenRange, (guint) first);
          TokenRange b = g_array_index (arguments, TokenRange, (guint) second);

          if (a.first != NO_TOKEN && b.first != NO_TOKEN && test (site, source, a, b))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
uses_match (Site *site, const Source *source, const Directive *directive, UseTest test, guint depth)
{
  const char *name = source_spelling (site->analysis->pool, source, directive->name);

  for (guint i = 0; depth < MAX_DEPTH && i < site->analysis->files->len; i++)
    {
      const Source *other = ((UnitFile *) g_ptr_array_index (site->analysis->files, i))->source;

      for (guint32 token = 0; token < other->tokens->len; token++)
        {
          const Directive *around;
          TokenRange use;

          if (!read_use (other, token, name, has_parameters (directive), &use))
            continue;
          around = source_directive (other, token);
          if (test (other, use.first, use.last) || (around && uses_match (site, other, around, test, depth + 1)))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
macro_uses_match (Site *site, guint32 token, UseTest test)
{
  const Directive *directive = source_directive (site->source, token);

  return directive && directive->kind == DIRECTIVE_DEFINE && directive->name != NO_TOKEN
         && token >= directive->body && uses_match (site, site->source, directive, test, 0);
}
