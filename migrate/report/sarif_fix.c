/* SPDX-License-Identifier: MIT */
/*
 * Fixes as SARIF has them.
 */
#include "report/sarif_fix.h"

#include "report/json_text.h"

struct SarifFixes {
  const Plan *plan;
  SarifTexts *texts;
  GHashTable *groups; /* of GPtrArray of Change that are one fix, by Change */
  GHashTable *told;   /* "FILE:LINE" of the place with the fix, by its group */
  GHashTable *edits;  /* of GArray of Edit: the edits of each PlanFile, in the order in which they apply */
};

static GPtrArray *
group_of (const SarifFixes *fixes, const ReportPlace *place)
{
  return g_hash_table_lookup (fixes->groups, fixes->plan->changes->pdata[place->occurrence->change]);
}

static void
join (SarifFixes *fixes, GPtrArray *group, GPtrArray *other)
{
  if (group == other)
    return;
  for (guint i = 0; i < other->len; i++)
    g_ptr_array_add (group, other->pdata[i]);
  guint last = group->len, count = other->len;
  /* The last of these lines frees @other. */
  for (guint i = last - count; i < last; i++)
    g_hash_table_insert (fixes->groups, group->pdata[i], g_ptr_array_ref (group));
}

/* Changes that put something at one place: in which order is known only to those who apply both. */
static void
join_neighbours (SarifFixes *fixes)
{
  const Plan *plan = fixes->plan;
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const Change *change = plan->changes->pdata[i];
      for (guint j = 0; change->active && j < change->edits->len; j++)
        {
          const Edit *edit = &g_array_index (change->edits, Edit, j);
          char *place = g_strdup_printf ("%p %u", (gconstpointer) edit->path, edit->offset);
          const Change *owner = g_hash_table_lookup (owners, place);
          if (owner)
            {
              join (fixes, g_hash_table_lookup (fixes->groups, owner), g_hash_table_lookup (fixes->groups, change));
              g_free (place);
            }
          else
            g_hash_table_insert (owners, place, (gpointer) change);
        }
    }
}

/* Changes that no occurrence names (an include that is added) belong to the first group that edits their file. */
static void
adopt (SarifFixes *fixes, GHashTable *named)
{
  const Plan *plan = fixes->plan;
  g_autoptr (GHashTable) first = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      const Change *change = plan->changes->pdata[i];
      GPtrArray *group = g_hash_table_lookup (fixes->groups, change);
      for (guint j = 0; group && g_hash_table_contains (named, change) && j < change->edits->len; j++)
        {
          gpointer path = (gpointer) g_array_index (change->edits, Edit, j).path;
          if (!g_hash_table_contains (first, path))
            g_hash_table_insert (first, path, group);
        }
    }
  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = plan->changes->pdata[i];
      if (!change->active || change->edits->len == 0 || g_hash_table_contains (named, change))
        continue;
      GPtrArray *group = g_hash_table_lookup (first, g_array_index (change->edits, Edit, 0).path);
      GPtrArray *own = g_hash_table_lookup (fixes->groups, change);
      if (group && own != group && own->len == 1)
        {
          g_ptr_array_add (group, change);
          g_hash_table_insert (fixes->groups, change, g_ptr_array_ref (group));
        }
    }
}

SarifFixes *
sarif_fixes_new (const RunReport *report, SarifTexts *texts)
{
  const Plan *plan = report->plan;
  SarifFixes *fixes = g_new0 (SarifFixes, 1);
  fixes->plan = plan;
  fixes->texts = texts;
  fixes->groups = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  fixes->edits = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_array_unref);
  fixes->told = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  g_autoptr (GHashTable) families = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) named = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < plan->changes->len; i++)
    {
      Change *change = plan->changes->pdata[i];
      if (!change->active)
        continue;
      GPtrArray *group = change->together ? g_hash_table_lookup (families, change->together) : NULL;
      group = group ? g_ptr_array_ref (group) : g_ptr_array_new ();
      if (change->together)
        g_hash_table_insert (families, (gpointer) change->together, group);
      g_ptr_array_add (group, change);
      g_hash_table_insert (fixes->groups, change, group);
    }
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          gint32 change = ((const Occurrence *) file->occurrences->pdata[j])->change;
          if (change >= 0)
            g_hash_table_add (named, plan->changes->pdata[change]);
        }
    }
  join_neighbours (fixes);
  adopt (fixes, named);
  return fixes;
}

