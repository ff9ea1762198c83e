/* SPDX-License-Identifier: MIT */
/*
 * Variables of a family's types, statements that mention several of them, and what follows.
 */
#include "edit/family.h"

#include <string.h>

/* A variable (or field) name within one function, with the group that it has come to be in. */
typedef struct
{
  const char *name;
  guint group;
} Variable;

typedef struct
{
  Analysis *analysis;
  UnitFile *file;
  const Source *source;
  GArray *classified;
  const char *family;
  guint32 block;
  GArray *variables; /* of Variable */
} Family;

/* The braces of the definition of the function @a name in this file, or NO_TOKEN. */
static guint32
find_definition (const Source *source, const Token *name)
{
  for (guint32 i = 0; i + 1 < source->tokens->len; i++)
    {
      const Token *token = source_token (source, i);
      guint32 close;

      if (token->outer != NO_TOKEN || token->directive != 0 || token->length != name->length
          || memcmp (source->text + token->offset, source->text + name->offset, name->length) != 0)
        continue;
      close = source_is (source, source_next (source, i), "(")
                  ? source_token (source, source_next (source, i))->match
                  : NO_TOKEN;
      if (close != NO_TOKEN && source_is (source, source_next (source, close), "{"))
        return source_next (source, close);
    }
  return NO_TOKEN;
}

/* The braces of the function (or struct) that @a token belongs to: its parameters, its return type and its
 * prototypes in this file included. NO_TOKEN: to none. */
static guint32
owning_block (const Source *source, guint32 token)
{
  guint32 bracket = source_token (source, token)->outer, name = NO_TOKEN;

  while (bracket != NO_TOKEN && source_token (source, bracket)->outer != NO_TOKEN)
    bracket = source_token (source, bracket)->outer;
  if (bracket != NO_TOKEN && source_is (source, bracket, "{"))
    return bracket;
  if (bracket != NO_TOKEN && source_is (source, bracket, "("))
    name = source_previous (source, bracket);
  else if (bracket == NO_TOKEN && source_token (source, token)->directive == 0)
    {
      name = source_next (source, token);
      while (source_is (source, name, "*"))
        name = source_next (source, name);
      if (!source_is (source, source_next (source, name), "("))
        return NO_TOKEN;
    }
  if (name == NO_TOKEN || source_token (source, name)->kind != TOKEN_IDENTIFIER)
    return NO_TOKEN;
  return find_definition (source, source_token (source, name));
}

static gboolean
ends_statement (const Source *source, guint32 token)
{
  return source_is (source, token, ";") || source_is (source, token, "{") || source_is (source, token, "}");
}

/* The tokens of the statement (or the parameter) around @a token. */
static TokenRange
statement_around (const Source *source, guint32 token)
{
  TokenRange range = { token, token };
  guint32 outer = source_token (source, token)->outer;
  gboolean parameter = outer != NO_TOKEN && source_token (source, outer)->outer == NO_TOKEN
                       && source_is (source, outer, "(");

  while (range.first > 0 && !ends_statement (source, range.first - 1)
         && !(parameter
              && (range.first - 1 == outer
                  || (source_token (source, range.first - 1)->outer == outer
                      && source_is (source, range.first - 1, ",")))))
    range.first--;
  while (range.last + 1 < source->tokens->len && !ends_statement (source, range.last + 1)
         && !(parameter
              && (range.last + 1 == source_token (source, outer)->match
                  || (source_token (source, range.last + 1)->outer == outer
                      && source_is (source, range.last + 1, ",")))))
    range.last++;
  return range;
}

static Variable *
find_variable (const Family *family, guint32 token)
{
  const Token *found = source_token (family->source, token);

  if (found->kind != TOKEN_IDENTIFIER)
    return NULL;
  for (guint i = 0; i < family->variables->len; i++)
    {
      Variable *variable = &g_array_index (family->variables, Variable, i);

      if (strlen (variable->name) == found->length
          && memcmp (variable->name, family->source->text + found->offset, found->length) == 0)
        return variable;
    }
  return NULL;
}

/* The names that the declaration at a type's token declares. */
static void
add_variables (Family *family, guint32 type)
{
  TokenRange range = statement_around (family->source, type);
  gboolean expect = TRUE;

  for (guint32 i = type + 1; i <= range.last; i++)
    {
      const Token *token = source_token (family->source, i);

      if (token->kind == TOKEN_COMMENT || source_is (family->source, i, "*")
          || source_is (family->source, i, "const"))
        continue;
      if (expect && token->kind == TOKEN_IDENTIFIER && find_variable (family, i) == NULL)
        {
          Variable variable
              = { source_spelling (family->analysis->pool, family->source, i), family->variables->len };

          g_array_append_val (family->variables, variable);
        }
      expect
          = source_is (family->source, i, ",") && token->outer == source_token (family->source, type)->outer;
      if (token->match != NO_TOKEN && token->match > i)
        i = token->match;
    }
}

