/* SPDX-License-Identifier: MIT */
/*
 * Notes of the walk.
 */
#include "find/pool_walker.h"

#include "model/text_intern.h"

static PoolFile *
find_file (PoolWalker *walk, CXFile file)
{
  PoolFile *found = g_hash_table_lookup (walk->files, file);
  if (found || !file)
    return found;
  const AnalysisContext *context = walk->analysis->context;
  size_t length = 0;
  found = wmem_new0 (walk->analysis->pool, PoolFile);
  found->text = clang_getFileContents (walk->unit, file, &length);
  found->length = (guint32) length;
  const char *path = names_path (walk->names, file);
  if (found->text && path && g_str_has_prefix (path, context->root) && !rule_set_is_api_header (context->rules, path))
    found->path = path;
  g_hash_table_insert (walk->files, file, found);
  return found;
}

const PoolFile *
pool_walker_locate (PoolWalker *walk, CXSourceLocation location, guint32 *offset, guint32 *line)
{
  CXFile file;
  unsigned at, row;
  clang_getFileLocation (location, &file, &row, NULL, &at);
  const PoolFile *found = find_file (walk, file);
  *offset = at;
  if (line)
    *line = row;
  return found && found->path && at < found->length ? found : NULL;
}

const char *
pool_walker_spell (CXString string)
{
  const char *text = clang_getCString (string);
  const char *interned = text_intern (text ? text : "");
  clang_disposeString (string);
  return interned;
}

void
pool_walker_add_use (PoolWalker *walk, PoolUse use)
{
  char key[128];
  /* Of calls with a pool at hand one tells as much as many. */
  g_snprintf (key, sizeof key, "%d:%u:%d:%p:%p:%p", use.kind, use.pool, use.covered,
              (gconstpointer) (use.covered && !use.unsure && !walk->by_caller ? NULL : use.from),
              (gconstpointer) use.to, (gconstpointer) use.text);
  if (g_hash_table_add (walk->uses, g_strdup (key)))
    g_array_append_val (walk->facts->uses, use);
}

void
pool_walker_bar (PoolWalker *walk, const char *id, const char *path, guint32 line, const char *text)
{
  pool_walker_add_use (walk, (PoolUse){
                                 .kind = POOL_USE_BAR,
                                 .from = walk->function,
                                 .to = id,
                                 .path = path,
                                 .line = line,
                                 .text = text_intern (text),
                             });
}

int
pool_walker_shift_balance (PoolWalker *walk, const PoolFile *file, guint32 offset, const char *id, int by)
{
  g_autofree char *key = g_strdup_printf ("%p:%u:%p", (gconstpointer) file->path, offset, (gconstpointer) id);
  const int before = GPOINTER_TO_INT (g_hash_table_lookup (walk->balance, key));
  g_hash_table_insert (walk->balance, g_steal_pointer (&key), GINT_TO_POINTER (before + by));
  return before;
}
