/* SPDX-License-Identifier: MIT */
/*
 * The saved index: one serialised GVariant, a mark, a number and a checksum in front.
 */
#include "scope/judgement/index_file.h"

#include "scope/summary/summary.h"

#include <string.h>

#define MARK "wmem-migrate scope index"
#define FORMAT 11u
#define UNITS_TYPE "a(ay" SCOPE_SUMMARY_TYPE ")"
#define INDEX_TYPE "(sus" UNITS_TYPE ")"

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static char *
checksum_of (GVariant *units)
{
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (units);
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
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
  const char *mark, *checksum;
  guint32 format;
  g_variant_get_child (index, 0, "&s", &mark);
  g_variant_get_child (index, 1, "u", &format);
  g_variant_get_child (index, 2, "&s", &checksum);
  g_autoptr (GVariant) units = g_variant_get_child_value (index, 3);
  g_autofree char *sum = checksum_of (units);
  if (!g_variant_is_normal_form (index) || !g_str_equal (mark, MARK) || format != FORMAT || !g_str_equal (checksum, sum))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "'%s' is not an index of this version: remove it and analyse all parts again", path);
      g_hash_table_unref (summaries);
      return NULL;
    }
  GVariantIter iter;
  GVariant *main_file, *summary;
  g_variant_iter_init (&iter, units);
  while (g_variant_iter_next (&iter, "(@ay@" SCOPE_SUMMARY_TYPE ")", &main_file, &summary))
    {
      g_hash_table_insert (summaries, g_variant_dup_bytestring (main_file, NULL), summary);
      g_variant_unref (main_file);
    }
  return summaries;
}

gboolean
index_file_save (const char *path, GHashTable *summaries, GError **error)
{
  g_autoptr (GList) files = g_list_sort (g_hash_table_get_keys (summaries), compare_paths);
  GVariantBuilder builder;
  g_variant_builder_init (&builder, G_VARIANT_TYPE (UNITS_TYPE));
  for (GList *file = files; file; file = file->next)
    g_variant_builder_add (&builder, "(@ay@" SCOPE_SUMMARY_TYPE ")", g_variant_new_bytestring (file->data),
                           g_hash_table_lookup (summaries, file->data));
  g_autoptr (GVariant) units = g_variant_ref_sink (g_variant_builder_end (&builder));
  g_autofree char *sum = checksum_of (units);
  g_autoptr (GVariant) index = g_variant_ref_sink (g_variant_new ("(sus@" UNITS_TYPE ")", MARK, FORMAT, sum, units));
  g_autoptr (GError) problem = NULL;
  if (g_file_set_contents (path, g_variant_get_data (index), (gssize) g_variant_get_size (index), &problem))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot write the index '%s': %s", path, problem->message);
  return FALSE;
}
