/* SPDX-License-Identifier: MIT */
/*
 * A file's `#include` lines, read without a parser.
 */
#include "run/include_lines.h"

#include <string.h>

static void
include_line_clear (gpointer data)
{
  g_free (((IncludeLine *) data)->name);
}

void
include_lines_init (IncludeLines *lines)
{
  memset (lines, 0, sizeof *lines);
  lines->includes = g_array_new (FALSE, FALSE, sizeof (IncludeLine));
  g_array_set_clear_func (lines->includes, include_line_clear);
  lines->preamble = g_ptr_array_new_with_free_func (g_free);
}

void
include_lines_clear (IncludeLines *lines)
{
  g_array_unref (lines->includes);
  g_ptr_array_unref (lines->preamble);
  g_free (lines->guard);
}

static const char *
skip_blanks (const char *text, const char *end)
{
  while (text < end && (*text == ' ' || *text == '\t'))
    text++;
  return text;
}

static gboolean
is_word (const char *text, const char *end, const char *word)
{
  gsize length = strlen (word);
  return (gsize) (end - text) >= length && memcmp (text, word, length) == 0
         && (text + length == end || !(g_ascii_isalnum (text[length]) || text[length] == '_'));
}

/* Takes the operand of an #include. @return FALSE where it is no plain name. */
static gboolean
add_include (IncludeLines *lines, const char *operand, const char *end)
{
  operand = skip_blanks (operand, end);
  char closing = operand < end && *operand == '"' ? '"' : operand < end && *operand == '<' ? '>'
                                                                                           : '\0';
  const char *close = closing ? memchr (operand + 1, closing, (gsize) (end - operand - 1)) : NULL;
  if (!close)
    {
      lines->has_computed_include = TRUE;
      return FALSE;
    }
  IncludeLine line
      = { .name = g_strndup (operand + 1, (gsize) (close - operand - 1)), .quoted = closing == '"' };
  g_array_append_val (lines->includes, line);
  return TRUE;
}

/* What the preamble may hold outside directives: blanks and comments. *@in_comment carries over lines. */
static gboolean
is_blank_line (const char *text, const char *end, gboolean *in_comment)
{
  while (text < end)
    {
      if (*in_comment)
        {
          const char *close = g_strstr_len (text, end - text, "*/");
          if (!close)
            return TRUE;
          *in_comment = FALSE;
          text = close + 2;
        }
      else if (g_ascii_isspace (*text))
        text++;
      else if (end - text >= 2 && text[0] == '/' && text[1] == '*')
        {
          *in_comment = TRUE;
          text += 2;
        }
      else if (end - text >= 2 && text[0] == '/' && text[1] == '/')
        return TRUE;
      else
        return FALSE;
    }
  return TRUE;
}

/* Where in a directive a comment begins: not in a string or a character, nor behind `//`. */
static const char *
comment_start (const char *text, const char *end)
{
  char closing = '\0';
  for (; text < end; text++)
    {
      if (closing)
        {
          if (*text == '\\')
            text++;
          else if (*text == closing)
            closing = '\0';
        }
      else if (*text == '"' || *text == '\'')
        closing = *text;
      else if (end - text >= 2 && text[0] == '/' && text[1] == '/')
        return NULL;
      else if (end - text >= 2 && text[0] == '/' && text[1] == '*')
        return text;
    }
  return NULL;
}

/* Whether a comment stands where the directive's name is looked for, or a line's end in the middle of it. */
static gboolean
is_spliced_word (const char *directive, const char *end)
{
  const char *at = directive;
  while (at < end && g_ascii_isalpha (*at))
    at++;
  return at < end && (*at == '\\' || (at == directive && *at == '/'));
}

/* Whether a line that does not begin with `#` may include a file: `%:include`, `??=include`, or behind the end of a comment. */
static gboolean
includes_oddly (const char *line, const char *end)
{
  for (const char *word = line; (word = g_strstr_len (word, end - word, "include")); word++)
    {
      const char *before = word;
      while (before > line && (before[-1] == ' ' || before[-1] == '\t'))
        before--;
      const char *start = skip_blanks (line, end);
      if (before > line && strchr ("#:=", before[-1]) && (*start == '%' || *start == '?' || g_strstr_len (line, before - line, "*/")))
        return TRUE;
    }
  return FALSE;
}

