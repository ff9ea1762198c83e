/* SPDX-License-Identifier: MIT */
/*
 * Which units are worth parsing: a graph of files and their include lines, filled as it is asked.
 */
#include "run/include_graph.h"

#include <stdlib.h>
#include <string.h>

#include "find/scan.h"
#include "sources/file_text.h"
#include "sources/source_name.h"

/* One include line. */
typedef struct
{
  char *name;
  gboolean quoted;
} IncludeLine;

typedef struct
{
  const char *path;
  char *real; /* once it is asked for, or NULL: not yet, or there is none */
  char *folder;
  gboolean readable, names_api, editable;
  gboolean rewritable;           /* it names something that the after side lets be rewritten */
  gboolean has_computed_include; /* #include MACRO */
  GArray *includes;              /* of IncludeLine */
  GPtrArray *preamble;           /* of char * */
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
include_line_clear (gpointer data)
{
  g_free (((IncludeLine *) data)->name);
}

static void
file_node_free (gpointer data)
{
  FileNode *node = data;
  g_free (node->folder);
  free (node->real);
  g_array_unref (node->includes);
  g_ptr_array_unref (node->preamble);
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

static const char *
skip_blanks (const char *text, const char *end)
{
  while (text < end && (*text == ' ' || *text == '\t'))
    text++;
  return text;
}

static gboolean
is_word (const char *text, const char *end, const char *word)
{
  gsize length = strlen (word);
  return (gsize) (end - text) >= length && memcmp (text, word, length) == 0
         && (text + length == end || !(g_ascii_isalnum (text[length]) || text[length] == '_'));
}

/* Takes the operand of an #include. @return FALSE where it is no plain name. */
static gboolean
add_include (FileNode *node, const char *operand, const char *end)
{
  operand = skip_blanks (operand, end);
  char closing = operand < end && *operand == '"' ? '"' : operand < end && *operand == '<' ? '>'
                                                                                           : '\0';
  const char *close = closing ? memchr (operand + 1, closing, (gsize) (end - operand - 1)) : NULL;
  if (!close)
    {
      node->has_computed_include = TRUE;
      return FALSE;
    }
  IncludeLine line
      = { .name = g_strndup (operand + 1, (gsize) (close - operand - 1)), .quoted = closing == '"' };
  g_array_append_val (node->includes, line);
  return TRUE;
}

/* What the preamble may hold outside directives: blanks and comments. *@in_comment carries over lines. */
static gboolean
is_blank_line (const char *text, const char *end, gboolean *in_comment)
{
  while (text < end)
    {
      if (*in_comment)
        {
          const char *close = g_strstr_len (text, end - text, "*/");
          if (!close)
            return TRUE;
          *in_comment = FALSE;
          text = close + 2;
        }
      else if (g_ascii_isspace (*text))
        text++;
      else if (end - text >= 2 && text[0] == '/' && text[1] == '*')
        {
          *in_comment = TRUE;
          text += 2;
        }
      else if (end - text >= 2 && text[0] == '/' && text[1] == '/')
        return TRUE;
      else
        return FALSE;
    }
  return TRUE;
}

/* Where in a directive a comment begins: not in a string or a character, nor behind `//`. */
static const char *
comment_start (const char *text, const char *end)
{
  char closing = '\0';
  for (; text < end; text++)
    {
      if (closing)
        {
          if (*text == '\\')
            text++;
          else if (*text == closing)
            closing = '\0';
        }
      else if (*text == '"' || *text == '\'')
        closing = *text;
      else if (end - text >= 2 && text[0] == '/' && text[1] == '/')
        return NULL;
      else if (end - text >= 2 && text[0] == '/' && text[1] == '*')
        return text;
    }
  return NULL;
}

/* Whether a comment stands where the directive's name is looked for, or a line's end in the middle of it. */
static gboolean
is_spliced_word (const char *directive, const char *end)
{
  const char *at = directive;
  while (at < end && g_ascii_isalpha (*at))
    at++;
  return at < end && (*at == '\\' || (at == directive && *at == '/'));
}

/* Whether a line that does not begin with `#` may include a file: `%:include`, `??=include`, or behind the end of a comment. */
static gboolean
includes_oddly (const char *line, const char *end)
{
  for (const char *word = line; (word = g_strstr_len (word, end - word, "include")); word++)
    {
      const char *before = word;
      while (before > line && (before[-1] == ' ' || before[-1] == '\t'))
        before--;
      const char *start = skip_blanks (line, end);
      if (before > line && strchr ("#:=", before[-1]) && (*start == '%' || *start == '?' || g_strstr_len (line, before - line, "*/")))
        return TRUE;
    }
  return FALSE;
}

/* Reads the directives of @text: all includes, and the preamble. */
static void
read_directives (FileNode *node, const char *text, gsize length)
{
  const char *end = text + length;
  gboolean in_preamble = TRUE, in_comment = FALSE;
  g_autoptr (GString) item = NULL; /* of the preamble: one line, or the lines so far of a condition */
  guint depth = 0;
  for (const char *line = text; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      const char *line_end = newline ? newline : end;
      const char *start = skip_blanks (line, line_end);
      gboolean was_comment = in_comment;
      if (!was_comment && start < line_end && *start == '#')
        {
          const char *directive = skip_blanks (start + 1, line_end);
          gboolean plain = TRUE;
          if (is_word (directive, line_end, "include"))
            plain = add_include (node, directive + strlen ("include"), line_end);
          else if (is_word (directive, line_end, "import") || is_word (directive, line_end, "include_next")
                   || is_spliced_word (directive, line_end))
            node->has_computed_include = TRUE;
          else if (is_word (directive, line_end, "if") || is_word (directive, line_end, "ifdef")
                   || is_word (directive, line_end, "ifndef"))
            depth++;
          else if (is_word (directive, line_end, "endif"))
            depth -= depth > 0;
          else
            plain = is_word (directive, line_end, "else") || is_word (directive, line_end, "elif")
                    || is_word (directive, line_end, "line");
          const char *comment = comment_start (start, line_end);
          const char *close = comment ? comment : line_end;
          while (close > start && g_ascii_isspace (close[-1]))
            close--;
          /* A macro that is defined between the includes may change what they say. */
          in_preamble = in_preamble && plain && close[-1] != '\\';
          if (in_preamble && !is_word (directive, line_end, "line"))
            {
              /* "#  include" and "#include" are the same line. */
              if (!item)
                item = g_string_new (NULL);
              g_string_append_printf (item, "#%.*s\n", (int) (close - directive), directive);
              if (depth == 0)
                g_ptr_array_add (node->preamble, g_string_free (g_steal_pointer (&item), FALSE));
            }
          /* A comment may begin behind the directive. */
          in_comment = comment && !g_strstr_len (comment, line_end - comment, "*/");
        }
      else
        {
          node->has_computed_include = node->has_computed_include || includes_oddly (line, line_end);
          if (in_preamble)
            in_preamble = is_blank_line (line, line_end, &in_comment);
          else
            in_comment = FALSE;
        }
      line = line_end + 1;
    }
}

static FileNode *
node_new (const char *folder)
{
  FileNode *node = g_new0 (FileNode, 1);
  node->folder = g_strdup (folder);
  node->includes = g_array_new (FALSE, FALSE, sizeof (IncludeLine));
  g_array_set_clear_func (node->includes, include_line_clear);
  node->preamble = g_ptr_array_new_with_free_func (g_free);
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
      read_directives (node, text, length);
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
  static const char *const flags[] = { "-I", "-iquote", "-isystem", "-idirafter", "--include-directory" };
  folders = g_ptr_array_new_with_free_func (g_free);
  for (char **argument = command->arguments; *argument; argument++)
    for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
      {
        if (!g_str_has_prefix (*argument, flags[i]))
          continue;
        const char *value = *argument + strlen (flags[i]);
        if (*value == '\0' && argument[1])
          value = *++argument;
        else if (*value == '=')
          value++;
        char *folder = g_canonicalize_filename (value, command->directory);
        if (g_str_has_prefix (folder, "/usr/")
            || g_ptr_array_find_with_equal_func (folders, folder, g_str_equal, NULL))
          g_free (folder);
        else
          g_ptr_array_add (folders, folder);
        break;
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
      g_array_append_val (node->includes, line);
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
        && ((node->editable && node->rewritable) || (node->editable && node->has_computed_include));
  for (guint i = 0; !reaches && i < node->includes->len; i++)
    {
      const char *included
          = resolve (graph, command, group, node->folder, &g_array_index (node->includes, IncludeLine, i));
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
  for (guint i = 0; i < node->includes->len; i++)
    {
      g_autoptr (GHashTable) visiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      const char *included
          = resolve (graph, command, group, node->folder, &g_array_index (node->includes, IncludeLine, i));
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
  return !node->readable || node->names_api || node->has_computed_include || includes_reach (graph, command, group, node)
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
  gboolean reads = node->has_computed_include;
  for (guint i = 0; !reads && i < node->includes->len; i++)
    {
      const char *included = resolve (graph, search->command, search->group, node->folder,
                                      &g_array_index (node->includes, IncludeLine, i));
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
  gboolean known = !node->has_computed_include;
  for (guint i = 0; i < node->includes->len; i++)
    {
      const char *included
          = resolve (graph, command, group, node->folder, &g_array_index (node->includes, IncludeLine, i));
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
  for (guint i = 0; !wanted && i < node->includes->len; i++)
    {
      const IncludeLine *line = &g_array_index (node->includes, IncludeLine, i);
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

/* Whether each line of the preamble's @item means the same file wherever it stands, and none that is to be
 * rewritten. */
static gboolean
can_be_precompiled (IncludeGraph *graph, const CompileCommand *command, guint group, const char *folder,
                    const char *item)
{
  FileNode lines = { .includes = g_array_new (FALSE, FALSE, sizeof (IncludeLine)) };
  g_array_set_clear_func (lines.includes, include_line_clear);
  lines.preamble = g_ptr_array_new_with_free_func (g_free);
  read_directives (&lines, item, strlen (item));
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
  g_array_unref (lines.includes);
  g_ptr_array_unref (lines.preamble);
  return good;
}

GPtrArray *
include_graph_preamble (IncludeGraph *graph, const CompileCommand *command, guint group)
{
  const FileNode *node = node_of (graph, command->file);
  GPtrArray *items = g_ptr_array_new ();
  for (guint i = 0; i < node->preamble->len; i++)
    if (can_be_precompiled (graph, command, group, node->folder, node->preamble->pdata[i]))
      g_ptr_array_add (items, node->preamble->pdata[i]);
  return items;
}
