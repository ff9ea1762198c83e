/* SPDX-License-Identifier: MIT */
/*
 * A type's name. Where the old type was a pointer and the new one is the struct, every declarator gets a `*`.
 */
#include <string.h>

#include "edit/recipes.h"

/* The other declarators of the declaration that begins with the type at @a token: `a, b` of `TYPE a, b;`. */
static void
star_declarators (Site *site)
{
  const Source *source = site->source;
  guint32 outer = source_token (source, site->token)->outer;

  if (outer != NO_TOKEN && !source_is (source, outer, "{"))
    return; /* a parameter, a cast, a sizeof */
  for (guint32 token = source_next (source, site->token);
       token != NO_TOKEN && !source_is (source, token, ";"); token = source_next (source, token))
    {
      const Token *found = source_token (source, token);

      if (source_is (source, token, "{"))
        return; /* a function's body */
      if (found->match != NO_TOKEN && found->match > token)
        token = found->match;
      else if (source_is (source, token, ","))
        site_insert_before (site, source_next (source, token), "*");
    }
}

gboolean
recipe_type (Site *site)
{
  const Source *source = site->source;
  const char *target = site_target (site);
  guint32 next = source_next (source, site->token), end = source_end (source, site->token);

  if (!target)
    return FALSE;
  if (!g_str_has_suffix (target, " *"))
    {
      site_replace (site, site->token, target);
      return TRUE;
    }
  if (source_is (source, source_previous (source, site->token), "const") || source_is (source, next, "const"))
    return site_leave (site, REASON_TYPE_MISMATCH, "const belongs to the pointer here");
  /* `TYPE name` and `TYPE *name` keep one blank before the stars. */
  if (next != NO_TOKEN
      && (source_is (source, next, "*") || source_token (source, next)->kind == TOKEN_IDENTIFIER)
      && source_token (source, next)->offset > end
      && strcspn (source->text + end, "\r\n\\/") >= source_token (source, next)->offset - end)
    site_edit (site, source_token (source, site->token)->offset,
               source_token (source, next)->offset - source_token (source, site->token)->offset, target);
  else
    site_replace (site, site->token, target);
  star_declarators (site);
  return TRUE;
}