/* Variables of one statement come to be in one group. @return that group, or G_MAXUINT where it mentions
 * none. */
static guint
join_statement (Family *family, TokenRange range)
{
  guint group = G_MAXUINT;

  for (guint32 i = range.first; i <= range.last; i++)
    {
      Variable *variable = find_variable (family, i);
      guint other;

      if (variable == NULL)
        continue;
      other = variable->group;
      if (group == G_MAXUINT)
        group = other;
      for (guint j = 0; j < family->variables->len; j++)
        if (g_array_index (family->variables, Variable, j).group == other)
          g_array_index (family->variables, Variable, j).group = group;
    }
  return group;
}

static gboolean
is_left (const Classified *found)
{
  const Occurrence *occurrence = found->occurrence;

  return occurrence->change < 0 && found->rule->family != NULL
         && !occurrence_kind_is_neutral (occurrence->kind) && occurrence->kind != OCCURRENCE_INACTIVE
         && occurrence->kind != OCCURRENCE_DIRECTIVE && occurrence->kind != OCCURRENCE_MACRO_BODY
         && occurrence->reason != REASON_TOGETHER;
}

static void
leave (Family *family, Classified *found, const Classified *because)
{
  Change *change = g_ptr_array_index (family->analysis->result->changes, (guint)found->occurrence->change);

  g_array_set_size (change->edits, 0);
  found->occurrence->change = -1;
  found->occurrence->reason = REASON_TOGETHER;
  found->occurrence->confidence = CONFIDENCE_SAFE;
  found->occurrence->note = wmem_strdup_printf (family->analysis->pool, "the %s at line %u is left",
                                                because->occurrence->name, because->occurrence->line);
}

static gboolean
belongs (const Family *family, const Classified *found)
{
  return g_strcmp0 (found->rule->family, family->family) == 0 && found->occurrence->kind != OCCURRENCE_COMMENT
         && owning_block (family->source, found->token) == family->block;
}

/* Everything in the function of @a left that is bound to it. */
static void
leave_with (Analysis *analysis, UnitFile *file, GArray *classified, const Classified *left, guint32 block)
{
  Family family = { analysis, file, file->source, classified, left->rule->family, block, NULL };
  TokenRange own = statement_around (file->source, left->token);
  guint group;

  family.variables = g_array_new (FALSE, FALSE, sizeof (Variable));
  for (guint i = 0; i < classified->len; i++)
    {
      const Classified *found = &g_array_index (classified, Classified, i);

      if (found->rule->kind == RULE_TYPE && belongs (&family, found))
        add_variables (&family, found->token);
    }
  for (guint32 i = block; i < source_token (file->source, block)->match && family.variables->len > 0; i++)
    if (ends_statement (file->source, i) && i + 1 < file->source->tokens->len
        && !ends_statement (file->source, i + 1))
      join_statement (&family, statement_around (file->source, i + 1));
  group = join_statement (&family, own);
  for (guint i = 0; i < classified->len; i++)
    {
      Classified *found = &g_array_index (classified, Classified, i);
      TokenRange range;

      if (found->occurrence->change < 0 || !belongs (&family, found))
        continue;
      range = statement_around (file->source, found->token);
      if (range.first == own.first || (group != G_MAXUINT && join_statement (&family, range) == group))
        leave (&family, found, left);
    }
  g_array_unref (family.variables);
}

void
families_keep_together (Analysis *analysis, UnitFile *file, GArray *classified)
{
  for (guint i = 0; i < classified->len; i++)
    {
      const Classified *left = &g_array_index (classified, Classified, i);
      guint32 block = is_left (left) ? owning_block (file->source, left->token) : NO_TOKEN;

      if (block != NO_TOKEN && source_token (file->source, block)->match != NO_TOKEN)
        leave_with (analysis, file, classified, left, block);
    }
  for (guint i = 0; i < classified->len; i++)
    {
      const Classified *found = &g_array_index (classified, Classified, i);
      guint32 bracket = source_token (file->source, found->token)->outer;
      Change *change;

      if (found->occurrence->change < 0 || found->rule->family == NULL)
        continue;
      while (bracket != NO_TOKEN && source_token (file->source, bracket)->outer != NO_TOKEN)
        bracket = source_token (file->source, bracket)->outer;
      change = g_ptr_array_index (analysis->result->changes, (guint)found->occurrence->change);
      if (change->together == NULL && bracket != NO_TOKEN && source_is (file->source, bracket, "{"))
        change->together
            = wmem_strdup_printf (analysis->pool, "%s:%u:%s", found->rule->family,
                                  source_token (file->source, bracket)->offset, file->source->path);
    }
}
