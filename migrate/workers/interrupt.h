/* SPDX-License-Identifier: MIT */
/*
 * The user's SIGINT, SIGTERM and SIGHUP: noted, and looked at where the run can stop with nothing half done.
 */
#pragma once

#include <glib.h>

/** Starts to note the signals in place of dying from them. */
void interrupt_install (void);

/** Lets the signals kill this process again: for forked workers. */
void interrupt_uninstall (void);

/** @return the signal that arrived, or 0. */
int interrupt_signal (void);

/** @return whether a signal has arrived; then @a error is set, too. */
gboolean interrupt_check (GError **error);
