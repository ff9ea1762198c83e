/* SPDX-License-Identifier: MIT */
/*
 * Which files the user means.
 */
#include "sources/source_list.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "sources/git.h"
#include "sources/input_text.h"
#include "sources/source_name.h"

static void
source_file_free (gpointer data)
{
  SourceFile *file = data;
  g_free (file->path);
  g_free (file);
}

static void
add_file (GPtrArray *files, const char *path, gboolean named)
{
  SourceFile *file = g_new0 (SourceFile, 1);
  file->path = g_canonicalize_filename (path, NULL);
  file->named = named;
  g_ptr_array_add (files, file);
}

static gboolean
refuse (GError **error, const char *path, const char *why)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "cannot use '%s': %s", path, why);
  return FALSE;
}

static gboolean
check_named_file (const char *path, const GStatBuf *info, GError **error)
{
  if (!S_ISREG (info->st_mode))
    return refuse (error, path, "it is no regular file");
  if (source_is_of_another_language (path))
    return refuse (error, path, "it is not C but another language");
  if (!source_is_unit (path) && !source_is_header (path) && !source_is_fragment (path))
    return refuse (error, path, "it is not C: name .c, .h, .inc or C++ files");
  if (info->st_size == 0)
    return refuse (error, path, "it is empty");
  /* Opened rather than asked with access(): the answer of the file system counts, not that of the mode. */
  FILE *opened = fopen (path, "rb");
  if (!opened)
    return refuse (error, path, g_strerror (errno));
  char byte;
  gboolean readable = fread (&byte, 1, 1, opened) == 1;
  fclose (opened);
  return readable || refuse (error, path, "it cannot be read");
}

static gboolean
add_folder (GPtrArray *files, const char *folder, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GDir *listing = g_dir_open (folder, 0, &problem);
  if (!listing)
    return refuse (error, folder, problem->message);
  gboolean good = TRUE;
  const char *name;
  while (good && (name = g_dir_read_name (listing)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;
      if (name[0] == '.')
        continue;
      if (g_lstat (path, &info) != 0)
        {
          /* Somebody removes files meanwhile; what cannot be looked at for another reason is not passed over. */
          good = errno == ENOENT || refuse (error, path, g_strerror (errno));
          continue;
        }
      if (S_ISDIR (info.st_mode))
        good = add_folder (files, path, error);
      else if (source_is_unit (name) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        add_file (files, path, FALSE);
    }
  g_dir_close (listing);
  return good;
}

static gboolean
add_argument (GPtrArray *files, const char *path, GError **error)
{
  GStatBuf info;
  if (g_stat (path, &info) != 0)
    {
      int problem = errno;
      g_autofree char *here = g_get_current_dir ();
      g_autofree char *why = problem == ENOENT && path[0] != '/' ? g_strdup_printf ("there is none in '%s'", here)
                                                                 : g_strdup (g_strerror (problem));
      return refuse (error, path, why);
    }
  if (S_ISDIR (info.st_mode))
    return add_folder (files, path, error);
  if (!check_named_file (path, &info, error))
    return FALSE;
  add_file (files, path, TRUE);
  return TRUE;
}

/* @return (transfer full) (nullable) what comes from there; NULL: it cannot be read, errno says why. */
static char *
read_standard_input (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize got;
  while ((got = read (STDIN_FILENO, buffer, sizeof buffer)) > 0 || (got < 0 && errno == EINTR))
    g_string_append_len (text, buffer, MAX (got, 0));
  return got == 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
add_files_from (GPtrArray *files, const char *list, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  if (g_str_equal (list, "-"))
    {
      text = read_standard_input ();
      if (!text)
        return refuse (error, "standard input", g_strerror (errno));
    }
  else if (!input_text_read (list, &text, NULL, &problem))
    return refuse (error, list, problem->message);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    if (*g_strchomp (*line) != '\0' && !add_argument (files, *line, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_from_git (GPtrArray *files, GPtrArray *changed)
{
  if (!changed)
    return FALSE;
  for (guint i = 0; i < changed->len; i++)
    if (source_is_unit (changed->pdata[i]))
      add_file (files, changed->pdata[i], FALSE);
  g_ptr_array_unref (changed);
  return TRUE;
}

/* Named ones first among equals, so that dropping doubles keeps them. */
static gint
compare_files (gconstpointer left, gconstpointer right)
{
  const SourceFile *one = *(SourceFile *const *) left, *other = *(SourceFile *const *) right;
  int order = strcmp (one->path, other->path);
  return order ? order : (int) other->named - (int) one->named;
}

GPtrArray *
source_list_collect (const SourceRequest *request, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (source_file_free);
  for (char **path = request->files; path && *path; path++)
    if (!add_argument (files, *path, error))
      return NULL;
  if (request->files_from && !add_files_from (files, request->files_from, error))
    return NULL;
  if (request->git_open && !add_from_git (files, git_open_files (".", error)))
    return NULL;
  if (request->git_commits > 0
      && !add_from_git (files, git_committed_files (".", request->git_commits, error)))
    return NULL;

  g_ptr_array_sort (files, compare_files);
  for (guint i = 1; i < files->len;)
    if (g_str_equal (((SourceFile *) files->pdata[i - 1])->path, ((SourceFile *) files->pdata[i])->path))
      g_ptr_array_remove_index (files, i);
    else
      i++;
  return g_steal_pointer (&files);
}
