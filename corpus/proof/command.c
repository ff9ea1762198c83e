/* SPDX-License-Identifier: MIT */
/* Running other programs. */
#include "command.h"

#include <stdarg.h>
#include <string.h>
#include <gio/gio.h>

GPtrArray *
command_new (const gchar *program)
{
  GPtrArray *command = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (command, g_strdup (program));
  return command;
}

void
command_add (GPtrArray *command, ...)
{
  va_list arguments;
  va_start (arguments, command);
  for (const gchar *argument; (argument = va_arg (arguments, const gchar *)) != NULL;)
    g_ptr_array_add (command, g_strdup (argument));
  va_end (arguments);
}

void
command_add_words (GPtrArray *command, const gchar *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  for (gchar **word = words; *word != NULL; word++)
    if (**word != '\0')
      command_add (command, *word, NULL);
}

gint
command_run (GPtrArray *command, const gchar *output_path, const gchar *variable, gchar **messages, GError **error)
{
  const GSubprocessFlags output = output_path == NULL ? G_SUBPROCESS_FLAGS_STDOUT_SILENCE : G_SUBPROCESS_FLAGS_NONE;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (output | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  if (output_path != NULL)
    g_subprocess_launcher_set_stdout_file_path (launcher, output_path);
  if (variable != NULL)
    {
      g_auto (GStrv) name_and_value = g_strsplit (variable, "=", 2);
      g_subprocess_launcher_setenv (launcher, name_and_value[0], name_and_value[1], TRUE);
    }
  g_ptr_array_add (command, NULL);
  g_autoptr (GSubprocess) process
      = g_subprocess_launcher_spawnv (launcher, (const gchar *const *) command->pdata, error);
  g_ptr_array_remove_index (command, command->len - 1);
  if (process == NULL)
    return -1;
  g_autoptr (GBytes) said = NULL;
  if (!g_subprocess_communicate (process, NULL, NULL, NULL, &said, error))
    return -1;
  gsize size = 0;
  const gchar *text = g_bytes_get_data (said, &size);
  g_autofree gchar *copy = g_strndup (text == NULL ? "" : text, size);
  if (g_subprocess_get_if_signaled (process))
    {
      const gchar *line = strrchr (g_strchomp (copy), '\n');
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "'%s' was killed by signal %d: %s",
                   (const gchar *) g_ptr_array_index (command, 0), g_subprocess_get_term_sig (process),
                   line == NULL ? copy : line + 1);
      return -1;
    }
  if (messages != NULL)
    *messages = g_steal_pointer (&copy);
  return g_subprocess_get_exit_status (process);
}
