/* SPDX-License-Identifier: MIT */
/* What the rewriter's proof by machine code has shown of each function, against the list of those known to be otherwise. */
#include "proof.h"
#include "proof-config.h"

#include <string.h>

/* @return the lines of the list as a set of "FILE FUNCTION", or NULL with an error. */
static GHashTable *
known_read (GError **error)
{
  g_autofree gchar *text = NULL;
  if (!g_file_get_contents (PROOF_NOT_IDENTICAL, &text, NULL, error))
    return NULL;
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (gchar **line = lines; *line != NULL; line++)
    {
      (*line)[strcspn (*line, "#")] = '\0';
      if (*g_strstrip (*line) != '\0')
        g_hash_table_add (known, g_strdup (*line));
    }
  return known;
}

typedef struct
{
  const proof_t *proof;
  GHashTable *known;
  GString *others; /* what should have been identical */
  gint functions;
  gint identical;
} machine_code_t;

static void
function_read (JsonArray *functions G_GNUC_UNUSED, guint index G_GNUC_UNUSED, JsonNode *node, gpointer user_data)
{
  machine_code_t *code = user_data;
  JsonObject *function = json_node_get_object (node);
  const gchar *path = json_object_get_string_member (function, "path");
  const gchar *name = json_object_get_string_member (function, "function"); /* NULL: what stands outside of functions */
  const gboolean identical = strcmp (json_object_get_string_member (function, "proof"), "identical") == 0;
  if (name != NULL)
    {
      row_t *row = row_for_path (code->proof, path);
      row->functions++;
      row->identical += identical;
      code->functions++;
      code->identical += identical;
    }
  g_autofree gchar *file = g_path_get_basename (path);
  g_autofree gchar *line = g_strdup_printf ("%s %s", file, name != NULL ? name : "-");
  if (!identical && !g_hash_table_contains (code->known, line))
    g_string_append_printf (code->others, "; %s: %s", line, json_object_get_string_member (function, "difference"));
}

void
machine_code_read (proof_t *proof, JsonObject *report)
{
  static const gchar check[] = "after: the machine code is what the rules say";
  if (!json_object_has_member (report, "proof"))
    {
      proof_add_check (proof, check, FALSE, g_strdup ("the rewriter's report says nothing of it"));
      return;
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) known = known_read (&error);
  if (known == NULL)
    {
      proof_add_check (proof, check, FALSE, g_strdup (error->message));
      return;
    }
  g_autoptr (GString) others = g_string_new (NULL);
  machine_code_t code = { .proof = proof, .known = known, .others = others };
  JsonObject *shown = json_object_get_object_member (report, "proof");
  json_array_foreach_element (json_object_get_array_member (shown, "places"), function_read, &code);
  proof_add_check (proof, check, (others->len == 0 || !PROOF_HAS_FLOOR) && code.identical > 0,
                   g_strdup_printf ("identical %d of %d functions%s", code.identical, code.functions, others->str));
}
