/* SPDX-License-Identifier: MIT */
/*
 * The decisions of a run as a file.
 */
#include "report/plan_file.h"

#include <gio/gio.h>

#include "plan/roll_back.h"
#include "plan/settle_includes.h"
#include "report/json_text.h"
#include "sources/input_text.h"
#include "sources/json_input.h"

/* Goes up with what a decision means. */
#define PLAN_VERSION 1

void
plan_file_append (GString *out, const RunReport *report)
{
  const Plan *plan = report->plan;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_add_text (builder, "tool", "wmem-migrate");
  json_add_number (builder, "plan", PLAN_VERSION);
  json_builder_set_member_name (builder, "decisions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          const Occurrence *occurrence = file->occurrences->pdata[j];
          if (occurrence->change < 0)
            continue;
          json_builder_begin_object (builder);
          json_add_text (builder, "path", file->shown);
          json_add_number (builder, "line", occurrence->line);
          json_add_number (builder, "column", occurrence->column);
          json_add_text (builder, "name", occurrence->name);
          json_add_text (builder, "rule", occurrence->rule);
          json_add_text (builder, "confidence", confidence_name (occurrence->confidence));
          json_add_text (builder, "reason", reason_code (occurrence->reason));
          json_add_flag (builder, "apply", ((Change *) plan->changes->pdata[occurrence->change])->active);
          json_builder_end_object (builder);
        }
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_append (out, builder);
}

static char *
place_key (const char *path, gint64 line, gint64 column, const char *name)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%s", path, line, column, name);
}

/* Place -> Occurrence, of all that have a change. */
static GHashTable *
index_places (const Plan *plan)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < plan->files->len; i++)
    {
      const PlanFile *file = plan->files->pdata[i];
      for (guint j = 0; j < file->occurrences->len; j++)
        {
          Occurrence *occurrence = file->occurrences->pdata[j];
          g_autofree char *valid = g_utf8_make_valid (file->shown, -1);
          if (occurrence->change >= 0)
            g_hash_table_insert (places,
                                 place_key (valid, occurrence->line, occurrence->column, occurrence->name),
                                 occurrence);
        }
    }
  return places;
}

/* Activates @change and what belongs together with it. */
static void
activate (Plan *plan, Change *change)
{
  change->active = TRUE;
  for (guint i = 0; change->together && i < plan->changes->len; i++)
    {
      Change *other = plan->changes->pdata[i];
      if (other->barred == REASON_NONE && g_strcmp0 (other->together, change->together) == 0)
        other->active = TRUE;
    }
}

/* The member @name of @object, where it is of @type. */
static JsonNode *
typed_member (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);
  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

static gboolean
apply_decision (Plan *plan, GHashTable *places, JsonNode *node, guint number, const char *path,
                GError **error)
{
  static const struct {
    const char *name;
    GType type;
    const char *kind;
  } members[] = {
    { "path", G_TYPE_STRING, "a string" },
    { "name", G_TYPE_STRING, "a string" },
    { "line", G_TYPE_INT64, "a number" },
    { "column", G_TYPE_INT64, "a number" },
    { "apply", G_TYPE_BOOLEAN, "true or false" },
  };
  JsonObject *decision = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!decision || !typed_member (decision, members[i].name, members[i].type))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                     "decision %u of '%s' has no \"%s\" that is %s: emit the plan again", number, path, members[i].name,
                     members[i].kind);
        return FALSE;
      }
  const char *place_path = json_object_get_string_member (decision, "path");
  const char *name = json_object_get_string_member (decision, "name");
  gint64 line = json_object_get_int_member (decision, "line");
  g_autofree char *key = place_key (place_path, line, json_object_get_int_member (decision, "column"), name);
  Occurrence *occurrence = g_hash_table_lookup (places, key);
  if (!occurrence)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "'%s' is about %s:%" G_GINT64_FORMAT " '%s', which is not there: emit the plan again", path, place_path,
                   line, name);
      return FALSE;
    }
  gboolean apply = json_object_get_boolean_member (decision, "apply");
  if (occurrence->change < 0)
    {
      /* Left with another place that was refused before. */
      if (!apply && occurrence->reason == REASON_TOGETHER)
        occurrence->reason = REASON_REFUSED;
      return TRUE;
    }
  Change *change = plan->changes->pdata[occurrence->change];
  if (change->active && !apply)
    plan_roll_back (plan, change, REASON_REFUSED);
  else if (!change->active && apply && occurrence->reason == REASON_CONFIDENCE)
    {
      activate (plan, change);
      occurrence->note = "applied since the plan file asks for it";
    }
  return TRUE;
}

gboolean
plan_file_apply (Plan *plan, const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (JsonParser) parser
      = input_text_read (path, &text, &length, &problem) ? json_input_parse (text, length, &problem) : NULL;
  if (!parser)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "cannot read plan '%s': %s", path, problem->message);
      return FALSE;
    }
  JsonNode *root = json_parser_get_root (parser);
  JsonObject *object = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *decisions = object ? json_object_get_member (object, "decisions") : NULL;
  if (!decisions || !JSON_NODE_HOLDS_ARRAY (decisions))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "'%s' is no plan: make one with --emit-plan",
                   path);
      return FALSE;
    }
  JsonNode *version = typed_member (object, "plan", G_TYPE_INT64);
  if (!version || json_node_get_int (version) != PLAN_VERSION)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "'%s' is a plan of another version: emit it again with this program", path);
      return FALSE;
    }
  g_autoptr (GHashTable) places = index_places (plan);
  JsonArray *array = json_node_get_array (decisions);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!apply_decision (plan, places, json_array_get_element (array, i), i + 1, path, error))
      return FALSE;
  plan_settle_includes (plan);
  return TRUE;
}
