/* SPDX-License-Identifier: MIT */
/*
 * Candidates by tokens.
 */
#include "syntax/unit_file.h"

#include <string.h>

#include "model/pool_array.h"
#include "syntax/generator.h"
#include "syntax/header_macros.h"

/* Macros that mention each other in a circle end somewhere. */
#define MAX_MACRO_DEPTH 16

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
      char *name = (char *) source_spelling (NULL, source, index);

      rule = rule_set_lookup (rules, name, strlen (name));
      wmem_free (NULL, name);
    }
  else
    rule = rule_set_lookup (rules, source->text + token->offset, token->length);
  return rule && rule_counts (rule) ? rule : NULL;
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
      char *name = (char *) source_spelling (NULL, source, index);
      gboolean found = rule_set_lookup_field (rules, NULL, name, strlen (name)) != NULL;

      wmem_free (NULL, name);
      return found;
    }
  return rule_set_lookup_field (rules, NULL, source->text + token->offset, token->length) != NULL;
}

/* Whether the token begins the definition of a function of the old API itself that other files can call. A helper's
 * definition does not: what it calls are calls. */
static gboolean
defines_api (const RuleSet *rules, const Source *source, guint32 index, const Rule *rule)
{
  guint32 open = source_next (source, index), body;

  if (rule->kind != RULE_FUNCTION || !rule_set_is_core (rules, rule) || source_token (source, index)->outer != NO_TOKEN
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
  file->functions = pool_array (pool, sizeof (FunctionPlace));
  file->expanded = pool_table (pool, g_hash_table_new (NULL, NULL));
  file->fields = pool_table (pool, g_hash_table_new (NULL, NULL));
  file->macros = pool_table (pool, g_hash_table_new (NULL, NULL));
  file->texts = pool_table (pool, g_hash_table_new (NULL, NULL));
  file->defined = defined;
  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      const Rule *rule = named_rule (rules, source, i);

      if (!rule && !may_be_field (rules, source, i))
        continue;
      g_array_append_val (file->candidates, i);
      if (rule && defines_api (rules, source, i, rule))
        file->is_manager = TRUE;
    }
  file->generator = generator_named (pool, source);
  for (guint i = 0; i < source->directives->len; i++)
    if (g_array_index (source->directives, Directive, i).kind == DIRECTIVE_LINE)
      file->is_generated = TRUE;
  return file;
}

/* Remembers that the macro of @a directive has @a name in its body. @return whether the macro is new. */
static gboolean
note_definition (wmem_allocator_t *pool, UnitFile *file, const Directive *directive, const char *name)
{
  const char *macro = source_spelling (pool, file->source, directive->name);
  GPtrArray *names = g_hash_table_lookup (file->defined, macro);
  gboolean fresh = !names;

  if (fresh)
    {
      names = pool_pointers (pool);
      g_hash_table_insert (file->defined, (gpointer) macro, names);
    }
  g_ptr_array_add (names, (gpointer) name);
  return fresh;
}

/* What of the API stands in the macro bodies of @a file, and where they paste. */
static void
read_definitions (wmem_allocator_t *pool, UnitFile *file)
{
  const Source *source = file->source;

  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);

      if (directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN
          || source_token (source, directive->hash)->inactive)
        continue;
      for (guint32 token = directive->body; token < directive->end; token++)
        if (source_is (source, token, "##"))
          note_definition (pool, file, directive, "##");
    }
  for (guint i = 0; i < file->candidates->len; i++)
    {
      guint32 token = g_array_index (file->candidates, guint32, i);
      const Directive *directive = source_directive (source, token);

      if (directive && directive->kind == DIRECTIVE_DEFINE && directive->name != NO_TOKEN
          && token >= directive->body && !source_token (source, token)->inactive)
        note_definition (pool, file, directive, source_spelling (pool, source, token));
    }
}

static const char *
spell (const Source *source, guint32 token, char *buffer, gsize size)
{
  const Token *found = source_token (source, token);

  if (found->kind != TOKEN_IDENTIFIER || found->spliced || found->length >= size)
    return NULL;
  memcpy (buffer, source->text + found->offset, found->length);
  buffer[found->length] = '\0';
  return buffer;
}

/* Macros whose bodies name one of @a known. @return (transfer full) those that were not known as such before. */
static GHashTable *
read_mentions (wmem_allocator_t *pool, GPtrArray *files, GHashTable *known)
{
  GHashTable *fresh = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < files->len; i++)
    {
      UnitFile *file = g_ptr_array_index (files, i);
      const Source *source = file->source;

      for (guint j = 0; j < source->directives->len; j++)
        {
          const Directive *directive = &g_array_index (source->directives, Directive, j);

          if (directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN
              || source_token (source, directive->hash)->inactive)
            continue;
          for (guint32 token = directive->body; token < directive->end; token++)
            {
              char buffer[128];
              const char *name = spell (source, token, buffer, sizeof buffer);

              if (!name || source_is (source, directive->name, name)
                  || !(known ? g_hash_table_contains (known, name) : header_macros_paste (name)))
                continue;
              if (note_definition (pool, file, directive, source_spelling (pool, source, token)))
                g_hash_table_add (fresh, (gpointer) source_spelling (pool, source, directive->name));
            }
        }
    }
  return fresh;
}

