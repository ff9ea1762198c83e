/* SPDX-License-Identifier: MIT */
/*
 * What each candidate is, by the fact that the syntax tree gives and by where the token stands.
 */
#include "find/classify.h"

#include <string.h>

#include "find/field.h"
#include "find/own_macro.h"
#include "find/shim.h"
#include "model/pool_array.h"
#include "sides/after_side.h"
#include "syntax/header_macros.h"

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

  for (const char *at = strstr (text, word); at; at = strstr (at + 1, word))
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

      for (guint i = 0; texts && i < texts->len; i++)
        if (holds_word (g_ptr_array_index (texts, i), name))
          return TRUE;
    }
  return FALSE;
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

/* Whether the name stands among the words of the macro's expansion at @a token. */
static gboolean
expansion_says (const Source *source, guint32 token, const char *name)
{
  guint32 open = token != NO_TOKEN ? source_next (source, token) : NO_TOKEN;
  guint32 end = source_is (source, open, "(") ? source_token (source, open)->match : NO_TOKEN;

  for (guint32 at = open; end != NO_TOKEN && at < end; at++)
    if (source_is (source, at, name))
      return TRUE;
  return FALSE;
}

/* Whether a macro's body has a text of its own in which the name stands: a message, say. */
static gboolean
body_quotes (Analysis *analysis, const Source *source, const char *name)
{
  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);

      for (guint32 at = directive->body; directive->kind == DIRECTIVE_DEFINE && at < directive->end; at++)
        if (source_token (source, at)->kind == TOKEN_STRING && holds_word (source_spelling (analysis->pool, source, at), name))
          return TRUE;
    }
  return FALSE;
}

/* Whether some macro made a text of @a name that nobody gave it: it came out of the body of a macro among its arguments. Where a body
 * quotes the name, nobody can tell whose text it is. */
static gboolean
is_text_of_body (Analysis *analysis, const char *name)
{
  gboolean found = FALSE;

  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);
      GHashTableIter iterator;
      gpointer offset, texts;

      g_hash_table_iter_init (&iterator, file->texts);
      while (g_hash_table_iter_next (&iterator, &offset, &texts))
        for (guint j = 0; j < ((GPtrArray *) texts)->len; j++)
          found |= holds_word (g_ptr_array_index ((GPtrArray *) texts, j), name)
                   && !expansion_says (file->source, source_token_at (file->source, GPOINTER_TO_UINT (offset)), name);
    }
  for (guint i = 0; found && i < analysis->files->len; i++)
    found = !body_quotes (analysis, ((const UnitFile *) g_ptr_array_index (analysis->files, i))->source, name);
  return found;
}

static void
classify_directive (Analysis *analysis, UnitFile *file, Classified *found, const Directive *directive)
{
  Occurrence *occurrence = found->occurrence;

  if (found->rule->ids && directive->kind == DIRECTIVE_DEFINE && found->token == directive->name)
    {
      occurrence->kind = OCCURRENCE_SIGNATURE;
      return;
    }
  if (found->rule->ids && (directive->kind == DIRECTIVE_UNDEF || directive->kind == DIRECTIVE_CONDITION || directive->kind == DIRECTIVE_ELSE))
    {
      /* Whether there is such a macro is all that these ask. */
      occurrence->kind = OCCURRENCE_SHADOWED;
      occurrence->reason = REASON_SHADOWED;
      return;
    }
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
  if (is_text_of_body (analysis, occurrence->name))
    {
      occurrence->reason = REASON_STRINGISED;
      return;
    }
  if (analysis->has_errors || source_token (file->source, found->token)->inactive
      || !is_expanded (analysis, file->source, directive))
    occurrence->confidence = CONFIDENCE_REVIEW;
}

