/* SPDX-License-Identifier: MIT */
/*
 * Ways, by tokens.
 */
#include "edit/ways.h"

#include "syntax/postfix.h"

guint32
ways_place (const Source *source, guint32 token, guint32 open)
{
  while (token != NO_TOKEN && source_token (source, token)->outer != open)
    token = source_token (source, token)->outer;
  return token;
}

/* Whether @a token jumps away, whatever happened before it in its block. */
static gboolean
jumps_away (const Source *source, guint32 token)
{
  static const char *const jumps[] = { "break", "return", "continue", "goto" };
  guint32 before = source_previous (source, token);

  for (guint i = 0; i < G_N_ELEMENTS (jumps); i++)
    if (source_is (source, token, jumps[i]))
      return source_is (source, before, ";") || source_is (source, before, "}") || source_is (source, before, "{");
  return FALSE;
}

gboolean
ways_exclude (const Source *source, guint32 open, guint32 earlier, guint32 later)
{
  guint32 from = ways_place (source, earlier, open), to = ways_place (source, later, open);
  gboolean left = FALSE, in_else = FALSE, apart = FALSE; /* the statement of the earlier one is over */

  if (from == NO_TOKEN || to == NO_TOKEN || from == to)
    return FALSE;
  if (source_is (source, from, "(")
      && (source_is (source, source_previous (source, from), "if")
          || source_is (source, source_previous (source, from), "while")
          || source_is (source, source_previous (source, from), "switch")
          || source_is (source, source_previous (source, from), "for")))
    return FALSE; /* a condition is evaluated for both */
  if (source_is (source, from, "{") && source_token (source, from)->match != NO_TOKEN)
    for (guint32 i = from + 1; i < source_token (source, from)->match; i++)
      if (source_token (source, i)->outer == from && jumps_away (source, i) && i > earlier)
        left = TRUE;
  for (guint32 i = from; i < to; i++)
    {
      const Token *token = source_token (source, i);

      if (left && (source_is (source, i, "case") || source_is (source, i, "default")))
        return TRUE;
      left |= i > from && jumps_away (source, i);
      if (token->match != NO_TOKEN && token->match > i)
        i = token->match;
      if (source_is (source, i, ";") || source_is (source, i, "}"))
        {
          in_else = source_is (source, source_next (source, i), "else");
          apart |= !in_else;
        }
    }
  return in_else && !apart;
}

gboolean
ways_repeat (const Source *source, guint32 open, guint32 token)
{
  for (guint32 outer = source_token (source, token)->outer;; outer = source_token (source, outer)->outer)
    {
      gboolean over = FALSE; /* an else continues the statement before it */

      for (guint32 i = source_previous (source, token); i != NO_TOKEN && i > outer; i = source_previous (source, i))
        {
          if (source_is (source, i, "for") || source_is (source, i, "while") || source_is (source, i, "do"))
            return TRUE;
          if (!over && (source_is (source, i, ";") || source_is (source, i, "}")))
            break;
          over = source_is (source, i, "else");
          if (source_token (source, i)->match != NO_TOKEN && source_token (source, i)->match < i)
            {
              guint32 name = source_previous (source, source_token (source, i)->match);

              /* A macro's head may be a loop's. */
              if (source_is (source, i, ")") && outer != open && name != NO_TOKEN
                  && source_token (source, name)->kind == TOKEN_IDENTIFIER && !source_is (source, name, "if")
                  && !source_is (source, name, "switch") && ends_operand (source, name)
                  && source_is (source, source_next (source, i), "{"))
                return TRUE;
              i = source_token (source, i)->match;
            }
        }
      if (outer == open || outer == NO_TOKEN)
        return FALSE;
      token = outer;
    }
}