void
sarif_fixes_free (SarifFixes *fixes)
{
  if (!fixes)
    return;
  g_hash_table_unref (fixes->groups);
  g_hash_table_unref (fixes->told);
  g_hash_table_unref (fixes->edits);
  g_free (fixes);
}

char *
sarif_fixes_told (SarifFixes *fixes, const ReportPlace *place)
{
  GPtrArray *group = group_of (fixes, place);
  const char *told = g_hash_table_lookup (fixes->told, group);
  if (told)
    return g_strdup (told);
  g_hash_table_insert (fixes->told, group, g_strdup_printf ("%s:%u", place->file->shown, place->occurrence->line));
  return NULL;
}

/* The edits of @file in the order in which they apply. */
static const GArray *
edits_of (SarifFixes *fixes, const PlanFile *file)
{
  GArray *edits = g_hash_table_lookup (fixes->edits, file);
  if (!edits)
    {
      edits = plan_file_edits (file);
      g_hash_table_insert (fixes->edits, (gpointer) file, edits);
    }
  return edits;
}

static gboolean
has_edit (const GPtrArray *group, const Edit *wanted)
{
  for (guint i = 0; i < group->len; i++)
    {
      const Change *change = group->pdata[i];
      for (guint j = 0; j < change->edits->len; j++)
        {
          const Edit *edit = &g_array_index (change->edits, Edit, j);
          if (edit->path == wanted->path && edit->offset == wanted->offset && edit->length == wanted->length
              && g_str_equal (edit->text, wanted->text))
            return TRUE;
        }
    }
  return FALSE;
}

static void
add_replacement (const SarifFixes *fixes, JsonBuilder *builder, const PlanFile *file, guint32 offset, guint32 length, const char *text)
{
  json_builder_begin_object (builder);
  sarif_region_add (builder, "deletedRegion", fixes->texts, file, offset, length);
  json_builder_set_member_name (builder, "insertedContent");
  json_builder_begin_object (builder);
  json_add_text (builder, "text", text);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* Writes what @group edits in @file; what lies at one place is one replacement. */
static void
add_artifact_change (SarifFixes *fixes, JsonBuilder *builder, const GPtrArray *group, const PlanFile *file)
{
  const GArray *edits = edits_of (fixes, file);
  g_autoptr (GString) text = g_string_new (NULL);
  guint32 offset = 0, length = 0;
  json_builder_begin_object (builder);
  sarif_artifact_add (builder, file->shown);
  json_builder_set_member_name (builder, "replacements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < edits->len; i++)
    {
      const Edit *edit = &g_array_index (edits, Edit, i);
      if (!has_edit (group, edit))
        continue;
      if (edit->offset != offset && (text->len > 0 || length > 0))
        {
          add_replacement (fixes, builder, file, offset, length, text->str);
          g_string_truncate (text, 0);
          length = 0;
        }
      offset = edit->offset;
      length = MAX (length, edit->length);
      g_string_append (text, edit->text);
    }
  if (text->len > 0 || length > 0)
    add_replacement (fixes, builder, file, offset, length, text->str);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

void
sarif_fixes_add (SarifFixes *fixes, JsonBuilder *builder, const ReportPlace *place)
{
  const GPtrArray *group = group_of (fixes, place);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  for (guint i = 0; i < group->len; i++)
    {
      const Change *change = group->pdata[i];
      for (guint j = 0; j < change->edits->len; j++)
        {
          PlanFile *file = plan_find_file (fixes->plan, g_array_index (change->edits, Edit, j).path);
          if (!g_ptr_array_find (files, file, NULL))
            g_ptr_array_add (files, file);
        }
    }
  json_builder_set_member_name (builder, "fixes");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "description");
  json_builder_begin_object (builder);
  g_autofree char *text = g_strdup_printf ("Rewrite %s%s", place->occurrence->name,
                                           group->len > 1 ? ", and what has to change with it" : "");
  json_add_text (builder, "text", text);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "artifactChanges");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    add_artifact_change (fixes, builder, group, files->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}
