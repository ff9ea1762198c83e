/* SPDX-License-Identifier: MIT */
/* Compiling, linking and running one form of the corpus. */
#include "proof.h"
#include "command.h"
#include "proof-config.h"

#include <gio/gio.h>
#include <string.h>

/* How the forms differ. The before form's module is built by meson like everything else. */
static const struct
{
  const gchar *name;
  const gchar *flags;
  const gchar *libraries;
} forms[FORM_COUNT] = {
  [FORM_BEFORE] = { "before", "", "" },
  [FORM_AFTER] = { "after", PROOF_FLAGS_AFTER, PROOF_LIBRARIES_AFTER },
  [FORM_BRIDGE] = { "bridge", PROOF_FLAGS_BRIDGE, PROOF_LIBRARIES_BRIDGE },
};

const gchar *
form_name (form_t form)
{
  return forms[form].name;
}

gchar *
proof_path (const proof_t *proof, form_t form, const gchar *name)
{
  return g_build_filename (proof->folder, forms[form].name, name, NULL);
}

gchar *
proof_migrated_source (const proof_t *proof, const row_t *row)
{
  g_autofree gchar *in_src = g_build_filename ("src", row->relative, NULL);
  return proof_path (proof, FORM_AFTER, in_src);
}

/* One compilation, for a worker of the pool. */
typedef struct compilation {
  form_t form;
  row_t *row;
  GPtrArray *command;
} compilation_t;

static void
compilation_run (gpointer data, gpointer user_data G_GNUC_UNUSED)
{
  compilation_t *compilation = data;
  row_t *row = compilation->row;
  g_autoptr (GError) error = NULL;
  g_autofree gchar *messages = NULL;
  row->compiled[compilation->form] = command_run (compilation->command, NULL, NULL, &messages, &error) == 0;
  const gchar *said = error != NULL ? error->message : messages;
  if (said != NULL && *said != '\0')
    row->diagnostics[compilation->form] = g_strdup (said);
  g_ptr_array_unref (compilation->command);
  g_free (compilation);
}

static gchar *
object_path (const proof_t *proof, form_t form, const gchar *name)
{
  g_autofree gchar *file = g_strdup_printf ("%s.o", name);
  return proof_path (proof, form, file);
}

/* The folder of the after form of an earlier run with the built-in rules, where its headers are the same as this one's. */
static gchar *
reusable_folder (const proof_t *proof)
{
  if (proof->rules == NULL)
    return NULL;
  g_autofree gchar *folder = g_build_filename (PROOF_FOLDER, form_name (FORM_AFTER), NULL);
  g_autofree gchar *old_sources = g_build_filename (folder, "src", NULL);
  g_autofree gchar *sources = proof_path (proof, FORM_AFTER, "src");
  g_autoptr (GPtrArray) diff = command_new ("diff");
  command_add (diff, "-rq", "--exclude=*.c", old_sources, sources, NULL);
  return command_run (diff, NULL, NULL, NULL, NULL) == 0 ? g_steal_pointer (&folder) : NULL;
}

/* Takes the object of the earlier run where its source is the same. */
static gboolean
object_reuse (const gchar *folder, const row_t *row, const gchar *source, const gchar *object)
{
  if (folder == NULL)
    return FALSE;
  g_autofree gchar *old_source = g_build_filename (folder, "src", row->relative, NULL);
  g_autofree gchar *old_text = NULL;
  g_autofree gchar *text = NULL;
  if (!g_file_get_contents (old_source, &old_text, NULL, NULL) || !g_file_get_contents (source, &text, NULL, NULL)
      || strcmp (old_text, text) != 0)
    return FALSE;
  g_autofree gchar *name = g_path_get_basename (object);
  g_autoptr (GFile) old_object = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GFile) target = g_file_new_for_path (object);
  return g_file_copy (old_object, target, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL);
}

