/* SPDX-License-Identifier: MIT */
/*
 * The options that take one of a few words.
 */
#include "cli/named_values.h"

#include "model/command.h"
#include "model/text_intern.h"

#define MOST_WORDS 8

typedef struct
{
  const char *option;
  struct
  {
    const char *word;
    int value;
  } words[MOST_WORDS + 1]; /* ends with an empty one */
} NamedValues;

static const NamedValues table[] = {
  { "verify", { { "parse", VERIFY_PARSE }, { "compile", VERIFY_COMPILE }, { "object", VERIFY_OBJECT }, { "none", VERIFY_NONE } } },
  { "only",
    { { "safe", CONFIDENCE_SAFE }, { "review", CONFIDENCE_REVIEW }, { "unsafe", CONFIDENCE_UNSAFE }, { "proved", ONLY_PROVED } } },
  { "idiom", { { "keep", FALSE }, { "new", TRUE } } },
  { "pool-position", { { "first", FALSE }, { "last", TRUE } } },
  { "format",
    { { "diff", FORMAT_DIFF },
      { "text", FORMAT_TEXT },
      { "json", FORMAT_JSON },
      { "sarif", FORMAT_SARIF },
      { "replacements", FORMAT_REPLACEMENTS },
      { "html", FORMAT_HTML } } },
  { "color", { { "auto", COLOUR_AUTO }, { "always", COLOUR_ALWAYS }, { "never", COLOUR_NEVER } } },
  { "completion", { { "bash", SHELL_BASH }, { "zsh", SHELL_ZSH }, { "fish", SHELL_FISH } } },
};

static const NamedValues *
find (const char *option)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].option, option))
      return &table[i];
  return NULL;
}

/* @return (transfer full) */
static char *
join (const NamedValues *values, const char *between)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  for (guint i = 0; values->words[i].word; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? between : "", values->words[i].word);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

const char *
named_values_of (const char *option)
{
  const NamedValues *values = find (option);
  g_autofree char *words = values ? join (values, "|") : NULL;
  return words ? text_intern (words) : NULL;
}

gboolean
named_value_choose (const char *option, const char *text, int *target, GError **error)
{
  const NamedValues *values = find (option);
  if (!text)
    return TRUE;
  for (guint i = 0; values->words[i].word; i++)
    if (g_str_equal (values->words[i].word, text))
      {
        *target = values->words[i].value;
        return TRUE;
      }
  g_autofree char *known = join (values, ", ");
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "unknown value '%s' for --%s: use one of %s", text, option, known);
  return FALSE;
}
