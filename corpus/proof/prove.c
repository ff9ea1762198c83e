/* SPDX-License-Identifier: MIT */
/*
 * The proof that the migration keeps every dissector's meaning: prove [--html FILE]
 *
 * Runs the corpus in its old form, has wmem-migrate rewrite it, compiles and runs the result and the bridge form, and
 * compares what they print. Exit status: 0 when everything is good, 1 when something is not, 2 when it cannot be told.
 */
#include "proof.h"
#include "proof-config.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const gchar *const *) a, *(const gchar *const *) b);
}

static gboolean
captures_find (GPtrArray *captures, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (PROOF_CAPTURES, 0, error);
  if (folder == NULL)
    return FALSE;
  for (const gchar *name; (name = g_dir_read_name (folder)) != NULL;)
    if (g_str_has_suffix (name, ".pcap") || g_str_has_suffix (name, ".pcapng"))
      g_ptr_array_add (captures, g_build_filename (PROOF_CAPTURES, name, NULL));
  g_ptr_array_sort (captures, compare_strings);
  if (captures->len == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no captures in '%s'", PROOF_CAPTURES);
  return captures->len > 0;
}

/* Reads the runner's arguments, one a line; @ stands for the folder of the file. */
static gboolean
settings_read (GPtrArray *settings, GError **error)
{
  g_autofree gchar *text = NULL;
  if (!g_file_get_contents (PROOF_SETTINGS, &text, NULL, error))
    return FALSE;
  g_autofree gchar *folder = g_path_get_dirname (PROOF_SETTINGS);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (gchar **line = lines; *line != NULL; line++)
    {
      if (**line == '\0' || **line == '#')
        continue;
      g_auto (GStrv) pieces = g_strsplit (*line, "@", -1);
      g_ptr_array_add (settings, g_strjoinv (folder, pieces));
    }
  return TRUE;
}

static void
rows_make (GPtrArray *rows)
{
  g_auto (GStrv) sources = g_strsplit (PROOF_SOURCES, " ", -1);
  for (gchar **source = sources; *source != NULL; source++)
    {
      if (**source == '\0')
        continue;
      g_autofree gchar *name = g_path_get_basename (*source);
      *strrchr (name, '.') = '\0';
      g_ptr_array_add (rows, row_new (name, *source + strlen (PROOF_DISSECTORS) + 1));
    }
}

/* An empty folder for what a form makes, so that nothing of an earlier run is taken for this one's. */
static gboolean
form_folder_make (const proof_t *proof, form_t form, GError **error)
{
  g_autofree gchar *folder = proof_path (proof, form, NULL);
  const gchar *const argv[] = { "rm", "-rf", "--", folder, NULL };
  g_autoptr (GSubprocess) removal = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, error);
  if (removal == NULL || !g_subprocess_wait_check (removal, NULL, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0777) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot make folder '%s'", folder);
  return FALSE;
}

static gboolean
proof_make (proof_t *proof, GError **error)
{
  for (form_t form = 0; form < FORM_COUNT; form++)
    if (!form_folder_make (proof, form, error))
      return FALSE;
  if (!proof_migrate (proof, error))
    return FALSE;
  for (form_t form = 0; form < proof->forms; form++)
    {
      GError *trouble = NULL;
      if (!proof_build (proof, form, &trouble) || !proof_run (proof, form, &trouble))
        {
          /* Without the before form there is nothing to compare with; another form's failure is a result. */
          if (form == FORM_BEFORE)
            {
              g_propagate_error (error, trouble);
              return FALSE;
            }
          g_autofree gchar *name = g_strdup_printf ("%s: builds and runs", form_name (form));
          proof_add_check (proof, name, FALSE, g_strdup (trouble->message));
          g_clear_error (&trouble);
          continue;
        }
      proof_compare (proof, form);
    }
  proof_check (proof);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autofree gchar *html = NULL;
  g_autofree gchar *rules = NULL;
  g_autofree gchar *folder = NULL;
  gboolean brief = FALSE, explicit_pools = FALSE;
  const GOptionEntry entries[] = {
    { "html", 0, 0, G_OPTION_ARG_FILENAME, &html, "Also write a page with the diffs and the output", "FILE" },
    { "rules", 0, 0, G_OPTION_ARG_FILENAME, &rules, "More rules for wmem-migrate", "FILE" },
    { "explicit", 0, 0, G_OPTION_ARG_NONE, &explicit_pools, "Have wmem-migrate pass the packet's pool from function to function", NULL },
    { "brief", 0, 0, G_OPTION_ARG_NONE, &brief, "Leave out the bridge form and most checks of the whole", NULL },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Where to put what is made", "FOLDER" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- prove that the migration keeps the corpus's meaning");
  g_option_context_add_main_entries (context, entries, NULL);
  g_autoptr (GError) error = NULL;
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1)
    {
      fprintf (stderr, "prove: %s\n", error != NULL ? error->message : "takes no files: see --help");
      return 2;
    }

  static proof_t proof; /* lives as long as the program */
  proof = (proof_t){
    .folder = g_strdup (folder != NULL ? folder : PROOF_FOLDER),
    .migrate = g_strdup (PROOF_MIGRATE),
    .rules = g_strdup (rules),
    .explicit_pools = explicit_pools,
    .forms = brief ? FORM_BRIDGE : FORM_COUNT,
    .captures = g_ptr_array_new_with_free_func (g_free),
    .settings = g_ptr_array_new_with_free_func (g_free),
    .rows = g_ptr_array_new (),
    .parts = row_new ("(headers and parts)", ""),
    .checks = g_ptr_array_new (),
  };
  /* For the programs that are run. */
  g_setenv ("LSAN_OPTIONS", "suppressions=" PROOF_SUPPRESSIONS "/lsan.supp:print_suppressions=0", FALSE);
  rows_make (proof.rows);
  if (!captures_find (proof.captures, &error) || !settings_read (proof.settings, &error)
      || !proof_make (&proof, &error))
    {
      fprintf (stderr, "prove: %s\n", error->message);
      return 2;
    }
  proof_print_table (&proof);
  fflush (stdout);
  if (html != NULL && !proof_write_html (&proof, html, &error))
    {
      fprintf (stderr, "prove: %s\n", error->message);
      return 2;
    }
  return proof_is_good (&proof) ? 0 : 1;
}
