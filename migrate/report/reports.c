/* SPDX-License-Identifier: MIT */
/*
 * All reports: a table of formats, and where each one goes.
 */
#include "report/reports.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>

#include "report/diff_report.h"
#include "report/html_report.h"
#include "report/json_report.h"
#include "report/next_steps.h"
#include "report/plan_file.h"
#include "report/replacements_report.h"
#include "report/sarif_report.h"
#include "report/text_report.h"
#include "terminal/pager.h"
#include "terminal/terminal.h"

static void
append_plain_text (GString *out, const RunReport *report)
{
  text_report_append (out, report, FALSE);
}

static void (*const formats[N_FORMATS]) (GString *out, const RunReport *report) = {
  [FORMAT_DIFF] = diff_report_append,
  [FORMAT_TEXT] = append_plain_text,
  [FORMAT_JSON] = json_report_append,
  [FORMAT_SARIF] = sarif_report_append,
  [FORMAT_REPLACEMENTS] = replacements_report_append,
  [FORMAT_HTML] = html_report_append,
};

static gboolean
write_out (int descriptor, const char *name, const GString *text, GError **error)
{
  for (gsize done = 0; done < text->len;)
    {
      gssize written = write (descriptor, text->str + done, text->len - done);
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot write to %s: %s", name,
                       g_strerror (errno));
          return FALSE;
        }
      done += (gsize) written;
    }
  return TRUE;
}

/* A pipe or a device is written to; a file beside it that takes its name would be something else. */
static gboolean
write_special (const char *path, const GString *text, GError **error)
{
  int descriptor = open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
  g_autofree char *name = g_strdup_printf ("'%s'", path);
  if (descriptor < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "cannot write %s: %s", name, g_strerror (errno));
      return FALSE;
    }
  gboolean good = write_out (descriptor, name, text, error);
  close (descriptor);
  return good;
}

static gboolean
write_file (const char *path, const GString *text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  struct stat info;
  if (g_str_equal (path, "-"))
    return write_out (STDOUT_FILENO, "standard output", text, error);
  if (stat (path, &info) == 0 && !S_ISREG (info.st_mode))
    return write_special (path, text, error);
  if (g_file_set_contents (path, text->str, (gssize) text->len, &problem))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot write '%s': %s", path, problem->message);
  return FALSE;
}

/* The diff goes out where no other way of output was asked for. */
static gboolean
wants_standard_output (const RunReport *report)
{
  return report->line->format != FORMAT_DIFF || report->line->run.output == OUTPUT_DIFF;
}

static gboolean
check_target (const char *path, GError **error)
{
  struct stat info;
  if (!path || g_str_equal (path, "-"))
    return TRUE;
  g_autofree char *folder = g_path_get_dirname (path);
  int problem = 0;
  if (stat (path, &info) == 0)
    problem = S_ISDIR (info.st_mode) ? EISDIR : access (path, W_OK) != 0 ? errno
                                                                         : 0;
  else if (errno != ENOENT)
    problem = errno;
  /* A file is replaced whole, by one that is made beside it. */
  if (problem == 0 && (stat (path, &info) != 0 || S_ISREG (info.st_mode)))
    problem = stat (folder, &info) != 0           ? errno
              : !S_ISDIR (info.st_mode)           ? ENOTDIR
              : access (folder, W_OK | X_OK) != 0 ? errno
                                                  : 0;
  if (problem == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (problem), "cannot write '%s': %s", path,
               g_strerror (problem));
  return FALSE;
}

gboolean
reports_check_targets (const CommandLine *line, GError **error)
{
  for (guint format = 0; format < N_FORMATS; format++)
    if (!check_target (line->report_paths[format], error))
      return FALSE;
  return check_target (line->emit_plan, error) && check_target (line->index, error);
}

gboolean
reports_write_files (const RunReport *report, GError **error)
{
  const CommandLine *line = report->line;
  for (guint format = 0; format < N_FORMATS; format++)
    if (line->report_paths[format])
      {
        g_autoptr (GString) text = g_string_new (NULL);
        formats[format](text, report);
        if (!write_file (line->report_paths[format], text, error))
          return FALSE;
      }
  if (line->emit_plan)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      plan_file_append (text, report);
      if (!write_file (line->emit_plan, text, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
reports_print (const RunReport *report, GError **error)
{
  const CommandLine *line = report->line;
  if (wants_standard_output (report))
    {
      g_autoptr (GString) text = g_string_new (NULL);
      formats[line->format](text, report);
      /* For eyes, not for a program. */
      gboolean colour = line->format == FORMAT_DIFF && terminal_has_colour (STDOUT_FILENO);
      if (colour || isatty (STDOUT_FILENO))
        {
          g_autoptr (GString) raw = g_steal_pointer (&text);
          g_autoptr (GString) shown = g_string_new (NULL);
          terminal_append_lines (shown, raw->str, raw->len);
          text = g_string_new (NULL);
          if (colour)
            diff_report_colour (text, shown->str);
          else
            g_string_append_len (text, shown->str, (gssize) shown->len);
        }
      if ((line->no_pager || !pager_show (text)) && !write_out (STDOUT_FILENO, "standard output", text, error))
        return FALSE;
    }
  if (!line->quiet && line->format != FORMAT_TEXT)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      text_report_append (text, report, terminal_has_colour (STDERR_FILENO));
      if (isatty (STDERR_FILENO))
        next_steps_append (text, report);
      return write_out (STDERR_FILENO, "standard error", text, error);
    }
  return TRUE;
}
