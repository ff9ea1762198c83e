/* SPDX-License-Identifier: MIT */
/*
 * The translation units of a run: every source with its flags.
 */
#include "sources/source_set.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>

#include "sources/advice.h"
#include "sources/common_folder.h"
#include "sources/compile_database.h"
#include "sources/exclude.h"
#include "sources/hard_links.h"
#include "sources/source_name.h"

/* Databases by the folder that they were looked for from, so that a thousand neighbours ask once. */
typedef struct
{
  const SourceRequest *request;
  CompileDatabase *given;
  GHashTable *by_folder; /* folder -> CompileDatabase or NULL, borrowed from loaded */
  GHashTable *loaded;    /* path of compile_commands.json -> CompileDatabase, owned */
} Databases;

static CompileDatabase *
load_once (Databases *databases, const char *path, GError **error)
{
  CompileDatabase *database = g_hash_table_lookup (databases->loaded, path);
  if (!database)
    {
      database = compile_database_load (path, error);
      if (database)
        g_hash_table_insert (databases->loaded, g_strdup (path), database);
    }
  return database;
}

/* @return FALSE with @error set where a database is broken; *@found NULL where there is none above @file. */
static gboolean
nearest_database (Databases *databases, const char *file, CompileDatabase **found, GError **error)
{
  g_autofree char *start = g_path_get_dirname (file);
  gpointer known;
  *found = NULL;
  if (g_hash_table_lookup_extended (databases->by_folder, start, NULL, &known))
    {
      *found = known;
      return TRUE;
    }
  for (g_autofree char *folder = g_strdup (start);;)
    {
      g_autofree char *path = g_build_filename (folder, "compile_commands.json", NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          *found = load_once (databases, path, error);
          if (!*found)
            return FALSE;
          break;
        }
      char *parent = g_path_get_dirname (folder);
      gboolean top = g_str_equal (parent, folder);
      g_free (folder);
      folder = parent;
      if (top)
        break;
    }
  g_hash_table_insert (databases->by_folder, g_steal_pointer (&start), *found);
  return TRUE;
}

static void
add_unit (SourceSet *set, CompileCommand *command, gboolean named)
{
  g_ptr_array_add (set->commands, command);
  g_array_append_val (set->named, named);
}

static void
command_free (gpointer command)
{
  compile_command_free (command);
}

static CompileCommand *
copy_command (const CompileCommand *command)
{
  return compile_command_extend (command, (const char *const[]){ NULL });
}

/* @return whether the file at @path is excluded; it is noted, then. */
static gboolean
leave_out (SourceSet *set, const SourceRequest *request, const char *path)
{
  if (!exclude_match (request->excludes, path))
    return FALSE;
  if (!g_ptr_array_find_with_equal_func (set->excluded, path, g_str_equal, NULL))
    g_ptr_array_add (set->excluded, g_strdup (path));
  return TRUE;
}

static gboolean
resolve_file (SourceSet *set, Databases *databases, const SourceFile *file, GError **error)
{
  const SourceRequest *request = databases->request;
  if (request->flags)
    {
      g_autofree char *here = g_get_current_dir ();
      add_unit (set, compile_command_new_from_flags (file->path, here, (const char *const *) request->flags),
                file->named);
      return TRUE;
    }
  CompileDatabase *database = databases->given;
  if (!database && !nearest_database (databases, file->path, &database, error))
    return FALSE;
  GPtrArray *commands = database ? compile_database_lookup (database, file->path) : NULL;
  for (guint i = 0; commands && i < commands->len; i++)
    add_unit (set, copy_command (commands->pdata[i]), file->named);
  if (commands)
    return TRUE;
  if (request->guess_flags)
    {
      const CompileCommand *near = database ? compile_database_nearest (database, file->path) : NULL;
      g_autofree char *folder = g_path_get_dirname (file->path);
      add_unit (set,
                near ? compile_command_copy_for (near, file->path)
                     : compile_command_new_from_flags (file->path, folder, (const char *const[]){ NULL }),
                file->named);
      return TRUE;
    }
  if (!file->named)
    {
      g_ptr_array_add (set->without_flags, g_strdup (file->path));
      return TRUE;
    }
  return advise_flags (error, file->path, database);
}

