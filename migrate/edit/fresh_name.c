/* SPDX-License-Identifier: MIT */
/*
 * A name is looked for as text, since what a macro of some header makes of it is no token of the file. Hardly any
 * rewrite needs one, so nothing is kept.
 */
#define _GNU_SOURCE /* memmem */
#include "edit/fresh_name.h"

#include <string.h>

typedef struct
{
  CXTranslationUnit unit;
  const char *stem;
  gboolean found;
} Search;

static gboolean
is_name_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_';
}

/* Whether a name in the text begins with @a stem. @param anywhere  also after other bytes of a name. */
static gboolean
holds_stem (const char *text, gsize length, const char *stem, gboolean anywhere)
{
  for (const char *at = text; (at = memmem (at, length - (gsize) (at - text), stem, strlen (stem))); at++)
    if (anywhere || at == text || !is_name_byte (at[-1]))
      return TRUE;
  return FALSE;
}

static void
search_file (CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
  Search *search = data;
  size_t length = 0;
  const char *text = search->found ? NULL : clang_getFileContents (search->unit, file, &length);

  (void) stack;
  (void) depth;
  search->found |= text && holds_stem (text, length, search->stem, FALSE);
}

/* A precompiled header hides which files it was made from; its table of identifiers is plain text. */
static gboolean
precompiled_holds (const char *path, const char *stem)
{
  GMappedFile *file = path ? g_mapped_file_new (path, FALSE, NULL) : NULL;
  gboolean found = file
                   && holds_stem (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), stem, TRUE);

  g_clear_pointer (&file, g_mapped_file_unref);
  return found;
}

static gboolean
is_taken (Site *site, const char *stem)
{
  const Analysis *analysis = site->analysis;
  Search search = { analysis->unit, stem, FALSE };

  if (holds_stem (site->source->text, site->source->length, stem, FALSE))
    return TRUE;
  for (guint i = 0; analysis->command && analysis->command->arguments[i]; i++)
    if (strstr (analysis->command->arguments[i], stem))
      return TRUE;
  if (!search.unit)
    return FALSE;
  clang_getInclusions (search.unit, search_file, &search);
  return search.found || precompiled_holds (analysis->context->precompiled, stem);
}

const char *
fresh_name (Site *site, const char *base, guint number)
{
  wmem_allocator_t *pool = site->analysis->pool;
  const char *stem = base;

  /* No name may begin so: then none of the statement's numbered ones is taken either. */
  for (guint i = 2; is_taken (site, stem); i++)
    stem = wmem_strdup_printf (pool, "%s_%u", base, i);
  return number > 1 ? wmem_strdup_printf (pool, "%s%u", stem, number) : stem;
}

gboolean
name_is_fresh (const char *name)
{
  static const char *const stems[] = { FRESH_BUFFER, FRESH_TEXT, FRESH_KEY, FRESH_MACRO };

  for (guint i = 0; i < G_N_ELEMENTS (stems); i++)
    if (g_str_has_prefix (name, stems[i]) && strspn (name + strlen (stems[i]), "_0123456789") == strlen (name + strlen (stems[i])))
      return TRUE;
  return FALSE;
}
