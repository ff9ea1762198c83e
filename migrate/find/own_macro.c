/* SPDX-License-Identifier: MIT */
#include "find/own_macro.h"

#include <string.h>

#include "find/shim.h"
#include "model/pool_array.h"

static const Rule *
rule_at (const Analysis *analysis, const Source *source, guint32 token)
{
  const Token *name = source_token (source, token);
  const Rule *rule = name->kind == TOKEN_IDENTIFIER && !name->spliced
                         ? rule_set_lookup (analysis->context->rules, source->text + name->offset, name->length)
                         : NULL;
  return rule && !rule->ids ? rule : NULL;
}

/* Whether the token stands outside of all brackets, but for those of `extern "C" {`. */
static gboolean
is_outermost (const Source *source, guint32 token)
{
  const guint32 outer = source_token (source, token)->outer;
  const guint32 before = source_is (source, outer, "{") ? source_previous (source, outer) : NO_TOKEN;
  return outer == NO_TOKEN || (before != NO_TOKEN && source_token (source, before)->kind == TOKEN_STRING);
}

/* Whether the file is a header of the old API: it declares functions of it. */
static gboolean
declares_api (const Analysis *analysis, const UnitFile *file)
{
  const Source *source = file->source;
  for (guint i = 0; i < file->candidates->len; i++)
    {
      const guint32 token = g_array_index (file->candidates, guint32, i);
      const Rule *rule = rule_at (analysis, source, token);
      if (!rule || rule->kind != RULE_FUNCTION || source_directive (source, token) || !is_outermost (source, token))
        continue;
      const guint32 open = source_next (source, token);
      if (source_is (source, open, "(") && source_token (source, open)->match != NO_TOKEN
          && !source_is (source, source_next (source, source_token (source, open)->match), "{"))
        return TRUE;
    }
  return FALSE;
}

/* Which parameter of the macro the token of its body names, from 0; -1: none. */
static int
parameter_named (const Source *source, const Directive *directive, guint32 token)
{
  int position = 0;
  if (source_token (source, token)->kind != TOKEN_IDENTIFIER)
    return -1;
  for (guint32 at = directive->name + 1; at < directive->body; at++)
    {
      if (source_is (source, at, ","))
        position++;
      else if (source_token (source, at)->kind == TOKEN_IDENTIFIER && source_same (source, at, token))
        return position;
    }
  return -1;
}

/* The body's tokens, without comments and without brackets around all of it. */
static GArray *
body_tokens (wmem_allocator_t *pool, const Source *source, const Directive *directive)
{
  GArray *tokens = pool_array (pool, sizeof (guint32));
  guint32 first = directive->body, end = directive->end;
  while (first < end && source_is (source, first, "(") && source_token (source, first)->match == end - 1)
    {
      first++;
      end--;
    }
  for (; first < end; first++)
    if (source_token (source, first)->kind != TOKEN_COMMENT)
      g_array_append_val (tokens, first);
  return tokens;
}

/* Whether the body is what the old API itself says. */
static gboolean
says_what_was (const Analysis *analysis, const Source *source, const Directive *directive, const Rule *rule)
{
  const Source *was = source_new (analysis->pool, "", rule->was, strlen (rule->was));
  const Directive *old = was->directives->len ? &g_array_index (was->directives, Directive, 0) : NULL;
  if (!old || old->kind != DIRECTIVE_DEFINE)
    return TRUE;
  const GArray *ours = body_tokens (analysis->pool, source, directive), *theirs = body_tokens (analysis->pool, was, old);
  for (guint i = 0; i < ours->len && i < theirs->len; i++)
    {
      const guint32 our = g_array_index (ours, guint32, i), their = g_array_index (theirs, guint32, i);
      const int parameter = parameter_named (source, directive, our);
      if (parameter != parameter_named (was, old, their)
          || (parameter < 0 && strcmp (source_spelling (analysis->pool, source, our), source_spelling (analysis->pool, was, their))))
        return FALSE;
    }
  return ours->len == theirs->len;
}

/* Whether the body is built of the old API as the API's own macro is: a copy of it, and no other meaning. */
static gboolean
is_built_as_api (const Analysis *analysis, const Source *source, const Directive *directive, const Rule *rule)
{
  for (guint32 token = directive->body; token < directive->end; token++)
    {
      const Rule *other = rule_at (analysis, source, token);
      if (other && other != rule)
        return !rule->was || says_what_was (analysis, source, directive, rule);
    }
  return FALSE;
}

static gboolean
can_be_own (const Rule *rule)
{
  return rule->target_pool == POOL_NONE
         && (rule->kind == RULE_FUNCTION || rule->kind == RULE_TYPE
             || (rule->kind == RULE_MACRO && (rule->pool == POOL_PACKET || rule->pool == POOL_FILE)));
}

void
own_macros_read (Analysis *analysis)
{
  analysis->own_macros = pool_table (analysis->pool, g_hash_table_new (g_str_hash, g_str_equal));
  for (guint i = 0; i < analysis->files->len; i++)
    {
      const UnitFile *file = g_ptr_array_index (analysis->files, i);
      const Source *source = file->source;
      if (!file->findings->editable || file->is_manager || declares_api (analysis, file))
        continue;
      for (guint j = 0; j < source->directives->len; j++)
        {
          const Directive *directive = &g_array_index (source->directives, Directive, j);
          const Rule *rule = directive->kind == DIRECTIVE_DEFINE && directive->name != NO_TOKEN ? rule_at (analysis, source, directive->name) : NULL;
          if (rule && can_be_own (rule) && !source_token (source, directive->name)->inactive && !shim_stands_for (analysis, rule->name)
              && (rule->kind == RULE_FUNCTION || !is_built_as_api (analysis, source, directive, rule)))
            g_hash_table_add (analysis->own_macros, (gpointer) rule->name);
        }
    }
}

gboolean
own_macro_is_meant (const Analysis *analysis, const UnitFile *file, const Classified *found)
{
  if (!g_hash_table_contains (analysis->own_macros, found->occurrence->name))
    return FALSE;
  const Directive *directive = source_directive (file->source, found->token);
  if (!directive)
    return source_token (file->source, found->token)->inactive
           || g_hash_table_contains (file->macros, GUINT_TO_POINTER (found->occurrence->offset));
  return directive->kind != DIRECTIVE_DEFINE || found->token == directive->name
         || !source_is (file->source, directive->name, found->occurrence->name);
}
