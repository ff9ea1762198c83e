/* SPDX-License-Identifier: MIT */
/*
 * From a header in a build folder to the source that it is a copy of: a file of the same bytes, at some end of its path,
 * below the root, the unit's own folder or the build folder's.
 */
#include "edit/header_copy.h"

#include "model/text_intern.h"

#include <stdlib.h>
#include <string.h>

static gboolean
is_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  return strncmp (path, folder, length) == 0 && path[length] == '/';
}

gboolean
header_is_built (const Analysis *analysis, const UnitFile *file)
{
  char *folder, *unit;
  gboolean built;

  if (!analysis->command || !file->findings->editable)
    return FALSE;
  folder = realpath (analysis->command->directory, NULL);
  unit = realpath (analysis->command->file, NULL);
  built = folder && unit && is_below (file->source->path, folder) && !is_below (unit, folder);
  free (folder);
  free (unit);
  return built;
}

/* The file of the bytes of @a file at @a folder/@a end, or NULL. */
static UnitFile *
same_file (Analysis *analysis, const UnitFile *file, const char *folder, const char *end)
{
  char *written = g_build_filename (folder, end, NULL), *real = realpath (written, NULL);
  UnitFile *found = real && !g_str_equal (real, file->source->path)
                        ? analysis_origin (analysis, text_intern (real))
                        : NULL;

  g_free (written);
  free (real);
  return found && found->source->length == file->source->length
                 && memcmp (found->source->text, file->source->text, file->source->length) == 0
             ? found
             : NULL;
}

static UnitFile *
find_original (Analysis *analysis, const UnitFile *file)
{
  const char *directory = analysis->command->directory;
  char *beside = g_path_get_dirname (analysis->command->file), *above = g_path_get_dirname (directory);
  const char *const folders[] = { analysis->context->root, beside, above };
  UnitFile *found = NULL;

  for (guint i = 0; !found && i < G_N_ELEMENTS (folders); i++)
    for (const char *end = file->source->path; !found && folders[i] && end;
         end = strchr (end + 1, '/'))
      found = same_file (analysis, file, folders[i], end + 1);
  g_free (beside);
  g_free (above);
  return found;
}

gboolean
header_copy_follow (Analysis *analysis, UnitFile *file)
{
  UnitFile *original = find_original (analysis, file);

  if (!original)
    return FALSE;
  for (guint i = 0; i < analysis->result->changes->len; i++)
    {
      Change *change = g_ptr_array_index (analysis->result->changes, i);

      for (guint j = 0, count = change->edits->len; j < count; j++)
        {
          Edit edit = g_array_index (change->edits, Edit, j);

          if (edit.path != file->source->path)
            continue;
          edit.path = original->source->path;
          g_array_append_val (change->edits, edit);
        }
    }
  for (guint i = 0; i < file->findings->occurrences->len; i++)
    {
      Occurrence *twin = wmem_new (analysis->pool, Occurrence);

      *twin = *(const Occurrence *) g_ptr_array_index (file->findings->occurrences, i);
      g_ptr_array_add (original->findings->occurrences, twin);
    }
  return TRUE;
}
