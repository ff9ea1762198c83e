/* SPDX-License-Identifier: MIT */
/*
 * A pass over bytes: a #define is a name, the identifiers of its body, and whether `##` stands there.
 */
#include "syntax/header_macros.h"

#include <string.h>

#include "syntax/source.h"

/* Macros that mention each other in a circle end somewhere. */
#define MAX_DEPTH 12

static GHashTable *pasting;  /* names of macros */
static GHashTable *mentions; /* name of a macro -> GPtrArray of the names in its body */
static GStringChunk *texts;
static gboolean stale; /* something was read since names were followed */

static gboolean
is_name_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_';
}

static const char *
skip_blanks (const char *at, const char *limit)
{
  while (at < limit && (*at == ' ' || *at == '\t' || source_splice (at) > 0))
    at += MAX (source_splice (at), 1);
  return at;
}

/* The body from @a at to the end of the line. @return its end. */
static const char *
read_body (const char *name, const char *at, const char *limit)
{
  GPtrArray *names = NULL;

  while (at < limit && *at != '\n')
    {
      const char *start = at;

      if (*at == '#' && at + 1 < limit && at[1] == '#')
        g_hash_table_add (pasting, (gpointer) name);
      while (at < limit && is_name_byte (*at))
        at++;
      if (at == start)
        {
          at += MAX (source_splice (at), 1);
          continue;
        }
      if (g_ascii_isdigit (*start))
        continue;
      if (!names)
        {
          names = g_hash_table_lookup (mentions, name);
          if (!names)
            g_hash_table_insert (mentions, (gpointer) name, names = g_ptr_array_new ());
        }
      g_ptr_array_add (names, g_string_chunk_insert_len (texts, start, at - start));
    }
  return at;
}

/* The directive whose `#` was just before @a at. @return where reading goes on. */
static const char *
read_directive (const char *at, const char *limit)
{
  const char *name, *start;

  at = skip_blanks (at, limit);
  if (limit - at < 7 || memcmp (at, "define", 6) != 0 || is_name_byte (at[6]))
    return at;
  start = at = skip_blanks (at + 6, limit);
  while (at < limit && is_name_byte (*at))
    at++;
  if (at == start)
    return at;
  name = g_string_chunk_insert_len (texts, start, at - start);
  if (at < limit && *at == '(') /* the parameters */
    while (at < limit && *at != ')' && *at != '\n')
      at += MAX (source_splice (at), 1);
  return read_body (name, at, limit);
}

void
header_macros_read (const char *text, gsize length)
{
  const char *at = text, *limit = text + length;

  if (!pasting)
    {
      pasting = g_hash_table_new (g_str_hash, g_str_equal);
      mentions = g_hash_table_new (g_str_hash, g_str_equal);
      texts = g_string_chunk_new (16384);
    }
  while (at < limit && (at = memchr (at, '#', (gsize) (limit - at))))
    {
      const char *before = at;

      while (before > text && (before[-1] == ' ' || before[-1] == '\t'))
        before--;
      at++;
      if (before == text || before[-1] == '\n')
        at = read_directive (at, limit);
    }
  stale = TRUE;
}

/* Macros whose bodies name one that pastes paste, too. */
static void
follow_mentions (void)
{
  gboolean again = TRUE;

  stale = FALSE;
  while (again)
    {
      GHashTableIter iterator;
      gpointer name, names;

      again = FALSE;
      g_hash_table_iter_init (&iterator, mentions);
      while (g_hash_table_iter_next (&iterator, &name, &names))
        {
          gboolean pastes = g_hash_table_contains (pasting, name);

          for (guint i = 0; !pastes && i < ((GPtrArray *) names)->len; i++)
            if (g_hash_table_contains (pasting, g_ptr_array_index ((GPtrArray *) names, i)))
              pastes = again = g_hash_table_add (pasting, name);
        }
    }
}

gboolean
header_macros_paste (const char *name)
{
  if (stale)
    follow_mentions ();
  return pasting && g_hash_table_contains (pasting, name);
}

static gboolean
mention (const char *macro, const char *name, guint depth)
{
  const GPtrArray *names = depth < MAX_DEPTH ? g_hash_table_lookup (mentions, macro) : NULL;

  for (guint i = 0; names && i < names->len; i++)
    {
      const char *found = g_ptr_array_index (names, i);

      if (g_str_equal (found, name) || mention (found, name, depth + 1))
        return TRUE;
    }
  return FALSE;
}

gboolean
header_macros_mention (const char *macro, const char *name)
{
  return mentions && mention (macro, name, 0);
}
