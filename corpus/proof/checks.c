/* SPDX-License-Identifier: MIT */
/* What must hold for a form as a whole, besides printing the same. */
#include "proof.h"
#include "command.h"
#include "proof-config.h"

#include <gio/gio.h>
#include <string.h>

#define THREADS "4"
#define LARGEST_PACKET_RATIO 1.2 /* of memory asked, after to before */
#define LARGEST_FILE_RATIO 1.3

/* One way to run a form again, whose output has to be what the form has printed before. */
typedef struct variant {
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
  /* Each thread unloads its copy of the module: no suppression finds a name in it, and the runs before have looked. */
  { "after: " THREADS " threads, a session each", FORM_AFTER, "ASAN_OPTIONS=detect_leaks=0", "--threads " THREADS,
    "all.txt" },
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

/* The migrated row whose object has this path. */
static row_t *
row_for_object (const proof_t *proof, const gchar *object)
{
  g_autofree gchar *name = g_path_get_basename (object);
  for (guint i = 0; i < proof->rows->len; i++)
    {
      row_t *row = g_ptr_array_index (proof->rows, i);
      const gsize length = strlen (row->name);
      if (strncmp (name, row->name, length) == 0 && strcmp (name + length, ".o") == 0)
        return row;
    }
  return NULL;
}

/* Notes which old names the migrated objects still need: one call for all, which lists "PATH: NAME U". */
static void
symbols_check (proof_t *proof)
{
  g_autofree gchar *list = proof_path (proof, FORM_AFTER, "symbols.txt");
  g_autoptr (GPtrArray) nm = command_new ("nm");
  command_add (nm, "--print-file-name", "--undefined-only", "--format=posix", NULL);
  for (guint i = 0; i < proof->rows->len; i++)
    {
      const row_t *row = g_ptr_array_index (proof->rows, i);
      g_autofree gchar *file = g_strdup_printf ("%s.o", row->name);
      g_autofree gchar *object = proof_path (proof, FORM_AFTER, file);
      if (row->compiled[FORM_AFTER])
        command_add (nm, object, NULL);
    }
  g_autofree gchar *text = NULL;
  g_autofree gchar *messages = NULL;
  g_autoptr (GError) error = NULL;
  const gint status = command_run (nm, list, NULL, &messages, &error);
  if (status != 0 || !g_file_get_contents (list, &text, NULL, &error))
    {
      proof_add_check (proof, "after: names that objects need", FALSE,
                       g_strdup (error != NULL ? error->message : messages));
      return;
    }
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (gchar **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) path_and_symbol = g_strsplit (*line, ": ", 2);
      if (g_strv_length (path_and_symbol) != 2)
        continue;
      gchar *symbol = path_and_symbol[1];
      symbol[strcspn (symbol, " ")] = '\0';
      row_t *row = row_for_object (proof, path_and_symbol[0]);
      if (row == NULL || !symbol_is_old (symbol))
        continue;
      gchar *names
          = row->old_symbols != NULL ? g_strconcat (row->old_symbols, " ", symbol, NULL) : g_strdup (symbol);
      g_free (row->old_symbols);
      row->old_symbols = names;
    }
}

/* What a form asked of packet and of file scope, by capture. */
static gchar **
memory_read (const proof_t *proof, form_t form)
{
  g_autofree gchar *path = proof_path (proof, form, "memory.txt");
  g_autofree gchar *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_new0 (gchar *, 1);
  return g_strsplit (text, "\n", -1);
}

/*
 * What dissectors ask of each scope must not grow: memory that moves from packet to file scope shows in no output, but
 * is a leak until the file is closed. Bookkeeping of buffers and trees differs, hence the margin. Compared capture by
 * capture, since a large one would hide a small one's leak.
 */
static void
memory_check (proof_t *proof)
{
  static const gchar name[] = "after: memory asked of each scope";
  g_auto (GStrv) before = memory_read (proof, FORM_BEFORE);
  g_auto (GStrv) after = memory_read (proof, FORM_AFTER);
  gdouble worst[] = { 0, 0 };
  gdouble sum_before[] = { 0, 0 };
  gdouble sum_after[] = { 0, 0 };
  if (g_strv_length (before) != g_strv_length (after) || before[0] == NULL)
    {
      proof_add_check (proof, name, FALSE, g_strdup ("not measured"));
      return;
    }
  for (guint i = 0; before[i] != NULL; i++)
    {
      g_auto (GStrv) old_columns = g_strsplit (before[i], "\t", 3);
      g_auto (GStrv) columns = g_strsplit (after[i], "\t", 3);
      for (guint scope = 0; g_strv_length (columns) == 3 && scope < 2; scope++)
        {
          const gdouble old_bytes = g_ascii_strtod (old_columns[1 + scope], NULL);
          const gdouble bytes = g_ascii_strtod (columns[1 + scope], NULL);
          worst[scope] = MAX (worst[scope], bytes / MAX (old_bytes, 1));
          sum_before[scope] += old_bytes;
          sum_after[scope] += bytes;
        }
    }
  proof_add_check (proof, name, worst[0] < LARGEST_PACKET_RATIO && worst[1] < LARGEST_FILE_RATIO,
                   g_strdup_printf ("packet %.2f (worst capture %.2f), file %.2f (worst %.2f) times that of before",
                                    sum_after[0] / MAX (sum_before[0], 1), worst[0],
                                    sum_after[1] / MAX (sum_before[1], 1), worst[1]));
}

/* Runs a form under valgrind, where it is installed and no sanitizer is at work. */
static void
valgrind_check (proof_t *proof, form_t form)
{
  g_autofree gchar *name = g_strdup_printf ("%s: valgrind", form_name (form));
  g_autofree gchar *valgrind = g_find_program_in_path ("valgrind");
  if (valgrind == NULL || PROOF_SANITIZED)
    {
      proof_add_check (proof, name, TRUE, g_strdup (PROOF_SANITIZED ? "left out: sanitized build" : "not installed"));
      return;
    }
  g_autofree gchar *module = proof_module (proof, form);
  g_autoptr (GPtrArray) runner = runner_command (proof, module);
  g_autoptr (GPtrArray) run = command_new (valgrind);
  command_add (run, "--quiet", "--leak-check=full", "--show-leak-kinds=definite", "--errors-for-leak-kinds=definite",
               "--suppressions=" PROOF_SUPPRESSIONS "/valgrind.supp", "--error-exitcode=9", NULL);
  for (guint i = 0; i < runner->len; i++)
    command_add (run, g_ptr_array_index (runner, i), NULL);
  g_autofree gchar *messages = NULL;
  g_autoptr (GError) error = NULL;
  const gint status = command_run (run, NULL, "G_SLICE=always-malloc", &messages, &error);
  proof_add_check (proof, name, status == 0,
                   status == 0 ? NULL : g_strndup (error != NULL ? error->message : messages, 600));
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
  symbols_check (proof);
  memory_check (proof);
  if (proof->forms == FORM_COUNT)
    {
      two_passes_run (proof);
      valgrind_check (proof, FORM_BEFORE);
      valgrind_check (proof, FORM_AFTER);
    }
  for (guint i = 0; i < (proof->forms == FORM_COUNT ? G_N_ELEMENTS (variants) : 1); i++)
    {
      gchar *trouble = variant_run (proof, &variants[i]);
      proof_add_check (proof, variants[i].name, trouble == NULL, trouble);
    }
}
