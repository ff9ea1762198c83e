/* SPDX-License-Identifier: MIT */
/*
 * Variables of a family's types, statements that mention several of them, and what follows.
 */
#include "edit/family.h"

#include <string.h>

/* A name that functions share: a global variable, a field, a function that takes or returns the type, a
 * macro. */
typedef struct
{
  const char *name;
  gboolean is_field; /* stands behind an arrow or a dot */
  const char *family;
  guint32 token; /* of the type that declares it, or in the macro's body; each place is one of its own */
} Shared;

/* A name within one function, with the group that it has come to be in. */
typedef struct
{
  const char *name;
  const Shared *shared; /* NULL: the function's own */
  guint group;
} Variable;

/* A shared name whose type has to stay, since a place that was left has to do with it. */
typedef struct
{
  const Shared *name;
  const Classified *because;
} LeftName;

typedef struct
{
  Analysis *analysis;
  UnitFile *file;
  const Source *source;
  GArray *classified;
  const char *family;
  guint32 block;
  guint32 function;  /* its name: what it returns is bound to it */
  GArray *variables; /* of Variable */
} Family;

/* What becomes of a place that is bound to one which is left. */
typedef void (*Follow) (Analysis *analysis, Classified *found, const Classified *because);

/* What is known of the whole file. */
typedef struct
{
  GArray *shared; /* of Shared */
  GArray *left;   /* of LeftName */
  Follow follow;
} FileNames;

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

/* The outermost bracket around @a token, or NO_TOKEN. */
static guint32
outermost (const Source *source, guint32 token)
{
  guint32 bracket = source_token (source, token)->outer;

  while (bracket != NO_TOKEN && source_token (source, bracket)->outer != NO_TOKEN)
    bracket = source_token (source, bracket)->outer;
  return bracket;
}

/* The braces of the function (or struct) that @a token belongs to: its parameters, its return type and its
 * prototypes in this file included. NO_TOKEN: to none. */
