/* SPDX-License-Identifier: MIT */
/*
 * Which units are worth parsing: a graph of files and their include lines, filled as it is asked.
 */
#include "run/include_graph.h"

#include <stdlib.h>
#include <string.h>

#include "find/scan.h"
#include "model/text_intern.h"
#include "run/include_lines.h"
#include "sources/file_text.h"
#include "sources/parser_flags.h"
#include "sources/source_name.h"

typedef struct
{
  const char *path;
  char *real; /* once it is asked for, or NULL: not yet, or there is none */
  char *folder;
  gboolean readable, names_api, editable;
  gboolean rewritable; /* it names something that the after side lets be rewritten */
  IncludeLines lines;
} FileNode;

struct IncludeGraph {
  const RuleSet *rules;
  char *root;
  GHashTable *watched;  /* set of real paths, or NULL */
  GHashTable *nodes;    /* path -> FileNode */
  GHashTable *resolved; /* "group\nfolder\nname" -> path or NULL */
  GHashTable *folders;  /* group -> GPtrArray of char *: its include path */
  GHashTable *reaching; /* "group\npath" -> 1 no, 2 yes; headers only */
};

static void
file_node_free (gpointer data)
{
  FileNode *node = data;
  g_free (node->folder);
  free (node->real);
  include_lines_clear (&node->lines);
  g_free (node);
}

IncludeGraph *
include_graph_new (const RuleSet *rules, const char *root)
{
  IncludeGraph *graph = g_new0 (IncludeGraph, 1);
  graph->rules = rules;
  graph->root = g_str_has_suffix (root, "/") ? g_strdup (root) : g_strconcat (root, "/", NULL);
  graph->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, file_node_free);
  graph->resolved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  graph->folders
      = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  graph->reaching = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return graph;
}

void
include_graph_watch (IncludeGraph *graph, GHashTable *paths)
{
  g_clear_pointer (&graph->watched, g_hash_table_unref);
  graph->watched = g_hash_table_ref (paths);
}

void
include_graph_free (IncludeGraph *graph)
{
  if (!graph)
    return;
  g_clear_pointer (&graph->watched, g_hash_table_unref);
  g_hash_table_unref (graph->nodes);
  g_hash_table_unref (graph->resolved);
  g_hash_table_unref (graph->folders);
  g_hash_table_unref (graph->reaching);
  g_free (graph->root);
  g_free (graph);
}

static FileNode *
node_new (const char *folder)
{
  FileNode *node = g_new0 (FileNode, 1);
  node->folder = g_strdup (folder);
  include_lines_init (&node->lines);
  return node;
}

static const char *
real_path (FileNode *node)
{
  if (!node->real)
    node->real = realpath (node->path, NULL);
  return node->real;
}

static FileNode *
node_of (IncludeGraph *graph, const char *path)
{
  FileNode *node = g_hash_table_lookup (graph->nodes, path);
  if (node)
    return node;
  g_autofree char *folder = g_path_get_dirname (path);
  node = node_new (folder);
  char *own = g_strdup (path);
  node->path = own;
  g_hash_table_insert (graph->nodes, own, node);

  g_autoptr (GBytes) bytes = file_text_bytes (path);
  if (!bytes)
    return node;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  node->readable = TRUE;
  node->editable = g_str_has_prefix (path, graph->root) && !rule_set_is_api_header (graph->rules, path);
  if (length > 0)
    {
      node->names_api = scan_names_api (graph->rules, text, length);
      node->rewritable = node->names_api && scan_names_rewritable (graph->rules, text, length);
      if (graph->watched && real_path (node) && g_hash_table_contains (graph->watched, node->real))
        node->names_api = node->rewritable = TRUE;
      include_lines_read (&node->lines, text, length);
    }
  return node;
}

/* The folders that @command's flags name, absolute. System folders are not wanted. */
static GPtrArray *
include_path (IncludeGraph *graph, const CompileCommand *command, guint group)
{
  GPtrArray *folders = g_hash_table_lookup (graph->folders, GUINT_TO_POINTER (group));
  if (folders)
    return folders;
  folders = g_ptr_array_new_with_free_func (g_free);
  for (char **argument = command->arguments; *argument; argument++)
    {
      const char *value = parser_flag_path ((const char *const *) argument, PARSER_FLAG_HEADERS);
      if (!value)
        continue;
      char *folder = g_canonicalize_filename (value, command->directory);
      if (g_str_has_prefix (folder, "/usr/") || g_ptr_array_find_with_equal_func (folders, folder, g_str_equal, NULL))
        g_free (folder);
      else
        g_ptr_array_add (folders, folder);
      argument += value == argument[1];
    }
  g_hash_table_insert (graph->folders, GUINT_TO_POINTER (group), folders);
  return folders;
}

