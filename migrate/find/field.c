/* SPDX-License-Identifier: MIT */
/*
 * What a field's name may be, by tokens.
 */
#include "find/field.h"

#include <string.h>

/* What the declarations of a name say of it. */
typedef struct
{
  const Rule *type; /* of the API, where one says so */
  gboolean other;   /* one says another type */
} Declared;

static const Rule *
type_at (const Analysis *analysis, const Source *source, guint32 token)
{
  const Token *found = source_token (source, token);
  const Rule *rule = found->kind == TOKEN_IDENTIFIER
                         ? rule_set_lookup (analysis->context->rules, source->text + found->offset, found->length)
                         : NULL;

  return rule && rule->kind == RULE_TYPE ? rule : NULL;
}

/* The rule that the unit's files name a type of which has a field @a name; without one nothing can be meant. */
static gboolean
owner_is_named (Analysis *analysis, const char *name)
{
  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);

      for (guint j = 0; j < file->candidates->len; j++)
        {
          const Rule *type = type_at (analysis, file->source, g_array_index (file->candidates, guint32, j));

          if (type && rule_set_lookup_field (analysis->context->rules, type->name, name, strlen (name)))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_word_before_value (const Source *source, guint32 token)
{
  static const char *const words[] = { "return", "else", "goto", "case", "do", "sizeof" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (source_is (source, token, words[i]))
      return TRUE;
  return FALSE;
}

/* The name of the declarator before @a comma, without its initialiser and dimensions; NO_TOKEN: there is none. */
static guint32
earlier_declarator (const Source *source, guint32 comma)
{
  static const char *const ends[] = { ";", ",", "(", "[", "{", "}" };
  guint32 name = source_previous (source, comma), at = name;
  gboolean ended = FALSE;

  while (at != NO_TOKEN && !ended && !source_is (source, at, "="))
    {
      const guint32 match = source_token (source, at)->match;

      at = source_previous (source, match != NO_TOKEN && match < at ? match : at);
      for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
        ended |= source_is (source, at, ends[i]);
    }
  if (source_is (source, at, "="))
    name = source_previous (source, at);
  while (source_is (source, name, "]") && source_token (source, name)->match != NO_TOKEN)
    name = source_previous (source, source_token (source, name)->match);
  return name != NO_TOKEN && source_token (source, name)->kind == TOKEN_IDENTIFIER ? name : NO_TOKEN;
}

/* The token of the type in the declaration that the name at @a token is declared in, or NO_TOKEN where it is none. */
static guint32
declaring_type (const Source *source, guint32 token)
{
  static const char *const ends[] = { ";", ",", "=", ")", "[", "(", ":" };
  guint32 after = source_next (source, token), at = token;
  gboolean ended = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    ended |= source_is (source, after, ends[i]);
  if (!ended)
    return NO_TOKEN;
  for (;;)
    {
      guint32 before = source_previous (source, at);

      while (source_is (source, before, "*") || source_is (source, before, "const"))
        before = source_previous (source, before);
      if (before == NO_TOKEN)
        return NO_TOKEN;
      /* An earlier declarator of the same declaration: `T *a, *b`. */
      if (source_is (source, before, ",") && earlier_declarator (source, before) != NO_TOKEN)
        {
          at = earlier_declarator (source, before);
          continue;
        }
      if (source_token (source, before)->kind != TOKEN_IDENTIFIER || is_word_before_value (source, before))
        return NO_TOKEN;
      return before;
    }
}

static guint32
outermost (const Source *source, guint32 token)
{
  guint32 bracket = source_token (source, token)->outer;

  while (bracket != NO_TOKEN && source_token (source, bracket)->outer != NO_TOKEN)
    bracket = source_token (source, bracket)->outer;
  return bracket;
}

/* Adds what the declarations of @a name in @a source say; only those inside of @a block where there are any. */
static Declared
read_declarations (Analysis *analysis, const Source *source, const char *name, guint32 block)
{
  Declared near = { 0 }, all = { 0 };

  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      guint32 type = source_token (source, i)->kind == TOKEN_IDENTIFIER && source_is (source, i, name)
                         ? declaring_type (source, i)
                         : NO_TOKEN;
      guint32 bracket = type != NO_TOKEN ? outermost (source, i) : NO_TOKEN;
      gboolean is_near = block != NO_TOKEN && bracket != NO_TOKEN
                         && (bracket == block || source_token (source, bracket)->match == source_previous (source, block));
      const Rule *rule;

      if (type == NO_TOKEN)
        continue;
      rule = type_at (analysis, source, type);
      all.other |= !rule;
      all.type = rule ? rule : all.type;
      near.other |= is_near && !rule;
      near.type = is_near && rule ? rule : near.type;
    }
  return near.type || near.other ? near : all;
}

static Declared
find_declarations (Analysis *analysis, const UnitFile *file, guint32 token)
{
  const char *name = source_spelling (analysis->pool, file->source, token);
  guint32 block = outermost (file->source, token);
  Declared declared = read_declarations (analysis, file->source, name, block);

  for (guint i = 0; !declared.type && !declared.other && i < analysis->files->len; i++)
    {
      const UnitFile *other = g_ptr_array_index (analysis->files, i);

      if (other != file)
        declared = read_declarations (analysis, other->source, name, NO_TOKEN);
    }
  return declared;
}

/* What stands before the arrow or the dot at @a op. */
static Declared
receiver_declared (Analysis *analysis, const UnitFile *file, guint32 op)
{
  const Source *source = file->source;
  guint32 end = source_previous (source, op);
  Declared declared = { 0 };

  while (end != NO_TOKEN && source_is (source, end, "]") && source_token (source, end)->match != NO_TOKEN)
    end = source_previous (source, source_token (source, end)->match);
  if (end == NO_TOKEN)
    return declared;
  if (source_is (source, end, ")") && source_token (source, end)->match != NO_TOKEN)
    {
      guint32 open = source_token (source, end)->match, last = NO_TOKEN;
      guint32 callee = source_previous (source, open);

      if (callee != NO_TOKEN && source_token (source, callee)->kind == TOKEN_IDENTIFIER
          && !is_word_before_value (source, callee))
        return find_declarations (analysis, file, callee); /* what a function returns */
      for (guint32 i = source_next (source, open); i != end && i != NO_TOKEN; i = source_next (source, i))
        {
          const Rule *cast = type_at (analysis, source, i);

          if (cast)
            return (Declared){ cast, FALSE };
          if (source_token (source, i)->kind == TOKEN_IDENTIFIER)
            last = i;
        }
      end = last;
    }
  return end != NO_TOKEN && source_token (source, end)->kind == TOKEN_IDENTIFIER
             ? find_declarations (analysis, file, end)
             : declared;
}

static const Fact *
new_fact (Analysis *analysis, const Rule *rule)
{
  Fact *fact = wmem_new0 (analysis->pool, Fact);

  fact->kind = FACT_MEMBER;
  fact->rule = rule;
  return fact;
}

static FieldStanding
judge_by_declaration (Analysis *analysis, Declared declared, const char *name, const Fact **fact)
{
  const Rule *rule = declared.type ? rule_set_lookup_field (analysis->context->rules, declared.type->name,
                                                            name, strlen (name))
                                   : NULL;

  if (declared.type && !rule)
    return FIELD_FOREIGN;
  if (rule && !declared.other)
    {
      *fact = new_fact (analysis, rule);
      return FIELD_KNOWN;
    }
  return !rule && declared.other ? FIELD_FOREIGN : FIELD_UNKNOWN;
}

/* What the expansions of the macro @a macro, itself or in another's body, show of its field @a name. */
static GPtrArray *
shown_by_expansions (Analysis *analysis, const char *macro, const char *name)
{
  GPtrArray *shown = g_ptr_array_new ();

  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);
      GHashTableIter iterator;
      gpointer key, facts;

      g_hash_table_iter_init (&iterator, file->fields);
      while (g_hash_table_iter_next (&iterator, &key, &facts))
        {
          guint32 token = source_token_at (file->source, GPOINTER_TO_UINT (key));
          const char *used = source_spelling (analysis->pool, file->source, token);

          if (!g_str_equal (used, macro) && unit_file_count_in_macro (file, used, macro) == 0)
            continue;
          for (guint j = 0; j < ((GPtrArray *) facts)->len; j++)
            if (g_str_equal (((const Fact *) g_ptr_array_index ((GPtrArray *) facts, j))->member, name))
              g_ptr_array_add (shown, g_ptr_array_index ((GPtrArray *) facts, j));
        }
    }
  return shown;
}