/* Each unit once more for every further configuration. */
static void
add_define_sets (SourceSet *set, char **define_sets)
{
  guint units = set->commands->len;
  for (char **given = define_sets; given && *given; given++)
    {
      g_auto (GStrv) names = g_strsplit (*given, ",", -1);
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      for (char **name = names; *name; name++)
        if (**name)
          {
            g_autofree char *flag = g_strconcat ("-D", *name, NULL);
            g_strv_builder_add (builder, flag);
          }
      g_auto (GStrv) flags = g_strv_builder_end (builder);
      for (guint i = 0; i < units; i++)
        add_unit (set, compile_command_extend (set->commands->pdata[i], (const char *const *) flags),
                  g_array_index (set->named, gboolean, i));
    }
}

/* @return (transfer full) one for one; a file that the after side does not know keeps its flags. */
static GPtrArray *
after_commands_for (CompileDatabase *after, GPtrArray *commands)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (command_free);
  for (guint i = 0; i < commands->len; i++)
    {
      const CompileCommand *before = commands->pdata[i];
      GPtrArray *known = compile_database_lookup (after, before->file);
      g_ptr_array_add (found, copy_command (known ? known->pdata[0] : before));
    }
  return found;
}

static gboolean
add_after_commands (SourceSet *set, const char *path, GError **error)
{
  CompileDatabase *after = compile_database_load (path, error);
  if (!after)
    return FALSE;
  set->after_commands = after_commands_for (after, set->commands);
  set->others_after = after_commands_for (after, set->others);
  compile_database_free (after);
  return TRUE;
}

/* What the databases list beside the units of the run. */
static void
add_others (SourceSet *set, const Databases *databases)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < set->commands->len; i++)
    {
      const char *file = ((CompileCommand *) set->commands->pdata[i])->file;
      char *real = realpath (file, NULL);
      g_hash_table_add (known, real ? g_strdup (real) : g_strdup (file));
      GPtrArray *names = real ? hard_links_of (set, real) : NULL;
      for (guint j = 0; names && j < names->len; j++)
        g_hash_table_add (known, g_strdup (names->pdata[j]));
      free (real);
    }
  GHashTableIter iterator;
  gpointer database;
  g_hash_table_iter_init (&iterator, databases->loaded);
  while (g_hash_table_iter_next (&iterator, NULL, &database))
    {
      GPtrArray *all = compile_database_commands (database);
      for (guint i = 0; i < all->len; i++)
        {
          const CompileCommand *command = all->pdata[i];
          char *real = realpath (command->file, NULL);
          if (real && source_is_unit (real) && !g_hash_table_contains (known, real))
            g_ptr_array_add (set->others, copy_command (command));
          free (real);
        }
    }
}

/* A database may name files anywhere; what lies above it was not given. @return (transfer full, nullable) the folder
 * that holds its file; NULL where no unit lies below (a build folder). */
static char *
database_folder (const SourceSet *set, const CompileDatabase *database)
{
  g_autofree char *named = g_path_get_dirname (compile_database_path (database));
  char *real = realpath (named, NULL);
  g_autofree char *folder = g_strdup (real ? real : named);
  free (real);
  gsize length = strlen (folder);
  for (guint i = 0; i < set->commands->len; i++)
    {
      char *file = realpath (((CompileCommand *) set->commands->pdata[i])->file, NULL);
      gboolean below
          = file && g_str_has_prefix (file, folder) && (file[length] == '/' || folder[length - 1] == '/');
      free (file);
      if (below)
        return g_steal_pointer (&folder);
    }
  return NULL;
}

static gboolean
names_a_folder (const SourceRequest *request)
{
  for (char **path = request->files; path && *path; path++)
    if (g_file_test (*path, G_FILE_TEST_IS_DIR))
      return TRUE;
  return FALSE;
}

/* What is said where there is no unit. A hook hands over files as they come, and that all of them are excluded is no mistake: that all of a folder
 * is probably is one. */
static gboolean
check_emptiness (const SourceSet *set, const SourceRequest *request, CompileDatabase *database, gboolean whole_database, GError **error)
{
  if (set->without_flags->len > 0)
    return advise_flags_of_folder (error, set->without_flags->pdata[0], set->without_flags->len);
  return (set->excluded->len > 0 && !whole_database && !names_a_folder (request)) || advise_sources (error, database, set->excluded);
}

