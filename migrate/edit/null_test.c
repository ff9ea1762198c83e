/* SPDX-License-Identifier: MIT */
/*
 * Where the code asks whether a pointer is NULL, by tokens.
 */
#include "edit/null_test.h"

#include "syntax/postfix.h"

gboolean
token_is_null (const Source *source, guint32 token)
{
  return source_is (source, token, "NULL") || source_is (source, token, "0");
}

gboolean
token_compares (const Source *source, guint32 token)
{
  return source_is (source, token, "==") || source_is (source, token, "!=");
}

gboolean
is_condition (const Source *source, guint32 first, guint32 last)
{
  static const char *const heads[] = { "if", "while" };

  for (;;)
    {
      guint32 before = expression_previous (source, first), after = source_next (source, last);
      guint32 head;

      if (source_is (source, before, "!"))
        return TRUE;
      if (source_is (source, before, "(") && after != NO_TOKEN && source_token (source, before)->match == after)
        {
          head = expression_previous (source, before);
          for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
            if (source_is (source, head, heads[i]))
              return TRUE;
          if (paren_kind (source, after) != PAREN_PRIMARY)
            return FALSE;
          first = before;
          last = after;
          continue;
        }
      /* Both sides of these have to be whole operands of it. */
      if ((source_is (source, after, "&&") || source_is (source, after, "||"))
          && (source_is (source, before, "(") || source_is (source, before, "&&") || source_is (source, before, "||")
              || source_is (source, before, "=") || source_is (source, before, ",")
              || source_is (source, before, "return") || source_is (source, before, ";")
              || source_is (source, before, "?") || source_is (source, before, ":")))
        return TRUE;
      if ((source_is (source, before, "&&") || source_is (source, before, "||"))
          && (source_is (source, after, ")") || source_is (source, after, ";") || source_is (source, after, ",")
              || source_is (source, after, "?") || source_is (source, after, ":")))
        return TRUE;
      if (source_is (source, after, "?"))
        return source_is (source, before, "(") || source_is (source, before, "=") || source_is (source, before, ",")
               || source_is (source, before, "return") || source_is (source, before, ";")
               || source_is (source, before, "?") || source_is (source, before, ":");
      head = source_token (source, first)->outer;
      return source_is (source, before, ";") && source_is (source, after, ";") && source_is (source, head, "(")
             && source_is (source, expression_previous (source, head), "for");
    }
}

gboolean
is_null_test (const Source *source, guint32 first, guint32 last)
{
  const guint32 before = expression_previous (source, first), after = source_next (source, last);

  return (token_compares (source, after) && token_is_null (source, source_next (source, after)))
         || (token_compares (source, before) && token_is_null (source, expression_previous (source, before)))
         || is_condition (source, first, last);
}