void
unit_files_read_macros (wmem_allocator_t *pool, GPtrArray *files)
{
  GHashTable *known, *pasting;

  if (files->len == 0)
    return;
  for (guint i = 0; i < files->len; i++)
    read_definitions (pool, g_ptr_array_index (files, i));
  known = g_hash_table_new (g_str_hash, g_str_equal);
  for (GList *names = g_hash_table_get_keys (((UnitFile *) g_ptr_array_index (files, 0))->defined); names;
       names = g_list_delete_link (names, names))
    g_hash_table_add (known, names->data);
  pasting = read_mentions (pool, files, NULL);
  for (GList *names = g_hash_table_get_keys (pasting); names; names = g_list_delete_link (names, names))
    g_hash_table_add (known, names->data);
  g_hash_table_unref (pasting);
  while (g_hash_table_size (known) > 0)
    {
      GHashTable *fresh = read_mentions (pool, files, known);

      g_hash_table_unref (known);
      known = fresh;
    }
  g_hash_table_unref (known);
}

static guint
count_names (const UnitFile *file, const char *macro, const char *name, guint depth)
{
  const GPtrArray *names = depth < MAX_MACRO_DEPTH ? g_hash_table_lookup (file->defined, macro) : NULL;
  guint count = 0;

  for (guint i = 0; names && i < names->len; i++)
    {
      const char *found = g_ptr_array_index (names, i);

      if (g_str_equal (found, name))
        count++;
      else if (g_hash_table_contains (file->defined, found))
        count += count_names (file, found, name, depth + 1);
      else if (g_str_equal (name, "##"))
        count += header_macros_paste (found);
      else
        count += header_macros_mention (found, name); /* such as a macro of the API itself */
    }
  return count;
}

guint
unit_file_count_in_macro (const UnitFile *file, const char *macro, const char *name)
{
  return count_names (file, macro, name, 0);
}

static gint
compare_offsets (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

static void
mark (UnitFile *file, guint32 token)
{
  g_array_append_val (file->interesting, source_token (file->source, token)->offset);
}

/* Names alone in parentheses before another parenthesis, in the statement up to @a token: what they mean decides where an
 * expression begins. */
static void
mark_doubtful (UnitFile *file, guint32 token)
{
  const Source *source = file->source;

  for (guint32 i = source_previous (source, token); i != NO_TOKEN; i = source_previous (source, i))
    {
      guint32 name = source_is (source, i, ")") ? source_previous (source, i) : NO_TOKEN;

      if (source_is (source, i, ";") || source_is (source, i, "{") || source_is (source, i, "}"))
        return;
      if (name != NO_TOKEN && source_token (source, name)->kind == TOKEN_IDENTIFIER
          && source_is (source, source_previous (source, name), "(")
          && source_is (source, source_next (source, i), "("))
        mark (file, name);
    }
}

/* The names before the parentheses around @a token: macros that may turn it into text. */
static void
mark_around (UnitFile *file, guint32 token)
{
  const Source *source = file->source;

  for (guint32 open = source_token (source, token)->outer; open != NO_TOKEN; open = source_token (source, open)->outer)
    {
      guint32 name = source_is (source, open, "(") ? source_previous (source, open) : NO_TOKEN;

      if (name != NO_TOKEN && source_token (source, name)->kind == TOKEN_IDENTIFIER)
        mark (file, name);
    }
}

/* The candidates themselves and the expansions of macros that name an API in their bodies, what stands around both, the expansions of
 * macros that paste, and the lines that include a fragment in the middle
 * of something, which may name what its surroundings don't. */
void
unit_file_mark (UnitFile *file)
{
  const Source *source = file->source;

  for (guint i = 0; i < file->candidates->len; i++)
    {
      guint32 token = g_array_index (file->candidates, guint32, i);

      mark (file, token);
      mark_doubtful (file, token);
      mark_around (file, token);
    }
  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      char buffer[128];
      const char *name = source_token (source, i)->directive == 0 ? spell (source, i, buffer, sizeof buffer) : NULL;

      const gboolean names_api = name && g_hash_table_contains (file->defined, name);

      if (names_api || (name && header_macros_paste (name)))
        mark (file, i);
      if (names_api)
        mark_around (file, i);
    }
  for (guint i = 0; i < source->directives->len; i++)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i);

      if (directive->kind == DIRECTIVE_INCLUDE)
        mark (file, directive->hash);
    }
  g_array_sort (file->interesting, compare_offsets);
}

const Fact *
unit_file_fact (const UnitFile *file, guint32 offset)
{
  return g_hash_table_lookup (file->facts, GUINT_TO_POINTER (offset));
}