/* @return (nullable) the file that @line means; NULL where it is none of ours. */
static const char *
resolve (IncludeGraph *graph, const CompileCommand *command, guint group, const char *folder,
         const IncludeLine *line)
{
  g_autofree char *key = g_strdup_printf ("%u\n%s\n%s", group, line->quoted ? folder : "", line->name);
  gpointer found;
  if (g_hash_table_lookup_extended (graph->resolved, key, NULL, &found))
    return found;
  char *path = NULL;
  if (line->quoted)
    {
      path = g_canonicalize_filename (line->name, folder);
      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_clear_pointer (&path, g_free);
    }
  GPtrArray *folders = include_path (graph, command, group);
  for (guint i = 0; !path && i < folders->len; i++)
    {
      path = g_canonicalize_filename (line->name, folders->pdata[i]);
      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_clear_pointer (&path, g_free);
    }
  g_hash_table_insert (graph->resolved, g_steal_pointer (&key), path);
  return path;
}

/* @return (nullable) what stands for the files that @command's flags include before its own (`-include`), as if each were named
 * by a line. */
static const FileNode *
forced_node (IncludeGraph *graph, const CompileCommand *command)
{
  static const char *const flags[] = { "-include", "-imacros", "--include", "--imacros" };
  g_autoptr (GString) key = g_string_new (command->directory);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (char **argument = command->arguments; *argument; argument++)
    for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
      {
        const char *value = g_str_has_prefix (*argument, flags[i]) ? *argument + strlen (flags[i]) : NULL;
        if (!value || g_str_has_prefix (value, "-directory"))
          continue;
        value = *value != '\0' ? value + (*value == '=') : argument[1];
        if (!value)
          break;
        g_string_append_printf (key, "\n%s", value); /* no path of a file has a line's end */
        g_ptr_array_add (names, (gpointer) value);
        break;
      }
  if (names->len == 0)
    return NULL;
  FileNode *node = g_hash_table_lookup (graph->nodes, key->str);
  if (node)
    return node;
  node = node_new (command->directory);
  for (guint i = 0; i < names->len; i++)
    {
      IncludeLine line = { .name = g_strdup (names->pdata[i]), .quoted = TRUE };
      g_array_append_val (node->lines.includes, line);
    }
  node->path = g_strdup (key->str);
  g_hash_table_insert (graph->nodes, (gpointer) node->path, node);
  return node;
}

static gboolean
node_reaches (IncludeGraph *graph, const CompileCommand *command, guint group, const char *path,
              GHashTable *visiting)
{
  g_autofree char *key = g_strdup_printf ("%u\n%s", group, path);
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (graph->reaching, key));
  if (known)
    return known == 2;
  if (!g_hash_table_add (visiting, g_strdup (path)))
    return FALSE;
  const FileNode *node = node_of (graph, path);
  gboolean reaches
      = node->readable
        && ((node->editable && node->rewritable) || (node->editable && node->lines.has_computed_include));
  for (guint i = 0; !reaches && i < node->lines.includes->len; i++)
    {
      const char *included
          = resolve (graph, command, group, node->folder, &g_array_index (node->lines.includes, IncludeLine, i));
      reaches = included && node_reaches (graph, command, group, included, visiting);
    }
  /* A "no" found inside a cycle holds only once the cycle's entry has been decided. */
  if (reaches || g_hash_table_size (visiting) == 1)
    g_hash_table_insert (graph->reaching, g_steal_pointer (&key), GUINT_TO_POINTER (reaches ? 2 : 1));
  return reaches;
}

/* Whether a file that @node includes holds what may be rewritten, or includes one that does. */
static gboolean
includes_reach (IncludeGraph *graph, const CompileCommand *command, guint group, const FileNode *node)
{
  for (guint i = 0; i < node->lines.includes->len; i++)
    {
      g_autoptr (GHashTable) visiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      const char *included
          = resolve (graph, command, group, node->folder, &g_array_index (node->lines.includes, IncludeLine, i));
      if (!included || !node_reaches (graph, command, group, included, visiting))
        {
          /* The whole walk from here said no, so everything on it does. */
          GHashTableIter iterator;
          gpointer path;
          g_hash_table_iter_init (&iterator, visiting);
          while (included && g_hash_table_iter_next (&iterator, &path, NULL))
            g_hash_table_insert (graph->reaching, g_strdup_printf ("%u\n%s", group, (char *) path),
                                 GUINT_TO_POINTER (1));
          continue;
        }
      return TRUE;
    }
  return FALSE;
}

gboolean
include_graph_wants (IncludeGraph *graph, const CompileCommand *command, guint group)
{
  const FileNode *node = node_of (graph, command->file), *forced = forced_node (graph, command);
  /* Also where all its names are left: the scope checker has to know what it does with them. */
  return !node->readable || node->names_api || node->lines.has_computed_include || includes_reach (graph, command, group, node)
         || (forced && includes_reach (graph, command, group, forced));
}

