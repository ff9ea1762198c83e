/* SPDX-License-Identifier: MIT */
/*
 * Conditions by directives.
 */
#include "edit/conditions.h"

gboolean
conditions_between (const Source *source, guint32 first, guint32 last)
{
  for (guint32 i = first + 1; i < last; i++)
    if (source_token (source, i)->directive != 0)
      return TRUE;
  return FALSE;
}

gboolean
conditions_balanced (const Source *source, guint32 first, guint32 last)
{
  guint depth = 0;

  for (guint32 i = first + 1; i < last; i++)
    {
      const Directive *directive = source_directive (source, i);

      if (!directive || directive->hash != i)
        continue;
      if (directive->kind == DIRECTIVE_CONDITION)
        depth++;
      else if (depth == 0 && (directive->kind == DIRECTIVE_ELSE || directive->kind == DIRECTIVE_ENDIF))
        return FALSE;
      else if (directive->kind == DIRECTIVE_ENDIF)
        depth--;
    }
  return depth == 0;
}

/* The code or directive token before @a token, in whatever configuration. */
static guint32
any_before (const Source *source, guint32 token)
{
  while (token > 0 && source_token (source, token - 1)->kind == TOKEN_COMMENT)
    token--;
  return token > 0 ? token - 1 : NO_TOKEN;
}

static gboolean
leaves_open (const Source *source, guint32 token)
{
  return token != NO_TOKEN && source_token (source, token)->directive == 0 && !source_is (source, token, ";")
         && !source_is (source, token, "{") && !source_is (source, token, "}")
         && !source_is (source, token, ":");
}

gboolean
conditions_may_open (const Source *source, guint32 first)
{
  guint32 at = any_before (source, first);
  guint depth = 0;
  gboolean skip = FALSE; /* over the branches before the one that the statement begins */

  if (at == NO_TOKEN || !source_directive (source, at))
    return FALSE; /* what stands there is seen by everybody */
  for (guint i = source_token (source, at)->directive; i > 0; i--)
    {
      const Directive *directive = &g_array_index (source->directives, Directive, i - 1);
      guint32 before = any_before (source, directive->hash);
      gboolean around = depth == 0; /* not one of a branch's own */

      if (directive->kind == DIRECTIVE_ENDIF)
        depth++;
      else if (directive->kind == DIRECTIVE_ELSE && depth == 0)
        skip = TRUE;
      else if (directive->kind == DIRECTIVE_CONDITION && depth == 0)
        skip = FALSE;
      else if (directive->kind == DIRECTIVE_CONDITION)
        around = --depth == 0;
      if (skip || (!around && !(directive->kind == DIRECTIVE_ELSE && depth == 1)))
        continue;
      if (leaves_open (source, before))
        return TRUE;
      if (depth == 0 && before != NO_TOKEN && source_token (source, before)->directive == 0)
        return FALSE;
    }
  return FALSE;
}
