/* SPDX-License-Identifier: MIT */
/*
 * Reading a trace.
 */
#include "report/trace_reader.h"

#include <string.h>

#include <gio/gio.h>

/* The last second of the year 9999. */
#define LAST_SECOND G_GUINT64_CONSTANT (253402300799)

struct TraceReader {
  char *path;
  char *bytes;
  gsize length, at;
  gsize records; /* where they begin */
  gsize record;  /* where the last one began */
  guint64 time;
  char *program, *text;
  guint64 process, started;
  TraceEnding ending;
};

/* How many numbers come before a record's text. */
static const struct
{
  trace_kind_t kind;
  guint numbers;
  gboolean has_text;
} shapes[] = {
  { TRACE_POOL, 1, TRUE },
  { TRACE_NAME, 1, TRUE },
  { TRACE_SITE, 1, TRUE },
  { TRACE_ALLOC, 4, FALSE },
  { TRACE_REALLOC, 5, FALSE },
  { TRACE_FREE, 2, FALSE },
  { TRACE_MOVE, 3, FALSE },
  { TRACE_FREE_ALL, 1, FALSE },
  { TRACE_END, 1, FALSE },
  { TRACE_EXIT, 0, FALSE },
};

typedef enum { NUMBER_READ,
               NUMBER_CUT,
               NUMBER_TOO_LARGE } NumberState;

static NumberState
read_number (const TraceReader *reader, gsize *at, gsize end, guint64 *number)
{
  *number = 0;
  for (guint shift = 0; *at < end; shift += 7)
    {
      const guint64 part = (guint8) reader->bytes[(*at)++];
      if (shift > 63 || (shift == 63 && (part & 127) > 1))
        return NUMBER_TOO_LARGE;
      *number |= (part & 127) << shift;
      if (part < 128)
        return NUMBER_READ;
    }
  return NUMBER_CUT;
}

gboolean
trace_reader_blame (const TraceReader *reader, const char *problem, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "'%s' is damaged at byte %" G_GSIZE_FORMAT ": %s", reader->path, reader->record, problem);
  return FALSE;
}

static gboolean
read_header (TraceReader *reader, GError **error)
{
  guint64 version, length;
  const gsize magic = strlen (TRACE_MAGIC);
  if (reader->length < magic || memcmp (reader->bytes, TRACE_MAGIC, magic) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "'%s' is no trace: make one with WMEM_TRACE=FILE PROGRAM", reader->path);
      return FALSE;
    }
  reader->at = reader->record = magic;
  if (read_number (reader, &reader->at, reader->length, &version) != NUMBER_READ || version != TRACE_VERSION)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "'%s' is a trace of another version: trace again with this library", reader->path);
      return FALSE;
    }
  if (read_number (reader, &reader->at, reader->length, &reader->process) != NUMBER_READ
      || read_number (reader, &reader->at, reader->length, &reader->started) != NUMBER_READ
      || read_number (reader, &reader->at, reader->length, &length) != NUMBER_READ || length > reader->length - reader->at)
    return trace_reader_blame (reader, "the header is not whole", error);
  g_autofree char *raw = g_strndup (reader->bytes + reader->at, length);
  reader->program = g_utf8_make_valid (raw, -1);
  reader->at += length;
  reader->records = reader->at;
  if (reader->process > G_MAXINT32)
    return trace_reader_blame (reader, "no process has such a number", error);
  if (reader->started > LAST_SECOND)
    return trace_reader_blame (reader, "it began at no time", error);
  return TRUE;
}

TraceReader *
trace_reader_open (const char *path, GError **error)
{
  TraceReader *reader = g_new0 (TraceReader, 1);
  g_autoptr (GError) problem = NULL;
  reader->path = g_strdup (path);
  gboolean good = g_file_get_contents (path, &reader->bytes, &reader->length, &problem);
  if (!good)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot read '%s': %s", path, problem->message);
  if (!good || !read_header (reader, error))
    g_clear_pointer (&reader, trace_reader_close);
  else
    trace_reader_rewind (reader);
  return reader;
}

void
trace_reader_rewind (TraceReader *reader)
{
  reader->at = reader->records;
  reader->time = 0;
  reader->ending = TRACE_ENDS_OPEN;
}

void
trace_reader_close (TraceReader *reader)
{
  if (!reader)
    return;
  g_free (reader->path);
  g_free (reader->bytes);
  g_free (reader->program);
  g_free (reader->text);
  g_free (reader);
}

const char *
trace_reader_program (const TraceReader *reader)
{
  return reader->program;
}

guint64
trace_reader_process (const TraceReader *reader)
{
  return reader->process;
}

guint64
trace_reader_started (const TraceReader *reader)
{
  return reader->started;
}

TraceEnding
trace_reader_ending (const TraceReader *reader)
{
  return reader->ending;
}

static gboolean
read_fields (TraceReader *reader, guint shape, gsize end, TraceRecord *record, GError **error)
{
  guint64 passed;
  gsize at = reader->at;
  if (read_number (reader, &at, end, &passed) != NUMBER_READ || passed > G_MAXINT64 - reader->time)
    return trace_reader_blame (reader, "a record without a time", error);
  reader->time += passed;
  *record = (TraceRecord){ .kind = shapes[shape].kind, .time = reader->time };
  for (guint i = 0; i < shapes[shape].numbers; i++)
    if (read_number (reader, &at, end, &record->numbers[i]) != NUMBER_READ)
      return trace_reader_blame (reader, "a record with too few fields", error);
  if (!shapes[shape].has_text && at != end)
    return trace_reader_blame (reader, "a record with too many fields", error);
  g_clear_pointer (&reader->text, g_free);
  if (shapes[shape].has_text)
    {
      g_autofree char *raw = g_strndup (reader->bytes + at, end - at);
      record->text = reader->text = g_utf8_make_valid (raw, -1);
    }
  reader->at = end;
  return TRUE;
}

gboolean
trace_reader_next (TraceReader *reader, TraceRecord *record, GError **error)
{
  guint64 length;
  guint shape = 0;
  reader->record = reader->at;
  if (reader->at >= reader->length)
    return FALSE;
  const guint8 kind = (guint8) reader->bytes[reader->at];
  while (shape < G_N_ELEMENTS (shapes) && shapes[shape].kind != kind)
    shape++;
  if (reader->ending == TRACE_ENDS_BY_EXIT)
    return trace_reader_blame (reader, "something follows the end of the program", error);
  if (shape == G_N_ELEMENTS (shapes))
    return trace_reader_blame (reader, "no record begins so", error);
  gsize at = reader->at + 1;
  NumberState state = read_number (reader, &at, reader->length, &length);
  if (state == NUMBER_TOO_LARGE || (state == NUMBER_READ && length > 8 * 10 + TRACE_MOST_TEXT))
    return trace_reader_blame (reader, "a record longer than any", error);
  if (state == NUMBER_CUT || length > reader->length - at)
    {
      reader->ending = TRACE_ENDS_CUT;
      reader->at = reader->length;
      return FALSE;
    }
  reader->at = at;
  if (!read_fields (reader, shape, at + length, record, error))
    return FALSE;
  if (record->kind == TRACE_EXIT)
    reader->ending = TRACE_ENDS_BY_EXIT;
  return TRUE;
}