struct IncludeReaders {
  IncludeGraph *graph;
  GHashTable *paths;
  GHashTable *groups; /* group -> table of FileNode -> 1 no, 2 yes */
};

IncludeReaders *
include_readers_new (IncludeGraph *graph, GHashTable *paths)
{
  IncludeReaders *readers = g_new0 (IncludeReaders, 1);
  readers->graph = graph;
  readers->paths = paths;
  readers->groups = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  return readers;
}

void
include_readers_free (IncludeReaders *readers)
{
  g_hash_table_unref (readers->groups);
  g_free (readers);
}

/* One search: of which unit, and what it has come by. */
typedef struct
{
  const IncludeReaders *readers;
  const CompileCommand *command;
  guint group;
  GHashTable *known, *visited; /* of FileNode */
} ReaderSearch;

static gboolean
is_asked_for (const ReaderSearch *search, FileNode *node)
{
  return real_path (node) && g_hash_table_contains (search->readers->paths, node->real);
}

static gboolean
node_reads (const ReaderSearch *search, const FileNode *node)
{
  IncludeGraph *graph = search->readers->graph;
  const guint known = GPOINTER_TO_UINT (g_hash_table_lookup (search->known, node));
  if (known || !g_hash_table_add (search->visited, (gpointer) node))
    return known == 2;
  gboolean reads = node->lines.has_computed_include;
  for (guint i = 0; !reads && i < node->lines.includes->len; i++)
    {
      const char *included = resolve (graph, search->command, search->group, node->folder,
                                      &g_array_index (node->lines.includes, IncludeLine, i));
      FileNode *next = included ? node_of (graph, included) : NULL;
      reads = next && (is_asked_for (search, next) || node_reads (search, next));
    }
  if (reads)
    g_hash_table_insert (search->known, (gpointer) node, GUINT_TO_POINTER (2));
  return reads;
}

gboolean
include_readers_have (IncludeReaders *readers, const CompileCommand *command, guint group)
{
  GHashTable *known = g_hash_table_lookup (readers->groups, GUINT_TO_POINTER (group));
  if (!known)
    g_hash_table_insert (readers->groups, GUINT_TO_POINTER (group), known = g_hash_table_new (NULL, NULL));
  g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);
  const ReaderSearch search = { readers, command, group, known, visited };
  const FileNode *forced = forced_node (readers->graph, command);
  if (node_reads (&search, node_of (readers->graph, command->file)) || (forced && node_reads (&search, forced)))
    return TRUE;
  /* The whole walk said no, so everything on it does: in a circle nobody can tell before its end. */
  GHashTableIter iterator;
  gpointer node;
  g_hash_table_iter_init (&iterator, visited);
  while (g_hash_table_iter_next (&iterator, &node, NULL))
    g_hash_table_insert (known, node, GUINT_TO_POINTER (1));
  return FALSE;
}

static gboolean
node_collect (IncludeGraph *graph, const CompileCommand *command, guint group, const FileNode *node, GHashTable *paths)
{
  gboolean known = !node->lines.has_computed_include;
  for (guint i = 0; i < node->lines.includes->len; i++)
    {
      const char *included
          = resolve (graph, command, group, node->folder, &g_array_index (node->lines.includes, IncludeLine, i));
      char *real = included ? realpath (included, NULL) : NULL;
      if (real && g_hash_table_add (paths, g_strdup (real)))
        known = node_collect (graph, command, group, node_of (graph, included), paths) && known;
      free (real);
    }
  return known;
}

gboolean
include_graph_collect (IncludeGraph *graph, const CompileCommand *command, guint group, GHashTable *paths)
{
  const FileNode *forced = forced_node (graph, command);
  const gboolean known = !forced || node_collect (graph, command, group, forced, paths);
  return node_collect (graph, command, group, node_of (graph, command->file), paths) && known;
}

static gboolean
any_code (IncludeGraph *graph, const CompileCommand *command, guint group, const char *path, GHashTable *seen,
          gboolean (*is_wanted) (gpointer, const char *, gsize), gpointer data)
{
  if (!g_hash_table_add (seen, g_strdup (path)))
    return FALSE;
  GBytes *bytes = file_text_bytes (path);
  gsize length = 0;
  const char *text = bytes ? g_bytes_get_data (bytes, &length) : NULL;
  gboolean wanted = length > 0 && is_wanted (data, text, length);
  g_clear_pointer (&bytes, g_bytes_unref);
  const FileNode *node = node_of (graph, path);
  for (guint i = 0; !wanted && i < node->lines.includes->len; i++)
    {
      const IncludeLine *line = &g_array_index (node->lines.includes, IncludeLine, i);
      const char *included
          = source_is_header (line->name) ? NULL : resolve (graph, command, group, node->folder, line);
      wanted = included && any_code (graph, command, group, included, seen, is_wanted, data);
    }
  return wanted;
}

