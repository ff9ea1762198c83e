/* SPDX-License-Identifier: MIT */
/*
 * Macro bodies by their tokens: calls are names before a parenthesis.
 */
#include "find/pool_macros.h"

#include <string.h>

#include "find/pool_parameter.h"
#include "find/shim.h"
#include "model/pool_array.h"
#include "model/text_intern.h"
#include "syntax/pool_at_hand.h"

enum {
  MAX_DEPTH = 8
};

/* A definition; several of one name are of one macro where they stand in one file. */
typedef struct
{
  const Source *source;
  guint directive;
  gboolean plain; /* without parameters */
  gboolean calls; /* its body calls something */
} Definition;

static const Directive *
directive_of (const Definition *definition)
{
  return &g_array_index (definition->source->directives, Directive, definition->directive);
}

static gboolean
has_parameters (const Source *source, const Directive *directive)
{
  return source_is (source, directive->name + 1, "(")
         && source_token (source, directive->name + 1)->offset == source_end (source, directive->name)
         && directive->name + 1 < directive->body;
}

static gboolean
has_call (const Source *source, const Directive *directive)
{
  for (guint32 token = directive->body; token + 1 < directive->end; token++)
    if (source_token (source, token)->kind == TOKEN_IDENTIFIER && source_is (source, token + 1, "("))
      return TRUE;
  return FALSE;
}

/* Whether the macro has no parameters, and a body that calls something: then its name stands for a call. */
static gboolean
stands_for_call (const GArray *definitions)
{
  gboolean calls = FALSE;
  for (guint i = 0; i < definitions->len; i++)
    {
      if (!g_array_index (definitions, Definition, i).plain)
        return FALSE;
      calls |= g_array_index (definitions, Definition, i).calls;
    }
  return calls;
}

/* @return (nullable) of Definition: of the macro that is named at @token. */
static const GArray *
definitions_at (Analysis *analysis, const Source *source, guint32 token)
{
  const Token *name = source_token (source, token);
  char buffer[128];
  if (name->kind != TOKEN_IDENTIFIER || name->length >= sizeof buffer)
    return NULL;
  memcpy (buffer, source->text + name->offset, name->length);
  buffer[name->length] = '\0';
  return g_hash_table_lookup (analysis->pool_macros, buffer);
}

/* Whether a macro that stands for a call is named in the body: then that one is such, too. */
static gboolean
names_call (Analysis *analysis, const Definition *definition)
{
  const Source *source = definition->source;
  const Directive *directive = directive_of (definition);
  for (guint32 token = directive->body; token < directive->end; token++)
    {
      const GArray *definitions = definitions_at (analysis, source, token);
      if (definitions && stands_for_call (definitions))
        return TRUE;
    }
  return FALSE;
}

/* A macro without parameters may name another one; each round but the last finds one more. */
static void
follow_names (Analysis *analysis, const GPtrArray *open)
{
  gboolean again = TRUE;
  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < open->len; i++)
        {
          GArray *definitions = open->pdata[i];
          for (guint j = 0; j < definitions->len; j++)
            {
              Definition *definition = &g_array_index (definitions, Definition, j);
              if (!definition->plain || definition->calls || !names_call (analysis, definition))
                continue;
              definition->calls = again = TRUE;
            }
        }
    }
}

void
pool_macros_read (Analysis *analysis)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  analysis->pool_macros = pool_table (analysis->pool, g_hash_table_new (g_str_hash, g_str_equal));
  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);
      for (guint j = 0; j < file->source->directives->len; j++)
        {
          const Directive *directive = &g_array_index (file->source->directives, Directive, j);
          if (directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN || !file->findings->editable)
            continue;
          const char *name = source_spelling (analysis->pool, file->source, directive->name);
          GArray *definitions = g_hash_table_lookup (analysis->pool_macros, name);
          if (!definitions)
            g_hash_table_insert (analysis->pool_macros, (gpointer) name,
                                 definitions = pool_array (analysis->pool, sizeof (Definition)));
          const gboolean plain = !has_parameters (file->source, directive);
          const Definition definition = { file->source, j, plain, plain && has_call (file->source, directive) };
          g_array_append_val (definitions, definition);
          if (plain && !definition.calls && directive->body < directive->end
              && (source_token (file->source, directive->body)->kind == TOKEN_IDENTIFIER || source_is (file->source, directive->body, "(")))
            g_ptr_array_add (open, definitions);
        }
    }
  follow_names (analysis, open);
}

