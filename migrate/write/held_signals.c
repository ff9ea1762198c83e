/* SPDX-License-Identifier: MIT */
/*
 * Signals that wait.
 */
#include "write/held_signals.h"

#include <glib.h>

void
held_signals_hold (HeldSignals *held)
{
  static const int of_faults[] = { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP };
  sigset_t all;
  sigfillset (&all);
  for (guint i = 0; i < G_N_ELEMENTS (of_faults); i++)
    sigdelset (&all, of_faults[i]);
  for (int number = 1; number <= SIGRTMAX; number++)
    {
      struct sigaction action;
      if (sigaction (number, NULL, &action) == 0 && action.sa_handler != SIG_DFL)
        sigdelset (&all, number);
    }
  pthread_sigmask (SIG_BLOCK, &all, &held->before);
}

void
held_signals_release (const HeldSignals *held)
{
  pthread_sigmask (SIG_SETMASK, &held->before, NULL);
}
