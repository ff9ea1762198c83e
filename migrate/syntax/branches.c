/* SPDX-License-Identifier: MIT */
/*
 * Branches of conditions, by the directives.
 */
#include "syntax/branches.h"

GPtrArray *
branches_around (const Source *source, guint32 token)
{
  GPtrArray *open = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  guint deeper = 0; /* conditions that begin behind the token */
  guint closed = 0; /* of the groups around it, from the innermost out */
  for (guint i = 0; i < source->directives->len && (closed < open->len || closed == 0); i++)
    {
      const Directive *line = &g_array_index (source->directives, Directive, i);
      const gboolean behind = line->hash > token;
      const gboolean begins = line->kind == DIRECTIVE_CONDITION, ends = line->kind == DIRECTIVE_ENDIF;
      if (!begins && !ends && line->kind != DIRECTIVE_ELSE)
        continue;
      if (behind && open->len == 0)
        break;
      if (behind && (begins || deeper > 0))
        {
          deeper += begins;
          deeper -= ends;
          continue;
        }
      GArray *group = begins || open->len == 0 ? NULL : open->pdata[open->len - 1 - closed];
      if (group && group->len > 0)
        g_array_index (group, Branch, group->len - 1).range.end = line->hash;
      if (ends && behind)
        closed++;
      else if (ends && open->len > 0)
        g_ptr_array_set_size (open, (gint) open->len - 1);
      if (ends || (!begins && !group))
        continue;
      if (begins)
        g_ptr_array_add (open, group = g_array_new (FALSE, FALSE, sizeof (Branch)));
      const Branch branch = { { line->end, source->tokens->len }, line };
      g_array_append_val (group, branch);
    }
  return open;
}

/* Whether the identifier is about the host's own version, or one of the memory APIs: VERSION_MAJOR, WIRESHARK_VERSION, HAVE_WMEM; not
 * that of another library (GLIB_CHECK_VERSION). */
static gboolean
names_version (const char *identifier)
{
  static const char *const hosts[] = { "WIRESHARK", "WS", "WMEM", "EMEM", NULL };
  g_auto (GStrv) words = g_strsplit (identifier, "_", -1);
  gboolean names = g_str_equal (words[0], "VERSION");
  for (char **word = words; !names && *word; word++)
    names = g_strv_contains (hosts, *word);
  return names;
}

gboolean
branches_ask_for_version (const Source *source, const GArray *group)
{
  for (guint i = 0; i < group->len; i++)
    {
      const Directive *line = g_array_index (group, Branch, i).line;
      for (guint32 token = line->hash; token < line->end; token++)
        {
          const Token *word = source_token (source, token);
          g_autofree char *text = word->kind == TOKEN_IDENTIFIER ? g_strndup (source->text + word->offset, word->length) : NULL;
          if (text && names_version (text))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
branches_are_for_others (const Source *source, guint32 token)
{
  gboolean others = FALSE;
  g_autoptr (GPtrArray) groups = source_token (source, token)->inactive ? branches_around (source, token) : NULL;
  for (guint i = 0; groups && i < groups->len; i++)
    others |= branches_ask_for_version (source, groups->pdata[i]);
  return others;
}
