/* SPDX-License-Identifier: MIT */
/*
 * Files that name an API but that no translation unit of the run reads.
 */
#include "run/loose_files.h"

#include <string.h>

#include <glib/gstdio.h>

#include "model/unit_result.h"
#include "sources/folder_walk.h"

static const char *const loose_suffixes[] = { ".h", ".inc", ".l", ".y" };

typedef struct
{
  guint64 device, inode;
} Identity;

typedef struct
{
  IncludeGraph *graph;
  GHashTable *read; /* set of Identity: files of units */
  GPtrArray *found;
} Search;

static guint
identity_hash (gconstpointer key)
{
  const Identity *identity = key;
  return (guint) (identity->inode ^ (identity->inode >> 32) ^ (identity->device << 7));
}

static gboolean
identity_equal (gconstpointer left, gconstpointer right)
{
  const Identity *one = left, *other = right;
  return one->device == other->device && one->inode == other->inode;
}

static void
note_read (Search *search, const char *path)
{
  GStatBuf info;
  if (g_stat (path, &info) != 0)
    return;
  Identity *identity = g_new (Identity, 1);
  *identity = (Identity){ .device = info.st_dev, .inode = info.st_ino };
  g_hash_table_add (search->read, identity);
}

static gboolean
has_loose_suffix (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (loose_suffixes); i++)
    if (g_str_has_suffix (name, loose_suffixes[i]))
      return TRUE;
  return FALSE;
}

static void
take_file (const char *path, const GStatBuf *info, gpointer data)
{
  Search *search = data;
  const Identity identity = { .device = info->st_dev, .inode = info->st_ino };
  if (!has_loose_suffix (path) || g_hash_table_contains (search->read, &identity)
      || !include_graph_names_api (search->graph, path))
    return;
  note_read (search, path); /* folders that were given may lie in one another */
  g_ptr_array_add (search->found, g_strdup (path));
}

static gint
compare_paths (gconstpointer left, gconstpointer right)
{
  return strcmp (*(char *const *) left, *(char *const *) right);
}

GPtrArray *
loose_files_find (IncludeGraph *graph, const SourceSet *sources, GPtrArray *results)
{
  Search search = {
    .graph = graph,
    .read = g_hash_table_new_full (identity_hash, identity_equal, g_free, NULL),
    .found = g_ptr_array_new_with_free_func (g_free),
  };
  for (guint i = 0; i < sources->commands->len; i++)
    note_read (&search, ((CompileCommand *) sources->commands->pdata[i])->file);
  for (guint i = 0; i < results->len; i++)
    {
      const UnitResult *result = results->pdata[i];
      for (guint j = 0; result && j < result->files->len; j++)
        note_read (&search, ((FileFindings *) result->files->pdata[j])->path);
    }
  for (guint i = 0; i < sources->folders->len; i++)
    folder_walk (sources->folders->pdata[i], take_file, &search);
  g_ptr_array_sort (search.found, compare_paths);
  g_hash_table_unref (search.read);
  return search.found;
}
