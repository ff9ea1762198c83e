/* SPDX-License-Identifier: MIT */
/*
 * A tree of links.
 */
#include "proof/shadow_tree.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "sources/scratch_folder.h"

struct ShadowTree {
  char *folder; /* stands for `/` */
  char *root;
};

static gboolean
fail (GError **error, const char *path)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot make '%s' for --verify=object: %s", path,
               g_strerror (errno));
  return FALSE;
}

/* @return whether @path is @folder or lies below it. */
static gboolean
is_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);
  return strncmp (path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* Makes the folder @to with a link to each entry of @from. @param except  an entry that is somebody else's to make, or NULL. */
static gboolean
link_entries (const ShadowTree *tree, const char *from, const char *to, const char *except, GError **error)
{
  if (g_mkdir (to, 0700) != 0 && errno != EEXIST)
    return fail (error, to);
  GDir *listing = g_dir_open (from, 0, NULL);
  gboolean good = TRUE;
  const char *name;
  while (good && listing && (name = g_dir_read_name (listing)))
    {
      g_autofree char *source = g_build_filename (from, name, NULL), *target = g_build_filename (to, name, NULL);
      if (g_strcmp0 (name, except) != 0 && !g_str_equal (name, ".git") && !g_str_equal (source, tree->folder))
        good = symlink (source, target) == 0 || fail (error, target);
    }
  if (listing)
    g_dir_close (listing);
  return good;
}

/* The folders from `/` to the root, each with its other entries. */
static gboolean
link_way (const ShadowTree *tree, GError **error)
{
  g_auto (GStrv) steps = g_strsplit (tree->root + 1, "/", -1);
  g_autoptr (GString) at = g_string_new ("/");
  for (char **step = steps; *step; step++)
    {
      g_autofree char *target = g_strconcat (tree->folder, at->len > 1 ? at->str : "", NULL);
      if (!link_entries (tree, at->str, target, *step, error))
        return FALSE;
      g_string_append_printf (at, "%s%s", at->len > 1 ? "/" : "", *step);
    }
  g_autofree char *target = g_strconcat (tree->folder, tree->root, NULL);
  return link_entries (tree, tree->root, target, NULL, error);
}

/* Makes the link that stands for the folder @path, which the tree itself has made, a folder of links. What is the user's own link stays one. */
static gboolean
open_folder (const ShadowTree *tree, const char *path, GError **error)
{
  g_autofree char *target = g_strconcat (tree->folder, path, NULL);
  GStatBuf original, made;
  if (g_lstat (target, &made) == 0 && S_ISDIR (made.st_mode))
    return TRUE;
  if (g_lstat (path, &original) != 0 || !S_ISDIR (original.st_mode))
    {
      errno = ENOTDIR;
      return fail (error, target);
    }
  g_unlink (target);
  return link_entries (tree, path, target, NULL, error);
}

gboolean
shadow_tree_open (ShadowTree *tree, const char *folder, GError **error)
{
  if (!is_below (folder, tree->root))
    return TRUE;
  for (const char *at = folder + strlen (tree->root); *at; at += strcspn (at, "/"))
    {
      at += strspn (at, "/");
      g_autofree char *path = g_strndup (folder, (gsize) (at - folder) + strcspn (at, "/"));
      if (*at && !open_folder (tree, path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
open_below (const ShadowTree *tree, const char *folder, GError **error)
{
  GDir *listing = g_dir_open (folder, 0, NULL);
  gboolean good = TRUE;
  const char *name;
  while (good && listing && (name = g_dir_read_name (listing)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;
      if (!g_str_equal (name, ".git") && !g_str_equal (path, tree->folder) && g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode))
        good = open_folder (tree, path, error) && open_below (tree, path, error);
    }
  if (listing)
    g_dir_close (listing);
  return good;
}

gboolean
shadow_tree_open_all (ShadowTree *tree, GError **error)
{
  return open_below (tree, tree->root, error);
}

ShadowTree *
shadow_tree_new (const char *root, GError **error)
{
  g_autofree char *folder = scratch_folder_new ("wmem-object-XXXXXX", error);
  if (!folder)
    return NULL;
  ShadowTree *tree = g_new0 (ShadowTree, 1);
  tree->folder = realpath (folder, NULL);
  tree->root = g_canonicalize_filename (root, NULL);
  if (!link_way (tree, error))
    g_clear_pointer (&tree, shadow_tree_free);
  return tree;
}

void
shadow_tree_free (ShadowTree *tree)
{
  if (!tree)
    return;
  scratch_folder_remove (tree->folder);
  free (tree->folder);
  g_free (tree->root);
  g_free (tree);
}

gboolean
shadow_tree_put (ShadowTree *tree, const char *path, GBytes *text, GError **error)
{
  g_autofree char *target = g_strconcat (tree->folder, path, NULL), *folder = g_path_get_dirname (path);
  gsize length;
  if (!shadow_tree_open (tree, folder, error))
    return FALSE;
  const char *bytes = g_bytes_get_data (text, &length);
  /* The link goes first: what it leads to is the user's. Not g_file_set_contents(): that waits for the disk. */
  g_unlink (target);
  FILE *file = g_fopen (target, "wbx");
  gboolean good = file && fwrite (bytes, 1, length, file) == length;
  if (file && fclose (file) != 0)
    good = FALSE;
  return good || fail (error, target);
}

const char *
shadow_tree_folder (const ShadowTree *tree)
{
  return tree->folder;
}

char *
shadow_tree_path (const ShadowTree *tree, const char *path)
{
  gboolean on_the_way = !g_str_equal (path, "/") && is_below (tree->root, path);
  return is_below (path, tree->root) || on_the_way ? g_strconcat (tree->folder, path, NULL) : g_strdup (path);
}
