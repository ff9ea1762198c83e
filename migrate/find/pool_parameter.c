/* SPDX-License-Identifier: MIT */
/*
 * Names are looked for as words in the text: too often taken costs a plainer name, never the meaning.
 */
#define _GNU_SOURCE /* memmem */
#include "find/pool_parameter.h"

#include "model/text_intern.h"

#include <string.h>

enum {
  MAX_NAMES = 9
};

static gboolean
is_name_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_';
}

/* The name number @number, from 0, that is tried. */
static const char *
nth_name (const Analysis *analysis, guint number)
{
  const char *asked = analysis->context->options->pool_name;
  g_autofree char *name = number == 0   ? g_strdup (asked)
                          : number == 1 ? g_strconcat ("packet_", asked, NULL)
                                        : g_strdup_printf ("packet_%s_%u", asked, number);
  return text_intern (name);
}

/* Whether the bytes have @name as a word that is no field of something. */
static gboolean
is_used (const char *text, gsize length, const char *name)
{
  const gsize size = strlen (name);
  for (const char *at = text; (at = memmem (at, length - (gsize) (at - text), name, size)); at += size)
    {
      if ((at > text && is_name_byte (at[-1])) || (at + size < text + length && is_name_byte (at[size])))
        continue;
      const char *before = at;
      while (before > text && g_ascii_isspace (before[-1]))
        before--;
      if (before > text && (before[-1] == '.' || (before - 1 > text && before[-1] == '>' && before[-2] == '-')))
        continue;
      return TRUE;
    }
  return FALSE;
}

/* Whether a macro of the unit's own files is called @name, or means something by it: its users would get the parameter. */
static gboolean
look_for_macro (const Analysis *analysis, const char *name)
{
  for (guint i = 0; i < analysis->files->len; i++)
    {
      const Source *source = ((UnitFile *) g_ptr_array_index (analysis->files, i))->source;
      for (guint j = 0; j < source->directives->len; j++)
        {
          const Directive *directive = &g_array_index (source->directives, Directive, j);
          if (directive->kind != DIRECTIVE_DEFINE || directive->name == NO_TOKEN)
            continue;
          if (source_is (source, directive->name, name))
            return TRUE;
          gboolean parameter = FALSE, meant = FALSE;
          for (guint32 token = directive->name + 1; token < directive->end; token++)
            {
              if (!source_is (source, token, name))
                continue;
              parameter |= token < directive->body;
              meant |= token >= directive->body && !source_is (source, token - 1, "->") && !source_is (source, token - 1, ".");
            }
          if (meant && !parameter)
            return TRUE;
        }
    }
  return FALSE;
}

/* The same for every function of the unit, so it is asked once a name. */
static gboolean
is_macros (Analysis *analysis, const char *name)
{
  gpointer known = g_hash_table_lookup (analysis->macro_names, name);
  if (!known)
    {
      known = GINT_TO_POINTER (1 + look_for_macro (analysis, name));
      g_hash_table_insert (analysis->macro_names, (gpointer) text_intern (name), known);
    }
  return known == GINT_TO_POINTER (2);
}

const char *
pool_parameter_name (Analysis *analysis, const char *text, guint32 start, guint32 end)
{
  for (guint i = 0; i < MAX_NAMES; i++)
    {
      const char *name = nth_name (analysis, i);
      g_autofree char *other = g_strconcat ("file_", name, NULL);
      gboolean taken = FALSE;
      for (guint k = 0; k < 2; k++)
        {
          const char *tried = k == 0 ? name : text_intern (other);
          taken |= is_used (text + start, end - start, tried) || is_macros (analysis, tried)
                   || g_hash_table_contains (analysis->global_names, tried);
        }
      if (!taken)
        return name;
    }
  return NULL;
}

const char *
pool_parameter_name_in_macro (Analysis *analysis, const Source *source, guint32 first, guint32 end)
{
  for (guint i = 0; i < MAX_NAMES; i++)
    {
      const char *name = nth_name (analysis, i);
      gboolean taken = FALSE;
      for (guint32 token = first; token < end; token++)
        taken |= source_is (source, token, name);
      if (!taken)
        return name;
    }
  return NULL;
}
