/* SPDX-License-Identifier: MIT */
/*
 * What git knows about the sources.
 */
#include "sources/git.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gio/gio.h>

/* Runs git in @folder. @return (transfer full) its output, NULL with @error set where it failed. */
static char *
run_git (const char *folder, const char *const *arguments, gsize *length, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_add_many (builder, "git", "-C", folder, NULL);
  g_strv_builder_addv (builder, (const char **)arguments);
  g_auto (GStrv) argv = g_strv_builder_end (builder);

  /* Pipes are read by hand: the output holds NUL bytes. */
  int output = -1;
  GPid pid;
  g_autoptr (GError) problem = NULL;
  GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL | G_SPAWN_DO_NOT_REAP_CHILD;
  if (!g_spawn_async_with_pipes (NULL, argv, NULL, flags, NULL, NULL, &pid, NULL, &output, NULL, &problem))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot run git: %s", problem->message);
      return NULL;
    }
  g_autoptr (GByteArray) text = g_byte_array_new ();
  guint8 buffer[4096];
  gssize got;
  while ((got = read (output, buffer, sizeof buffer)) > 0)
    g_byte_array_append (text, buffer, (guint)got);
  close (output);
  int status = 0;
  waitpid (pid, &status, 0);
  if (!g_spawn_check_wait_status (status, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "'git %s' failed in '%s': is it a git work tree with enough commits?", arguments[0],
                   folder);
      return NULL;
    }
  g_byte_array_append (text, (const guint8 *)"", 1);
  *length = text->len - 1;
  return (char *)g_byte_array_free (g_steal_pointer (&text), FALSE);
}

static char *
top_folder (const char *folder, GError **error)
{
  gsize length;
  char *top = run_git (folder, (const char *const[]){ "rev-parse", "--show-toplevel", NULL }, &length, error);
  return top ? g_strchomp (top) : NULL;
}

/* Adds the NUL-separated paths that git prints, relative to @top. */
static gboolean
add_listed (GPtrArray *files, const char *top, const char *const *arguments, GError **error)
{
  gsize length;
  g_autofree char *text = run_git (top, arguments, &length, error);
  if (!text)
    return FALSE;
  for (const char *name = text; name < text + length; name += strlen (name) + 1)
    {
      char *path = g_build_filename (top, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (files, path);
      else
        g_free (path);
    }
  return TRUE;
}

GPtrArray *
git_open_files (const char *folder, GError **error)
{
  g_autofree char *top = top_folder (folder, error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  if (!top
      || !add_listed (files, top, (const char *const[]){ "diff", "--name-only", "-z", "HEAD", NULL }, error)
      || !add_listed (files, top, (const char *const[]){ "ls-files", "-o", "--exclude-standard", "-z", NULL },
                      error))
    return NULL;
  return g_steal_pointer (&files);
}

GPtrArray *
git_committed_files (const char *folder, int count, GError **error)
{
  g_autofree char *top = top_folder (folder, error);
  g_autofree char *since = g_strdup_printf ("HEAD~%d", count);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  if (!top
      || !add_listed (files, top, (const char *const[]){ "diff", "--name-only", "-z", since, "HEAD", NULL },
                      error))
    return NULL;
  return g_steal_pointer (&files);
}

GPtrArray *
git_dirty_files (GPtrArray *files)
{
  GPtrArray *dirty = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < files->len; i++)
    {
      /* One question a work tree: all folders below a top that was asked are answered. */
      g_autofree char *folder = g_path_get_dirname (files->pdata[i]);
      if (g_hash_table_contains (asked, folder))
        continue;
      g_autofree char *top = top_folder (folder, NULL);
      if (top && g_hash_table_add (asked, g_strconcat (top, "/", NULL)))
        {
          g_autoptr (GPtrArray) listed = g_ptr_array_new_with_free_func (g_free);
          add_listed (listed, top, (const char *const[]){ "diff", "--name-only", "-z", "HEAD", NULL }, NULL);
          for (guint j = 0; j < listed->len; j++)
            g_hash_table_add (changed, g_strdup (listed->pdata[j]));
        }
      g_hash_table_add (asked, g_steal_pointer (&folder));
    }
  for (guint i = 0; i < files->len; i++)
    if (g_hash_table_contains (changed, files->pdata[i]))
      g_ptr_array_add (dirty, g_strdup (files->pdata[i]));
  return dirty;
}
