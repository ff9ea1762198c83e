/* SPDX-License-Identifier: MIT */
/*
 * Suppression comments and the lines that they are for.
 */
#include "syntax/suppress.h"

#include <string.h>

#define MARK "wmem-migrate: ignore"

static gboolean
is_alone (const Source *source, guint32 token)
{
  guint32 offset = source_token (source, token)->offset;
  guint32 line = source_line (source, offset, NULL);
  guint32 start = g_array_index (source->lines, guint32, line - 1);

  return strspn (source->text + start, " \t") == offset - start
         && (token + 1 >= source->tokens->len
             || source_line (source, source_token (source, token + 1)->offset, NULL)
                    > source_line (source, source_end (source, token), NULL));
}

void
suppressions_read (wmem_allocator_t *pool, UnitFile *file)
{
  const Source *source = file->source;

  for (guint32 i = 0; i < source->tokens->len; i++)
    {
      const Token *token = source_token (source, i);
      const char *text, *mark;
      Suppression suppression = { 0 };
      guint32 line;

      if (token->kind != TOKEN_COMMENT || token->length < strlen (MARK))
        continue;
      text = source->text + token->offset;
      mark = g_strstr_len (text, token->length, MARK);
      if (!mark)
        continue;
      suppression.offset = token->offset;
      suppression.rules = wmem_strndup (pool, mark + strlen (MARK),
                                        token->length - (gsize) (mark + strlen (MARK) - text)
                                            - (g_str_has_prefix (text, "/*") && token->length >= 4 ? 2 : 0));
      g_strchomp ((char *) suppression.rules);
      line = source_line (source, token->offset, NULL);
      if (g_str_has_prefix (suppression.rules, "-file"))
        line = 0;
      else if (is_alone (source, i) && i + 1 < source->tokens->len)
        {
          guint32 next = i + 1;

          while (next + 1 < source->tokens->len && source_token (source, next)->kind == TOKEN_COMMENT)
            next++;
          line = source_line (source, source_token (source, next)->offset, NULL);
        }
      suppression.line = line;
      g_array_append_val (file->findings->suppressions, suppression);
    }
}

static gboolean
names_rule (const char *rules, const char *rule)
{
  gsize length = strlen (rule);

  for (const char *at = rules; *at != '\0';)
    {
      gsize word = strspn (at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

      if ((word == length && strncmp (at, rule, word) == 0) || (word == 3 && strncmp (at, "all", 3) == 0))
        return TRUE;
      at += MAX (word, 1);
    }
  return FALSE;
}

gboolean
suppressions_apply (UnitFile *file, const char *rule, guint32 line)
{
  GArray *suppressions = file->findings->suppressions;

  for (guint i = 0; i < suppressions->len; i++)
    {
      Suppression *suppression = &g_array_index (suppressions, Suppression, i);
      const char *rules = suppression->rules + (suppression->line == 0 ? strlen ("-file") : 0);

      if ((suppression->line == 0 || suppression->line == line) && names_rule (rules, rule))
        {
          suppression->used = TRUE;
          return TRUE;
        }
    }
  return FALSE;
}
