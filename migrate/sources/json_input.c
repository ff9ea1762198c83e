/* SPDX-License-Identifier: MIT */
/*
 * JSON that somebody else has written.
 */
#include "sources/json_input.h"

#include <string.h>

#include <gio/gio.h>

/* json-glib goes down on the stack; nothing that is read here is nested deeper than a few levels. */
#define DEEPEST 100

static gboolean
is_too_deep (const char *text, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\\' && in_string)
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '[' || text[i] == '{') && ++depth > DEEPEST)
        return TRUE;
      else if (!in_string && (text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
    }
  return FALSE;
}

JsonParser *
json_input_parse (const char *text, gsize length, GError **error)
{
  if (!g_utf8_validate (text, (gssize) length, NULL) || is_too_deep (text, length))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           is_too_deep (text, length) ? "it is nested too deeply" : "it is no UTF-8");
      return NULL;
    }
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;
  if (json_parser_load_from_data (parser, text, (gssize) length, &problem))
    return g_steal_pointer (&parser);
  /* json-glib says "<data>:LINE:COLUMN: …" */
  const char *place = g_str_has_prefix (problem->message, "<data>:") ? strchr (problem->message, ':') + 1 : problem->message;
  g_autofree char *message = g_strdelimit (g_strdup (place), "\n", ' ');
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);
  return NULL;
}
