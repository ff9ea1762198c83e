/* SPDX-License-Identifier: MIT */
/*
 * What git knows about the sources.
 */
#include "sources/git.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>

#include "sources/git_command.h"
#include "sources/source_name.h"

/* The next of the NUL-separated records of @bytes, or NULL. */
static const char *
next_record (GBytes *bytes, gsize *at)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  if (*at >= length)
    return NULL;
  const char *record = text + *at;
  *at += strlen (record) + 1;
  return record;
}

/* The files of HEAD in @folder, or in all of the tree. @return (transfer full) path -> name of the object, NULL with @error
 * set where git cannot answer. */
static GHashTable *
head_objects (const char *folder, gboolean whole_tree, GError **error)
{
  const char *const here[] = { "ls-tree", "-z", "HEAD", "./", NULL };
  const char *const everywhere[] = { "ls-tree", "-r", "-z", "--full-tree", "HEAD", NULL };
  g_autoptr (GBytes) listed = git_command (folder, whole_tree ? everywhere : here, error);
  if (!listed)
    return NULL;
  GHashTable *objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gsize at = 0;
  for (const char *record; (record = next_record (listed, &at));)
    {
      /* MODE blob NAME<TAB>PATH; links and submodules are no files. */
      const char *path = strchr (record, '\t');
      if (path && g_str_has_prefix (record, "100") && strlen (record) > 12)
        g_hash_table_insert (objects, g_strdup (path + 1), g_strndup (record + 12, (gsize) (path - record) - 12));
    }
  return objects;
}

static gboolean
is_object (const char *object, const char *text, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (strlen (object) == 64 ? G_CHECKSUM_SHA256 : G_CHECKSUM_SHA1);
  g_autofree char *header = g_strdup_printf ("blob %" G_GSIZE_FORMAT, length);
  g_checksum_update (checksum, (const guchar *) header, (gssize) strlen (header) + 1);
  g_checksum_update (checksum, (const guchar *) text, (gssize) length);
  return g_str_equal (g_checksum_get_string (checksum), object);
}

/* Whether @path holds what @object does; line ends apart, which git may have converted. */
static gboolean
file_holds (const char *path, const char *object)
{
  g_autofree char *text = NULL;
  gsize length;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents (path, &text, &length, NULL))
    return FALSE;
  if (is_object (object, text, length))
    return TRUE;
  gsize kept = 0;
  for (gsize i = 0; i < length; i++)
    if (text[i] != '\r' || text[i + 1] != '\n')
      text[kept++] = text[i];
  return kept < length && is_object (object, text, kept);
}

/* The work tree around @folder, as both we and git see it. */
static char *
top_folder (const char *folder, GError **error)
{
  g_autofree char *top = git_work_tree (folder);
  if (!top)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "the current folder is in no git work tree: name files instead, as in \"wmem-migrate -p build packet-foo.c\"");
      return NULL;
    }
  g_autoptr (GBytes) answer
      = git_command (folder, (const char *const[]){ "rev-parse", "--show-toplevel", NULL }, error);
  if (!answer)
    return NULL;
  g_autofree char *told = g_strchomp (g_strdup (g_bytes_get_data (answer, NULL)));
  char *real = realpath (told, NULL), *own = realpath (top, NULL);
  gboolean same = real && own && g_str_equal (real, own);
  free (real);
  free (own);
  /* A repository may name any folder as its own. */
  if (same)
    return g_steal_pointer (&top);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "the repository of '%s' says that its work tree is '%s': name files instead", top, told);
  return NULL;
}

static void
add_existing (GPtrArray *files, const char *top, const char *name)
{
  char *path = g_build_filename (top, name, NULL);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_ptr_array_add (files, path);
  else
    g_free (path);
}

GPtrArray *
git_open_files (const char *folder, GError **error)
{
  g_autofree char *top = top_folder (folder, error);
  g_autoptr (GHashTable) objects = top ? head_objects (top, TRUE, error) : NULL;
  const char *const command[] = { "ls-files", "-c", "-o", "--exclude-standard", "-z", NULL };
  g_autoptr (GBytes) listed = objects ? git_command (top, command, error) : NULL;
  if (!listed)
    return NULL;
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  gsize at = 0;
  for (const char *name; (name = next_record (listed, &at));)
    {
      const char *object = g_hash_table_lookup (objects, name);
      g_autofree char *path = g_build_filename (top, name, NULL);
      if (source_is_unit (name) && !(object && file_holds (path, object)))
        add_existing (files, top, name);
    }
  return files;
}

