/* SPDX-License-Identifier: MIT */
/*
 * The terminal: progress and colour.
 */
#include "terminal/terminal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Often enough to look alive, seldom enough to cost nothing. */
#define REDRAW_INTERVAL (G_USEC_PER_SEC / 10)

static gboolean is_quiet, is_drawn;
static gint64 last_drawn, stage_start;
static const char *last_stage;
static ColourMode colour_mode;

void
terminal_set_colour (ColourMode mode)
{
  colour_mode = mode;
}

gboolean
terminal_has_colour (int descriptor)
{
  const char *forbidden = g_getenv ("NO_COLOR");
  if (colour_mode != COLOUR_AUTO)
    return colour_mode == COLOUR_ALWAYS;
  return isatty (descriptor) && !(forbidden && *forbidden) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

static guint
terminal_columns (void)
{
  struct winsize size;
  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* How long the rest takes if it goes on like this; nothing before that can be told. */
static char *
remaining_time (gint64 elapsed, guint done, guint total)
{
  if (done == 0 || elapsed < 2 * G_USEC_PER_SEC)
    return g_strdup ("");
  guint seconds = (guint) (elapsed / done * (total - done) / G_USEC_PER_SEC) + 1;
  return seconds < 100 ? g_strdup_printf (", %u s left", seconds) : g_strdup_printf (", %u min left", (seconds + 59) / 60);
}

void
terminal_progress (const char *stage, guint done, guint total, const char *name)
{
  gint64 now = g_get_monotonic_time ();
  if (is_quiet || !isatty (STDERR_FILENO))
    return;
  if (stage != last_stage)
    stage_start = now;
  last_stage = stage;
  if (now - last_drawn < REDRAW_INTERVAL)
    return;
  last_drawn = now;
  is_drawn = TRUE;
  g_autofree char *remaining = remaining_time (now - stage_start, done, total);
  g_autofree char *shown = terminal_text (name ? name : "");
  g_autofree char *line = g_strdup_printf ("%s %u/%u%s  %s", stage, done, total, remaining, shown);
  g_autofree char *fitting = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), (glong) terminal_columns () - 1));
  fprintf (stderr, "\r%s\033[K", fitting);
  fflush (stderr);
}

void
terminal_progress_end (void)
{
  if (is_drawn)
    fputs ("\r\033[K", stderr);
  is_drawn = FALSE;
  last_stage = NULL;
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
