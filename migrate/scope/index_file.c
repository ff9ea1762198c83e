/* SPDX-License-Identifier: MIT */
/*
 * The saved index: one serialised GVariant, a mark and a number in front.
 */
#include "scope/index_file.h"

#include "scope/summary.h"

#include <string.h>

#define MARK "wmem-migrate scope index"
#define FORMAT 7u
#define INDEX_TYPE "(sua{s" SCOPE_SUMMARY_TYPE "})"

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

GHashTable *
index_file_load (const char *path, GError **error)
{
  GHashTable *summaries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  g_autofree char *data = NULL;
  gsize length;
  g_autoptr (GError) problem = NULL;
  if (!g_file_get_contents (path, &data, &length, &problem))
    {
      if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return summaries;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot read the index '%s': %s", path, problem->message);
      g_hash_table_unref (summaries);
      return NULL;
    }
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  g_autoptr (GVariant) index = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (INDEX_TYPE), bytes, FALSE));
  const char *mark;
  guint32 format;
  g_variant_get_child (index, 0, "&s", &mark);
  g_variant_get_child (index, 1, "u", &format);
  if (!g_variant_is_normal_form (index) || !g_str_equal (mark, MARK) || format != FORMAT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "'%s' is not an index of this version: remove it and analyse all parts again", path);
      g_hash_table_unref (summaries);
      return NULL;
    }
  g_autoptr (GVariant) units = g_variant_get_child_value (index, 2);
  GVariantIter iter;
  char *main_file;
  GVariant *summary;
  g_variant_iter_init (&iter, units);
  while (g_variant_iter_next (&iter, "{s@" SCOPE_SUMMARY_TYPE "}", &main_file, &summary))
    g_hash_table_insert (summaries, main_file, summary);
  return summaries;
}

gboolean
index_file_save (const char *path, GHashTable *summaries, GError **error)
{
  g_autoptr (GList) files = g_list_sort (g_hash_table_get_keys (summaries), compare_paths);
  GVariantBuilder units;
  g_variant_builder_init (&units, G_VARIANT_TYPE ("a{s" SCOPE_SUMMARY_TYPE "}"));
  for (GList *file = files; file != NULL; file = file->next)
    g_variant_builder_add (&units, "{s@" SCOPE_SUMMARY_TYPE "}", file->data, g_hash_table_lookup (summaries, file->data));
  g_autoptr (GVariant) index = g_variant_ref_sink (g_variant_new ("(sua{s" SCOPE_SUMMARY_TYPE "})", MARK, FORMAT, &units));
  g_autoptr (GError) problem = NULL;
  if (g_file_set_contents (path, g_variant_get_data (index), (gssize) g_variant_get_size (index), &problem))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot write the index '%s': %s", path, problem->message);
  return FALSE;
}