/* Whether the type at @a token is what `_Generic` tells apart: the tree has no place for it. */
static gboolean
is_association (const Source *source, guint32 token)
{
  guint32 open = source_token (source, token)->outer, after = source_next (source, token);

  while (source_is (source, after, "*") || source_is (source, after, "const") || source_is (source, after, "volatile"))
    after = source_next (source, after);
  return source_is (source, open, "(") && source_is (source, source_previous (source, open), "_Generic")
         && source_is (source, after, ":");
}

/* Whether @a token is followed by the parentheses of a call with as many arguments as some old form of its rule takes, and
 * nothing before it makes it a declaration or a member. */
static gboolean
looks_like_call (Analysis *analysis, const Source *source, const Classified *found)
{
  static const char *const before_calls[] = { "return", "else", "do", "case", "sizeof", "NULL" };
  guint32 previous = source_previous (source, found->token), open = source_next (source, found->token);
  const GArray *arguments;

  if (!source_is (source, open, "(") || source_is (source, previous, "->") || source_is (source, previous, "."))
    return FALSE;
  if (previous != NO_TOKEN && (source_token (source, previous)->kind == TOKEN_IDENTIFIER || source_is (source, previous, "*")))
    {
      gboolean keyword = source_is (source, previous, "*");

      /* `char *f (…)` outside of a body declares it. */
      if (keyword && source_token (source, found->token)->outer == NO_TOKEN)
        return FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (before_calls); i++)
        keyword |= source_is (source, previous, before_calls[i]);
      if (!keyword)
        return FALSE;
    }
  arguments = source_arguments (analysis->pool, source, open);
  for (const Rule *form = found->rule; arguments && form; form = form->next)
    if (rule_takes (form, arguments->len))
      return TRUE;
  return FALSE;
}

/* Whether the unit has something of its own by the name of @a rule. */
static gboolean
is_shadowed_somewhere (Analysis *analysis, const Rule *rule)
{
  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);
      GHashTableIter iterator;
      gpointer fact;

      g_hash_table_iter_init (&iterator, file->facts);
      while (g_hash_table_iter_next (&iterator, NULL, &fact))
        if (((const Fact *) fact)->rule == rule && ((const Fact *) fact)->kind == FACT_SHADOW)
          return TRUE;
    }
  return FALSE;
}

static const Fact *
fact_by_tokens (Analysis *analysis, const UnitFile *file, guint32 offset)
{
  Fact *fact = wmem_new0 (analysis->pool, Fact);

  fact->kind = FACT_CALL;
  fact->by_tokens = TRUE;
  fact->described = TRUE; /* or of another form: it is not declared as it stands */
  for (guint i = 0; i < file->functions->len; i++)
    {
      const FunctionPlace *place = &g_array_index (file->functions, FunctionPlace, i);

      if (offset < place->start || offset >= place->end)
        continue;
      fact->function = place->name;
      fact->pinfo = place->pinfo;
    }
  return fact;
}

/* A call that the tree does not show, or not as a call: today's declaration has other parameters, so the parser gave up the
 * statement, and with it other calls there. The name is followed by what only a call has, and nothing else in the unit is
 * called so. */
static gboolean
is_lost_call (Analysis *analysis, const UnitFile *file, Classified *found)
{
  const Rule *rule = found->rule;

  if (!analysis->has_errors || (rule->kind != RULE_FUNCTION && rule->kind != RULE_MACRO)
      || !looks_like_call (analysis, file->source, found) || is_shadowed_somewhere (analysis, rule))
    return FALSE;
  found->occurrence->kind = OCCURRENCE_CALL;
  found->fact = fact_by_tokens (analysis, file, found->occurrence->offset);
  if (analysis->is_described || (analysis->context->after && after_side_declares (analysis->context->after, rule->name)))
    return TRUE;
  found->occurrence->confidence = CONFIDENCE_REVIEW;
  return TRUE;
}