static FieldStanding
judge_in_macro (Analysis *analysis, const UnitFile *file, guint32 token, const char *name, const Fact **fact)
{
  const Directive *directive = source_directive (file->source, token);
  g_autoptr (GPtrArray) shown
      = shown_by_expansions (analysis, source_spelling (analysis->pool, file->source, directive->name), name);
  Fact *merged = NULL;
  gboolean foreign = FALSE;

  if (shown->len == 0)
    return owner_is_named (analysis, name)
               ? judge_by_declaration (analysis, receiver_declared (analysis, file, source_previous (file->source, token)),
                                       name, fact)
               : FIELD_FOREIGN;
  for (guint i = 0; i < shown->len; i++)
    {
      const Fact *one = g_ptr_array_index (shown, i);

      foreign |= !one->rule || (merged && merged->rule != one->rule);
      if (!one->rule)
        continue;
      if (!merged)
        {
          merged = wmem_new (analysis->pool, Fact);
          *merged = *one;
        }
      if (one->const_misfit && !merged->const_misfit)
        {
          merged->const_misfit = TRUE;
          merged->type = one->type;
        }
    }
  *fact = merged;
  return !merged ? FIELD_FOREIGN : foreign ? FIELD_UNKNOWN
                                           : FIELD_KNOWN;
}

/* `offsetof (T, field)` */
static FieldStanding
judge_offset (Analysis *analysis, const Source *source, guint32 token, const char *name, const Fact **fact)
{
  guint32 type = source_previous (source, source_previous (source, token));
  guint32 open = source_token (source, token)->outer;
  Declared declared = { type != NO_TOKEN ? type_at (analysis, source, type) : NULL, FALSE };

  if (!declared.type || open == NO_TOKEN || !source_is (source, open, "("))
    return FIELD_FOREIGN;
  return judge_by_declaration (analysis, declared, name, fact);
}

FieldStanding
field_judge (Analysis *analysis, UnitFile *file, guint32 token, const Fact **fact)
{
  const Source *source = file->source;
  const Directive *directive = source_directive (source, token);
  guint32 before = source_previous (source, token);
  const char *name = source_spelling (analysis->pool, source, token);

  if (source_is (source, before, ","))
    return judge_offset (analysis, source, token, name, fact);
  if (directive && (directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN || token < directive->body))
    return FIELD_FOREIGN;
  if (directive && !source_token (source, token)->inactive)
    return judge_in_macro (analysis, file, token, name, fact);
  if (!source_is (source, before, "->")
      && !(source_is (source, before, ".") && source_previous (source, before) != NO_TOKEN
           && source_token (source, source_previous (source, before))->kind != TOKEN_PUNCTUATOR))
    return FIELD_FOREIGN; /* a designator */
  return owner_is_named (analysis, name)
             ? judge_by_declaration (analysis, receiver_declared (analysis, file, before), name, fact)
             : FIELD_FOREIGN;
}