SourceSet *
source_set_resolve (const SourceRequest *request, GError **error)
{
  g_autoptr (GPtrArray) files = source_list_collect (request, error);
  if (!files)
    return NULL;
  SourceSet *set = g_new0 (SourceSet, 1);
  set->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) compile_command_free);
  set->named = g_array_new (FALSE, FALSE, sizeof (gboolean));
  set->without_flags = g_ptr_array_new_with_free_func (g_free);
  set->folders = g_ptr_array_new_with_free_func (g_free);
  set->excluded = g_ptr_array_new_with_free_func (g_free);
  set->others = g_ptr_array_new_with_free_func (command_free);
  set->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  Databases databases = {
    .request = request,
    .by_folder = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .loaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) compile_database_free),
  };
  gboolean good = !request->database || (databases.given = load_once (&databases, request->database, error));
  gboolean whole_database = databases.given && !request->files && !request->files_from && !request->git_open
                            && request->git_commits == 0;
  if (good && whole_database)
    {
      GPtrArray *all = compile_database_commands (databases.given);
      for (guint i = 0; i < all->len; i++)
        {
          const char *file = ((CompileCommand *) all->pdata[i])->file;
          if (source_is_unit (file) && !leave_out (set, request, file))
            add_unit (set, copy_command (all->pdata[i]), FALSE);
        }
    }
  for (guint i = 0; good && i < files->len; i++)
    if (!leave_out (set, request, ((SourceFile *) files->pdata[i])->path))
      good = resolve_file (set, &databases, files->pdata[i], error);
  if (good && set->commands->len == 0)
    good = check_emptiness (set, request, databases.given, whole_database, error);
  if (good)
    {
      hard_links_join (set);
      if (whole_database)
        set->root = database_folder (set, databases.given);
      gboolean rooted = set->root != NULL;
      set->root_is_elsewhere = whole_database && !rooted;
      for (guint i = 0; !rooted && i < set->commands->len; i++)
        common_folder_narrow (&set->root, ((CompileCommand *) set->commands->pdata[i])->file);
      for (guint i = 0; !set->root; i++)
        common_folder_narrow (&set->root, set->excluded->pdata[i]);
      for (char **path = request->files; path && *path; path++)
        if (g_file_test (*path, G_FILE_TEST_IS_DIR))
          {
            /* The folder itself, also where all its sources lie deeper. */
            g_autofree char *inside = g_build_filename (*path, ".", NULL);
            common_folder_narrow (&set->root, inside);
            g_ptr_array_add (set->folders, g_canonicalize_filename (*path, NULL));
          }
      set->whole_database = whole_database;
      set->has_database = g_hash_table_size (databases.loaded) > 0;
      add_define_sets (set, request->define_sets);
      set->own = set->commands->len;
      add_others (set, &databases);
    }
  if (good && request->after_database)
    good = add_after_commands (set, request->after_database, error);

  g_hash_table_unref (databases.by_folder);
  g_hash_table_unref (databases.loaded);
  if (!good)
    g_clear_pointer (&set, source_set_free);
  return set;
}

void
source_set_add_flags (SourceSet *set, char **flags)
{
  GPtrArray *const sides[] = { set->commands, set->after_commands, set->others, set->others_after };
  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    for (guint i = 0; sides[side] && i < sides[side]->len; i++)
      {
        CompileCommand *bare = sides[side]->pdata[i];
        sides[side]->pdata[i] = compile_command_extend (bare, (const char *const *) flags);
        compile_command_free (bare);
      }
}

/* Moves the @which of @from, where there are any, to @to. */
static void
move_commands (GPtrArray *from, GPtrArray *to, GArray *which)
{
  for (guint i = 0; from && i < which->len; i++)
    {
      gpointer *command = &from->pdata[g_array_index (which, guint, i)];
      g_ptr_array_add (to, *command);
      *command = NULL;
    }
  for (guint i = which->len; from && i > 0; i--)
    g_ptr_array_remove_index (from, g_array_index (which, guint, i - 1));
}

void
source_set_draw_in (SourceSet *set, GArray *which)
{
  move_commands (set->others, set->commands, which);
  move_commands (set->others_after, set->after_commands, which);
  g_array_set_size (set->named, set->commands->len);
  for (guint i = set->commands->len - which->len; i < set->commands->len; i++)
    g_array_index (set->named, gboolean, i) = FALSE;
}

void
source_set_free (SourceSet *set)
{
  if (!set)
    return;
  g_ptr_array_unref (set->commands);
  g_clear_pointer (&set->after_commands, g_ptr_array_unref);
  g_ptr_array_unref (set->others);
  g_clear_pointer (&set->others_after, g_ptr_array_unref);
  g_array_unref (set->named);
  g_ptr_array_unref (set->without_flags);
  g_ptr_array_unref (set->folders);
  g_ptr_array_unref (set->excluded);
  g_hash_table_unref (set->links);
  g_free (set->root);
  g_free (set);
}
