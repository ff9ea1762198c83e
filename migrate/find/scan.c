/* SPDX-License-Identifier: MIT */
/*
 * A pass over bytes: identifiers only, no tokens.
 */
#include "find/scan.h"

#include <string.h>

#include "syntax/source.h"

static gboolean
names_header (const RuleSet *rules, const char *at, const char *limit)
{
  const char *start = at, *end;
  char *operand;
  gboolean found;

  while (start < limit && (*start == ' ' || *start == '\t'))
    start++;
  if (start >= limit || (*start != '<' && *start != '"'))
    return FALSE;
  for (end = ++start; end < limit && *end != '>' && *end != '"' && *end != '\n'; end++)
    ;
  operand = g_strndup (start, (gsize) (end - start));
  found = rule_set_header (rules, operand) || rule_set_moved (rules, operand);
  g_free (operand);
  return found;
}

/* Whether a comment may hide the header behind an include: rare enough to let the parser decide. */
static gboolean
is_hidden (const char *at, const char *limit)
{
  while (at < limit && (*at == ' ' || *at == '\t'))
    at++;
  return at + 1 < limit && *at == '/' && at[1] == '*';
}

/* Of a definition: what stands behind its name. */
static const char *
macro_body (const char *at, const char *limit)
{
  while (at < limit && (*at == ' ' || *at == '\t'))
    at++;
  while (at < limit && (g_ascii_isalnum (*at) || *at == '_'))
    at++;
  return at;
}

static gboolean
counts (const Rule *rule, gboolean rewritable)
{
  if (!rule || rule->heard)
    return rule != NULL;
  return rule_counts (rule) && !(rewritable && rule->needs);
}

static gboolean
scan (const RuleSet *rules, const char *text, gsize length, gboolean rewritable)
{
  const char *at = text, *limit = text + length;

  while (at < limit)
    {
      const char *start = at;
      const Rule *rule;

      if (!g_ascii_isalpha (*at) && *at != '_')
        {
          /* A number takes its letters with it. */
          if (g_ascii_isdigit (*at))
            while (at < limit && (g_ascii_isalnum (*at) || *at == '_'))
              at++;
          else
            at++;
          continue;
        }
      while (at < limit && (g_ascii_isalnum (*at) || *at == '_'))
        at++;
      if (at - start == 7 && memcmp (start, "include", 7) == 0 && (is_hidden (at, limit) || names_header (rules, at, limit)))
        return TRUE;
      if (at - start == 6 && memcmp (start, "define", 6) == 0 && names_header (rules, macro_body (at, limit), limit))
        return TRUE;
      rule = rule_set_lookup (rules, start, (gsize) (at - start));
      if (counts (rule, rewritable))
        return TRUE;
      /* A name split by backslash-newline: rare enough to let the parser decide. */
      const guint splice = at < limit ? source_splice (at) : 0;
      if (splice > 0 && at + splice < limit && (g_ascii_isalnum (at[splice]) || at[splice] == '_'))
        return TRUE;
    }
  return FALSE;
}

gboolean
scan_names_api (const RuleSet *rules, const char *text, gsize length)
{
  return scan (rules, text, length, FALSE);
}

gboolean
scan_names_rewritable (const RuleSet *rules, const char *text, gsize length)
{
  return scan (rules, text, length, TRUE);
}
