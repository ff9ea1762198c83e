/* SPDX-License-Identifier: MIT */
/*
 * What each candidate is, by the fact that the syntax tree gives and by where the token stands.
 */
#include "find/classify.h"

#include <string.h>

#include "find/pool_array.h"

static const OccurrenceKind kind_of_fact[] = {
  [FACT_CALL] = OCCURRENCE_CALL,
  [FACT_REFERENCE] = OCCURRENCE_REFERENCE,
  [FACT_TYPE] = OCCURRENCE_TYPE,
  [FACT_MEMBER] = OCCURRENCE_MEMBER,
  [FACT_CONSTANT] = OCCURRENCE_CONSTANT,
  [FACT_MACRO] = OCCURRENCE_MACRO_EXPANSION,
  [FACT_DECLARATION] = OCCURRENCE_DECLARATION,
  [FACT_SHADOW] = OCCURRENCE_SHADOWED,
};

/* What a name of the rule is where nothing but tokens is known. */
static OccurrenceKind
kind_of_rule (const Rule *rule)
{
  switch (rule->kind)
    {
    case RULE_TYPE:
      return OCCURRENCE_TYPE;
    case RULE_FIELD:
      return OCCURRENCE_MEMBER;
    case RULE_CONSTANT:
      return OCCURRENCE_CONSTANT;
    default:
      return OCCURRENCE_CALL;
    }
}

