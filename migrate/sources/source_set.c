/* SPDX-License-Identifier: MIT */
/*
 * The translation units of a run: every source with its flags.
 */
#include "sources/source_set.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>

#include "sources/compile_database.h"

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

static CompileCommand *
copy_command (const CompileCommand *command)
{
  return compile_command_extend (command, (const char *const[]){ NULL });
}

static gboolean
resolve_file (SourceSet *set, Databases *databases, const SourceFile *file, GError **error)
{
  const SourceRequest *request = databases->request;
  if (request->flags)
    {
      g_autofree char *here = g_get_current_dir ();
      add_unit (set, compile_command_new_from_flags (file->path, here, (const char *const *)request->flags),
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
  if (database)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "no flags for '%s': '%s' does not list it; give flags after '--', or --guess-flags",
                 file->path, compile_database_path (database));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "no flags for '%s': no compile_commands.json above it; give -p or flags after '--'",
                 file->path);
  return FALSE;
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
        add_unit (set, compile_command_extend (set->commands->pdata[i], (const char *const *)flags),
                  g_array_index (set->named, gboolean, i));
    }
}

/* One for one; a file that the after side does not know keeps its flags. */
static gboolean
add_after_commands (SourceSet *set, const char *path, GError **error)
{
  CompileDatabase *after = compile_database_load (path, error);
  if (!after)
    return FALSE;
  set->after_commands = g_ptr_array_new_with_free_func ((GDestroyNotify)compile_command_free);
  for (guint i = 0; i < set->commands->len; i++)
    {
      const CompileCommand *before = set->commands->pdata[i];
      GPtrArray *known = compile_database_lookup (after, before->file);
      g_ptr_array_add (set->after_commands, copy_command (known ? known->pdata[0] : before));
    }
  compile_database_free (after);
  return TRUE;
}

/* Shortens @folder to what it has in common with the folder of @path. */
static void
narrow_root (char **folder, const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  char *resolved = realpath (parent, NULL);
  char *other = resolved ? resolved : g_strdup (parent);
  if (!*folder)
    {
      *folder = other;
      return;
    }
  while (!g_str_equal (*folder, "/")
         && !(g_str_has_prefix (other, *folder) && strchr ("/", other[strlen (*folder)])))
    {
      char *shorter = g_path_get_dirname (*folder);
      g_free (*folder);
      *folder = shorter;
    }
  g_free (other);
}

SourceSet *
source_set_resolve (const SourceRequest *request, GError **error)
{
  g_autoptr (GPtrArray) files = source_list_collect (request, error);
  if (!files)
    return NULL;
  SourceSet *set = g_new0 (SourceSet, 1);
  set->commands = g_ptr_array_new_with_free_func ((GDestroyNotify)compile_command_free);
  set->named = g_array_new (FALSE, FALSE, sizeof (gboolean));
  set->without_flags = g_ptr_array_new_with_free_func (g_free);
  set->folders = g_ptr_array_new_with_free_func (g_free);

  Databases databases = {
    .request = request,
    .by_folder = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .loaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)compile_database_free),
  };
  gboolean good = !request->database || (databases.given = load_once (&databases, request->database, error));
  gboolean whole_database = databases.given && !request->files && !request->files_from && !request->git_open
                            && request->git_commits == 0;
  if (good && whole_database)
    {
      GPtrArray *all = compile_database_commands (databases.given);
      for (guint i = 0; i < all->len; i++)
        if (g_str_has_suffix (((CompileCommand *)all->pdata[i])->file, ".c"))
          add_unit (set, copy_command (all->pdata[i]), FALSE);
    }
  for (guint i = 0; good && i < files->len; i++)
    good = resolve_file (set, &databases, files->pdata[i], error);
  if (good && set->commands->len == 0)
    {
      if (set->without_flags->len > 0)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                     "no flags for '%s' (%u files in all): give -p, flags after '--', or --guess-flags",
                     (char *)set->without_flags->pdata[0], set->without_flags->len);
      else
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no C files in what was given: name others");
      good = FALSE;
    }
  if (good)
    {
      for (guint i = 0; i < set->commands->len; i++)
        narrow_root (&set->root, ((CompileCommand *)set->commands->pdata[i])->file);
      for (char **path = request->files; path && *path; path++)
        if (g_file_test (*path, G_FILE_TEST_IS_DIR))
          {
            /* The folder itself, also where all its sources lie deeper. */
            g_autofree char *inside = g_build_filename (*path, ".", NULL);
            narrow_root (&set->root, inside);
            g_ptr_array_add (set->folders, g_canonicalize_filename (*path, NULL));
          }
      if (whole_database)
        g_ptr_array_add (set->folders, g_strdup (set->root));
      add_define_sets (set, request->define_sets);
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
  GPtrArray *const sides[] = { set->commands, set->after_commands };
  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    for (guint i = 0; sides[side] && i < sides[side]->len; i++)
      {
        CompileCommand *bare = sides[side]->pdata[i];
        sides[side]->pdata[i] = compile_command_extend (bare, (const char *const *)flags);
        compile_command_free (bare);
      }
}

void
source_set_free (SourceSet *set)
{
  if (!set)
    return;
  g_ptr_array_unref (set->commands);
  g_clear_pointer (&set->after_commands, g_ptr_array_unref);
  g_array_unref (set->named);
  g_ptr_array_unref (set->without_flags);
  g_ptr_array_unref (set->folders);
  g_free (set->root);
  g_free (set);
}
