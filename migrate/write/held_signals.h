/* SPDX-License-Identifier: MIT */
/*
 * Signals that would end or stop the process while files are half new: they wait. Those that have a handler (workers/interrupt.h) do not,
 * since the run asks for them itself; nor do those of faults in the program, and the ones that nobody can hold.
 */
#pragma once

#include <signal.h>

/** What was held before. */
typedef struct {
  sigset_t before;
} HeldSignals;

void held_signals_hold (HeldSignals *held);

/** Those that came meanwhile arrive now. */
void held_signals_release (const HeldSignals *held);