static gboolean
explains (const Analysis *analysis, const char *macro, const char *function, guint depth)
{
  const GArray *definitions = depth < MAX_DEPTH ? g_hash_table_lookup (analysis->pool_macros, macro) : NULL;
  for (guint i = 0; definitions && i < definitions->len; i++)
    {
      const Definition *definition = &g_array_index (definitions, Definition, i);
      const Source *source = definition->source;
      const Directive *directive = directive_of (definition);
      for (guint32 token = directive->body; token < directive->end; token++)
        {
          if (source_token (source, token)->kind != TOKEN_IDENTIFIER)
            continue;
          if (source_is (source, token, function) && source_is (source, source_next (source, token), "("))
            return TRUE;
          if (explains (analysis, source_spelling (analysis->pool, source, token), function, depth + 1))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
pool_macros_explain (const Analysis *analysis, const char *text, const char *function)
{
  gsize length = 0;
  while (g_ascii_isalnum (text[length]) || text[length] == '_')
    length++;
  g_autofree char *macro = g_strndup (text, length);
  return explains (analysis, macro, function, 0);
}

static void
add_use (Analysis *analysis, PoolUseKind kind, const Source *source, guint32 token, const char *to, const char *text)
{
  const guint32 offset = source_token (source, token)->offset;
  const char *macro = pool_macro_around (source, token);
  const PoolAtHand hand = macro ? (PoolAtHand){ .function = macro } : pool_sources_at (analysis->pool_sources, source->path, offset);
  /* Of a function that is not compiled nothing more is known: its calls are for review in any case. */
  if (kind == POOL_USE_CALL && !hand.function && source_token (source, token)->inactive
      && source_token (source, token)->outer != NO_TOKEN)
    return;
  const PoolUse use = {
    .kind = kind,
    .covered = hand.text != NULL,
    .unsure = hand.unread || hand.tested,
    .from = hand.function,
    .to = to,
    .path = source->path,
    .line = source_line (source, offset, NULL),
    .text = text,
  };
  g_array_append_val (analysis->pool_facts->uses, use);
}

/* The id of the macro that the token names, or NULL. *@several: files disagree about it. */
static const char *
named_macro (const Analysis *analysis, const Source *source, guint32 token, gboolean *several)
{
  const GArray *definitions = g_hash_table_lookup (analysis->pool_macros, source_spelling (analysis->pool, source, token));
  const char *id = NULL;
  *several = FALSE;
  for (guint i = 0; definitions && i < definitions->len; i++)
    {
      const Definition *definition = &g_array_index (definitions, Definition, i);
      const char *own = pool_macro_id (definition->source, source_spelling (analysis->pool, source, token));
      *several |= id && own != id;
      id = own;
    }
  return id;
}

/* What a body, or code that is not compiled, does with pointers of that name is not known. */
static void
bar_pointers (Analysis *analysis, const Source *source, guint32 token, gboolean in_body)
{
  const guint32 before = source_previous (source, token);
  const char *name = source_spelling (analysis->pool, source, token);
  const char *why = in_body ? "a macro names it" : "code that is not compiled here names it";
  const gboolean declares = source_is (source, before, "*"), member = source_is (source, before, ".") || source_is (source, before, "->");
  const GPtrArray *ids = pool_sources_pointers_named (analysis->pool_sources, name, member);
  for (guint i = 0; ids && i < ids->len; i++)
    add_use (analysis, POOL_USE_BAR, source, token, ids->pdata[i], why);
  /* `(*name)` may be a member's declaration. */
  ids = declares ? pool_sources_pointers_named (analysis->pool_sources, name, TRUE) : NULL;
  for (guint i = 0; ids && i < ids->len; i++)
    add_use (analysis, POOL_USE_BAR, source, token, ids->pdata[i], why);
}

/* Bars all functions that @name means here, if they are more than @few. @return whether there are so many. */
static gboolean
bar_functions (Analysis *analysis, const Source *source, guint32 token, const char *name, guint few, const char *why)
{
  const GPtrArray *ids = pool_sources_all_named (analysis->pool_sources, name);
  for (guint i = 0; ids && ids->len > few && i < ids->len; i++)
    add_use (analysis, POOL_USE_BAR, source, token, ids->pdata[i], why);
  return ids && ids->len > few;
}

/* A function whose name is a text for the linker is reached by that, with the parameters that it has now. */
static void
see_text (Analysis *analysis, const Source *source, guint32 token)
{
  static const char *const readers[] = { "alias", "__alias__", "ifunc", "__ifunc__", "weakref", "__weakref__", "asm",
                                         "__asm__", "__asm", "dlsym", "g_module_symbol" };
  const guint32 open = source_token (source, token)->outer, reader = open == NO_TOKEN ? NO_TOKEN : source_previous (source, open);
  gboolean reads = FALSE;
  for (guint i = 0; reader != NO_TOKEN && i < G_N_ELEMENTS (readers); i++)
    reads |= source_is (source, reader, readers[i]);
  const char *text = reads ? source_spelling (analysis->pool, source, token) : "";
  const gsize length = strlen (text);
  if (length < 3 || *text != '"')
    return;
  g_autofree char *name = g_strndup (text + 1, length - 2);
  if (!bar_functions (analysis, source, token, name, 0, "the linker is given its name"))
    add_use (analysis, POOL_USE_BAR, source, token, text_intern (name), "the linker is given its name");
}

/* A name in a body, or of a macro in code. */
static void
see_token (Analysis *analysis, const Source *source, guint32 token, gboolean in_body)
{
  const Token *name_token = source_token (source, token);
  char buffer[128];
  if (name_token->kind == TOKEN_STRING)
    see_text (analysis, source, token);
  if (name_token->kind != TOKEN_IDENTIFIER || name_token->length >= sizeof buffer)
    return;
  memcpy (buffer, source->text + name_token->offset, name_token->length);
  buffer[name_token->length] = '\0';
  /* Nearly all are neither. */
  if (!in_body && !name_token->inactive && !name_token->spliced && !g_hash_table_contains (analysis->pool_macros, buffer))
    return;
  if (source_is_macro_parameter (source, token))
    return;
  const gboolean called = source_is (source, source_next (source, token), "(");
  gboolean several;
  const char *macro = named_macro (analysis, source, token, &several);
  const GArray *definitions = macro ? definitions_at (analysis, source, token) : NULL;
  const gboolean plain = definitions && stands_for_call (definitions);
  if (macro && called != plain)
    add_use (analysis, POOL_USE_CALL, source, token, macro, NULL);
  else if (plain)
    add_use (analysis, POOL_USE_BAR, source, token, macro, "what it stands for is called");
  if (macro && several)
    add_use (analysis, POOL_USE_BAR, source, token, macro, "several files define it");
  if (in_body || source_token (source, token)->inactive)
    bar_pointers (analysis, source, token, in_body);
  if (macro || !(in_body || source_token (source, token)->inactive))
    return;
  const char *name = source_spelling (analysis->pool, source, token);
  const guint32 previous = source_previous (source, token);
  if (source_is (source, previous, "->") || source_is (source, previous, "."))
    return;
  if (bar_functions (analysis, source, token, name, 1, in_body ? "a macro names it, and others have its name" : "code that is not compiled here names it, and others have its name"))
    return;
  const char *function = pool_sources_named (analysis->pool_sources, name);
  if (!function)
    return;
  if (called && (in_body || source_token (source, token)->outer != NO_TOKEN))
    add_use (analysis, POOL_USE_CALL, source, token, function, NULL);
  else if (!called)
    add_use (analysis, POOL_USE_BAR, source, token, function,
             in_body ? "a macro names it" : "code that is not compiled here takes its address");
}

static void
add_macro (Analysis *analysis, const char *name, const GArray *definitions)
{
  const Definition *first = &g_array_index (definitions, Definition, 0);
  const Directive *directive = directive_of (first);
  const gboolean plain = stands_for_call (definitions);
  PoolFunction f = {
    .id = pool_macro_id (first->source, name),
    .name = text_intern (name),
    .path = first->source->path,
    .internal = analysis->command && analysis_canonical_path (analysis->command->file) == first->source->path,
    .defined = TRUE,
    .macro = TRUE,
    .plain = plain,
    .line = source_line (first->source, source_token (first->source, directive->name)->offset, NULL),
  };
  for (guint i = 0; i < definitions->len; i++)
    {
      const Definition *definition = &g_array_index (definitions, Definition, i);
      directive = directive_of (definition);
      if (definition->plain && !plain)
        f.barred = "it is a macro without parameters";
      const char *free_name = pool_parameter_name_in_macro (analysis, definition->source, directive->name + 1, directive->end);
      if (f.parameter && f.parameter != free_name)
        f.barred = "its definitions leave no common name for a parameter";
      f.parameter = free_name;
    }
  if (shim_stands_for (analysis, name))
    f.barred = "it stands for a name of the old API";
  pool_sources_name_macro (analysis->pool_sources, f.name, f.id);
  g_array_append_val (analysis->pool_facts->functions, f);
}

void
pool_macros_add_uses (Analysis *analysis)
{
  GHashTableIter iterator;
  gpointer name, definitions;
  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);
      const Source *source = file->source;
      if (!file->findings->editable)
        continue;
      for (guint32 token = 0; token < source->tokens->len; token++)
        {
          const Directive *directive = source_directive (source, token);
          if (!directive)
            see_token (analysis, source, token, FALSE);
          else if (directive->kind == DIRECTIVE_DEFINE && directive->name != NO_TOKEN && token >= directive->body)
            see_token (analysis, source, token, TRUE);
        }
    }
  g_hash_table_iter_init (&iterator, analysis->pool_macros);
  while (g_hash_table_iter_next (&iterator, &name, &definitions))
    add_macro (analysis, name, definitions);
}