static gboolean
sources_compile (proof_t *proof, form_t form, GError **error)
{
  g_autofree gchar *reusable = form == FORM_AFTER ? reusable_folder (proof) : NULL;
  GThreadPool *pool = g_thread_pool_new (compilation_run, NULL, (gint) g_get_num_processors (), FALSE, error);
  if (pool == NULL)
    return FALSE;
  for (guint i = 0; i < proof->rows->len; i++)
    {
      row_t *row = g_ptr_array_index (proof->rows, i);
      g_autofree gchar *migrated = proof_migrated_source (proof, row);
      g_autofree gchar *object = object_path (proof, form, row->name);
      if (object_reuse (reusable, row, migrated, object))
        {
          row->compiled[form] = TRUE;
          continue;
        }
      compilation_t *compilation = g_new (compilation_t, 1);
      *compilation = (compilation_t){ form, row, command_new (PROOF_COMPILER) };
      command_add_words (compilation->command, forms[form].flags);
      command_add_words (compilation->command, PROOF_FLAGS);
      command_add (compilation->command, "-fPIC", "-c", form == FORM_AFTER ? migrated : row->source, "-o", object,
                   NULL);
      g_thread_pool_push (pool, compilation, NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  return TRUE;
}

/* Runs a command that has to succeed. */
static gboolean
command_must (GPtrArray *command, const gchar *output, GError **error)
{
  g_autofree gchar *messages = NULL;
  const gint status = command_run (command, output, NULL, &messages, error);
  if (status > 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "'%s' failed with status %d:\n%s",
                 (const gchar *) g_ptr_array_index (command, 0), status, messages);
  return status == 0;
}

static gboolean
module_link (proof_t *proof, form_t form, GError **error)
{
  g_autofree gchar *module = proof_path (proof, form, "module.so");
  g_autofree gchar *table_source = proof_path (proof, form, "dissector-table.c");
  g_autofree gchar *table_object = proof_path (proof, form, "dissector-table.o");
  g_autoptr (GPtrArray) table = command_new (PROOF_TABLE_SCRIPT);
  g_autoptr (GPtrArray) compile = command_new (PROOF_COMPILER);
  g_autoptr (GPtrArray) link = command_new (PROOF_COMPILER);

  command_add_words (compile, forms[form].flags);
  command_add_words (compile, PROOF_FLAGS);
  command_add (compile, "-fPIC", "-c", table_source, "-o", table_object, NULL);
  command_add_words (link, PROOF_FLAGS);
  command_add (link, "-shared", "-o", module, table_object, NULL);
  for (guint i = 0; i < proof->rows->len; i++)
    {
      const row_t *row = g_ptr_array_index (proof->rows, i);
      g_autofree gchar *object = object_path (proof, form, row->name);
      if (!row->compiled[form])
        continue;
      command_add (table, row->source, NULL);
      command_add (link, object, NULL);
    }
  command_add_words (link, forms[form].libraries);
  return command_must (table, table_source, error) && command_must (compile, NULL, error)
         && command_must (link, NULL, error);
}

gboolean
proof_build (proof_t *proof, form_t form, GError **error)
{
  if (form == FORM_BEFORE)
    {
      for (guint i = 0; i < proof->rows->len; i++)
        ((row_t *) g_ptr_array_index (proof->rows, i))->compiled[form] = TRUE;
      return TRUE;
    }
  return sources_compile (proof, form, error) && module_link (proof, form, error);
}

gboolean
proof_run (proof_t *proof, form_t form, GError **error)
{
  g_autofree gchar *output = proof_path (proof, form, "all.txt");
  g_autofree gchar *split = proof_path (proof, form, "split");
  g_autofree gchar *module = proof_module (proof, form);
  g_autoptr (GPtrArray) run = runner_command (proof, module);
  g_autofree gchar *memory = proof_path (proof, form, "memory.txt");
  command_add (run, "--split", split, "--memory", memory, NULL);
  g_mkdir_with_parents (split, 0777);
  return command_must (run, output, error);
}

gchar *
proof_module (const proof_t *proof, form_t form)
{
  return form == FORM_BEFORE ? g_strdup (PROOF_MODULE_BEFORE) : proof_path (proof, form, "module.so");
}

GPtrArray *
runner_command (const proof_t *proof, const gchar *module)
{
  GPtrArray *command = command_new (PROOF_RUNNER);
  command_add (command, "--module", module, NULL);
  for (guint i = 0; i < proof->settings->len; i++)
    command_add (command, g_ptr_array_index (proof->settings, i), NULL);
  for (guint i = 0; i < proof->captures->len; i++)
    command_add (command, g_ptr_array_index (proof->captures, i), NULL);
  return command;
}

/* --- comparing ---------------------------------------------------------------------------------------------- */

static gchar *
part_read (const proof_t *proof, form_t form, const row_t *row)
{
  g_autofree gchar *name = g_strdup_printf ("split/%s.txt", row->name);
  g_autofree gchar *path = proof_path (proof, form, name);
  gchar *text = NULL;
  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

void
proof_compare (proof_t *proof, form_t form)
{
  for (guint i = 0; i < proof->rows->len; i++)
    {
      row_t *row = g_ptr_array_index (proof->rows, i);
      g_autofree gchar *before = part_read (proof, FORM_BEFORE, row);
      g_autofree gchar *now = part_read (proof, form, row);
      if (before == NULL && now == NULL)
        row->output[form] = OUTPUT_HELPER;
      else if (before != NULL && before[0] == '\0')
        row->output[form] = OUTPUT_NOT_REACHED;
      else
        row->output[form] = g_strcmp0 (before, now) == 0 ? OUTPUT_SAME : OUTPUT_DIFFERENT;
    }
}
