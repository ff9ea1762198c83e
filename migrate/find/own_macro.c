/* SPDX-License-Identifier: MIT */
#include "find/own_macro.h"

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

/* Whether the body has another name of the old API: macros of the API are built of its functions. */
static gboolean
is_built_of_api (const Analysis *analysis, const Source *source, const Directive *directive, const Rule *rule)
{
  for (guint32 token = directive->body; token < directive->end; token++)
    {
      const Rule *other = rule_at (analysis, source, token);
      if (other && other != rule)
        return TRUE;
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
              && (rule->kind == RULE_FUNCTION || !is_built_of_api (analysis, source, directive, rule)))
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
