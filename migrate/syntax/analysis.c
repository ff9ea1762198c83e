/* SPDX-License-Identifier: MIT */
/*
 * The files of an analysis: those that the unit reads, and those that generated ones were made from.
 */
#include "syntax/analysis.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "model/pool_array.h"
#include "model/text_intern.h"
#include "sources/file_text.h"

static gboolean
is_below (const char *path, const char *root)
{
  gsize length = root ? strlen (root) : 0;

  return length == 0
         || (strncmp (path, root, length) == 0
             && (path[length] == '/' || path[length] == '\0' || root[length - 1] == '/'));
}

gboolean
analysis_is_below_root (const AnalysisContext *context, const char *path)
{
  return is_below (path, context->root);
}

/* Headers are the same in every unit: their real paths are asked for once. */
const char *
analysis_canonical_path (const char *path)
{
  static GHashTable *known;
  const char *canonical;
  char *real;

  if (!known)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  if (g_hash_table_lookup_extended (known, path, NULL, (gpointer *) &canonical))
    return canonical;
  real = realpath (path, NULL);
  canonical = real ? text_intern (real) : NULL;
  free (real);
  g_hash_table_insert (known, (gpointer) text_intern (path), (gpointer) canonical);
  return canonical;
}

static UnitFile *
read_file (Analysis *analysis, const char *path, const char *text, gsize length, GHashTable *defined)
{
  UnitFile *file = unit_file_new (analysis->pool, analysis->context->rules, path, text, length, defined);
  FileFindings *findings = wmem_new0 (analysis->pool, FileFindings);
  struct stat status;

  findings->path = path;
  if (stat (path, &status) == 0)
    {
      findings->device = status.st_dev;
      findings->inode = status.st_ino;
    }
  findings->content_hash = file_text_hash (text, length);
  findings->editable
      = analysis_is_below_root (analysis->context, path) && !rule_set_is_api_header (analysis->context->rules, path);
  findings->occurrences = pool_pointers (analysis->pool);
  findings->suppressions = pool_array (analysis->pool, sizeof (Suppression));
  file->findings = findings;
  g_ptr_array_add (analysis->result->files, findings);
  return file;
}

UnitFile *
analysis_add_file (Analysis *analysis, const char *path, const char *text, gsize length, GHashTable *defined)
{
  UnitFile *file = read_file (analysis, path, text, length, defined);

  g_ptr_array_add (analysis->files, file);
  return file;
}

/* The file as this pass is to see it: rewritten, where it was. @return (transfer full) its bytes, or NULL. */
static char *
read_bytes (const AnalysisContext *context, const char *path, gsize *length)
{
  char *text;

  for (guint i = 0; i < context->n_unsaved; i++)
    if (g_str_equal (context->unsaved[i].Filename, path))
      {
        *length = context->unsaved[i].Length;
        text = g_malloc (*length + 1);
        memcpy (text, context->unsaved[i].Contents, *length);
        text[*length] = '\0';
        return text;
      }
  return file_text_read (path, &text, length, NULL) ? text : NULL;
}

UnitFile *
analysis_origin (Analysis *analysis, const char *path)
{
  UnitFile *file = NULL;
  char *text;
  gsize length;

  if (g_hash_table_lookup_extended (analysis->origins, path, NULL, (gpointer *) &file))
    return file;
  text = analysis_is_below_root (analysis->context, path) ? read_bytes (analysis->context, path, &length) : NULL;
  if (text)
    {
      char *kept = wmem_alloc (analysis->pool, length + 1);

      memcpy (kept, text, length + 1);
      g_free (text);
      file = read_file (analysis, path, kept, length,
                        pool_table (analysis->pool, g_hash_table_new (g_str_hash, g_str_equal)));
    }
  g_hash_table_insert (analysis->origins, (gpointer) path, file);
  return file;
}

UnitFile *
analysis_file (const Analysis *analysis, const char *path)
{
  for (guint i = 0; i < analysis->files->len; i++)
    {
      UnitFile *file = g_ptr_array_index (analysis->files, i);

      if (file->source->path == path)
        return file;
    }
  return NULL;
}

Analysis *
analysis_new (wmem_allocator_t *pool, const AnalysisContext *context, const CompileCommand *command,
              const char *path)
{
  Analysis *analysis = wmem_new0 (pool, Analysis);

  analysis->pool = pool;
  analysis->context = context;
  analysis->command = command;
  analysis->files = pool_pointers (pool);
  analysis->origins = pool_table (pool, g_hash_table_new (NULL, NULL));
  analysis->result = wmem_new0 (pool, UnitResult);
  analysis->result->main_file = wmem_strdup (pool, path);
  analysis->result->files = pool_pointers (pool);
  analysis->result->changes = pool_pointers (pool);
  analysis->result->diagnostics = pool_pointers (pool);
  analysis->result->links = pool_array (pool, sizeof (Link));
  return analysis;
}
