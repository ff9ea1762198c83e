/* SPDX-License-Identifier: MIT */
/*
 * The baseline: how many of each kind of finding are known.
 */
#include "report/baseline.h"

#include <gio/gio.h>

#include "sources/input_text.h"
#include "sources/json_input.h"

struct Baseline {
  GHashTable *counts; /* how many there are, by make_key() */
};

/* What a finding is told by; lines and columns move. */
static char *
make_key (const char *rule, const char *severity, const char *path, const char *message)
{
  return g_strjoin ("\n", rule, severity, path, message, NULL);
}

static gboolean
refuse (GError **error, const char *path, const char *why)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "cannot use '%s' as --baseline: %s; make one with --lint --json=FILE", path, why);
  return FALSE;
}

/* @return (nullable) the text of member @name, where it is one. */
static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static gboolean
count_finding (GHashTable *counts, JsonNode *node)
{
  JsonObject *finding = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *texts[4] = { 0 };
  static const char *const names[] = { "rule", "severity", "path", "message" };
  for (guint i = 0; finding && i < G_N_ELEMENTS (names); i++)
    texts[i] = text_of (finding, names[i]);
  if (!texts[0] || !texts[1] || !texts[2] || !texts[3])
    return FALSE;
  char *key = make_key (texts[0], texts[1], texts[2], texts[3]);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
  g_hash_table_replace (counts, key, GUINT_TO_POINTER (count + 1));
  return TRUE;
}

/* Fills @counts with how many of each kind the report has. */
static gboolean
read_counts (GHashTable *counts, const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (JsonParser) parser
      = input_text_read (path, &text, &length, &problem) ? json_input_parse (text, length, &problem) : NULL;
  if (!parser)
    return refuse (error, path, problem->message);
  JsonNode *root = json_parser_get_root (parser);
  JsonObject *report = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (!report || g_strcmp0 (text_of (report, "tool"), "wmem-migrate") != 0)
    return refuse (error, path, "it is no report of this program");
  /* A report keeps apart what was known or accepted when it was made. */
  static const char *const lists[] = { "findings", "known", "accepted" };
  for (guint list = 0; list < G_N_ELEMENTS (lists); list++)
    {
      JsonNode *node = json_object_get_member (report, lists[list]);
      JsonArray *findings = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      if (!findings && list == 0)
        return refuse (error, path, "it has no findings");
      for (guint i = 0; findings && i < json_array_get_length (findings); i++)
        if (!count_finding (counts, json_array_get_element (findings, i)))
          return refuse (error, path, "a finding in it is not whole");
    }
  return TRUE;
}

/* As the JSON report says it, which has to be UTF-8. */
static char *
key_of (const Finding *finding)
{
  g_autofree char *shown = g_utf8_make_valid (finding->shown, -1), *message = g_utf8_make_valid (finding->message, -1);
  return make_key (finding->rule, finding_severity_name (finding->severity), shown, message);
}

Baseline *
baseline_load (const char *path, GError **error)
{
  Baseline *baseline = g_new0 (Baseline, 1);
  baseline->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_counts (baseline->counts, path, error))
    g_clear_pointer (&baseline, baseline_free);
  return baseline;
}

void
baseline_free (Baseline *baseline)
{
  if (!baseline)
    return;
  g_hash_table_unref (baseline->counts);
  g_free (baseline);
}

gboolean
baseline_take (Baseline *baseline, const Finding *finding)
{
  g_autofree char *key = key_of (finding);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (baseline->counts, key));
  if (count > 0)
    g_hash_table_replace (baseline->counts, g_steal_pointer (&key), GUINT_TO_POINTER (count - 1));
  return count > 0;
}

void
baseline_apply (Baseline *baseline, GPtrArray *findings, GPtrArray *known, guint *gone)
{
  GHashTable *counts = baseline->counts;
  *gone = 0;
  for (guint i = 0; i < findings->len;)
    if (baseline_take (baseline, findings->pdata[i]))
      g_ptr_array_add (known, g_ptr_array_remove_index (findings, i));
    else
      i++;
  GHashTableIter iter;
  gpointer left;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &left))
    *gone += GPOINTER_TO_UINT (left);
}
