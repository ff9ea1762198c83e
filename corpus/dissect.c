/* SPDX-License-Identifier: MIT */
/*
 * The runner: dissect --module MODULE [--threads N] CAPTURE...
 *
 * Loads a module of the corpus and prints the columns and the tree of every packet. With --threads, N copies of the
 * module work on the same captures at once, a thread and a session each, and all must print the same.
 */
#include <epan/epan.h>

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <gio/gio.h>

/* One thread's share: its own copy of the module, and what it prints. */
typedef struct worker
{
  epan_options_t options;
  epan_run_t run;
  gchar *module_copy;
  char *text;
  size_t size;
  GError *error;
  GThread *thread;
} worker_t;

static epan_run_t
module_load (const gchar *path, GError **error)
{
  /* Never closed: leak checkers want to see the module's variables until the end. */
  void *module = dlopen (path, RTLD_NOW | RTLD_LOCAL);
  void *symbol = module == NULL ? NULL : dlsym (module, EPAN_RUN_SYMBOL);
  if (symbol == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot load module '%s': %s", path, dlerror ());
  epan_run_t run;
  memcpy (&run, &symbol, sizeof run);
  return run;
}

/*
 * Copies the module, because the loader gives the same file the same variables. The copy lies beside it, since the
 * paths to its libraries may start from there.
 */
static gboolean
worker_load (worker_t *worker, const gchar *module, GError **error)
{
  worker->module_copy = g_strdup_printf ("%s.XXXXXX", module);
  const gint descriptor = g_mkstemp (worker->module_copy);
  if (descriptor == -1)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "cannot copy module '%s': %s", module,
                   g_strerror (errno));
      return FALSE;
    }
  close (descriptor);
  g_autoptr (GFile) source = g_file_new_for_path (module);
  g_autoptr (GFile) target = g_file_new_for_path (worker->module_copy);
  if (!g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error))
    return FALSE;
  worker->run = module_load (worker->module_copy, error);
  worker->options.output = open_memstream (&worker->text, &worker->size);
  return worker->run != NULL;
}

static gpointer
worker_run (gpointer data)
{
  worker_t *worker = data;
  worker->run (&worker->options, &worker->error);
  return NULL;
}

static gboolean
threads_run (const epan_options_t *options, const gchar *module, gint count, GError **error)
{
  g_autofree worker_t *workers = g_new0 (worker_t, (gsize) count);
  GMutex stdout_lock;
  g_mutex_init (&stdout_lock);
  gboolean ok = TRUE;
  gint loaded = 0;
  for (; ok && loaded < count; loaded++)
    {
      workers[loaded].options = *options;
      workers[loaded].options.stdout_lock = &stdout_lock;
      ok = worker_load (&workers[loaded], module, error);
    }
  for (gint i = 0; ok && i < count; i++)
    workers[i].thread = g_thread_new ("dissect", worker_run, &workers[i]);
  for (gint i = 0; i < loaded; i++)
    {
      if (workers[i].thread != NULL)
        g_thread_join (workers[i].thread);
      if (workers[i].options.output != NULL)
        fclose (workers[i].options.output);
      if (workers[i].module_copy != NULL)
        unlink (workers[i].module_copy);
    }
  for (gint i = 0; ok && i < count; i++)
    {
      const worker_t *worker = &workers[i];
      if (worker->error != NULL)
        {
          g_propagate_error (error, g_error_copy (worker->error));
          ok = FALSE;
        }
      else if (worker->size != workers[0].size || memcmp (worker->text, workers[0].text, worker->size) != 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "thread %d printed something else than thread 0", i);
          ok = FALSE;
        }
    }
  if (ok)
    fwrite (workers[0].text, 1, workers[0].size, options->output);
  for (gint i = 0; i < loaded; i++)
    {
      g_clear_error (&workers[i].error);
      g_free (workers[i].module_copy);
      free (workers[i].text);
    }
  g_mutex_clear (&stdout_lock);
  return ok;
}

int
main (int argc, char **argv)
{
  epan_options_t options = { .output = stdout };
  g_autofree gchar *module = NULL;
  g_autofree gchar *split = NULL;
  g_autofree gchar *memory = NULL;
  g_auto (GStrv) preferences = NULL;
  g_auto (GStrv) tables = NULL;
  g_auto (GStrv) captures = NULL;
  gint threads = 0;
  const GOptionEntry entries[] = {
    { "module", 'm', 0, G_OPTION_ARG_FILENAME, &module, "The host and its dissectors", "FILE" },
    { "option", 'o', 0, G_OPTION_ARG_STRING_ARRAY, &preferences, "Set a preference", "MODULE.NAME:VALUE" },
    { "table", 'u', 0, G_OPTION_ARG_STRING_ARRAY, &tables, "Read a user's table", "NAME:FILE" },
    { "fields", 0, 0, G_OPTION_ARG_NONE, &options.fields, "Print fields, one a line", NULL },
    { "two-passes", '2', 0, G_OPTION_ARG_NONE, &options.two_passes, "Dissect everything first without a tree", NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "Print no packets", NULL },
    { "split", 0, 0, G_OPTION_ARG_FILENAME, &split, "Also write each dissector's packets to FOLDER/NAME.txt",
      "FOLDER" },
    { "memory", 0, 0, G_OPTION_ARG_FILENAME, &memory, "Write the bytes asked of each scope, a line a capture", "FILE" },
    { "threads", 't', 0, G_OPTION_ARG_INT, &threads, "Run N copies at once and compare them", "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &captures, NULL, "CAPTURE..." },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- dissect captures with a module of the corpus");
  g_option_context_add_main_entries (context, entries, NULL);
  g_autoptr (GError) error = NULL;
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "dissect: %s\n", error->message);
      return 2;
    }
  if (module == NULL || captures == NULL || threads < 0 || (threads > 0 && (split != NULL || memory != NULL)))
    {
      fprintf (stderr, "dissect: give --module FILE and captures; --threads goes with neither --split nor --memory\n");
      return 2;
    }
  options.captures = captures;
  options.preferences = preferences;
  options.tables = tables;
  options.split = split;
  options.memory = memory;

  gboolean ok;
  if (threads > 0)
    ok = threads_run (&options, module, threads, &error);
  else
    {
      const epan_run_t run = module_load (module, &error);
      ok = run != NULL && run (&options, &error);
    }
  fflush (stdout);
  if (!ok)
    fprintf (stderr, "dissect: %s\n", error->message);
  return ok ? 0 : 1;
}
