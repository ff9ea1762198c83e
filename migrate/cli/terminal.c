/* SPDX-License-Identifier: MIT */
/*
 * The terminal: progress and colour.
 */
#include "cli/terminal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Often enough to look alive, seldom enough to cost nothing. */
#define REDRAW_INTERVAL (G_USEC_PER_SEC / 10)

static gboolean is_quiet, is_drawn;
static gint64 last_drawn;

gboolean
terminal_has_colour (int descriptor)
{
  const char *forbidden = g_getenv ("NO_COLOR");
  return isatty (descriptor) && !(forbidden && *forbidden) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

void
terminal_progress (const char *stage, guint done, guint total)
{
  gint64 now = g_get_monotonic_time ();
  if (is_quiet || now - last_drawn < REDRAW_INTERVAL || !isatty (STDERR_FILENO))
    return;
  last_drawn = now;
  is_drawn = TRUE;
  g_printerr ("\r%s %u/%u\033[K", stage, done, total);
}

void
terminal_progress_end (void)
{
  if (is_drawn)
    g_printerr ("\r\033[K");
  is_drawn = FALSE;
}

void
terminal_set_quiet (gboolean quiet)
{
  is_quiet = quiet;
}

/* Characters that no terminal shows but may obey: controls of both sets, and what turns the direction of writing. */
static gboolean
is_shown (gunichar character)
{
  switch (g_unichar_type (character))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SURROGATE:
      return FALSE;
    default:
      return TRUE;
    }
}

static void
append_shown (GString *out, const char *text, gsize length, const char *kept)
{
  const char *end = text + length;
  while (text < end)
    {
      gunichar character = g_utf8_get_char_validated (text, end - text);
      gboolean valid = character != (gunichar) -1 && character != (gunichar) -2 && *text != '\0';
      gsize bytes = valid ? (gsize) (g_utf8_next_char (text) - text) : 1;
      if (valid && (is_shown (character) || (character < 0x80 && strchr (kept, (int) character))))
        g_string_append_len (out, text, (gssize) bytes);
      else if (*text == '\n' || *text == '\t')
        g_string_append (out, *text == '\n' ? "\\n" : "\\t");
      else
        for (gsize i = 0; i < bytes; i++)
          g_string_append_printf (out, "\\x%02x", (guint) (guchar) text[i]);
      text += bytes;
    }
}

char *
terminal_text (const char *text)
{
  GString *out = g_string_new (NULL);
  append_shown (out, text, strlen (text), "");
  return g_string_free (out, FALSE);
}

void
terminal_append_lines (GString *out, const char *text, gsize length)
{
  append_shown (out, text, length, "\n\t");
}

void
terminal_say (const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_autofree char *shown = terminal_text (message);
  /* Not g_printerr(), which converts to the locale's encoding and marks what is none. */
  fprintf (stderr, "wmem-migrate: %s\n", shown);
}
