/* SPDX-License-Identifier: MIT */
/*
 * The file of the trace: who writes records into it, from whatever thread.
 */
#pragma once

#include <glib.h>

#include "trace/trace_format.h"

/* What is on. Read and written as an atomic number. */
enum { TRACE_UNKNOWN,
       TRACE_OFF,
       TRACE_ON };

extern gint trace_state;

/* Finds out whether WMEM_TRACE asks for a trace, and opens it. Aborts where it cannot be opened. */
void trace_open (void);

/* Writes a record of @kind: @count @numbers, then @text (or NULL). Nothing where tracing is off by now. */
void trace_write (trace_kind_t kind, const guint64 *numbers, guint count, const char *text);

/* @return the number of the place in the program that asked for memory; @site is what the call says of it, or NULL: then the caller
 *   outside of this library; 0: unknown. */
guint64 trace_site (const char *site);
