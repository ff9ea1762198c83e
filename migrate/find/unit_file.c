/* SPDX-License-Identifier: MIT */
/*
 * Candidates by tokens.
 */
#include "find/unit_file.h"

#include <string.h>

#include "find/pool_array.h"

/* The rule that @a index names by itself; a quiet rule counts only where the after side has what it needs. */
static const Rule *
named_rule (const RuleSet *rules, const Source *source, guint32 index)
{
  const Token *token = source_token (source, index);
  const Rule *rule;

  if (token->kind != TOKEN_IDENTIFIER)
    return NULL;
  if (token->spliced)
    {
      char *name = (char *)source_spelling (NULL, source, index);

      rule = rule_set_lookup (rules, name, strlen (name));
      wmem_free (NULL, name);
    }
  else
    rule = rule_set_lookup (rules, source->text + token->offset, token->length);
  return rule != NULL && (!rule->quiet || rule->met) ? rule : NULL;
}

static gboolean
may_be_field (const RuleSet *rules, const Source *source, guint32 index)
{
  const Token *token = source_token (source, index);
  guint32 previous;

  if (token->kind != TOKEN_IDENTIFIER)
    return FALSE;
  previous = source_previous (source, index);
  if (!source_is (source, previous, "->") && !source_is (source, previous, ".")
      && !source_is (source, previous, ","))
    return FALSE;
  if (token->spliced)
    {
      char *name = (char *)source_spelling (NULL, source, index);
      gboolean found = rule_set_lookup_field (rules, NULL, name, strlen (name)) != NULL;

      wmem_free (NULL, name);
      return found;
    }
  return rule_set_lookup_field (rules, NULL, source->text + token->offset, token->length) != NULL;
}

/* Remembers that the macro of @a directive names the API @a name in its body, or (NULL) pastes names
 * together. */
static void
note_definition (wmem_allocator_t *pool, UnitFile *file, const Directive *directive, const char *name)
{
  const char *macro = source_spelling (pool, file->source, directive->name);
  GPtrArray *names = g_hash_table_lookup (file->defined, macro);

  if (names == NULL)
    {
      names = pool_pointers (pool);
      g_hash_table_insert (file->defined, (gpointer)macro, names);
    }
  if (name != NULL)
    g_ptr_array_add (names, (gpointer)name);
}

/* Whether the token begins the definition of a function of the old API that other files can call. */
static gboolean
defines_api (const Source *source, guint32 index, const Rule *rule)
{
  guint32 open = source_next (source, index), body;

  if (rule->kind != RULE_FUNCTION || rule->quiet || source_token (source, index)->outer != NO_TOKEN
      || source_token (source, index)->directive != 0 || !source_is (source, open, "("))
    return FALSE;
  body = source_token (source, open)->match != NO_TOKEN
             ? source_next (source, source_token (source, open)->match)
             : NO_TOKEN;
  if (!source_is (source, body, "{"))
    return FALSE;
  for (guint32 i = source_previous (source, index); i != NO_TOKEN; i = source_previous (source, i))
    {
      if (source_is (source, i, "static"))
        return FALSE;
      if (source_is (source, i, ";") || source_is (source, i, "}"))
        break;
    }
  return TRUE;
}

UnitFile *
unit_file_new (wmem_allocator_t *pool, const RuleSet *rules, const char *path, const char *text, gsize length,
               GHashTable *defined)
{
  UnitFile *file = wmem_new0 (pool, UnitFile);
  const Source *source = file->source = source_new (pool, path, text, length);

  file->candidates = pool_array (pool, sizeof (guint32));
  file->interesting = pool_array (pool, sizeof (guint32));
  file->facts = pool_table (pool, g_hash_table_new (NULL, NULL));
  file->expanded = pool_table (pool, g_hash_table_new (NULL, NULL));
  file->macros = pool_table (pool, g_hash_table_new (NULL, NULL));
  file->texts = pool_table (pool, g_hash_table_new (NULL, NULL));
  file->defined = defined;
  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      const Rule *rule = named_rule (rules, source, i);
      const Directive *directive = source_directive (source, i);

      if (directive != NULL && directive->kind == DIRECTIVE_DEFINE && source_is (source, i, "##"))
        note_definition (pool, file, directive, NULL);
      if (rule == NULL && !may_be_field (rules, source, i))
        continue;
      g_array_append_val (file->candidates, i);
      if (rule != NULL && defines_api (source, i, rule))
        file->is_manager = TRUE;
      if (directive != NULL && directive->kind == DIRECTIVE_DEFINE && directive->name != NO_TOKEN
          && i >= directive->body && rule != NULL)
        note_definition (pool, file, directive, rule->name);
    }
  for (guint i = 0; i < source->directives->len; i++)
    if (g_array_index (source->directives, Directive, i).kind == DIRECTIVE_LINE)
      file->is_generated = TRUE;
  return file;
}

static gint
compare_offsets (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *)a, second = *(const guint32 *)b;

  return first < second ? -1 : first > second;
}

static void
mark (UnitFile *file, guint32 token)
{
  g_array_append_val (file->interesting, source_token (file->source, token)->offset);
}

/* The candidates themselves, the names before the parentheses around them (macros that may turn them into
 * text), and the expansions of macros that name an API in their bodies. */
void
unit_file_mark (UnitFile *file)
{
  const Source *source = file->source;

  for (guint i = 0; i < file->candidates->len; i++)
    {
      guint32 token = g_array_index (file->candidates, guint32, i);

      mark (file, token);
      for (guint32 open = source_token (source, token)->outer; open != NO_TOKEN;
           open = source_token (source, open)->outer)
        {
          guint32 name = source_is (source, open, "(") ? source_previous (source, open) : NO_TOKEN;

          if (name != NO_TOKEN && source_token (source, name)->kind == TOKEN_IDENTIFIER)
            mark (file, name);
        }
    }
  if (g_hash_table_size (file->defined) > 0)
    for (guint32 i = 0; i < source->tokens->len; i++)
      if (source_token (source, i)->kind == TOKEN_IDENTIFIER && source_token (source, i)->directive == 0)
        {
          char *name = (char *)source_spelling (NULL, source, i);

          if (g_hash_table_contains (file->defined, name))
            mark (file, i);
          wmem_free (NULL, name);
        }
  g_array_sort (file->interesting, compare_offsets);
}

const Fact *
unit_file_fact (const UnitFile *file, guint32 offset)
{
  return g_hash_table_lookup (file->facts, GUINT_TO_POINTER (offset));
}
