/* SPDX-License-Identifier: MIT */
/* What must hold for a form as a whole, besides printing the same. */
#include "proof.h"
#include "command.h"
#include "proof-config.h"

#include <gio/gio.h>
#include <string.h>

#define THREADS "4"

/* One way to run a form again, whose output has to be what the form has printed before. */
typedef struct variant
{
  const gchar *name;
  form_t form;
  const gchar *variable; /* for the environment, or NULL */
  const gchar *arguments;
  const gchar *same_as; /* an output of the before form */
} variant_t;

static const variant_t variants[] = {
  { "after: strict back-end", FORM_AFTER, "WMEM_ALLOCATOR=strict", "", "all.txt" },
  { "after: glib back-end", FORM_AFTER, "WMEM_ALLOCATOR=simple", "", "all.txt" },
  { "bridge: strict back-end", FORM_BRIDGE, "WMEM_ALLOCATOR=strict", "", "all.txt" },
  { "after: " THREADS " threads, a session each", FORM_AFTER, NULL, "--threads " THREADS, "all.txt" },
  { "after: two passes", FORM_AFTER, NULL, "--two-passes", "two-passes.txt" },
  { "bridge: two passes", FORM_BRIDGE, NULL, "--two-passes", "two-passes.txt" },
};

static gboolean
files_equal (const gchar *path, const gchar *other)
{
  g_autofree gchar *text = NULL;
  g_autofree gchar *other_text = NULL;
  return g_file_get_contents (path, &text, NULL, NULL) && g_file_get_contents (other, &other_text, NULL, NULL)
         && strcmp (text, other_text) == 0;
}

/* Returns NULL when all is well, else what is wrong. */
static gchar *
variant_run (const proof_t *proof, const variant_t *variant)
{
  g_autofree gchar *output = proof_path (proof, variant->form, "variant.txt");
  g_autofree gchar *expected = proof_path (proof, FORM_BEFORE, variant->same_as);
  g_autofree gchar *module = proof_module (proof, variant->form);
  g_autoptr (GPtrArray) run = runner_command (proof, module);
  command_add_words (run, variant->arguments);
  g_autofree gchar *messages = NULL;
  g_autoptr (GError) error = NULL;
  const gint status = command_run (run, output, variant->variable, &messages, &error);
  if (error != NULL)
    return g_strdup (error->message);
  if (status != 0 || *messages != '\0')
    return g_strdup_printf ("status %d: %s", status, g_strchomp (messages));
  return files_equal (output, expected) ? NULL : g_strdup ("the output differs");
}

/* The old API's own names, and those of the host that tell a lifetime in the old way. */
static gboolean
symbol_is_old (const gchar *symbol)
{
  static const gchar *const prefixes[] = { "ep_", "se_", "pe_", "sl_", "emem_", "tvb_get_ephemeral", "tvb_get_seasonal",
                                           "tvb_bcd_dig_to_ep" };
  /* No form with a pool existed for these, so that the host keeps the name on every side. */
  static const gchar *const kept[] = { "se_get_addr_name" };
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (strcmp (symbol, kept[i]) == 0)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (symbol, prefixes[i]))
      return TRUE;
  return FALSE;
}

/* Notes which old names the migrated object of a row still needs. */
static void
symbols_check (const proof_t *proof, row_t *row)
{
  g_autofree gchar *file = g_strdup_printf ("%s.o", row->name);
  g_autofree gchar *object = proof_path (proof, FORM_AFTER, file);
  g_autofree gchar *list = proof_path (proof, FORM_AFTER, "symbols.txt");
  g_autoptr (GPtrArray) nm = command_new ("nm");
  command_add (nm, "--undefined-only", "--format=just-symbols", object, NULL);
  g_autofree gchar *text = NULL;
  if (command_run (nm, list, NULL, NULL, NULL) != 0 || !g_file_get_contents (list, &text, NULL, NULL))
    {
      row->old_symbols = g_strdup ("(nm failed)");
      return;
    }
  g_autoptr (GString) found = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (gchar **line = lines; *line != NULL; line++)
    if (symbol_is_old (*line))
      g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", *line);
  if (found->len > 0)
    row->old_symbols = g_strdup (found->str);
}

/* A run of the before form in two passes, for the variants to compare with. */
static void
two_passes_run (proof_t *proof)
{
  g_autofree gchar *output = proof_path (proof, FORM_BEFORE, "two-passes.txt");
  g_autofree gchar *module = proof_module (proof, FORM_BEFORE);
  g_autoptr (GPtrArray) run = runner_command (proof, module);
  command_add (run, "--two-passes", NULL);
  g_autoptr (GError) error = NULL;
  const gint status = command_run (run, output, NULL, NULL, &error);
  if (status != 0)
    proof_add_check (proof, "before: two passes", FALSE, g_strdup (error != NULL ? error->message : "failed"));
}

void
proof_check (proof_t *proof)
{
  for (guint i = 0; i < proof->rows->len; i++)
    {
      row_t *row = g_ptr_array_index (proof->rows, i);
      if (row->compiled[FORM_AFTER])
        symbols_check (proof, row);
    }
  two_passes_run (proof);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      gchar *trouble = variant_run (proof, &variants[i]);
      proof_add_check (proof, variants[i].name, trouble == NULL, trouble);
    }
}
