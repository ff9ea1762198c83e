/* SPDX-License-Identifier: MIT */
/*
 * The terminal: progress and colour.
 */
#include "cli/terminal.h"

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
