/* SPDX-License-Identifier: MIT */
/* The rewriting: a copy of the dissectors, the rewriter's result over it, and its ledger. */
#include "proof.h"
#include "command.h"
#include "proof-config.h"

#include <gio/gio.h>
#include <string.h>

/*
 * Residue that wants a hand. What only the old manager had (canaries, its own start, a slab's end) stays in regions that
 * nobody compiles.
 */
static void
occurrence_read (JsonArray *occurrences G_GNUC_UNUSED, guint index G_GNUC_UNUSED, JsonNode *node, gpointer user_data)
{
  row_t *row = user_data;
  JsonObject *occurrence = json_node_get_object (node);
  if (json_object_get_boolean_member (occurrence, "residue")
      && strcmp (json_object_get_string_member (occurrence, "kind"), "inactive") != 0)
    row->residue++;
}

static void
ledger_read (JsonArray *files G_GNUC_UNUSED, guint index G_GNUC_UNUSED, JsonNode *node, gpointer user_data)
{
  const proof_t *proof = user_data;
  JsonObject *file = json_node_get_object (node);
  JsonObject *ledger = json_object_get_object_member (file, "ledger");
  row_t *row = row_for_path (proof, json_object_get_string_member (file, "path"));
  row->found += (gint) json_object_get_int_member (ledger, "found");
  row->rewritten += (gint) json_object_get_int_member (ledger, "rewritten");
  row->left += (gint) json_object_get_int_member (ledger, "left");
  json_array_foreach_element (json_object_get_array_member (file, "occurrences"), occurrence_read, row);
}

static gboolean
report_read (proof_t *proof, const gchar *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  if (!json_parser_load_from_file (parser, path, error))
    return FALSE;
  JsonObject *report = json_node_get_object (json_parser_get_root (parser));
  json_array_foreach_element (json_object_get_array_member (report, "files"), ledger_read, proof);
  if (proof->forms == FORM_COUNT)
    machine_code_read (proof, report);
  return TRUE;
}

/* The compile database of the after side: how each source is going to be compiled once it is rewritten. */
static gboolean
after_database_write (const proof_t *proof, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < proof->rows->len; i++)
    {
      const row_t *row = g_ptr_array_index (proof->rows, i);
      g_autofree gchar *command
          = g_strdup_printf ("%s %s %s -c %s", PROOF_COMPILER, PROOF_FLAGS_AFTER, PROOF_FLAGS, row->source);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "directory");
      json_builder_add_string_value (builder, PROOF_BUILD_ROOT);
      json_builder_set_member_name (builder, "file");
      json_builder_add_string_value (builder, row->source);
      json_builder_set_member_name (builder, "command");
      json_builder_add_string_value (builder, command);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree gchar *text = json_to_string (root, TRUE);
  g_autofree gchar *path = proof_path (proof, FORM_AFTER, "compile_commands.json");
  return g_file_set_contents (path, text, -1, error);
}

gboolean
proof_migrate (proof_t *proof, GError **error)
{
  g_autofree gchar *sources = proof_path (proof, FORM_AFTER, "src");
  g_autofree gchar *rewritten = proof_path (proof, FORM_AFTER, "rewritten");
  g_autofree gchar *report = proof_path (proof, FORM_AFTER, "migration.json");

  g_autoptr (GPtrArray) migrate = command_new (proof->migrate);
  command_add (migrate, "-p", PROOF_BUILD_ROOT, "--root", PROOF_DISSECTORS, "--output-dir", rewritten, "--format",
               "json", NULL);
  if (!after_database_write (proof, error))
    return FALSE;
  g_autofree gchar *database = proof_path (proof, FORM_AFTER, "compile_commands.json");
  command_add (migrate, "--after-p", database, NULL);
  if (proof->forms == FORM_COUNT)
    command_add (migrate, "--verify=object", "--no-cache", NULL);
  if (proof->rules != NULL)
    command_add (migrate, "--rules", proof->rules, NULL);
  if (proof->explicit_pools)
    command_add (migrate, "--packet-pool=explicit", NULL);
  for (guint i = 0; i < proof->rows->len; i++)
    command_add (migrate, ((const row_t *) g_ptr_array_index (proof->rows, i))->source, NULL);

  g_autofree gchar *messages = NULL;
  const gint status = command_run (migrate, report, NULL, &messages, error);
  if (status != 0 && status != 1)
    {
      if (status > 0)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "'%s' failed with status %d:\n%s", proof->migrate, status,
                     messages);
      return FALSE;
    }
  g_autofree gchar *said = proof_path (proof, FORM_AFTER, "migration.txt");
  if (!g_file_set_contents (said, messages, -1, error) || !report_read (proof, report, error))
    return FALSE;

  /* What did not change stands beside what did, so that quoted includes find both. */
  g_autoptr (GPtrArray) copy = command_new ("sh");
  command_add (copy, "-c", "rm -rf \"$2\" && cp -R \"$1\" \"$2\" && { [ ! -d \"$3\" ] || cp -R \"$3/.\" \"$2\"; }",
               "sh", PROOF_DISSECTORS, sources, rewritten, NULL);
  g_autofree gchar *trouble = NULL;
  const gint copied = command_run (copy, NULL, NULL, &trouble, error);
  if (copied > 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot copy the sources: %s", trouble);
  return copied == 0;
}
