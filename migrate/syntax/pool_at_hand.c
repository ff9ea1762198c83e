/* SPDX-License-Identifier: MIT */
/*
 * What is at hand at a place.
 */
#include "syntax/pool_at_hand.h"

const char *
pool_macro_id (const Source *source, const char *name)
{
  g_autofree char *id = g_strdup_printf ("%s#%s", source->path, name);
  return g_intern_string (id);
}

const char *
pool_macro_around (const Source *source, guint32 token)
{
  const Directive *directive = source_directive (source, token);
  if (!directive || directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN || token < directive->body)
    return NULL;
  char *name = (char *)source_spelling (NULL, source, directive->name);
  const char *id = pool_macro_id (source, name);
  wmem_free (NULL, name);
  return id;
}

/* The function whose body the token, which is not compiled, lies in: by its name, as far as the unit knows one. */
static const char *
function_by_tokens (const Analysis *analysis, const Source *source, guint32 token)
{
  guint32 brace = NO_TOKEN;
  for (guint32 outer = source_token (source, token)->outer; outer != NO_TOKEN; outer = source_token (source, outer)->outer)
    brace = outer;
  guint32 close = source_is (source, brace, "{") ? source_previous (source, brace) : NO_TOKEN;
  guint32 open = source_is (source, close, ")") ? source_token (source, close)->match : NO_TOKEN;
  guint32 name = open != NO_TOKEN ? source_previous (source, open) : NO_TOKEN;
  return name != NO_TOKEN ? pool_sources_named (analysis->pool_sources, source_spelling (analysis->pool, source, name)) : NULL;
}

PoolAtHand
pool_at_hand (const Analysis *analysis, const UnitFile *file, guint32 offset)
{
  guint32 token = source_token_at (file->source, offset);
  const char *macro = token != NO_TOKEN ? pool_macro_around (file->source, token) : NULL;
  if (macro)
    return (PoolAtHand){ .function = macro };
  if (!analysis->pool_sources)
    return (PoolAtHand){ 0 };
  PoolAtHand hand = pool_sources_at (analysis->pool_sources, file->source->path, offset);
  if (!hand.function && token != NO_TOKEN && source_token (file->source, token)->inactive)
    hand.function = function_by_tokens (analysis, file->source, token);
  return hand;
}