/* A token that the tree does not explain. */
static void
classify_unexplained (Analysis *analysis, UnitFile *file, Classified *found)
{
  Occurrence *occurrence = found->occurrence;
  guint32 open = source_token (file->source, found->token)->outer, macro;

  if (is_lost_call (analysis, file, found))
    return;
  occurrence->kind = kind_of_rule (found->rule);
  occurrence->confidence = CONFIDENCE_REVIEW;
  if (!analysis->command)
    {
      if (!found->rule->needs || found->rule->heard)
        occurrence->kind = OCCURRENCE_INACTIVE;
    }
  else if (found->rule->kind == RULE_TYPE && is_association (file->source, found->token))
    occurrence->confidence = CONFIDENCE_SAFE;
  else if (enclosing_macro (file, &open, &macro))
    occurrence->kind = OCCURRENCE_MACRO_ARGUMENT;
  else
    {
      occurrence->kind = OCCURRENCE_UNCONFIRMED;
      occurrence->reason = REASON_UNCONFIRMED;
    }
}

/* A field's name that is the API's, or may be. @return FALSE: none of its. A kind is given where nothing is left to ask. */
static gboolean
classify_field (Analysis *analysis, UnitFile *file, Classified *found)
{
  Occurrence *occurrence = found->occurrence;
  const Fact *fact = NULL;
  FieldStanding standing = field_judge (analysis, file, found->token, &fact);
  gboolean in_macro = source_directive (file->source, found->token) != NULL;

  /* A header's macro that shows another struct here may show nothing in another unit. */
  if (standing == FIELD_FOREIGN && !in_macro)
    return FALSE;
  found->rule = fact ? fact->rule
                     : rule_set_lookup_field (analysis->context->rules, NULL, occurrence->name,
                                              strlen (occurrence->name));
  occurrence->rule = found->rule->name;
  if (standing == FIELD_KNOWN)
    {
      found->fact = in_macro ? fact : NULL;
      return TRUE;
    }
  occurrence->kind = standing == FIELD_FOREIGN ? OCCURRENCE_SHADOWED : OCCURRENCE_UNCONFIRMED;
  occurrence->reason = standing == FIELD_FOREIGN ? REASON_SHADOWED : REASON_UNCONFIRMED;
  if (standing == FIELD_UNKNOWN)
    occurrence->note = fact ? "a field of this API's struct in one use of the macro, and of another in others"
                            : "may be a field of this API's struct: nothing tells here";
  return TRUE;
}

/* Whether the token is a member of something, the tag of a record, a label, or a parameter of the macro in whose body it stands: whatever
 * its name, no function or type of the API. */
static gboolean
is_something_else (const Source *source, const Classified *found)
{
  static const char *const members[] = { "->", ".", NULL }, *const others[] = { "struct", "union", "enum", "goto", NULL };
  guint32 previous = source_previous (source, found->token);

  return found->rule->kind != RULE_FIELD
         && (source_is_any (source, previous, members) || (found->rule->kind != RULE_TYPE && source_is_any (source, previous, others))
             || source_is_macro_parameter (source, found->token));
}

/* Whether the token is a record's tag where the API has a typedef of that name: `struct ep_stack_t` is another type. */
static gboolean
is_foreign_tag (const Source *source, const Classified *found)
{
  static const char *const records[] = { "struct", "union", "enum", NULL };
  const Rule *rule = found->rule;
  if (rule->kind != RULE_TYPE || !rule->was || !source_is_any (source, source_previous (source, found->token), records))
    return FALSE;
  for (const char *at = rule->was; (at = strstr (at, "struct ")) != NULL;)
    {
      const size_t length = strlen (rule->name);
      at += strlen ("struct ");
      if (strncmp (at, rule->name, length) == 0 && !g_ascii_isalnum (at[length]) && at[length] != '_')
        return FALSE;
    }
  return TRUE;
}

