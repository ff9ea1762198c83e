/* SPDX-License-Identifier: MIT */
/*
 * Writing the rewritten files.
 */
#include "write/write.h"

#include <string.h>

#include <gio/gio.h>

#include "plan/active_edits.h"
#include "sources/git.h"
#include "sources/hard_links.h"
#include "terminal/terminal.h"
#include "write/file_transaction.h"

/* @return (transfer full) of PlanFile: what changes. */
static GPtrArray *
changed_files (const Plan *plan)
{
  GPtrArray *changed = g_ptr_array_new ();
  ActiveEdits *edits = active_edits_new (plan);
  for (guint i = 0; i < plan->files->len; i++)
    if (active_edits_of (edits, plan->files->pdata[i]))
      g_ptr_array_add (changed, plan->files->pdata[i]);
  active_edits_free (edits);
  return changed;
}

/* Nothing of the user's is overwritten of which git has no copy; a file in no work tree is the user's own care. */
static gboolean
check_clean (GPtrArray *files, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (paths, (gpointer) ((PlanFile *) files->pdata[i])->path);
  g_autoptr (GError) problem = NULL;
  if (git_check_committed (paths, &problem))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "%s: nothing was written; commit first, or give --allow-dirty", problem->message);
  return FALSE;
}

/* Where @path goes to. @return (transfer full) NULL where it lies outside the root. */
static char *
target_path (const WriteRequest *request, const char *path)
{
  if (request->options->output == OUTPUT_IN_PLACE)
    return g_strdup (path);
  gsize length = strlen (request->root);
  if (!g_str_has_prefix (path, request->root))
    return NULL;
  const char *relative = path + length;
  return g_build_filename (request->options->output_dir, *relative ? relative : ".", NULL);
}

/* What was one file under several names stays one. */
static gboolean
add_names (const WriteRequest *request, FileTransaction *transaction, const PlanFile *file, const char *target,
           GError **error)
{
  gboolean in_place = request->options->output == OUTPUT_IN_PLACE;
  GPtrArray *names = hard_links_of (request->sources, file->path);
  for (guint i = 0; names && i < names->len; i++)
    {
      g_autofree char *other = target_path (request, names->pdata[i]);
      if (other && !file_transaction_add_name (transaction, other, in_place ? plan_file_bytes (file) : NULL, target, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_files (const WriteRequest *request, FileTransaction *transaction, GPtrArray *files, GError **error)
{
  gboolean in_place = request->options->output == OUTPUT_IN_PLACE;
  for (guint i = 0; i < files->len; i++)
    {
      const PlanFile *file = files->pdata[i];
      g_autofree char *path = target_path (request, file->path);
      if (!path)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       "cannot place '%s' below '%s': it lies outside '%s'", file->path,
                       request->options->output_dir, request->root);
          return FALSE;
        }
      g_autoptr (GBytes) after = plan_file_after (file);
      if ((request->stop && request->stop (error))
          || !file_transaction_add (transaction, path, in_place ? plan_file_bytes (file) : NULL, after, file->path,
                                    error)
          || !add_names (request, transaction, file, path, error))
        return FALSE;
    }
  return TRUE;
}

/* There is no way to write by accident what the proof has not seen. */
static gboolean
check_proved (const WriteRequest *request, GPtrArray *files, GError **error)
{
  for (guint i = 0; request->options->verify != VERIFY_NONE && i < files->len; i++)
    {
      const PlanFile *file = files->pdata[i];
      if (file->proved == plan_file_state (file))
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "the change of '%s' was not proved: nothing was written; this is a mistake of the program",
                   file->path);
      return FALSE;
    }
  return TRUE;
}

gboolean
write_plan (const WriteRequest *request, GError **error)
{
  OutputMode output = request->options->output;
  if (output != OUTPUT_IN_PLACE && output != OUTPUT_DIRECTORY)
    return TRUE;
  g_autoptr (GPtrArray) files = changed_files (request->plan);
  if (!check_proved (request, files, error))
    return FALSE;
  if (output == OUTPUT_IN_PLACE && !request->allow_dirty && !check_clean (files, error))
    return FALSE;
  FileTransaction *transaction = file_transaction_new (output == OUTPUT_DIRECTORY ? request->options->output_dir : NULL);
  gboolean good = add_files (request, transaction, files, error)
                  && file_transaction_commit (transaction, request->stop, error);
  GPtrArray *links = good ? file_transaction_hard_links (transaction) : NULL;
  for (guint i = 0; links && i < links->len; i++)
    terminal_say ("note: '%s' has other hard links: they still name the old content", (char *) links->pdata[i]);
  file_transaction_free (transaction);
  return good;
}
