/* SPDX-License-Identifier: MIT */
/*
 * Places as SARIF says them.
 */
#include "report/sarif_region.h"

#include <string.h>

#include "report/json_text.h"
#include "write/text_lines.h"

struct SarifTexts {
  GHashTable *lines; /* of TextLines, by their PlanFile */
};

static void
free_lines (gpointer data)
{
  text_lines_clear (data);
  g_free (data);
}

SarifTexts *
sarif_texts_new (void)
{
  SarifTexts *texts = g_new0 (SarifTexts, 1);
  texts->lines = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, free_lines);
  return texts;
}

void
sarif_texts_free (SarifTexts *texts)
{
  if (!texts)
    return;
  g_hash_table_unref (texts->lines);
  g_free (texts);
}

static const TextLines *
lines_of (SarifTexts *texts, const PlanFile *file)
{
  TextLines *lines = g_hash_table_lookup (texts->lines, file);
  if (lines)
    return lines;
  gsize length;
  const char *text = g_bytes_get_data (plan_file_bytes (file), &length);
  lines = g_new0 (TextLines, 1);
  text_lines_split (lines, text ? text : "", length);
  g_hash_table_insert (texts->lines, (gpointer) file, lines);
  return lines;
}

/* How many units of UTF-16 @length bytes are; a byte that is no UTF-8 is read as one character. */
static guint
count_units (const char *text, gsize length)
{
  guint units = 0;
  for (const char *at = text, *end = text + length; at < end;)
    {
      gunichar character = g_utf8_get_char_validated (at, end - at);
      gboolean valid = character != (gunichar) -1 && character != (gunichar) -2;
      units += valid && character > 0xffff ? 2 : 1;
      at = valid ? g_utf8_next_char (at) : at + 1;
    }
  return units;
}

void
sarif_artifact_add (JsonBuilder *builder, const char *path)
{
  g_autofree char *escaped = g_uri_escape_bytes ((const guint8 *) path, strlen (path), "/");
  g_autofree char *uri = path[0] == '/' ? g_strconcat ("file://", escaped, NULL) : g_strdup (escaped);
  json_builder_set_member_name (builder, "artifactLocation");
  json_builder_begin_object (builder);
  json_add_text (builder, "uri", uri);
  json_builder_end_object (builder);
}

static void
add_point (JsonBuilder *builder, const TextLines *lines, gsize offset, const char *line_name, const char *column_name)
{
  /* The end of a text without a last newline belongs to its last line. */
  guint line = text_lines_at (lines, offset);
  if (line > 0 && line == lines->count && lines->text[lines->length - 1] != '\n')
    line--;
  gsize start = text_lines_start (lines, line);
  json_add_number (builder, line_name, line + 1);
  json_add_number (builder, column_name, count_units (lines->text + start, offset - start) + 1);
}

void
sarif_region_add (JsonBuilder *builder, const char *name, SarifTexts *texts, const PlanFile *file, gsize offset, gsize length)
{
  const TextLines *lines = lines_of (texts, file);
  gsize from = MIN (offset, lines->length), to = MIN (offset + length, lines->length);
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_point (builder, lines, from, "startLine", "startColumn");
  add_point (builder, lines, to, "endLine", "endColumn");
  json_add_number (builder, "byteOffset", (gint64) from);
  json_add_number (builder, "byteLength", (gint64) (to - from));
  json_builder_end_object (builder);
}

gsize
sarif_texts_offset (SarifTexts *texts, const PlanFile *file, guint line, guint column)
{
  return text_lines_start (lines_of (texts, file), MAX (line, 1) - 1) + MAX (column, 1) - 1;
}