/* Whether the token means, in this unit, a function that the rule was made for, or a pointer to such. */
static gboolean
is_meant (const Analysis *analysis, const UnitFile *file, Classified *found)
{
  PointerPlaceKind place = POINTER_NONE;
  const char *pointer = analysis->pool_sources
                            ? pool_sources_pointer_at (analysis->pool_sources, file->source->path, found->occurrence->offset, &place)
                            : NULL;
  if (place == POINTER_GIVEN)
    return FALSE; /* its type changes with it */
  if (pointer && g_hash_table_contains (found->rule->ids, pointer))
    {
      Fact *fact = wmem_new0 (analysis->pool, Fact);
      if (found->fact)
        *fact = *found->fact;
      fact->kind = place == POINTER_CALLED ? FACT_CALL : FACT_DECLARATION;
      fact->rule = found->rule;
      found->fact = fact;
      return TRUE;
    }
  guint32 previous = source_previous (file->source, found->token);
  const char *id = found->fact && found->fact->meant ? found->fact->meant
                   : analysis->pool_sources          ? pool_sources_named (analysis->pool_sources, found->occurrence->name)
                                                     : NULL;

  return id && g_hash_table_contains (found->rule->ids, id)
         && (!found->fact || found->fact->kind != FACT_SHADOW)
         && !source_is_macro_parameter (file->source, found->token)
         && !source_is (file->source, previous, "->") && !source_is (file->source, previous, ".");
}

static gboolean
classify_token (Analysis *analysis, UnitFile *file, Classified *found)
{
  const Source *source = file->source;
  const Token *token = source_token (source, found->token);
  const Directive *directive = source_directive (source, found->token);
  Occurrence *occurrence = found->occurrence;

  found->rule = rule_set_lookup (analysis->context->rules, occurrence->name, strlen (occurrence->name));
  found->fact = !directive && !token->inactive ? unit_file_fact (file, token->offset) : NULL;
  if (found->fact && found->fact->rule)
    found->rule = found->fact->rule;
  if (found->rule && found->rule->ids && !is_meant (analysis, file, found))
    found->rule = NULL;
  if (!found->rule)
    {
      /* A field's name. Where the tree explains the token itself, it is another struct's. */
      if (found->fact || !rule_set_lookup_field (analysis->context->rules, NULL, occurrence->name, strlen (occurrence->name))
          || !classify_field (analysis, file, found))
        return FALSE;
      if (occurrence->kind != OCCURRENCE_CALL)
        return TRUE;
    }
  occurrence->rule = found->rule->name;
  const gboolean is_own = own_macro_is_meant (analysis, file, found);
  if (is_own || is_foreign_tag (source, found) || (!found->fact && is_something_else (source, found)))
    {
      occurrence->kind = OCCURRENCE_SHADOWED;
      occurrence->reason = REASON_SHADOWED;
      occurrence->note = is_own ? "a macro of these sources, which is something else" : NULL;
    }
  else if (directive)
    classify_directive (analysis, file, found, directive);
  else if (token->inactive)
    {
      occurrence->kind = OCCURRENCE_INACTIVE;
      occurrence->confidence = CONFIDENCE_REVIEW;
    }
  else if (found->fact && found->fact->kind == FACT_REFERENCE && is_lost_call (analysis, file, found))
    ;
  else if (found->fact)
    {
      occurrence->kind = found->fact->kind == FACT_CALL && found->rule->kind == RULE_MACRO
                             ? OCCURRENCE_MACRO_EXPANSION
                             : kind_of_fact[found->fact->kind];
      if (found->fact->kind == FACT_REFERENCE) /* what the parser could not make a call of is one all the same */
        occurrence->reason = source_is (source, source_next (source, found->token), "(") ? REASON_ARGUMENTS : REASON_REFERENCE;
      else if (found->fact->kind == FACT_DECLARATION && found->rule->ids)
        occurrence->kind = OCCURRENCE_SIGNATURE;
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
  shim_classify (analysis, file, found);
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

  if (g_strstr_len (text + at, end - at, "wmem-migrate:"))
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
      if (!rule || rule->quiet || g_strcmp0 (rule->target, rule->name) == 0)
        continue;
      Classified found
          = { new_occurrence (analysis, file, start, at - start, rule->name), rule, NULL, token };

      found.occurrence->kind = OCCURRENCE_COMMENT;
      if (!analysis->context->options->comments)
        found.occurrence->reason = REASON_COMMENT;
      g_array_append_val (rewritable, found);
    }
}

