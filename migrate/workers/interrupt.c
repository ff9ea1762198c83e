/* SPDX-License-Identifier: MIT */
/*
 * The user's signals, noted.
 */
#include "workers/interrupt.h"

#include <signal.h>
#include <string.h>

#include <gio/gio.h>

static volatile sig_atomic_t arrived;

static const int noted_signals[] = { SIGINT, SIGTERM, SIGHUP };

static void
note (int number)
{
  arrived = number;
}

static void
set_handlers (void (*handler) (int))
{
  struct sigaction action = { .sa_handler = handler };
  /* No SA_RESTART: poll() in the worker pool has to return. */
  sigemptyset (&action.sa_mask);
  for (guint i = 0; i < G_N_ELEMENTS (noted_signals); i++)
    {
      struct sigaction old;
      /* nohup and background jobs ignore some of them on purpose. */
      if (handler == note && sigaction (noted_signals[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN)
        continue;
      sigaction (noted_signals[i], &action, NULL);
    }
}

void
interrupt_install (void)
{
  set_handlers (note);
}

void
interrupt_uninstall (void)
{
  set_handlers (SIG_DFL);
}

int
interrupt_signal (void)
{
  return arrived;
}

gboolean
interrupt_check (GError **error)
{
  if (!arrived)
    return FALSE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "interrupted (%s): nothing was written",
               strsignal (arrived));
  return TRUE;
}
