/* SPDX-License-Identifier: MIT */
/*
 * Names by tokens; what macros stand for, by syntax/header_macros.
 */
#include "proof/header_uses.h"

#include <string.h>

#include "syntax/header_macros.h"
#include "syntax/source.h"

/* What was read before: path -> set of the names in its bodies. */
static GHashTable *known_headers;

HeaderUses *
header_uses_new (void)
{
  HeaderUses *uses = g_new0 (HeaderUses, 1);
  uses->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  uses->inlined = g_ptr_array_new ();
  return uses;
}

void
header_uses_free (HeaderUses *uses)
{
  if (!uses)
    return;
  g_hash_table_unref (uses->named);
  g_ptr_array_unref (uses->inlined);
  g_free (uses);
}

/* Adds the identifiers of @text to @names: all of them, or those in bodies. */
static void
add_names (GHashTable *names, const char *path, const char *text, gsize length, gboolean in_bodies)
{
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const Source *source = source_new (pool, path, text, length);
  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      const Token *token = source_token (source, i);
      if (token->kind != TOKEN_IDENTIFIER || (in_bodies && (token->directive != 0 || token->outer == NO_TOKEN)))
        continue;
      g_autofree char *name = g_strndup (text + token->offset, token->length);
      if (!g_hash_table_contains (names, name))
        g_hash_table_add (names, g_steal_pointer (&name));
    }
  wmem_destroy_allocator (pool);
}

static gboolean
is_old (gpointer name, gpointer value, gpointer rules)
{
  (void) value;
  return rule_set_lookup (rules, name, strlen (name)) != NULL;
}

void
header_uses_read (HeaderUses *uses, const RuleSet *rules, const char *path)
{
  g_autofree char *text = NULL;
  gsize length;
  if (!g_file_get_contents (path, &text, &length, NULL))
    return;
  add_names (uses->named, path, text, length, FALSE);
  g_hash_table_foreach_remove (uses->named, is_old, (gpointer) rules);
}

void
header_uses_read_header (HeaderUses *uses, const RuleSet *rules, const char *path)
{
  if (!known_headers)
    known_headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  GHashTable *names = g_hash_table_lookup (known_headers, path);
  if (!names)
    {
      names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (known_headers, g_strdup (path), names);
      g_autofree char *text = NULL;
      gsize length;
      if (!rule_set_is_api_header (rules, path) && g_file_get_contents (path, &text, &length, NULL))
        {
          header_macros_read (text, length);
          add_names (names, path, text, length, TRUE);
        }
    }
  g_ptr_array_add (uses->inlined, names);
}

static gboolean
mentions (GHashTable *macros, const char *name)
{
  GHashTableIter iterator;
  gpointer macro;
  g_hash_table_iter_init (&iterator, macros);
  while (g_hash_table_iter_next (&iterator, &macro, NULL))
    if (header_macros_mention (macro, name))
      return TRUE;
  return FALSE;
}

gboolean
header_uses_bring (const HeaderUses *uses, const char *name)
{
  for (guint i = 0; i < uses->inlined->len; i++)
    if (g_hash_table_contains (uses->inlined->pdata[i], name) || mentions (uses->inlined->pdata[i], name))
      return TRUE;
  return mentions (uses->named, name);
}