static guint32
owning_block (const Source *source, guint32 token)
{
  guint32 bracket = outermost (source, token), name = NO_TOKEN;

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

static gboolean
is_member (const Source *source, guint32 token)
{
  guint32 before = source_previous (source, token);

  return source_is (source, before, "->") || source_is (source, before, ".");
}

static Variable *
find_variable (const Family *family, guint32 token)
{
  const Token *found = source_token (family->source, token);
  gboolean is_field = is_member (family->source, token);

  if (found->kind != TOKEN_IDENTIFIER)
    return NULL;
  if (family->function != NO_TOKEN && source_is (family->source, token, "return"))
    found = source_token (family->source, family->function);
  for (guint i = 0; i < family->variables->len; i++)
    {
      Variable *variable = &g_array_index (family->variables, Variable, i);

      if (strlen (variable->name) == found->length
          && (variable->shared && variable->shared->is_field) == is_field
          && memcmp (variable->name, family->source->text + found->offset, found->length) == 0)
        return variable;
    }
  return NULL;
}

static void
add_variable (Family *family, const char *name, const Shared *shared)
{
  Variable variable = { name, shared, family->variables->len };
  gboolean is_field = shared && shared->is_field;

  for (guint i = 0; i < family->variables->len; i++)
    {
      const Variable *known = &g_array_index (family->variables, Variable, i);

      if (g_str_equal (known->name, name) && (known->shared && known->shared->is_field) == is_field)
        return;
    }
  g_array_append_val (family->variables, variable);
}

/* The names that the declaration at the token of a @a type declares. */
static GPtrArray *
declared_names (wmem_allocator_t *pool, const Source *source, guint32 type)
{
  GPtrArray *names = g_ptr_array_new ();
  TokenRange range = statement_around (source, type);
  gboolean expect = TRUE;

  for (guint32 i = type + 1; i <= range.last; i++)
    {
      const Token *token = source_token (source, i);

      if (token->kind == TOKEN_COMMENT || source_is (source, i, "*") || source_is (source, i, "const"))
        continue;
      if (expect && token->kind == TOKEN_IDENTIFIER)
        g_ptr_array_add (names, (gpointer) source_spelling (pool, source, i));
      expect = source_is (source, i, ",") && token->outer == source_token (source, type)->outer;
      if (token->match != NO_TOKEN && token->match > i)
        i = token->match;
    }
  return names;
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

      if (!variable)
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

/* Whether nothing rewrites the place: there is no change, or not one that is as sure as was asked for. */
static gboolean
stays (Analysis *analysis, const Classified *found)
{
  gint32 change = found->occurrence->change;

  return found->rule->family && !occurrence_kind_is_neutral (found->occurrence->kind)
         && (change < 0
             || ((Change *) g_ptr_array_index (analysis->result->changes, (guint) change))->confidence
                    > analysis->context->options->only);
}

static gboolean
is_left (Analysis *analysis, const Classified *found)
{
  const Occurrence *occurrence = found->occurrence;

  return stays (analysis, found) && occurrence->kind != OCCURRENCE_INACTIVE
         && occurrence->kind != OCCURRENCE_DIRECTIVE && occurrence->kind != OCCURRENCE_MACRO_BODY
         && occurrence->reason != REASON_TOGETHER;
}

/* Whether the place stays where nothing compiles it here: another configuration finds it beside what is rewritten. */
static gboolean
is_left_inactive (Analysis *analysis, const Classified *found)
{
  return stays (analysis, found) && found->occurrence->kind == OCCURRENCE_INACTIVE
         && found->occurrence->reason != REASON_TOGETHER;
}

static gboolean
is_left_body (Analysis *analysis, const Classified *found)
{
  return found->occurrence->kind == OCCURRENCE_MACRO_BODY && stays (analysis, found);
}

static void
leave (Analysis *analysis, Classified *found, const Classified *because)
{
  Change *change = g_ptr_array_index (analysis->result->changes, (guint) found->occurrence->change);

  if (found->occurrence->change == because->occurrence->change)
    return; /* less sure than was asked for: keeps its change, for who asks for it by name */
  g_array_set_size (change->edits, 0);
  found->occurrence->change = -1;
  found->occurrence->reason = REASON_TOGETHER;
  found->occurrence->confidence = CONFIDENCE_SAFE;
  found->occurrence->note = wmem_strdup_printf (analysis->pool, "the %s at line %u is left",
                                                because->occurrence->name, because->occurrence->line);
}

static void
doubt (Analysis *analysis, Classified *found, const Classified *because)
{
  Change *change = g_ptr_array_index (analysis->result->changes, (guint) found->occurrence->change);

  if (found->occurrence->change == because->occurrence->change || found->occurrence->confidence != CONFIDENCE_SAFE)
    return;
  change->confidence = MAX (change->confidence, CONFIDENCE_REVIEW);
  found->occurrence->confidence = CONFIDENCE_REVIEW;
  found->occurrence->reason = REASON_INACTIVE;
  found->occurrence->note
      = wmem_strdup_printf (analysis->pool, "the %s at line %u is left, which a configuration that compiles it needs converted, too",
                            because->occurrence->name, because->occurrence->line);
}

static gboolean
belongs (const Family *family, const Classified *found)
{
  return g_strcmp0 (found->rule->family, family->family) == 0 && found->occurrence->kind != OCCURRENCE_COMMENT
         && owning_block (family->source, found->token) == family->block;
}

static gboolean
same_name (const Shared *a, const Shared *b)
{
  return a->is_field == b->is_field && g_str_equal (a->name, b->name) && g_str_equal (a->family, b->family);
}

/* Notes that the type of a shared name has to stay. */
static void
add_left_name (FileNames *names, const Shared *name, const Classified *because)
{
  LeftName left = { name, because };

  for (guint i = 0; i < names->left->len; i++)
    if (same_name (g_array_index (names->left, LeftName, i).name, name))
      return;
  g_array_append_val (names->left, left);
}

/* The names that the type at @a token gives to the whole file: of a variable or a function at its level, of
 * the function whose parameter it is, of a struct's field. */
static void
add_shared (Analysis *analysis, const Source *source, FileNames *names, const Classified *found)
{
  guint32 bracket = outermost (source, found->token);
  Shared shared
      = { NULL, bracket != NO_TOKEN && source_is (source, bracket, "{"), found->rule->family, found->token };
  GPtrArray *declared;

  if (source_token (source, found->token)->directive != 0
      || (bracket != NO_TOKEN && source_is (source, bracket, "{")
          && source_is (source, source_previous (source, bracket), ")")))
    return; /* a function's own */
  if (bracket != NO_TOKEN && source_is (source, bracket, "("))
    {
      guint32 name = source_previous (source, bracket);

      if (name == NO_TOKEN || source_token (source, name)->kind != TOKEN_IDENTIFIER)
        return;
      shared.name = source_spelling (analysis->pool, source, name);
      g_array_append_val (names->shared, shared);
      return;
    }
  declared = declared_names (analysis->pool, source, found->token);
  for (guint i = 0; i < declared->len; i++)
    {
      shared.name = g_ptr_array_index (declared, i);
      g_array_append_val (names->shared, shared);
    }
  g_ptr_array_unref (declared);
}

/* The macro in whose body @a found stands: who expands it has to do with what stands there. */
static void
add_macro (Analysis *analysis, const Source *source, FileNames *names, const Classified *found)
{
  const Directive *directive = source_directive (source, found->token);
  Shared shared = { source_spelling (analysis->pool, source, directive->name), FALSE, found->rule->family,
                    found->token };

  g_array_append_val (names->shared, shared);
}

/* The name of the function whose braces are @a block, or NO_TOKEN. */
static guint32
function_name (const Source *source, guint32 block)
{
  guint32 close = source_previous (source, block);

  return source_is (source, close, ")") && source_token (source, close)->match != NO_TOKEN
             ? source_previous (source, source_token (source, close)->match)
             : NO_TOKEN;
}

/* Everything in the function @a block that is bound to what stands in @a own, or to the shared name @a seed.
 */
static void
leave_with (Analysis *analysis, UnitFile *file, GArray *classified, FileNames *names, const Classified *left,
            guint32 block, TokenRange own, const Shared *seed)
{
  Family family = {
    analysis, file, file->source, classified, left->rule->family, block, function_name (file->source, block),
    NULL
  };
  guint group = G_MAXUINT;

  family.variables = g_array_new (FALSE, FALSE, sizeof (Variable));
  for (guint i = 0; i < classified->len; i++)
    {
      const Classified *found = &g_array_index (classified, Classified, i);
      GPtrArray *declared;

      if (found->rule->kind != RULE_TYPE || !belongs (&family, found))
        continue;
      declared = declared_names (analysis->pool, file->source, found->token);
      for (guint j = 0; j < declared->len; j++)
        add_variable (&family, g_ptr_array_index (declared, j), NULL);
      g_ptr_array_unref (declared);
    }
  for (guint i = 0; i < names->shared->len; i++)
    {
      const Shared *shared = &g_array_index (names->shared, Shared, i);

      if (g_str_equal (shared->family, family.family))
        add_variable (&family, shared->name, shared);
    }
  for (guint32 i = block; i < source_token (file->source, block)->match && family.variables->len > 0; i++)
    if (ends_statement (file->source, i) && i + 1 < file->source->tokens->len
        && !ends_statement (file->source, i + 1))
      join_statement (&family, statement_around (file->source, i + 1));
  if (!seed)
    group = join_statement (&family, own);
  for (guint i = 0; seed && i < family.variables->len; i++)
    {
      const Variable *variable = &g_array_index (family.variables, Variable, i);

      if (variable->shared && same_name (variable->shared, seed))
        group = variable->group;
    }
  for (guint i = 0; group != G_MAXUINT && i < family.variables->len; i++)
    {
      const Variable *variable = &g_array_index (family.variables, Variable, i);

      if (variable->group == group && variable->shared)
        add_left_name (names, variable->shared, left);
    }
  for (guint i = 0; i < classified->len; i++)
    {
      Classified *found = &g_array_index (classified, Classified, i);
      TokenRange range;

      if (found->occurrence->change < 0 || !belongs (&family, found))
        continue;
      range = statement_around (file->source, found->token);
      if ((!seed && range.first == own.first)
          || (group != G_MAXUINT && join_statement (&family, range) == group))
        names->follow (analysis, found, left);
    }
  g_array_unref (family.variables);
}

/* The functions that mention a shared name whose type stays, and its declarations. */
static void
leave_name (Analysis *analysis, UnitFile *file, GArray *classified, FileNames *names, LeftName left)
{
  const Source *source = file->source;
  TokenRange nothing = { NO_TOKEN, NO_TOKEN };
  guint32 done = NO_TOKEN;

  for (guint i = 0; i < names->shared->len; i++)
    {
      const Shared *shared = &g_array_index (names->shared, Shared, i);

      for (guint j = 0; j < classified->len && same_name (shared, left.name); j++)
        {
          Classified *found = &g_array_index (classified, Classified, j);
          guint32 block = owning_block (source, shared->token);

          if (found->token != shared->token || found->occurrence->change < 0)
            continue;
          names->follow (analysis, found, left.because);
          for (guint k = 0; k < names->shared->len; k++) /* of one declaration */
            if (g_array_index (names->shared, Shared, k).token == shared->token)
              add_left_name (names, &g_array_index (names->shared, Shared, k), left.because);
          if (block != NO_TOKEN && source_token (source, block)->match != NO_TOKEN)
            leave_with (analysis, file, classified, names, left.because, block,
                        statement_around (source, shared->token), NULL);
        }
    }
  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      guint32 block = outermost (source, i);

      if (block == NO_TOKEN || block == done || source_token (source, i)->kind != TOKEN_IDENTIFIER
          || !source_is (source, i, left.name->name) || is_member (source, i) != left.name->is_field
          || !source_is (source, block, "{") || source_token (source, block)->match == NO_TOKEN
          || !source_is (source, source_previous (source, block), ")"))
        continue;
      done = block;
      leave_with (analysis, file, classified, names, left.because, block, nothing, left.name);
    }
}

/* All that is bound to a place that @a stays here goes the way that @a names says. */
static void
follow_left (Analysis *analysis, UnitFile *file, GArray *classified, FileNames *names,
             gboolean (*stays_here) (Analysis *analysis, const Classified *found))
{
  for (guint i = 0; i < classified->len; i++)
    {
      const Classified *left = &g_array_index (classified, Classified, i);
      const gboolean here = stays_here (analysis, left);
      guint32 block = here ? owning_block (file->source, left->token) : NO_TOKEN;

      if (block != NO_TOKEN && source_token (file->source, block)->match != NO_TOKEN)
        leave_with (analysis, file, classified, names, left, block, statement_around (file->source, left->token), NULL);
      for (guint j = 0; j < names->shared->len && (here || is_left_body (analysis, left)); j++)
        if (g_array_index (names->shared, Shared, j).token == left->token)
          add_left_name (names, &g_array_index (names->shared, Shared, j), left);
    }
  for (guint i = 0; i < names->left->len; i++)
    leave_name (analysis, file, classified, names, g_array_index (names->left, LeftName, i));
  g_array_set_size (names->left, 0);
}

void
families_keep_together (Analysis *analysis, UnitFile *file, GArray *classified)
{
  FileNames names
      = { g_array_new (FALSE, FALSE, sizeof (Shared)), g_array_new (FALSE, FALSE, sizeof (LeftName)), leave };

  for (guint i = 0; i < classified->len; i++)
    {
      const Classified *found = &g_array_index (classified, Classified, i);

      if (!found->rule->family || found->occurrence->kind == OCCURRENCE_COMMENT)
        continue;
      if (found->occurrence->kind == OCCURRENCE_MACRO_BODY)
        add_macro (analysis, file->source, &names, found);
      else if (found->rule->kind == RULE_TYPE)
        add_shared (analysis, file->source, &names, found);
    }
  follow_left (analysis, file, classified, &names, is_left);
  names.follow = doubt;
  follow_left (analysis, file, classified, &names, is_left_inactive);
  g_array_unref (names.shared);
  g_array_unref (names.left);
  for (guint i = 0; i < classified->len; i++)
    {
      const Classified *found = &g_array_index (classified, Classified, i);
      guint32 bracket = outermost (file->source, found->token);
      Change *change;

      if (found->occurrence->change < 0 || !found->rule->family)
        continue;
      change = g_ptr_array_index (analysis->result->changes, (guint) found->occurrence->change);
      if (!change->together && bracket != NO_TOKEN && source_is (file->source, bracket, "{"))
        change->together
            = wmem_strdup_printf (analysis->pool, "%s:%u:%s", found->rule->family,
                                  source_token (file->source, bracket)->offset, file->source->path);
    }
}
