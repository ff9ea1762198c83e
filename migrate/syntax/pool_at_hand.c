/* SPDX-License-Identifier: MIT */
/*
 * What is at hand at a place.
 */
#include "syntax/pool_at_hand.h"

#include "model/text_intern.h"

const char *
pool_macro_id (const Source *source, const char *name)
{
  g_autofree char *id = g_strdup_printf ("%s#%s", source->path, name);
  return text_intern (id);
}

const char *
pool_macro_around (const Source *source, guint32 token)
{
  const Directive *directive = source_directive (source, token);
  if (!directive || directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN || token < directive->body)
    return NULL;
  char *name = (char *) source_spelling (NULL, source, directive->name);
  const char *id = pool_macro_id (source, name);
  wmem_free (NULL, name);
  return id;
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
    {
      guint32 name = source_function_around (file->source, token);
      if (name != NO_TOKEN)
        hand.function = pool_sources_named (analysis->pool_sources, source_spelling (analysis->pool, file->source, name));
    }
  return hand;
}
