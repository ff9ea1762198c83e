/* SPDX-License-Identifier: MIT */
/*
 * The baseline of a check.
 */
#include "verify/known_diagnostics.h"

#include <string.h>

typedef struct
{
  char *path, *text;
  guint severity;
  guint32 line;
  gboolean used;
} Known;

struct KnownDiagnostics {
  GArray *all; /* of Known */
};

static void
known_clear (gpointer data)
{
  Known *known = data;
  g_free (known->path);
  g_free (known->text);
}

KnownDiagnostics *
known_diagnostics_new (void)
{
  KnownDiagnostics *known = g_new0 (KnownDiagnostics, 1);
  known->all = g_array_new (FALSE, FALSE, sizeof (Known));
  g_array_set_clear_func (known->all, known_clear);
  return known;
}

void
known_diagnostics_free (KnownDiagnostics *known)
{
  if (!known)
    return;
  g_array_unref (known->all);
  g_free (known);
}

void
known_diagnostics_add (KnownDiagnostics *known, const char *path, guint severity, const char *text,
                       guint32 line)
{
  Known one = { .path = g_strdup (path), .text = g_strdup (text), .severity = severity, .line = line };
  g_array_append_val (known->all, one);
}

/* What kind of diagnostic it is: `[-Wname]` where compilers end it so, or NULL. */
static const char *
kind_of (const char *text)
{
  const char *bracket = strrchr (text, '[');
  return bracket && g_str_has_prefix (bracket, "[-W") ? bracket : NULL;
}

/* @return (transfer full) the words of @text without what stands in quotes, other names of types, and numbers. */
static char *
words_of (const char *text)
{
  GString *words = g_string_new (NULL);
  gboolean quoted = FALSE;
  for (const char *at = text; *at != '\0'; at++)
    {
      /* No apostrophe in a word. */
      if (*at == '\'' && (quoted || at == text || !g_ascii_isalpha (at[-1])))
        quoted = !quoted;
      else if (!quoted && !g_ascii_isdigit (*at))
        g_string_append_c (words, *at);
    }
  g_string_replace (words, " (aka )", "", 0);
  return g_string_free (words, FALSE);
}

static gboolean
is_of_one_kind (const char *one, const char *other)
{
  const char *kind = kind_of (one);
  if (kind || kind_of (other))
    return g_strcmp0 (kind, kind_of (other)) == 0;
  g_autofree char *words = words_of (one), *others = words_of (other);
  return g_str_equal (words, others);
}

/* Whether it says that a name is not declared: no other name's lack excuses that. Both compilers' words. */
static gboolean
misses_name (const char *text)
{
  return strstr (text, "undeclared ") || strstr (text, "implicit declaration") || strstr (text, "unknown type name")
         || strstr (text, "was not declared");
}

static gboolean
excuses (const Known *known, const LaterDiagnostic *later, gboolean by_text, gboolean by_line)
{
  return !known->used && known->severity == later->severity && g_str_equal (known->path, later->path)
         && (!by_text || g_str_equal (known->text, later->text))
         && (by_text || (!misses_name (known->text) && !misses_name (later->text)))
         && (!by_line || (known->line >= later->first && known->line <= later->last))
         && (by_text || is_of_one_kind (known->text, later->text));
}

void
known_diagnostics_excuse (KnownDiagnostics *known, GArray *later)
{
  static const struct
  {
    gboolean by_text, by_line;
  } ways[] = { { TRUE, TRUE }, { TRUE, FALSE }, { FALSE, TRUE } };
  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    for (guint i = 0; i < later->len; i++)
      {
        LaterDiagnostic *one = &g_array_index (later, LaterDiagnostic, i);
        for (guint j = 0; !one->excused && j < known->all->len; j++)
          {
            Known *candidate = &g_array_index (known->all, Known, j);
            if (excuses (candidate, one, ways[way].by_text, ways[way].by_line))
              one->excused = candidate->used = TRUE;
          }
      }
}