/* Whether the `#define` of @name, which begins there, makes an include guard of the condition @item that is all that came before.
 * @return (transfer full, nullable) the guard's name. */
static char *
read_guard (const GString *item, const char *name, const char *end)
{
  const char *close = name = skip_blanks (name, end);
  while (close < end && (g_ascii_isalnum (*close) || *close == '_'))
    close++;
  g_autofree char *condition = g_strdup_printf ("#ifndef %.*s\n", (int) (close - name), name);
  return item && g_str_equal (item->str, condition) ? g_strndup (name, (gsize) (close - name)) : NULL;
}

/* Whether the `#pragma` with the operand @text is one that says nothing to gcc and clang. */
static gboolean
is_foreign_pragma (const char *text, const char *end)
{
  return is_word (skip_blanks (text, end), end, "warning");
}

void
include_lines_read (IncludeLines *lines, const char *text, gsize length)
{
  const char *end = text + length;
  gboolean in_preamble = TRUE, in_comment = FALSE;
  g_autoptr (GString) item = NULL; /* of the preamble: one line, or the lines so far of a condition */
  guint depth = 0, outermost = 0;
  for (const char *line = text; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      const char *line_end = newline ? newline : end;
      const char *start = skip_blanks (line, line_end);
      gboolean was_comment = in_comment;
      if (!was_comment && start < line_end && *start == '#')
        {
          const char *directive = skip_blanks (start + 1, line_end);
          gboolean plain = TRUE, silent = is_word (directive, line_end, "line");
          if (is_word (directive, line_end, "include"))
            plain = add_include (lines, directive + strlen ("include"), line_end);
          else if (is_word (directive, line_end, "import") || is_word (directive, line_end, "include_next")
                   || is_spliced_word (directive, line_end))
            lines->has_computed_include = TRUE;
          else if (is_word (directive, line_end, "if") || is_word (directive, line_end, "ifdef")
                   || is_word (directive, line_end, "ifndef"))
            depth++;
          else if (is_word (directive, line_end, "endif"))
            depth -= depth > 0;
          else if (is_word (directive, line_end, "pragma"))
            plain = silent = is_foreign_pragma (directive + strlen ("pragma"), line_end);
          else if (is_word (directive, line_end, "define") && in_preamble && lines->preamble->len == 0 && outermost == 0)
            {
              lines->guard = read_guard (item, directive + strlen ("define"), line_end);
              plain = silent = lines->guard != NULL;
              outermost = depth;
              if (plain)
                g_string_free (g_steal_pointer (&item), TRUE);
            }
          else
            plain = silent || (depth > outermost && (is_word (directive, line_end, "else") || is_word (directive, line_end, "elif")));
          const char *comment = comment_start (start, line_end);
          const char *close = comment ? comment : line_end;
          while (close > start && g_ascii_isspace (close[-1]))
            close--;
          /* A macro that is defined between the includes may change what they say. */
          in_preamble = in_preamble && plain && close[-1] != '\\' && depth >= outermost;
          if (in_preamble && !silent)
            {
              /* "#  include" and "#include" are the same line. */
              if (!item)
                item = g_string_new (NULL);
              g_string_append_printf (item, "#%.*s\n", (int) (close - directive), directive);
              if (depth == outermost)
                g_ptr_array_add (lines->preamble, g_string_free (g_steal_pointer (&item), FALSE));
            }
          /* A comment may begin behind the directive. */
          in_comment = comment && !g_strstr_len (comment, line_end - comment, "*/");
        }
      else
        {
          lines->has_computed_include = lines->has_computed_include || includes_oddly (line, line_end);
          if (in_preamble)
            in_preamble = is_blank_line (line, line_end, &in_comment);
          else
            in_comment = FALSE;
        }
      line = line_end + 1;
    }
}