gboolean
include_graph_any_code (IncludeGraph *graph, const CompileCommand *command, guint group,
                        gboolean (*is_wanted) (gpointer data, const char *text, gsize length), gpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return any_code (graph, command, group, command->file, seen, is_wanted, data);
}

gboolean
include_graph_names_api (IncludeGraph *graph, const char *path)
{
  const FileNode *node = node_of (graph, path);
  return node->names_api && node->editable;
}

/* @item with each name of a file in <>, so that both ways to write one are the same line: it is found from every folder alike. Where folders
 * are for one way alone (-iquote), @item as it is. @return interned. */
static const char *
item_plain (const CompileCommand *command, const char *item)
{
  for (char **argument = command->arguments; *argument; argument++)
    if (g_str_has_prefix (*argument, "-iquote"))
      return text_intern (item);
  g_autoptr (GString) plain = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (item, "\n", -1);
  for (char **line = lines; **line; line++)
    {
      const char *open = g_str_has_prefix (*line, "#include") ? strchr (*line, '"') : NULL;
      const char *close = open ? strchr (open + 1, '"') : NULL;
      if (close)
        g_string_append_printf (plain, "#include <%.*s>\n", (int) (close - open - 1), open + 1);
      else
        g_string_append_printf (plain, "%s\n", *line);
    }
  return text_intern (plain->str);
}

/* Whether each line of the preamble's @item means the same file wherever it stands, and none that is to be
 * rewritten. */
static gboolean
can_be_precompiled (IncludeGraph *graph, const CompileCommand *command, guint group, const char *folder,
                    const char *item)
{
  IncludeLines lines;
  include_lines_init (&lines);
  include_lines_read (&lines, item, strlen (item));
  gboolean good = TRUE;
  for (guint i = 0; good && i < lines.includes->len; i++)
    {
      const IncludeLine *line = &g_array_index (lines.includes, IncludeLine, i);
      const IncludeLine anywhere = { .name = line->name, .quoted = FALSE };
      const char *here = resolve (graph, command, group, folder, line);
      const char *there = resolve (graph, command, group, folder, &anywhere);
      g_autoptr (GHashTable) visiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      good = g_strcmp0 (here, there) == 0 && (here || !line->quoted)
             && !(here && node_reaches (graph, command, group, here, visiting));
    }
  include_lines_clear (&lines);
  return good;
}

/* @return (nullable) the file that the preamble's @item includes, where it is nothing but one include line. */
static const FileNode *
included_node (IncludeGraph *graph, const CompileCommand *command, guint group, const char *folder, const char *item)
{
  IncludeLines lines;
  include_lines_init (&lines);
  include_lines_read (&lines, item, strlen (item));
  const char *path = NULL;
  if (g_str_has_prefix (item, "#include") && lines.includes->len == 1)
    path = resolve (graph, command, group, folder, &g_array_index (lines.includes, IncludeLine, 0));
  include_lines_clear (&lines);
  return path ? node_of (graph, path) : NULL;
}

/* Whether @command's flags may define the guard of @node: then it may stay shut. */
static gboolean
may_be_shut (const CompileCommand *command, const FileNode *node)
{
  for (char **argument = command->arguments; node->lines.guard && *argument; argument++)
    if (strstr (*argument, node->lines.guard))
      return TRUE;
  return FALSE;
}

/* Adds the items of @node's preamble; in place of a file that has to be looked into, those that it begins with itself. */
static void
add_preamble (IncludeGraph *graph, const CompileCommand *command, guint group, const FileNode *node, GHashTable *seen, GPtrArray *items)
{
  if (!g_hash_table_add (seen, (gpointer) node))
    return;
  for (guint i = 0; i < node->lines.preamble->len; i++)
    {
      const char *item = node->lines.preamble->pdata[i];
      const FileNode *included = NULL;
      if (can_be_precompiled (graph, command, group, node->folder, item))
        g_ptr_array_add (items, (gpointer) item_plain (command, item));
      else
        included = included_node (graph, command, group, node->folder, item);
      if (included && !may_be_shut (command, included))
        add_preamble (graph, command, group, included, seen, items);
    }
}

GPtrArray *
include_graph_preamble (IncludeGraph *graph, const CompileCommand *command, guint group)
{
  const FileNode *node = node_of (graph, command->file);
  GPtrArray *items = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  if (!node->lines.guard)
    add_preamble (graph, command, group, node, seen, items);
  return items;
}
