/* SPDX-License-Identifier: MIT */
/*
 * wmem-report: from a trace to a page that one reads.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>

#include "report/trace_json.h"
#include "trace_page.h"

/* In the order in which they build on one another. */
static const char *const scripts[] = { "elements.js", "charts.js", "trace.js" };

/* GLib names the file, too: of "cannot read 'NAME': Failed to open file “NAME”: CAUSE" the cause is left. */
static void
name_once (char *line)
{
  const char *begin = strstr (line, "\xe2\x80\x9c"), *end = begin ? g_strrstr (begin, "\xe2\x80\x9d: ") : NULL;
  char *name_ends = end ? g_strrstr_len (line, begin - line, "': ") : NULL;
  if (name_ends)
    memmove (name_ends + strlen ("': "), end + strlen ("\xe2\x80\x9d: "), strlen (end + strlen ("\xe2\x80\x9d: ")) + 1);
}

static int
fail (const char *message)
{
  g_autofree char *line = g_strdup (message);
  name_once (line);
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  g_autoptr (GString) shown = g_string_new (NULL);
  /* What a terminal may obey is in no message, whatever a file is called. */
  for (const char *at = valid; *at; at = g_utf8_next_char (at))
    {
      const gunichar letter = g_utf8_get_char (at);
      g_string_append_unichar (shown, *at == '\n' ? ' ' : g_unichar_isprint (letter) ? letter
                                                                                     : '?');
    }
  fprintf (stderr, "wmem-report: %s\n", shown->str);
  return 2;
}

static void
append_resource (GString *out, const char *name)
{
  g_autofree char *path = g_strconcat ("/wmem-report/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (trace_page_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  g_string_append_len (out, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

/* In a script element no "<" may stand: it could end it. */
static void
append_data (GString *out, const char *json)
{
  for (const char *at = json; *at; at++)
    if (*at == '<')
      g_string_append (out, "\\u003c");
    else
      g_string_append_c (out, *at);
}

static void
append_page (GString *out, const char *json)
{
  static const char *const marks[] = { "@STYLE@", "@DATA@", "@SCRIPTS@" };
  g_autoptr (GString) frame = g_string_new (NULL);
  append_resource (frame, "page.html");
  const char *rest = frame->str;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *mark = strstr (rest, marks[i]);
      g_assert (mark != NULL);
      g_string_append_len (out, rest, mark - rest);
      if (i == 0)
        {
          append_resource (out, "style.css");
          append_resource (out, "trace.css");
        }
      else if (i == 1)
        append_data (out, json);
      else
        for (guint j = 0; j < G_N_ELEMENTS (scripts); j++)
          append_resource (out, scripts[j]);
      rest = mark + strlen (marks[i]);
    }
  g_string_append (out, rest);
}

/* @return whether @text is where it was to go, whole; else with @error set. */
static gboolean
write_out (const char *path, const GString *text, GError **error)
{
  if (path && !g_str_equal (path, "-"))
    {
      g_autoptr (GError) problem = NULL;
      if (g_file_set_contents (path, text->str, (gssize) text->len, &problem))
        return TRUE;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot write '%s': %s", path, problem->message);
      return FALSE;
    }
  if (fwrite (text->str, 1, text->len, stdout) == text->len && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot write to standard output: %s", g_strerror (errno));
  return FALSE;
}

static const char *
note_on_ending (TraceEnding ending)
{
  switch (ending)
    {
    case TRACE_ENDS_BY_EXIT:
      return NULL;
    case TRACE_ENDS_OPEN:
      return "the program did not end by itself, or it still runs: what is told is up to there";
    case TRACE_ENDS_CUT:
      return "the trace ends in the middle of a record: what is told is up to there";
    }
  return NULL;
}

static int
report (const char *trace, const char *path, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  TraceModel *model = trace_model_read (trace, &error);
  if (!model)
    return fail (error->message);
  g_autoptr (JsonNode) root = trace_json_new (model);
  g_autofree char *json = json_to_string (root, as_json);
  g_autoptr (GString) out = g_string_new (NULL);
  if (as_json)
    g_string_append_printf (out, "%s\n", json);
  else
    append_page (out, json);
  const char *note = note_on_ending (model->ending);
  if (note)
    fprintf (stderr, "wmem-report: note: %s\n", note);
  trace_model_free (model);
  return write_out (path, out, &error) ? 0 : fail (error->message);
}

int
main (int argc, char **argv)
{
  g_autofree char *output = NULL;
  gboolean as_json = FALSE, version = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "write to FILE instead of standard output", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "the figures as JSON instead of a page", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, "print the version", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new ("TRACE");
  g_option_context_set_summary (context, "Makes one page of a trace that a program has written with WMEM_TRACE=TRACE.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return fail (error->message);
  if (version)
    {
      printf ("wmem-report " WMEM_VERSION "\n");
      return 0;
    }
  if (argc != 2)
    return fail ("give the one trace to report: make it with WMEM_TRACE=FILE PROGRAM; see --help");
  return report (argv[1], output, as_json);
}
