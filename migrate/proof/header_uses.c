/* SPDX-License-Identifier: MIT */
/*
 * Names by tokens; what macros stand for, by syntax/header_macros.
 */
#include "proof/header_uses.h"

#include <string.h>

#include "syntax/header_macros.h"
#include "syntax/source.h"

/* Of one header. */
typedef struct {
  GHashTable *inside, *outside; /* sets of the names in bodies, and of those that stand at the level of the file */
} Header;

/* What was read before: path -> Header. */
static GHashTable *known_headers;

static GHashTable *
name_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

HeaderUses *
header_uses_new (void)
{
  HeaderUses *uses = g_new0 (HeaderUses, 1);
  uses->named = name_set ();
  uses->headers = g_ptr_array_new ();
  return uses;
}

void
header_uses_free (HeaderUses *uses)
{
  if (!uses)
    return;
  g_hash_table_unref (uses->named);
  g_ptr_array_unref (uses->headers);
  g_free (uses);
}

/* Adds the identifiers of @text, which are no words of directives, to @inside or @outside; where that is NULL, all of them to @inside. */
static void
add_names (GHashTable *inside, GHashTable *outside, const char *path, const char *text, gsize length)
{
  wmem_allocator_t *pool = wmem_allocator_new (WMEM_ALLOCATOR_BLOCK_FAST);
  const Source *source = source_new (pool, path, text, length);
  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      const Token *token = source_token (source, i);
      if (token->kind != TOKEN_IDENTIFIER || (outside && token->directive != 0))
        continue;
      g_autofree char *name = g_strndup (text + token->offset, token->length);
      GHashTable *names = outside && token->outer == NO_TOKEN ? outside : inside;
      if (!g_hash_table_contains (names, name))
        g_hash_table_add (names, g_steal_pointer (&name));
    }
  wmem_destroy_allocator (pool);
}

/* A name that is to be gone from the unit's own code. One of a helper that is what it was on the after side is a macro like others. */
static gboolean
is_old (gpointer name, gpointer value, gpointer rules)
{
  (void) value;
  const Rule *rule = rule_set_lookup (rules, name, strlen (name));
  return rule && (rule_set_is_core (rules, rule) || rule_first_that_holds (rule));
}

void
header_uses_read (HeaderUses *uses, const RuleSet *rules, const char *path)
{
  g_autofree char *text = NULL;
  gsize length;
  if (!g_file_get_contents (path, &text, &length, NULL))
    return;
  add_names (uses->named, NULL, path, text, length);
  g_hash_table_foreach_remove (uses->named, is_old, (gpointer) rules);
}

static void
header_free (gpointer data)
{
  Header *header = data;
  g_hash_table_unref (header->inside);
  g_hash_table_unref (header->outside);
  g_free (header);
}

void
header_uses_read_header (HeaderUses *uses, const RuleSet *rules, const char *path)
{
  if (!known_headers)
    known_headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, header_free);
  Header *header = g_hash_table_lookup (known_headers, path);
  if (!header)
    {
      header = g_new0 (Header, 1);
      header->inside = name_set ();
      header->outside = name_set ();
      g_hash_table_insert (known_headers, g_strdup (path), header);
      g_autofree char *text = NULL;
      gsize length;
      if (!rule_set_is_api_header (rules, path) && g_file_get_contents (path, &text, &length, NULL))
        {
          header_macros_read (text, length);
          add_names (header->inside, header->outside, path, text, length);
        }
    }
  g_ptr_array_add (uses->headers, header);
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
  for (guint i = 0; i < uses->headers->len; i++)
    {
      const Header *header = uses->headers->pdata[i];
      if (g_hash_table_contains (header->inside, name) || mentions (header->inside, name) || mentions (header->outside, name))
        return TRUE;
    }
  return mentions (uses->named, name);
}
