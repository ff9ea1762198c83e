/* SPDX-License-Identifier: MIT */
/*
 * A recogniser of C's expressions, by recursive descent.
 */
#include "cli/pool_expression.h"

#include <string.h>

/* What is left to read. */
typedef struct
{
  const char *at;
} Reader;

static gboolean read_expression (Reader *reader);
static gboolean read_unary (Reader *reader);

static void
skip_blanks (Reader *reader)
{
  while (*reader->at == ' ' || *reader->at == '\t')
    reader->at++;
}

/* Takes @text where it stands next, and is not the beginning of one of @longer (nullable). */
static gboolean
take (Reader *reader, const char *text, const char *const *longer)
{
  skip_blanks (reader);
  if (!g_str_has_prefix (reader->at, text))
    return FALSE;
  for (; longer && *longer; longer++)
    if (strlen (*longer) > strlen (text) && g_str_has_prefix (reader->at, *longer))
      return FALSE;
  reader->at += strlen (text);
  return TRUE;
}

static gboolean
begins_word (char byte)
{
  return g_ascii_isalpha (byte) || byte == '_';
}

/* Takes a word. @return (transfer full) NULL where none stands next. */
static char *
take_word (Reader *reader)
{
  skip_blanks (reader);
  const char *start = reader->at;
  if (!begins_word (*start))
    return NULL;
  while (begins_word (*reader->at) || g_ascii_isdigit (*reader->at))
    reader->at++;
  return g_strndup (start, (gsize) (reader->at - start));
}

static gboolean
take_name (Reader *reader)
{
  static const char *const keywords[]
      = { "auto", "break", "case", "const", "continue", "default", "do", "else", "enum", "extern", "for", "goto",
          "if", "return", "static", "struct", "switch", "typedef", "union", "volatile", "while", NULL };
  g_autofree char *word = take_word (reader);
  return word && !g_strv_contains (keywords, word);
}

/* A string or a character, with its quotes. */
static gboolean
take_quoted (Reader *reader)
{
  skip_blanks (reader);
  char quote = *reader->at;
  if (quote != '"' && quote != '\'')
    return FALSE;
  const char *at = reader->at + 1;
  while (*at && *at != quote)
    at += *at == '\\' && at[1] ? 2 : 1;
  if (!*at || at == reader->at + (quote == '\'' ? 1 : 0))
    return FALSE;
  reader->at = at + 1;
  return TRUE;
}

static gboolean
take_number (Reader *reader)
{
  skip_blanks (reader);
  if (!g_ascii_isdigit (*reader->at) && !(*reader->at == '.' && g_ascii_isdigit (reader->at[1])))
    return FALSE;
  while (g_ascii_isalnum (*reader->at) || *reader->at == '.' || *reader->at == '_')
    reader->at++;
  return TRUE;
}

/* The inside of a cast or of sizeof: words, then stars. */
static gboolean
take_type (Reader *reader)
{
  guint words = 0;
  for (;;)
    {
      g_autofree char *word = take_word (reader);
      if (!word)
        break;
      words++;
    }
  while (take (reader, "*", NULL))
    {
      g_autofree char *qualifier = take_word (reader);
      (void) qualifier;
    }
  return words > 0;
}

static gboolean
read_list (Reader *reader)
{
  do
    if (!read_expression (reader))
      return FALSE;
  while (take (reader, ",", NULL));
  return TRUE;
}

/* "(" has been taken: an expression in parentheses, or a cast and what it is of. */
static gboolean
read_parenthesised (Reader *reader)
{
  Reader start = *reader;
  if (read_list (reader) && take (reader, ")", NULL))
    {
      skip_blanks (reader);
      /* "(type) name" */
      return begins_word (*reader->at) || g_ascii_isdigit (*reader->at) ? read_unary (reader) : TRUE;
    }
  *reader = start;
  return take_type (reader) && take (reader, ")", NULL) && read_unary (reader);
}

static gboolean
read_postfix (Reader *reader)
{
  for (;;)
    if (take (reader, "[", NULL))
      {
        if (!read_list (reader) || !take (reader, "]", NULL))
          return FALSE;
      }
    else if (take (reader, "(", NULL))
      {
        if (!take (reader, ")", NULL) && !(read_list (reader) && take (reader, ")", NULL)))
          return FALSE;
      }
    else if (take (reader, "->", NULL) || take (reader, ".", NULL))
      {
        if (!take_name (reader))
          return FALSE;
      }
    else if (!take (reader, "++", NULL) && !take (reader, "--", NULL))
      return TRUE;
}

static gboolean
read_primary (Reader *reader)
{
  if (take (reader, "(", NULL))
    return read_parenthesised (reader);
  if (take_quoted (reader))
    {
      while (take_quoted (reader))
        ;
      return TRUE;
    }
  return take_number (reader) || take_name (reader);
}

static gboolean
read_unary (Reader *reader)
{
  static const char *const prefixes[] = { "++", "--", "!", "~", "*", "&", "+", "-" };
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (take (reader, prefixes[i], NULL))
      return read_unary (reader);
  return read_primary (reader) && read_postfix (reader);
}

static gboolean
take_operator (Reader *reader)
{
  static const char *const operators[] = { "<<=", ">>=", "==", "!=", "<=", ">=", "&&", "||", "<<", ">>", "+=", "-=", "*=", "/=",
                                           "%=", "&=", "|=", "^=", "=", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^" };
  /* Comments are none. */
  static const char *const comments[] = { "//", "/*", NULL };
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (take (reader, operators[i], comments))
      return TRUE;
  return FALSE;
}

static gboolean
read_expression (Reader *reader)
{
  for (;;)
    {
      if (!read_unary (reader))
        return FALSE;
      if (take (reader, "?", NULL))
        return read_expression (reader) && take (reader, ":", NULL) && read_expression (reader);
      if (!take_operator (reader))
        return TRUE;
    }
}

gboolean
pool_expression_is_valid (const char *text)
{
  Reader reader = { .at = text };
  if (!read_expression (&reader))
    return FALSE;
  skip_blanks (&reader);
  return *reader.at == '\0';
}
