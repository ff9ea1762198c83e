/* SPDX-License-Identifier: MIT */
/*
 * JSON that somebody else has written.
 */
#include "sources/json_input.h"

#include <string.h>

#include <gio/gio.h>

/* json-glib goes down on the stack; nothing that is read here is nested deeper than a few levels. */
#define DEEPEST 100

/* @return the number of four hexadecimal digits, or -1. */
static gint
read_unit (const char *at, const char *end)
{
  gint unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      if (at + i >= end || !g_ascii_isxdigit (at[i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (at[i]);
    }
  return unit;
}

/* @return the end of the escape at @at, or NULL where JSON has none like it. */
static const char *
skip_escape (const char *at, const char *end)
{
  if (at + 1 >= end || at[1] == '\0' || !strchr ("\"\\/bfnrtu", at[1]))
    return NULL;
  if (at[1] != 'u')
    return at + 2;
  const gint unit = read_unit (at + 2, end);
  if (unit < 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return NULL;
  if (unit < 0xd800 || unit > 0xdfff)
    return at + 6;
  const gint second = end - at >= 8 && at[6] == '\\' && at[7] == 'u' ? read_unit (at + 8, end) : -1;
  return second >= 0xdc00 && second <= 0xdfff ? at + 12 : NULL;
}

/* json-glib reads more than JSON: comments, texts in other quotes, other escapes. What is told apart here has to be what it tells apart, or
   what seems to stand in a text nests. @return what is wrong, or NULL. */
static const char *
find_problem (const char *text, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;
  for (const char *at = text, *end = text + length; at < end; at++)
    {
      if (*at == '"')
        in_string = !in_string;
      else if (in_string && *at == '\\')
        {
          const char *next = skip_escape (at, end);
          if (!next)
            return "it has an escape that JSON has not";
          at = next - 1;
        }
      else if (in_string)
        continue;
      else if ((*at == '[' || *at == '{') && ++depth > DEEPEST)
        return "it is nested too deeply";
      else if ((*at == ']' || *at == '}') && depth > 0)
        depth--;
      else if (g_ascii_ispunct (*at) && !strchr ("[]{}:,+-._", *at))
        return *at == '\'' ? "it has ' where JSON has \"" : *at == '/' ? "it has /, and JSON has no comments"
                                                                       : "it has a character that JSON has only in texts";
    }
  return NULL;
}

JsonParser *
json_input_parse (const char *text, gsize length, GError **error)
{
  const char *wrong = g_utf8_validate (text, (gssize) length, NULL) ? find_problem (text, length) : "it is no UTF-8";
  if (wrong)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, wrong);
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