/* The macro invocation around @a token, as the offset of its name; from the innermost out. */
static gboolean
enclosing_macro (const UnitFile *file, guint32 *open, guint32 *name_offset)
{
  const Source *source = file->source;

  for (guint32 bracket = *open; bracket != NO_TOKEN; bracket = source_token (source, bracket)->outer)
    {
      guint32 name = source_is (source, bracket, "(") ? source_previous (source, bracket) : NO_TOKEN;

      if (name == NO_TOKEN || source_token (source, name)->kind != TOKEN_IDENTIFIER)
        continue;
      *name_offset = source_token (source, name)->offset;
      if (g_hash_table_contains (file->macros, GUINT_TO_POINTER (*name_offset))
          || g_hash_table_contains (file->texts, GUINT_TO_POINTER (*name_offset)))
        {
          *open = source_token (source, bracket)->outer;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
holds_word (const char *text, const char *word)
{
  gsize length = strlen (word);

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if ((at == text || !(g_ascii_isalnum (at[-1]) || at[-1] == '_'))
        && !(g_ascii_isalnum (at[length]) || at[length] == '_'))
      return TRUE;
  return FALSE;
}

/* Whether a macro around @a token turns it into text. */
static gboolean
is_stringised (const UnitFile *file, guint32 token, const char *name)
{
  guint32 open = source_token (file->source, token)->outer, offset;

  if (g_hash_table_size (file->texts) == 0)
    return FALSE;
  while (enclosing_macro (file, &open, &offset))
    {
      const GPtrArray *texts = g_hash_table_lookup (file->texts, GUINT_TO_POINTER (offset));

      for (guint i = 0; texts != NULL && i < texts->len; i++)
        if (holds_word (g_ptr_array_index (texts, i), name))
          return TRUE;
    }
  return FALSE;
}

/* A field name in code that the tree does not explain counts where the variable before it is declared with
 * the field's type somewhere in the file. */
static const Rule *
guess_field (Analysis *analysis, const Source *source, guint32 token)
{
  guint32 op = source_previous (source, token), variable = source_previous (source, op);
  const Token *found = source_token (source, token);

  if (!source_is (source, op, "->") || variable == NO_TOKEN
      || source_token (source, variable)->kind != TOKEN_IDENTIFIER)
    return NULL;
  for (guint32 i = 0; i + 2 < source->tokens->len; i++)
    {
      const Token *type = source_token (source, i);
      const Rule *rule;
      guint32 star = i + 1;

      if (type->kind != TOKEN_IDENTIFIER || !source_is (source, star, "*"))
        continue;
      rule = rule_set_lookup (analysis->context->rules, source->text + type->offset, type->length);
      if (rule == NULL || rule->kind != RULE_TYPE
          || g_strcmp0 (source_spelling (analysis->pool, source, star + 1),
                        source_spelling (analysis->pool, source, variable))
                 != 0)
        continue;
      return rule_set_lookup_field (analysis->context->rules, rule->name, source->text + found->offset,
                                    found->length);
    }
  return NULL;
}

/* Whether any use of the macro that @a directive defines was expanded in this unit. */
static gboolean
is_expanded (Analysis *analysis, const Source *source, const Directive *directive)
{
  const char *macro = source_spelling (analysis->pool, source, directive->name);

  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);
      GHashTableIter iterator;
      gpointer key;

      g_hash_table_iter_init (&iterator, file->macros);
      while (g_hash_table_iter_next (&iterator, &key, NULL))
        {
          guint32 token = source_token_at (file->source, GPOINTER_TO_UINT (key));

          if (source_is (file->source, token, macro))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
turns_into_text (const Source *source, guint32 token)
{
  guint32 previous = source_previous (source, token), next = source_next (source, token);

  return source_is (source, previous, "#") || source_is (source, previous, "##")
         || source_is (source, next, "##");
}

static void
classify_directive (Analysis *analysis, UnitFile *file, Classified *found, const Directive *directive)
{
  Occurrence *occurrence = found->occurrence;

  if (directive->kind != DIRECTIVE_DEFINE || found->token < directive->body)
    {
      occurrence->kind = OCCURRENCE_DIRECTIVE;
      occurrence->reason = REASON_DIRECTIVE;
      return;
    }
  occurrence->kind = OCCURRENCE_MACRO_BODY;
  if (turns_into_text (file->source, found->token))
    {
      occurrence->reason = REASON_PASTED;
      return;
    }
  if (analysis->has_errors || source_token (file->source, found->token)->inactive
      || !is_expanded (analysis, file->source, directive))
    occurrence->confidence = CONFIDENCE_REVIEW;
}

/* A token that the tree does not explain. */
static void
classify_unexplained (Analysis *analysis, UnitFile *file, Classified *found)
{
  Occurrence *occurrence = found->occurrence;
  guint32 open = source_token (file->source, found->token)->outer, macro;
  guint32 previous = source_previous (file->source, found->token);

  occurrence->kind = kind_of_rule (found->rule);
  occurrence->confidence = CONFIDENCE_REVIEW;
  if (found->rule->kind != RULE_FIELD
      && (source_is (file->source, previous, "->") || source_is (file->source, previous, ".")))
    {
      occurrence->kind = OCCURRENCE_SHADOWED;
      occurrence->reason = REASON_SHADOWED;
    }
  else if (analysis->command == NULL)
    {
      if (found->rule->needs == NULL || found->rule->met || found->rule->otherwise != NULL)
        occurrence->kind = OCCURRENCE_INACTIVE;
    }
  else if (enclosing_macro (file, &open, &macro))
    occurrence->kind = OCCURRENCE_MACRO_ARGUMENT;
  else
    {
      occurrence->kind = OCCURRENCE_UNCONFIRMED;
      occurrence->reason = REASON_UNCONFIRMED;
    }
}

static gboolean
classify_token (Analysis *analysis, UnitFile *file, Classified *found)
{
  const Source *source = file->source;
  const Token *token = source_token (source, found->token);
  const Directive *directive = source_directive (source, found->token);
  Occurrence *occurrence = found->occurrence;
  const Rule *guessed;

  found->rule = rule_set_lookup (analysis->context->rules, occurrence->name, strlen (occurrence->name));
  found->fact = directive == NULL && !token->inactive ? unit_file_fact (file, token->offset) : NULL;
  if (found->fact != NULL && found->fact->rule != NULL)
    found->rule = found->fact->rule;
  if (found->rule == NULL)
    {
      /* A field's name: only what the tree or a declaration in the file says of it counts. */
      if (found->fact != NULL || (analysis->command != NULL && directive == NULL && !token->inactive))
        return FALSE;
      guessed = guess_field (analysis, source, found->token);
      if (guessed == NULL)
        return FALSE;
      found->rule = guessed;
    }
  occurrence->rule = found->rule->name;
  if (directive != NULL)
    classify_directive (analysis, file, found, directive);
  else if (token->inactive)
    {
      occurrence->kind = OCCURRENCE_INACTIVE;
      occurrence->confidence = CONFIDENCE_REVIEW;
    }
  else if (found->fact != NULL)
    {
      occurrence->kind = found->fact->kind == FACT_CALL && found->rule->kind == RULE_MACRO
                             ? OCCURRENCE_MACRO_EXPANSION
                             : kind_of_fact[found->fact->kind];
      if (found->fact->kind == FACT_REFERENCE)
        occurrence->reason = REASON_REFERENCE;
      else if (found->fact->kind == FACT_DECLARATION)
        occurrence->reason = REASON_DECLARATION;
      else if (found->fact->kind == FACT_SHADOW)
        occurrence->reason = REASON_SHADOWED;
      else if (is_stringised (file, found->token, occurrence->name))
        {
          occurrence->kind = OCCURRENCE_MACRO_ARGUMENT;
          occurrence->reason = REASON_STRINGISED;
        }
    }
  else
    {
      classify_unexplained (analysis, file, found);
      if (occurrence->kind == OCCURRENCE_MACRO_ARGUMENT
          && is_stringised (file, found->token, occurrence->name))
        occurrence->reason = REASON_STRINGISED;
    }
  if (file->is_manager && !occurrence_kind_is_neutral (occurrence->kind))
    {
      occurrence->kind = OCCURRENCE_DECLARATION;
      occurrence->reason = REASON_DECLARATION;
    }
  return TRUE;
}

static Occurrence *
new_occurrence (Analysis *analysis, UnitFile *file, guint32 offset, guint32 length, const char *name)
{
  Occurrence *occurrence = wmem_new0 (analysis->pool, Occurrence);

  occurrence->offset = offset;
  occurrence->length = length;
  occurrence->line = source_line (file->source, offset, &occurrence->column);
  occurrence->name = occurrence->rule = name;
  occurrence->change = -1;
  g_ptr_array_add (file->findings->occurrences, occurrence);
  return occurrence;
}

/* The API's names in a comment, whole words only. */
static void
classify_comment (Analysis *analysis, UnitFile *file, guint32 token, GArray *rewritable)
{
  const char *text = file->source->text;
  guint32 at = source_token (file->source, token)->offset, end = source_end (file->source, token);

  if (g_strstr_len (text + at, end - at, "wmem-migrate:") != NULL)
    return; /* addressed to this tool */
  while (at < end)
    {
      guint32 start = at;
      const Rule *rule;

      if (!g_ascii_isalnum (text[at]) && text[at] != '_')
        {
          at++;
          continue;
        }
      while (at < end && (g_ascii_isalnum (text[at]) || text[at] == '_'))
        at++;
      rule = rule_set_lookup (analysis->context->rules, text + start, at - start);
      if (rule == NULL || rule->quiet || g_strcmp0 (rule->target, rule->name) == 0)
        continue;
      Classified found
          = { new_occurrence (analysis, file, start, at - start, rule->name), rule, NULL, token };

      found.occurrence->kind = OCCURRENCE_COMMENT;
      if (!analysis->context->options->comments)
        found.occurrence->reason = REASON_COMMENT;
      g_array_append_val (rewritable, found);
    }
}

/* Whether some macro of the unit's files has the name in its body as it is: then it came from there. */
static gboolean
stands_in_a_body (const UnitFile *file, const char *name)
{
  GHashTableIter iterator;
  gpointer names;

  g_hash_table_iter_init (&iterator, file->defined);
  while (g_hash_table_iter_next (&iterator, NULL, &names))
    for (guint i = 0; i < ((GPtrArray *)names)->len; i++)
      if (g_str_equal (g_ptr_array_index ((GPtrArray *)names, i), name))
        return TRUE;
  return FALSE;
}

/* A macro that pastes a name of the API together: the tree shows a call where no token says so. */
static void
classify_pasted (Analysis *analysis, UnitFile *file)
{
  const Source *source = file->source;

  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);
      gboolean pastes = FALSE;

      if (directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN)
        continue;
      for (guint32 token = directive->body; token < directive->end; token++)
        pastes |= source_is (source, token, "##");
      if (!pastes)
        continue;
      for (guint32 token = 0; token < source->tokens->len; token++)
        {
          guint32 offset = source_token (source, token)->offset;
          const GPtrArray *names = g_hash_table_lookup (file->expanded, GUINT_TO_POINTER (offset));

          for (guint j = 0; names != NULL && j < names->len; j++)
            if (!stands_in_a_body (file, g_ptr_array_index (names, j))
                && source_is (source, token, source_spelling (analysis->pool, source, directive->name)))
              {
                Occurrence *occurrence
                    = new_occurrence (analysis, file, offset, source_token (source, token)->length,
                                      g_ptr_array_index (names, j));

                occurrence->kind = OCCURRENCE_MACRO_EXPANSION;
                occurrence->reason = REASON_PASTED;
                occurrence->keeps_header = TRUE;
                break;
              }
        }
    }
}

GArray *
classify_file (Analysis *analysis, UnitFile *file)
{
  GArray *rewritable = pool_array (analysis->pool, sizeof (Classified));
  const Source *source = file->source;
  guint candidate = 0;

  for (guint32 token = 0; token < source->tokens->len; token++)
    {
      if (source_token (source, token)->kind == TOKEN_COMMENT)
        {
          classify_comment (analysis, file, token, rewritable);
          continue;
        }
      if (candidate >= file->candidates->len || g_array_index (file->candidates, guint32, candidate) != token)
        continue;
      candidate++;
      Classified found = { .token = token };

      found.occurrence = new_occurrence (analysis, file, source_token (source, token)->offset,
                                         source_token (source, token)->length,
                                         source_spelling (analysis->pool, source, token));
      if (classify_token (analysis, file, &found))
        g_array_append_val (rewritable, found);
      else
        g_ptr_array_set_size (file->findings->occurrences, (int)file->findings->occurrences->len - 1);
    }
  classify_pasted (analysis, file);
  return rewritable;
}