/* Whether the API's @a name, which came out of the macro at @a offset, came more often than it stands in bodies, and
 * some body pastes: a precompiled header's macros are not to be read. */
static gboolean
is_pasted (const UnitFile *file, guint32 offset, const GPtrArray *names, const char *name)
{
  const Source *source = file->source;
  char *macro = (char *) source_spelling (NULL, source, source_token_at (source, offset));
  guint came = 0;
  gboolean pasted;

  for (guint i = 0; i < names->len; i++)
    came += g_str_equal (g_ptr_array_index (names, i), name);
  pasted = g_hash_table_contains (file->defined, macro)
               ? unit_file_count_in_macro (file, macro, "##") > 0
                     && came > unit_file_count_in_macro (file, macro, name)
               : header_macros_paste (macro) && !header_macros_mention (macro, name);
  wmem_free (NULL, macro);
  return pasted;
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  return GPOINTER_TO_UINT (a) < GPOINTER_TO_UINT (b) ? -1 : GPOINTER_TO_UINT (a) > GPOINTER_TO_UINT (b);
}

static void
add_pasted (Analysis *analysis, UnitFile *file, guint32 offset, const char *name)
{
  guint32 token = source_token_at (file->source, offset);
  Occurrence *occurrence
      = new_occurrence (analysis, file, offset, source_token (file->source, token)->length, name);

  occurrence->kind = OCCURRENCE_MACRO_EXPANSION;
  occurrence->reason = REASON_PASTED;
  occurrence->keeps_header = TRUE;
}

/* A macro that pastes a name of the API together: the tree shows a call where no token says so. */
static void
classify_pasted (Analysis *analysis, UnitFile *file)
{
  GList *offsets = g_list_sort (g_hash_table_get_keys (file->expanded), compare_places);

  for (; offsets; offsets = g_list_delete_link (offsets, offsets))
    {
      guint32 offset = GPOINTER_TO_UINT (offsets->data);
      const GPtrArray *names = g_hash_table_lookup (file->expanded, offsets->data);
      gboolean pasted = FALSE;

      for (guint i = 0; !pasted && i < names->len; i++)
        {
          const char *name = g_ptr_array_index (names, i);
          const Rule *rule = rule_set_lookup (analysis->context->rules, name, strlen (name));

          /* What gains a pool is called by no such name: its address at most is taken. */
          if (!(rule && rule->ids) && (pasted = is_pasted (file, offset, names, name)))
            add_pasted (analysis, file, offset, name);
        }
    }
  offsets = g_list_sort (g_hash_table_get_keys (file->fields), compare_places);
  for (; offsets; offsets = g_list_delete_link (offsets, offsets))
    {
      guint32 offset = GPOINTER_TO_UINT (offsets->data);
      const GPtrArray *facts = g_hash_table_lookup (file->fields, offsets->data);
      const Fact *pasted = NULL;

      for (guint i = 0; !pasted && i < facts->len && !g_hash_table_contains (file->expanded, offsets->data); i++)
        {
          const Fact *fact = g_ptr_array_index (facts, i);
          GPtrArray names = { (gpointer *) &fact->member, 1 };

          if (fact->rule && is_pasted (file, offset, &names, fact->member))
            pasted = fact;
        }
      if (pasted)
        add_pasted (analysis, file, offset, pasted->rule->name);
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
        g_ptr_array_set_size (file->findings->occurrences, (int) file->findings->occurrences->len - 1);
    }
  classify_pasted (analysis, file);
  return rewritable;
}
