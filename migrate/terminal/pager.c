/* SPDX-License-Identifier: MIT */
/*
 * A pager for what is longer than the screen.
 */
#include "terminal/pager.h"

#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* What sh says where it cannot run a program. */
#define NOT_RUN(status) (!WIFEXITED (status) || WEXITSTATUS (status) == 126 || WEXITSTATUS (status) == 127)

static gboolean
is_longer_than_screen (const GString *text)
{
  struct winsize size;
  guint rows = ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 24, lines = 0;
  for (gsize i = 0; i < text->len && lines < rows; i++)
    lines += text->str[i] == '\n';
  return lines >= rows;
}

gboolean
pager_show (const GString *text)
{
  const char *program = g_getenv ("PAGER");
  if (!program || !*program || !isatty (STDOUT_FILENO) || g_strcmp0 (g_getenv ("TERM"), "dumb") == 0 || !is_longer_than_screen (text))
    return FALSE;
  /* As git has it: colours, no cleared screen. */
  g_setenv ("LESS", "FRX", FALSE);
  FILE *pager = popen (program, "w");
  if (!pager)
    return FALSE;
  /* The pager's own business; whoever leaves it early wants no more of the text. */
  struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
  sigaction (SIGINT, &ignore, &before);
  fwrite (text->str, 1, text->len, pager);
  int status = pclose (pager);
  sigaction (SIGINT, &before, NULL);
  return status != -1 && !NOT_RUN (status);
}
