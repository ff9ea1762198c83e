/* SPDX-License-Identifier: MIT */
/*
 * Reading a trace (trace/trace_format.h), which may be damaged: record by record.
 */
#pragma once

#include <glib.h>

#include "trace/trace_format.h"

typedef struct {
  trace_kind_t kind;
  guint64 time;       /**< microseconds since the start */
  guint64 numbers[5]; /**< its fields, in their order */
  char *text;         /**< (nullable) in UTF-8; until the next record */
} TraceRecord;

typedef struct TraceReader TraceReader;

/** How a trace ends. */
typedef enum {
  TRACE_ENDS_BY_EXIT, /**< the program ended by itself */
  TRACE_ENDS_OPEN,    /**< it did not, or it still runs */
  TRACE_ENDS_CUT,     /**< likewise, in the middle of a record */
} TraceEnding;

/** Reads the file @a path, which may be a pipe, whole: a file that goes on growing or changes meanwhile is told as it was. @return (transfer full) NULL with @a error set: it cannot be read, or is none. */
TraceReader *trace_reader_open (const char *path, GError **error);

void trace_reader_close (TraceReader *reader);

/** @return what was traced. */
const char *trace_reader_program (const TraceReader *reader);
guint64 trace_reader_process (const TraceReader *reader);
guint64 trace_reader_started (const TraceReader *reader);

/**
 * Reads the next record.
 *
 * @return whether there is one; FALSE at the end, or with @a error set where the file is damaged.
 */
gboolean trace_reader_next (TraceReader *reader, TraceRecord *record, GError **error);

/** Goes back to before the first record. */
void trace_reader_rewind (TraceReader *reader);

/** @return how the trace ends; known once there is no next record. */
TraceEnding trace_reader_ending (const TraceReader *reader);

/** Sets @a error: the record that was read last cannot be. @return FALSE. */
gboolean trace_reader_blame (const TraceReader *reader, const char *problem, GError **error);