GPtrArray *
git_committed_files (const char *folder, int count, GError **error)
{
  g_autofree char *top = top_folder (folder, error);
  g_autofree char *since = g_strdup_printf ("HEAD~%d", count);
  const char *const command[] = { "diff-tree", "-r", "-z", "--name-only", "--no-renames", "--no-ext-diff", "--no-textconv",
                                  since, "HEAD", NULL };
  g_autoptr (GBytes) listed = top ? git_command (top, command, error) : NULL;
  if (!listed)
    return NULL;
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  gsize at = 0;
  for (const char *name; (name = next_record (listed, &at));)
    add_existing (files, top, name);
  return files;
}

/* What git says of one folder with files in it. */
typedef struct {
  gboolean in_work_tree, has_commit;
  GHashTable *objects; /* of HEAD, by name; NULL where git cannot answer */
  GError *problem;
} Folder;

static void
folder_free (gpointer data)
{
  Folder *folder = data;
  g_clear_pointer (&folder->objects, g_hash_table_unref);
  g_clear_error (&folder->problem);
  g_free (folder);
}

static Folder *
ask_folder (const char *path)
{
  Folder *folder = g_new0 (Folder, 1);
  g_autofree char *top = git_work_tree (path);
  folder->in_work_tree = top != NULL;
  if (!top)
    return folder;
  /* What is committed is told by HEAD; but where the index cannot be read nothing in this repository is to be relied on. */
  g_autoptr (GBytes) index = git_command (path, (const char *const[]){ "ls-files", "-z", "--", "./", NULL }, &folder->problem);
  if (!index)
    return folder;
  g_autoptr (GBytes) head = git_command (path, (const char *const[]){ "rev-parse", "-q", "--verify", "HEAD^{commit}", NULL }, NULL);
  folder->has_commit = head != NULL;
  if (!head)
    {
      /* Unborn, or broken? */
      g_autoptr (GBytes) refs = git_command (path, (const char *const[]){ "for-each-ref", "--count=1", NULL }, &folder->problem);
      if (refs && g_bytes_get_size (refs) > 0)
        g_set_error_literal (&folder->problem, G_IO_ERROR, G_IO_ERROR_FAILED, "HEAD is no commit");
      return folder;
    }
  folder->objects = head_objects (path, FALSE, &folder->problem);
  return folder;
}

/* @return (transfer full, nullable) what is wrong with @path. */
static char *
find_fault (const Folder *folder, const char *path)
{
  if (!folder->in_work_tree)
    return NULL;
  if (folder->problem)
    return g_strdup_printf ("git cannot say whether '%s' is committed (%s)", path, folder->problem->message);
  g_autofree char *name = g_path_get_basename (path);
  const char *object = folder->has_commit ? g_hash_table_lookup (folder->objects, name) : NULL;
  if (!object)
    return g_strdup_printf ("'%s' is in no commit", path);
  return file_holds (path, object) ? NULL : g_strdup_printf ("'%s' has uncommitted changes", path);
}

gboolean
git_check_committed (GPtrArray *files, GError **error)
{
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, folder_free);
  g_autofree char *fault = NULL;
  guint faults = 0;
  for (guint i = 0; faults < 2 && i < files->len; i++)
    {
      g_autofree char *path = g_path_get_dirname (files->pdata[i]);
      Folder *folder = g_hash_table_lookup (folders, path);
      if (!folder)
        {
          folder = ask_folder (path);
          g_hash_table_insert (folders, g_steal_pointer (&path), folder);
        }
      g_autofree char *found = find_fault (folder, files->pdata[i]);
      faults += found != NULL;
      if (!fault)
        fault = g_steal_pointer (&found);
    }
  if (!fault)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s%s", fault, faults > 1 ? ", and others are like it" : "");
  return FALSE;
}
